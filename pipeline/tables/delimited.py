"""Tables whose layout shows their cells: drawn with characters, or rows parted by tabs, pipes or runs of blanks."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice, pairwise

from pipeline.languages import Language
from pipeline.model import Block, BlockKind, Cell, CellKind, Document, Span
from pipeline.reading.aspects import is_label
from pipeline.segmentation.aligned import read_aligned
from pipeline.segmentation.delimiters import BLANKS, DELIMITERS, PIPE, cells_between
from pipeline.segmentation.drawn import Drawn, DrawnLine, is_rule, may_be_drawn, read_drawn
from pipeline.tables.layouts import size_of
from pipeline.tables.naming import Compared, named
from pipeline.tables.spacing import stands_apart
from pipeline.text.readable import joined

_FEWEST_ROWS = 2
_FEWEST_COLUMNS, _MOST_COLUMNS = 2, 8
_MOST_LINES = 400
_FIRST_LINES = 12  # tell whether a table begins; looking at all of them from each line on would be quadratic
_CELL_WORDS = 8  # of a header cell
_SAYS_SOMETHING = 3  # words; what has fewer is a name
_INSERTED_WORDS = 3
_EXCLAIMING = "!！"
_SENTENCE_ENDS = (".", "!", "?", "。", "！", "？", "।")
_NUMBERED = re.compile(r"\W?\d{1,3}\W?")


@dataclass(frozen=True, slots=True)
class Laid:
    """A table as laid out: its cells by row, none missing, and the blocks of its header and of its rows."""

    rows: tuple[tuple[Cell, ...], ...]
    header: tuple[int, ...]
    body: tuple[int, ...]
    method: str


@dataclass(frozen=True, slots=True)
class _Row:
    """A line cut at its delimiters; `start` is where its text begins in the file, if it is no block's own text."""

    block: Block
    cells: tuple[Span, ...]
    text: str
    start: int | None = None

    @property
    def texts(self) -> list[str]:
        """The texts of its cells."""
        return [cell.of(self.text) for cell in self.cells]

    def place(self, at: int) -> Span:
        """Return where its cell stands in the file; one behind the last is empty."""
        cell = self.cells[at] if at < len(self.cells) else Span(len(self.text), len(self.text))
        if self.start is not None:
            return Span(self.start + cell.start, self.start + cell.end)
        place = self.block.place(*cell) if cell.start < cell.end else self.block.span
        return place if cell.start < cell.end else Span(place.end, place.end)

    def cell(self, row: int, at: int, column: int) -> Cell:
        """Return its cell as one of a row and column of the table."""
        text = self.cells[at].of(self.text) if at < len(self.cells) else ""
        return Cell(row, column, CellKind.VALUE, self.place(at), text)


def read_laid_out(document: Document, position: int, things: Sequence[Compared], language: Language) -> Laid | None:
    """Return the table that begins at a block, by what its layout shows, or None.

    Args:
        document: a document with blocks.
        position: the block to begin at.
        things: the compared things; a header that names one needs no other sign that it is one.
        language: the language of the document.
    """
    block = document.blocks[position]
    if block.boilerplate or block.kind is BlockKind.TITLE:
        return None
    return (
        _drawn(document, position)
        or _unfolded(block)
        or _parted(document, position, things, language)
        or _set_in_columns(document, position, things, language)
    )


# ------------------------------------------------------------------------------------------------------------- drawn


def _drawn(document: Document, position: int) -> Laid | None:
    """Read a drawn table by its lines in the file: where columns are shown by their width, indentation counts."""
    ahead = document.blocks[position : position + 2]
    if not any(is_rule(block.text) for block in ahead):
        return None
    if not may_be_drawn(_drawn_lines(list(islice(_plain(document, position), _FIRST_LINES)), document)):
        return None
    blocks = list(islice(_plain(document, position), _MOST_LINES))
    lines = _drawn_lines(blocks, document)
    drawn = read_drawn(lines)
    if drawn is None or drawn.rows <= _FEWEST_ROWS or drawn.columns > _MOST_COLUMNS:
        return None
    return _as_laid(drawn, blocks, lines, document)


