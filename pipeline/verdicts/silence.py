"""What one source says and no other speaks of, and what cannot be compared."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from pipeline import vocabulary
from pipeline.model import Origin, Relation, Scope, Verdict
from pipeline.statements.values import CATCH_ALL, EXPANSION
from pipeline.verdicts.making import make
from pipeline.verdicts.position import holding, together, values_of
from pipeline.verdicts.respects import Respect, Side
from pipeline.verdicts.rules import Names, Outcome

_SILENCE = 0.9  # an aspect may be there in words that were not understood
_UNCOMPARED = 0.3
_NAMED = 8  # sources in a reason
_GUESSED = 0.5  # the confidence of a statement whose subject and aspect were both only inferred is less


def only_in(respect: Respect, sides: Sequence[Side], names: Names) -> Iterator[Verdict]:
    """Name what one source alone says: a respect that no other speaks of, and single values."""
    if respect.aspect_id == EXPANSION:
        return
    holders: dict[str, list[Side]] = defaultdict(list)
    for side in sides:
        for value in values_of(side.statements):
            holders[value].append(side)
    for value, having in sorted(holders.items()):
        if len(having) == 1 and not _denied_elsewhere(value, holders):
            position = holding(having[0].name, having[0].statements, value)
            rest = "the others say something else of it" if len(sides) > 1 else "the others are silent"
            said = f"“{names(value)}” of {names(respect.aspect_id)}"
            reason = f"Only {position.name} says {said}; {rest}, which is no conflict."
            yield make(
                respect, Scope.CROSS, (position,), Outcome(Relation.ONLY_IN, "value.only_in", reason, "", _SILENCE)
            )
    if len(sides) == 1 and not holders and not _is_unspecific(respect, sides[0]):
        position = together(sides[0].name, sides[0].statements)
        reason = f"Only {position.name} speaks of {names(respect.aspect_id)}."
        yield make(respect, Scope.CROSS, (position,), Outcome(Relation.ONLY_IN, "aspect.only_in", reason, "", _SILENCE))


def uncompared(respect: Respect, sides: Sequence[Side]) -> Iterator[Verdict]:
    """Say once of a respect that several sources speak of it and nothing that they say could be compared."""
    held = [together(side.name, side.statements) for side in sides if respect.aspect_id not in CATCH_ALL]
    if len(held) > 1:
        *first, last = [position.name for position in held]
        if len(first) > _NAMED:
            first, last = first[:_NAMED], f"{len(held) - _NAMED} others"
        names = f"{', '.join(first)} and {last}"
        reason = f"{names} speak of it in words that could not be compared."
        yield make(respect, Scope.CROSS, held, Outcome(Relation.PARTIAL, "text.uncompared", reason, "", _UNCOMPARED))


def _is_unspecific(respect: Respect, side: Side) -> bool:
    """Tell whether a source speaks in a respect only because its prose names no other, or by a guess."""
    listed = any(statement.origin in (Origin.LIST, Origin.TABLE) for statement in side.statements)
    guessed = all(statement.confidence < _GUESSED for statement in side.statements)
    return (respect.aspect_id in CATCH_ALL and not listed) or guessed


def _denied_elsewhere(value: str, holders: Mapping[str, Sequence[Side]]) -> bool:
    """Tell whether another source gives a value that excludes this one: then it is not silent."""
    known = vocabulary.load()
    return any(known.exclude(value, other) and holders[other] != holders[value] for other in holders)
