"""The passages of one source: what it repeats, narrows and contradicts, and counts against lists."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import combinations

from pipeline.model import Origin, Scope, Statement, Verdict
from pipeline.statements.values import GENUS
from pipeline.verdicts import counts
from pipeline.verdicts.across import comparable, counted, enumerations
from pipeline.verdicts.making import judged, value_levels
from pipeline.verdicts.position import Position, holding, positions, together, values_of
from pipeline.verdicts.respects import Respect, Side
from pipeline.verdicts.rules import ENUMERATIONS, EXCLUSION, GENERA, SETS, Names, compare


def within(respect: Respect, side: Side, names: Names) -> Iterator[Verdict]:
    """Compare the passages of one source.

    Args:
        respect: what they speak of.
        side: the source.
        names: gives the English label of a concept.
    """
    for value in sorted(values_of(side.statements)):
        passages = _passages(holding(side.name, side.statements, value))
        if len(passages) > 1:
            ends = passages[0], passages[-1]
            yield from judged(respect, Scope.WITHIN, ends, value_levels(respect), names, passages)
    lists = enumerations(side)
    wholes = [statement for position in lists for statement in position.statements]
    held = list(positions(side.name, _without_parts(side.statements, wholes)))
    for pair in combinations(held, 2):
        if all(position in lists for position in pair):
            yield from judged(respect, Scope.WITHIN, pair, ENUMERATIONS, names)
        elif pair[0].values < pair[1].values or pair[0].values > pair[1].values:
            if max(len(position.values) for position in pair) <= 2 or any(position in lists for position in pair):
                yield from judged(respect, Scope.WITHIN, pair, SETS, names)
        elif respect.aspect_id == GENUS and not _excluded(pair):
            yield from judged(respect, Scope.WITHIN, pair, GENERA, names)
        if comparable(*pair) and not _are_rows(pair):
            yield from judged(respect, Scope.WITHIN, pair, EXCLUSION, names)
    yield from _summarized(respect, side, names)
    for claim in counts.stated(side.statements):
        for listing in counts.listings(side.statements):
            yield from counted(respect, Scope.WITHIN, claim, listing)


def _are_rows(pair: tuple[Position, Position]) -> bool:
    """Tell whether two positions are rows of a table, of which each has a respect of its own ("size", "group size")."""
    return all(one.origin is Origin.TABLE for position in pair for one in position.statements)


def _summarized(respect: Respect, side: Side, names: Names) -> Iterator[Verdict]:
    """Compare what the summary keeps of a respect with what the text before it says."""
    summary = together(side.name, [one for one in side.statements if one.origin is Origin.SUMMARY])
    body = together(side.name, [one for one in side.statements if one.origin is not Origin.SUMMARY])
    singly = {position.values for position in positions(side.name, side.statements)}
    if summary.values and body.values and summary.values != body.values and not {summary.values, body.values} <= singly:
        yield from judged(respect, Scope.WITHIN, (summary, body), SETS, names)


def _without_parts(statements: Sequence[Statement], wholes: Sequence[Statement]) -> Iterator[Statement]:
    """Leave out the items of enumerations: they are their parts, and narrow nothing."""
    for statement in statements:
        if statement in wholes or not any(whole.span.contains(statement.span) for whole in wholes):
            yield statement


def _excluded(pair: tuple[Position, Position]) -> bool:
    """Tell whether two positions exclude each other, which is judged by the exclusion levels."""
    return compare(*pair, EXCLUSION, str) is not None


def _passages(position: Position) -> list[Position]:
    """Part a position by passage: statements that overlap say a thing once."""
    parted: list[list[Statement]] = []
    for statement in sorted(position.statements, key=lambda one: one.span):
        if parted and statement.span.start < parted[-1][-1].span.end:
            parted[-1].append(statement)
        else:
            parted.append([statement])
    return [replace(position, statements=tuple(part)) for part in parted]
