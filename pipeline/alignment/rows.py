"""Rows of two tables that say the same in one respect, found without translating a word.

What decides, in this order: one concept for both labels; the same values (numbers, names); a pair of labels that stood
together in other tables of these languages, learned without gold; the same label. One row has one partner or none.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from pipeline.alignment.anchors import anchors, overlap
from pipeline.alignment.assignment import assign
from pipeline.mapping.cognates import cognate_similarity

LEAST = 0.3  # of a row's similarity to another, found on the development articles
_VALUES, _LABEL, _LEARNED = 0.6, 0.35, 0.6
_TRIGRAM = 3
_WORD = re.compile(r"[^\W\d_]+")
_SHORTEST = 4  # letters of a word of a label; shorter ones join the others
_SAME_WORD = 0.8
_PART = 0.8  # a label that another holds
_OFTEN = 2  # tables in which a pair of labels must meet to be believed


@dataclass(frozen=True, slots=True)
class Row:
    """A row: its label as a key and as it reads, and its values.

    `concept_id` is what its label names, if known; `named` are the common values that cells name, in any language.
    """

    label: str
    values: tuple[str, ...]
    concept_id: str = ""
    named: tuple[str, ...] = ()


@dataclass(slots=True)
class LabelPairs:
    """How often two labels met in aligned rows, and how often each stood in a table at all."""

    together: Counter[tuple[str, str]] = field(default_factory=Counter)
    apart: Counter[str] = field(default_factory=Counter)

    def learn(self, one: Sequence[Row], other: Sequence[Row], pairs: Iterable[tuple[int, int]]) -> None:
        """Count the labels of two aligned tables."""
        self.apart.update({row.label for row in (*one, *other)})
        self.together.update((one[i].label, other[j].label) for i, j in pairs)

    def score(self, one: str, other: str) -> float:
        """Return the Dice coefficient of two labels, 0 where they met by chance or once."""
        met = self.together[one, other]
        return 2 * met / (self.apart[one] + self.apart[other]) if met >= _OFTEN else 0.0


def align(
    one: Sequence[Row], other: Sequence[Row], learned: LabelPairs | None = None, least: float = LEAST
) -> list[tuple[int, int]]:
    """Align the rows of two tables, one to one.

    Args:
        one, other: the rows of two tables on the same things.
        learned: labels that met in other tables.
        least: the similarity that two rows must reach, 0 to 1.

    Returns:
        Pairs of indices; a row without a partner is in none.
    """
    mine, theirs = [_Features(row) for row in one], [_Features(row) for row in other]
    rarity = _rarity([*mine, *theirs])
    scores = [[_similarity(a, b, rarity, learned) for b in theirs] for a in mine]
    return assign(scores, least)


def align_all(tables: Sequence[tuple[Sequence[Row], Sequence[Row]]], rounds: int = 2) -> list[list[tuple[int, int]]]:
    """Align many pairs of tables of the same two languages, learning pairs of labels from one round to the next.

    Args:
        tables: pairs of tables on the same things.
        rounds: how often to learn; after two nothing changes any more.
    """
    found = [align(one, other) for one, other in tables]
    for _ in range(rounds):
        learned = LabelPairs()
        for (one, other), pairs in zip(tables, found, strict=True):
            learned.learn(one, other, pairs)
        found = [align(one, other, learned) for one, other in tables]
    return found


@dataclass(frozen=True, slots=True)
class _Features:
    row: Row
    anchors: Counter[str]
    words: Counter[str]
    named: Counter[str]
    trigrams: Counter[str]

    def __init__(self, row: Row) -> None:
        text = "\n".join(row.values)  # a blank would make one number of "20 000" and "160 000"
        object.__setattr__(self, "row", row)
        object.__setattr__(self, "anchors", anchors(text))
        object.__setattr__(self, "words", Counter(text.casefold().split()))
        object.__setattr__(self, "named", Counter(row.named))
        object.__setattr__(self, "trigrams", _trigrams(row.label))


def _trigrams(text: str) -> Counter[str]:
    padded = f"  {text.casefold().strip()} "
    return Counter(padded[at : at + _TRIGRAM] for at in range(len(padded) - _TRIGRAM + 1))


def _rarity(rows: Sequence[_Features]) -> dict[str, float]:
    """Weigh an anchor by how few rows hold it, one in each table: the year of the table is in all of them."""
    holding = Counter(anchor for row in rows for anchor in {*row.anchors, *row.words})
    return {anchor: 1 / (1 + math.log(max(1.0, count / 2))) for anchor, count in holding.items()}


def _similarity(one: _Features, other: _Features, rarity: dict[str, float], learned: LabelPairs | None) -> float:
    if one.row.concept_id and one.row.concept_id == other.row.concept_id:
        return 1.0
    values = max(_weighted(one.anchors, other.anchors, rarity), _weighted(one.words, other.words, rarity))
    label = max(overlap(one.trigrams, other.trigrams), _label_likeness(one.row.label, other.row.label))
    met = learned.score(one.row.label, other.row.label) if learned else 0.0
    return min(1.0, _VALUES * values + _LABEL * label + _LEARNED * met)


def _label_likeness(one: str, other: str) -> float:
    """Return how alike two labels sound as a whole, or less by how many words of the shorter the longer has too.

    "Heat" is in "Heat resistance", "Espécies" in "Number of species".
    """
    whole = cognate_similarity(one, other)
    shorter, longer = sorted((_words(one), _words(other)), key=len)
    if not shorter or whole >= _PART:
        return whole
    found = sum(any(cognate_similarity(word, another) >= _SAME_WORD for another in longer) for word in shorter)
    return max(whole, _PART * found / len(shorter))


def _words(label: str) -> list[str]:
    return [word for word in _WORD.findall(label.casefold()) if len(word) >= _SHORTEST]


def _weighted(one: Counter[str], other: Counter[str], rarity: dict[str, float]) -> float:
    """Return the share of the smaller side's weight that both hold; a source often says more than the other."""
    mine = sum(rarity[anchor] for anchor in one)
    theirs = sum(rarity[anchor] for anchor in other)
    both = sum(rarity[anchor] for anchor in one.keys() & other.keys())
    return both / min(mine, theirs) if mine and theirs else 0.0
