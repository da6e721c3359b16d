"""Families: the sources of a topic that go back to one original."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from pipeline.independence.likeness import likeness
from pipeline.independence.passages import Passage, passages
from pipeline.model import CellKind, Derivation, Document, Span, Table

_COMPARED = 3  # members of a family that a source is held against, so that the cost grows with families, not sources


def derivations(documents: Sequence[Document]) -> tuple[Derivation, ...]:
    """Find the sources of a topic that translate or copy one original.

    Which of them was written first cannot be read off the texts: the one with most passages stands for the others.

    Args:
        documents: the documents of one topic.

    Returns:
        A derivation for every source that another stands for, by path.
    """
    read = {document.source.source_id: passages(document) for document in documents}
    groups: list[list[Document]] = []
    for document in sorted(documents, key=lambda one: (-len(read[one.source.source_id]), one.source.path)):
        kin = [group for group in groups if _belongs(document, group, read)]
        groups = [group for group in groups if group not in kin]
        groups.append([*(member for group in kin for member in group), document])
    paths = {document.source.source_id: document.source.path for document in documents}
    found = [_derivation(group[0], document, read) for group in groups for document in group[1:]]
    return tuple(sorted(found, key=lambda one: paths[one.source_id]))


def _belongs(document: Document, group: Sequence[Document], read: dict[str, tuple[Passage, ...]]) -> bool:
    own = read[document.source.source_id]
    return any(likeness(read[one.source.source_id], own).translated for one in group[:_COMPARED])


def _derivation(original: Document, document: Document, read: dict[str, tuple[Passage, ...]]) -> Derivation:
    first, own = read[original.source.source_id], read[document.source.source_id]
    aligned = {first[i].span: own[j].span for i, j in likeness(first, own).pairs}
    for one, other in _same_tables(original, document, aligned):
        aligned.update(_cell_by_cell(one, other))
    return Derivation(document.source.source_id, original.source.source_id, tuple(sorted(aligned.items())))


def _same_tables(one: Document, other: Document, aligned: Mapping[Span, Span]) -> Iterator[tuple[Table, Table]]:
    """Pair tables of one shape that hold passages aligned with one another.

    In such tables the row tells more than the length of a cell: a short cell is easily passed over by the alignment.
    """
    for first in one.tables:
        for second in other.tables:
            meets = any(first.span.contains(here) and second.span.contains(there) for here, there in aligned.items())
            if meets and _shape(first) == _shape(second):
                yield first, second


def _shape(table: Table) -> set[tuple[int, int]]:
    return {(cell.row, cell.column) for cell in table.cells}


def _cell_by_cell(one: Table, other: Table) -> Iterator[tuple[Span, Span]]:
    places = {(cell.row, cell.column): cell.span for cell in other.cells if cell.kind is not CellKind.HEADER}
    for cell in one.cells:
        if (cell.row, cell.column) in places and cell.kind is not CellKind.HEADER:
            yield cell.span, places[cell.row, cell.column]
