"""The rows below a header: how far they go, and the cells of each.

A line is a row, or a cell, or (with the aspect on a line of its own) every second line is the rest of a row; the
spacing and the number of words tell which.
"""

from __future__ import annotations

import re
import statistics
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain, pairwise

from pipeline.languages import Language
from pipeline.model import Block, BlockKind, Cell, CellKind, Document, Role, Span
from pipeline.reading.aspects import labels_opening
from pipeline.segmentation import Segmentation, segment
from pipeline.segmentation.atoms import has_seam
from pipeline.segmentation.delimiters import split_delimited
from pipeline.stages.headers import Header
from pipeline.stages.orientation import LEADING_NUMBER, is_aspect_header
from pipeline.stages.spacing import stands_apart, still_repeating

_FEWEST_ROWS = 2  # one line below a header may be anything
_CELL_WORDS = 9  # the median cell of the development tables has six words, the median row nineteen
_CELL_SENTENCES = 2
_LABEL_WORDS = 8
_ROWS_SEEN = 50  # before a row, to tell what its cells are like
_SENTENCE_END = re.compile(r"[.!?。！？؟।]+(?=\s|$|[^\W\d_])")
_WORD = re.compile(r"\w+")
_ENDS_SENTENCE = re.compile(r"[.!?。！？؟।…]$")
# What a row may be about as well as a section. Nobody compares things in the respect of references.
_ASPECT_ROLES = frozenset(
    {
        Role.DEFINITION, Role.TYPES, Role.ADVANTAGES, Role.DISADVANTAGES, Role.SIMILARITIES, Role.FEATURES, Role.USES,
        Role.EXAMPLES, Role.HISTORY,
    }
)  # fmt: skip

_NEVER_CELLS = frozenset({Role.CONCLUSION, Role.REFERENCES, Role.CONTENTS, Role.FAQ, Role.RELATED})


@dataclass(frozen=True, slots=True)
class Body:
    """The rows of a table: the blocks they take up, their cells, and how these were told."""

    blocks: tuple[Block, ...]
    rows: tuple[tuple[Cell, ...], ...]
    method: str


def rows_below(header: Header, document: Document, language: Language) -> Body | None:
    """Return the rows below a header, or None where there are too few.

    Args:
        header: the header.
        document: the document it stands in.
        language: the language of the document.
    """
    blocks = _blocks_below(header, document)
    columns = len(header.cells)
    if len(blocks) < _FEWEST_ROWS:
        return None
    if header.has_aspects and columns > 2 and _labels_stand_alone(blocks, columns, language):
        return _labelled(header, blocks, document, language)
    whole_rows = bool(split_delimited([block.text for block in blocks], columns))  # "Origin | China" is no one cell
    if header.one_cell_a_line and not whole_rows and _spaced_alike(header, blocks, document):
        return Body(tuple(blocks), tuple(_one_a_line(blocks, columns)), "lines")
    if header.one_cell_a_line and not header.has_aspects and _runs_on(header, blocks, document):
        return None
    return _cut(header, blocks, document, language)


# ------------------------------------------------------------------------------------------------------------ extent


def _blocks_below(header: Header, document: Document) -> list[Block]:
    """Return the blocks below a header that go on in the same spacing.

    Where that ends nothing further is looked at: 2,000 headers in an article took more than 100 seconds.
    """
    found: list[Block] = []
    gaps: list[bool] = []
    columns = len(header.cells) if header.one_cell_a_line else 1
    periods: tuple[int, ...] = (1, 2, columns)
    first = header.blocks[-1] + 1
    for position in range(first, len(document.blocks)):
        block = document.blocks[position]
        if header.sides and len(found) == len(header.sides) * (columns if _are_alone(header, found) else 1):
            break
        following = document.blocks[position + 1 : position + columns]
        if _ends_table(block, found, following, header, document):
            break
        if found:
            gaps.append(stands_apart(found[-1], block, document))
            periods = still_repeating(gaps, periods)
            if not periods or (columns > 1 and gaps[-1] and _is_prose(block)):
                break
        found.append(block)
    return _evenly_spaced(found, columns, document)


