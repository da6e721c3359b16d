"""Comparison tables that have kept their markup: which grid compares the subjects, and how."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline import languages
from pipeline.languages import Language
from pipeline.model import Cell, CellKind, Document, Table
from pipeline.stages.headers import assign_subjects


def grid_tables(document: Document) -> Iterator[Table]:
    """Yield the tables of a marked-up document that compare its subjects.

    A grid whose first row names the subjects compares them column by column; another is no comparison table.
    """
    from pipeline.html import read_html

    language = languages.load(document.language)
    for grid in read_html(document.text).grids:
        table = _table(grid, document, language)
        if table:
            yield table


def _table(grid: object, document: Document, language: Language) -> Table | None:
    cells = list(grid.cells)  # type: ignore[attr-defined]
    top = [cell for cell in cells if cell.row == 0]
    for extra in (1, 0):
        if len(top) != len(document.subjects) + extra:
            continue
        subjects = assign_subjects([cell.text for cell in top[extra:]], document, language)
        if subjects:
            columns = (*([None] * extra), *subjects)
            return Table(grid.span, tuple(_cell(cell, columns) for cell in cells), "markup", grid.caption)  # type: ignore[attr-defined]
    return None


def _cell(cell: object, columns: tuple[int | None, ...]) -> Cell:
    row, column = cell.row, cell.column  # type: ignore[attr-defined]
    subject = columns[column] if column < len(columns) else None
    value = CellKind.VALUE if subject is not None or columns[0] is not None else CellKind.ASPECT
    kind = CellKind.HEADER if row == 0 else value
    return Cell(row, column, kind, cell.span, cell.text, subject)  # type: ignore[attr-defined]
