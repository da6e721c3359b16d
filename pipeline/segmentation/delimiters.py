"""Rows that carry their delimiters: tabs, pipes, or runs of blanks."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.model import Span

# From the most to the least explicit. A run of blanks counts only where the whole table agrees on it, since
# a stray double blank inside a sentence is common.
_PATTERNS = (r"[ ]*\t[ ]*", r"\s*[|\uff5c\u2502]\s*", r"[ \u00a0\u3000]{2,}")
_DELIMITERS = tuple(map(re.compile, _PATTERNS))


def split_delimited(rows: Sequence[str], columns: int) -> tuple[tuple[Span, ...], ...]:
    """Cut every row at explicit delimiters, where one delimiter gives all rows the same right count.

    Args:
        rows: texts of the rows.
        columns: number of cells in a row.

    Returns:
        The cells of each row; empty where no delimiter fits the whole table.
    """
    for delimiter in _DELIMITERS:
        if not all(delimiter.search(row.strip()) for row in rows):
            continue
        cut = tuple(_between(row, delimiter, columns) for row in rows)
        if cut and all(len(cells) == columns for cells in cut):
            return cut
    return ()


def _between(row: str, delimiter: re.Pattern[str], columns: int) -> tuple[Span, ...]:
    """Return the stretches between delimiters; fences at the margins and empty trailing cells fall away."""
    start, cells = 0, []
    for match in delimiter.finditer(row):
        cells.append(_trimmed(row, start, match.start()))
        start = match.end()
    cells.append(_trimmed(row, start, len(row)))
    if len(cells) > columns and cells[0].start == cells[0].end:
        del cells[0]
    while len(cells) > columns and cells[-1].start == cells[-1].end:
        cells.pop()
    return tuple(cells)


def _trimmed(row: str, start: int, end: int) -> Span:
    while start < end and row[start].isspace():
        start += 1
    while start < end and row[end - 1].isspace():
        end -= 1
    return Span(start, end)
