"""Learn the weights of the segmenter: ``python -m pipeline.learned.train_tables DEV_JSONL PHRASES_JSON``.

Needs numpy. The places are weighed by logistic regression, the
cuts by a conditional log-linear model over the candidates of a row; both with a strong ridge penalty, since
two families of translations make up most of the tables and a looser fit learns those families.
``benchmarks/tables_held_out.py`` measures both on groups that were not learned from.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from pipeline.learned.descent import Array, minimize
from pipeline.learned.table_samples import Sample, altered, made_of_phrases, read_tables
from pipeline.segmentation import traits
from pipeline.segmentation.atoms import words
from pipeline.segmentation.cells import describe_aspects, describe_cells, describe_pairs
from pipeline.segmentation.columns import FEATURES
from pipeline.segmentation.context import Context, context
from pipeline.segmentation.places import CLASSES, describe_places
from pipeline.segmentation.ranking import Cuts as Candidates
from pipeline.segmentation.ranking import describe_columns, describe_starts, lay_out, softmax, values_of
from pipeline.segmentation.request import request
from pipeline.segmentation.search import Candidate, best_cuts

PLACE_RIDGE = 2.0
CUT_RIDGE = 90.0
KEEP = 100
TEMPERATURE = 0.9  # of 0.7 to 1.0 the one that gives held-out rows the most likelihood
MADE_TABLES, MADE_WEIGHT = 8, 0.35
SEAM = 2.0  # set, not learned: no development table is glued
ENDS = traits.OPENINGS + traits.CLOSINGS
_PARTS = (4, 4, 18, 18, ENDS, ENDS, FEATURES, FEATURES, 22, 3)
OUT = Path(__file__).with_name("tables.json")


@dataclass(slots=True)
class Case:
    """A sample with its context, the description of its places, and what the models made of it."""

    sample: Sample
    context: Context
    numbers: list[Array]
    kinds: list[NDArray[np.int64]]
    right: list[tuple[int, ...]]
    logits: list[list[float]] = field(default_factory=list)
    candidates: list[list[Candidate]] = field(default_factory=list)
    features: dict[int, Array] = field(default_factory=dict)  # of the candidates of a row


def case(sample: Sample) -> Case:
    """Describe the places of a sample."""
    asked = request(
        sample.rows, len(sample.cells[0]), sample.subjects, aspect_column=True,
        casing="turkic" if sample.language in ("tr", "az") else "simple", spaces=True,
        closing_abbreviations=(), inner_abbreviations=(), known_aspects=sample.labels,
    )  # fmt: skip
    counted = context(asked, [words(row) for row in asked.rows])
    numbers, kinds = [], []
    for row in range(len(asked.rows)):
        described = describe_places(counted, row)
        numbers.append(np.array([values for values, _ in described], dtype=float))
        kinds.append(np.array([found for _, found in described], dtype=np.int64))
    return Case(sample, counted, numbers, kinds, [sample.cut(row) for row in range(len(asked.rows))])


@dataclass(slots=True)
class Places:
    """A logistic model of places."""

    numbers: Array
    caseless: Array
    tables: list[Array]
    intercept: float

    def logits(self, one: Case, row: int) -> list[float]:
        """Return the logits of a row's places, with a 0 before the first word."""
        weights = self.numbers + self.caseless * one.context.caseless
        total = one.numbers[row] @ weights + self.intercept
        for at, table in enumerate(self.tables):
            total = total + table[one.kinds[row][:, at]]
        return [0.0, *np.clip(total, -6, 6).tolist()]


