"""Comparison tables that have kept their markup: which grid compares the subjects, and how."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline import languages
from pipeline.html import Grid, GridCell, origins_of, read_html
from pipeline.languages import Language
from pipeline.model import Cell, CellKind, Document, Table
from pipeline.stages.headers import assign_subjects, compared_things

METHOD = "markup"


def grid_tables(document: Document) -> Iterator[Table]:
    """Yield the tables of a marked-up document that compare its subjects.

    A grid whose first row names the subjects compares them column by column; another is no comparison table.
    """
    language = languages.load(document.language)
    for grid in read_html(document.text).grids:
        columns = _columns(grid, document, language)
        if columns:
            cells = tuple(_cell(cell, columns, document) for cell in grid.cells if cell.column < len(columns))
            yield Table(grid.span, cells, METHOD, grid.caption)


def _columns(grid: Grid, document: Document, language: Language) -> tuple[int | None, ...]:
    """Return the subject of each column, None for the column of aspects; () where the first row names them not."""
    top = [cell for cell in grid.cells if cell.row == 0]
    for extra in (1, 0):
        if len(top) == len(document.subjects) + extra:
            named = assign_subjects([cell.text for cell in top[extra:]], compared_things(document, language), language)
            if named:
                return (*([None] * extra), *(thing.subject for thing in named))
    return ()


def _cell(cell: GridCell, columns: tuple[int | None, ...], document: Document) -> Cell:
    subject = columns[cell.column]
    kind = CellKind.VALUE if subject is not None else CellKind.ASPECT
    return Cell(
        row=cell.row,
        column=cell.column,
        kind=CellKind.HEADER if cell.row == 0 else kind,
        span=cell.span,
        text=cell.text,
        subject=subject,
        origins=origins_of(document.text, cell.span, cell.text),
    )
