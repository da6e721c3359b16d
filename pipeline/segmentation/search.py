"""The best cuts of one row by the scores of its places, exactly."""

from __future__ import annotations

import heapq
from collections.abc import Iterator, Sequence
from typing import NamedTuple

_MARGIN = 7.0  # logits below the best cut; at 9, .001 more rows are right, and half as many cuts more to judge


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
    if len(places) <= cuts or not cuts:
        return [Candidate(sum(scores[1:]), tuple(places))] if cuts else [Candidate(0.0, ())]
    # No cut but the first `keep + cuts` places can be among the best `keep`: there are more that are better.
    ranked = heapq.nlargest(keep + cuts, places, key=lambda at: (scores[at], -at))
    found: list[Candidate] = []
    for score, chosen in _by_score([scores[at] for at in ranked], cuts):
        if len(found) == keep or (found and score < found[0].score - _MARGIN):
            break
        found.append(Candidate(score, tuple(sorted([ranked[at] for at in chosen]))))
    return found


def _by_score(scores: Sequence[float], size: int) -> Iterator[tuple[float, tuple[int, ...]]]:
    """Yield the choices of `size` from falling scores, best first.

    Every choice but the first is reached from one better one alone: the one that has its first number not in place
    lowered by one. So nothing needs to be remembered, and the k-th best costs no more than k steps (Lawler 1972).
    """
    first = tuple(range(size))
    waiting = [(-sum(scores[:size]), first)]
    while waiting:
        loss, chosen = heapq.heappop(waiting)
        yield -loss, chosen
        for number, at in enumerate(chosen):
            after = at + 1
            if after < (chosen[number + 1] if number + 1 < size else len(scores)):
                worse = loss + scores[at] - scores[after]
                heapq.heappush(waiting, (worse, (*chosen[:number], after, *chosen[number + 1 :])))
            if at != number:
                break
