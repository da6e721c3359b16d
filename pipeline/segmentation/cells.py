"""Cells as a cut would make them: what one looks like, and how alike two are."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import NamedTuple

from pipeline.segmentation import traits
from pipeline.segmentation.context import Context

_LOG = [math.log1p(count) for count in range(16)]


class Look(NamedTuple):
    """What a stretch of words looks like as a cell.

    `length` is the natural logarithm of its characters; `keys` is what a column counts of it: first word, last
    word, first two words, how it starts, how it ends, and its shape.
    """

    words: int
    length: float
    opens: int
    closes: int
    first: str
    last: str
    two: tuple[str, ...]
    start: tuple[str, int]
    end: str
    keys: tuple[object, ...]
    last_script: int
    numeric: bool
    commas: int
    capitals: float
    reduced: list[str]
    vocabulary: frozenset[str]
    kinds: list[int]
    unbalanced: bool
    label: int
    ends_label: bool


def look(context: Context, row: int, start: int, end: int) -> Look:
    """Look at the words from `start` up to `end` of a row as a cell."""
    words = context.rows[row]
    reduced = words.reduced[start:end]
    opens = words.opens
    count = end - start
    first, last = reduced[0], reduced[-1]
    opening, closing = opens[start], words.closes[end - 1]
    two = tuple(reduced[:2])
    beginning = (first[:3], words.words[start].first_script)
    ending = last[-2:]
    shape = (opening, opens[start + 1] if count > 1 else traits.NOTHING, closing)
    return Look(
        count,
        math.log(words.line.ends[end - 1] - words.line.starts[start] + 1),
        opening,
        closing,
        first,
        last,
        two,
        beginning,
        ending,
        ((0, first), (1, last), two, beginning, ending, shape),
        words.words[end - 1].last_script,
        words.digits[end] > words.digits[start],
        words.commas[end] - words.commas[start],
        (words.capitals[end] - words.capitals[start + 1]) / (count - 1) if count > 1 else 0.0,
        reduced,
        frozenset(reduced),
        opens[start:end],
        words.opened[end] - words.opened[start] != words.closed[end] - words.closed[start],
        words.label if start == 0 else 0,
        start == 0 and end in words.heads,
    )


def describe_cell(context: Context, cell: Look, column: int) -> tuple[list[float], tuple[int, int]]:
    """Describe a cell by itself, as numbers and as the classes of its two ends."""
    count = cell.words
    value = column - context.request.aspect_column
    own, others = False, 0
    if not context.subject_words.isdisjoint(cell.vocabulary):
        sets = context.subject_sets
        own = 0 <= value < len(sets) and sets[value] <= cell.vocabulary
        others = sum(number != value and bool(names) and names <= cell.vocabulary for number, names in enumerate(sets))
    return [
        count == 1, count == 2, count == 3, count == 4, min(20, max(0, count - 4)),
        cell.length, cell.length * cell.length, cell.capitals, cell.unbalanced, min(6, cell.commas),
        own, others,
        count == cell.label, count < cell.label, 0 < cell.label < count,
        cell.ends_label,
    ], (cell.opens, cell.closes)  # fmt: skip


def describe_pair(one: Look, two: Look) -> list[float]:
    """Describe how alike two value cells of a row are: contrasts are mostly worded in parallel."""
    shared = len(one.vocabulary & two.vocabulary)
    apart = abs(one.length - two.length)
    return [
        one.opens == two.opens, one.closes == two.closes,
        one.first == two.first, one.last == two.last,
        one.words > 1 and one.two == two.two,
        apart, min(4.0, apart * apart), one.numeric == two.numeric,
        shared / (len(one.vocabulary) + len(two.vocabulary) - shared), min(8, shared),
        abs(one.capitals - two.capitals), min(4, abs(one.commas - two.commas)),
        (one.words == 1) != (two.words == 1),
        one.start[1] == two.start[1], one.last_script == two.last_script,
        one.start[0] == two.start[0], one.end == two.end, one.kinds == two.kinds,
        _LOG[min(15, _alike(one.reduced, two.reduced)) if one.first == two.first else 0],
        _LOG[min(15, _alike(one.reduced[::-1], two.reduced[::-1])) if one.last == two.last else 0],
        min(6, _alike(one.last[::-1], two.last[::-1])) / 6 if one.end == two.end else 0.0,
        min(6, _alike(one.first, two.first)) / 6 if one.first[0] == two.first[0] else 0.0,
    ]  # fmt: skip


def _alike(one: Sequence[str], two: Sequence[str]) -> int:
    """Count the items that two sequences begin with alike."""
    count = 0
    for left, right in zip(one, two, strict=False):
        if left != right:
            break
        count += 1
    return count


def describe_aspect(aspect: Look, value: Look) -> list[float]:
    """Describe what a value cell takes up from the aspect of its row."""
    return [
        aspect.first == value.first,
        len(aspect.vocabulary & value.vocabulary) / len(aspect.vocabulary),
        value.words == 1 and value.first in aspect.vocabulary,
    ]
