"""Joining terms of the genre across languages without a vocabulary: recall within a topic at precision .95.

``make bench-terms``, or ``python -m benchmarks.terms TERMS [--encoder NAME …]``. Terms of six languages are given in an
open world (two fifths have no partner); the weights of a topic are learned on the others. Scores under the pinned
floors of ``benchmarks/floors.toml`` make it exit with 1.
"""

from __future__ import annotations

import argparse
import sys
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from pipeline import encoders
from pipeline.encoders import Encoder
from pipeline.learned.term_pairs import Problem, problems
from pipeline.learned.train_mapping import example, fit, with_parts
from pipeline.mapping.assignment import assign
from pipeline.mapping.calibration import BY_ENCODER, BY_NAMES, Weights, gains, log_odds, probability

FLOORS = Path(__file__).with_name("floors.toml")
PRECISION = 0.95
JOINED = 0.9  # the probability at which a run joins


@dataclass(frozen=True, slots=True)
class Proposal:
    """A pair of terms that were assigned to each other."""

    languages: tuple[str, str]
    probability: float
    right: bool


def propose(given: Sequence[Problem], judged: Sequence[Problem], used: Sequence[Encoder]) -> Iterator[Proposal]:
    """Assign the terms of some problems with weights learned on others of other topics."""
    parts = with_parts(given)
    by_names = [(problem.topic, example(problem)) for problem in parts]
    knowing = [problem for problem in parts if any(_knows(one, problem) for one in used)]
    by_encoder = [(problem.topic, example(problem, used)) for problem in knowing]
    for topic in sorted({problem.topic for problem in judged}):
        weights: Weights = {BY_NAMES: fit([one for of, one in by_names if of != topic])}
        if used:
            weights[BY_ENCODER] = fit([one for of, one in by_encoder if of != topic])
        for problem in judged:
            if problem.topic == topic:
                yield from _assigned(problem, used, weights)


def _knows(encoder: Encoder, problem: Problem) -> bool:
    return encoder.knows(problem.one.language) and encoder.knows(problem.other.language)


def _assigned(problem: Problem, used: Sequence[Encoder], weights: Weights) -> Iterator[Proposal]:
    _, odds = log_odds(problem.one, problem.other, used, weights)
    for row, column in assign(gains(odds)):
        right = bool(problem.gold[row, column])
        yield Proposal((problem.one.language, problem.other.language), probability(odds[row, column]), right)


def recall(proposals: Sequence[Proposal], wanted: int) -> float:
    """Return the share of the pairs that are found at the lowest threshold with `PRECISION`."""
    best = hits = 0
    for count, proposal in enumerate(sorted(proposals, key=lambda one: -one.probability), start=1):
        hits += proposal.right
        if hits >= PRECISION * count:
            best = hits
    return best / wanted


def report(name: str, given: Sequence[Problem], judged: Sequence[Problem], used: Sequence[Encoder]) -> float:
    proposals = list(propose(given, judged, used))
    wanted = sum(int(problem.gold.sum()) for problem in judged)
    joined = [one for one in proposals if one.probability >= JOINED]
    right = sum(one.right for one in joined)
    found = recall(proposals, wanted)
    print(
        f"{name:30} recall at precision .95 {found:.3f}; joined at {JOINED}: precision "
        f"{right / max(1, len(joined)):.3f}, recall {right / wanted:.3f} ({wanted} pairs)"
    )
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("terms", type=Path)
    parser.add_argument("--encoder", action="append", default=[])
    arguments = parser.parse_args()
    given = list(problems(arguments.terms))
    described = list(problems(arguments.terms, described=True))
    scores = {"names": report("names alone", given, given, ())}
    if arguments.encoder:
        encoders.use(*arguments.encoder)
        used = encoders.in_use()
        shown = "+".join(arguments.encoder)
        scores[shown] = report(shown, given, given, used)
        scores[f"{shown} described"] = report(f"{shown}, described", given, described, used)
    floors = tomllib.loads(FLOORS.read_text(encoding="utf-8"))["terms"]
    low = [name for name, score in scores.items() if score < floors.get(name, 0)]
    for name in low:
        print(f"LOW {name}: {scores[name]:.3f}, floor {floors[name]}")
    sys.exit(bool(low))


if __name__ == "__main__":
    main()
