"""Making verdicts of outcomes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from pipeline.model import Relation, Scope, Statement, Verdict
from pipeline.statements.values import TYPES
from pipeline.verdicts.position import Position
from pipeline.verdicts.respects import Respect
from pipeline.verdicts.rules import SHARED_VALUE, WEAKER, Level, Names, Outcome, compare

_BY_PLACE = 0.6
_QUOTED = 60  # characters of a passage that name it in a reason


def judged(
    respect: Respect,
    scope: Scope,
    pair: tuple[Position, Position],
    levels: tuple[Level, ...],
    names: Names,
    evidence: Sequence[Position] = (),
) -> Iterator[Verdict]:
    """Yield what the levels find on two positions, if anything.

    Args:
        respect: what they speak of.
        scope: within a source, positions are named by the passages they begin with.
        pair: the positions.
        levels: the comparison.
        names: gives the English label of a concept.
        evidence: the positions that the verdict rests on, where they are not the pair.
    """
    outcome = compare(*(_passage_names(pair) if scope is Scope.WITHIN else pair), levels, names)
    if outcome:
        yield make(respect, scope, evidence or pair, outcome)


def make(respect: Respect, scope: Scope, evidence: Sequence[Position], outcome: Outcome) -> Verdict:
    """Return the verdict that an outcome gives on its evidence; it is as sure as the weakest side, times the rule."""
    statements = tuple(dict.fromkeys(statement for position in evidence for statement in position.statements))
    confidence = min(position.confidence for position in evidence) * outcome.certainty
    return Verdict(
        topic_id=respect.topic_id,
        scope=scope,
        subject_id=respect.subject_id,
        aspect_id=respect.aspect_id,
        relation=outcome.relation,
        strength=outcome.strength,
        statements=statements,
        rule=outcome.rule,
        reason=outcome.reason,
        confidence=round(confidence, 4),
    )


def doubted(verdict: Verdict) -> Verdict:
    """Return a verdict on rows that were brought together by their place: less sure, and never a conflict."""
    reason = f"{verdict.reason} The rows are taken for one by their place between others."
    relation = Relation.PARTIAL if verdict.relation is Relation.CONFLICT else verdict.relation
    confidence = round(verdict.confidence * _BY_PLACE, 4)
    return replace(verdict, relation=relation, strength="", reason=reason, confidence=confidence)


def alone(statement: Statement) -> Position:
    """Return one statement as a position."""
    return Position("", (statement,), frozenset(statement.value_concept_ids))


def value_levels(respect: Respect) -> tuple[Level, ...]:
    """A division is often put as a possibility ("can be of front and back office type") and is no weaker for it."""
    return SHARED_VALUE if respect.aspect_id != TYPES else tuple(one for one in SHARED_VALUE if one.rule != WEAKER)


def shortened(text: str) -> str:
    """Return the beginning of a passage, by which a reason names it."""
    return text if len(text) <= _QUOTED else text[: text.rfind(" ", 0, _QUOTED)] + " …"


def _passage_names(pair: tuple[Position, Position]) -> tuple[Position, Position]:
    one, other = (replace(position, name=f"“{shortened(position.statements[0].value)}”") for position in pair)
    return one, other
