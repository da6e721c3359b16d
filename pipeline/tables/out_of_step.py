"""Rows of single cells that are out of step: an empty cell left no line, and what stands below it came one too early.

Told by the lines that are labels of aspects in full: each opens a row. One alone may be a value ("Purpose: price"), so
that two must stand in the same new step.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise

from pipeline.languages import Language
from pipeline.model import Block
from pipeline.reading.aspects import is_label
from pipeline.tables.layouts import size_of

_FEWEST_IN_STEP = 2


def rows_in_step(blocks: Sequence[Block], columns: int, language: Language) -> list[Sequence[Block]]:
    """Return the lines of each row; where a cell was left out, its row has fewer.

    Args:
        blocks: the lines, a cell each.
        columns: the number of cells in a row, of which the first is the label.
        language: the language of the document.
    """
    edges = [0, *(at for at in _openings(blocks, columns, language) if at), len(blocks)]
    return [row for start, end in pairwise(edges) for row in _rows(blocks[start:end], columns, language)]


def _openings(blocks: Sequence[Block], columns: int, language: Language) -> Iterator[int]:
    """Yield the first row of each new step, and the row above it, in which the step changed."""
    labels = [at for at, block in enumerate(blocks) if is_label(block.text, language.code)]
    if not labels or labels[0] % columns:
        return  # they stand in another column, behind a running number
    steps = [list(some) for _, some in groupby(labels, key=lambda at: at % columns)]
    steps = [some for some in steps if len(some) >= _FEWEST_IN_STEP]
    for before, step in pairwise([[0], *steps]):
        if step[0] % columns != before[-1] % columns:
            yield from (before[-1], step[0])


def _rows(blocks: Sequence[Block], columns: int, language: Language) -> list[Sequence[Block]]:
    """Part the lines between two labels into rows, of which one may be short: where the labels come out shortest."""
    left = len(blocks) % columns
    if not left:
        return _parted(blocks, columns, len(blocks), left)
    places = range(0, len(blocks) - left + 1, columns)
    return min(
        (_parted(blocks, columns, place, left) for place in places),
        key=lambda rows: sum(size_of(row[0].text, language) for row in rows),
    )


def _parted(blocks: Sequence[Block], columns: int, place: int, left: int) -> list[Sequence[Block]]:
    starts = [*range(0, place, columns), *([place] if left else []), *range(place + left, len(blocks), columns)]
    return [blocks[start:end] for start, end in pairwise([*starts, len(blocks)])]
