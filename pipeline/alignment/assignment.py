"""One-to-one assignment, with the choice of no partner."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from pipeline.mapping.assignment import assign as best_pairs


def assign(scores: Sequence[Sequence[float]], least: float) -> list[tuple[int, int]]:
    """Return the pairs of the best one-to-one assignment that reach the least score.

    A pair under the least score is worth no more than none, so that
    it never displaces a good one.

    Args:
        scores: the similarity of each row to each column, 0 to 1.
        least: what a pair must reach.

    Returns:
        Pairs of row and column, by row.
    """
    if not scores or not scores[0]:
        return []
    worth = np.array(scores, dtype=float)
    return best_pairs(np.where(worth >= least, worth, 0.0))
