"""Sources that go back to one original: does each rendering still say what the original says?

Agreement among them corroborates nothing, and is said once for all of them; what one of them renders otherwise is a
verdict of its own. Cells and list items are held against the passages they correspond to, so this needs no vocabulary.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain

from pipeline.independence.families import shape
from pipeline.model import Derivation, Document, Origin, Polarity, Relation, Scope, Span, Statement, Verdict
from pipeline.verdicts import quantities
from pipeline.verdicts.making import alone, make
from pipeline.verdicts.respects import Context, Respect
from pipeline.verdicts.rules import EXCLUSION, HARD, Names, Outcome, compare, listed

_CORROBORATES_NOTHING = "they go back to one original, so this corroborates nothing"
_DENIED = "Renderings of one passage, one of them with a negation."
_ROWS = 2  # of crossed cells, before columns count as swapped
Rendered = tuple[Document, Statement]


@dataclass(frozen=True, slots=True)
class Rendering:
    """A translation with the passages that correspond to the original's."""

    document: Document
    derivation: Derivation


def translations(
    topic_id: str, original: Document, renderings: Sequence[Rendering], context: Context
) -> Iterator[Verdict]:
    """Compare an original with its renderings, cell by cell and item by item.

    Args:
        topic_id: the topic.
        original: the source that stands for the others.
        renderings: the others.
        context: names and languages.
    """
    slots = {id(one): _slots(one) for one in renderings}
    for statement in _told_once(original):
        respect = Respect(topic_id, statement.subject_id, statement.aspect_id)
        rendered = [
            (one.document, partner)
            for one in renderings
            if (partner := _partner(statement, slots[id(one)])) is not None
        ]
        yield from _compared(respect, (original, statement), rendered, context.names)
    for one in renderings:
        yield from _swapped(topic_id, original, one, slots[id(one)])


def _told_once(document: Document) -> list[Statement]:
    """Return what each cell and item says as a whole, subject by subject, and what clauses say in known values."""
    found: dict[tuple[str, str, Span], Statement] = {}
    for statement in document.statements:
        if statement.aspect_id and not _is_list(statement) and (statement.value_concept_ids or _is_whole(statement)):
            respect = "" if _is_whole(statement) else statement.aspect_id
            found.setdefault((statement.subject_id, respect, statement.span), statement)
    return list(found.values())


def _is_whole(statement: Statement) -> bool:
    return statement.origin in (Origin.TABLE, Origin.LIST)


def _is_list(statement: Statement) -> bool:
    return statement.enumeration and statement.origin is Origin.LIST


def _slots(rendering: Rendering) -> Mapping[Span, list[Statement]]:
    """Return the statements of a rendering by the passage of the original that theirs renders."""
    told = _told_once(rendering.document)
    slots: dict[Span, list[Statement]] = defaultdict(list)
    for place, own in rendering.derivation.places:
        slots[place].extend(statement for statement in told if own.overlaps(statement.span))
    return slots


def _partner(statement: Statement, slots: Mapping[Span, list[Statement]]) -> Statement | None:
    """Return what renders a statement: of the same subject, from the same structure, a clause in the same respect."""
    here = chain.from_iterable(told for place, told in slots.items() if place.overlaps(statement.span))
    return next((one for one in here if _renders(one, statement)), None)


def _renders(one: Statement, other: Statement) -> bool:
    if one.subject_id != other.subject_id:
        return False
    if _is_whole(one) or _is_whole(other):
        return one.origin is other.origin
    return one.aspect_id == other.aspect_id


