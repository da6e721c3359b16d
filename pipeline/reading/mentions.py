"""Finding concepts in a passage: spaCy's PhraseMatcher over folded stems, the longest match first.

A domain vocabulary is used where a compared thing of the source belongs to it: "computer" is equipment of a call
center and nothing of the kind in an article on Web2 and Web3. Short labels ("outbound" for outbound call center) name
their concept only in brackets, in quotes or joined to a sibling; elsewhere the word is an ordinary adjective
(Turkish for "queries coming from customers" has the one for "inbound" and names no inbound centers).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import repeat
from typing import Any, NamedTuple

from pipeline import languages, vocabulary
from pipeline.languages import Language
from pipeline.model import Concept, Label, Match
from pipeline.reading.compounds import heads, joined_names, part_of
from pipeline.reading.forms import bend, is_form_of, shared
from pipeline.reading.label_matcher import (
    ENGLISH,
    SCALES,
    is_looked_for,
    label_matcher,
    name_matcher,
    short_labels,
)
from pipeline.text.analysis import analyse
from pipeline.text.folding import fold

_ASPECTS = "aspect"
_CONFIDENCE = {Match.EXACT: 1.0, Match.ACRONYM: 0.95, Match.STEM: 0.9, Match.COMPOUND: 0.7}
_SHORT_CONFIDENCE = 0.8
_OPENERS = frozenset("(（[“«‘\"'")
_LONGEST_SHORT = 3  # tokens between a short label and its sibling: a conjunction, a comma


class Found(NamedTuple):
    """A concept named at ``[start, end)`` of a passage; `first` and `last` are its tokens, end exclusive."""

    concept_id: str
    start: int
    end: int
    match: Match
    confidence: float
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Lens:
    """What to look for in a source: its language, the domains its subjects belong to, the names it coined."""

    code: str
    schemes: frozenset[str] = frozenset()
    names: tuple[tuple[str, str], ...] = ()  # (concept id, label)
    beginnings: frozenset[str] | None = None  # of the source's words; None where any label may occur


@vocabulary.remembered(maxsize=8192)
def find(text: str, lens: Lens) -> tuple[Found, ...]:
    """Return the concepts that `text` names, by place, none overlapping another.

    Args:
        text: one passage, readable form; offsets of the answer are into it.
        lens: what to look for.
    """
    if not languages.load(lens.code).spaces:
        return tuple(find_in_running_script(text, lens))
    doc = analyse(text, lens.code)
    candidates = [*_phrases(doc, lens), *_own_names(doc, lens)]
    kept = _longest(candidates)
    kept += _compounds(doc, kept, lens)
    shorts = list(_short_names(doc, kept, lens))
    taken = {one.first for one in shorts}  # "small and large companies" are no sizes
    return tuple(sorted((*(one for one in kept if one.first not in taken), *shorts), key=lambda found: found.start))


def find_in_running_script(text: str, lens: Lens) -> Iterator[Found]:
    """Yield the concepts named in a script without blanks between words, by the longest label at each place.

    Without a segmenter there are no tokens to match; a label of one character counts only where it is the whole text
    or one of the source's own names, for elsewhere it is part of others.
    """
    language = languages.load(lens.code)
    folded = fold(text, language.casing)
    own = frozenset(language.fold_key(name) for _, name in lens.names)
    names = _labels_in_running_script(lens)
    place = 0
    while place < len(folded.text):
        here = names.get(folded.text[place], ())
        label = next((one for one in here if _stands_at(place, one[0], folded.text, own)), None)
        if label is None:
            place += 1
            continue
        span = folded.span(place, place + len(label[0]))
        yield Found(label[1], span.start, span.end, Match.EXACT, _CONFIDENCE[Match.STEM], place, place + len(label[0]))
        place += len(label[0])


def _stands_at(place: int, label: str, text: str, names: frozenset[str]) -> bool:
    return text.startswith(label, place) and (len(label) > 1 or label in names or text.strip() == label)


@vocabulary.remembered(maxsize=64)
def _labels_in_running_script(lens: Lens) -> dict[str, list[tuple[str, str]]]:
    """Return (folded label, concept) pairs by first character, longest first."""
    language = languages.load(lens.code)
    pairs = {(language.fold_key(label), concept_id) for concept_id, label in lens.names}
    for concept, label in vocabulary.load().labels(lens.code, ENGLISH):
        if is_looked_for(concept, label, lens.schemes, lens.code):
            pairs.add((language.fold_key(label.text), concept.concept_id))
    found: dict[str, list[tuple[str, str]]] = {}
    for text, concept_id in sorted(pairs, key=lambda pair: (-len(pair[0]), pair)):
        found.setdefault(text[0], []).append((text, concept_id))
    return found


def concept_of(text: str, lens: Lens) -> Found | None:
    """Return the concept that names the whole of a label, or else the longest one in it.

    Args:
        text: a label: a list item, a table cell, a row label.
        lens: what to look for.
    """
    found = find(text, lens)
    return max(found, key=lambda one: one.end - one.start, default=None)


def _phrases(doc: Any, lens: Lens) -> Iterator[Found]:
    matcher = label_matcher(lens.code, lens.schemes, lens.beginnings)
    language = languages.load(lens.code)
    for concept_id, labels, (first, last) in matcher.find(doc, lens.beginnings):
        span = doc[first:last]
        match = _kind(span.text, labels, language)
        if match is not None:
            yield Found(concept_id, span.start_char, span.end_char, match, _CONFIDENCE[match], first, last)


def _kind(surface: str, labels: tuple[Label, ...], language: Language) -> Match | None:
    """Tell how a surface matches the labels of a concept; an acronym in small letters is another word."""
    folded = language.fold_key(surface)
    for label in labels:
        if label.text == surface:
            return Match.ACRONYM if _is_acronym(surface) else Match.EXACT
    same = [label for label in labels if language.fold_key(label.text) == folded]
    if same:
        return None if all(_is_acronym(label.text) for label in same) else Match.EXACT
    if any(_is_acronym(label.text) and surface.startswith(label.text) for label in labels):
        return Match.ACRONYM
    keys = (language.fold_key(label.text) for label in labels)
    return Match.STEM if any(_is_inflection(folded, key) for key in keys) else None


def _is_inflection(folded: str, key: str) -> bool:
    """Tell whether a word is a label with another ending; a shared stem alone joins "var" (was) to "varighet"."""
    shared = min(len(key), max(4, len(key) - 2))
    return folded[:shared] == key[:shared] and len(folded) >= 4


def _is_acronym(text: str) -> bool:
    return text.isupper() and 1 < len(text) <= 5


def _own_names(doc: Any, lens: Lens) -> Iterator[Found]:
    if not lens.names:
        return
    language = languages.load(lens.code)
    exact = {(concept_id, language.fold_key(name)) for concept_id, name in lens.names}
    matcher = name_matcher(lens.code, lens.names)
    for key, first, last in matcher(doc):
        span = doc[first:last]
        concept_id = matcher.vocab.strings[key]
        match = Match.EXACT if (concept_id, language.fold_key(span.text)) in exact else Match.STEM
        yield Found(concept_id, span.start_char, span.end_char, match, _CONFIDENCE[match], first, last)
    if bend(language):
        yield from _bent_names(doc, lens, language)


def _bent_names(doc: Any, lens: Lens, language: Language) -> Iterator[Found]:
    """Yield the source's own names in forms that no stemmer joins; where two names fit, the one more alike."""
    words = [token.text for token in doc]
    names = [(concept_id, parts) for concept_id, name in lens.names if (parts := name.split())]
    openings = tuple(dict.fromkeys(parts[0] for _, parts in names))
    for first, word in enumerate(words):
        if not _opens_any(word, openings, language):
            continue
        fitting = []
        for concept_id, parts in names:
            window = words[first : first + len(parts)]
            if len(window) == len(parts) and all(map(is_form_of, window, parts, repeat(language))):
                alike = sum(map(shared, window, parts, repeat(language)))
                fitting.append((alike, len(parts), concept_id))
        if fitting:
            _, length, concept_id = max(fitting)
            span = doc[first : first + length]
            confidence = _CONFIDENCE[Match.STEM]
            yield Found(concept_id, span.start_char, span.end_char, Match.STEM, confidence, first, first + length)