def _are_alone(header: Header, found: Sequence[Block]) -> bool:
    """Tell whether the names that open the rows stand on lines of their own."""
    return bool(found) and found[0].text == header.sides[0]


def _evenly_spaced(blocks: list[Block], columns: int, document: Document) -> list[Block]:
    """Keep the blocks whose spacing repeats: after each, after every second, or after every row of single cells."""
    gaps = [stands_apart(one, other, document) for one, other in pairwise(blocks)]
    best = 0
    for period in dict.fromkeys((1, 2, columns)):
        even = next((at for at in range(period, len(gaps)) if gaps[at] != gaps[at - period]), len(gaps)) + 1
        if period > 1:
            even -= even % period
            even = even if even >= 2 * period else 0
        best = max(best, even)
    return blocks[:best]


def _is_prose(block: Block) -> bool:
    """Tell whether a block set apart by blank lines has more than the one sentence of a cell."""
    return len(_SENTENCE_END.findall(block.text)) > _CELL_SENTENCES


def _ends_table(
    block: Block, found: Sequence[Block], following: Sequence[Block], header: Header, document: Document
) -> bool:
    """Tell whether a block ends a table; inside a row of single cells a line that looks like a heading is a cell."""
    if block.boilerplate:
        return True
    if block.kind is BlockKind.LIST_ITEM:
        return not _is_numbered_row(block, len(found), header)
    columns = len(header.cells) if header.one_cell_a_line else 1
    if not _is_titled(block):
        return False
    if len(found) % columns:
        return block.role in _NEVER_CELLS
    if columns > 1:
        return not (header.has_aspects and _opens_row(block, found, following, columns))
    below = document.blocks[block.position + 1 : block.position + 2]
    return bool(found) or block.role not in _ASPECT_ROLES or not below or stands_apart(block, below[0], document)


def _is_titled(block: Block) -> bool:
    return block.kind in (BlockKind.HEADING, BlockKind.TITLE) and block.role is not Role.BODY


def _is_numbered_row(block: Block, before: int, header: Header) -> bool:
    """Tell whether a list item is the next of numbered rows, below a header that could be no heading of a list."""
    number = LEADING_NUMBER.match(block.marker)
    is_header = not header.one_cell_a_line or header.subjects[0] is None
    return is_header and number is not None and int(number[1]) == before + 1


def _opens_row(block: Block, found: Sequence[Block], following: Sequence[Block], columns: int) -> bool:
    """Tell whether a line like the heading of a section is the label of a row: its cells follow, as those before."""
    if block.role not in _ASPECT_ROLES or len(following) < columns - 1:
        return False
    if any(one.boilerplate or one.kind is BlockKind.LIST_ITEM or _is_titled(one) for one in following):
        return False
    seen = found[-_ROWS_SEEN * columns :]
    values = [one for number, one in enumerate(seen) if number % columns]
    sentences = sum(map(_is_sentence, values)) >= len(values) / 2
    return all(not values or _is_sentence(one) <= sentences for one in following) and not any(map(_is_prose, following))


def _is_sentence(block: Block) -> bool:
    return _ENDS_SENTENCE.search(block.text) is not None


# ------------------------------------------------------------------------------------------------- one cell on a line


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


def _one_a_line(blocks: Sequence[Block], columns: int) -> Iterator[tuple[Cell, ...]]:
    """Yield rows of lines that hold a cell each; what a short last row lacks is empty."""
    for number, first in enumerate(range(0, len(blocks), columns), start=1):
        lines = blocks[first : first + columns]
        behind = Span(lines[-1].span.end, lines[-1].span.end)
        cells = [_cell(number, column, line.span, line.text) for column, line in enumerate(lines)]
        yield (*cells, *(_cell(number, column, behind, "") for column in range(len(lines), columns)))


