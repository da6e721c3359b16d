"""Stage 6, tables: comparison tables, from markup or from what flattening left of them.

Some show their cells by their layout: drawn ones, and rows with delimiters. The others begin with a header that names
the compared things, in any order, with or without a cell over the aspects, on one line or one a line; what follows in
the same spacing are its rows, and `pipeline.segmentation` cuts them jointly. Parallel lists are a table too.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from pipeline.findings import finding
from pipeline.model import BlockKind, Cell, CellKind, Document, Finding, Role, Span, Table
from pipeline.stages.stage import SourceStage
from pipeline.tables.corner import with_lost_corner
from pipeline.tables.delimited import read_laid_out
from pipeline.tables.headers import Header, find_header
from pipeline.tables.naming import Reader
from pipeline.tables.notes import with_notes
from pipeline.tables.orientation import oriented
from pipeline.tables.parallel import parallel_lists, rows_of
from pipeline.tables.rows import rows_below
from pipeline.text.markdown import inline_marks
from pipeline.text.readable import Readable, joined, without

_LINE_BREAK = re.compile(r"\s*<br\s*/?>\s*", re.IGNORECASE)
_NOT_CUT = ("delimiter", "drawn", "lines", "lists")

_ROWS = frozenset((BlockKind.TABLE_HEADER, BlockKind.TABLE_ROW))


@dataclass(frozen=True, slots=True)
class Found:
    """A table with the blocks that it takes up."""

    table: Table
    header: tuple[int, ...]
    rows: tuple[int, ...]


def find_tables(document: Document) -> Document:
    """Lay the tables over a document, and the kinds of header and row over its blocks."""
    if not document.subjects:
        return document
    if document.source.media_type == "text/html":
        if not any(block.kind in _ROWS for block in document.blocks):
            return document  # the page was read for its blocks, and no grid of it shows a text
        from pipeline.tables.grids import grid_tables  # bs4 is imported only where there is markup

        return replace(document, tables=tuple(grid_tables(document)))
    found = tuple(_flattened(document, Reader.of(document)))
    kinds = {position: BlockKind.TABLE_HEADER for one in found for position in one.header}
    kinds |= {position: BlockKind.TABLE_ROW for one in found for position in one.rows}
    blocks = tuple(
        replace(block, kind=kinds[block.position], role=Role.COMPARISON_TABLE) if block.position in kinds else block
        for block in document.blocks
    )
    rebuilt = tuple(
        finding("table.flattened", document.source.source_id, one.table.span, rows=len(one.rows))
        for one in found
        if one.table.method not in _NOT_CUT
    )
    return replace(
        document,
        blocks=blocks,
        tables=tuple(one.table for one in found),
        findings=(*document.findings, *rebuilt, *_doubts(found, document.source.source_id)),
    )


def _doubts(found: Sequence[Found], source_id: str) -> Iterator[Finding]:
    """Tell of each row that was cut with little certainty how else it could be cut."""
    for one in found:
        doubtful = {cell.row: cell for cell in reversed(one.table.cells) if cell.ambiguous and cell.runner_up}
        for row, first in sorted(doubtful.items()):
            span = Span(first.span.start, one.table.row(row)[-1].span.end)
            yield finding(
                "table.ambiguous_row", source_id, span, runner_up=first.runner_up, confidence=f"{first.confidence:.2f}"
            )


def _flattened(document: Document, reader: Reader) -> Iterator[Found]:
    position = 0
    while position < len(document.blocks):
        found = _at(position, document, reader)
        if found:
            yield found
            position = max(*found.header, *found.rows)
        position += 1


def _at(position: int, document: Document, reader: Reader) -> Found | None:
    """Return the table that begins at a block, by its layout first, by the names over its columns else."""
    laid = read_laid_out(document, position, reader.things, reader.language)
    if laid:
        return _found(laid.rows, laid.header, laid.body, laid.method, document, reader)
    lists = parallel_lists(document, position, reader)
    if lists:
        tops, items = [top.position for top, _ in lists], [item.position for _, some in lists for item in some]
        return _found(rows_of(lists), tuple(tops), tuple(items), "lists", document, reader)
    header = find_header(document, position, reader)
    return _read(header, document, reader) if header else None


def _read(header: Header, document: Document, reader: Reader) -> Found | None:
    """Put the rows below a header, if there are any."""
    header = with_notes(with_lost_corner(header, document, reader.language), document, reader.language)
    body = rows_below(header, document, reader)
    if body is None:
        return None
    top = tuple(Cell(0, column, CellKind.HEADER, name.span, name.text) for column, name in enumerate(header.cells))
    positions = tuple(block.position for block in body.blocks)
    bare = not header.has_aspects
    return _found((top, *body.rows), header.blocks, positions, body.method, document, reader, only_values=bare)


def _found(
    rows: Sequence[Sequence[Cell]],
    header: tuple[int, ...],
    body: tuple[int, ...],
    method: str,
    document: Document,
    reader: Reader,
    *,
    only_values: bool = False,
) -> Found:
    if document.source.media_type == "text/markdown":
        rows = [[_read_aloud(cell, document.text) for cell in row] for row in rows]
    cells = oriented(rows, reader.things, reader.language, only_values=only_values)
    span = Span(min(cell.span.start for cell in cells), max(cell.span.end for cell in cells))
    return Found(Table(span, cells, method, _caption(header[0], document)), header, body)


def _read_aloud(cell: Cell, text: str) -> Cell:
    """Leave the marks of emphasis, code and links out of a cell of Markdown, and let a blank stand for a line break."""
    written = Readable(cell.text, cell.span, cell.origins)
    if cell.origins is None and _LINE_BREAK.search(cell.text):
        written = joined(text, _between_breaks(cell))
    read = without(written, inline_marks(written.text))
    return replace(cell, text=read.text, span=read.span, origins=read.origins) if read.text != cell.text else cell


def _between_breaks(cell: Cell) -> list[Span]:
    """Return where the lines of a cell stand that breaks part; the whole cell where nothing else is in it."""
    breaks = [cell.place(*match.span()) for match in _LINE_BREAK.finditer(cell.text)]
    edges = [cell.span.start, *(edge for one in breaks for edge in (one.start, one.end)), cell.span.end]
    lines = [Span(start, end) for start, end in zip(edges[::2], edges[1::2], strict=True) if start < end]
    return lines or [cell.span]


def _caption(position: int, document: Document) -> Span | None:
    before = document.blocks[position - 1] if position else None
    is_caption = before and before.kind is BlockKind.HEADING and before.role is Role.COMPARISON_TABLE
    return before.span if before and is_caption else None


STAGE = SourceStage(
    "tables",
    2,
    requires=("blocks", "language", "subjects", "block.role"),
    assigns=("tables", "block.kind"),
    apply=find_tables,
)