@lru_cache(maxsize=16_384)
def _opens_any(word: str, openings: tuple[str, ...], language: Language) -> bool:
    return any(is_form_of(word, opening, language) for opening in openings)


def _longest(candidates: list[Found]) -> list[Found]:
    """Keep the longest of overlapping matches; of equal ones a domain's before an aspect.

    A stem of a place on a scale comes last: "cost" is no form of "costly".
    """
    kept: list[Found] = []
    taken: set[int] = set()
    order = sorted(
        candidates,
        key=lambda found: (
            found.first - found.last,
            _is_stem_of_place(found),
            _is_aspect(found),
            found.start,
            found.concept_id,
        ),
    )
    for found in order:
        if taken.isdisjoint(range(found.first, found.last)):
            kept.append(found)
            taken.update(range(found.first, found.last))
    return kept


def _compounds(doc: Any, kept: Iterable[Found], lens: Lens) -> list[Found]:
    """Return the concepts that stand inside words of which nothing else was found."""
    taken = {index for found in kept for index in range(found.first, found.last)}
    joined, last = _parts(lens)
    language = languages.load(lens.code)
    found = []
    for token in doc if joined or last else ():
        part = None if token.i in taken else part_of(token.text, joined, last, language)
        if part:
            end = token.idx + len(token.text)
            confidence = _CONFIDENCE[part.match]
            found.append(
                Found(part.concept_id, token.idx + part.start, end, part.match, confidence, token.i, token.i + 1)
            )
    return found


