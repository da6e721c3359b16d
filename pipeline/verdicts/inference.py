"""Natural language inference as a second opinion on verdicts: one interface, no backend by default.

A backend may lower a verdict to "partial"; it can neither make a verdict nor make one stronger, so that a conflict
always rests on structure (large models reach an AUROC of .75 on contradictions between passages of an encyclopedia).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import product
from typing import Protocol

from pipeline.model import Relation, Statement, Verdict

_SURE = 0.9  # of a contradiction, before agreement is doubted
_DOUBTED = 0.5  # of a contradiction, below which a conflict is


@dataclass(frozen=True, slots=True)
class Judgement:
    """How likely a premise entails a hypothesis, and contradicts it; both 0 to 1."""

    entailment: float
    contradiction: float


class Inference(Protocol):
    """What a backend offers."""

    def judge(self, premise: Statement, hypothesis: Statement) -> Judgement:
        """Judge two statements, in whatever languages they are."""


def reviewed(verdicts: Iterable[Verdict], backend: Inference | None) -> Iterator[Verdict]:
    """Yield verdicts, each lowered to "partial" where the backend disagrees with it.

    Args:
        verdicts: what the rules found.
        backend: the second opinion; None leaves every verdict as it is.
    """
    for verdict in verdicts:
        yield _lowered(verdict, backend) if backend else verdict


def _lowered(verdict: Verdict, backend: Inference) -> Verdict:
    contradiction = max((_contradiction(pair, backend) for pair in _sides(verdict)), default=None)
    if contradiction is None:
        return verdict
    doubted = verdict.relation is Relation.CONFLICT and contradiction < _DOUBTED
    opposed = verdict.relation in (Relation.AGREE, Relation.SUBSET) and contradiction >= _SURE
    if not doubted and not opposed:
        return verdict
    reason = f"{verdict.reason} Natural language inference doubts it (contradiction {contradiction:.2f})."
    return replace(verdict, relation=Relation.PARTIAL, strength="", reason=reason)


def _contradiction(pair: tuple[Statement, Statement], backend: Inference) -> float:
    return max(backend.judge(*pair).contradiction, backend.judge(*reversed(pair)).contradiction)


def _sides(verdict: Verdict) -> Iterator[tuple[Statement, Statement]]:
    """Pair the statements of different sources, or of different passages where one source is checked."""
    for one, other in product(verdict.statements, repeat=2):
        if (one.source_id, one.span) < (other.source_id, other.span):
            yield one, other
