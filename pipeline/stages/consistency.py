"""Stage 11, consistency: what the sources of a topic say of the same subject in the same respect, compared.

Across two sources: values that both name, sets and enumerations, counts, values that exclude each other, subjects
swapped, and what only one of them says. Within a source: what it repeats, restricts and contradicts. Which positions
are compared is decided here; how, by the ordered levels of `pipeline.verdicts.rules`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations, product

from pipeline import vocabulary
from pipeline.findings import finding
from pipeline.model import Document, Finding, Origin, Relation, Scope, Statement, Topic, Verdict
from pipeline.reading.labels import english
from pipeline.stages.stage import TopicStage
from pipeline.statements.values import CATCH_ALL, EXPANSION, GENUS, TYPES
from pipeline.verdicts import contrasts, counts
from pipeline.verdicts.position import Position, holding, positions, together, values_of
from pipeline.verdicts.rules import (
    ENUMERATIONS,
    EXCLUSION,
    GENERA,
    HARD,
    SETS,
    SHARED_VALUE,
    WEAKER,
    Level,
    Names,
    Outcome,
    compare,
    exclusive,
)

_SILENCE = 0.9  # an aspect may be there in words that were not understood
_UNCOMPARED = 0.3
_GUESSED = 0.5  # the confidence of a statement whose subject and aspect were both only inferred is less
_QUOTED = 60  # characters of a passage that name it in a reason


@dataclass(frozen=True, slots=True)
class Respect:
    """One subject in one respect, within a topic."""

    topic_id: str
    subject_id: str
    aspect_id: str


@dataclass(frozen=True, slots=True)
class Side:
    """A source's statements in one respect."""

    name: str
    source_id: str
    statements: tuple[Statement, ...]


def check(topic: Topic) -> Topic:
    """Lay the verdicts over a topic."""
    names = english(topic.documents)
    found: list[Verdict] = []
    for respect, sides in _respects(topic):
        for side in sides:
            found.extend(_within(respect, side, names))
        for one, other in combinations(sides, 2):
            found.extend(_across(respect, one, other, names))
        if len(topic.documents) > 1:
            found.extend(_only_in(respect, sides, names))
            found.extend(_uncompared(respect, sides))
    for one_document, other_document in combinations(topic.documents, 2):
        found.extend(_swapped(topic, one_document, other_document, names))
    return replace(topic, verdicts=tuple(_once_each(found)), findings=tuple(_lone_tables(topic)))


def _lone_tables(topic: Topic) -> Iterator[Finding]:
    """Say which source alone gives a table, since its rows then meet nothing but prose and lists."""
    having = [document for document in topic.documents if document.tables]
    if len(having) == 1 and len(topic.documents) > 1:
        source = having[0].source
        yield finding("table.only_in", source.source_id, having[0].tables[0].span, paths=source.path)


def _respects(topic: Topic) -> Iterator[tuple[Respect, list[Side]]]:
    groups: dict[tuple[str, str], dict[str, list[Statement]]] = defaultdict(lambda: defaultdict(list))
    for document in topic.documents:
        for statement in document.statements:
            if statement.aspect_id:
                groups[statement.subject_id, statement.aspect_id][document.source.source_id].append(statement)
    paths = {document.source.source_id: document.source.path for document in topic.documents}
    for (subject_id, aspect_id), by_source in sorted(groups.items()):
        sides = [Side(paths[source_id], source_id, tuple(said)) for source_id, said in by_source.items()]
        yield Respect(topic.topic_id, subject_id, aspect_id), sorted(sides, key=lambda side: side.name)


# -------------------------------------------------------------------------------------------------- across sources


