"""Whether a name in one script spells a name in another: "جسون" is JSON, "БПО" is BPO.

Letters are compared by the consonants of their Unicode names ("ARABIC LETTER SEEN", "CYRILLIC CAPITAL LETTER ES"), so
no table of any script is needed; vowels differ too much between scripts to count.
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache

_SILENT = frozenset("AEIOUYWH")
_VOWELS = frozenset("AEIOU")
_MUTE = frozenset({"SIGN", "YERU"})
_ALIKE = str.maketrans("CQXZVFPDG", "KKKSBBBTJ")  # letters that scripts lack, or write for one another
_FEWEST = 2


def spells(one: str, other: str) -> bool:
    """Tell whether two names in different scripts have the same consonants, at least two of them."""
    if _scripts(one) & _scripts(other) or one.isascii() == other.isascii():
        return False
    consonants = _consonants(one)
    return len(consonants) >= _FEWEST and consonants == _consonants(other)


def _scripts(text: str) -> set[str]:
    return {unicodedata.name(letter, "").split(" ", 1)[0] for letter in text if letter.isalpha()}


@lru_cache(maxsize=4096)
def _consonants(text: str) -> str:
    return "".join(filter(None, map(_consonant, text))).translate(_ALIKE)


def _consonant(letter: str) -> str:
    """Return the consonant that a letter is named by, or nothing: BEH, and EM, but neither ALEF nor IOTA."""
    name = unicodedata.name(letter, "").partition(" LETTER ")[2].split(" WITH ")[0].rsplit(" ", 1)[-1]
    if name in _MUTE or (name[:1] in _VOWELS and len(name) > 2):
        return ""
    return next((sound for sound in name if sound.isalpha() and sound not in _SILENT), "")
