"""Reading the label of a row or a heading as an aspect: in which respect things are compared."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence

from pipeline import languages, vocabulary
from pipeline.languages import Language
from pipeline.reading.label_matcher import beginning
from pipeline.reading.lens import source_concept_id
from pipeline.statements.values import STRUCTURAL
from pipeline.text.analysis import function_words, norm_of

_ENGLISH = "en"
_LONGEST = 6  # words of an aspect's label
_SHORTEST_FIRST, _SHORTEST_LAST = 3, 5  # letters of the parts of a compound
_OPENING = 4  # words of a row at which a label may start
_SHORTEST = 2  # characters of a label that may be found inside a text without blanks
_BETWEEN_WORDS = re.compile(r"[\s/|]+")
_EDGES = ".,:;?!()\"“”'"


@vocabulary.remembered(maxsize=8192)
def aspect_of(label: str, code: str) -> str:
    """Return the aspect that a label names: the vocabulary's, or one that the source defines.

    Args:
        label: a row label such as "Most Common Types".
        code: the language of the source.
    """
    return known_aspect(label, code) or source_concept_id(label, code)


@vocabulary.remembered(maxsize=8192)
def known_aspect(label: str, code: str) -> str:
    """Return the vocabulary's aspect that a label names, or "".

    The longest name in its head counts, else the longest in it, of equal ones the last, as in "Most Common Types"; a
    name as it is written counts before one that only shares its stems ("Marketing" is not "market").
    """
    language = languages.load(code)
    if not language.spaces:
        return _contained(language.fold_key(label), code)
    words = _words(label, language)
    found = _whole(words, code) or _longest_in(_head(words, language), code)
    found = found or _longest_in(words, code, from_start=_is_head_first(words, language))
    return found or _last_part(words[-1] if len(words) == 1 else "", language)


def _last_part(word: str, language: Language) -> str:
    """Return the aspect that a compound ends with: "Korpuslänge" is a length, "maximumsnelheid" a speed."""
    if not language.compounds:
        return ""
    known = _single_words(language.code)
    starts = range(_SHORTEST_FIRST, len(word) - _SHORTEST_LAST + 1)
    return next((known[word[start:]] for start in starts if word[start:] in known), "")


@vocabulary.remembered(maxsize=64)
def _single_words(code: str) -> dict[str, str]:
    """Return the aspects that a respect is named by, with their labels of one word in a language."""
    language = languages.load(code)
    aspects = (pair for pair in vocabulary.load().labels(code) if pair[0].kind == "aspect")
    named = (
        (language.fold_key(label.text), one.concept_id) for one, label in aspects if one.concept_id not in STRUCTURAL
    )
    return {label: name for label, name in named if " " not in label}


def _whole(words: list[str], code: str) -> str:
    return _named(tuple(words), code) if 0 < len(words) <= _LONGEST else ""


def _longest_in(words: list[str], code: str, *, from_start: bool = False) -> str:
    for length in range(min(_LONGEST, len(words)), 0, -1):
        starts = range(len(words) - length + 1)
        for start in starts if from_start else reversed(starts):
            found = _named(tuple(words[start : start + length]), code)
            if found:
                return found
    return ""


def _head(words: list[str], language: Language) -> list[str]:
    """Return what stands before the first preposition of a label, which tells its respect: "speed" in "speed on land".

    In languages that put before a word what tells more of it, none does: there the last word tells. Which they are
    shows how they word "the difference between two things".
    """
    if _is_head_last(language):
        return []
    idle = function_words(language.code)
    cut = next((place for place, word in enumerate(words) if place and word in idle), 0)
    head = words[:cut]
    return head if _longest_in(head, language.code) not in STRUCTURAL else []  # "type of soil" is no list of types


def _is_head_first(words: list[str], language: Language) -> bool:
    """Tell whether the first noun of a label is what the others tell more of: "цена устройства" is a price.

    It is where nothing of the kind stands before a noun: no compounds, and no "tea and coffee differences". A word
    such as "type" tells no respect.
    """
    before_nouns = any(phrase.startswith("{a}") for phrase in language.contrast.between)
    return not before_nouns and not language.compounds and _longest_in(words[:1], language.code) not in STRUCTURAL


def _is_head_last(language: Language) -> bool:
    return any(phrase.startswith("{a}") for phrase in language.contrast.between[:1])


def labels_opening(rows: Iterable[str], code: str) -> frozenset[str]:
    """Return the aspect labels that stand among the first words of rows, as written: the longest at each word.

    A row need not open with the label that the vocabulary knows, as "Most Common Types" does not.

    Args:
        rows: lines whose first cell may be the label of an aspect.
        code: the language of the source.
    """
    most = _OPENING + _LONGEST
    return frozenset(
        label
        for words in (row.split(maxsplit=most)[:most] for row in rows)
        for start, word in enumerate(words[:_OPENING])
        if (known := _labels_from(word, code)) and (label := _longest_of(known, words[start : start + _LONGEST], code))
    )


def is_label(text: str, code: str) -> bool:
    """Tell whether a text is the label of an aspect that the vocabulary knows, and nothing else."""
    words = text.split(maxsplit=1)
    return bool(words) and _folded_word(text, code) in _labels_from(words[0], code)


def _longest_of(known: Collection[str], words: Sequence[str], code: str) -> str:
    """Return the longest of some labels that words begin with, and that leaves a word for the values."""
    folded = [_folded_word(word, code) for word in words]
    lengths = range(len(words) - 1, 0, -1)
    return next((" ".join(words[:length]) for length in lengths if " ".join(folded[:length]) in known), "")


@vocabulary.remembered(maxsize=8192)
def _labels_from(word: str, code: str) -> frozenset[str]:
    """Return the labels, folded, that begin with a word: none, for nine words in ten."""
    labels = _folded_labels(beginning(word, languages.load(code)), code)
    folded = _folded_word(word, code) if labels else ""
    return frozenset(label for label in labels if label.startswith(folded))


@vocabulary.remembered(maxsize=8192)
def _folded_word(word: str, code: str) -> str:
    return languages.load(code).fold_key(word)


@vocabulary.remembered(maxsize=8192)
def _folded_labels(letters: str, code: str) -> frozenset[str]:
    language = languages.load(code)
    return frozenset(language.fold_key(text) for _, text in _labels(code).get(letters, ()))


def _named(words: tuple[str, ...], code: str) -> str:
    """Return the aspect with a label of these words: a preferred label first, the own language first."""
    language = languages.load(code)
    letters = beginning(words[0], language)
    return _by_words(letters, code).get(words) or _by_stems(letters, code).get(_stems(words, language), "")


@vocabulary.remembered(maxsize=8192)
def _by_words(letters: str, code: str) -> dict[tuple[str, ...], str]:
    """Return the aspects by the words of their labels, those that begin with some letters; the first label counts."""
    language = languages.load(code)
    found: dict[tuple[str, ...], str] = {}
    for concept_id, text in _labels(code).get(letters, ()):
        found.setdefault(tuple(_words(text, language)), concept_id)
    return found


@vocabulary.remembered(maxsize=8192)
def _by_stems(letters: str, code: str) -> dict[tuple[str, ...], str]:
    language = languages.load(code)
    found: dict[tuple[str, ...], str] = {}
    for words, concept_id in _by_words(letters, code).items():
        found.setdefault(_stems(words, language), concept_id)
    return found


def _contained(folded: str, code: str) -> str:
    """Return the aspect whose label is the longest that stands in a text without blanks."""
    found = ("", "")
    for concept_id, key in _folded_pairs(code):
        if key == folded or (len(key) >= max(_SHORTEST, len(found[1]) + 1) and key in folded):
            found = (concept_id, key)
    return found[0]


@vocabulary.remembered(maxsize=64)
def _folded_pairs(code: str) -> tuple[tuple[str, str], ...]:
    """Return every aspect with each of its labels, folded."""
    language = languages.load(code)
    pairs = (pair for several in _labels(code).values() for pair in several)
    return tuple((concept_id, language.fold_key(text)) for concept_id, text in pairs)


def _words(label: str, language: Language) -> list[str]:
    return list(_folded_words(label, language))


def _folded_words(label: str, language: Language) -> Iterator[str]:
    for word in _BETWEEN_WORDS.split(language.fold_key(label)):
        bare = word.strip(_EDGES)
        if any(character.isalnum() for character in bare):
            yield bare


def _stems(words: tuple[str, ...], language: Language) -> tuple[str, ...]:
    return tuple(norm_of(word, language) for word in words)


@vocabulary.remembered(maxsize=64)
def _labels(code: str) -> dict[str, list[tuple[str, str]]]:
    """Return the labels of aspects by the letters they begin with: stemming all 4,800 would take 15 ms."""
    language = languages.load(code)
    ranks = {"pref": 0, "alt": 1, "hidden": 2}
    labels = [pair for pair in vocabulary.load().labels(code, _ENGLISH) if pair[0].kind == "aspect"]
    found: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for concept, label in sorted(labels, key=lambda pair: (pair[1].language != code, ranks.get(pair[1].kind, 3))):
        found[beginning(label.text, language)].append((concept.concept_id, label.text))
    return found