def _across(respect: Respect, one: Side, other: Side, names: Names) -> Iterator[Verdict]:
    """Compare two sources: value by value, then enumeration by enumeration or set by set, then counts."""
    shared = values_of(one.statements) & values_of(other.statements)
    for value in sorted(shared):
        pair = holding(one.name, one.statements, value), holding(other.name, other.statements, value)
        yield from _verdict(respect, Scope.CROSS, pair, _value_levels(respect), names)
    lists = _enumerations(one), _enumerations(other)
    if all(lists):
        for pair in product(*lists):
            yield from _verdict(respect, Scope.CROSS, pair, ENUMERATIONS, names)
    else:
        yield from _sets(respect, one, other, shared, names)
    yield from _exclusions(respect, Scope.CROSS, list(product(_positions(one), _positions(other))), names)
    for first, second in product(counts.stated(one.statements), counts.stated(other.statements)):
        yield from _counted(respect, Scope.CROSS, first, second)


def _sets(respect: Respect, one: Side, other: Side, shared: frozenset[str], names: Names) -> Iterator[Verdict]:
    pair = together(one.name, one.statements), together(other.name, other.statements)
    united = pair[0].values | pair[1].values
    if (len(united) == 1 and shared) or (not shared and exclusive(*pair)):
        return  # the value by itself was compared already, or excludes the other's
    if pair[0].values and pair[1].values:
        yield from _verdict(respect, Scope.CROSS, pair, GENERA if respect.aspect_id == GENUS else SETS, names)


def _uncompared(respect: Respect, sides: Sequence[Side]) -> Iterator[Verdict]:
    """Say once of a respect that several sources speak of it and none names a value that could be compared."""
    held = [together(side.name, side.statements) for side in sides if respect.aspect_id not in CATCH_ALL]
    if len(held) > 1 and not any(position.values for position in held):
        names = ", ".join(position.name for position in held[:-1]) + f" and {held[-1].name}"
        reason = f"{names} speak of it in words that could not be compared."
        yield _make(respect, Scope.CROSS, held, Outcome(Relation.PARTIAL, "text.uncompared", reason, "", _UNCOMPARED))


def _only_in(respect: Respect, sides: Sequence[Side], names: Names) -> Iterator[Verdict]:
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
            reason = (
                f"Only {position.name} gives {names(value)} for {names(respect.aspect_id)}; "
                "the others are silent, which is no conflict."
            )
            yield _make(
                respect, Scope.CROSS, (position,), Outcome(Relation.ONLY_IN, "value.only_in", reason, "", _SILENCE)
            )
    if len(sides) == 1 and not holders and not _is_unspecific(respect, sides[0]):
        position = together(sides[0].name, sides[0].statements)
        reason = f"Only {position.name} speaks of {names(respect.aspect_id)}."
        yield _make(
            respect, Scope.CROSS, (position,), Outcome(Relation.ONLY_IN, "aspect.only_in", reason, "", _SILENCE)
        )


def _is_unspecific(respect: Respect, side: Side) -> bool:
    """Tell whether a source speaks in a respect only because its prose names no other, or by a guess."""
    listed = any(statement.origin in (Origin.LIST, Origin.TABLE) for statement in side.statements)
    guessed = all(statement.confidence < _GUESSED for statement in side.statements)
    return (respect.aspect_id in CATCH_ALL and not listed) or guessed


def _denied_elsewhere(value: str, holders: Mapping[str, Sequence[Side]]) -> bool:
    """Tell whether another source gives a value that excludes this one: then it is not silent."""
    known = vocabulary.load()
    return any(known.exclude(value, other) and holders[other] != holders[value] for other in holders)


def _swapped(topic: Topic, one: Document, other: Document, names: Names) -> Iterator[Verdict]:
    for swap in contrasts.swaps(one.statements, other.statements):
        respect = Respect(topic.topic_id, swap.subject_id, swap.aspect_id)
        reason = (
            f"{one.source.path} and {other.source.path} contrast the subjects in {names(swap.aspect_id)} "
            "the other way round; one of them has swapped them."
        )
        position = Position("", swap.statements, values_of(swap.statements))
        yield _make(
            respect, Scope.CROSS, (position,), Outcome(Relation.CONFLICT, "contrast.swapped", reason, HARD, 0.9)
        )


# -------------------------------------------------------------------------------------------------- within a source


