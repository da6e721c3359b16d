"""The rows below a header, and the cells of each.

A line is a row, or a cell, or (with the aspect on a line of its own) every second line is the rest of a row: each way
is tried, from the one that asks for the most to the one that asks for the least.
"""

from __future__ import annotations

import statistics
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from pipeline.languages import Language
from pipeline.model import Block, BlockKind, Cell, CellKind, Document, Span
from pipeline.reading.aspects import labels_opening
from pipeline.segmentation import Segmentation, segment
from pipeline.segmentation.atoms import has_seam
from pipeline.segmentation.delimiters import split_delimited
from pipeline.tables.extent import LOOKED_AT, all_blocks_below, blocks_below
from pipeline.tables.groups import labelled_groups, rows_in_groups
from pipeline.tables.headers import Header, is_run_together
from pipeline.tables.layouts import Layout, are_cells, are_labelled, are_too_short, hold_sentences
from pipeline.tables.naming import Reader
from pipeline.tables.notes import with_notes_left_out
from pipeline.tables.orientation import LEADING_NUMBER, are_running, is_aspect_header
from pipeline.tables.out_of_step import rows_in_step
from pipeline.tables.spacing import stands_apart

_FEWEST_ROWS = 2  # one line below a header may be anything
_EITHER = 0.5  # the confidence that the last cell of two is the one that was empty
_CELL_WORDS = 9  # the median cell of the development tables has six words, the median row nineteen


@dataclass(frozen=True, slots=True)
class Body:
    """The rows of a table: the blocks they take up, their cells, and how these were told."""

    blocks: tuple[Block, ...]
    rows: tuple[tuple[Cell, ...], ...]
    method: str


def rows_below(header: Header, document: Document, reader: Reader) -> Body | None:
    """Return the rows below a header, or None where there are too few.

    Args:
        header: the header.
        document: the document it stands in.
        reader: what is known of the document.
    """
    if grouped := rows_in_groups(header, document, reader.language):
        taken = tuple(block for row in grouped for block in row)
        return Body(taken, tuple(_one_a_line(grouped, len(header.cells))), "lines")
    laid = _laid_out(header, document, reader.language)
    if laid is None:
        return None
    layout, blocks = laid
    if layout is Layout.LABELS:
        grouped_labels = labelled_groups(header, document, reader.language)
        return _labelled(header, max(blocks, grouped_labels, key=len), reader)
    if layout is Layout.CELLS:
        rows = _in_rows(blocks, header, reader.language)
        notes = header.has_notes
        return Body(tuple(blocks), tuple(_one_a_line(rows, len(header.cells), notes=notes)), "lines")
    return _cut(header, blocks, document, reader)


# ------------------------------------------------------------------------------------------------------------ layout


def _laid_out(header: Header, document: Document, language: Language) -> tuple[Layout, list[Block]] | None:
    """Tell how the rows lie, and on which blocks; None where too few blocks follow, or none that are rows."""
    columns = len(header.cells)
    for layout in (Layout.LABELS, Layout.CELLS, Layout.ROWS):
        lines = layout.lines(columns)
        blocks = blocks_below(header, document, language, lines)
        if len(blocks) >= _FEWEST_ROWS and _lie_as(layout, blocks, header, document, language):
            is_long = len(blocks) > LOOKED_AT - lines
            return layout, all_blocks_below(header, document, language, lines) if is_long else blocks
    return None


def _lie_as(layout: Layout, blocks: Sequence[Block], header: Header, document: Document, language: Language) -> bool:
    columns = len(header.cells)
    if header.sides:
        return layout is (Layout.CELLS if blocks[0].text == header.sides[0] else Layout.ROWS)
    if layout is Layout.LABELS:
        return header.has_aspects and columns > 2 and are_labelled(blocks, columns, language)
    if layout is Layout.ROWS:
        single = header.one_cell_a_line and not header.has_aspects and _runs_on(header, blocks, document)
        return not single or hold_sentences(blocks, columns) or _are_odd(blocks, header, document)
    if split_delimited([block.text for block in blocks], columns):  # "Origin | China" is no one cell
        return False
    if columns > 2 and (_by_row(blocks, header, document) or are_too_short(blocks, columns, language)):
        return True
    if not header.one_cell_a_line:
        return False
    if columns > 2 and header.has_aspects:
        return are_cells(blocks, columns, language)
    return _spaced_alike(header, blocks, document) and not hold_sentences(blocks, columns)


# ------------------------------------------------------------------------------------------------- one cell on a line


