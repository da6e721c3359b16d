"""One to one, or to none: the assignment of terms that gains most over leaving them without a partner."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray


def assign(gains: NDArray[np.float64]) -> list[tuple[int, int]]:
    """Return the pairs of rows and columns with the greatest total gain, by row.

    Args:
        gains: what a pair gains over two terms without a partner; a pair without gain is never made.

    Returns:
        Pairs in which no row and no column stands twice (the Hungarian method, by scipy where there is a choice).
    """
    pairs: list[tuple[int, int]] = []
    for rows, columns in _components(gains > 0):
        part = gains[np.ix_(rows, columns)]
        if min(part.shape) == 1:  # no need of scipy, whose import costs .3 s
            at = np.unravel_index(int(part.argmax()), part.shape)
            pairs.append((rows[at[0]], columns[at[1]]))
            continue
        from scipy.optimize import linear_sum_assignment

        chosen = zip(*linear_sum_assignment(np.maximum(part, 0), maximize=True), strict=True)
        pairs.extend((rows[row], columns[column]) for row, column in chosen if part[row, column] > 0)
    return sorted(pairs)


def _components(edges: NDArray[np.bool_]) -> Iterator[tuple[list[int], list[int]]]:
    """Yield the rows and columns that hang together by edges, rows without an edge left out."""
    of_column: dict[int, list[int]] = defaultdict(list)
    for row, column in zip(*np.nonzero(edges), strict=True):
        of_column[int(column)].append(int(row))
    unseen = {int(row) for row in np.nonzero(edges.any(axis=1))[0]}
    while unseen:
        pending, rows, columns = [min(unseen)], set[int](), set[int]()
        while pending:
            row = pending.pop()
            if row in unseen:
                unseen.discard(row)
                rows.add(row)
                new = {int(column) for column in np.nonzero(edges[row])[0]} - columns
                columns |= new
                pending.extend(other for column in new for other in of_column[column])
        yield sorted(rows), sorted(columns)
