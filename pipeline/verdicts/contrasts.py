"""Subjects swapped: what one explicit contrast says of the first thing, another says of the second."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pipeline.model import Origin, Statement

EXPLICIT = (Origin.KEY_DIFFERENCE, Origin.SUMMARY)


@dataclass(frozen=True, slots=True)
class Swap:
    """Two values that two sides give to two subjects the other way round."""

    aspect_id: str
    subject_id: str
    statements: tuple[Statement, ...]


def swaps(one: Sequence[Statement], other: Sequence[Statement]) -> Iterator[Swap]:
    """Yield the pairs of values that two sides give to their subjects the other way round.

    Args:
        one: the statements of one side; `other`: of the other.

    Yields:
        A swap, once for each aspect; only explicit contrasts count, where "former" and "latter" or a "while"
        set one subject against the other.
    """
    mine, theirs = _held(one), _held(other)
    seen: set[str] = set()
    for (subject, aspect, value), statement in mine.items():
        for (other_subject, other_aspect, other_value), counterpart in mine.items():
            if aspect != other_aspect or subject >= other_subject or value == other_value or aspect in seen:
                continue
            crossed = theirs.get((other_subject, aspect, value)), theirs.get((subject, aspect, other_value))
            kept = theirs.get((subject, aspect, value)) or theirs.get((other_subject, aspect, other_value))
            if crossed[0] and crossed[1] and not kept:
                seen.add(aspect)
                yield Swap(aspect, subject, (statement, counterpart, crossed[0], crossed[1]))


def _held(statements: Sequence[Statement]) -> dict[tuple[str, str, str], Statement]:
    return {
        (statement.subject_id, statement.aspect_id, value): statement
        for statement in statements
        if statement.origin in EXPLICIT
        for value in statement.value_concept_ids
    }
