"""Common values that a brief cell gives by itself: "herbivore", "black and white", "leche, azúcar".

Only a cell that is named whole counts: "crushed fruit" is no "fruit", and "orange" in a sentence may be the tree. So
these words need no rule for prose, and what a cell says beyond them is compared by its words.
"""

from __future__ import annotations

from collections import defaultdict
from itertools import takewhile
from operator import eq

from pipeline import languages, vocabulary
from pipeline.languages import Language
from pipeline.model import Span
from pipeline.reading.enumeration import members
from pipeline.reading.forms import is_form_of
from pipeline.reading.label_matcher import SCALES, beginning
from pipeline.text.analysis import norm_of

QUALITIES = "quality"
GENUS = "aspect:genus"  # what kind of thing it is: only a definition means that by a word of two meanings
_EDGES = ' \t.,;:!?。！？؟।"“”«»()（）'
_SHORTEST_STEM = 3  # letters
_ALIKE, _MOSTLY = 4, 0.6  # letters that two forms begin with in common, and their share
_GENDERS, _PLURALS = "oaei", "s"  # by which adjectives bend where names do not
_LONGEST = 60  # characters; a longer cell is a sentence
Words = tuple[str, ...]


@vocabulary.remembered(maxsize=4096)
def qualities_of(text: str, aspect: str, code: str) -> tuple[str, ...]:
    """Return the common values that make up a cell, in reading order, or () where some of it is none.

    Args:
        text: the whole cell: one value or a list of them.
        aspect: the respect of its row, which tells what a word of two meanings means.
        code: the language of the source.
    """
    if len(text) > _LONGEST:
        return ()
    language = languages.load(code)
    whole = _quality(text, aspect, language)
    if whole:
        return (whole,)
    listed = tuple(_quality(span.of(text), aspect, language) for span in members(text, language))
    return tuple(dict.fromkeys(listed)) if all(listed) else ()


@vocabulary.remembered(maxsize=4096)
def named_as_written(text: str, aspect: str, code: str) -> tuple[str, ...]:
    """Return the common values that make up a predicate, none by its stem alone: Catalan "daura" (gilds) is not golden.

    Args:
        text: what is said of a thing: one value or a list of them.
        aspect: the respect in which it is said, or "".
        code: the language of the source.
    """
    language = languages.load(code)
    parts = members(text, language) or (Span(0, len(text)),)
    found = tuple(_written(one.of(text), aspect, language) for one in parts)
    return tuple(dict.fromkeys(found)) if all(found) else ()


def _written(text: str, aspect: str, language: Language) -> str:
    """Return the value with a label as written; of a place on a scale and a quality, where nothing tells, the place."""
    words = tuple(language.fold_key(text.strip(_EDGES)).split())
    candidates = _labels(language.code).get(beginning(" ".join(words), language), ())
    written = [concept_id for label, concept_id in candidates if label == words]
    if not written and len(words) == 1:
        single = ((label[0], concept_id) for label, concept_id in candidates if len(label) == 1)
        written = [concept_id for label, concept_id in single if _is_inflected(words[0], label, language)]
    found = tuple(dict.fromkeys(written))
    known = vocabulary.load()
    fitting = [one for one in found if aspect and known.aspect_of(one) in (aspect, *known.ancestors(aspect))]
    sayings = [one for one in found if known.aspect_of(one) != GENUS]
    places = [one for one in found if one.startswith(SCALES + ":")]
    best = next((some for some in (fitting, sayings, places) if len(some) == 1), ())
    return best[0] if best else ""


def _is_inflected(word: str, label: str, language: Language) -> bool:
    """Tell whether an adjective differs from a label by gender, number or case: "добровольная", "voluntária"."""
    alike = sum(takewhile(bool, map(eq, word, label)))
    if language.names.endings:
        return alike >= max(_ALIKE, _MOSTLY * len(word)) and is_form_of(word, label, language)
    ending, lost = word[alike:], label[alike:]
    same = not lost or (len(lost) == 1 and lost in _GENDERS)
    return alike >= _SHORTEST_STEM and same and 0 < len(ending) <= len("es") and set(ending) <= {*_GENDERS, *_PLURALS}


def _quality(text: str, aspect: str, language: Language) -> str:
    """Return the value with a label of just these words: as it is written, or else by its stems; "" for none."""
    words = tuple(language.fold_key(text.strip(_EDGES)).split())
    found = _named(words, language) or _named(_without_article(words, language), language)
    if len(found) > 1:
        known = vocabulary.load()
        fitting = (one for one in found if aspect and known.aspect_of(one) in (aspect, *known.ancestors(aspect)))
        found = tuple(fitting) or tuple(one for one in found if known.aspect_of(one) != GENUS)
    return found[0] if len(found) == 1 else ""


def _named(words: Words, language: Language) -> tuple[str, ...]:
    """Return the values that have a label of these words, or where none has, one of these stems."""
    candidates = _labels(language.code).get(beginning(" ".join(words), language), ())
    written = (concept_id for label, concept_id in candidates if label == words)
    found = tuple(dict.fromkeys(written))
    if found or not candidates:
        return found
    stems = _stems(words, language)
    return tuple(dict.fromkeys(concept_id for label, concept_id in candidates if _stems(label, language) == stems))


def _without_article(words: Words, language: Language) -> Words:
    if len(words) > 1 and words[0] in language.names.articles:
        return words[1:]
    attached = [one for one in language.names.prefixes if words and words[0].startswith(one)]
    longest = max(attached, key=len, default="")
    return (words[0].removeprefix(longest), *words[1:]) if len(longest) > 1 else words


def _stems(words: Words, language: Language) -> Words:
    return tuple(norm_of(word, language) for word in words)


@vocabulary.remembered(maxsize=64)
def _labels(code: str) -> dict[str, list[tuple[Words, str]]]:
    """Return the labels of values, places on a scale among them, by the letters they begin with."""
    language = languages.load(code)
    found: dict[str, list[tuple[Words, str]]] = defaultdict(list)
    for concept, label in vocabulary.load().labels(code):
        if concept.scheme in (QUALITIES, SCALES):
            words = tuple(language.fold_key(label.text).split())
            found[beginning(label.text, language)].append((words, concept.concept_id))
    return found