def _compared(respect: Respect, original: Rendered, rendered: Sequence[Rendered], names: Names) -> Iterator[Verdict]:
    same: list[Rendered] = []
    usual_numbers = _with_usual_numbers([original, *rendered])
    for one in (original, *rendered):
        held_against = usual_numbers if usual_numbers and _other_numbers(usual_numbers, one) else original
        outcome = _difference(held_against[1], one[1], names)
        if outcome is None:
            same.append(one)
        else:
            yield make(respect, Scope.CROSS, (alone(held_against[1]), alone(one[1])), outcome)
    if not same:
        return
    usual = _usual_polarity(same)
    agreeing = [one for one in same if one[1].polarity is usual]
    for _, statement in (one for one in same if one[1].polarity is not usual):
        outcome = Outcome(Relation.PARTIAL, "translation.negation", _DENIED, "", 0.5)
        yield make(respect, Scope.CROSS, (alone(agreeing[0][1]), alone(statement)), outcome)
    if len(agreeing) > 1:
        paths = sorted(document.source.path for document, _ in agreeing)
        reason = f"{', '.join(paths)} render the same passage; {_CORROBORATES_NOTHING}."
        evidence = [alone(statement) for _, statement in agreeing]
        yield make(respect, Scope.CROSS, evidence, Outcome(Relation.AGREE, "translation.same_passage", reason))


def _usual_polarity(rendered: Sequence[Rendered]) -> Polarity:
    """Return what most renderings are, affirmed or denied; the original's where as many are one as the other.

    Languages deny by words, endings and cases, and no list of cues has them all: of 66 passages rendered four to eight
    times, 30 are denied in one rendering and affirmed in another.
    """
    counts = Counter(statement.polarity for _, statement in rendered)
    return max(counts, key=lambda polarity: (counts[polarity], polarity is rendered[0][1].polarity))


def _with_usual_numbers(rendered: Sequence[Rendered]) -> Rendered | None:
    """Return the first rendering with the numbers that most give; some languages spell them out and give none."""
    given = Counter(numbers for _, statement in rendered if (numbers := quantities.numbers(statement.value)))
    usual = given.most_common(1)[0][0] if given else ()
    return next((one for one in rendered if usual and quantities.numbers(one[1].value) == usual), None)


def _other_numbers(one: Rendered, other: Rendered) -> bool:
    return quantities.compare_numbers(one[1], other[1]) is not None


def _difference(one: Statement, other: Statement, names: Names) -> Outcome | None:
    """Return what a rendering says otherwise: another number, an excluded value, other values."""
    number = quantities.compare_numbers(one, other)
    if number:
        return number
    excluded = compare(alone(one), alone(other), EXCLUSION, names)
    if excluded:
        return excluded
    values = frozenset(one.value_concept_ids), frozenset(other.value_concept_ids)
    if all(values) and not values[0] & values[1]:
        said = f"one says {listed(values[0], names)}, the other {listed(values[1], names)}"
        return Outcome(Relation.PARTIAL, "translation.values", f"Renderings of one passage: {said}.", "", 0.6)
    return None


def _swapped(
    topic_id: str, original: Document, rendering: Rendering, slots: Mapping[Span, list[Statement]]
) -> Iterator[Verdict]:
    """Yield a conflict where every cell of a table renders a cell that speaks of another subject.

    Only in tables of one shape: where one was cut otherwise, every cell may render the one beside it.
    """
    if [shape(table) for table in original.tables] != [shape(table) for table in rendering.document.tables]:
        return
    cells = [one for one in _told_once(original) if one.origin is Origin.TABLE]
    pairs = [(cell, other) for cell in cells for other in slots.get(cell.span, ()) if other.origin is Origin.TABLE]
    crossed = [(cell, other) for cell, other in pairs if cell.subject_id != other.subject_id]
    if len(crossed) >= 2 * _ROWS and len(crossed) == len(pairs):
        cell = crossed[0][0]
        paths = f"{original.source.path} and {rendering.document.source.path}"
        reason = f"{paths} render one table with the columns of the subjects swapped."
        evidence = [alone(statement) for pair in crossed for statement in pair]
        respect = Respect(topic_id, cell.subject_id, cell.aspect_id)
        yield make(respect, Scope.CROSS, evidence, Outcome(Relation.CONFLICT, "translation.swapped", reason, HARD, 0.8))
