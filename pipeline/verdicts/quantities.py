"""Numbers with units: equal within their rounding, or different."""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from pipeline.model import Modality, Origin, Relation, Statement
from pipeline.verdicts.rules import HARD, SOFT, Outcome

_QUANTITY = re.compile(
    r"(?<![\w.,])(?P<number>\d+(?:[.,\u066b\u066c\u00a0\u202f']\d+)*)"
    r"[ \u00a0\u202f]?(?P<unit>%|[^\W\d_]+[²³23]?(?:/[^\W\d_]+)?|°\s?[CF]?|[€$£¥])?"
)
_OPEN = re.compile(r"[<>≤≥~≈±+–—-]")  # a bound, a range or a rough number: nothing closed
_MARKS = re.compile(r"[.,\u066b\u066c\u00a0\u202f']")
_GROUP = 3  # digits between marks of thousands
_SLACK = 0.01  # relative: what a conversion is rounded by
_FIGURE, _CELL = 15, 40  # letters beside a bare number, and beside one with a unit, that leave no doubt what it counts
_MAGNITUDE = 2  # powers of ten between two numbers, from which on one of them has a word for a thousand or a million
_SURE = (Origin.TABLE, Origin.LIST)


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number and its unit as written, with the half of its last place."""

    value: float
    unit: str
    rounding: float


def quantities(text: str) -> Iterator[Quantity]:
    """Yield the numbers of a text, with what stands where a unit would."""
    for match in _QUANTITY.finditer(text):
        value, places = _number(match["number"])
        yield Quantity(value, (match["unit"] or "").strip(), 0.5 * 10**-places)


def numbers(text: str) -> tuple[float, ...]:
    """Return the numbers of a text in ascending order, whatever their units."""
    return tuple(sorted(quantity.value for quantity in quantities(text)))


def number_places(text: str) -> Iterator[tuple[int, int]]:
    """Yield where the numbers of a text stand, without their units."""
    for match in _QUANTITY.finditer(text):
        yield match.span("number")


def compare_quantities(one: Statement, other: Statement) -> Outcome | None:
    """Compare two statements that each give one number in units of one dimension.

    Args:
        one, other: statements on the same subject in the same respect.

    Returns:
        Agreement where the numbers are equal within their rounding; else a conflict, hard between short cells and list
        items, soft where a hedge is in it, and partial where a longer text may give the number of something else.
        None where there is no number, more than one, or another dimension.
    """
    found = tuple(quantities(one.value)), tuple(quantities(other.value))
    if any(len(numbers) != 1 for numbers in found):
        return None
    first, second = found[0][0], found[1][0]
    factor = _factor(second.unit, first.unit)
    if factor is None:
        return None
    converted = second.value * factor
    slack = first.rounding + second.rounding * abs(factor) if factor != 1 else 0.0
    said = f"{_said(first)} and {_said(second)}"
    if abs(first.value - converted) <= max(slack, _SLACK * abs(first.value) if factor != 1 else 0.0):
        return Outcome(Relation.AGREE, "quantity.equal", f"{said} are the same within their rounding.")
    if any(_OPEN.search(statement.value) or statement.open_list for statement in (one, other)):
        return Outcome(Relation.PARTIAL, "quantity.open", f"{said} differ, but one is a bound or a range.", "", 0.5)
    if not all(_is_brief(statement.value, _FIGURE if not first.unit else _CELL) for statement in (one, other)):
        return Outcome(Relation.PARTIAL, "quantity.aside", f"{said} differ, but may count different things.", "", 0.4)
    hard = all(statement.origin in _SURE and statement.modality is Modality.ACTUAL for statement in (one, other))
    strength, certainty = (HARD, 0.9) if hard else (SOFT, 0.6)
    return Outcome(Relation.CONFLICT, "quantity.unequal", f"{said} are not the same.", strength, certainty)


def _is_brief(text: str, letters: int) -> bool:
    return sum(character.isalpha() for character in text) <= letters


def _said(quantity: Quantity) -> str:
    return f"{quantity.value:g} {quantity.unit}".strip()


def _number(written: str) -> tuple[float, int]:
    """Read a number, whatever its digits and marks; return it with its decimal places.

    The last mark parts decimals, unless it recurs or three digits follow it, as they follow a mark of thousands.
    """
    digits = "".join(str(unicodedata.digit(character)) if character.isdigit() else character for character in written)
    *groups, last = _MARKS.split(digits)
    marks = _MARKS.findall(digits)
    if not groups:
        return float(last), 0
    thousands = len(last) == _GROUP and groups[0] != "0" and len(set(marks)) == 1
    if thousands or marks[-1] in marks[:-1]:
        return float("".join((*groups, last))), 0
    return float("".join(groups) + "." + last), len(last)


@lru_cache(maxsize=1024)
def _factor(unit: str, wanted: str) -> float | None:
    """Return what converts one unit into another; None where they measure different things or are no units."""
    if unit == wanted:
        return 1.0
    if not unit or not wanted:
        return None
    registry = _registry()
    from pint.errors import PintError

    try:
        converted = registry.Quantity(1.0, _KEYS.get(unit, unit)).to(_KEYS.get(wanted, wanted)).magnitude
    except (PintError, AttributeError, ValueError, TypeError):
        return None
    return float(converted)


_KEYS = {"%": "percent", "µm": "micrometer", "°": "degree"}


@lru_cache(maxsize=1)
def _registry() -> Any:
    import pint  # 0.3 s, and few runs meet two different units in one respect

    return pint.UnitRegistry()


def compare_numbers(one: Statement, other: Statement) -> Outcome | None:
    """Compare the numbers of two renderings of one passage, whatever their units are called in each language.

    Returns:
        A conflict where both hold as many numbers and some differ, soft, since a translator may have converted one.
        None where one holds fewer, for a number may be spelled out, or where they differ by a power of ten, for "1.5
        million" and "1,500,000" or "100万" are one.
    """
    values = numbers(one.value), numbers(other.value)
    if not values[0] or len(values[0]) != len(values[1]) or values[0] == values[1]:
        return None
    if any(_is_magnitude(*pair) for pair in zip(*values, strict=True)):
        return None
    said = " and ".join(", ".join(f"{value:g}" for value in side) for side in values)
    return Outcome(Relation.CONFLICT, "translation.number", f"Renderings of one passage give {said}.", SOFT, 0.7)


def _is_magnitude(one: float, other: float) -> bool:
    """Tell whether two numbers differ by a power of ten from a hundred on."""
    if not one or not other:
        return False
    tens = abs(math.log10(abs(one)) - math.log10(abs(other)))
    return tens >= _MAGNITUDE - 0.01 and abs(tens - round(tens)) < 0.01