def _as_laid(drawn: Drawn, blocks: Sequence[Block], lines: Sequence[DrawnLine], document: Document) -> Laid:
    starts = [block.span.end - len(line.text) for block, line in zip(blocks, lines, strict=True)]
    taken = [block.position for block in blocks[: drawn.lines]]
    rows = _rows_of(drawn, starts, document.text)
    last = max((number for cell in drawn.cells if cell.row == 0 for number, _ in cell.pieces), default=0)
    return Laid(rows, tuple(taken[: last + 1]), tuple(taken[last + 1 :]), "drawn")


def _plain(document: Document, position: int) -> Iterator[Block]:
    """Yield the blocks that stand in the file as they read, each on one line."""
    for block in document.blocks[position:]:
        if block.origins is not None or block.boilerplate:
            return
        yield block


def _drawn_lines(blocks: Sequence[Block], document: Document) -> list[DrawnLine]:
    return [
        DrawnLine(
            document.text[_line_start(document.text, block.span.start) : block.span.end],
            before is not None and stands_apart(before, block, document),
        )
        for before, block in zip([None, *blocks], blocks, strict=False)
    ]


def _line_start(text: str, place: int) -> int:
    return max(text.rfind("\n", 0, place), text.rfind("\r", 0, place)) + 1


def _rows_of(drawn: Drawn, starts: Sequence[int], text: str) -> tuple[tuple[Cell, ...], ...]:
    """Return the cells by row; a merged one stands in each of its columns."""
    rows: list[list[Cell]] = [[] for _ in range(drawn.rows)]
    for one in drawn.cells:
        spans = [Span(starts[number] + piece.start, starts[number] + piece.end) for number, piece in one.pieces]
        for column in range(one.column, min(one.column + one.columns, drawn.columns)):
            if spans:
                read = joined(text, spans)
                rows[one.row].append(Cell(one.row, column, CellKind.VALUE, read.span, read.text, origins=read.origins))
            else:
                place = rows[one.row][-1].span.end if rows[one.row] else starts[0]
                rows[one.row].append(Cell(one.row, column, CellKind.VALUE, Span(place, place), ""))
    return tuple(map(tuple, rows))


def _set_in_columns(document: Document, position: int, things: Sequence[Compared], language: Language) -> Laid | None:
    """Read a table whose cells go on below each other, if its header names what is compared."""
    text = document.blocks[position].text
    if not BLANKS.search(text) or named(text, things, language) is None:
        return None
    if read_aligned(_drawn_lines(list(islice(_plain(document, position), _FIRST_LINES)), document)) is None:
        return None
    blocks = list(islice(_plain(document, position), _MOST_LINES))
    lines = _drawn_lines(blocks, document)
    aligned = read_aligned(lines)
    laid = _as_laid(aligned, blocks, lines, document) if aligned else None
    return laid if laid and not _says_again([[cell.text for cell in row] for row in laid.rows]) else None


# ---------------------------------------------------------------------------------------------------------- one line


def _unfolded(block: Block) -> Laid | None:
    """Read a table of pipes that was run together into one paragraph, by the dashed row that tells its width.

    "| Feature | Tea | Coffee | |---|---|---| | Origin | China | Ethiopia |"
    """
    if block.text.count("|") < 3 * _FEWEST_ROWS or "|-" not in block.text.replace(" ", "").replace(":", ""):
        return None
    cells = cells_between(block.text, PIPE)[1:]
    dashes = [number for number, cell in enumerate(cells) if is_rule(cell.of(block.text))]
    columns = len(dashes)
    if not 1 < columns <= _MOST_COLUMNS or dashes != list(range(columns + 1, 2 * columns + 1)):
        return None
    starts = [0, *range(2 * (columns + 1), len(cells), columns + 1)]  # a row ends with the fence of the next
    rows = [_Row(block, cells[start : start + columns], block.text) for start in starts if start + 1 < len(cells)]
    if len(rows) <= _FEWEST_ROWS or any(cells[start - 1].of(block.text) for start in starts[1:]):
        return None
    return Laid(_squared(rows, columns, corner=False), (block.position,), (block.position,), "delimiter")


# ------------------------------------------------------------------------------------------------------------- lines


