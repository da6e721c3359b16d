"""What the cells of a column have in common, over the rows already cut."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from pipeline.segmentation.cells import Look

FEATURES = 14


@dataclass(slots=True, eq=False, repr=False)
class Column:
    """Weighted counts over the cells of one column; a row's own cells are taken out while it is judged."""

    weight: float
    several: float
    length: float
    squares: float
    capitals: float
    numeric: float
    single: float
    opens: Counter[int]
    closes: Counter[int]
    words: Counter[object]

    @classmethod
    def of(cls, cells: Iterable[tuple[float, Look]]) -> Column:
        """Count the cells, each with the probability that it is one."""
        column = cls(0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, Counter(), Counter(), Counter())
        for share, cell in cells:
            column.add(share, cell)
        return column

    def add(self, share: float, cell: Look) -> None:
        """Count a cell in, or out again with a negative share."""
        self.weight += share
        self.length += share * cell.length
        self.squares += share * cell.length * cell.length
        self.numeric += share * cell.numeric
        self.single += share * (cell.words == 1)
        if cell.words > 1:
            self.several += share
            self.capitals += share * cell.capitals
        self.opens[cell.opens] += share  # type: ignore[assignment]
        self.closes[cell.closes] += share  # type: ignore[assignment]
        words: Counter[object] = self.words
        for key in (("first", cell.first), ("last", cell.last), cell.two, cell.start, cell.end, cell.shape):
            words[key] += share  # type: ignore[assignment]

    def describe(self, cell: Look) -> list[float]:
        """Describe how well a cell fits the column; all zero where nothing is known of it."""
        weight = self.weight
        if weight < 0.01:
            return [0.0] * FEATURES
        mean = self.length / weight
        spread = math.sqrt(max(0.0, self.squares / weight - mean * mean))
        away = max(-4.0, min(4.0, (cell.length - mean) / (spread + 0.4)))
        words, most = self.words, weight + 0.5
        several = self.several
        return [
            away, away * away,
            math.log((max(0.0, self.opens[cell.opens]) + 0.3) / (weight + 2)),
            math.log((max(0.0, self.closes[cell.closes]) + 0.3) / (weight + 2)),
            words["first", cell.first] / most, words["last", cell.last] / most, words[cell.two] / most,
            words[cell.start] / most, words[cell.end] / most, words[cell.shape] / most,
            abs(cell.capitals - self.capitals / several) if several > 0.01 and cell.words > 1 else 0.0,
            abs(cell.numeric - self.numeric / weight),
            abs((cell.words == 1) - self.single / weight),
            float(self.length > 0) * abs(cell.length - mean),
        ]  # fmt: skip
