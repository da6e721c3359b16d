"""How far a run is: what the runner tells, and anyone may show."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeVar


class Phase(StrEnum):
    """The parts of a run, in order: three maps, and the writing of the dataset."""

    READING = "reading"
    FINDING = "finding facts"
    CHECKING = "checking topics"
    WRITING = "writing"


@dataclass(frozen=True, slots=True)
class Step:
    """Something is done: the `done`-th of `total` in a phase, by its name; a phase begins with a step of none."""

    phase: Phase
    done: int
    total: int
    name: str = ""


Progress = Callable[[Step], None]
_Outcome = TypeVar("_Outcome")


def silent(_: Step) -> None:
    """Show nothing."""


def watched(
    results: Iterable[_Outcome], phase: Phase, total: int, name: Callable[[_Outcome], str], progress: Progress
) -> Iterator[_Outcome]:
    """Yield the results of a phase, each told to `progress` when it is there.

    Args:
        results: the results, in any order.
        phase: the phase that makes them.
        total: how many there will be.
        name: gives the name of a result.
        progress: is told.
    """
    progress(Step(phase, 0, total))
    for done, result in enumerate(results, 1):
        yield result
        progress(Step(phase, done, total, name(result)))
