"""Rows and columns from rowspan and colspan (HTML Living Standard, "forming a table"), in linear time.

A slot map would have 65 million entries for one cell of 1,000 by 65,534. Here a row is a cursor, and only cells that
hang down into later rows are kept, as intervals.
"""

from __future__ import annotations

# The standard's own limits.
_WIDEST = 1_000
_TALLEST = 65_534
# More cells hanging into one row are not seen in the wild; without a limit, rows times hanging cells is quadratic.
_HANGING = 64


class Slots:
    """Places cells one after the other, row by row."""

    def __init__(self) -> None:
        self._row = -1
        self._column = 0
        self._section = -1
        self._hanging: list[tuple[int, int, int]] = []  # first column, column behind, row behind; by column
        self._begun: list[tuple[int, int, int]] = []

    def next_row(self, section: int) -> None:
        """Begin a row; nothing hangs from one section of a table into another."""
        self._row += 1
        self._column = 0
        if section != self._section:
            self._hanging, self._begun, self._section = [], [], section
        if self._hanging or self._begun:
            alive = [cell for cell in self._hanging if cell[2] > self._row]
            self._hanging = sorted(alive + self._begun)[:_HANGING]
            self._begun = []

    def place(self, row_span: str, column_span: str) -> tuple[int, int, int]:
        """Return the column of the next cell with its extent in rows and columns.

        Args:
            row_span: the attribute as written; 0 means to the end of the section.
            column_span: the attribute as written.
        """
        height = _bounded(row_span, 0, _TALLEST) or _TALLEST
        width = _bounded(column_span, 1, _WIDEST)
        for start, behind, _ in self._hanging:
            if start < self._column + width and behind > self._column and start <= self._column:
                self._column = behind
        column = self._column
        self._column += width
        if height > 1 and len(self._begun) < _HANGING:
            self._begun.append((column, column + width, self._row + height))
        return column, height, width


def _bounded(written: str, least: int, most: int) -> int:
    digits = written.strip().removeprefix("+")
    if not digits.isdecimal():
        return 1
    return min(most, max(least, int(digits[:9])))
