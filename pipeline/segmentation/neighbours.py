"""In how many rows of a table a word stands beside something else than it does at one place.

The counts are made once for a table, so that a table takes time in proportion to its words, however often they recur.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

_NOTHING = (0.0, 0.0, 0.0)


class Neighbours(NamedTuple):
    """Rows by the neighbours of their words, all looked at in one direction.

    `always` counts the rows in which a word stands beside the same neighbour wherever it stands, and `pairs_always`
    those in which a word and the next one do; `sole` holds for each row the neighbours of its words, and
    `pairs_sole` those of its pairs, empty where there are several or none.
    """

    others: int
    word_rows: Counter[str]
    pair_rows: Counter[tuple[str, str]]
    sole: list[dict[str, str]]
    pairs_sole: list[dict[tuple[str, str], str]]
    always: Counter[tuple[str, str]]
    pairs_always: Counter[tuple[tuple[str, str], str]]

    @classmethod
    def of(cls, rows: Sequence[list[str]], word_rows: Counter[str], pair_rows: Counter[tuple[str, str]]) -> Neighbours:
        """Count the neighbours before the words of a table's rows.

        Args:
            rows: the words of each row, from the neighbours' side on.
            word_rows: in how many rows a word stands.
            pair_rows: in how many rows two words stand side by side, where there are several.
        """
        sole = [_sole_neighbours(row, word_rows) for row in rows]
        pairs_sole = [_sole_neighbours_of_pairs(row, pair_rows) for row in rows]
        return cls(
            len(rows) - 1, word_rows, pair_rows, sole, pairs_sole,
            Counter(item for row in sole for item in row.items()),
            Counter(item for row in pairs_sole for item in row.items()),
        )  # fmt: skip

    def shares(self, row: int, neighbour: str, word: str, following: str) -> tuple[float, float, float]:
        """Return the shares of the other rows that have a word beside another neighbour, that have it so with the
        same word following, and that have it beside the same neighbour.

        Args:
            row: the number of the row in which the three words stand side by side.
            neighbour: the word before.
            word: the word.
            following: the word behind, empty at the end of the row.
        """
        others, rows = self.others, self.word_rows[word] - 1
        if rows < 1 or not others:
            return _NOTHING
        pair = (word, following)
        anew = rows - self.always.get((word, neighbour), 0) + (self.sole[row].get(word) == neighbour)
        longer = self.pair_rows.get(pair, 1) - 1
        if longer:
            longer += (self.pairs_sole[row].get(pair) == neighbour) - self.pairs_always.get((pair, neighbour), 0)
        return (anew / others, longer / others, (self.pair_rows.get((neighbour, word), 1) - 1) / others)


def _sole_neighbours(row: list[str], rows: Counter[str]) -> dict[str, str]:
    """Return the word before each word that stands in several rows; empty where it differs from place to place."""
    sole: dict[str, str] = {}
    before = ""
    for word in row:
        if rows[word] > 1 and sole.setdefault(word, before) != before:
            sole[word] = ""
        before = word
    return sole


def _sole_neighbours_of_pairs(row: list[str], rows: Counter[tuple[str, str]]) -> dict[tuple[str, str], str]:
    """Return the same for each two words side by side."""
    sole: dict[tuple[str, str], str] = {}
    before = ""
    for pair in pairwise(row):
        if pair in rows and sole.setdefault(pair, before) != before:
            sole[pair] = ""
        before = pair[0]
    return sole
