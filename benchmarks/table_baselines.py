"""Simple ways to cut flattened rows, to hold the segmenter against: each takes rows and a number of columns."""

from __future__ import annotations

import heapq
import math
import re
from collections.abc import Callable, Sequence
from itertools import combinations, pairwise

Spans = list[tuple[int, int]]
Method = Callable[[Sequence[str], int, Sequence[str]], list[Spans]]

_SENTENCE_ENDS = frozenset(".!?\u3002\uff01\uff1f\u0964\u061f\u06d4")
_CLOSING = frozenset(")]}\u00bb\u201d\uff09\u300d")
_OPENING = frozenset("([{\u00ab\u201c\uff08\u300c")
_JOINING = frozenset(",;:/&+=-\u2013\u3001\uff0c\u060c")
_PLACES = 14


def equal_parts(rows: Sequence[str], columns: int, _subjects: Sequence[str]) -> list[Spans]:
    """Cut at the blanks nearest to equal parts."""
    cut = []
    for row in rows:
        words = _words(row)
        wanted = [len(row) * part / columns for part in range(1, columns)]
        found = [min(range(1, len(words)), key=lambda at: abs(words[at][0] - want), default=0) for want in wanted]
        cut.append(_cells(words, sorted(set(found) - {0})))
    return cut


def sentences_or_capitals(rows: Sequence[str], columns: int, _subjects: Sequence[str]) -> list[Spans]:
    """Cut behind sentence ends first, then before capitals that follow small letters, left to right."""
    cut = []
    for row in rows:
        words = _words(row)
        ends = [at for at in range(1, len(words)) if row[words[at - 1][1] - 1] in _SENTENCE_ENDS]
        capitals = [at for at in range(1, len(words)) if row[words[at][0]].isupper() and at not in ends]
        cut.append(_cells(words, sorted((ends + capitals + list(range(1, len(words))))[: columns - 1])))
    return cut


def plain_search(rows: Sequence[str], columns: int, subjects: Sequence[str]) -> list[Spans]:
    """Cut each row by itself, at the best-scored places: capitals, punctuation, brackets, subjects, lengths."""
    named = {word.lower() for subject in subjects for word in subject.split()}
    cut = []
    for row in rows:
        words = _words(row)
        scores = _scores(row, words, named)
        places = sorted(heapq.nlargest(max(_PLACES, columns), range(1, len(words)), key=lambda at: scores[at]))
        best = max(combinations(places, columns - 1), key=lambda found: _agreement(words, scores, found), default=())
        cut.append(_cells(words, list(best)))
    return cut


BASELINES: tuple[tuple[str, Method], ...] = (
    ("equal parts", equal_parts),
    ("sentence end or capital", sentences_or_capitals),
    ("plain search", plain_search),
)


def _words(row: str) -> Spans:
    return [match.span() for match in re.finditer(r"\S+", row)]


def _cells(words: Spans, cut: Sequence[int]) -> Spans:
    edges = [0, *cut, len(words)]
    return [(words[a][0], words[b - 1][1]) for a, b in pairwise(edges)]


def _scores(row: str, words: Spans, named: set[str]) -> list[float]:
    scores, depth = [0.0], 0
    for (start, end), (opening, stop) in pairwise(words):
        left, right = row[start:end], row[opening:stop]
        depth = max(0, depth + sum(c in _OPENING for c in left) - sum(c in _CLOSING for c in left))
        score = -4.0 * (depth > 0)
        if right[0].isupper():
            score += 1.0 if left[0].isupper() and not left.isupper() else 2.5
            score -= 1.5 * (right.lower() in named)
        elif right[0].islower():
            score -= 2.0
        elif not right[0].isalnum():
            score -= 1.5
        score += 2.0 * (left[-1] in _SENTENCE_ENDS) + 0.7 * (left[-1] in _CLOSING) - 4.0 * (left[-1] in _JOINING)
        scores.append(score)
    return scores


def _agreement(words: Spans, scores: list[float], cut: tuple[int, ...]) -> float:
    lengths = [math.log(end - start + 2) for start, end in _cells(words, cut)]
    values = lengths[1:]
    mean = sum(values) / max(1, len(values))
    uneven = sum((length - mean) ** 2 for length in values)
    return sum(scores[at] for at in cut) - 0.6 * uneven - 0.25 * max(0, cut[0] - 2 if cut else 0)
