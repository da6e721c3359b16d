"""Which sources of a topic are held against each other, so that the work grows with their number and not its square."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import combinations
from typing import TypeVar

ALL_PAIRS = 12  # sources; 66 pairs
_REPRESENTATIVES = 6
T = TypeVar("T")


def representative_pairs(items: Sequence[T], weight: Callable[[T], int]) -> Iterator[tuple[T, T]]:
    """Yield all pairs of a few items; of many, those of each with the few that weigh most.

    Args:
        items: what is to be compared.
        weight: how much an item has to compare; of two that weigh the same the first stands for both.

    Yields:
        Pairs in the order of the items, each once.
    """
    places = range(len(items))
    heaviest = sorted(places, key=lambda place: (-weight(items[place]), place))[:_REPRESENTATIVES]
    chosen = frozenset(places if len(items) <= ALL_PAIRS else heaviest)
    for one, other in combinations(places, 2) if len(chosen) == len(items) else _with_some(places, sorted(chosen)):
        yield items[one], items[other]


def _with_some(places: Sequence[int], chosen: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Yield each place with each of the chosen, two of the chosen once."""
    for place in places:
        for one in chosen:
            if one < place or (one > place and place not in chosen):
                yield min(one, place), max(one, place)
