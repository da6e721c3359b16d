"""Clauses of two sources that say the same in other words, whatever respect each was read under.

A clause of prose often names no aspect, so that "rent may be changed every month" stands under the features in one
source and under the differences in another. In one language clauses are paired one to one by the words they share, the
subject's name among them; what is left decides: the same, the same with less force, the same denied, the same with
another number. In two languages only a number tells, such as a year, and only agreement.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pipeline.alignment.anchors import anchors
from pipeline.model import Modality, Origin, Polarity, Relation, Scope, Span, Statement, Verdict
from pipeline.verdicts.making import alone, make
from pipeline.verdicts.respects import Respect, Voice
from pipeline.verdicts.rules import SOFT, Outcome
from pipeline.verdicts.wording import Words, shared_words

_PROSE = (Origin.PROSE, Origin.KEY_DIFFERENCE, Origin.DEFINITION, Origin.SUMMARY)
_SAME = 0.75  # of the words of both clauses
_FEWEST = 3  # words, the subject's name among them; two clauses share fewer by chance
_TELLING = 3  # digits; fewer recur by chance
_MOST = 80  # clauses of a source on one subject
_WEAK = (Modality.POSSIBLE, Modality.TYPICAL)


@dataclass(frozen=True, slots=True)
class _Clause:
    statement: Statement
    words: Words


def compare_clauses(topic_id: str, one: Voice, other: Voice) -> Iterator[Verdict]:
    """Yield what the clauses of two independent sources say of each other: in one language by words, in two by numbers.

    Args:
        topic_id: the topic.
        one, other: the sources.
    """
    if one.language != other.language:
        yield from _by_numbers(topic_id, one, other)
        return
    mine, theirs = _clauses(one), _clauses(other)
    for subject in sorted(mine.keys() & theirs.keys()):
        for first, second in _pairs(mine[subject], theirs[subject]):
            outcome = _compared(first, second, (one.name, other.name))
            if outcome:
                said = first.statement, second.statement
                respect = Respect(topic_id, subject, said[0].aspect_id)
                yield make(respect, Scope.CROSS, [alone(statement) for statement in said], outcome)


def _by_numbers(topic_id: str, one: Voice, other: Voice) -> Iterator[Verdict]:
    """Yield the agreement of clauses that alone in their sources give a year or another telling number of a subject."""
    mine, theirs = _numbered(one), _numbered(other)
    for subject, number in sorted(mine.keys() & theirs.keys()):
        said = mine[subject, number], theirs[subject, number]
        if all(len(held) == 1 for held in said):
            (first,), (second,) = said
            reason = f"Of this both give {number}, and no other passage of theirs does."
            outcome = Outcome(Relation.AGREE, "clause.same_number", reason, "", 0.6)
            yield make(Respect(topic_id, subject, first.aspect_id), Scope.CROSS, [alone(first), alone(second)], outcome)


def _numbered(voice: Voice) -> dict[tuple[str, str], list[Statement]]:
    """Return the clauses that give just one telling number, by subject and number, a passage once."""
    found: dict[tuple[str, str], dict[Span, Statement]] = defaultdict(dict)
    for one in voice.statements:
        numbers = [anchor for anchor in anchors(one.value) if anchor.isdigit() and len(anchor) >= _TELLING]
        if one.origin in _PROSE and one.aspect_id and len(numbers) == 1:
            found[one.subject_id, numbers[0]].setdefault(one.span, one)
    return {key: list(clauses.values()) for key, clauses in found.items()}


def _clauses(voice: Voice) -> dict[str, list[_Clause]]:
    """Return the clauses of a source by subject, a passage once."""
    found: dict[str, dict[object, _Clause]] = defaultdict(dict)
    for one in voice.statements:
        if one.origin in _PROSE and one.aspect_id and len(found[one.subject_id]) < _MOST:
            words = Words.of(one.value, voice.language)
            if words.words.total() >= _FEWEST:
                found[one.subject_id].setdefault(one.span, _Clause(one, words))
    return {subject: list(clauses.values()) for subject, clauses in found.items()}


def _pairs(mine: Sequence[_Clause], theirs: Sequence[_Clause]) -> Iterator[tuple[_Clause, _Clause]]:
    """Pair clauses one to one, those that share most first."""
    scored = sorted(
        (-likeness, at, to)
        for at, one in enumerate(mine)
        for to, other in enumerate(theirs)
        if (likeness := shared_words(one.words, other.words)) >= _SAME
    )
    taken: tuple[set[int], set[int]] = set(), set()
    for _, at, to in scored:
        if at not in taken[0] and to not in taken[1]:
            taken[0].add(at)
            taken[1].add(to)
            yield mine[at], theirs[to]


def _compared(one: _Clause, other: _Clause, names: tuple[str, str]) -> Outcome | None:
    """Compare two clauses of the same words; None where one of them gives a number and the other none."""
    first, second = one.statement, other.statement
    numbers = one.words.numbers, other.words.numbers
    if numbers[0] != numbers[1]:
        if len(numbers[0]) == len(numbers[1]) == 1 and shared_words(one.words, other.words) == 1:
            said = " and ".join(f"{next(iter(own))} in {name}" for own, name in zip(numbers, names, strict=True))
            return Outcome(Relation.CONFLICT, "clause.number", f"The same words with {said}.", SOFT, 0.7)
        return None
    if first.polarity is not second.polarity:
        if shared_words(one.words, other.words) < 1 or first.modality is not second.modality:
            return None
        denying, affirming = names if first.polarity is Polarity.NEGATIVE else reversed(names)
        reason = f"The same words, affirmed by {affirming} and denied by {denying}."
        return Outcome(Relation.CONFLICT, "clause.denied", reason, SOFT, 0.7)
    if (first.modality in _WEAK) != (second.modality in _WEAK):
        hedging = names[0] if first.modality in _WEAK else names[1]
        reason = f"The same words, but {hedging} does not say it outright."
        return Outcome(Relation.PARTIAL, "clause.force", reason, "", 0.7)
    return Outcome(Relation.AGREE, "clause.same", "Both say the same, in much the same words.", "", 0.8)
