"""Blank lines between blocks: flattened text has no other way to say what belongs together."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from pipeline.model import Block, Document


def stands_apart(one: Block, other: Block, document: Document) -> bool:
    """Tell whether a blank line stands between two blocks."""
    between = document.text[one.span.end : other.span.start].replace("\r\n", "\n").replace("\r", "\n")
    return between.count("\n") > 1


def still_repeating(gaps: Sequence[bool], periods: Iterable[int]) -> tuple[int, ...]:
    """Return the periods in which the gaps between blocks go on repeating with the last of them.

    Args:
        gaps: whether a blank line stands between each two blocks.
        periods: those in which the gaps before the last one repeat.
    """
    return tuple(period for period in periods if len(gaps) <= period or gaps[-1] == gaps[-1 - period])