def _by_row(blocks: Sequence[Block], header: Header, document: Document) -> bool:
    """Tell whether blank lines part some lines and not others: as their spacing repeats, they part rows.

    Below a header on one line one of them may part the table from what is behind it.
    """
    gaps = [stands_apart(one, other, document) for one, other in pairwise(blocks)]
    return len(set(gaps)) > 1 and (header.one_cell_a_line or sum(gaps) > 1)


def _spaced_alike(header: Header, rows: Sequence[Block], document: Document) -> bool:
    """Where rows stand apart as the header cells do, each line is a cell ("one cell a line")."""
    first, second = (document.blocks[position] for position in header.blocks[:2])
    columns = len(header.cells)
    alike = stands_apart(first, second, document) == stands_apart(rows[0], rows[1], document)
    short = statistics.median(len(block.text.split()) for block in rows) <= _CELL_WORDS
    return alike and (len(rows) % columns == 0 or (short and len(rows) >= 2 * columns))


def _runs_on(header: Header, rows: Sequence[Block], document: Document) -> bool:
    """Tell whether header cells and rows are lines of one run: none of them can be more than a cell."""
    lines = [*(document.blocks[position] for position in header.blocks), *rows[:2]]
    return not any(stands_apart(one, other, document) for one, other in pairwise(lines))


def _are_odd(blocks: Sequence[Block], header: Header, document: Document) -> bool:
    """Tell whether a run that blank lines set off has lines too long for cells, and not as many as cells would be."""
    run = document.blocks[max(0, header.blocks[0] - 1) : blocks[-1].position + 2]
    set_off = len(run) > len(blocks) + len(header.blocks) + 1 and all(
        stands_apart(*pair, document) == (pair[0] is run[0] or pair[1] is run[-1]) for pair in pairwise(run)
    )
    long = statistics.median(len(block.text.split()) for block in blocks) > _CELL_WORDS
    return set_off and long and len(blocks) % len(header.cells) > 0


def _in_rows(blocks: Sequence[Block], header: Header, language: Language) -> list[Sequence[Block]]:
    columns = len(header.cells)
    numbered = are_running([block.text for block in blocks[::columns]])
    if (header.has_aspects or header.has_notes) and not header.sides and not numbered:
        return rows_in_step(blocks, columns, language, labels=header.has_aspects, notes=header.has_notes)
    return [blocks[first : first + columns] for first in range(0, len(blocks), columns)]


def _one_a_line(rows: Sequence[Sequence[Block]], columns: int, *, notes: bool = False) -> Iterator[tuple[Cell, ...]]:
    """Yield rows of lines that hold a cell each; what a short one lacks is empty, be it in doubt which cell it is.

    Where the last column holds `notes`, a row that lacks one cell lacks its note.
    """
    for number, lines in enumerate(rows, start=1):
        behind = Span(lines[-1].span.end, lines[-1].span.end)
        doubtful = 1 < len(lines) < columns - notes and number < len(rows)
        label, *values = (line.text for line in lines)
        doubt = (_EITHER, True, " | ".join((label, *[""] * (columns - len(lines)), *values))) if doubtful else ()
        places = [*((line.span, line.text) for line in lines), *[(behind, "")] * (columns - len(lines))]
        yield tuple(
            Cell(number, column, CellKind.VALUE, span, text, None, *doubt) for column, (span, text) in enumerate(places)
        )


def _cell(row: int, column: int, span: Span, text: str) -> Cell:
    return Cell(row, column, CellKind.VALUE, span, text)


# --------------------------------------------------------------------------------------------- aspects on their lines


def _labelled(header: Header, blocks: Sequence[Block], reader: Reader) -> Body:
    """Take every second line for the aspect, and cut the one below it into the values."""
    columns = len(header.cells)
    values = blocks[1::2]
    texts = [block.text for block in values]
    cut = _segmented(texts, columns - 1, header, blocks, reader, aspects=False)
    rows = []
    for number, (label, cells) in enumerate(zip(blocks[::2], _as_cut(values, cut, 1), strict=True), start=1):
        rows.append((_cell(number, 0, label.span, label.text), *cells))
    return Body(tuple(blocks), tuple(rows), cut.method)


# --------------------------------------------------------------------------------------------------- rows to be cut