def _parted(document: Document, position: int, things: Sequence[Compared], language: Language) -> Laid | None:
    for delimiter in DELIMITERS:
        if not delimiter.search(document.blocks[position].text):
            continue
        first = list(islice(_lines(document, position, delimiter), _FIRST_LINES))
        if _stands_above(first, document, things, language):
            continue
        laid = _laid(_first_of(first), delimiter, things, language)
        if laid and len(first) == _FIRST_LINES:
            lines = list(islice(_lines(document, position, delimiter), _MOST_LINES))
            return _laid(_first_of(lines), delimiter, things, language) or laid
        if laid:
            return laid
    return None


def _stands_above(lines: Sequence[_Row], document: Document, things: Sequence[Compared], language: Language) -> bool:
    """Tell whether a line that names nothing stands apart from a header that does, as a menu above a table does."""
    if len(lines) <= _FEWEST_ROWS:
        return False
    gaps = [stands_apart(one.block, other.block, document) for one, other in pairwise(lines[:3])]
    first, second = ({named(text, things, language) for text in row.texts} - {None} for row in lines[:2])
    return gaps == [True, False] and not first and second == set(things)


def _lines(document: Document, position: int, delimiter: re.Pattern[str]) -> Iterator[_Row]:
    """Yield the lines from a block on that are parted by the delimiter, as long as they are spaced alike.

    A line without it between two such lines is the heading of the rows below; an advertisement there is left out.
    """
    spaced: list[bool] = []
    before: Block | None = None
    for block in document.blocks[position:]:
        drawn = is_rule(block.text)
        if before is not None and _is_inserted(block, document, delimiter):
            before = block
            if not block.boilerplate:
                yield _Row(block, (Span(0, len(block.text)),), block.text)
            continue
        if block.boilerplate or block.kind is BlockKind.TITLE or not (drawn or delimiter.search(block.text)):
            return
        row = _row(block, document, delimiter)
        if row is None:
            return
        if before is not None:
            spaced.append(stands_apart(before, block, document))
            if len(spaced) > 2 and spaced[-1] != spaced[-2]:
                return
        before = block
        yield row


def _is_inserted(block: Block, document: Document, delimiter: re.Pattern[str]) -> bool:
    """Tell whether furniture or a line of a few words interrupts lines that the delimiter parts, close to both."""
    around = document.blocks[block.position - 1 : block.position + 2]
    close = len(around) > 2 and not any(stands_apart(one, other, document) for one, other in pairwise(around))
    parted = [delimiter.search(one.text) is not None for one in around]
    short = len(block.text.split()) <= _INSERTED_WORDS and block.kind is not BlockKind.LIST_ITEM
    return close and parted == [True, False, True] and (short or block.boilerplate)


def _row(block: Block, document: Document, delimiter: re.Pattern[str]) -> _Row | None:
    """Cut a line; the number that opens a row was taken for the mark of a list item, and is its first cell."""
    if block.kind is not BlockKind.LIST_ITEM:
        return _Row(block, cells_between(block.text, delimiter), block.text)
    if block.origins is not None or not _NUMBERED.fullmatch(block.marker):
        return None
    start = document.text.rfind(block.marker, 0, block.span.start)
    text = document.text[start : block.span.end]
    return _Row(block, cells_between(text, delimiter), text, start)


def _first_of(lines: Sequence[_Row]) -> Sequence[_Row]:
    """Keep the first table of two: the line above a second dashed row is a header again."""
    rules = [number for number, line in enumerate(lines) if is_rule(line.text)]
    again = [number for number in rules[1:] if number > rules[0] + 1 and number + 1 < len(lines)]
    return lines[: again[0] - 1] if again else lines


