"""Stage 6, tables: comparison tables, from markup or from what flattening left of them.

A flattened table begins with a header that names the compared things, in any order, with or without a cell over the
aspects, on one line or one a line. What follows in the same spacing are its rows; `pipeline.segmentation` cuts them
into cells, jointly.
"""

from __future__ import annotations

import re
import statistics
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from pipeline import languages
from pipeline.findings import finding
from pipeline.languages import Language
from pipeline.model import Block, BlockKind, Cell, CellKind, Document, Finding, Role, Span, Table
from pipeline.reading.aspects import labels_opening
from pipeline.segmentation import Segmentation, segment
from pipeline.segmentation.delimiters import split_delimited
from pipeline.stages.delimited import read_laid_out
from pipeline.stages.headers import Header, find_header
from pipeline.stages.naming import Compared, compared_things
from pipeline.stages.orientation import oriented
from pipeline.stages.spacing import stands_apart
from pipeline.stages.stage import SourceStage

_FEWEST_ROWS = 2  # one line below a header may be anything
_CELL_WORDS = 9  # the median cell of the development tables has six words, the median row nineteen
_CELL_SENTENCES = 2
_SENTENCE_END = re.compile(r"[.!?。！？؟।]+(?=\s|$|[^\W\d_])")
_NOT_CUT = ("delimiter", "drawn", "lines", "lists")


@dataclass(frozen=True, slots=True)
class Found:
    """A table with the blocks that it takes up."""

    table: Table
    header: tuple[int, ...]
    rows: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class _Reader:
    """What the tables of a document are read with."""

    language: Language
    things: tuple[Compared, ...]

    @classmethod
    def of(cls, document: Document) -> _Reader:
        """Return what is known of a document before its tables are read."""
        language = languages.load(document.language)
        return cls(language, compared_things(document, language))


def find_tables(document: Document) -> Document:
    """Lay the tables over a document, and the kinds of header and row over its blocks."""
    if not document.subjects:
        return document
    if document.source.media_type == "text/html":
        from pipeline.stages.grids import grid_tables  # bs4 is imported only where there is markup

        return replace(document, tables=tuple(grid_tables(document)))
    found = tuple(_flattened(document, _Reader.of(document)))
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
        firsts = (cell for cell in one.table.cells if cell.column == 0 and cell.ambiguous and cell.runner_up)
        for first in firsts:
            span = Span(first.span.start, one.table.row(first.row)[-1].span.end)
            yield finding(
                "table.ambiguous_row", source_id, span, runner_up=first.runner_up, confidence=f"{first.confidence:.2f}"
            )


def _flattened(document: Document, reader: _Reader) -> Iterator[Found]:
    position = 0
    while position < len(document.blocks):
        found = _at(position, document, reader)
        if found:
            yield found
            position = max(*found.header, *found.rows)
        position += 1


def _at(position: int, document: Document, reader: _Reader) -> Found | None:
    """Return the table that begins at a block, by its layout first, by the names over its columns else."""
    laid = read_laid_out(document, position, reader.things, reader.language)
    if laid:
        return _found(laid.rows, laid.header, laid.body, laid.method, document, reader)
    header = find_header(document, position, reader.language)
    return _read(header, document, reader) if header else None


def _read(header: Header, document: Document, reader: _Reader) -> Found | None:
    rows = _rows(header, document)
    if len(rows) < _FEWEST_ROWS:
        return None
    texts = [block.text for block in rows]
    whole_rows = bool(split_delimited(texts, len(header.cells)))  # "Origin | China | Ethiopia" is no one cell
    if header.one_cell_a_line and not whole_rows and _spaced_alike(header, rows, document):
        return _below(header, rows, _one_a_line(rows, len(header.cells)), "lines", document, reader)
    language = reader.language
    cut = segment(
        texts,
        len(header.cells),
        header.value_texts,
        aspect_column=header.has_aspects,
        casing=language.casing,
        spaces=language.spaces,
        closing_abbreviations=language.abbreviations.closing,
        inner_abbreviations=language.abbreviations.inner,
        glued=header.glued,
        known_aspects=labels_opening([block.text for block in rows], language.code) if header.has_aspects else (),
    )
    return _below(header, rows, _as_cut(rows, cut), cut.method, document, reader)


