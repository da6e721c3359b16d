"""Rows of single cells that are out of step: an empty cell left no line, and what stands below it came one too early.

Of all ways to part the lines into rows the one is taken whose rows look most like rows: they open with labels of known
aspects, which stand nowhere else in them; their label is the shortest, and their values answer each other in the same
words. An empty cell speaks against it, less so at the end of the table and in a column of notes.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from functools import lru_cache

from pipeline.languages import Language
from pipeline.model import Block
from pipeline.reading.aspects import is_label
from pipeline.tables.layouts import is_sentence, size_of

# Of 490 development tables with a line for each cell .85 of the rows come out right where one cell left no line, and
# .78 where two did; labels of known aspects alone give .83 and .53. Tables without an empty cell come out whole.
_LABEL, _VALUE_LIKE_LABEL = 2.0, -1.5
_SHORTEST = 1.0  # for a label that is no longer than any value of its row
_NO_LABEL = -2.0  # for a label that is a sentence, a sign, or stands elsewhere too
_ALIKE, _BY_CHANCE = 2.0, 0.3  # the share of trigrams in common, and that of any two cells of a table
_OPENS_ALIKE = 0.3
_EMPTY, _EMPTY_AT_END, _NO_NOTE = -3.0, -2.0, -0.1
_HEADS_ROWS = -4.0
_NEVER = -1e6


def rows_in_step(
    blocks: Sequence[Block], columns: int, language: Language, *, labels: bool = True, notes: bool = False
) -> list[Sequence[Block]]:
    """Return the lines of each row; where a cell was left out, its row has fewer.

    Args:
        blocks: the lines, a cell each.
        columns: the number of cells in a row.
        language: the language of the document.
        labels: whether the first cell of a row is the label of an aspect.
        notes: whether the last cell is a note, which most rows may lack.
    """
    known = [labels and is_label(block.text, language.code) for block in blocks]
    in_step = not len(blocks) % columns and not notes
    if in_step and all(at % columns == 0 for at, is_known in enumerate(known) if is_known):
        return [blocks[start : start + columns] for start in range(0, len(blocks), columns)]
    return _Parting(blocks, columns, language, known, labels, notes).best()


def how_much_in_step(
    blocks: Sequence[Block], columns: int, language: Language, *, labels: bool = True, notes: bool = False
) -> float:
    """Return how much the rows that lines are parted into look like rows; the arguments are as above."""
    known = [labels and is_label(block.text, language.code) for block in blocks]
    return _Parting(blocks, columns, language, known, labels, notes).score


class _Parting:
    """The ways to part lines into rows, and what speaks for each row."""

    def __init__(
        self,
        blocks: Sequence[Block],
        columns: int,
        language: Language,
        known: Sequence[bool],
        labels: bool,
        notes: bool,
    ) -> None:
        self._blocks, self._columns, self._known, self._labels, self._notes = blocks, columns, known, labels, notes
        self._sizes = [size_of(block.text, language) for block in blocks]
        times = Counter(block.text for block in blocks)
        self._no_label = [
            is_sentence(block) or times[block.text] > 1 or not any(map(str.isalpha, block.text)) for block in blocks
        ]
        self._opens = [block.text.split(maxsplit=1)[0] for block in blocks]
        self._trigrams = [_trigrams(block.text) for block in blocks]

        self._reached = self._looked_back()

    def _looked_back(self) -> list[tuple[float, int]]:
        """Return for each line the best score from there on, and where its row ends, from the last line back."""
        count = len(self._blocks)
        reached: list[tuple[float, int]] = [(0.0, count)] * (count + 1)
        for start in range(count - 1, -1, -1):
            ends = range(start + 1, min(start + self._columns + 1, count) + 1)
            reached[start] = max((self._score(start, end) + reached[end][0], end) for end in ends)
        return reached

    @property
    def score(self) -> float:
        """How much the rows of the best way look like rows."""
        return self._reached[0][0]

    def best(self) -> list[Sequence[Block]]:
        """Return the rows of the best way; a line that heads some is a row by itself."""
        rows, start = [], 0
        while start < len(self._blocks):
            end = self._reached[start][1]
            if end - start > self._columns:
                rows.append(self._blocks[start : start + 1])
                start += 1
            rows.append(self._blocks[start:end])
            start = end
        return rows

    def _score(self, start: int, end: int) -> float:
        """Tell how much some lines look like a row, or like a line that heads rows above the first of them."""
        if end - start > self._columns:
            heads = self._labels and not self._no_label[start]
            return _HEADS_ROWS + _LABEL * self._known[start] + self._score(start + 1, end) if heads else _NEVER
        first = start + self._labels  # the first value
        missing = self._columns - (end - start)
        at_end = end == len(self._blocks)
        if end - start == 1 and not at_end:
            return _NEVER
        score = missing * (_EMPTY_AT_END if at_end else _EMPTY)
        if missing and self._notes:
            score += _NO_NOTE - (_EMPTY_AT_END if at_end else _EMPTY)
        if self._labels:
            score += _LABEL * self._known[start] + _NO_LABEL * self._no_label[start]
            score += _SHORTEST * (first < end and self._sizes[start] <= min(self._sizes[first:end]))
        score += _VALUE_LIKE_LABEL * sum(self._known[first:end])
        values = range(first, min(end, start + self._columns - self._notes))
        alike = [self._alike(at) for at in values[:-1]]
        return score + _ALIKE * (sum(alike) / len(alike) if alike else 0.0)

    def _alike(self, at: int) -> float:
        """Return how much more than by chance a cell and the next one have in common."""
        one, other = self._trigrams[at : at + 2]
        opens = self._opens[at] == self._opens[at + 1]
        return len(one & other) / max(1, min(len(one), len(other))) + _OPENS_ALIKE * opens - _BY_CHANCE


@lru_cache(maxsize=1024)
def _trigrams(text: str) -> frozenset[str]:
    folded = text.casefold()
    return frozenset(folded[at : at + 3] for at in range(len(folded) - 2))
