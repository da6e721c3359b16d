"""The segmenter on tables of groups that it did not learn from, as a part of ``benchmarks/tables.py``."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np

from pipeline.learned.descent import Array
from pipeline.learned.train_tables import Case, describe_cuts, judge, propose, read_cases, train
from pipeline.segmentation.ranking import softmax
from pipeline.segmentation.search import Candidate

# A label is known where one of the vocabulary opens the row.
_KINDS: dict[str, Callable[[Case, int], bool]] = {
    "caseless": lambda one, _: one.context.caseless,
    "cased": lambda one, _: not one.context.caseless,
    "label known": lambda one, row: one.context.rows[row].label > 0,
    "unknown": lambda one, row: one.context.rows[row].label == 0,
}


def check(tables: Path, phrases: Path) -> dict[str, float]:
    """Learn anew without each group in turn, print the figures on it, and return those over all groups."""
    tested, cases = read_cases(tables, phrases)
    total = np.zeros(5)
    by_kind = {name: np.zeros(5) for name in _KINDS}
    sure: list[tuple[float, int, int]] = []
    print("held out: share of right cells, of right rows, and of rows whose right cut is a candidate")
    for group in sorted({one.sample.group for one in tested}):
        places, cuts = train([one for one in cases if one.sample.group != group])
        held = [one for one in tested if one.sample.group == group]
        propose(places, held)
        describe_cuts(held)
        judge(cuts, held)
        counts = _counts(held)
        print(f"{group:12}{_shown(counts)}", flush=True)
        total += counts
        for name, belongs in _KINDS.items():
            by_kind[name] += _counts(held, belongs)
        sure += [_sure(one, row) for one in held for row in range(len(one.right))]
    for name, counts in by_kind.items():
        print(f"{name:12}{_shown(counts)}")
    print(f"{'all':12}{_shown(total)}")
    _print_calibration(sure)
    return {"held_out_cells": float(total[1] / total[0]), "held_out_rows": float(total[3] / total[2])}


def _print_calibration(sure: Sequence[tuple[float, int, int]]) -> None:
    print("confidence, rows, share of them right, share of their cells right")
    for step in range(10):
        inside = np.array([(right == cells, right, cells) for chance, right, cells in sure
                           if min(9, int(chance * 10)) == step])  # fmt: skip
        if len(inside):
            rows, right, cells = inside.sum(0)
            print(f"{step / 10:.1f}{len(inside):8}{rows / len(inside):8.3f}{right / cells:8.3f}")


def _counts(cases: Sequence[Case], belongs: Callable[[Case, int], bool] = lambda *_: True) -> Array:
    """Count cells, right cells, rows, right rows, and rows whose right cut is a candidate, of the rows that belong."""
    counts = np.zeros(5)
    for one in cases:
        for row, (candidates, right) in enumerate(zip(one.candidates, one.right, strict=True)):
            if not belongs(one, row):
                continue
            best = max(candidates, key=_score).cut
            found = any(candidate.cut == right for candidate in candidates)
            counts += (len(right) + 1, _right_cells(one, row, best), 1, best == right, found)
    return counts


def _score(candidate: Candidate) -> float:
    return candidate.score


def _right_cells(one: Case, row: int, cut: tuple[int, ...]) -> int:
    """Count the cells that a cut of a row shares with the right one."""
    last, right = len(one.logits[row]), one.right[row]
    return len(set(zip((0, *cut), (*cut, last), strict=True)) & set(zip((0, *right), (*right, last), strict=True)))


def _shown(counts: Array) -> str:
    return f"{counts[1] / counts[0]:8.3f}{counts[3] / counts[2]:8.3f}{counts[4] / counts[2]:8.3f}"


def _sure(one: Case, row: int) -> tuple[float, int, int]:
    """Return how sure the best cut of a row is, how many of its cells are right, and how many there are."""
    candidates = one.candidates[row]
    chances = softmax([candidate.score for candidate in candidates])
    best = int(np.argmax(chances))
    return chances[best], _right_cells(one, row, candidates[best].cut), len(one.right[row]) + 1
