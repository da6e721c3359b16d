"""The best cuts of one row by the scores of its places, exactly."""

from __future__ import annotations

import heapq
from collections.abc import Sequence
from itertools import combinations
from typing import NamedTuple

_PLACES = {1: 60, 2: 20, 3: 15, 4: 13}  # places tried, by the number of cuts: at most 1,365 cuts to compare
_FEWEST = 12
_MARGIN = 9.0  # logits below the best cut from which a cut is no candidate: at 8, one right cut in 600 is lost


class Candidate(NamedTuple):
    """A cut, as the numbers of the words that open the cells after the first, with its score."""

    score: float
    cut: tuple[int, ...]


def best_cuts(scores: Sequence[float], cuts: int, keep: int) -> list[Candidate]:
    """Return the best ways to choose `cuts` places.

    Args:
        scores: one logit a place; the first is not used.
        cuts: how many places to choose, one fewer than there are cells.
        keep: how many candidates to return at most.

    Returns:
        The candidates, best first; one that cuts everywhere, where the row has too few places.
    """
    places = range(1, len(scores))
    if len(places) <= cuts:
        return [Candidate(sum(scores[1:]), tuple(places))]
    tried = max(cuts + 2, _PLACES.get(cuts, _FEWEST))
    promising = heapq.nlargest(tried, places, key=lambda at: (scores[at], -at))
    # A place cannot be part of a cut within the margin if it falls short of the last of the best by more.
    least = scores[promising[cuts - 1]] - _MARGIN if cuts else 0.0
    promising = sorted(at for at in promising if scores[at] >= least)
    found = [(sum(map(scores.__getitem__, cut)), cut) for cut in combinations(promising, cuts)]
    best = heapq.nlargest(keep, found)
    floor = best[0][0] - _MARGIN
    return [Candidate(score, cut) for score, cut in best if score >= floor]
