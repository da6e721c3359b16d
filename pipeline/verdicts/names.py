"""Values that need no vocabulary: names that are written alike, or sound alike, whatever the language.

"Satoshi Nakamoto" is one founder in Turkish and Finnish, and "антибиотики" are antibiotics. Words that differ say
nothing: they may translate each other. So this finds agreement, inclusion and overlap, and a conflict only between two
countries of origin.
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache

from pipeline import languages
from pipeline.alignment.assignment import assign
from pipeline.languages import Language
from pipeline.mapping.cognates import cognate_similarity, is_untranslated, name_key
from pipeline.model import Relation, Statement
from pipeline.reading.enumeration import members
from pipeline.text.analysis import norm_of
from pipeline.verdicts.rules import SOFT, Outcome
from pipeline.verdicts.units import locale_data

_ALIKE = 0.8  # "senare" and "senere" are .83; "býložravec" (herbivore) and "všežravec" (omnivore) .6
_MOST = 8  # members of a list
_WORDS = 4  # of a member; a longer one is a sentence
_LETTERS = 16  # of a member in a script that does not part words
_ORIGIN = "aspect:origin"
_COUNTRY = 2  # letters of the code of a country; continents have three digits
_NUKTA = "\u093c"
_EDGES = ".,;:!?()\"“”'’"
Name = frozenset[str]  # the stems of its words, articles left out


def compare_names(one: Statement, other: Statement, codes: tuple[str, str]) -> Outcome | None:
    """Compare two short values as lists of names.

    Args:
        one, other: statements on the same subject in the same respect, of one polarity.
        codes: their languages.

    Returns:
        Agreement, inclusion or overlap by the names that both give, or None where they share none.
    """
    first, second = _names(one.value, codes[0]), _names(other.value, codes[1])
    if not first or not second or one.polarity is not other.polarity:
        return None
    alike = [[_similarity(a, b, codes) for b in second] for a in first]
    pairs = assign(alike, _ALIKE)
    if not pairs:
        return _compare_origins(one, other, (first, second), codes)
    said = ", ".join(sorted(_in_english(first[row], codes[0]) for row, _ in pairs))
    whole = len(pairs) == len(first), len(pairs) == len(second)
    open_lists = one.open_list, other.open_list
    if all(whole) or (whole[0] and open_lists[0]) or (whole[1] and open_lists[1]):
        return Outcome(Relation.AGREE, "names.equal", f"Both name {said}.", "", 0.85)
    if any(whole):
        return Outcome(Relation.SUBSET, "names.subset", f"Both name {said}, and one of them more.", "", 0.8)
    return Outcome(Relation.PARTIAL, "names.overlap", f"Both name {said}, and each of them more.", "", 0.7)


def _compare_origins(
    one: Statement, other: Statement, names: tuple[tuple[str, ...], tuple[str, ...]], codes: tuple[str, str]
) -> Outcome | None:
    """Return a conflict of two origins that are each one country; a thing may be used in many, but comes from one."""
    if {one.aspect_id, other.aspect_id} != {_ORIGIN} or any(len(side) != 1 for side in names):
        return None
    places = [_country(side[0], code) for side, code in zip(names, codes, strict=True)]
    if any(len(place) != _COUNTRY for place in places):
        return None  # "Asia" may hold the other
    said = " and ".join(_in_english(side[0], code) for side, code in zip(names, codes, strict=True))
    return Outcome(Relation.CONFLICT, "names.other_country", f"{said} are two countries.", SOFT, 0.7)


def _in_english(name: str, code: str) -> str:
    """Return the English name of a country, and any other name as it is written."""
    return str(locale_data("en").get("territories", {}).get(_country(name, code), name))


def are_lists(one: Statement, other: Statement, codes: tuple[str, str]) -> bool:
    """Tell whether two values list names, one of them several: then what one lacks counts, not how much they share."""
    counts = [len(_names(statement.value, code)) for statement, code in zip((one, other), codes, strict=True)]
    return min(counts) > 0 and max(counts) > 1


@lru_cache(maxsize=4096)
def _names(text: str, code: str) -> tuple[str, ...]:
    """Return the names that a value lists, in reading order; none where it is a sentence."""
    language = languages.load(code)
    spans = members(text, language) or ((0, len(text)),)
    bare = (text[start:end].strip(" " + _EDGES) for start, end in spans)
    found = tuple(name for name in bare if name and not _leaves_open(name, language))
    is_list = len(found) <= _MOST and all(map(_is_name, found, (language,) * len(found)))
    return found if is_list else ()


def _is_name(text: str, language: Language) -> bool:
    if not any(character.isalpha() for character in text):
        return False
    return len(text.split()) <= _WORDS if language.spaces else len(text) <= _LETTERS


def _leaves_open(name: str, language: Language) -> bool:
    """Tell whether a member of a list only says that it goes on ("etc.")."""
    key = language.fold_key(name)
    return any(cue.start == 0 and cue.end == len(key) and cue.key == "open" for cue in language.lexicon.find(key))


def _similarity(one: str, other: str, codes: tuple[str, str]) -> float:
    places = _country(one, codes[0]), _country(other, codes[1])
    if all(places):
        return float(places[0] == places[1])
    if codes[0] == codes[1] and not is_untranslated(one):
        return float(_stems(one, codes[0]) == _stems(other, codes[1]))
    if _is_code(one) or _is_code(other):
        return float(name_key(one) == name_key(other) and _signs(one) == _signs(other))
    return cognate_similarity(one, other)


def names_a_place(text: str, code: str) -> bool:
    """Tell whether a text names a country or a continent, by its name as CLDR writes it.

    Args:
        text: a clause.
        code: its language.
    """
    words = [word.strip(_EDGES) for word in text.split()]
    parts = (" ".join(words[at : at + size]) for size in range(1, _WORDS) for at in range(len(words) - size + 1))
    return any(_country(part, code) for part in parts if part)


def _country(name: str, code: str) -> str:
    """Return the country or continent that a name in a language means, or ""."""
    return _called(code).get(name) or _countries(code).get(_place_key(name, languages.load(code)), "")


@lru_cache(maxsize=64)
def _countries(code: str) -> dict[str, str]:
    """Return the names of countries in a language, from the locale data of Unicode (CLDR, by way of Babel)."""
    language = languages.load(code)
    territories = locale_data(code).get("territories", {})
    return {_place_key(name, language): territory for territory, name in territories.items()}


@lru_cache(maxsize=64)
def _called(code: str) -> dict[str, str]:
    """Return what countries are called in a language beside those names, as it is written: "US" is no pronoun."""
    return {name: territory for territory, names in languages.load(code).territories.items() for name in names}


def _place_key(name: str, language: Language) -> str:
    """Fold the name of a place; the dot under a Devanagari letter is left out as often as written ("फ़्रांस")."""
    return language.fold_key(unicodedata.normalize("NFD", name).replace(_NUKTA, ""))


def _is_code(name: str) -> bool:
    """Tell whether a name is one by its signs: "C++" and "C" are two languages."""
    return not name.replace(" ", "").replace("-", "").isalpha()


def _signs(name: str) -> str:
    return "".join(character for character in name if not character.isalnum() and character not in " .-")


@lru_cache(maxsize=4096)
def _stems(name: str, code: str) -> Name:
    language = languages.load(code)
    words = (word.strip(_EDGES) for word in language.fold_key(name).split())
    return frozenset(norm_of(word, language) for word in words if word and word not in language.names.articles)
