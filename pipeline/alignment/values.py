"""How alike the values of two rows are, in two languages: numbers, known names, and words that sound alike.

A word of one table is taken for the word of the other that sounds most like it ("Kolombiya" for "Colombia", "Ванкувер"
for "Vancouver"), so that what rows share can be counted, each thing by how few rows hold it.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from pipeline.alignment.anchors import numbers_of
from pipeline.mapping.cognates import is_untranslated, sounds
from pipeline.verdicts import quantities

_SAME = 0.75  # likeness in sound of two words of two languages that are one
_FUZZY_FROM = 5  # letters; of shorter words one letter makes another word
_SHORTEST = 3  # letters of a word that says something; shorter ones are articles and units, but for codes
_NEAR = 0.75  # the lesser of two amounts to the greater, from where on they may be one, counted in two years
_WORD = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*")
_FORMS = (
    ("address", re.compile(r"(?:[\w-]+ ?)?(?:\. ?[\w-]+)* ?\. ?[a-z]{2,6}(?:/\S*)?", re.IGNORECASE)),
    ("years", re.compile(r"[12]\d{3} ?[-–—] ?(?:[12]\d{3}|\d\d|[^\W\d_].*)")),
    ("date", re.compile(r".*?(?:\d{1,2}\W{0,2} ?[^\W\d_]+|[^\W\d_]+ \d{1,2}),? [12]\d{3}\b.*")),
)
_LEAST_AMOUNT = 10
_YEARS = range(1000, 2101)
_LONGEST = 400  # characters of a value whose form is looked at
_NONE: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Said:
    """What a row says: its numbers as keys, words by their sound, known names, amounts, and the form of its value."""

    numbers: frozenset[str]
    words: frozenset[str]
    known: frozenset[str]
    amounts: tuple[float, ...]
    form: str


def said(parts: Sequence[str], known: Sequence[str]) -> Said:
    """Return what the cells of a row say.

    Args:
        parts: its cells, or the parts of one cell.
        known: what they name that has one key in any language.
    """
    text = "\n".join(parts)  # a blank would make one number of "20 000" and "160 000"
    words = (word for word in _WORD.findall(text) if len(word) >= _SHORTEST or is_untranslated(word))
    return Said(
        frozenset(numbers_of(text)),
        frozenset(map(sounds, words)),
        frozenset(known),
        tuple(number for number in quantities.numbers(text) if _is_amount(number)),
        _form(" ".join(text.split())),
    )


def same_words(one: Sequence[Said], other: Sequence[Said]) -> Mapping[str, str]:
    """Return for words of the second table the word of the first that sounds most alike, if one does."""
    from rapidfuzz.distance import Levenshtein
    from rapidfuzz.process import cdist

    mine, theirs = (
        sorted({word for row in rows for word in row.words if len(word) >= _FUZZY_FROM}) for rows in (one, other)
    )
    if not mine or not theirs:
        return {}
    alike = cdist(theirs, mine, scorer=Levenshtein.normalized_similarity, score_cutoff=_SAME)
    nearest = alike.argmax(axis=1)
    return {word: mine[nearest[row]] for row, word in enumerate(theirs) if alike[row, nearest[row]] >= _SAME}


def keys(row: Said, same: Mapping[str, str] = _NONE) -> frozenset[str]:
    """Return what a row says as keys that the rows of both tables share, its words as the other table has them."""
    return row.numbers | row.known | {same.get(word, word) for word in row.words}


def rarity(rows: Sequence[frozenset[str]]) -> Mapping[str, float]:
    """Weigh a key by how few rows hold it, one in each table: the year of the table is in all of them."""
    holding = Counter(key for row in rows for key in row)
    return {key: 1 / (1 + math.log(max(1.0, count / 2))) for key, count in holding.items()}


def shared(one: frozenset[str], other: frozenset[str], weights: Mapping[str, float]) -> float:
    """Return the weight of what both rows say, 0 to 1: of what the shorter says, and the less the longer the other is.

    A source often says more than the other, so that the share of the longer counts by its fourth root only.
    """
    both = one & other
    if not both:  # most pairs of rows
        return 0.0
    less, more = sorted(_weight(side, weights) for side in (one, other))
    share: float = _weight(both, weights) / (less**0.75 * more**0.25)
    return share


def _weight(held: frozenset[str], weights: Mapping[str, float]) -> float:
    return math.fsum(weights[key] for key in held)  # whatever the order of a set, the same sum


def nearness(one: Said, other: Said) -> float:
    """Return the share of the fewer amounts that have one near them in the other row, 0 to 1; dates have none."""
    if one.form or other.form or not (one.amounts and other.amounts):
        return 0.0
    fewer, more = sorted((one.amounts, other.amounts), key=len)
    return sum(max(_near(amount, each) for each in more) for amount in fewer) / len(fewer)


def _is_amount(number: float) -> bool:
    """Tell what was measured or counted from what may be a year, a place in a list or the power of a unit."""
    return number > _LEAST_AMOUNT and number not in _YEARS


def _near(one: float, other: float) -> float:
    """Return 1 for equal amounts, 0 where one is three quarters of the other or less."""
    ratio = min(one, other) / max(one, other) if one and other else float(one == other)
    return max(0.0, (ratio - _NEAR) / (1 - _NEAR))


def _form(value: str) -> str:
    """Return the form of a value that is an address, a span of years or a date; else ""."""
    short = value[:_LONGEST]
    return next((name for name, form in _FORMS if form.fullmatch(short)), "")
