"""Cells as cuts would make them: what they look like, and how alike two are. All of a table are described at once."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from pipeline.segmentation import traits
from pipeline.segmentation.context import CAPITALS, CLOSED, COMMAS, DIGITS, OPENED, Context, Whole

Numbers = NDArray[np.float64]
_LOG = [math.log1p(count) for count in range(16)]
_LONGEST = 15  # words of a stretch that two cells have in common
_LETTERS = 6  # likewise
_NO_WORD = -1


class Cells(NamedTuple):
    """Stretches of words as cells of a column: an array for each of their traits.

    `start` and `end` number the words of the table; `length` is the natural logarithm of a cell's characters; `keys`
    holds, a row each, numbers of what a column counts of a cell: first word, last word, first two words, how it
    starts, how it ends, its shape, and how its ends open and close.
    """

    row: Whole
    column: Whole
    start: Whole
    end: Whole
    words: Whole
    length: Numbers
    opens: Whole
    closes: Whole
    keys: Whole
    beginning: Whole
    first_script: Whole
    last_script: Whole
    numeric: Whole
    commas: Whole
    capitals: Numbers
    unbalanced: NDArray[np.bool_]
    label: Whole
    longer: Whole
    ends_label: NDArray[np.bool_]
    vocabulary: list[frozenset[str]]


FIRST, LAST, TWO, START, END, SHAPE, OPENS, CLOSES = range(8)  # the keys


def look(context: Context, row: Whole, column: Whole, start: Whole, end: Whole) -> Cells:
    """Look at the words from `start` up to `end` of rows as cells of columns."""
    tokens, reduced = context.tokens, context.reduced
    last, words = end - 1, end - start
    several = words > 1
    second = start + several
    until = tokens.until[:, end] - tokens.until[:, start]
    behind_first = tokens.until[CAPITALS, end] - tokens.until[CAPITALS, start + 1]
    characters = tokens.ends[last] - tokens.starts[start] + 1
    first, first_script = tokens.numbers[start], tokens.first_scripts[start]
    opens, closes = tokens.opens[start], tokens.closes[last]
    seconds = np.where(several, tokens.numbers[second], _NO_WORD) + 1
    second_opens = np.where(several, tokens.opens[second], traits.NOTHING)
    opening = start == tokens.firsts[row]
    spans = list(zip(start.tolist(), end.tolist(), strict=True))
    beginning = _numbered([reduced[at][:3] for at, _ in spans])
    keys = (
        first,
        tokens.numbers[last],
        first * (len(reduced) + 1) + seconds,
        beginning * traits.SCRIPTS + first_script,
        _numbered([reduced[at - 1][-2:] for _, at in spans]),
        (opens * traits.OPENINGS + second_opens) * traits.CLOSINGS + closes,
        opens,
        closes,
    )
    return Cells(
        row, column, start, end, words,
        np.array([math.log(count) for count in characters.tolist()]),
        opens, closes, np.stack(keys), beginning, first_script, tokens.last_scripts[last],
        until[DIGITS] > 0, until[COMMAS],
        behind_first / np.maximum(1, words - 1),
        until[OPENED] != until[CLOSED],
        np.array([line.label for line in context.rows])[row] * opening,
        np.array([line.longer for line in context.rows])[row] * opening,
        opening & np.array([count in context.rows[at].heads for at, count in zip(row, words, strict=True)]),
        [frozenset(reduced[at:to]) for at, to in spans],
    )  # fmt: skip


def _numbered(texts: Sequence[str]) -> Whole:
    """Return a number for each text, the same for equal ones."""
    numbers: dict[str, int] = {}
    return np.array([numbers.setdefault(text, len(numbers)) for text in texts])


def describe_cells(context: Context, cells: Cells) -> Numbers:
    """Describe cells by themselves: a row a number, a column a cell."""
    words, label, longer = cells.words, cells.label, cells.longer
    return np.stack([
        words == 1, words == 2, words == 3, words == 4, np.clip(words - 4, 0, 20),
        cells.length, cells.length * cells.length, cells.capitals, cells.unbalanced, np.minimum(6, cells.commas),
        *_subjects_in(context, cells),
        words == label, words < label, (label > 0) & (label < words),
        cells.ends_label, words == longer, (words == label) & (label < longer),
    ])  # fmt: skip


def _subjects_in(context: Context, cells: Cells) -> Numbers:
    """Tell which cells hold the name of their own column's subject, and count those of others."""
    sets = context.subject_sets
    found = np.zeros((2, len(cells.vocabulary)))
    first = context.request.aspect_column
    for at, vocabulary in enumerate(cells.vocabulary):
        if not context.subject_words.isdisjoint(vocabulary):
            value = cells.column[at] - first
            found[0, at] = 0 <= value < len(sets) and sets[value] <= vocabulary
            found[1, at] = sum(
                number != value and bool(names) and names <= vocabulary for number, names in enumerate(sets)
            )
    return found


