"""Reading the label of a row or a heading as an aspect: in which respect things are compared."""

from __future__ import annotations

from collections import defaultdict
from functools import lru_cache

from pipeline import languages, vocabulary
from pipeline.languages import Language
from pipeline.reading.lens import source_concept_id
from pipeline.reading.mentions import beginning
from pipeline.text.analysis import norm_of

_ENGLISH = "en"
_LONGEST = 6  # words of an aspect's label


@lru_cache(maxsize=8192)
def aspect_of(label: str, code: str) -> str:
    """Return the aspect that a label names: the vocabulary's, or one that the source defines.

    The longest label of the vocabulary in it counts; of equal ones the last in head-final and the first in other
    languages would be the head, which no data says yet, so the last is taken, as in "Most Common Types".

    Args:
        label: a row label such as "En Yaygın Türler".
        code: the language of the source.
    """
    return known_aspect(label, code) or source_concept_id(label, code)


@lru_cache(maxsize=8192)
def known_aspect(label: str, code: str) -> str:
    """Return the vocabulary's aspect that a label names, or ""."""
    language = languages.load(code)
    words = _words(label, language)
    for length in range(min(_LONGEST, len(words)), 0, -1):
        for start in range(len(words) - length, -1, -1):
            found = _named(tuple(words[start : start + length]), code)
            if found:
                return found
    return ""


def _named(words: tuple[str, ...], code: str) -> str:
    """Return the aspect that one of whose labels has these stems: a preferred label first, the own language first."""
    language = languages.load(code)
    for concept_id, text in _labels(code).get(beginning(words[0], language), ()):
        if tuple(_words(text, language)) == words:
            return concept_id
    return ""


def _words(label: str, language: Language) -> list[str]:
    return [norm_of(word.strip('.,:;?!()"“”'), language) for word in label.split() if any(map(str.isalnum, word))]


@lru_cache(maxsize=64)
def _labels(code: str) -> dict[str, list[tuple[str, str]]]:
    """Return the labels of aspects by the letters they begin with: stemming all 4,800 would take 15 ms."""
    language = languages.load(code)
    ranks = {"pref": 0, "alt": 1, "hidden": 2}
    labels = [pair for pair in vocabulary.load().labels(code, _ENGLISH) if pair[0].kind == "aspect"]
    found: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for concept, label in sorted(labels, key=lambda pair: (pair[1].language != code, ranks.get(pair[1].kind, 3))):
        found[beginning(label.text, language)].append((concept.concept_id, label.text))
    return found
