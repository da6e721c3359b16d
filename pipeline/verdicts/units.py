"""Units of measurement as any language writes them, from the locale data of Unicode (CLDR, by way of Babel)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from pipeline import languages

_DIGITS = r"\d+(?:[.,\u066b\u066c\u00a0\u202f' ]\d+)*"
_SIGN_BEFORE = re.compile(rf"(?<!\d)(?<!\d )([%％٪€$£¥₹₺₽₩])\s?({_DIGITS})")
_PLACEHOLDER = re.compile(r"\{\d\}")
_POWER = re.compile(r"[²³23]$")
# What CLDR calls a unit, and what pint calls it; of the rest pint knows the symbols.
_UNITS = {
    "length-kilometer": "km", "length-meter": "m", "length-centimeter": "cm", "length-millimeter": "mm",
    "length-micrometer": "um", "length-nanometer": "nm", "length-mile": "mile", "length-foot": "foot",
    "length-inch": "inch", "length-yard": "yard", "mass-kilogram": "kg", "mass-gram": "g", "mass-milligram": "mg",
    "mass-tonne": "tonne", "mass-metric-ton": "tonne", "mass-pound": "pound", "mass-ounce": "ounce",
    "volume-liter": "liter", "volume-milliliter": "milliliter", "volume-deciliter": "deciliter",
    "volume-centiliter": "centiliter", "volume-cubic-meter": "m**3", "volume-gallon": "gallon",
    "area-square-meter": "m**2", "area-square-kilometer": "km**2", "area-hectare": "hectare",
    "duration-year": "year", "duration-month": "month", "duration-week": "week", "duration-day": "day",
    "duration-hour": "hour", "duration-minute": "minute", "duration-second": "second",
    "duration-millisecond": "millisecond", "digital-bit": "bit", "digital-byte": "byte", "digital-kilobyte": "kilobyte",
    "digital-megabyte": "megabyte", "digital-gigabyte": "gigabyte", "digital-terabyte": "terabyte",
    "digital-megabit": "megabit", "digital-gigabit": "gigabit", "speed-kilometer-per-hour": "km/hour",
    "speed-meter-per-second": "m/s", "speed-mile-per-hour": "mile/hour", "power-watt": "watt",
    "power-kilowatt": "kilowatt", "power-horsepower": "horsepower", "energy-kilowatt-hour": "kilowatt_hour",
    "energy-kilocalorie": "kilocalorie", "energy-calorie": "calorie", "energy-kilojoule": "kilojoule",
    "energy-joule": "joule", "electric-volt": "volt", "electric-ampere": "ampere", "frequency-hertz": "hertz",
    "frequency-kilohertz": "kilohertz", "frequency-megahertz": "megahertz", "frequency-gigahertz": "gigahertz",
    "temperature-celsius": "degC", "temperature-fahrenheit": "degF", "concentr-percent": "percent",
}  # fmt: skip
_SIGNS = {"%": "percent", "°c": "degC", "°f": "degF", "µm": "um", "μm": "um", "l": "liter", "b": "byte"}
_SYMBOLS = {"W": "watt"}  # small, it is a week
_LONG, _ENDINGS = 5, (1, 2)  # letters
_PERIODS = {"year", "month", "week", "day"}
_OF_STORAGE = {"byte", "kilobyte", "megabyte", "gigabyte", "terabyte", "GB", "MB", "kB", "KB", "TB"}


@lru_cache(maxsize=4096)
def unit_of(written: str, code: str) -> str:
    """Return what pint calls a unit that stands behind a number, or "" where it is none that the language has.

    Args:
        written: the word or sign behind the number, such as "let", "ans", "км/ч", "Mo/s".
        code: the language of the source; signs that all languages share count in every one.
    """
    key = _key(written)
    found = _SYMBOLS.get(written) or _SIGNS.get(key) or _names(code).get(key) or _names("en").get(key)
    if found is None and "/" in key:
        over, _, under = key.partition("/")
        parts = unit_of(over, code), unit_of(under, code)
        found = "/".join(parts) if all(parts) else None
    if found is None and len(key) > _LONG:  # CLDR has the nominative, and "Jahren" bends
        found = next((unit for cut in _ENDINGS if (unit := _names(code).get(key[:-cut]))), None)
    if found is None:
        found = written if written and _is_known(written) else ""
    return found


def convert(value: float, unit: str, wanted: str) -> float | None:
    """Return a quantity in another unit; None where the two measure different things.

    Args:
        value: the number.
        unit, wanted: units as pint calls them, or "" for a bare number.
    """
    if unit == wanted:
        return value
    if not unit or not wanted:
        return None
    from pint.errors import PintError

    try:
        return float(registry().Quantity(value, unit).to(wanted).magnitude)
    except (PintError, AttributeError, ValueError, TypeError):
        return None


@lru_cache(maxsize=4096)
def in_base_units(value: float, unit: str) -> tuple[float, str]:
    """Return a quantity in base units of the SI, with its dimension.

    Args:
        value: the number.
        unit: a unit as pint calls it.
    """
    quantity = registry().Quantity(value, unit)
    return float(quantity.to_base_units().magnitude), str(quantity.dimensionality).replace(" ", "")


def is_loose(*units: str) -> bool:
    """Tell whether units are no fixed multiples of each other: a month has 28 to 31 days, a kilobyte 1000 or 1024."""
    return any(loose.issuperset(units) for loose in (_PERIODS, _OF_STORAGE))


def locale_data(code: str) -> Mapping[str, Any]:
    """Return what CLDR knows of a language; nothing of one that it lacks."""
    from babel import localedata
    from babel.core import get_global

    own = get_global("language_aliases").get(code, code)  # Tagalog is Filipino there
    locale = localedata.normalize_locale(own.replace("-", "_"))
    return localedata.load(locale) if locale else {}


@lru_cache(maxsize=4096)
def usual_order(text: str, code: str) -> str:
    """Return a text with its units as one word behind their numbers: "30 %" for "% 30", "900 kilomita" in Swahili.

    Args:
        text: a cell.
        code: its language, whose patterns tell which units stand before numbers and which are of several words.
    """
    several, before = _written(code)
    text = _SIGN_BEFORE.sub(r"\2 \1", text)
    text = several.sub(lambda name: _key(name.group()), text) if several else text
    return before.sub(r"\2 \1", text) if before else text


@lru_cache(maxsize=64)
def _written(code: str) -> tuple[re.Pattern[str] | None, re.Pattern[str] | None]:
    """Return what finds the units of several words behind a number, and those that stand before one."""
    several, before = set[str](), set[str]()
    patterns = locale_data(code).get("unit_patterns", {})
    for name in _UNITS:
        for forms in patterns.get(name, {}).values():
            for pattern in forms.values() if isinstance(forms, dict) else (forms,):
                unit = _PLACEHOLDER.sub("", pattern).strip() if isinstance(pattern, str) else ""
                if unit and not pattern.startswith("{"):
                    before.add(unit)
                elif " " in unit:
                    several.add(unit)
    joined, leading = (
        "|".join(re.escape(unit) for unit in sorted(units, key=lambda unit: (-len(unit), unit)))
        for units in (several, before)
    )
    return (
        re.compile(rf"(?<=\d )(?:{joined})", re.IGNORECASE) if joined else None,
        re.compile(rf"({leading})\s+({_DIGITS})", re.IGNORECASE) if leading else None,
    )


@lru_cache(maxsize=64)
def _names(code: str) -> dict[str, str]:
    """Return the names of units in a language, singular and plural, long and short, with what pint calls them."""
    patterns = locale_data(code).get("unit_patterns", {})
    found = {_key(word): unit for unit, words in languages.load(code).units.items() for word in words}
    for name, unit in _UNITS.items():
        for forms in patterns.get(name, {}).values():
            for pattern in forms.values() if isinstance(forms, dict) else (forms,):
                if isinstance(pattern, str) and (key := _key(_PLACEHOLDER.sub("", pattern))):
                    found.setdefault(key, unit)
    return found


def _key(written: str) -> str:
    return written.strip().strip(".").casefold().replace(" ", "").replace("\u00a0", "")


@lru_cache(maxsize=1024)
def _is_known(written: str) -> bool:
    """Tell whether pint has a unit of a name; asked to read an expression, it fails on "$" and "per"."""
    name = _POWER.sub("", written)
    return name.isalpha() and bool(registry().parse_unit_name(name))


@lru_cache(maxsize=1)
def registry() -> Any:
    """Return pint's registry of units, loaded where the first two units meet."""
    import pint  # 0.3 s, and few runs meet two different units in one respect

    return pint.UnitRegistry()
