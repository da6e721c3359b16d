"""Statements of comparison tables: each value cell says something of its subject in the respect it falls under."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from pipeline import vocabulary
from pipeline.model import Cell, CellKind, Document, Item, Modality, Name, Origin, Polarity, Statement
from pipeline.reading.aspects import aspect_of
from pipeline.reading.clauses import Reader, reader_of
from pipeline.reading.enumeration import members
from pipeline.reading.force import count_of, is_open, modality_of, polarity_of
from pipeline.reading.lens import ANSWERS, answer_of
from pipeline.reading.mentions import Found, find
from pipeline.reading.qualities import QUALITIES, qualities_of
from pipeline.reading.scope import Passage, reaching
from pipeline.stages.concepts import item_concept
from pipeline.statements.symbols import signs_of
from pipeline.statements.values import STRUCTURAL, TYPES, place_on_scale, places_of, scales_named, values_by_aspect
from pipeline.text.cues import Cue
from pipeline.text.folding import fold

_WITHOUT_DATA = 0.7  # no phrase of the language confirms which row is the header, and which column the aspects
_BRIEF_WORDS, _BRIEF_LETTERS = 5, 10  # of a cell; in a longer one an adjective may be said of something else
_NO_ASPECT = "aspect:difference"  # a table without a column of aspects gives differences, in no respect that it names


def table_statements(document: Document) -> Iterator[Statement]:
    """Yield the statements of the comparison tables of a document."""
    reader = reader_of(document)
    for table in document.tables:
        signs = signs_of(table)
        for cell, label in table.labelled():
            if cell.kind is not CellKind.VALUE or cell.subject is None or not cell.text:
                continue
            sign = signs.get(cell.text)
            if sign is not None and label:
                yield _of_sign(cell, label, sign, document, reader)
            elif cell.text not in signs:
                yield from _of_cell(cell, label, document, reader)


def _of_cell(cell: Cell, label: Cell | None, document: Document, reader: Reader) -> Iterator[Statement]:
    aspect = aspect_of(label.text, reader.language.code) if label else _NO_ASPECT
    found = find(cell.text, reader.lens)
    groups = dict(values_by_aspect(found, reader.subject_ids))
    if aspect and aspect not in STRUCTURAL and (said := _said_alone(cell, aspect, found, reader)):
        groups[aspect] = (*groups.get(aspect, ()), *said)
    for other, ids in _answered(cell, label, aspect, reader).items():
        groups.setdefault(other, ids)
    parent = document.subjects[cell.subject or 0].concept_id
    items = _items(cell, parent, reader) if aspect == TYPES else ()
    own = tuple(item.concept_id for item in items) or groups.pop(aspect, ())
    if aspect or own:
        yield _statement(cell, label, aspect, own, document, reader, enumeration=len(items) > 1)
    for item in items:
        yield _statement(cell, label, _aspect_of(item.concept_id), (item.concept_id,), document, reader, item=item)
    for other, ids in groups.items():
        if other != TYPES or not items:
            yield _statement(cell, None, other, ids, document, reader)


def _said_alone(cell: Cell, aspect: str, found: Sequence[Found], reader: Reader) -> tuple[str, ...]:
    """Return what a brief cell says of its row's respect: an answer, common values, a place on a scale."""
    answer = answer_of(cell.text, reader.language.code)
    if answer:
        return (answer,)
    named = qualities_of(cell.text, aspect, reader.language.code)
    if any(one.startswith(QUALITIES + ":") for one in named):
        return tuple(dict.fromkeys(place_on_scale(one, aspect) for one in named))
    return scales_named(found, aspect) if _is_brief(cell.text, reader) else ()


def _answered(cell: Cell, label: Cell | None, aspect: str, reader: Reader) -> dict[str, tuple[str, ...]]:
    """Return what an answer says where the label of its row is a common value and no respect: "Magnetic: no"."""
    code, known = reader.language.code, vocabulary.load()
    answer = answer_of(cell.text, code)
    if label is None or not answer or aspect in known.by_id:
        return {}
    named = tuple(one for one in qualities_of(label.text, "", code) if one.startswith(QUALITIES + ":"))
    said = [one if answer == ANSWERS[True] else known.opposite(one) for one in named]
    return {known.aspect_of(one): (one,) for one in said if one} if len(named) == 1 else {}


def _is_brief(text: str, reader: Reader) -> bool:
    return len(text.split()) <= _BRIEF_WORDS if reader.language.spaces else len(text) <= _BRIEF_LETTERS


def _of_sign(cell: Cell, label: Cell, sign: Polarity, document: Document, reader: Reader) -> Statement:
    """Make the statement of a cell that only affirms or denies its row's label ("Decaf ✗")."""
    aspect = aspect_of(label.text, reader.language.code)
    said = (ANSWERS[sign is Polarity.POSITIVE],)
    return replace(_statement(cell, label, aspect, said, document, reader), polarity=sign)


def _items(cell: Cell, parent: str, reader: Reader) -> tuple[Item, ...]:
    """Return the types that a cell joins ("Yatay BPO ve dikey BPO")."""
    items = []
    for position, span in enumerate(members(cell.text, reader.language)):
        name = Name(span.of(cell.text), cell.place(*span))
        item = Item(position, name.span, "", name)
        items.append(Item(position, name.span, "", name, concept_id=item_concept(item, parent, reader.lens)))
    return tuple(items)


def _aspect_of(concept_id: str) -> str:
    return vocabulary.load().aspect_of(concept_id) or TYPES


def _statement(
    cell: Cell,
    label: Cell | None,
    aspect: str,
    ids: tuple[str, ...],
    document: Document,
    reader: Reader,
    *,
    enumeration: bool = False,
    item: Item | None = None,
) -> Statement:
    cues = _cues(cell.text, reader)
    around = [*cues, *_cues(label.text, reader)] if label else cues
    return Statement(
        source_id=document.source.source_id,
        subject_id=document.subjects[cell.subject or 0].concept_id,
        aspect_id=aspect,
        value=item.label.text if item else cell.text,
        span=item.span if item else cell.span,
        origin=Origin.TABLE,
        confidence=round(cell.confidence * (1.0 if _has_data(reader) else _WITHOUT_DATA), 4),
        value_concept_ids=ids,
        polarity=_polarity_of(cell.text, ids, cues, reader),
        modality=Modality.ACTUAL if _is_named(ids) else modality_of(cues),
        count=(count_of(around) or len(ids)) if enumeration else None,
        open_list=is_open(around),
        enumeration=enumeration,
    )


def _is_named(ids: Sequence[str]) -> bool:
    """Tell whether values are named by the whole of a cell: "optional" says what is so, not what may be."""
    return any(one.startswith(QUALITIES + ":") for one in ids)


def _polarity_of(text: str, ids: tuple[str, ...], cues: Sequence[Cue], reader: Reader) -> Polarity:
    """Return whether a cell denies its values; a value that is named by the whole of it ("non-toxic") is not denied."""
    if _is_named(ids):
        return Polarity.POSITIVE
    values = places_of(find(text, reader.lens), ids)
    said = reaching(cues, Passage(text, 0, len(text), values=values), reader.language)
    return polarity_of(said, values, reader.language.negative_concord)


def _has_data(reader: Reader) -> bool:
    return bool(reader.language.title.patterns)


def _cues(text: str, reader: Reader) -> Sequence[Cue]:
    return reader.language.lexicon.find(fold(text, reader.language.casing).text)
