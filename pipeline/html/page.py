"""What reading a page gives."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from pipeline.model import Block, Span


@dataclass(frozen=True, slots=True)
class ListEntry:
    """An item of a list inside a cell; `span` leaves out the marker, `level` counts the lists around it from 0."""

    span: Span
    text: str
    marker: str
    level: int


@dataclass(frozen=True, slots=True)
class GridCell:
    """A cell at its place in the grid, with rowspan and colspan resolved."""

    row: int
    column: int
    row_span: int
    column_span: int
    header: bool
    span: Span
    text: str
    items: tuple[ListEntry, ...] = ()


@dataclass(frozen=True, slots=True)
class Grid:
    """A data table. Tables that only lay out a page give blocks and no grid."""

    span: Span
    caption: Span | None
    cells: tuple[GridCell, ...]

    def placed(self, place: Callable[[Span], Span]) -> Grid:
        """Return the table with every span led to another place."""
        cells = (
            replace(
                cell,
                span=place(cell.span),
                items=tuple(replace(entry, span=place(entry.span)) for entry in cell.items),
            )
            for cell in self.cells
        )
        return Grid(place(self.span), place(self.caption) if self.caption else None, tuple(cells))


@dataclass(frozen=True, slots=True)
class Page:
    """An HTML file as read.

    `unfinished` is the end of the file that a tag, a comment or a script swallowed because it is never closed.
    """

    blocks: tuple[Block, ...]
    grids: tuple[Grid, ...]
    title: str
    unfinished: Span | None = None

    def placed(self, place: Callable[[Span], Span]) -> Page:
        """Return the page with every span led to another place."""
        return Page(
            tuple(replace(block, span=place(block.span)) for block in self.blocks),
            tuple(grid.placed(place) for grid in self.grids),
            self.title,
            place(self.unfinished) if self.unfinished else None,
        )
