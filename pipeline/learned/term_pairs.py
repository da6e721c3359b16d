"""Terms of the genre in several languages as problems of mapping, in an open world: some have no partner.

The file has a line for each term: its topic, the term in each of six languages (ISO 639-3), and descriptions in some.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from pipeline.mapping.evidence import Names

LANGUAGES = {"eng": "en", "nob": "nb", "tur": "tr", "deu": "de", "spa": "es", "rus": "ru"}
_DESCRIPTION = "desc_"
# Every fifth term is missing on one side, another fifth on the other: two fifths of the terms have no partner.
_EVERY = 5
_MISSING = (0, 2)


@dataclass(frozen=True)
class Problem:
    """The terms of a topic in two languages; `gold[i, j]` tells whether two are one concept."""

    topic: str
    one: Names
    other: Names
    gold: NDArray[np.bool_]


def problems(path: Path, described: bool = False) -> Iterator[Problem]:
    """Yield a problem for each topic and pair of languages.

    Args:
        path: the file of terms.
        described: give an encoder the terms with their descriptions; only pairs of languages that have some.
    """
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t"))
    usable = [code for code in LANGUAGES if not described or f"{_DESCRIPTION}{code}" in rows[0]]
    for one, other in combinations(usable, 2):
        for topic in sorted({row["topic"] for row in rows}):
            terms = list(enumerate(row for row in rows if row["topic"] == topic))
            left = [(place, row) for place, row in terms if place % _EVERY != _MISSING[0]]
            right = [(place, row) for place, row in terms if place % _EVERY != _MISSING[1]]
            gold = np.array([[place == to for to, _ in right] for place, _ in left])
            sides = (_names(left, one, described), _names(right, other, described))
            yield Problem(topic, *sides, gold)


def cut(problem: Problem, size: int) -> Iterator[Problem]:
    """Yield parts of a problem with `size` names a side, for lists are short; every other part has no partners."""
    for number, start in enumerate(range(0, min(problem.gold.shape) - 2 * size + 1, size)):
        left = slice(start, start + size)
        shift = size if number % 2 else 0
        right = slice(start + shift, start + shift + size)
        yield Problem(problem.topic, _part(problem.one, left), _part(problem.other, right), problem.gold[left, right])


def _part(names: Names, part: slice) -> Names:
    return Names(names.labels[part], names.texts[part], names.language)


def _names(rows: list[tuple[int, dict[str, str]]], code: str, described: bool) -> Names:
    labels = tuple(row[code] for _, row in rows)
    texts = tuple(f"{row[code]}: {row[_DESCRIPTION + code]}" for _, row in rows) if described else labels
    return Names(labels, texts, LANGUAGES[code])
