"""One value said of one compared thing here and of the other there: it does not tell the two apart.

A table, a key difference and a summary present what they say of a thing as what sets it off from the other. Where the
same value is elsewhere given to the other thing, and nowhere to both, neither passage denies the other: it is partial.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from pipeline.model import Origin, Relation, Scope, Statement, Verdict
from pipeline.statements.values import GENUS, TYPES
from pipeline.verdicts.making import make
from pipeline.verdicts.position import Position
from pipeline.verdicts.respects import Respect, Voice
from pipeline.verdicts.rules import Names, Outcome

_CONTRASTING = (Origin.TABLE, Origin.KEY_DIFFERENCE, Origin.SUMMARY)
_UNTOLD = frozenset((GENUS, TYPES))  # what both may well be or be divided into
Held = Mapping[tuple[str, str], Mapping[str, Sequence[Statement]]]  # (aspect, value): statements by subject


def attributions_within(topic_id: str, voice: Voice, names: Names) -> Iterator[Verdict]:
    """Yield the values that one source gives to one thing in a contrast, and to the other elsewhere.

    Args:
        topic_id: the topic.
        voice: the source.
        names: gives the English label of a concept.
    """
    for (aspect, value), by_subject in sorted(_held(voice.statements).items()):
        for subject, contrasted in by_subject.items():
            others = [one for other, said in by_subject.items() if other != subject for one in said]
            if _contrasting(contrasted) and others and not _same_place(contrasted, others):
                yield _told(Respect(topic_id, subject, aspect), Scope.WITHIN, value, contrasted, others, names)
                break


def attributions_across(topic_id: str, one: Voice, other: Voice, names: Names) -> Iterator[Verdict]:
    """Yield the values that two sources give to different things, each to one only, one of them in a contrast.

    Args:
        topic_id: the topic.
        one, other: independent sources.
        names: gives the English label of a concept.
    """
    mine, theirs = _held(one.statements), _held(other.statements)
    for aspect, value in sorted(mine.keys() & theirs.keys()):
        here, there = mine[aspect, value], theirs[aspect, value]
        if len(here) == len(there) == 1 and here.keys() != there.keys():
            sides = [(subject, said) for side in (here, there) for subject, said in side.items()]
            (subject, said), (_, others) = sorted(sides, key=lambda side: (not _contrasting(side[1]), side[0]))
            if _contrasting(said):
                yield _told(Respect(topic_id, subject, aspect), Scope.CROSS, value, said, others, names)


def _held(statements: Iterable[Statement]) -> Held:
    held: dict[tuple[str, str], dict[str, list[Statement]]] = defaultdict(lambda: defaultdict(list))
    for statement in statements:
        if statement.aspect_id and statement.aspect_id not in _UNTOLD:
            for value in statement.value_concept_ids:
                held[statement.aspect_id, value][statement.subject_id].append(statement)
    return held


def _contrasting(statements: Iterable[Statement]) -> bool:
    return any(statement.origin in _CONTRASTING for statement in statements)


def _same_place(one: Sequence[Statement], other: Sequence[Statement]) -> bool:
    """Tell whether both things are given the value in one passage, or both in a contrast, as a likeness."""
    if _contrasting(one) and _contrasting(other):
        return True
    return any(first.span.overlaps(second.span) for first in one for second in other)


def _told(
    respect: Respect, scope: Scope, value: str, said: Sequence[Statement], others: Sequence[Statement], names: Names
) -> Verdict:
    first, second = names(respect.subject_id), names(others[0].subject_id)
    reason = f"{names(value)} is said of {first} here and of {second} there, so it does not tell them apart."
    positions = [Position("", tuple(side), frozenset((value,))) for side in (said, others)]
    return make(respect, scope, positions, Outcome(Relation.PARTIAL, "value.other_subject", reason, "", 0.6))