def _within(respect: Respect, side: Side, names: Names) -> Iterator[Verdict]:
    """Compare the passages of one source: what it repeats, narrows and contradicts, and counts against lists."""
    for value in sorted(values_of(side.statements)):
        passages = _passages(holding(side.name, side.statements, value))
        if len(passages) > 1:
            yield from _verdict(
                respect, Scope.WITHIN, (passages[0], passages[-1]), _value_levels(respect), names, passages
            )
    lists = _enumerations(side)
    wholes = [statement for position in lists for statement in position.statements]
    held = _positions(replace(side, statements=tuple(_without_parts(side.statements, wholes))))
    for pair in combinations(held, 2):
        if all(position in lists for position in pair):
            yield from _verdict(respect, Scope.WITHIN, pair, ENUMERATIONS, names)
        elif pair[0].values < pair[1].values or pair[0].values > pair[1].values:
            if max(len(position.values) for position in pair) <= 2 or any(position in lists for position in pair):
                yield from _verdict(respect, Scope.WITHIN, pair, SETS, names)
        elif respect.aspect_id == GENUS and not _excluded(pair):
            yield from _verdict(respect, Scope.WITHIN, pair, GENERA, names)
    yield from _exclusions(respect, Scope.WITHIN, list(combinations(held, 2)), names)
    for claim in counts.stated(side.statements):
        for listing in counts.listings(side.statements):
            yield from _counted(respect, Scope.WITHIN, claim, listing)


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


# ------------------------------------------------------------------------------------------------------- in common


def _positions(side: Side) -> list[Position]:
    return list(positions(side.name, side.statements))


def _enumerations(side: Side) -> list[Position]:
    listing = [one for one in side.statements if one.enumeration and len(one.value_concept_ids) > 1]
    return list(positions(side.name, listing))


def _passage_names(pair: tuple[Position, Position]) -> tuple[Position, Position]:
    """Name two positions of one source by the passages they begin with."""
    one, other = (replace(position, name=f"“{_shortened(position.statements[0].value)}”") for position in pair)
    return one, other


def _shortened(text: str) -> str:
    return text if len(text) <= _QUOTED else text[: text.rfind(" ", 0, _QUOTED)] + " …"


def _exclusions(
    respect: Respect, scope: Scope, pairs: Sequence[tuple[Position, Position]], names: Names
) -> Iterator[Verdict]:
    for pair in pairs:
        yield from _verdict(respect, scope, pair, EXCLUSION, names)


def _counted(respect: Respect, scope: Scope, one: Statement, other: Statement) -> Iterator[Verdict]:
    outcome = counts.compare_counts(one, other)
    if outcome:
        pair = tuple(Position("", (statement,), frozenset()) for statement in (one, other))
        yield _make(respect, scope, pair, outcome)


def _value_levels(respect: Respect) -> tuple[Level, ...]:
    """A division is often put as a possibility ("can be of front and back office type") and is no weaker for it."""
    return SHARED_VALUE if respect.aspect_id != TYPES else tuple(one for one in SHARED_VALUE if one.rule != WEAKER)


def _verdict(
    respect: Respect,
    scope: Scope,
    pair: tuple[Position, Position],
    levels: tuple[Level, ...],
    names: Names,
    evidence: Sequence[Position] = (),
) -> Iterator[Verdict]:
    outcome = compare(*(_passage_names(pair) if scope is Scope.WITHIN else pair), levels, names)
    if outcome:
        yield _make(respect, scope, evidence or pair, outcome)


def _make(respect: Respect, scope: Scope, evidence: Sequence[Position], outcome: Outcome) -> Verdict:
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


def _once_each(verdicts: Sequence[Verdict]) -> Iterator[Verdict]:
    """Drop a verdict that says the same of the same statements, whichever rule was there first."""
    seen: set[tuple[object, ...]] = set()
    for verdict in verdicts:
        key = verdict.scope, verdict.subject_id, verdict.aspect_id, verdict.relation, frozenset(verdict.statements)
        if key not in seen:
            seen.add(key)
            yield verdict


STAGE = TopicStage(
    "consistency",
    1,
    requires=("statements", "topics"),
    assigns=("verdicts",),
    apply=check,
)