def _cut(header: Header, blocks: Sequence[Block], document: Document, reader: Reader) -> Body:
    """Cut rows that stand on a line each; a running number is a cell of its own where the header has one for it."""
    behind = _behind_numbers(blocks)
    extra = len(header.cells) - len([one for one in header.subjects if one is not None])
    own_column = bool(behind) and header.subjects[0] is None and (
        extra > 1 or not is_aspect_header(header.cells[0].text, reader.language)
    )  # fmt: skip
    starts = behind or [0] * len(blocks)
    texts = [block.text[start:] for block, start in zip(blocks, starts, strict=True)]
    columns = len(header.cells) - own_column
    aspects = header.has_aspects and not (own_column and extra == 1)
    cut = _segmented(texts, columns, header, blocks, reader, aspects=aspects)
    rows = []
    for number, (block, cells) in enumerate(zip(blocks, _as_cut(blocks, cut, int(own_column), starts), strict=True)):
        rows.append((_number(number + 1, block, document), *cells) if own_column else cells)
    return Body(tuple(blocks), tuple(rows), cut.method)


def _behind_numbers(blocks: Sequence[Block]) -> list[int]:
    """Return where the rows begin behind their running numbers, which a list marker may have taken; else nothing."""
    if all(block.kind is BlockKind.LIST_ITEM for block in blocks):
        return [0] * len(blocks)
    matches = [LEADING_NUMBER.match(block.text) for block in blocks]
    numbers = [int(match[1]) for match in matches if match]
    return [match.end() for match in matches if match] if numbers == list(range(1, len(blocks) + 1)) else []


def _number(row: int, block: Block, document: Document) -> Cell:
    match = LEADING_NUMBER.match(block.text)
    if block.kind is not BlockKind.LIST_ITEM and match:
        text = match.group().strip()
        return _cell(row, 0, block.place(0, len(text)), text)
    start = document.text.rfind(block.marker, 0, block.span.start)
    return _cell(row, 0, Span(start, start + len(block.marker)), block.marker)


def _segmented(
    texts: Sequence[str], columns: int, header: Header, rows: Sequence[Block], reader: Reader, *, aspects: bool
) -> Segmentation:
    """Cut rows; where the last column holds notes, each may have one or none."""
    subjects = header.value_texts
    cut = _cut_for(texts, columns, subjects, header, rows, reader, aspects=aspects)
    if not header.has_notes or cut.method != "joint":
        return cut
    return with_notes_left_out(
        cut, _cut_for(texts, columns - 1, subjects[:-1], header, rows, reader, aspects=aspects), texts
    )


def _cut_for(
    texts: Sequence[str],
    columns: int,
    subjects: Sequence[str],
    header: Header,
    rows: Sequence[Block],
    reader: Reader,
    *,
    aspects: bool,
) -> Segmentation:
    language = reader.language
    table = frozenset((*header.blocks, *(row.position for row in rows)))
    whole = reader.whole_words.within(texts, table) if any(map(has_seam, texts)) else frozenset()
    may_be_glued = language.casing == "none" and language.spaces and (header.glued or header.one_cell_a_line)
    together = reader.whole_words.run_together(texts, table) if may_be_glued else frozenset()
    return segment(
        texts,
        columns,
        subjects,
        aspect_column=aspects,
        casing=language.casing,
        spaces=language.spaces,
        closing_abbreviations=language.abbreviations.closing,
        inner_abbreviations=language.abbreviations.inner,
        glued=bool(together) or (header.glued and _are_glued(texts, language)),
        whole_words=whole | together,
        known_aspects=(*header.sides, *labels_opening(texts, language.code)) if aspects else (),
    )


def _are_glued(texts: Sequence[str], language: Language) -> bool:
    """Tell whether rows were run together as their header was: a converter may have put blanks between their cells."""
    return language.casing == "none" or sum(map(is_run_together, texts)) >= len(texts) / 2


def _as_cut(
    blocks: Sequence[Block], cut: Segmentation, first: int = 0, starts: Sequence[int] = ()
) -> Iterator[tuple[Cell, ...]]:
    """Yield the cells of each row as cut, the first in column `first`; `starts` is where the cut texts begin."""
    for number, (block, row) in enumerate(zip(blocks, cut.rows, strict=True)):
        shift = starts[number] if starts else 0
        places = [Span(shift + place.start, shift + place.end) for place in row.cells]
        runner_up = " | ".join(Span(shift + one.start, shift + one.end).of(block.text) for one in row.runner_up)
        doubt = (round(row.confidence, 4), row.ambiguous, runner_up)
        yield tuple(
            Cell(number + 1, first + column, CellKind.VALUE, block.place(*place), place.of(block.text), None, *doubt)
            for column, place in enumerate(places)
        )
