"""How much two texts look like translations of one original: their passages aligned in order.

Lengths of passages that translate one another are close, those of passages that merely stand at the same place of the
genre's form are not (Gale & Church 1993, A program for aligning sentences in bilingual corpora). Every pair of aligned
passages so gives a log-likelihood ratio of "translated" against "of its kind"; the best local alignment (Smith &
Waterman 1981) sums them, so that a text may also hold more than its original.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import fmean, pvariance

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
_SKIPPED = -0.7

# 97 of 111 pairs of translations pass and 2 of 970 others; neither the two given articles do (5.6, .36) nor an
# independent article on the topic of six translations (7.6, but four passages of nineteen).
LEAST_SCORE = 6.0
LEAST_COVERAGE = 0.4
LEAST_MEAN = 0.5


@dataclass(frozen=True, slots=True)
class Likeness:
    """An alignment of two texts.

    `score` is in nats, `coverage` the share of the better covered text, `pairs` the indices of aligned passages.
    """

    score: float
    coverage: float
    pairs: tuple[tuple[int, int], ...]

    @property
    def translated(self) -> bool:
        """Whether one text is a translation or a copy of the other, or both are of a third."""
        strong = self.score >= LEAST_SCORE and self.coverage >= LEAST_COVERAGE
        return strong and self.score >= LEAST_MEAN * len(self.pairs)


@dataclass(frozen=True, slots=True)
class _Widths:
    mean: float
    variance: float


def likeness(one: Sequence[Passage], other: Sequence[Passage]) -> Likeness:
    """Align two texts, one passage to one, in order.

    Args:
        one, other: the passages of two sources.
    """
    widths = _widths(one), _widths(other)
    best = [[0.0] * (len(other) + 1) for _ in range(len(one) + 1)]
    back: list[list[tuple[int, int] | None]] = [[None] * (len(other) + 1) for _ in range(len(one) + 1)]
    top = (0.0, 0, 0)
    for i, mine in enumerate(one, 1):
        for j, theirs in enumerate(other, 1):
            paired = best[i - 1][j - 1] + _gain(mine, theirs, widths[0][mine.kind], widths[1][theirs.kind])
            step: tuple[float, tuple[int, int] | None] = (0.0, None)
            for score, move in (
                (paired, (1, 1)),
                (best[i - 1][j] + _SKIPPED, (1, 0)),
                (best[i][j - 1] + _SKIPPED, (0, 1)),
            ):
                if score > step[0]:
                    step = score, move
            best[i][j], back[i][j] = step
            top = max(top, (best[i][j], i, j))
    pairs = _walk_back(back, top[1], top[2])
    return Likeness(top[0], _coverage(one, other, pairs), pairs)


def _walk_back(back: Sequence[Sequence[tuple[int, int] | None]], i: int, j: int) -> tuple[tuple[int, int], ...]:
    pairs: list[tuple[int, int]] = []
    while move := back[i][j]:
        i, j = i - move[0], j - move[1]
        if move == (1, 1):
            pairs.append((i, j))
    return tuple(reversed(pairs))


def _gain(one: Passage, other: Passage, mine: _Widths, theirs: _Widths) -> float:
    ratio = math.log((one.width + _SOFT) / (other.width + _SOFT))
    translated = _SPREAD + _SHORT_SPREAD / max(one.width + other.width, 1.0)
    by_kind, shift = mine.variance + theirs.variance, ratio - (mine.mean - theirs.mean)
    gain = -0.5 * math.log(translated / by_kind) - ratio**2 / (2 * translated) + shift**2 / (2 * by_kind)
    gain = max(gain, _WORST) + (_OTHER_KIND if one.kind is not other.kind else 0.0)
    if one.anchors or other.anchors:
        gain += _ANCHORS_SHARED * overlap(one.anchors, other.anchors) + _ANCHORS_LACKING
    return gain


def _widths(text: Sequence[Passage]) -> dict[Kind, _Widths]:
    logs: dict[Kind, list[float]] = defaultdict(list)
    for passage in text:
        logs[passage.kind].append(math.log(passage.width + _SOFT))
    return {kind: _Widths(fmean(values), pvariance(values) + _LEAST_VARIANCE) for kind, values in logs.items()}


def _coverage(one: Sequence[Passage], other: Sequence[Passage], pairs: Sequence[tuple[int, int]]) -> float:
    if not pairs:
        return 0.0
    mine = sum(one[i].width for i, _ in pairs) / max(sum(passage.width for passage in one), 1.0)
    theirs = sum(other[j].width for _, j in pairs) / max(sum(passage.width for passage in other), 1.0)
    return max(mine, theirs)
