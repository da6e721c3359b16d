"""What the cells of a column have in common, over the rows already cut."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass

from pipeline.segmentation import traits
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
    opens: list[float]
    closes: list[float]
    words: dict[object, float]

    @classmethod
    def of(cls, cells: Iterable[tuple[float, Look]]) -> Column:
        """Count the cells, each with the probability that it is one."""
        column = cls(
            0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, [0.0] * traits.OPENINGS, [0.0] * traits.CLOSINGS, {}
        )  # fmt: skip
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
        self.opens[cell.opens] += share
        self.closes[cell.closes] += share
        words = self.words
        for key in cell.keys:
            words[key] = words.get(key, 0.0) + share

    def describe(self, cell: Look) -> list[float]:
        """Describe how well a cell fits the column; all zero where nothing is known of it."""
        weight = self.weight
        if weight < 0.01:
            return [0.0] * FEATURES
        mean = self.length / weight
        spread = math.sqrt(max(0.0, self.squares / weight - mean * mean))
        away = max(-4.0, min(4.0, (cell.length - mean) / (spread + 0.4)))
        found, most = self.words.get, weight + 0.5
        several = self.several
        return [
            away, away * away,
            math.log((max(0.0, self.opens[cell.opens]) + 0.3) / (weight + 2)),
            math.log((max(0.0, self.closes[cell.closes]) + 0.3) / (weight + 2)),
            *[found(key, 0.0) / most for key in cell.keys],
            abs(cell.capitals - self.capitals / several) if several > 0.01 and cell.words > 1 else 0.0,
            abs(cell.numeric - self.numeric / weight),
            abs((cell.words == 1) - self.single / weight),
            (self.length > 0) * abs(cell.length - mean),
        ]  # fmt: skip
