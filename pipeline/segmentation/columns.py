"""What the cells of a column have in common, over the cuts of the other rows that are believed."""

from __future__ import annotations

import numpy as np

from pipeline.segmentation.cells import CLOSES, OPENS, Cells, Numbers
from pipeline.segmentation.context import Whole

FEATURES = 14
_KNOWN = 0.01  # weight from which anything is known of a column


def describe_fits(cells: Cells, rows: Whole, cuts: Whole, shares: Numbers) -> Numbers:
    """Describe how well each cell fits the column that the believed cuts of the other rows make.

    Args:
        cells: the cells of a table.
        rows: for each of them the number of its row among those that have cuts.
        cuts: the cells of the believed cuts; by row, cut and column.
        shares: how far each cut is believed, by row and cut.

    Returns:
        A row a number, a column a cell; all zero where nothing is known of the column.
    """
    own = cuts[rows, :, cells.column]  # the believed cells of a cell's own row and column
    own_shares = shares[rows]
    several = cells.words > 1
    counted = np.stack([
        np.ones(len(rows)), cells.length, cells.length * cells.length, cells.numeric, ~several,
        several, several * cells.capitals,
    ])  # fmt: skip
    of_columns = (counted[:, cuts] * shares[..., None]).reshape(len(counted), -1, cuts.shape[-1]).sum(axis=1)
    others = of_columns[:, cells.column] - (counted[:, own] * own_shares).sum(axis=-1)
    weight, length, squares, numeric, single, many, capitals = others
    known = weight >= _KNOWN
    weight = np.where(known, weight, 1.0)
    mean = length / weight
    spread = np.sqrt(np.maximum(0.0, squares / weight - mean * mean))
    away = np.clip((cells.length - mean) / (spread + 0.4), -4.0, 4.0)
    keys = _others(cells, cuts, shares, own, own_shares)
    described = np.stack([
        away, away * away,
        np.log((np.maximum(0.0, keys[OPENS]) + 0.3) / (weight + 2)),
        np.log((np.maximum(0.0, keys[CLOSES]) + 0.3) / (weight + 2)),
        *(keys[:OPENS] / (weight + 0.5)),
        np.where(several & (many > _KNOWN), abs(cells.capitals - capitals / np.maximum(_KNOWN, many)), 0.0),
        abs(cells.numeric - numeric / weight),
        abs(~several - single / weight),
        (length > 0) * abs(cells.length - mean),
    ])  # fmt: skip
    return np.asarray(described * known)


def _others(cells: Cells, cuts: Whole, shares: Numbers, own: Whole, own_shares: Numbers) -> Numbers:
    """Return for each key of each cell how far cells of its column that have the same are believed, in other rows."""
    kinds, columns = len(cells.keys), cuts.shape[-1]
    by_kind = (cells.keys * kinds + np.arange(kinds)[:, None]) * columns + cells.column
    different, keys = np.unique(by_kind, return_inverse=True)
    keys = keys.reshape(by_kind.shape)
    weights = np.broadcast_to(shares[..., None], cuts.shape)
    total = np.bincount(keys[:, cuts].ravel(), np.broadcast_to(weights, (kinds, *cuts.shape)).ravel(), len(different))
    same = keys[:, own] == keys[..., None]
    return np.asarray(total[keys] - (same * own_shares).sum(axis=-1))