def _rows(header: Header, document: Document) -> list[Block]:
    """Return the blocks below a header that go on in the same spacing."""
    rows: list[Block] = []
    columns = len(header.cells) if header.one_cell_a_line else 1
    for block in document.blocks[header.blocks[-1] + 1 :]:
        apart = len(rows) > 1 and stands_apart(rows[-1], block, document) != stands_apart(rows[0], rows[1], document)
        if apart or _ends_table(block, len(rows) % columns == 0):
            break
        if columns > 1 and rows and stands_apart(rows[-1], block, document) and _is_prose(block):
            break
        rows.append(block)
    return rows


def _is_prose(block: Block) -> bool:
    """Tell whether a block set apart by blank lines has more than the one sentence of a cell."""
    return len(_SENTENCE_END.findall(block.text)) > _CELL_SENTENCES


def _ends_table(block: Block, at_row_end: bool) -> bool:
    """Tell whether a block ends a table; inside a row of single cells a line that looks like a heading is a cell."""
    titled = block.kind in (BlockKind.HEADING, BlockKind.TITLE) and block.role is not Role.BODY
    return block.boilerplate or (titled and at_row_end) or block.kind is BlockKind.LIST_ITEM


def _spaced_alike(header: Header, rows: Sequence[Block], document: Document) -> bool:
    """Where rows stand apart as the header cells do, each line is a cell ("one cell a line")."""
    first, second = (document.blocks[position] for position in header.blocks[:2])
    columns = len(header.cells)
    alike = stands_apart(first, second, document) == stands_apart(rows[0], rows[1], document)
    short = statistics.median(len(block.text.split()) for block in rows) <= _CELL_WORDS
    return alike and (len(rows) % columns == 0 or (short and len(rows) >= 2 * columns))


def _one_a_line(rows: Sequence[Block], columns: int) -> Iterator[list[Cell]]:
    """Yield rows of lines that hold a cell each; what a short last row lacks is empty."""
    for number, first in enumerate(range(0, len(rows), columns), start=1):
        lines = rows[first : first + columns]
        cells = [Cell(number, column, CellKind.VALUE, line.span, line.text) for column, line in enumerate(lines)]
        yield [*cells, *(_empty(number, column, lines[-1].span) for column in range(len(lines), columns))]


def _empty(row: int, column: int, before: Span) -> Cell:
    return Cell(row, column, CellKind.VALUE, Span(before.end, before.end), "")


def _as_cut(rows: Sequence[Block], cut: Segmentation) -> Iterator[list[Cell]]:
    for number, (block, row) in enumerate(zip(rows, cut.rows, strict=True), start=1):
        runner_up = " | ".join(other.of(block.text) for other in row.runner_up)
        doubt = (round(row.confidence, 4), row.ambiguous, runner_up)
        yield [
            Cell(number, column, CellKind.VALUE, block.place(*place), place.of(block.text), None, *doubt)
            for column, place in enumerate(row.cells)
        ]


def _below(
    header: Header,
    blocks: Sequence[Block],
    rows: Iterable[list[Cell]],
    method: str,
    document: Document,
    reader: _Reader,
) -> Found:
    """Put rows below their header."""
    top = [Cell(0, column, CellKind.HEADER, name.span, name.text) for column, name in enumerate(header.cells)]
    positions = tuple(block.position for block in blocks)
    whole = (top, *rows)
    return _found(whole, header.blocks, positions, method, document, reader, only_values=not header.has_aspects)


def _found(
    rows: Sequence[Sequence[Cell]],
    header: tuple[int, ...],
    body: tuple[int, ...],
    method: str,
    document: Document,
    reader: _Reader,
    *,
    only_values: bool = False,
) -> Found:
    cells = oriented(rows, reader.things, reader.language, only_values=only_values)
    span = Span(min(cell.span.start for cell in cells), max(cell.span.end for cell in cells))
    return Found(Table(span, cells, method, _caption(header[0], document)), header, body)


def _caption(position: int, document: Document) -> Span | None:
    before = document.blocks[position - 1] if position else None
    is_caption = before and before.kind is BlockKind.HEADING and before.role is Role.COMPARISON_TABLE
    return before.span if before and is_caption else None


STAGE = SourceStage(
    "tables",
    1,
    requires=("blocks", "language", "subjects", "block.role"),
    assigns=("tables", "block.kind"),
    apply=find_tables,
)
