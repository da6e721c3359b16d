"""Rows of two tables that say the same in one respect, found without translating a word.

What speaks for it: the same values (numbers, known names, words that sound alike), amounts that are near, values of one
rare form, one concept for both labels, labels that sound alike, a pair of labels that stood together in other tables of
these languages, learned without gold, and a little the place. One row has one partner or none.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.alignment.assignment import assign
from pipeline.alignment.label_pairs import NOTHING_LEARNED, LabelPairs
from pipeline.alignment.values import Said, keys, nearness, rarity, said, same_words, shared
from pipeline.mapping.cognates import cognate_similarity

# What two rows gain by what they have in common, and the least sum for a pair: found on 24 pairs of tables of InfoSync,
# on which a fifth more or less of any of them changes F1 by .01.
LEAST = 0.3
_VALUES = 0.8  # all that the shorter says
_LABEL = 0.5  # labels that sound alike
_CONCEPT = 0.4  # the vocabulary has one aspect for both labels
_LEARNED = 0.6  # labels that are partners wherever they stand
_FORM = 0.35  # the only two addresses, or spans of years
_NEAR = 0.3  # amounts as of two years
_PLACE = 0.05  # as far down the table; it only decides between equals
_WORD = re.compile(r"[^\W\d_]+")
_SHORTEST = 4  # letters of a word of a label; shorter ones join the others
_SAME_WORD = 0.8
_PART = 0.8  # a label that another holds


@dataclass(frozen=True, slots=True)
class Row:
    """A row: its label as a key and as it reads, and its values.

    `concept_id` is what its label names, if known; `named` is what its cells name or measure that has one key in any
    language: concepts, quantities in base units, names of CLDR's lists.
    """

    label: str
    values: tuple[str, ...]
    concept_id: str = ""
    named: tuple[str, ...] = ()


def align(
    one: Sequence[Row], other: Sequence[Row], least: float = LEAST, learned: LabelPairs = NOTHING_LEARNED
) -> list[tuple[int, int]]:
    """Align the rows of two tables, one to one.

    Args:
        one, other: the rows of two tables on the same things.
        least: the similarity that two rows must reach; 1 and more where rows agree in all.
        learned: labels that met in other tables.

    Returns:
        Pairs of indices; a row without a partner is in none.
    """
    return assign(_similarities(*_sides(one, other), learned), least)


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
            learned.learn([row.label for row in one], [row.label for row in other], pairs)
        found = [align(one, other, learned=learned) for one, other in tables]
    return found


@dataclass(frozen=True, slots=True)
class _Side:
    """The rows of one of two tables with what they say, as keys that the rows of both share."""

    rows: Sequence[Row]
    said: Sequence[Said]
    keys: Sequence[frozenset[str]]

    def place(self, row: int) -> float:
        """Return how far down the table a row stands, 0 to 1."""
        return row / len(self.rows)


def _sides(one: Sequence[Row], other: Sequence[Row]) -> tuple[_Side, _Side]:
    mine, theirs = ([said(row.values, row.named) for row in rows] for rows in (one, other))
    same = same_words(mine, theirs)
    return (
        _Side(one, mine, [keys(row) for row in mine]),
        _Side(other, theirs, [keys(row, same) for row in theirs]),
    )


def _similarities(one: _Side, other: _Side, learned: LabelPairs) -> list[list[float]]:
    """Return how alike each row of a table is to each of the other."""
    weights = rarity([*one.keys, *other.keys])
    forms = Counter(row.form for row in (*one.said, *other.said))

    def similarity(i: int, j: int) -> float:
        mine, theirs = one.rows[i], other.rows[j]
        form = one.said[i].form
        return (
            _CONCEPT * bool(mine.concept_id and mine.concept_id == theirs.concept_id)
            + _VALUES * shared(one.keys[i], other.keys[j], weights)
            + _LABEL * _label_likeness(mine.label, theirs.label)
            + _LEARNED * learned.score(mine.label, theirs.label)
            + (_FORM / (forms[form] - 1) if form and form == other.said[j].form else 0.0)
            + _NEAR * nearness(one.said[i], other.said[j])
            + _PLACE * (1 - abs(one.place(i) - other.place(j)))
        )

    return [[similarity(i, j) for j in range(len(other.rows))] for i in range(len(one.rows))]


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
