"""The labels of a language as patterns of spaCy's PhraseMatcher, over folded stems.

Making the patterns of all labels of a language takes 10 ms, and a source has the first letters of a tenth of them. So
the patterns of labels that begin alike are made when a source first has a word that begins so, and stay for the next
source; what is found in a source depends on its own words alone.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from functools import lru_cache
from typing import Any

from pipeline import languages, vocabulary
from pipeline.languages import Language
from pipeline.model import Concept, Label
from pipeline.text.analysis import norm_of, phrase_of, pipeline_for
from pipeline.text.folding import fold_key

ENGLISH = "en"
SCALES = "scale"
_BEGINNING = 3  # letters
_WORD = re.compile(r"\w+")
_OPENING = re.compile(rf"\b\w{{1,{_BEGINNING}}}")


def beginning(text: str, language: Language) -> str:
    """Return the letters by which labels are sorted out: the first of the first word, which inflection leaves alone."""
    word = _WORD.search(_folded_opening(text[: _BEGINNING + 1], language.casing))
    return word.group()[:_BEGINNING] if word else ""


def beginnings(text: str, language: Language) -> frozenset[str]:
    """Return the letters that the words of a text begin with, each once."""
    return frozenset(_OPENING.findall(language.fold_key(text)))


@lru_cache(maxsize=16_384)  # labels share their openings: of 7,000 labels 1,400 differ in their first four letters
def _folded_opening(text: str, casing: str) -> str:
    return fold_key(text, casing)


class LabelMatcher:
    """Finds the labels of a language, and of the domains that a source belongs to, in passages.

    Args:
        code: the language.
        schemes: the domains.
    """

    def __init__(self, code: str, schemes: frozenset[str]) -> None:
        language = languages.load(code)
        self._code = code
        self._matcher = _new_matcher(code)
        # The labels of each concept, each with what it begins with; and those that are no patterns yet, by that.
        self._labels: dict[str, list[tuple[str, Label]]] = defaultdict(list)
        self._unmade: dict[str, list[tuple[str, str]]] = defaultdict(list)
        for concept, label in vocabulary.load().labels(code, ENGLISH):
            if is_looked_for(concept, label, schemes, code):
                letters = beginning(label.text, language)
                self._labels[concept.concept_id].append((letters, label))
                self._unmade[letters].append((concept.concept_id, label.text))

    def make(self, opening: frozenset[str] | None) -> None:
        """Make the patterns of the labels that begin with some letters, or of all, where they are not made yet."""
        for letters in sorted(self._unmade.keys() if opening is None else self._unmade.keys() & opening):
            for concept_id, text in self._unmade.pop(letters):
                self._matcher.add(f"{letters} {concept_id}", [phrase_of(text, self._code)])

    def find(
        self, doc: Any, opening: frozenset[str] | None
    ) -> Iterator[tuple[str, tuple[Label, ...], tuple[int, int]]]:
        """Yield the concepts that a passage names, each with its labels and the tokens, end exclusive, that name it.

        Args:
            doc: what `analyse` gives of the passage.
            opening: what the labels begin with that may be found; None for anything.
        """
        for key, first, last in self._matcher(doc):
            letters, _, concept_id = self._matcher.vocab.strings[key].partition(" ")
            if opening is None or letters in opening:
                named = self._labels[concept_id]
                labels = tuple(label for begins, label in named if opening is None or begins in opening)
                yield concept_id, labels, (first, last)


@vocabulary.remembered(maxsize=64)
def _label_matcher(code: str, schemes: frozenset[str]) -> LabelMatcher:
    return LabelMatcher(code, schemes)


@vocabulary.remembered(maxsize=4)  # sources
def label_matcher(code: str, schemes: frozenset[str], opening: frozenset[str] | None) -> LabelMatcher:
    """Return the matcher of a source, its patterns made: `opening` is what the words of the source begin with."""
    matcher = _label_matcher(code, schemes)
    matcher.make(opening)
    return matcher


@lru_cache(maxsize=512)
def name_matcher(code: str, names: tuple[tuple[str, str], ...]) -> Any:
    """Return a PhraseMatcher for (concept, name) pairs: the names that a source has for its things."""
    matcher = _new_matcher(code)
    for concept_id, name in names:
        matcher.add(concept_id, [phrase_of(name, code)])
    return matcher


def _new_matcher(code: str) -> Any:
    """Return a PhraseMatcher over the norms of a language's tokens."""
    from spacy.matcher import PhraseMatcher

    return PhraseMatcher(pipeline_for(code).vocab, attr="NORM")


def is_looked_for(concept: Concept, label: Label, schemes: frozenset[str], code: str) -> bool:
    """Tell whether a label is looked for in prose.

    Only the preferred label names an aspect there: its others ("place", "form", "where") are everyday words. Aspects
    and places on a scale are named in the language of the source alone: Norwegian and German "fast" are not quick, and
    Estonian "need" (these) is no need. Short labels are looked for elsewhere.
    """
    if label.kind == "short":
        return False
    if concept.kind == "aspect":
        return label.kind == "pref" and label.language == code
    return concept.scheme in schemes or (concept.scheme == SCALES and label.language == code)


@vocabulary.remembered(maxsize=64)
def short_labels(code: str, schemes: frozenset[str]) -> dict[str, str]:
    """Return the concepts of some domains by the norms of their short labels ("outbound")."""
    language = languages.load(code)
    return {
        norm_of(label.text, language): concept.concept_id
        for concept, label in vocabulary.load().labels(code, ENGLISH)
        if label.kind == "short" and concept.scheme in schemes
    }