def fit_places(cases: Sequence[Case]) -> Places:
    """Fit the logistic model of places."""
    values = np.vstack([matrix for one in cases for matrix in one.numbers])
    kinds = np.vstack([matrix for one in cases for matrix in one.kinds])
    caseless = np.concatenate([[one.context.caseless] * len(m) for one in cases for m in one.numbers]).astype(float)
    weight = np.concatenate([[one.sample.weight] * len(m) for one in cases for m in one.numbers])
    target = np.concatenate([np.isin(np.arange(1, len(m) + 1), right).astype(float)
                             for one in cases for m, right in zip(one.numbers, one.right, strict=True)])  # fmt: skip
    spread = values.std(0) + 1e-6
    scaled = (values - values.mean(0)) / spread
    matrix = np.hstack([scaled, scaled * caseless[:, None]]).astype(np.float32)
    shifts = np.cumsum((matrix.shape[1], *CLASSES))[:-1]
    entries = kinds + shifts
    size = matrix.shape[1] + sum(CLASSES) + 1

    def loss(flat: Array) -> tuple[float, Array]:
        z = matrix @ flat[: matrix.shape[1]].astype(np.float32) + flat[entries].sum(1) + flat[-1]
        rest = (1 / (1 + np.exp(-z)) - target) * weight
        kept = np.append(flat[:-1], 0.0)
        slope = np.bincount(entries.ravel(), np.repeat(rest, entries.shape[1]), size)
        slope[: matrix.shape[1]] = matrix.T @ rest.astype(np.float32)
        slope[-1] = rest.sum()
        return float((weight * (np.logaddexp(0, z) - target * z)).sum() + PLACE_RIDGE * kept @ kept), (
            slope + 2 * PLACE_RIDGE * kept
        )

    flat = minimize(loss, size, 80)
    count = values.shape[1]
    cased, extra = flat[:count] / spread, flat[count : 2 * count] / spread
    tables = np.split(flat[2 * count : -1], np.cumsum(CLASSES)[:-1])
    mean = values.mean(0)
    # The mean is taken out of the numbers; for caseless tables, out of the class table that tells case.
    tables[0] = tables[0].copy()
    tables[0][len(tables[0]) // 2 :] -= float(extra @ mean)
    return Places(cased, extra, tables, float(flat[-1] - cased @ mean))


def propose(model: Places, cases: Sequence[Case]) -> None:
    """Find the candidates of every row."""
    for one in cases:
        cuts = one.context.request.columns - 1
        one.logits = [model.logits(one, row) for row in range(len(one.right))]
        one.candidates = [best_cuts(scores, cuts, KEEP) for scores in one.logits]


def describe_cuts(cases: Sequence[Case]) -> None:
    """Describe the candidates of every row against the columns of the others."""
    for one in cases:
        cuts = lay_out(one.context, one.candidates)
        described = np.split(_described(one, cuts), cuts.firsts[1:-1])
        one.features = dict(zip(cuts.rows, described, strict=True))


def _described(one: Case, cuts: Candidates) -> Array:
    """Describe candidates: a row a candidate, a column a number; places, cells, ends and fits by role, then pairs."""
    looks = cuts.looks
    ends = np.zeros((ENDS, len(looks.row)))
    ends[looks.opens, range(len(looks.row))] = 1
    ends[traits.OPENINGS + looks.closes, range(len(looks.row))] = 1
    chances = [softmax([candidate.score for candidate in one.candidates[row]]) for row in cuts.rows]
    by_role = (
        (describe_starts(one.context, cuts, one.logits), looks.column - 1),
        (describe_cells(one.context, looks), looks.column),
        (ends, looks.column),
        (describe_columns(cuts, chances), looks.column),
    )
    aspect, values = cuts.cells[:, 0], cuts.cells.T[1:]
    pairs = [describe_pairs(one.context, looks, *pair) for pair in values_of(one.context, cuts)]
    parts = [
        *[(numbers * here)[:, cuts.cells].sum(axis=2) for numbers, role in by_role for here in (role == 0, role > 0)],
        np.mean(pairs, axis=0) if pairs else np.zeros((_PARTS[-2], len(cuts.cells))),
        np.mean([describe_aspects(looks, aspect, value) for value in values], axis=0),
    ]
    return np.concatenate(parts).T


@dataclass(slots=True)
class Cuts:
    """A log-linear model of cuts: weights, and what is added without case and with three values or more."""

    flat: Array

    def weights(self, caseless: bool, many: bool) -> Array:
        """Return the weights that hold for one kind of table."""
        base, without, more = np.split(self.flat, 3)
        return np.asarray(base + without * caseless + more * many)

    def of(self, one: Case) -> Array:
        """Return the weights that hold for a case."""
        return self.weights(one.context.caseless, one.context.request.columns > 3)


def fit_cuts(cases: Sequence[Case]) -> Cuts:
    """Fit the log-linear model on the rows whose right cut is among the candidates."""
    chosen = [
        (one, one.features[row], [candidate.cut for candidate in found].index(right))
        for one in cases
        for row, (found, right) in enumerate(zip(one.candidates, one.right, strict=True))
        if any(candidate.cut == right for candidate in found) and len(found) > 1
    ]
    values = np.vstack([features for _, features, _ in chosen])
    sizes = np.array([len(features) for _, features, _ in chosen])
    starts = np.concatenate([[0], np.cumsum(sizes)[:-1]])
    group = np.repeat(np.arange(len(sizes)), sizes)
    right = starts + np.array([at for _, _, at in chosen])
    weight = np.array([one.sample.weight for one, _, _ in chosen])
    caseless = np.array([one.context.caseless for one, _, _ in chosen], dtype=float)[group]
    many = np.array([one.context.request.columns > 3 for one, _, _ in chosen], dtype=float)[group]
    full = np.hstack([values, values * caseless[:, None], values * many[:, None]])
    spread = full.std(0) + 1e-3
    matrix = full / spread

    def loss(flat: Array) -> tuple[float, Array]:
        z = matrix @ flat
        top = np.maximum.reduceat(z, starts)
        shares = np.exp(z - top[group])
        total = np.add.reduceat(shares, starts)
        rest = shares / total[group] * weight[group]
        rest[right] -= weight
        value = (weight * (top + np.log(total) - z[right])).sum()
        return float(value + CUT_RIDGE * flat @ flat), matrix.T @ rest + 2 * CUT_RIDGE * flat

    flat = minimize(loss, matrix.shape[1], 150)
    return Cuts(flat / spread)


def judge(model: Cuts, cases: Sequence[Case]) -> None:
    """Judge the candidates of every row."""
    for one in cases:
        weights = model.of(one)
        for row, features in one.features.items():
            one.candidates[row] = [
                candidate._replace(score=score)
                for candidate, score in zip(one.candidates[row], (features @ weights).tolist(), strict=True)
            ]


def train(cases: Sequence[Case]) -> tuple[Places, Cuts]:
    """Fit both models, the second on places judged by models that did not see the row's group."""
    groups = sorted({one.sample.group for one in cases})
    for group in groups:
        held = [one for one in cases if one.sample.group == group]
        propose(fit_places([one for one in cases if one.sample.group != group]), held)
    describe_cuts(cases)
    return fit_places(cases), fit_cuts(cases)


def stored(places: Places, cuts: Cuts, temperature: float) -> dict[str, Any]:
    """Lay the weights out as the program reads them."""

    def rounded(values: Array) -> list[float]:
        return [round(float(value), 4) for value in values]

    kinds = []
    for caseless in (False, True):
        for many in (False, True):
            parts = [rounded(part) for part in np.split(cuts.weights(caseless, many), np.cumsum(_PARTS)[:-1])]
            kinds.append({
                "place": parts[0:2], "cell": parts[2:4], "ends": parts[4:6], "column": parts[6:8],
                "pair": parts[8], "aspect": parts[9], "temperature": temperature,
            })  # fmt: skip
    return {
        "places": {
            "intercept": round(places.intercept, 4), "seam": SEAM, "cased": rounded(places.numbers),
            "caseless": rounded(places.numbers + places.caseless), "tables": [rounded(t) for t in places.tables],
        },
        "cuts": kinds,
    }  # fmt: skip


def read_cases(tables: Path, phrases: Path) -> tuple[list[Case], list[Case]]:
    """Return the development tables, and the same with the altered and the made ones."""
    real = read_tables(tables)
    tested = [case(sample) for sample in real]
    more = [*altered(real), *made_of_phrases(phrases, MADE_TABLES, MADE_WEIGHT)]
    return tested, [*tested, *(case(sample) for sample in more)]


def main() -> None:
    """Read the samples, learn, and write the weights."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("tables", type=Path)
    parser.add_argument("phrases", type=Path)
    chosen = parser.parse_args()
    _, cases = read_cases(chosen.tables, chosen.phrases)
    OUT.write_text(json.dumps(stored(*train(cases), temperature=TEMPERATURE), separators=(",", ":")) + "\n", "utf-8")


if __name__ == "__main__":
    main()
