"""Coarse classes of characters: how a word opens, how it closes, and its script.

The classes are the same for every language. They are small numbers, since the learned weights are tables
indexed by pairs of them.
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache

SENTENCE_ENDS = frozenset(".!?\u3002\uff01\uff1f\u0964\u061f\u06d4\u2026")
CLOSING_BRACKETS = frozenset(")]}\u00bb\u201d\uff09\u300d\u300f\u3011\u300b")
OPENING_BRACKETS = frozenset("([{\u00ab\u201c\u201e\uff08\u300c\u300e\u3010\u300a")
_COMMAS = frozenset(",;\u3001\uff0c\u060c\uff1b\u061b")
_JOINERS = frozenset(":/&+=<>\u2192-\u2013\u2014|\u30fb\uff1a")
_BEFORE_NUMBERS = frozenset("-\u2013\u2014~\u2248<>\u2265\u2264+\u00b1$\u20ac\u00a3\u00a5\u20b9#.@")
_UNITS = frozenset("%\u00b0$\u20ac\u00a3\u00a5\u20b9")

# How a word opens.
UPPER, ACRONYM, LOWER, CASELESS, DIGIT, BRACKET, SIGNED, SYMBOL, CAMEL, PUNCTUATION, NOTHING = range(11)
OPENINGS = 11
# How a word closes.
ENDS_SENTENCE, ENDS_COMMA, ENDS_BRACKET, ENDS_DIGIT, ENDS_LOWER, ENDS_UPPER, ENDS_CASELESS, ENDS_UNIT, ENDS_SYMBOL, \
    ENDS_OPEN, ENDS_JOINER = range(11)  # fmt: skip
CLOSINGS = 11
# Scripts, as far as they write words differently.
LATIN, HIRAGANA, KATAKANA, HAN, OTHER_SCRIPT, DIGITS, NO_SCRIPT = range(7)
SCRIPTS = 7


@lru_cache(maxsize=8192)
def opening(word: str) -> int:
    """Classify how a word opens."""
    first = word[0]
    if first.isupper():
        return ACRONYM if any(c.isupper() or c.isdigit() for c in word[1:]) else UPPER
    if first.islower():
        return CAMEL if any(c.isupper() for c in word[1:]) else LOWER
    if first.isdigit():
        return DIGIT
    if _is_letter(first):
        return CASELESS
    if first in OPENING_BRACKETS:
        return BRACKET
    if first in _BEFORE_NUMBERS:
        return SIGNED if len(word) > 1 else PUNCTUATION
    if first in _COMMAS or first in _JOINERS or first in CLOSING_BRACKETS or first in SENTENCE_ENDS or first in "'\"":
        return PUNCTUATION
    return SYMBOL


@lru_cache(maxsize=8192)
def closing(word: str) -> int:
    """Classify how a word closes."""
    last = word[-1]
    if last in SENTENCE_ENDS:
        return ENDS_SENTENCE
    if last in _COMMAS:
        return ENDS_COMMA
    if last in _JOINERS:
        return ENDS_JOINER
    if last in CLOSING_BRACKETS or last in "'\"":
        return ENDS_BRACKET
    if last.isdigit():
        return ENDS_DIGIT
    if last.islower():
        return ENDS_LOWER
    if last.isupper():
        return ENDS_UPPER
    if _is_letter(last):
        return ENDS_CASELESS
    if last in _UNITS:
        return ENDS_UNIT
    return ENDS_OPEN if last in OPENING_BRACKETS else ENDS_SYMBOL


@lru_cache(maxsize=4096)
def script(character: str) -> int:
    """Classify the script of a character."""
    if character.isdigit():
        return DIGITS
    if not character.isalpha():
        return NO_SCRIPT
    code = ord(character)
    if code < 0x250:
        return LATIN
    if 0x3040 <= code < 0x30A0:
        return HIRAGANA
    if 0x30A0 <= code < 0x3100:
        return KATAKANA
    return HAN if 0x4E00 <= code < 0xA000 else OTHER_SCRIPT


def _is_letter(character: str) -> bool:
    """Tell whether a character writes part of a word; Indic vowel signs are marks to Unicode."""
    return character.isalpha() or unicodedata.category(character) in {"Mn", "Mc"}
