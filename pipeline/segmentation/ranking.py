"""Choosing among the candidate cuts of all rows of a table together.

Each row is judged by its own cells and by how they agree with the columns that the likeliest cuts of the other rows
make (a step of mean-field iteration; a second one changed no figure. The joint view of a table follows TEGRA, Chu et
al. 2015). The score is a sum over places, cells and pairs of cells, so that the parts which candidates share are
computed once.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import combinations, pairwise
from operator import mul

from pipeline.segmentation import traits
from pipeline.segmentation.cells import Look, describe_aspect, describe_cell, describe_pair, look
from pipeline.segmentation.columns import Column
from pipeline.segmentation.context import Context
from pipeline.segmentation.search import Candidate
from pipeline.segmentation.weights import CutWeights, cut_weights

_BELIEVED = 4  # cuts of a row that its columns are made of
_LEAST = 0.03  # probability from which a cut is believed at all

Edges = tuple[int, int]


@dataclass(slots=True, eq=False, repr=False)
class Row:
    """A row with its candidates and the parts of their scores that no other row changes.

    `cells` holds the cells of each candidate, `singles` each cell in a column once, and `parts` which of those a
    candidate consists of.
    """

    number: int
    candidates: Sequence[Candidate]
    logits: list[float]
    cells: list[list[Edges]]
    singles: list[tuple[int, Edges]]
    parts: list[list[int]]
    looks: dict[Edges, Look]
    fixed: list[float] = field(default_factory=list)
    believed: list[tuple[float, list[Look]]] = field(default_factory=list)


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
    weights = cut_weights(context.caseless, context.request.columns > 3)
    rows = [
        prepare(context, number, found, scores)
        for number, (found, scores) in enumerate(zip(candidates, logits, strict=True))
    ]
    for row in rows:
        hinted = hints[row.number]
        row.fixed = [
            score + sum(map(hinted.__getitem__, candidate.cut))
            for score, candidate in zip(_alone(context, weights, row), row.candidates, strict=True)
        ]
        believe(row, softmax([candidate.score for candidate in row.candidates]))
    columns = make_columns(context, rows)
    return [softmax(_judge(context, weights, row, columns), weights.temperature) for row in rows]


def prepare(context: Context, number: int, candidates: Sequence[Candidate], logits: list[float]) -> Row:
    """Lay out the cells of a row's candidates."""
    last = len(logits)
    numbers: dict[tuple[int, Edges], int] = {}
    cells, parts = [], []
    for _, cut in candidates:
        found = list(pairwise((0, *cut, last)))
        cells.append(found)
        parts.append([numbers.setdefault(single, len(numbers)) for single in enumerate(found)])
    looks = {cell: look(context, number, *cell) for cell in dict.fromkeys([cell for _, cell in numbers])}
    return Row(number, candidates, logits, cells, list(numbers), parts, looks)


def believe(row: Row, chances: Sequence[float]) -> None:
    """Take over the likeliest cuts of a row as what it says of the columns."""
    likely = sorted(range(len(chances)), key=lambda at: -chances[at])[:_BELIEVED]
    total = sum(chances[at] for at in likely)
    row.believed = [
        (chances[at] / total, [row.looks[cell] for cell in row.cells[at]])
        for at in likely
        if chances[at] / total > _LEAST
    ]


def make_columns(context: Context, rows: Sequence[Row]) -> list[Column]:
    """Count what the believed cuts of all rows make of each column."""
    whole = [row for row in rows if len(row.cells[0]) == context.request.columns]
    return [
        Column.of((share, cells[column]) for row in whole for share, cells in row.believed)
        for column in range(context.request.columns)
    ]


def take(columns: Sequence[Column], row: Row, sign: float) -> None:
    """Take a row's believed cells out of the columns (sign -1) or put them back (sign +1)."""
    for share, cells in row.believed:
        for column, cell in zip(columns, cells, strict=False):
            column.add(sign * share, cell)


def softmax(scores: Sequence[float], temperature: float = 1.0) -> list[float]:
    """Turn scores into probabilities."""
    top = max(scores)
    shares = [math.exp((score - top) / temperature) for score in scores]
    total = sum(shares)
    return [share / total for share in shares]


def describe_places_of(context: Context, row: Row, position: int) -> list[float]:
    """Describe a place as a part of a cut."""
    logit = row.logits[position]
    edge = max(-6.0, min(6.0, context.rows[row.number].edges[position]))
    return [logit, min(0.0, logit), edge, min(0.0, edge)]


def _alone(context: Context, weights: CutWeights, row: Row) -> list[float]:
    """Score what each candidate is by itself: its places, its cells, and its cells against one another."""
    singles = [_single(context, weights, row, *single) for single in row.singles]
    return [
        sum(map(singles.__getitem__, parts)) + _together(context, weights, row, cells)
        for parts, cells in zip(row.parts, row.cells, strict=True)
    ]


def _together(context: Context, weights: CutWeights, row: Row, cells: list[Edges]) -> float:
    """Score the value cells of a candidate against each other and against the aspect, each on average."""
    looks = [row.looks[cell] for cell in cells]
    values = looks[1:] if context.request.aspect_column else looks
    total = 0.0
    if len(values) > 1:
        between = [_dot(weights.pair, describe_pair(one, two)) for one, two in combinations(values, 2)]
        total += sum(between) / len(between)
    if len(values) < len(looks) and values:
        taken_up = [_dot(weights.aspect, describe_aspect(looks[0], value)) for value in values]
        total += sum(taken_up) / len(taken_up)
    return total


def _single(context: Context, weights: CutWeights, row: Row, number: int, cell: Edges) -> float:
    """Score a cell in a column, with the place that it starts at."""
    aspect = context.request.aspect_column
    role = 0 if aspect and number == 0 else 1
    numbers, (opens, closes) = describe_cell(context, row.looks[cell], number)
    ends = weights.ends[role]
    score = _dot(weights.cell[role], numbers) + ends[opens] + ends[traits.OPENINGS + closes]
    if number:
        place = weights.place[0 if aspect and number == 1 else 1]
        score += _dot(place, describe_places_of(context, row, cell[0]))
    return score


def _judge(context: Context, weights: CutWeights, row: Row, columns: list[Column]) -> list[float]:
    """Score a row's candidates, given the columns of the other rows."""
    take(columns, row, -1.0)
    roles = [0 if context.request.aspect_column and number == 0 else 1 for number in range(len(columns))]
    fits = [
        _dot(weights.column[roles[number]], columns[number].describe(row.looks[cell])) for number, cell in row.singles
    ]
    take(columns, row, 1.0)
    return [fixed + sum(map(fits.__getitem__, parts)) for fixed, parts in zip(row.fixed, row.parts, strict=True)]


def _dot(weights: Sequence[float], values: Sequence[float]) -> float:
    total: float = sum(map(mul, weights, values))
    return total
