"""The segmenter on tables of groups that it did not learn from, as a part of ``benchmarks/tables.py``."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np

from pipeline.learned.descent import Array
from pipeline.learned.train_tables import Case, describe_cuts, judge, propose, read_cases, train
from pipeline.segmentation.ranking import Row, softmax


def check(tables: Path, phrases: Path) -> dict[str, float]:
    """Learn anew without each group in turn, print the figures on it, and return those over all groups."""
    tested, cases = read_cases(tables, phrases)
    total = np.zeros(5)
    sure: list[tuple[float, bool]] = []
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
        sure += [_sure(row, right) for one in held for row, right in zip(one.rows, one.right, strict=True)]
    caseless = [one for one in tested if one.context.caseless]
    print(f"{'caseless':12}{_shown(_counts(caseless))}")
    print(f"{'cased':12}{_shown(_counts([one for one in tested if not one.context.caseless]))}")
    print(f"{'all':12}{_shown(total)}")
    _print_calibration(sure)
    return {"held_out_cells": float(total[1] / total[0]), "held_out_rows": float(total[3] / total[2])}


def _print_calibration(sure: Sequence[tuple[float, bool]]) -> None:
    print("confidence, rows, share right")
    for step in range(10):
        inside = [right for chance, right in sure if min(9, int(chance * 10)) == step]
        if inside:
            print(f"{step / 10:.1f}{len(inside):8}{np.mean(inside):8.3f}")


def _counts(cases: Sequence[Case]) -> Array:
    """Count cells, right cells, rows, right rows, and rows whose right cut is a candidate."""
    counts = np.zeros(5)
    for one in cases:
        for row, right in zip(one.rows, one.right, strict=True):
            best = max(row.candidates, key=lambda candidate: candidate.score).cut
            last = len(row.logits)
            cells = set(zip((0, *best), (*best, last), strict=True))
            wanted = list(zip((0, *right), (*right, last), strict=True))
            found = any(candidate.cut == right for candidate in row.candidates)
            counts += (len(wanted), sum(cell in cells for cell in wanted), 1, best == right, found)
    return counts


def _shown(counts: Array) -> str:
    return f"{counts[1] / counts[0]:8.3f}{counts[3] / counts[2]:8.3f}{counts[4] / counts[2]:8.3f}"


def _sure(row: Row, right: tuple[int, ...]) -> tuple[float, bool]:
    chances = softmax([candidate.score for candidate in row.candidates])
    best = int(np.argmax(chances))
    return chances[best], row.candidates[best].cut == right
