"""How alike two names sound across languages and scripts.

Names are romanized by anyascii (ISC), letters that languages write for one sound are made one, and what is left is
compared by edit distance (rapidfuzz) and by shared trigrams: the first sees "mitosis" in "mitose", the second sees
"telemarketing" in "telemarketinga tjenester", whatever the order of the words.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise

from pipeline.text.transliteration import romanized

# Letters and letter groups that languages write for about the same sound, longest first ("koll-tsentr", "call center").
_SOUNDS = (
    ("sch", "s"), ("tsch", "c"), ("ph", "f"), ("th", "t"), ("ch", "k"), ("ck", "k"), ("qu", "kv"), ("sh", "s"),
    ("zh", "s"), ("ts", "s"), ("tz", "s"), ("kh", "k"), ("ce", "se"), ("ci", "si"), ("cy", "si"), ("c", "k"),
    ("q", "k"), ("x", "ks"), ("w", "v"), ("z", "s"), ("y", "i"), ("j", "i"), ("h", ""),
)  # fmt: skip
_GROUP = re.compile("|".join(sorted((group for group, _ in _SOUNDS), key=len, reverse=True)))
_SOUND_OF = dict(_SOUNDS)
_TWICE = re.compile(r"(.)\1+")
_GRAM = 3
_CHANCE = 0.7  # likeness of two words by less is found between any two languages
_COMPOUND = 3  # letters that a compound has more than its part
_SAME_PART = 0.8  # likeness of a word to a part of another
_FUZZY_FROM = 5  # letters; shorter names differ by a letter and are other names (HTTP and HTTPS, FAT and VAT)


def name_key(name: str) -> str:
    """Return a name romanized and without blanks: "М2ТС" and "M2TS" have one key."""
    return romanized(name).replace(" ", "")


@lru_cache(maxsize=65_536)
def sounds(name: str) -> str:
    """Return a name as it sounds, roughly: one letter for what languages spell in several ways."""
    spelled = _GROUP.sub(lambda group: _SOUND_OF[group.group()], romanized(name))
    return _TWICE.sub(r"\1", spelled)


@lru_cache(maxsize=65_536)
def is_untranslated(name: str) -> bool:
    """Tell a name that is written alike in all languages: an acronym, a name with a digit or a capital inside it."""
    letters = [letter for letter in name if letter.isalpha()]
    if any(letter.isdigit() for letter in name):
        return True
    has_inner_capital = any(one.islower() and other.isupper() for one, other in pairwise(name))
    return has_inner_capital or (len(letters) > 1 and all(letter.isupper() for letter in letters))


@lru_cache(maxsize=262_144)
def cognate_similarity(one: str, other: str) -> float:
    """Return how alike two names sound, from 0 to 1; names that are not translated are alike only where they are equal.

    Args:
        one: a name in any language and script.
        other: another.
    """
    if name_key(one) == name_key(other):
        return 1.0 if name_key(one) else 0.0
    if is_untranslated(one) or is_untranslated(other):
        return 0.0
    first, second = sounds(one), sounds(other)
    if min(len(first), len(second)) < _FUZZY_FROM:
        return 0.0
    from rapidfuzz.distance import Levenshtein

    return max(Levenshtein.normalized_similarity(first, second), _shared_trigrams(first, second))


@lru_cache(maxsize=262_144)
def shared_words(one: str, other: str) -> float:
    """Return the share of the letters of two names that stand in words which sound alike, 0 to 1.

    "Personal data" and "datos personales" have a word in common, whatever the order; a word that is a part of a
    compound of the other language is shared, the compound is not ("parameters", "sammenligningsparametere").
    """
    first, second = sounds(one).split(), sounds(other).split()
    letters = sum(map(len, (*first, *second)))
    alike = sum(
        len(word) * _nearest(word, others) for words, others in ((first, second), (second, first)) for word in words
    )
    return alike / letters if letters else 0.0


def _nearest(word: str, others: Sequence[str]) -> float:
    """Return how alike a word is to the most alike of some others; 0 where it is no more than chance."""
    likeness = max((_words_alike(word, other) for other in others), default=0.0)
    return likeness if likeness >= _CHANCE else 0.0


@lru_cache(maxsize=262_144)
def _words_alike(word: str, other: str) -> float:
    """Return how alike a word sounds to another, or to a part of a longer one."""
    if word == other:
        return 1.0
    if min(len(word), len(other)) < _FUZZY_FROM:
        return 0.0
    from rapidfuzz.distance import Levenshtein
    from rapidfuzz.fuzz import partial_ratio

    whole = Levenshtein.normalized_similarity(word, other)
    part = partial_ratio(word, other) / 100 if len(other) - len(word) >= _COMPOUND else 0.0
    return part if part >= _SAME_PART else whole


def _shared_trigrams(one: str, other: str) -> float:
    """Return the Dice coefficient of two multisets of letter trigrams, words taken apart."""
    first, second = _trigrams(one), _trigrams(other)
    shared = sum((first & second).values())
    return 2 * shared / (sum(first.values()) + sum(second.values()))


def _trigrams(text: str) -> Counter[str]:
    padded = [f" {word} " for word in text.split()]
    return Counter(word[at : at + _GRAM] for word in padded for at in range(max(1, len(word) - _GRAM + 1)))
