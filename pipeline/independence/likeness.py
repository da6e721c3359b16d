"""How much two texts look like translations of one original: their passages aligned in order.

Lengths of passages that translate one another are close, those of passages that merely stand at the same place of the
genre's form are not (Gale & Church 1993, A program for aligning sentences in bilingual corpora). Every pair of aligned
passages so gives a log-likelihood ratio of "translated" against "of its kind"; the best local alignment (Smith &
Waterman 1981) sums them, so that a text may also hold more than its original.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from pipeline.alignment.anchors import overlap
from pipeline.independence.passages import Kind, Passage

# Found on 42 translations of 7 originals and 970 pairs of articles on other topics.
_SOFT = 5.0  # letters added to each width, so that one-word passages do not weigh by chance
_SPREAD = 0.06  # variance of the log ratio of two long translations
_SHORT_SPREAD = 4.0  # and what short ones add, over their widths
_LEAST_VARIANCE = 0.15  # of the widths of one kind in one text
_WORST = -3.0  # nats that a single pair can cost
_OTHER_KIND = -1.0  # a cell against a heading: layout is often lost on one side
_ANCHORS_SHARED, _ANCHORS_LACKING = 3.5, -1.0
_SKIPPED = 0.7  # nats that a passage without a partner costs
_EQUAL = 1e-9  # nats by which two alignments are equal
_KINDS = tuple(Kind)
_OF_TABLES = (Kind.CELL, Kind.LABEL)

# 103 of 111 pairs of translations pass, 2 of 970 pairs on other topics, and no independent article on the same topic:
# .45 a passage is the most that one of 50 such pairs has, .47 the least of a translation that passes else.
LEAST_SCORE = 6.0
LEAST_COVERAGE = 0.4
LEAST_MEAN = 0.5

Matrix = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Likeness:
    """An alignment of two texts.

    `score` is in nats, `coverage` the share of the better covered text, `pairs` the indices of aligned passages,
    `left_out` how many passages outside tables the text that leaves fewer of them without partner so leaves: two
    authors may well give a table the same rows in the same order, around which they write what they like.
    """

    score: float
    coverage: float
    pairs: tuple[tuple[int, int], ...]
    left_out: int = 0

    @property
    def translated(self) -> bool:
        """Whether one text is a translation or a copy of the other, or both are of a third."""
        strong = self.score >= LEAST_SCORE and self.coverage >= LEAST_COVERAGE
        return strong and self.score >= LEAST_MEAN * (len(self.pairs) + self.left_out)


@dataclass(frozen=True, slots=True)
class _Text:
    """The passages of a text as arrays: the logarithm of each width, and its mean and variance among its kind."""

    passages: Sequence[Passage]
    widths: Matrix
    logs: Matrix
    kinds: NDArray[np.intp]
    means: Matrix
    variances: Matrix


def likeness(one: Sequence[Passage], other: Sequence[Passage]) -> Likeness:
    """Align two texts, one passage to one, in order.

    Args:
        one, other: the passages of two sources.
    """
    if not (one and other):
        return Likeness(0.0, 0.0, ())
    gains = _gains(_text(one), _text(other))
    best = _best(gains)
    pairs = _walk_back(best, gains)
    return Likeness(float(best.max()), _coverage(one, other, pairs), pairs, _left_out(one, other, pairs))


def _best(gains: Matrix) -> Matrix:
    """Return the score of the best alignment that ends before each place; 0 where none is better than none.

    A row is found at once: what is skipped along it costs as much by passage, so that the best start is a running
    maximum of scores with that cost added back.
    """
    rows, columns = gains.shape
    best = np.zeros((rows + 1, columns + 1))
    along = _SKIPPED * np.arange(columns + 1)
    for row in range(rows):
        ended = np.maximum(best[row] - _SKIPPED, 0.0)
        ended[1:] = np.maximum(ended[1:], best[row, :-1] + gains[row])
        best[row + 1] = np.maximum.accumulate(ended + along) - along
    return best


def _walk_back(best: Matrix, gains: Matrix) -> tuple[tuple[int, int], ...]:
    """Return the pairs of the best alignment; of several the one that ends last, and that pairs before it skips."""
    at = int(np.flatnonzero(best >= best.max() - _EQUAL)[-1])
    i, j = divmod(at, best.shape[1])
    pairs: list[tuple[int, int]] = []
    while i and j and best[i, j] > _EQUAL:
        if best[i - 1, j - 1] + gains[i - 1, j - 1] >= best[i, j] - _EQUAL:
            i, j = i - 1, j - 1
            pairs.append((i, j))
        elif best[i - 1, j] - _SKIPPED >= best[i, j] - _EQUAL:
            i -= 1
        else:
            j -= 1
    return tuple(reversed(pairs))


def _gains(one: _Text, other: _Text) -> Matrix:
    """Return what each pair of passages speaks for a translation, in nats."""
    ratio = one.logs[:, None] - other.logs[None]
    translated = _SPREAD + _SHORT_SPREAD / np.maximum(one.widths[:, None] + other.widths[None], 1.0)
    by_kind = one.variances[:, None] + other.variances[None]
    shift = ratio - (one.means[:, None] - other.means[None])
    gains: Matrix = -0.5 * np.log(translated / by_kind) - ratio**2 / (2 * translated) + shift**2 / (2 * by_kind)
    gains = np.maximum(gains, _WORST) + _OTHER_KIND * (one.kinds[:, None] != other.kinds[None])
    gains += _anchored(one.passages, other.passages)
    return gains


def _anchored(one: Sequence[Passage], other: Sequence[Passage]) -> Matrix:
    """Return what anchors speak for each pair: much where they are shared, against it where one side lacks them."""
    having = [np.array([bool(passage.anchors) for passage in side]) for side in (one, other)]
    gains: Matrix = np.where(having[0][:, None] | having[1][None], _ANCHORS_LACKING, 0.0)
    holding: dict[str, list[int]] = defaultdict(list)
    for j, passage in enumerate(other):
        for anchor in passage.anchors:
            holding[anchor].append(j)
    for i, passage in enumerate(one):
        for j in {j for anchor in passage.anchors for j in holding.get(anchor, ())}:
            gains[i, j] += _ANCHORS_SHARED * overlap(passage.anchors, other[j].anchors)
    return gains


def _text(passages: Sequence[Passage]) -> _Text:
    widths = np.array([passage.width for passage in passages])
    kinds = np.array([_KINDS.index(passage.kind) for passage in passages])
    logs = np.log(widths + _SOFT)
    means, variances = np.zeros_like(logs), np.zeros_like(logs)
    for kind in set(kinds.tolist()):
        of_kind = kinds == kind
        means[of_kind], variances[of_kind] = logs[of_kind].mean(), logs[of_kind].var() + _LEAST_VARIANCE
    return _Text(passages, widths, logs, kinds, means, variances)


def _coverage(one: Sequence[Passage], other: Sequence[Passage], pairs: Sequence[tuple[int, int]]) -> float:
    if not pairs:
        return 0.0
    mine = sum(one[i].width for i, _ in pairs) / max(sum(passage.width for passage in one), 1.0)
    theirs = sum(other[j].width for _, j in pairs) / max(sum(passage.width for passage in other), 1.0)
    return max(mine, theirs)


def _left_out(one: Sequence[Passage], other: Sequence[Passage], pairs: Sequence[tuple[int, int]]) -> int:
    mine, theirs = {i for i, _ in pairs}, {j for _, j in pairs}
    return min(
        sum(passage.kind not in _OF_TABLES for place, passage in enumerate(text) if place not in aligned)
        for text, aligned in ((one, mine), (other, theirs))
    )
