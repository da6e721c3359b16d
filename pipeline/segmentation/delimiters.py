"""Rows that carry their delimiters: tabs, pipes, or runs of blanks."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.model import Span

# From the most to the least explicit. A run of blanks counts only where the whole table agrees on it, since
# a stray double blank inside a sentence is common.
TAB = re.compile(r"[ ]*\t[ ]*")
PIPE = re.compile(r"\s*[|\uff5c\u2502]\s*")
BLANKS = re.compile(r"[ \u00a0\u3000]{2,}")
DELIMITERS = (TAB, PIPE, BLANKS)

_ANY = re.compile(r"\s*\|\s*|\t+|[^\S\n]{2,}")


def split_delimited(rows: Sequence[str], columns: int) -> tuple[tuple[Span, ...], ...]:
    """Cut every row at explicit delimiters, where one delimiter gives all rows the same right count.

    Args:
        rows: texts of the rows.
        columns: number of cells in a row.

    Returns:
        The cells of each row; empty where no delimiter fits the whole table.
    """
    for delimiter in DELIMITERS:
        if not all(delimiter.search(row.strip()) for row in rows):
            continue
        cut = tuple(_fitted(row, delimiter, columns) for row in rows)
        if cut and all(len(cells) == columns for cells in cut):
            return cut
    return ()


def cells_between(row: str, delimiter: re.Pattern[str]) -> tuple[Span, ...]:
    """Return the trimmed stretches between delimiters, empty ones and those outside of fences included."""
    start, cells = 0, []
    for match in delimiter.finditer(row):
        cells.append(trimmed(row, start, match.start()))
        start = match.end()
    cells.append(trimmed(row, start, len(row)))
    return tuple(cells)


def delimited(text: str) -> tuple[Span, ...]:
    """Return the filled cells of a line between tabs, pipes or runs of blanks, whichever."""
    edges = [(match.start(), match.end()) for match in _ANY.finditer(text)]
    starts = [0, *(end for _, end in edges)]
    ends = [*(start for start, _ in edges), len(text)]
    return tuple(Span(start, end) for start, end in zip(starts, ends, strict=True) if start < end)


def trimmed(row: str, start: int, end: int) -> Span:
    """Return a stretch of a row without the blanks at its edges."""
    while start < end and row[start].isspace():
        start += 1
    while start < end and row[end - 1].isspace():
        end -= 1
    return Span(start, end)


def _fitted(row: str, delimiter: re.Pattern[str], columns: int) -> tuple[Span, ...]:
    """Cut a row; fences at the margins and empty trailing cells fall away where they are too many."""
    cells = list(cells_between(row, delimiter))
    if len(cells) > columns and cells[0].start == cells[0].end:
        del cells[0]
    while len(cells) > columns and cells[-1].start == cells[-1].end:
        cells.pop()
    return tuple(cells)
