"""Rows of a table under one aspect: "purchase cost" and "running cost" are two respects, whatever the vocabulary knows.

Where a source of a topic gives an aspect several rows, those of numbers, answers or places on scales are respects of
their own in all its sources, but for a row whose label is the aspect's own name. They are compared with rows of the
same label, or with what says the same: running cost is high where purchase cost is low.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from pipeline import languages
from pipeline.model import CellKind, Document, Origin, Span, Statement, Table
from pipeline.reading.lens import vocabulary_concept
from pipeline.verdicts.position import GENERAL
from pipeline.verdicts.quantities import numbers

_PARTED = "#"
Place = tuple[str, Span]  # a source and the span of a statement


def rows_of_their_own(documents: Sequence[Document]) -> Mapping[Place, str]:
    """Return the key of the row for cells under an aspect that some source gives several rows.

    Args:
        documents: the sources of a topic, with tables and statements.
    """
    labelled = [(document, one, label) for document in documents for one, label in _cells(document)]
    rows: dict[tuple[str, str], set[str]] = defaultdict(set)
    for document, one, label in labelled:
        rows[document.source.source_id, one.aspect_id].add(label)
    several = {aspect for (_, aspect), labels in rows.items() if len(labels) > 1}
    told = {(document.source.source_id, label) for document, one, label in labelled if _is_place_or_number(one)}
    return {
        (document.source.source_id, one.span): f"{one.aspect_id}{_PARTED}{label}"
        for document, one, label in labelled
        if one.aspect_id in several
        and (document.source.source_id, label) in told
        and vocabulary_concept(label, document.language, "aspect") != one.aspect_id
    }


def plain_aspect(key: str) -> str:
    """Return the aspect of a row that has a respect of its own."""
    return key.partition(_PARTED)[0]


def labels_of_rows(document: Document) -> Mapping[Span, str]:
    """Return the label of the row for each cell of a document's tables."""
    return {cell: label for table in document.tables for cell, label in _labelled(table)}


def _cells(document: Document) -> Iterator[tuple[Statement, str]]:
    """Yield the statements of cells that have an aspect, with the label of their row."""
    language = languages.load(document.language)
    labels = labels_of_rows(document)
    for one in document.statements:
        if one.origin is Origin.TABLE and one.aspect_id and one.span in labels:
            yield one, language.fold_key(labels[one.span])


def _labelled(table: Table) -> Iterator[tuple[Span, str]]:
    labels = {cell.row: cell.text for cell in table.cells if cell.kind is CellKind.ASPECT and cell.text}
    return ((cell.span, labels[cell.row]) for cell in table.cells if cell.kind is CellKind.VALUE and cell.row in labels)


def _is_place_or_number(statement: Statement) -> bool:
    return any(value.startswith(GENERAL) for value in statement.value_concept_ids) or bool(numbers(statement.value))
