"""The levels of a comparison, in order; the first that applies decides.

The manner is splink's: a comparison is an ordered list of named levels, each with its explanation. Structure decides:
values that exclude one another, sets that are equal, included, overlapping or disjoint. Different wording is no
conflict and silence is no conflict.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from itertools import combinations

from pipeline import vocabulary
from pipeline.model import Origin, Relation
from pipeline.verdicts.position import Position

HARD = "hard"
SOFT = "soft"
WEAKER = "value.force"
Names = Callable[[str], str]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a comparison of two positions found, by which rule, in plain English."""

    relation: Relation
    rule: str
    reason: str
    strength: str = ""
    certainty: float = 1.0


@dataclass(frozen=True, slots=True)
class Level:
    """A named level of a comparison: when it applies, and what it then finds."""

    rule: str
    applies: Callable[[Position, Position], bool]
    relation: Relation
    reason: str  # with {a}, {b} for the sides, {va}, {vb}, {both} for their values
    strength: str = ""
    certainty: float = 1.0


def compare(a: Position, b: Position, levels: tuple[Level, ...], names: Names) -> Outcome | None:
    """Return what the first level that applies finds, or None.

    Args:
        a, b: two positions on the same subject in the same respect.
        levels: the comparison.
        names: gives the English label of a concept.
    """
    for level in levels:
        if level.applies(a, b):
            reason = level.reason.format(
                a=a.name,
                b=b.name,
                va=listed(a.values, names),
                vb=listed(b.values, names),
                both=listed(a.values & b.values, names),
            )
            return Outcome(level.relation, level.rule, reason, level.strength, level.certainty)
    return None


def listed(values: frozenset[str], names: Names) -> str:
    """Write concepts as a list in English, in alphabetical order."""
    return ", ".join(sorted(names(value) for value in values)) or "nothing that could be named"


def exclusive(a: Position, b: Position) -> bool:
    """Tell whether some value of one side cannot hold together with one of the other.

    A denied value excludes none, nor one that may be so ("a gorilla may be aggressive"), nor does a side that names
    both ends of a scale ("internal and external drives").
    """
    known = vocabulary.load()
    if a.negative or b.negative or a.weak or b.weak or _names_both_ends(a) or _names_both_ends(b):
        return False
    return any(known.exclude(one, other) for one in a.values for other in b.values)


def _names_both_ends(position: Position) -> bool:
    return any(vocabulary.load().exclude(one, other) for one, other in combinations(sorted(position.values), 2))


def contrasting(a: Position, b: Position) -> bool:
    """Tell whether both sides give one value each, a cell or a predicate, and the two differ: a colour, a material.

    One thing may have both, so that nothing is excluded; but what leaves no list open names what it is.
    """
    if len(a.values) != 1 or len(b.values) != 1 or a.weak or b.weak or a.negative or b.negative:
        return False
    if any(one.origin is Origin.LIST or one.open_list for one in (*a.statements, *b.statements)):
        return False
    return vocabulary.load().contrast(*a.values, *b.values)


def _hard(a: Position, b: Position) -> bool:
    return exclusive(a, b) and not a.hedged and not b.hedged


def _denied(a: Position, b: Position) -> bool:
    return _equal(a, b) and a.negative and not b.negative


def _denied_there(a: Position, b: Position) -> bool:
    return _denied(b, a)


def _hedged(a: Position, b: Position) -> bool:
    return exclusive(a, b) and a.hedged and not b.hedged


def _hedged_there(a: Position, b: Position) -> bool:
    return _hedged(b, a)


def _equal(a: Position, b: Position) -> bool:
    return a.values == b.values


def _names_fewer(a: Position, b: Position) -> bool:
    return _equal(a, b) and a.unnamed and not b.unnamed


def _names_more(a: Position, b: Position) -> bool:
    return _names_fewer(b, a)


def _weaker(a: Position, b: Position) -> bool:
    return _equal(a, b) and a.weak and not b.weak