def _laid(
    lines: Sequence[_Row], delimiter: re.Pattern[str], things: Sequence[Compared], language: Language
) -> Laid | None:
    """Square the rows of a table off; None where they are of too many widths, or the first is no header."""
    ruled = any(is_rule(line.text) for line in lines[:3])
    rows = _without_fences([line for line in lines if not is_rule(line.text)], delimiter)
    if delimiter is not BLANKS:  # between runs of blanks a line alone may be the end of a cell
        rows = _without_advertisements(rows, language)
    if len(rows) <= (1 if ruled else _FEWEST_ROWS):  # a dashed row below a header says what it is, were there one row
        return None
    widths = Counter(len(line.cells) for line in rows[1:])
    wide = len(rows[0].cells)
    # An empty last cell leaves no mark, be it so in most rows, where it holds notes.
    open_ended = delimiter is not BLANKS and wide > _FEWEST_COLUMNS and set(widths) == {wide - 1, wide}
    columns = wide if open_ended else max(widths, key=lambda width: (widths[width], width))
    alike = len(widths) == 1 or open_ended or (delimiter is not BLANKS and 2 * widths[columns] > len(rows) - 1)
    if not alike or not 1 < columns <= _MOST_COLUMNS or max(map(len, (row.cells for row in rows))) > columns:
        return None
    header = rows[0].texts
    names = [named(text, things, language) is not None for text in header]
    sides = {named(row.texts[0], things, language) for row in rows[1:]}
    compared = any(names) or (len(things) > 1 and sides == set(things))  # over the columns, or beside the rows
    if len(header) < columns - 1 or not (ruled or _heads(rows, language, named=compared, piped=delimiter is PIPE)):
        return None
    corner_last = len(header) == columns and not header[-1] and names[0]
    squared = _squared(rows, columns, corner=len(header) < columns or corner_last)
    first, last = lines[0].block.position, rows[-1].block.position
    kept = {row.block.position for row in rows}
    body = (at for line in lines[1:] if (at := line.block.position) <= last and (at in kept or is_rule(line.text)))
    return Laid(squared, (first,), tuple(body), "delimiter")


def _without_fences(rows: Sequence[_Row], delimiter: re.Pattern[str]) -> list[_Row]:
    """Leave out the empty cells outside of fences: before the first pipe of all lines, behind the last of each."""
    if delimiter is not PIPE:
        return list(rows)
    first = int(all(not row.texts[0] for row in rows if len(row.cells) > 1))
    return [
        replace(row, cells=row.cells[first : len(row.cells) - (not row.texts[-1])]) if len(row.cells) > 1 else row
        for row in rows
    ]


def _without_advertisements(rows: Sequence[_Row], language: Language) -> list[_Row]:
    """Leave out the lines of a few words between rows that head none of them.

    Where lines head rows, the first of them stands above the first row, and none of them calls out.
    """
    alone = [row for row in rows[1:] if len(row.cells) == 1]
    calls = any(mark in row.text for row in alone for mark in _EXCLAIMING)
    if not alone or (alone[0] is rows[1] and not calls):
        return list(rows)
    return [row for row in rows if len(row.cells) > 1 or is_label(row.text, language.code)]


def _heads(rows: Sequence[_Row], language: Language, *, named: bool, piped: bool) -> bool:
    """Tell whether the first row reads like a header, where no dashed row says so: its cells are short names.

    Lines with pipes are often no table where no cell names a thing: titles that all end in the name of a site ("Tea or
    coffee | Example"), or a menu of single words. And no header says what each row says again.
    """
    header = rows[0].texts
    titles = piped and len({row.texts[-1] for row in rows}) == 1
    if (
        titles
        or _says_again([row.texts for row in rows])
        or any(map(_is_sentence, header))
        or any(text and not any(map(str.isalpha, text)) and text[-1:].isdigit() for text in header)
    ):
        return False
    body = [text for row in rows[1:] for text in row.texts]
    menu = max(size_of(text, language) for text in body) < _SAYS_SOMETHING
    return named or (all(header) and not (piped and menu))


def _says_again(rows: Sequence[Sequence[str]]) -> bool:
    """Tell whether a column holds one text from the first row on, as the month does in the lines of a log."""
    return any(len(set(column)) == 1 for column in zip(*rows, strict=False))


def _is_sentence(text: str) -> bool:
    words = len(text.split())
    return words > _CELL_WORDS or (words >= _SAYS_SOMETHING and text.endswith(_SENTENCE_ENDS))


def _squared(rows: Sequence[_Row], columns: int, *, corner: bool) -> tuple[tuple[Cell, ...], ...]:
    """Return the cells by row, as many in each; `corner` tells that the header lacks its first cell."""
    top = [Cell(0, 0, CellKind.VALUE, Span(rows[0].place(0).start, rows[0].place(0).start), "")] if corner else []
    top += [rows[0].cell(0, column, column + corner) for column in range(columns - corner)]
    body = (tuple(row.cell(number, at, at) for at in range(columns)) for number, row in enumerate(rows[1:], start=1))
    return (tuple(top), *body)
