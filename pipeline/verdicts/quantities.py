"""Numbers with units: equal within their rounding, or different."""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from pipeline.model import Modality, Origin, Relation, Statement
from pipeline.text.cues import LETTER
from pipeline.verdicts.rules import HARD, SOFT, Outcome
from pipeline.verdicts.units import convert, in_base_units, is_loose, unit_of, usual_order

_LETTER = rf"(?:(?![\d_]){LETTER})"
_QUANTITY = re.compile(
    r"(?<![\w.,])(?P<number>\d{1,3}(?: \d{3})+(?![\d.,])|\d+(?:[.,\u066b\u066c\u00a0\u202f']\d+)*)"
    rf"[ \u00a0\u202f]?(?P<unit>%|{_LETTER}+[²³23]?(?:/{_LETTER}+)?|°\s?[CF]?|[€$£¥])?"
)
_OPEN = re.compile(r"[<>≤≥~≈±+–—-]")  # a bound, a range or a rough number: nothing closed
_MARKS = re.compile(r"[ .,\u066b\u066c\u00a0\u202f']")
_GROUP = 3  # digits between marks of thousands
_SLACK = 0.01  # relative: what a conversion is rounded by
_ROUNDED = 0.05  # relative: no more than "20 km" for 19.3; half a year is not one
_LOOSE = 0.03  # relative: by which months differ from so many days, and 512 GB from 0.5 TB
_YEAR = re.compile(r"(?<!\d)[12]\d{3}(?!\d)")
_BESIDE_YEAR = 15  # letters
_RANGE = 2  # numbers
_LETTERS = re.compile(rf"{_LETTER}+")
_NUMBER = re.compile(r"\d+(?:[ .,\u066b\u066c\u00a0\u202f']\d+)*")
_FAR = 30  # times
_MAGNITUDE = 2  # powers of ten between two numbers, from which on one of them has a word for a thousand or a million
_THOUSANDS = 10_000  # from which on digits are parted; below it may be a year
_SURE = (Origin.TABLE, Origin.LIST)


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number and its unit as written, with the half of its last place."""

    value: float
    unit: str
    rounding: float


def quantities(text: str) -> Iterator[Quantity]:
    """Yield the numbers of a text, with what stands where a unit would; a word between two bare numbers is none."""
    found = list(_QUANTITY.finditer(text))
    joined = len(found) == _RANGE and not found[1]["unit"]  # "400 a 600": no years
    for match in found:
        value, places = _number(match["number"])
        unit = "" if joined and match is found[0] else (match["unit"] or "").strip()
        yield Quantity(value, unit, 0.5 * 10**-places)


def numbers(text: str) -> tuple[float, ...]:
    """Return the numbers of a text in ascending order, whatever their units."""
    return tuple(sorted(quantity.value for quantity in quantities(text)))


def number_places(text: str) -> Iterator[tuple[int, int]]:
    """Yield where the numbers of a text stand, without their units."""
    for match in _QUANTITY.finditer(text):
        yield match.span("number")


def bare_number(text: str) -> float | None:
    """Return the number that a text gives, whatever its unit; None where it gives a bound, a range, several or none."""
    found = list(quantities(text))
    return found[0].value if len(found) == 1 and not _OPEN.search(text) else None


def compare_quantities(
    one: Statement, other: Statement, codes: tuple[str, str] = ("en", "en"), in_one_unit: bool = False
) -> Outcome | None:
    """Compare two statements that each give one number in units of one dimension, or the same numbers.

    Args:
        one, other: statements on the same subject in the same respect.
        codes: their languages, in which units are named.
        in_one_unit: whether the words beside the numbers are known to mean the same.

    Returns:
        Agreement where the numbers are equal within their rounding; else a conflict, hard between cells and list items
        that give nothing else, and partial where one is a bound, a range, or has words that may make it another number.
        None where there is no number, or another dimension.
    """
    one, other = (
        replace(said, value=usual_order(said.value, code)) for said, code in zip((one, other), codes, strict=True)
    )
    found = tuple(quantities(one.value)), tuple(quantities(other.value))
    if not all(found):
        return None
    units = [_unit(numbers, code) for numbers, code in zip(found, codes, strict=True)]
    if any(len(numbers) != 1 for numbers in found):
        return _compare_several(*found, units)
    first, second = found[0][0], found[1][0]
    closed = None not in (bare_number(one.value), bare_number(other.value))
    if in_one_unit and not all(units) and closed and not _same(first, second.value, ("", "")):
        said = f"{_said(first)} and {_said(second)}"
        return _unequal(one, other, f"{said} are not the same; of another thing both give one number in these units.")
    converted = convert(second.value, units[1], units[0])
    if converted is None and _is_one_unit_unknown((first, second), units) and first.value == second.value:
        said = f"{_said(first)} and {_said(second)}"
        return Outcome(Relation.AGREE, "quantity.same_number", f"{said} are one number, in units unknown.", "", 0.6)
    if converted is None or (codes[0] == codes[1] and not any(units) and _count_other_things(first, second)):
        return None
    said = f"{_said(first)} and {_said(second)}"
    if _same(first, converted, units):
        return Outcome(Relation.AGREE, "quantity.equal", f"{said} are the same within their rounding.")
    if any(_OPEN.search(statement.value) or statement.open_list for statement in (one, other)):
        return Outcome(Relation.PARTIAL, "quantity.open", f"{said} differ, but one is a bound or a range.", "", 0.5)
    if not _say_nothing_else((one, other), units):
        return Outcome(Relation.PARTIAL, "quantity.aside", f"{said} differ, but may count different things.", "", 0.4)
    return _unequal(one, other, f"{said} are not the same.")


def _unequal(one: Statement, other: Statement, reason: str) -> Outcome:
    hard = all(statement.origin in _SURE and statement.modality is Modality.ACTUAL for statement in (one, other))
    strength, certainty = (HARD, 0.9) if hard else (SOFT, 0.6)
    return Outcome(Relation.CONFLICT, "quantity.unequal", reason, strength, certainty)


def _compare_several(one: tuple[Quantity, ...], other: tuple[Quantity, ...], units: Sequence[str]) -> Outcome | None:
    """Compare ranges: equal where all numbers are, partial where one holds the other's; else they do not tell."""
    known = units if all(units) else ("", "")  # "9 bis 18 Uhr" and "9 tot 18 uur": only one language has a unit there
    converted = [convert(number.value, known[1], known[0]) for number in other]
    theirs = [value for value in converted if value is not None]
    if len(theirs) != len(converted):
        return None
    said = " and ".join(_listed(side) for side in (one, other))
    if len(one) == len(other) and all(_same(number, value, known) for number, value in zip(one, theirs, strict=True)):
        return Outcome(Relation.AGREE, "quantity.equal", f"{said} are the same within their rounding.")
    mine = [number.value for number in one]
    if (
        known == tuple(units)
        and max(len(mine), len(theirs)) == _RANGE
        and max(min(mine), min(theirs)) <= min(max(mine), max(theirs))
    ):
        return Outcome(Relation.PARTIAL, "quantity.open", f"{said} overlap; one is a range.", "", 0.6)
    return None


