"""What two tables say otherwise in the same rows: a translator renders facts, and seldom writes others.

Independent authors may give a table the same rows in the same order, and short prose of the same form around it. Then
the passages align as those of a translation do, but the numbers and values differ in more than a row or two.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from pipeline import vocabulary
from pipeline.model import CellKind, Document, Origin, Span
from pipeline.verdicts.quantities import numbers

LEAST_ROWS, LEAST_SHARE = 2, 0.2  # one row may be a slip of the translator, or what somebody has corrected
_OF_VOCABULARY = "aspect:"


@dataclass(frozen=True, slots=True)
class _Said:
    """The numbers and the known values of a cell."""

    numbers: tuple[float, ...]
    values: frozenset[str]

    def contradicts(self, other: _Said) -> bool:
        """Tell whether both give as many numbers and other ones, or values that exclude each other."""
        known = vocabulary.load()
        if self.numbers and len(self.numbers) == len(other.numbers):
            return self.numbers != other.numbers
        return any(known.exclude(one, another) for one in self.values for another in other.values)

    def comparable(self, other: _Said) -> bool:
        """Tell whether both give numbers, or both known values."""
        return bool((self.numbers and other.numbers) or (self.values and other.values))


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table: where its label stands, its respect, and what it says of each compared thing."""

    label: Span
    aspect_id: str
    cells: Mapping[str, _Said]


def contradict(one: Sequence[Row], other: Sequence[Row], aligned: Mapping[Span, Span]) -> bool:
    """Tell whether two tables say too much otherwise for one to be a translation of the other.

    Rows are held against each other where their labels are aligned, or name one aspect of the vocabulary. Columns that
    are swapped contradict nothing here: that is a slip of one hand, and told as such.

    Args:
        one, other: the rows of their tables, the compared things under the same names.
        aligned: passages of the one with those of the other.
    """
    rows = [row for row in _compared(one, other, aligned) if any(here.comparable(there) for here, there in row)]
    contradicting = sum(any(here.contradicts(there) for here, there in row) and not _are_swapped(row) for row in rows)
    return contradicting >= max(LEAST_ROWS, LEAST_SHARE * len(rows))


def _compared(
    one: Sequence[Row], other: Sequence[Row], aligned: Mapping[Span, Span]
) -> Iterator[list[tuple[_Said, _Said]]]:
    for here in one:
        partners = [there for there in other if aligned.get(here.label) == there.label]
        named = [
            there for there in other if here.aspect_id.startswith(_OF_VOCABULARY) and here.aspect_id == there.aspect_id
        ]
        for there in (partners or named)[:1]:
            yield [(here.cells[thing], there.cells[thing]) for thing in here.cells if thing in there.cells]


def _are_swapped(row: list[tuple[_Said, _Said]]) -> bool:
    return len(row) > 1 and [here for here, _ in row] == [there for _, there in reversed(row)]


def rows_of(document: Document) -> tuple[Row, ...]:
    """Return the rows of the tables of a document, what each says of the compared things."""
    told = {one.span: one for one in document.statements if one.origin is Origin.TABLE}
    rows: list[Row] = []
    for table in document.tables:
        labels = {cell.row: cell for cell in table.cells if cell.kind is CellKind.ASPECT}
        cells: dict[int, dict[str, _Said]] = defaultdict(dict)
        aspects: dict[int, str] = {}
        for cell in table.cells:
            statement = told.get(cell.span)
            if statement is not None and cell.row in labels:
                said = _Said(numbers(statement.value), frozenset(statement.value_concept_ids))
                cells[cell.row][statement.subject_id] = said
                aspects[cell.row] = statement.aspect_id
        rows += [Row(labels[row].span, aspects[row], said) for row, said in cells.items()]
    return tuple(rows)
