"""Families: the sources of a topic that go back to one original."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from pipeline.alignment.anchors import overlap
from pipeline.independence.likeness import likeness
from pipeline.independence.passages import Kind, Passage, passages
from pipeline.model import CellKind, Derivation, Document, Span, Table

# A source is aligned with three members of each of the eight families that its kinds of passages and its anchors are
# most like, so that the cost of aligning grows with the sources and not with their pairs.
_NEAREST = 8
_COMPARED = 3
Read = Mapping[str, tuple[Passage, ...]]


def derivations(documents: Sequence[Document]) -> tuple[Derivation, ...]:
    """Find the sources of a topic that translate or copy one original.

    Which of them was written first cannot be read off the texts. One with as many cells as most have stands for the
    others, of these the one with most passages: where a table was lost or cut otherwise, nothing can be held to it.

    Args:
        documents: the documents of one topic.

    Returns:
        A derivation for every source that another stands for, by path.
    """
    read = {document.source.source_id: passages(document) for document in documents}
    sketches = {name: _sketch(text) for name, text in read.items()}
    ordered = sorted(documents, key=lambda one: (-len(read[one.source.source_id]), one.source.path))
    rank = {document.source.source_id: place for place, document in enumerate(ordered)}
    families: dict[int, list[Document]] = {}
    for place, document in enumerate(ordered):
        sketch = sketches[document.source.source_id]
        alike = {one: overlap(sketches[family[0].source.source_id], sketch) for one, family in families.items()}
        nearest = sorted(families, key=lambda one: (-alike[one], one))[:_NEAREST]
        kin = [one for one in nearest if _belongs(document, families[one], read)]
        members = [member for one in kin for member in families.pop(one)]
        families[place] = sorted([*members, document], key=lambda one: rank[one.source.source_id])
    found = []
    for family in families.values():
        original = _standing(family, read)
        found += [_derivation(original, document, read) for document in family if document is not original]
    paths = {document.source.source_id: document.source.path for document in documents}
    return tuple(sorted(found, key=lambda one: paths[one.source_id]))


def _standing(family: Sequence[Document], read: Read) -> Document:
    """Return the first of a family, by passages, that has as many cells as most of it; of two counts the higher."""
    cells = [sum(passage.kind is Kind.CELL for passage in read[one.source.source_id]) for one in family]
    usual = max(cells, key=lambda count: (cells.count(count), count))
    return family[cells.index(usual)]


def _sketch(text: Sequence[Passage]) -> Counter[str]:
    """Return how many passages of each kind a text has, and its anchors."""
    sketch = Counter(f" {passage.kind}" for passage in text)  # no anchor begins with a blank
    for passage in text:
        sketch.update(passage.anchors)
    return sketch


def _belongs(document: Document, family: Sequence[Document], read: Read) -> bool:
    own = read[document.source.source_id]
    return any(likeness(read[one.source.source_id], own).translated for one in family[:_COMPARED])


def _derivation(original: Document, document: Document, read: Read) -> Derivation:
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
            if meets and shape(first) == shape(second):
                yield first, second


def shape(table: Table) -> set[tuple[int, int]]:
    """Return the places of a table's cells."""
    return {(cell.row, cell.column) for cell in table.cells}


def _cell_by_cell(one: Table, other: Table) -> Iterator[tuple[Span, Span]]:
    places = {(cell.row, cell.column): cell.span for cell in other.cells if cell.kind is not CellKind.HEADER}
    for cell in one.cells:
        if (cell.row, cell.column) in places and cell.kind is not CellKind.HEADER:
            yield cell.span, places[cell.row, cell.column]
