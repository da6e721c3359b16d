"""What finds the labels of a language in a passage: spaCy's PhraseMatchers over folded stems, made once for each use.

Which labels are looked for is told by their first letters, which inflection leaves alone: a source has those of a tenth
of the labels of its language.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from operator import itemgetter
from typing import Any

from pipeline import languages, vocabulary
from pipeline.languages import Language
from pipeline.model import Concept, Label
from pipeline.text.analysis import norm_of, pipeline_for
from pipeline.text.folding import fold_key

ENGLISH = "en"
SCALES = "scale"
_BEGINNING = 3  # letters
_WORD = re.compile(r"\w+")


def beginning(text: str, language: Language) -> str:
    """Return the letters by which labels are sorted out: the first of the first word, which inflection leaves alone."""
    word = _WORD.search(_folded_opening(text[: _BEGINNING + 1], language.casing))
    return word.group()[:_BEGINNING] if word else ""


@lru_cache(maxsize=16_384)  # labels share their openings: of 7,000 labels 1,400 differ in their first four letters
def _folded_opening(text: str, casing: str) -> str:
    return fold_key(text, casing)


@vocabulary.remembered(maxsize=64)
def label_matcher(
    code: str, schemes: frozenset[str], beginnings: frozenset[str] | None
) -> tuple[Any, dict[str, tuple[Label, ...]]]:
    """Return a matcher for the labels that may occur, and the labels by concept.

    Building patterns for all labels of a language takes 13 ms; a source has the first letters of a tenth of them.
    """
    sorted_out = _labels_by_beginning(code)
    places = [place for one in (sorted_out if beginnings is None else beginnings) for place in sorted_out.get(one, ())]
    labels: dict[str, list[Label]] = {}
    for _, concept, label in sorted(places, key=itemgetter(0)):
        if label.kind != "short" and is_wanted(concept, label, schemes, code):
            labels.setdefault(concept.concept_id, []).append(label)
    pairs = ((concept_id, label.text) for concept_id, several in labels.items() for label in several)
    return _phrase_matcher(code, pairs), {concept_id: tuple(several) for concept_id, several in labels.items()}


@vocabulary.remembered(maxsize=64)
def _labels_by_beginning(code: str) -> dict[str, list[tuple[int, Concept, Label]]]:
    """Return the labels that a source in a language may hold by their first letters, each with its place among all."""
    language = languages.load(code)
    found: dict[str, list[tuple[int, Concept, Label]]] = {}
    for place, (concept, label) in enumerate(vocabulary.load().labels(code, ENGLISH)):
        found.setdefault(beginning(label.text, language), []).append((place, concept, label))
    return found


def is_wanted(concept: Concept, label: Label, schemes: frozenset[str], code: str) -> bool:
    """Tell whether a label is looked for in prose.

    Only the preferred label names an aspect there: its others ("place", "form", "where") are everyday words. Aspects
    and places on a scale are named in the language of the source alone: Norwegian and German "fast" are not quick, and
    Estonian "need" (these) is no need.
    """
    if concept.kind == "aspect":
        return label.kind == "pref" and label.language == code
    return concept.scheme in schemes or (concept.scheme == SCALES and label.language == code)


@lru_cache(maxsize=512)
def name_matcher(code: str, names: tuple[tuple[str, str], ...]) -> Any:
    """Return a matcher for the names that a source has for its things, each with its concept."""
    return _phrase_matcher(code, names)


def _phrase_matcher(code: str, labels: Iterable[tuple[str, str]]) -> Any:
    from spacy.matcher import PhraseMatcher

    nlp = pipeline_for(code)
    language = languages.load(code)
    matcher = PhraseMatcher(nlp.vocab, attr="NORM")
    seen: set[tuple[str, str]] = set()
    for concept_id, text in labels:
        pattern, norms = _pattern(text, nlp, language)
        key = (concept_id, norms)
        if key not in seen and len(pattern):
            seen.add(key)
            matcher.add(concept_id, [pattern])
    return matcher


@lru_cache(maxsize=4096)  # sources of a domain hold the same labels
def _pattern(text: str, nlp: Any, language: Language) -> tuple[Any, str]:
    """Tokenize a label, and join its norms; one of plain words needs no tokenizer, which takes half of the time."""
    from spacy.tokens import Doc

    plain = text.replace(" ", "").isalpha()
    pattern = Doc(nlp.vocab, words=text.split()) if plain else nlp.tokenizer(text)
    norms = [norm_of(token.text, language) for token in pattern]
    for token, norm in zip(pattern, norms, strict=True):
        token.norm_ = norm
    return pattern, " ".join(norms)


@vocabulary.remembered(maxsize=64)
def short_labels(code: str, schemes: frozenset[str]) -> dict[str, str]:
    """Return the concepts of some domains by the norms of their short labels ("outbound")."""
    language = languages.load(code)
    return {
        norm_of(label.text, language): concept.concept_id
        for concept, label in vocabulary.load().labels(code, ENGLISH)
        if label.kind == "short" and concept.scheme in schemes
    }
