"""Comparison tables that have kept their markup: which grid compares the subjects, and how."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline import languages
from pipeline.html import Grid, GridCell, origins_of, read_grids
from pipeline.model import Cell, CellKind, Document, Table
from pipeline.tables.naming import compared_things
from pipeline.tables.orientation import oriented

METHOD = "markup"
_WIDEST, _TALLEST = 20, 2_000  # columns and rows of a grid that people compare things in
_DEEPEST = 50  # rows that a cell is merged over


def grid_tables(document: Document) -> Iterator[Table]:
    """Yield the tables of a marked-up document that compare its subjects, over their columns or beside their rows."""
    language = languages.load(document.language)
    things = compared_things(document, language)
    for grid in read_grids(document.text):
        cells = oriented(_rows(grid, document), things, language)
        compared = {cell.subject for cell in cells if cell.kind is CellKind.HEADER and cell.subject is not None}
        if len(compared) == len(things):
            yield Table(grid.span, cells, METHOD, grid.caption)


def _rows(grid: Grid, document: Document) -> list[list[Cell]]:
    """Return the cells of a grid by row; a merged one stands in each slot that it covers."""
    slots: dict[tuple[int, int], GridCell] = {}
    for cell in grid.cells:
        for row in range(cell.row, min(_TALLEST, cell.row + min(cell.row_span, _DEEPEST))):
            for column in range(cell.column, min(_WIDEST, cell.column + cell.column_span)):
                slots.setdefault((row, column), cell)
    filled = sorted({cell.row for cell in grid.cells if cell.row < _TALLEST})  # what hangs below the last row is cut
    numbers = {row: number for number, row in enumerate(filled)}
    rows: list[list[Cell]] = [[] for _ in filled]
    for (row, column), cell in sorted(slots.items(), key=lambda slot: slot[0]):
        if row in numbers:
            rows[numbers[row]].append(_cell(cell, numbers[row], column, document))
    return rows


def _cell(cell: GridCell, row: int, column: int, document: Document) -> Cell:
    origins = origins_of(document.text, cell.span, cell.text)
    return Cell(row, column, CellKind.VALUE, cell.span, cell.text, origins=origins)