def describe_pairs(context: Context, cells: Cells, one: Whole, two: Whole) -> Numbers:
    """Describe how alike two value cells of a row are: contrasts are mostly worded in parallel.

    Args:
        context: the table.
        cells: its cells.
        one: numbers of cells.
        two: numbers of cells, each of the row of the other.

    Returns:
        A row a number, a column a pair.
    """
    same = cells.keys[:, one] == cells.keys[:, two]
    shared = _shared(cells, one, two)
    sizes = np.array([len(words) for words in cells.vocabulary])
    apart = abs(cells.length[one] - cells.length[two])
    single = cells.words == 1
    return np.stack([
        same[OPENS], same[CLOSES],
        same[FIRST], same[LAST],
        same[TWO] & ~single[one],
        apart, np.minimum(4.0, apart * apart), cells.numeric[one] == cells.numeric[two],
        shared / (sizes[one] + sizes[two] - shared), np.minimum(8, shared),
        abs(cells.capitals[one] - cells.capitals[two]), np.minimum(4, abs(cells.commas[one] - cells.commas[two])),
        single[one] != single[two],
        cells.first_script[one] == cells.first_script[two], cells.last_script[one] == cells.last_script[two],
        *_alike(context, cells, one, two, same),
    ])  # fmt: skip


def _shared(cells: Cells, one: Whole, two: Whole) -> Whole:
    """Count the words that two cells have in common."""
    vocabulary = cells.vocabulary
    pairs = zip(one.tolist(), two.tolist(), strict=True)
    return np.array([len(vocabulary[left] & vocabulary[right]) for left, right in pairs])


def _alike(context: Context, cells: Cells, one: Whole, two: Whole, same: NDArray[np.bool_]) -> Iterator[Numbers]:
    """Yield how far two cells are alike from their beginnings on, and back from their ends."""
    reduced, opens = context.reduced, context.tokens.opens.tolist()
    starts, ends = cells.start.tolist(), cells.end.tolist()
    pairs = list(zip(one.tolist(), two.tolist(), strict=True))
    spans = [(slice(starts[left], ends[left]), slice(starts[right], ends[right])) for left, right in pairs]
    firsts = [(reduced[left.start], reduced[right.start]) for left, right in spans]
    lasts = [(reduced[left.stop - 1], reduced[right.stop - 1]) for left, right in spans]
    initials = np.array([left[0] == right[0] for left, right in firsts])

    def measured(where: NDArray[np.bool_], measure: Callable[[int], float]) -> Numbers:
        found = np.zeros(len(pairs))
        places = np.flatnonzero(where)
        found[places] = [measure(at) for at in places.tolist()]
        return found

    def words(at: int, step: int = 1) -> float:
        left, right = spans[at]
        return _LOG[min(_LONGEST, _count(reduced[left][::step], reduced[right][::step]))]

    def letters(left: str, right: str) -> float:
        return min(_LETTERS, _count(left, right)) / _LETTERS

    yield cells.beginning[one] == cells.beginning[two]
    yield same[END]
    yield measured(cells.words[one] == cells.words[two], lambda at: opens[spans[at][0]] == opens[spans[at][1]])
    yield measured(same[FIRST], words)
    yield measured(same[LAST], lambda at: words(at, -1))
    yield measured(same[END], lambda at: letters(lasts[at][0][::-1], lasts[at][1][::-1]))
    yield measured(initials, lambda at: letters(*firsts[at]))


def _count(one: Sequence[str], two: Sequence[str]) -> int:
    """Count the items that two sequences begin with alike."""
    count = 0
    for left, right in zip(one, two, strict=False):
        if left != right:
            break
        count += 1
    return count


def describe_aspects(cells: Cells, aspect: Whole, value: Whole) -> Numbers:
    """Describe what value cells take up from the aspects of their rows: a row a number, a column a pair."""
    vocabulary = cells.vocabulary
    sizes = np.array([len(words) for words in vocabulary])
    shared = _shared(cells, aspect, value)
    return np.stack([
        cells.keys[FIRST, aspect] == cells.keys[FIRST, value],
        shared / sizes[aspect],
        (cells.words[value] == 1) & (shared == 1),
    ])  # fmt: skip
