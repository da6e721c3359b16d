"""Two independent sources on one subject in one respect."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import product

from pipeline import vocabulary
from pipeline.model import Origin, Relation, Scope, Statement, Verdict
from pipeline.reading.qualities import QUALITIES
from pipeline.statements.values import GENUS, SIZE
from pipeline.verdicts import counts, quantities, wording
from pipeline.verdicts.beside import are_one_unit
from pipeline.verdicts.contrasts import EXPLICIT
from pipeline.verdicts.kinds import compare_kinds
from pipeline.verdicts.making import alone, judged, make, value_levels
from pipeline.verdicts.names import are_lists, compare_names
from pipeline.verdicts.position import GENERAL, Position, holding, positions, together, values_of
from pipeline.verdicts.respects import Respect, Side
from pipeline.verdicts.rules import (
    ENUMERATIONS,
    EXCLUSION,
    FORCE,
    GENERA,
    HARD,
    SETS,
    Names,
    Outcome,
    contrasting,
    exclusive,
)

Compared = tuple[Statement, Statement, Outcome]
_CELLS = (Origin.TABLE, Origin.LIST)
_STRUCTURED = (Origin.TABLE, Origin.LIST, Origin.KEY_DIFFERENCE)


def across(respect: Respect, one: Side, other: Side, names: Names) -> Iterator[Verdict]:
    """Compare two sources: value by value, enumeration by enumeration or set by set, counts, and at last words.

    Args:
        respect: what both speak of.
        one, other: the sources.
        names: gives the English label of a concept.
    """
    shared = values_of(one.statements) & values_of(other.statements)
    for value in sorted(shared):
        pair = holding(one.name, one.statements, value), holding(other.name, other.statements, value)
        yield from judged(respect, Scope.CROSS, pair, value_levels(respect), names)
        yield from _contrasted(respect, pair, names)
    extents = [] if shared else list(_extents(respect, one, other, names))
    lists = enumerations(one), enumerations(other)
    if extents:
        yield from extents
    elif all(lists):
        for pair in product(*lists):
            levels = ENUMERATIONS if _would_be_recognized(pair, one, other) else SETS
            yield from judged(respect, Scope.CROSS, pair, levels, names)
    else:
        yield from _sets(respect, one, other, shared, names)
    for pair in product(_positions(one), _positions(other)):
        if comparable(*pair) and not _is_settled(pair, one, other):
            yield from judged(respect, Scope.CROSS, pair, EXCLUSION, names)
    for first, second in product(counts.stated(one.statements), counts.stated(other.statements)):
        yield from counted(respect, Scope.CROSS, first, second, (one.name, other.name))
    yield from _listed_as_claimed(respect, one, other)
    yield from _by_words(respect, one, other, names)


def _would_be_recognized(pair: tuple[Position, Position], one: Side, other: Side) -> bool:
    """Tell whether the same types would be seen to be the same: in one language, or where the vocabulary has one side.

    "Green tea" and "herbata zielona" are two concepts as long as nobody says that they are one; two lists of such names
    have nothing in common, and yet divide the thing alike.
    """
    known = vocabulary.load().by_id
    return one.language == other.language or any(all(value in known for value in side.values) for side in pair)


def comparable(one: Position, other: Position) -> bool:
    """Tell whether two positions may exclude each other.

    A row of a table may be of a part ("group size"), of which a clause says nothing ("the chimpanzee is small"); so
    places on a scale and answers exclude each other where both stand in structures or both in prose.
    """
    if not any(value.startswith(GENERAL) for value in (*one.values, *other.values)):
        return True
    kinds = [{statement.origin in _CELLS for statement in position.statements} for position in (one, other)]
    return bool(kinds[0] & kinds[1])


def _is_settled(pair: tuple[Position, Position], one: Side, other: Side) -> bool:
    """Tell whether a side also gives what the other says: its parts, its rows on several things of a kind."""
    known = vocabulary.load()
    both = (
        {statement.span for statement in side.statements if set(statement.value_concept_ids) & theirs.values}
        for side, theirs in ((one, pair[1]), (other, pair[0]))
    )
    said_of_any = (*GENERAL, QUALITIES + ":")
    excluded = any(
        (known.exclude(a, b) or known.contrast(a, b)) and a.startswith(said_of_any)
        for a in pair[0].values
        for b in pair[1].values
    )
    return excluded and any(both)


def enumerations(side: Side) -> list[Position]:
    """Return the positions that list several values as a whole."""
    listing = [one for one in side.statements if one.enumeration and len(one.value_concept_ids) > 1]
    return list(positions(side.name, listing))


def counted(
    respect: Respect, scope: Scope, one: Statement, other: Statement, names: tuple[str, str] = ("", "")
) -> Iterator[Verdict]:
    """Yield what two counts say of each other; of two sources, the reason names them."""
    outcome = counts.compare_counts(one, other, names)
    if outcome:
        yield make(respect, scope, (alone(one), alone(other)), outcome)


def _listed_as_claimed(respect: Respect, one: Side, other: Side) -> Iterator[Verdict]:
    """Yield the agreement of a count with a list of as many in a source that states none; a list may leave some out."""
    for claiming, listing in ((one, other), (other, one)):
        if not counts.stated(listing.statements):
            for claim, listed in product(counts.stated(claiming.statements), counts.listings(listing.statements)):
                if claim.count == listed.count:
                    yield from counted(respect, Scope.CROSS, claim, listed, (claiming.name, listing.name))


def _extents(respect: Respect, one: Side, other: Side, names: Names) -> Iterator[Verdict]:
    """Yield what a row on how large something is says of one on how high it is: a large consumption is a high one."""
    known = vocabulary.load()
    cells = [[said for said in side.statements if said.origin is Origin.TABLE] for side in (one, other)]
    if any(len(side) != 1 or len(side[0].value_concept_ids) != 1 for side in cells):
        return
    places = [cell.value_concept_ids[0] for (cell,) in cells]
    broad = [known.family(place) if known.aspect_of(place) in ("", SIZE) else "" for place in places]
    if known.aspect_of(places[0]) == known.aspect_of(places[1]) or not all(broad):
        return
    said = f"{names(places[0])} and {names(places[1])}"
    if broad[0] == broad[1]:
        outcome = Outcome(Relation.AGREE, "values.same_end", f"{said} are one end of the scale.", "", 0.8)
    elif known.exclude(*broad):
        reason = f"{said} are opposite ends of the scale; both cannot hold."
        outcome = Outcome(Relation.CONFLICT, "values.exclusive", reason, HARD, 0.8)
    else:
        return
    yield make(respect, Scope.CROSS, [alone(cell) for (cell,) in cells], outcome)


def _contrasted(respect: Respect, pair: tuple[Position, Position], names: Names) -> Iterator[Verdict]:
    """Compare with what force two explicit contrasts say a value; elsewhere the same source may say it otherwise."""
    explicit = [tuple(one for one in position.statements if one.origin in EXPLICIT) for position in pair]
    if all(explicit) and explicit != [position.statements for position in pair]:
        sides = [replace(position, statements=said) for position, said in zip(pair, explicit, strict=True)]
        yield from judged(respect, Scope.CROSS, (sides[0], sides[1]), FORCE, names)


def _positions(side: Side) -> list[Position]:
    return list(positions(side.name, side.statements))


def _sets(respect: Respect, one: Side, other: Side, shared: frozenset[str], names: Names) -> Iterator[Verdict]:
    pair = together(one.name, one.statements), together(other.name, other.statements)
    united = pair[0].values | pair[1].values
    if (len(united) == 1 and shared) or (not shared and (exclusive(*pair) or contrasting(*pair))):
        return  # the value by itself was compared already, or excludes the other's
    if pair[0].values and pair[1].values:
        yield from judged(respect, Scope.CROSS, pair, GENERA if respect.aspect_id == GENUS else SETS, names)


def _by_words(respect: Respect, one: Side, other: Side, names: Names) -> Iterator[Verdict]:
    """Compare what names no known value: numbers with units, names, and the wording where both use one language."""
    codes = one.language, other.language
    found: list[Compared] = []
    for first, second in product(_in_words(one.statements), _in_words(other.statements)):
        if first.value_concept_ids and second.value_concept_ids:
            continue  # compared by their values
        outcome = quantities.compare_quantities(first, second, codes, are_one_unit(first, second, respect.same_words))
        if outcome is None and are_lists(first, second, codes):
            outcome = compare_names(first, second, codes)
        if outcome is None and one.language == other.language:
            outcome = wording.compare_wording(first, second, one.language)
        if outcome is None:
            outcome = compare_names(first, second, codes)
        if outcome:
            found.append((first, second, outcome))
    for first, second, outcome in _sure(found):
        yield make(respect, Scope.CROSS, (alone(first), alone(second)), outcome)
    kinds = product(_defining(one), _defining(other)) if not found else ()
    for first, second in kinds:
        outcome = compare_kinds(first, second, codes, names)
        if outcome:
            yield make(respect, Scope.CROSS, (alone(first), alone(second)), outcome)
            return


def _defining(side: Side) -> list[Statement]:
    """Return the definitions of which no value is known, by which they would be compared."""
    return [one for one in side.statements if one.origin is Origin.DEFINITION and not one.value_concept_ids]


def _sure(found: Sequence[Compared]) -> Iterator[Compared]:
    """Keep a difference only of passages compared once: of several rows of a kind, each has its own partner."""
    agreeing = {statement for *pair, outcome in found if outcome.relation is Relation.AGREE for statement in pair}
    for first, second, outcome in found:
        times = max(sum(one in pair for *pair, _ in found) for one in (first, second))
        if outcome.relation is Relation.AGREE or times == 1:
            yield first, second, outcome
        elif not {first, second} & agreeing:
            lowered = outcome if outcome.relation is not Relation.CONFLICT else _doubted(outcome)
            yield first, second, lowered


def _doubted(outcome: Outcome) -> Outcome:
    reason = f"{outcome.reason} There are several passages of the kind, so that they may speak of different things."
    return Outcome(Relation.PARTIAL, f"{outcome.rule}_among_several", reason, "", 0.4)


def _in_words(statements: Sequence[Statement]) -> list[Statement]:
    """Return what names no value, or common ones, which the words of another cell may hold ("bank or fintech")."""
    structured = (one for one in statements if one.origin in _STRUCTURED)
    return [one for one in structured if all(value.startswith(QUALITIES + ":") for value in one.value_concept_ids)]
