"""One-to-one assignment, with the choice of no partner."""

from __future__ import annotations

from collections.abc import Sequence


def assign(scores: Sequence[Sequence[float]], least: float) -> list[tuple[int, int]]:
    """Return the pairs of the best one-to-one assignment that reach the least score.

    The Hungarian method (Kuhn 1955) as scipy has it; a pair under the least score is worth no more than none, so that
    it never displaces a good one.

    Args:
        scores: the similarity of each row to each column, 0 to 1.
        least: what a pair must reach.

    Returns:
        Pairs of row and column, by row.
    """
    if not scores or not scores[0]:
        return []
    from scipy.optimize import linear_sum_assignment  # 0.4 s, and most runs have nothing left to assign

    worth = [[score if score >= least else 0.0 for score in row] for row in scores]
    rows, columns = linear_sum_assignment(worth, maximize=True)
    pairs = zip(rows.tolist(), columns.tolist(), strict=True)
    return sorted((row, column) for row, column in pairs if worth[row][column] > 0)
