"""A row that stands alone between rows that are aligned: in a table on the same things it is likely the same row.

Likely only: sources choose and order their rows as they like. So such a row may agree, and never conflicts.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence


def alone_between(
    mine: Sequence[str], theirs: Sequence[str], partners: Mapping[str, str], alike: Callable[[str, str], bool]
) -> Iterator[tuple[str, str]]:
    """Yield the pairs of rows without a partner whose neighbours above and below are partners.

    Args:
        mine, theirs: the rows of two tables, in reading order.
        partners: the rows of `mine` that are aligned, with those of `theirs`; a table begins and ends with both.
        alike: whether two rows say things of one kind (numbers of one dimension, answers, words).
    """
    aligned = {"": "", **partners}
    framed, other = ("", *mine, ""), ("", *theirs, "")
    for above, row, below in zip(framed, framed[1:], framed[2:], strict=False):
        if row in aligned or above not in aligned or below not in aligned or not (above or below):
            continue
        for their_above, their_row, their_below in zip(other, other[1:], other[2:], strict=False):
            is_between = (their_above, their_below) == (aligned[above], aligned[below])
            if is_between and their_row not in partners.values() and alike(row, their_row):
                yield row, their_row