def _listed(numbers: Sequence[Quantity]) -> str:
    """Write numbers with a dash or commas between, and the unit behind the last: "5–10 cm"."""
    mark = "–" if len(numbers) == _RANGE else ", "
    return mark.join(_said(number, unit=number is numbers[-1]) for number in numbers)


def _unit(numbers: Sequence[Quantity], code: str) -> str:
    """Return the unit that numbers share, as pint calls it: a range names it once, behind the last."""
    return next((unit for number in reversed(numbers) if (unit := unit_of(number.unit, code))), "")


def _is_one_unit_unknown(numbers: Sequence[Quantity], units: Sequence[str]) -> bool:
    """Tell whether one number has a unit and the other a word that may be one ("250 kg", "250公斤")."""
    return any(units) and not all(units) and all(number.unit for number in numbers)


def _count_other_things(one: Quantity, other: Quantity) -> bool:
    """Tell whether two numbers in one language count things that are called differently ("80 teeth", "12 nails")."""
    return bool(one.unit and other.unit) and one.unit.casefold() != other.unit.casefold()


def _same(one: Quantity, converted: float, units: Sequence[str]) -> bool:
    if units[0] == units[1]:
        return one.value == converted or _is_rounded(one.value, converted) or _is_rounded(converted, one.value)
    slack = _LOOSE if is_loose(*units) else _SLACK
    return abs(one.value - converted) <= max(min(one.rounding, _ROUNDED * abs(one.value)), slack * abs(one.value))


