"""Choosing among the candidate cuts of all rows of a table together.

Each row is judged by its own cells and by how they agree with the columns that the likeliest cuts of the other rows
make (a step of mean-field iteration; a second one changed no figure. The joint view of a table follows TEGRA, Chu et
al. 2015). The score is a sum over places, cells and pairs of cells. Those of all rows are computed at once, each cell
that candidates share once.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from itertools import accumulate, combinations, pairwise
from typing import NamedTuple

import numpy as np

from pipeline.segmentation import traits
from pipeline.segmentation.cells import Cells, Numbers, describe_aspects, describe_cells, describe_pairs, look
from pipeline.segmentation.columns import describe_fits
from pipeline.segmentation.context import Context, Whole
from pipeline.segmentation.search import Candidate
from pipeline.segmentation.weights import CutWeights, cut_weights

_BELIEVED = 4  # cuts of a row that its columns are made of
_LEAST = 0.03  # probability from which a cut is believed at all


class Cuts(NamedTuple):
    """The candidate cuts of a table's rows, one row behind the other.

    `rows` numbers the rows that have a cell for each column, and `firsts` tells where the candidates of each begin,
    and last where they end; `cells` holds the numbers of a cut's cells, a row a cut, and `looks` describes the cells.
    """

    rows: list[int]
    firsts: list[int]
    cells: Whole
    looks: Cells

    @property
    def cell_rows(self) -> Whole:
        """For each cell the place of its row in `rows`."""
        return np.searchsorted(self.rows, self.looks.row)


def rank(
    context: Context,
    logits: Sequence[list[float]],
    hints: Sequence[list[float]],
    candidates: Sequence[Sequence[Candidate]],
) -> list[list[float]]:
    """Judge the candidates of every row.

    Args:
        context: the table.
        logits: learned scores of the places of each row.
        hints: what language data and vocabulary add to them.
        candidates: candidate cuts of each row.

    Returns:
        For each row the probabilities of its candidates.
    """
    chances = [[1.0]] * len(candidates)  # a row with fewer words than columns has but one cut
    if all(len(found) == 1 for found in candidates):
        return chances
    cuts = lay_out(context, candidates)
    weights = cut_weights(context.caseless, context.request.columns > 3)
    believed = [softmax([candidate.score for candidate in candidates[row]]) for row in cuts.rows]
    scores = (_score(context, weights, cuts, logits, believed) + _hinted(cuts, hints)).tolist()
    for row, (first, behind) in zip(cuts.rows, pairwise(cuts.firsts), strict=True):
        chances[row] = softmax(scores[first:behind], weights.temperature)
    return chances


def lay_out(context: Context, candidates: Sequence[Sequence[Candidate]]) -> Cuts:
    """Lay out the cells of the candidates of those rows that have a cell for each column."""
    columns, tokens = context.request.columns, context.tokens
    rows = [row for row, found in enumerate(candidates) if len(found[0].cut) == columns - 1]
    sizes = [len(candidates[row]) for row in rows]
    places = np.array(
        [(0, *candidate.cut, len(context.rows[row].written)) for row in rows for candidate in candidates[row]],
        dtype=np.intp,
    ).reshape(-1, columns + 1)
    of_cuts = np.repeat(np.array(rows, dtype=np.intp), sizes)
    edges = places + tokens.firsts[of_cuts][:, None]
    most = tokens.firsts[-1] + 1
    different, cells = np.unique(
        (edges[:, :-1] * most + edges[:, 1:]) * columns + np.arange(columns), return_inverse=True
    )
    spans, column = np.divmod(different, columns)
    start, end = np.divmod(spans, most)
    row = np.searchsorted(tokens.firsts, start, side="right") - 1
    looks = look(context, row, column, start, end)
    return Cuts(rows, list(accumulate(sizes, initial=0)), cells.reshape(-1, columns), looks)


def softmax(scores: Sequence[float], temperature: float = 1.0) -> list[float]:
    """Turn scores into probabilities."""
    top = max(scores)
    shares = [math.exp((score - top) / temperature) for score in scores]
    total = sum(shares)
    return [share / total for share in shares]


def describe_columns(cuts: Cuts, chances: Sequence[Sequence[float]]) -> Numbers:
    """Describe how the cells fit the columns that the likeliest cuts of the other rows make.

    Args:
        cuts: the candidates.
        chances: the probabilities of the candidates of each row.
    """
    believed = np.zeros((len(cuts.rows), _BELIEVED), dtype=np.intp)
    shares = np.zeros(believed.shape)
    for row, (first, own) in enumerate(zip(cuts.firsts, chances, strict=False)):
        likely = sorted(range(len(own)), key=lambda at: -own[at])[:_BELIEVED]
        total = sum(own[at] for at in likely)
        for place, at in enumerate(likely):
            believed[row, place] = first + at
            shares[row, place] = own[at] / total if own[at] / total > _LEAST else 0.0
    return describe_fits(cuts.looks, cuts.cell_rows, cuts.cells[believed], shares)


def describe_starts(context: Context, cuts: Cuts, logits: Sequence[list[float]]) -> Numbers:
    """Describe the places at which the cells start, as parts of a cut."""
    logit = np.array([score for row in logits for score in row])[cuts.looks.start]
    edge = np.clip(context.tokens.edges[cuts.looks.start], -6.0, 6.0)
    return np.stack([logit, np.minimum(0.0, logit), edge, np.minimum(0.0, edge)])


def values_of(context: Context, cuts: Cuts) -> Iterator[tuple[Whole, Whole]]:
    """Yield the cells of two value columns, of every cut."""
    return combinations(cuts.cells.T[context.request.aspect_column :], 2)


def _score(
    context: Context,
    weights: CutWeights,
    cuts: Cuts,
    logits: Sequence[list[float]],
    believed: Sequence[Sequence[float]],
) -> Numbers:
    """Score the candidates: their cells, alone and in their columns, and their cells against one another."""
    looks, aspect = cuts.looks, context.request.aspect_column
    roles = np.where(looks.column >= aspect, 1, 0)
    ends = np.array(weights.ends)
    cells = (
        _weighed(weights.cell, roles, describe_cells(context, looks))
        + ends[roles, looks.opens]
        + ends[roles, traits.OPENINGS + looks.closes]
        + _weighed(weights.place, np.where(looks.column > aspect, 1, 0), describe_starts(context, cuts, logits))
        * (looks.column > 0)
        + _weighed(weights.column, roles, describe_columns(cuts, believed))
    )
    return np.asarray(cells[cuts.cells].sum(axis=1)) + _together(context, weights, cuts)


def _together(context: Context, weights: CutWeights, cuts: Cuts) -> Numbers:
    """Score the value cells of candidates against each other and against the aspect, each on average."""
    total = np.zeros(len(cuts.cells))
    between = list(values_of(context, cuts))
    for one, two in between:
        total += _dot(weights.pair, describe_pairs(context, cuts.looks, one, two)) / len(between)
    if context.request.aspect_column:
        values = cuts.cells.T[1:]
        for value in values:
            total += _dot(weights.aspect, describe_aspects(cuts.looks, cuts.cells[:, 0], value)) / len(values)
    return total


def _hinted(cuts: Cuts, hints: Sequence[list[float]]) -> Numbers:
    """Add up what is hinted of the places of each cut."""
    hinted = np.array([hint for row in hints for hint in row])
    return np.asarray(hinted[cuts.looks.start[cuts.cells[:, 1:]]].sum(axis=1))


def _weighed(weights: Sequence[Sequence[float]], roles: Whole, described: Numbers) -> Numbers:
    """Weigh what describes cells by the weights of their roles."""
    return np.asarray((np.array(weights)[roles].T * described).sum(axis=0))


def _dot(weights: Sequence[float], described: Numbers) -> Numbers:
    # No matrix product: which one is used, and so how it rounds, depends on the machine.
    return np.asarray((np.array(weights)[:, None] * described).sum(axis=0))
