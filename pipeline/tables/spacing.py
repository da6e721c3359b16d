"""Blank lines between blocks: flattened text has no other way to say what belongs together."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from pipeline.model import Block, Document

_LONGEST_GROUP = 8  # lines


def stands_apart(one: Block, other: Block, document: Document) -> bool:
    """Tell whether a blank line stands between two blocks."""
    between = document.text[one.span.end : other.span.start].replace("\r\n", "\n").replace("\r", "\n")
    return between.count("\n") > 1


def groups(document: Document, position: int) -> Iterator[list[Block]]:
    """Yield the lines from a block on that blank lines part from others; furniture that stands apart is left out.

    A group of more lines than a row has cells ends them.
    """
    group: list[Block] = []
    for at in range(position, len(document.blocks)):  # a slice would copy all that is behind
        block = document.blocks[at]
        if group and stands_apart(group[-1], block, document):
            if not all(one.boilerplate for one in group):
                yield group
            group = []
        group.append(block)
        if len(group) > _LONGEST_GROUP:
            return
    if group and not all(one.boilerplate for one in group):
        yield group


def still_repeating(gaps: Sequence[bool], periods: Iterable[int]) -> tuple[int, ...]:
    """Return the periods in which the gaps between blocks go on repeating with the last of them.

    Args:
        gaps: whether a blank line stands between each two blocks.
        periods: those in which the gaps before the last one repeat.
    """
    return tuple(period for period in periods if len(gaps) <= period or gaps[-1] == gaps[-1 - period])
