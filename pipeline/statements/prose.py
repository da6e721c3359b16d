"""Statements of prose: definitions, expansions, values and types that clauses name, aspects put on a scale."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline import vocabulary
from pipeline.model import BlockKind, Document, Match, Origin, Role, Span, Statement
from pipeline.reading.clauses import Clause, How, clauses_of, is_told_by_its_list, reader_of
from pipeline.reading.enumeration import quoted
from pipeline.reading.force import count_of, is_open, modality_of, polarity_of
from pipeline.statements.values import (
    ADVANTAGES,
    DEFINITION,
    DISADVANTAGES,
    EXPANSION,
    GENUS,
    TYPES,
    aspects_denied,
    aspects_on_scales,
    places_of,
    values_by_aspect,
)

# How far the way in which a clause's subject was found can be trusted.
_CONFIDENCE = {
    How.NAMED: 0.9,
    How.FORMER: 0.85,
    How.LATTER: 0.85,
    How.BOTH: 0.75,
    How.INHERITED: 0.7,
    How.SECTION: 0.6,
    How.NONE: 0.0,
}
_CUE_NEAR_SUBJECT = 12  # characters between a subject and what makes the clause a definition of it
_OPENING = 2  # characters: a defining sentence of a verb-final language begins with its subject
_SECTION_ASPECTS = {Role.ADVANTAGES: ADVANTAGES, Role.DISADVANTAGES: DISADVANTAGES}


def prose_statements(document: Document) -> Iterator[Statement]:
    """Yield the statements of the paragraphs and of the sentences in lists of a document."""
    yield from _expansions(document)
    for clause in clauses_of(document):
        if clause.subjects and not is_told_by_its_list(clause.block, document.taxonomies):
            for subject in clause.subjects:
                yield from _of_clause(clause, subject, document)


def _of_clause(clause: Clause, subject: int, document: Document) -> Iterator[Statement]:
    reader = reader_of(document)
    groups = dict(values_by_aspect(clause.found, reader.subject_ids))
    for aspect in aspects_denied(clause.found, clause.cues):
        groups.setdefault(aspect, ())
    for aspect, places in aspects_on_scales(clause.found).items():
        groups[aspect] = (*groups.get(aspect, ()), *places)
    for aspect, ids in groups.items():
        yield _statement(clause, subject, aspect, ids, document)
    if TYPES not in groups and count_of(clause.cues) is not None and clause.how is not How.BOTH:
        yield _statement(clause, subject, TYPES, (), document)
    if _defines(clause, subject, document) and DEFINITION not in groups:
        yield _statement(clause, subject, DEFINITION, (), document)
    section = _SECTION_ASPECTS.get(clause.block.role)
    if section and section not in groups:
        yield _statement(clause, subject, section, (), document)


def _statement(clause: Clause, subject: int, aspect: str, ids: tuple[str, ...], document: Document) -> Statement:
    return Statement(
        source_id=document.source.source_id,
        subject_id=document.subjects[subject].concept_id,
        aspect_id=aspect,
        value=clause.text,
        span=clause.block.place(clause.start, clause.end),
        origin=_origin(clause, aspect),
        confidence=_CONFIDENCE[clause.how],
        value_concept_ids=ids,
        polarity=polarity_of(clause.cues, places_of(clause.found, ids), reader_of(document).language.negative_concord),
        modality=modality_of(clause.cues),
        count=count_of(clause.cues) if aspect == TYPES else None,
        open_list=is_open(clause.cues),
        enumeration=_enumerates(clause, ids, document),
    )


def _origin(clause: Clause, aspect: str) -> Origin:
    if clause.block.section_role in (Role.SUMMARY, Role.CONCLUSION) and clause.block.kind is BlockKind.LIST_ITEM:
        return Origin.SUMMARY
    if clause.how in (How.FORMER, How.LATTER) or clause.block.role is Role.KEY_DIFFERENCE:
        return Origin.KEY_DIFFERENCE
    return Origin.DEFINITION if aspect in (DEFINITION, GENUS, EXPANSION) else Origin.PROSE


def _enumerates(clause: Clause, ids: tuple[str, ...], document: Document) -> bool:
    """Tell whether a clause lists types: it joins or quotes several, or states their number."""
    known = vocabulary.load().by_id
    types = [one for one in ids if one in known and known[one].kind == "type"]
    if len(types) < 2:
        return bool(types) and count_of(clause.cues) is not None
    joins = any(cue.group == "lists" and cue.key == "conjunctions" for cue in clause.cues)
    return joins or bool(quoted(clause.text, reader_of(document).language))


def _defines(clause: Clause, subject: int, document: Document) -> bool:
    """Tell whether a clause says what a subject is: a defining phrase behind its name, or at the clause's end."""
    concept_id = document.subjects[subject].concept_id
    named = [one for one in clause.found if one.concept_id == concept_id and one.match is not Match.STEM]
    if not named or clause.how is not How.NAMED or clause.block.role in _SECTION_ASPECTS:
        return False
    if clause.has("roles", Role.KEY_DIFFERENCE):
        return False  # "the main difference between tea and coffee is …" defines neither
    ends = [one.end for one in named]
    for cue in clause.cues:
        if cue.group != "definition":
            continue
        if cue.key == "after" and any(0 <= cue.start - end <= _CUE_NEAR_SUBJECT for end in ends):
            return True
        if cue.key == "ending" and clause.end - cue.end <= 1 and named[0].start - clause.start <= _OPENING:
            return True
    return False


def _expansions(document: Document) -> Iterator[Statement]:
    """Yield what short names stand for, and by the vocabulary what kind of thing that makes them."""
    known = vocabulary.load().by_id
    for subject in document.subjects:
        if subject.expansion is None:
            continue
        concept = known.get(subject.concept_id)
        span = _sentence_around(subject.expansion.span.start, document)
        yield _expansion(document, subject.concept_id, EXPANSION, subject.expansion.text, span, (subject.concept_id,))
        genus = known.get(concept.broader_id) if concept else None
        if genus is not None and genus.aspect_id == GENUS:
            yield _expansion(document, subject.concept_id, GENUS, subject.expansion.text, span, (genus.concept_id,))


def _expansion(
    document: Document, subject_id: str, aspect: str, value: str, span: Span, ids: tuple[str, ...]
) -> Statement:
    source_id = document.source.source_id
    return Statement(source_id, subject_id, aspect, value, span, Origin.DEFINITION, 0.9, value_concept_ids=ids)


def _sentence_around(offset: int, document: Document) -> Span:
    for clause in clauses_of(document):
        span = clause.block.place(clause.start, clause.end)
        if span.start <= offset < span.end:
            return span
    return Span(offset, offset)
