"""Counts: what a source states against what it lists, and against what another states."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.model import Origin, Relation, Statement
from pipeline.verdicts.rules import HARD, Outcome


def stated(statements: Sequence[Statement]) -> list[Statement]:
    """Return the statements that state a count in words or digits."""
    return [one for one in statements if one.count is not None and one.origin not in (Origin.LIST, Origin.TABLE)]


def listings(statements: Sequence[Statement]) -> list[Statement]:
    """Return the bulleted lists, which are counted by their items."""
    return [one for one in statements if one.count is not None and one.enumeration and one.origin is Origin.LIST]


def compare_counts(one: Statement, other: Statement, names: tuple[str, str] = ("", "")) -> Outcome | None:
    """Compare two counts of the same things; one that only claims the commonest claims no number.

    Args:
        one: a statement with a count.
        other: another; where it is a list, its items were counted.
        names: of the sources, where they are two.

    Returns:
        Agreement or a hard conflict; None where a list was left open and so may be longer.
    """
    if one.count == other.count:
        return Outcome(Relation.AGREE, "count.equal", f"{_said(one, names[0])}, and {_said(other, names[1])}.")
    if any(statement.open_list and statement.origin is Origin.LIST for statement in (one, other)):
        return None
    return Outcome(
        Relation.CONFLICT, "count.unequal", f"{_said(one, names[0])}, but {_said(other, names[1])}.", HARD, 0.95
    )


def _said(statement: Statement, name: str) -> str:
    verb = "are listed" if statement.origin is Origin.LIST else "are claimed"
    return f"{statement.count} {verb} by {name}" if name else f"{statement.count} {verb}"
