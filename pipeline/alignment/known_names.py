"""Names that every language has its own word for and that CLDR lists: territories, languages, currencies.

What English and Turkish call the French language shares no sound; here a cell is held against another all the same,
without a lexicon.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from pipeline import languages
from pipeline.text.transliteration import romanized
from pipeline.verdicts.units import locale_data

_LISTS = ("languages", "territories", "currency_names")  # a name in two of them is the first
_LONGEST = 5  # words of a name


def known_names(text: str, code: str) -> tuple[str, ...]:
    """Return what a text names of CLDR's closed lists, as "territories:FR", in the order of the text.

    Args:
        text: a cell or a part of one.
        code: its language; names are written in that language.
    """
    return tuple(_found(romanized(text).split(), _names(code)))


def _found(words: list[str], names: dict[str, str]) -> Iterator[str]:
    at = 0
    while at < len(words):
        for end in range(min(len(words), at + _LONGEST), at, -1):
            if (name := names.get(" ".join(words[at:end]))) is not None:
                yield name
                at = end - 1
                break
        at += 1


@lru_cache(maxsize=64)
def _names(code: str) -> dict[str, str]:
    """Return the names in a language, romanized; codes ("US") and numbers ("001") are none."""
    own = languages.load(code).territories
    names = ((name, key) for key, called in own.items() for name in called if not name.isupper())
    found = {romanized(name): f"territories:{key}" for name, key in names}
    for kind in _LISTS:
        for key, name in locale_data(code).get(kind, {}).items():
            if isinstance(name, str) and name != key:
                found.setdefault(romanized(name), f"{kind}:{key}")
    return found