@vocabulary.remembered(maxsize=512)
def _parts(lens: Lens) -> tuple[dict[str, str], dict[str, str]]:
    """Return the names that a word may hold: of domains and of the source, no aspects: those are everyday words."""
    language = languages.load(lens.code)
    joined, last = _parts_of_domains(lens.code, lens.schemes)
    return {**joined, **joined_names(lens.names, language)}, {**last, **heads(lens.names, language)}


@vocabulary.remembered(maxsize=64)
def _parts_of_domains(code: str, schemes: frozenset[str]) -> tuple[dict[str, str], dict[str, str]]:
    language = languages.load(code)
    names = [
        (concept.concept_id, label.text)
        for concept, label in vocabulary.load().labels(ENGLISH, code)
        if label.kind in ("pref", "alt") and concept.scheme in schemes
    ]
    return joined_names(names, language), heads(names, language)


def _is_stem_of_place(found: Found) -> bool:
    return found.concept_id.startswith(SCALES + ":") and found.match is Match.STEM


def _is_aspect(found: Found) -> bool:
    return found.concept_id.startswith(_ASPECTS + ":")


def _short_names(doc: Any, kept: list[Found], lens: Lens) -> Iterator[Found]:
    general = SCALES + ":"
    taken = {
        index for found in kept if not found.concept_id.startswith(general) for index in range(found.first, found.last)
    }
    shorts = short_labels(lens.code, lens.schemes)
    for token in doc if shorts else ():
        concept_id = shorts.get(token.norm_)
        if concept_id is None or token.i in taken:
            continue
        if _in_brackets(token, doc) or _beside_a_sibling(token, concept_id, kept, doc, lens.code):
            end = token.idx + len(token.text)
            yield Found(concept_id, token.idx, end, Match.STEM, _SHORT_CONFIDENCE, token.i, token.i + 1)


def _in_brackets(token: Any, doc: Any) -> bool:
    return (
        token.i > 0
        and doc[token.i - 1].text[-1] in _OPENERS
        and token.i + 1 < len(doc)
        and not doc[token.i + 1].text[0].isalnum()
    )


def _beside_a_sibling(token: Any, concept_id: str, kept: Iterable[Found], doc: Any, code: str) -> bool:
    """Tell whether a sibling follows that it is joined to: in "inbound and outbound centers" the head stands once."""
    concepts = vocabulary.load().by_id
    joins = _conjunctions(code)
    for found in kept:
        between = doc[token.i + 1 : found.first]
        if 0 < len(between) <= _LONGEST_SHORT and any(word.lower_ in joins for word in between):
            sibling = concepts.get(found.concept_id)
            if sibling and sibling.kind == concepts[concept_id].kind and _siblings(sibling, concepts[concept_id]):
                return True
    return False


def _siblings(one: Concept, other: Concept) -> bool:
    return one.concept_id != other.concept_id and (one.broader_id, one.aspect_id) == (other.broader_id, other.aspect_id)


@lru_cache(maxsize=128)
def _conjunctions(code: str) -> frozenset[str]:
    return frozenset(word.lower() for word in languages.load(code).lists.conjunctions)