def _is_rounded(fine: float, coarse: float) -> bool:
    """Tell whether a whole number is what a fraction is rounded to: 36 cm for 35.6, but not 4 for 3.6."""
    is_whole = coarse == int(coarse) and fine != int(fine)
    return is_whole and abs(fine - coarse) <= min(0.5, _ROUNDED * abs(coarse))


def _is_dated(statement: Statement) -> bool:
    """Tell whether a short value gives a year, before which words like "in" and "since" change nothing."""
    years = _YEAR.findall(statement.value)
    return len(years) == 1 and sum(letter.isalpha() for letter in statement.value) <= _BESIDE_YEAR


def _say_nothing_else(statements: Sequence[Statement], units: Sequence[str]) -> bool:
    """Tell whether there are no words beside the numbers, or the same ("€/l"): "up to" makes another number."""
    marks = [_QUANTITY if unit else _NUMBER for unit in units]
    beside = [
        " ".join(_LETTERS.findall(mark.sub(" ", statement.value))).casefold()
        for statement, mark in zip(statements, marks, strict=True)
    ]
    if not any(units) and all(map(_is_dated, statements)):
        return True
    return beside[0] == beside[1]


def _said(quantity: Quantity, unit: bool = True) -> str:
    """Write a number as a reason tells it, thousands parted."""
    return f"{_plainly(quantity.value)} {quantity.unit if unit else ''}".strip()


def _plainly(value: float) -> str:
    return f"{value:,.10g}" if value >= _THOUSANDS else f"{value:.10g}"


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


def measures(text: str, code: str) -> tuple[str, ...]:
    """Return what a text measures and how much, in base units, as keys that any language and unit share.

    Args:
        text: a cell.
        code: its language.
    """
    found = tuple(quantities(usual_order(text, code)))
    unit = _unit(found, code)
    if not unit or len(found) > _RANGE:
        return ()
    based = [in_base_units(number.value, unit) for number in found]
    return (f"[{based[0][1]}]", *(f"{value:.3g}[{dimension}]" for value, dimension in based))


def compare_numbers(one: Statement, other: Statement) -> Outcome | None:
    """Compare the numbers of two renderings of one passage, whatever their units are called in each language.

    Returns:
        A conflict where both hold as many numbers and some differ, soft, since a translator may have converted one.
        None where one holds fewer, for a number may be spelled out, or where they differ by a power of ten, for "1.5
        million" and "1,500,000" or "100万" are one; partial where they differ so much that they are not of one row.
    """
    values = numbers(one.value), numbers(other.value)
    if not values[0] or len(values[0]) != len(values[1]) or values[0] == values[1]:
        return None
    if any(_is_magnitude(*pair) for pair in zip(*values, strict=True)):
        return None
    said = " and ".join(", ".join(f"{value:g}" for value in side) for side in values)
    if any(_is_far(*pair) for pair in zip(*values, strict=True)):
        reason = f"What stands at one place gives {said}: too far apart for a slip of the translator."
        return Outcome(Relation.PARTIAL, "translation.other_number", reason, "", 0.4)
    return Outcome(Relation.CONFLICT, "translation.number", f"Renderings of one passage give {said}.", SOFT, 0.7)


def _is_far(one: float, other: float) -> bool:
    """Tell whether two numbers are too far apart for a slip of a translator: an age and a year are of two rows."""
    return max(abs(one), abs(other)) > _FAR * max(1.0, min(abs(one), abs(other)))


def _is_magnitude(one: float, other: float) -> bool:
    """Tell whether two numbers differ by a power of ten from a hundred on."""
    if not one or not other:
        return False
    tens = abs(math.log10(abs(one)) - math.log10(abs(other)))
    return tens >= _MAGNITUDE - 0.01 and abs(tens - round(tens)) < 0.01