def _stronger(a: Position, b: Position) -> bool:
    return _weaker(b, a)


def _inside(a: Position, b: Position) -> bool:
    return a.values < b.values


def _around(a: Position, b: Position) -> bool:
    return a.values > b.values


def _overlap(a: Position, b: Position) -> bool:
    return bool(a.values & b.values)


def _disjoint_closed(a: Position, b: Position) -> bool:
    return not a.values & b.values and not (a.open and b.open)


def _disjoint(a: Position, b: Position) -> bool:
    return not a.values & b.values


EXCLUSION = (
    Level("values.exclusive", _hard, Relation.CONFLICT, "{a} says {va}, {b} says {vb}; both cannot hold.", HARD, 0.9),
    Level(
        "values.exclusive_hedged", _hedged, Relation.CONFLICT,
        "{a} says {va}, {b} says {vb}; they exclude each other, but {a} hedges it or says it of a part.", SOFT, 0.7,
    ),
    Level(
        "values.exclusive_hedged", _hedged_there, Relation.CONFLICT,
        "{a} says {va}, {b} says {vb}; they exclude each other, but {b} hedges it or says it of a part.", SOFT, 0.7,
    ),
    Level(
        "values.exclusive_hedged", exclusive, Relation.CONFLICT,
        "{a} says {va}, {b} says {vb}; they exclude each other, but both hedge it or say it of a part.", SOFT, 0.7,
    ),
    Level(
        "values.contrasting", contrasting, Relation.CONFLICT,
        "{a} says only {va}, {b} says only {vb}; a thing may have both, but neither source says so.", SOFT, 0.6,
    ),
)  # fmt: skip

SHARED_VALUE = (
    Level("value.denied", _denied, Relation.PARTIAL, "Both name {both}, {a} in a negative clause.", "", 0.5),
    Level("value.denied", _denied_there, Relation.PARTIAL, "Both name {both}, {b} in a negative clause.", "", 0.5),
    Level(WEAKER, _weaker, Relation.PARTIAL, "Both name {both}, but {a} says only that it may be so.", "", 0.8),
    Level(WEAKER, _stronger, Relation.PARTIAL, "Both name {both}, but {b} says only that it may be so.", "", 0.8),
    Level("value.shared", _equal, Relation.AGREE, "Both name {both}."),
)

FORCE = tuple(level for level in SHARED_VALUE if level.rule == WEAKER)

SETS = (
    Level("set.unnamed", _names_fewer, Relation.SUBSET, "Both name {both}, but only {a} counts more than it names."),
    Level("set.unnamed", _names_more, Relation.SUBSET, "Both name {both}, but only {b} counts more than it names."),
    Level("set.equal", _equal, Relation.AGREE, "Both name {both}."),
    Level("set.subset", _inside, Relation.SUBSET, "All that {a} names ({va}) is also named by {b} ({vb})."),
    Level("set.subset", _around, Relation.SUBSET, "All that {b} names ({vb}) is also named by {a} ({va})."),
    Level("set.overlap", _overlap, Relation.PARTIAL, "Both name {both}; {a} has {va}, {b} has {vb}."),
    Level(
        "set.different",
        _disjoint,
        Relation.PARTIAL,
        "{a} names {va}, {b} names {vb}; neither denies the other.",
        "",
        0.6,
    ),
)

ENUMERATIONS = (
    *SETS[:-1],
    Level(
        "enumeration.disjoint", _disjoint_closed, Relation.CONFLICT,
        "{a} divides it into {va}, {b} into {vb}; another criterion of division could reconcile them, none is given.",
        SOFT, 0.8,
    ),
    SETS[-1],
)  # fmt: skip

GENERA = (
    *SETS[:-1],
    Level(
        "genus.differs",
        _disjoint,
        Relation.CONFLICT,
        "{a} calls it {va}, {b} calls it {vb}: things of different kinds.",
        SOFT,
        0.7,
    ),
)
