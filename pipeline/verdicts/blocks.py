"""Which sides of a respect are compared: all with all of a few; of many, by what they say.

Sides that say the same are a block. A side is compared with the first of its block, the first of each of the largest
blocks with one another, and those of smaller blocks with the first of the largest: what most say is what a source that
says otherwise is held against. So a respect of n sides costs n comparisons, not n².
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import combinations

from pipeline.alignment.representatives import ALL_PAIRS
from pipeline.verdicts.position import values_of
from pipeline.verdicts.respects import Side

_BLOCKS = 8
_Said = tuple[tuple[str, ...], tuple[int, ...], str]


def compared_sides(sides: Sequence[Side]) -> Iterator[tuple[Side, Side]]:
    """Yield the pairs of sides that are compared, each once.

    Args:
        sides: what independent sources say in one respect, in a fixed order.
    """
    if len(sides) <= ALL_PAIRS:
        yield from combinations(sides, 2)
        return
    blocks: dict[_Said, list[Side]] = defaultdict(list)
    for side in sides:
        blocks[_said(side)].append(side)
    ordered = sorted(blocks.values(), key=lambda block: -len(block))
    largest = [block[0] for block in ordered[:_BLOCKS]]
    yield from combinations(largest, 2)
    yield from ((largest[0], block[0]) for block in ordered[_BLOCKS:])
    for block in ordered:
        yield from ((block[0], side) for side in block[1:])


def _said(side: Side) -> _Said:
    """Return what a side says: known values and counts in any language, and words where it has neither."""
    values = values_of(side.statements)
    counts = tuple(sorted({one.count for one in side.statements if one.count is not None}))
    words = "" if values or counts else " ".join(sorted({one.value.casefold() for one in side.statements}))
    return tuple(sorted(values)), counts, words
