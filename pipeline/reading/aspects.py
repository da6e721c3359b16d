"""Reading the label of a row or a heading as an aspect: in which respect things are compared."""

from __future__ import annotations

from functools import lru_cache

from pipeline import languages, vocabulary
from pipeline.languages import Language
from pipeline.reading.lens import source_concept_id
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
    index = _index(code)
    for length in range(min(_LONGEST, len(words)), 0, -1):
        for start in range(len(words) - length, -1, -1):
            found = index.get(tuple(words[start : start + length]))
            if found:
                return found
    return ""


def _words(label: str, language: Language) -> list[str]:
    return [norm_of(word.strip('.,:;?!()"“”'), language) for word in label.split() if any(map(str.isalnum, word))]


@lru_cache(maxsize=64)
def _index(code: str) -> dict[tuple[str, ...], str]:
    language = languages.load(code)
    index: dict[tuple[str, ...], str] = {}
    ranks = {"pref": 0, "alt": 1, "hidden": 2}
    labels = [
        (concept, label) for concept, label in vocabulary.load().labels(code, _ENGLISH) if concept.kind == "aspect"
    ]
    for concept, label in sorted(labels, key=lambda pair: (pair[1].language != code, ranks.get(pair[1].kind, 3))):
        index.setdefault(tuple(_words(label.text, language)), concept.concept_id)
    return index