def _cell(row: int, column: int, span: Span, text: str) -> Cell:
    return Cell(row, column, CellKind.VALUE, span, text)


# --------------------------------------------------------------------------------------------- aspects on their lines


def _labels_stand_alone(blocks: Sequence[Block], columns: int, language: Language) -> bool:
    """Tell whether every second line is a label, too short for a row, and the line below it holds the values."""
    labels, values = blocks[::2], blocks[1::2]
    if len(blocks) % 2 or len(labels) < _FEWEST_ROWS or any(map(_is_sentence, labels)):
        return False
    sizes = [_size(block, language) for block in labels]
    too_short = sum(size < columns for size in sizes) * 2 >= len(sizes) if language.spaces else True
    fuller = all(_size(value, language) >= 2 * size for size, value in zip(sizes, values, strict=True))
    return max(sizes) <= _LABEL_WORDS * (1 if language.spaces else 2) and too_short and fuller


def _size(block: Block, language: Language) -> int:
    return len(block.text.split()) if language.spaces else len(block.text)


def _labelled(header: Header, blocks: Sequence[Block], document: Document, language: Language) -> Body:
    """Take every second line for the aspect, and cut the one below it into the values."""
    columns = len(header.cells)
    values = blocks[1::2]
    texts, whole = [block.text for block in values], _whole_words(document, header, blocks)
    cut = _segmented(texts, columns - 1, header, language, whole, aspects=False)
    rows = []
    for number, (label, cells) in enumerate(zip(blocks[::2], _as_cut(values, cut, 1), strict=True), start=1):
        rows.append((_cell(number, 0, label.span, label.text), *cells))
    return Body(tuple(blocks), tuple(rows), cut.method)


# --------------------------------------------------------------------------------------------------- rows to be cut


def _cut(header: Header, blocks: Sequence[Block], document: Document, language: Language) -> Body:
    """Cut rows that stand on a line each; a running number is a cell of its own where the header has one for it."""
    behind = _behind_numbers(blocks)
    extra = len(header.cells) - len([one for one in header.subjects if one is not None])
    own_column = bool(behind) and header.subjects[0] is None and (
        extra > 1 or not is_aspect_header(header.cells[0].text, language)
    )  # fmt: skip
    starts = behind or [0] * len(blocks)
    texts = [block.text[start:] for block, start in zip(blocks, starts, strict=True)]
    columns = len(header.cells) - own_column
    aspects = header.has_aspects and not (own_column and extra == 1)
    whole = _whole_words(document, header, blocks)
    cut = _segmented(texts, columns, header, language, whole, aspects=aspects)
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
    texts: Sequence[str], columns: int, header: Header, language: Language, whole: frozenset[str], *, aspects: bool
) -> Segmentation:
    return segment(
        texts,
        columns,
        header.value_texts,
        aspect_column=aspects,
        casing=language.casing,
        spaces=language.spaces,
        closing_abbreviations=language.abbreviations.closing,
        inner_abbreviations=language.abbreviations.inner,
        glued=header.glued,
        whole_words=whole,
        known_aspects=(*header.sides, *labels_opening(texts, language.code)) if aspects else (),
    )


def _whole_words(document: Document, header: Header, rows: Sequence[Block]) -> frozenset[str]:
    """Return the words outside of a table that would be parted, if cells run together were told by their seams."""
    if not any(has_seam(row.text) for row in rows):
        return frozenset()  # none of them is in the table
    inside = frozenset((*header.blocks, *(row.position for row in rows)))
    names = (label for subject in document.subjects for label in (subject.label, *subject.aliases))
    prose = (block.text for block in document.blocks if block.position not in inside and _is_sentence(block))
    return frozenset(chain.from_iterable(map(_seamed_words, chain(names, prose))))


@lru_cache(maxsize=4096)  # an article of many tables is read once
def _seamed_words(text: str) -> tuple[str, ...]:
    return tuple(filter(has_seam, _WORD.findall(text)))


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
