"""Headers of tables that name nothing known: a run of lines without blank lines between, set apart from the prose.

Such a run holds one cell a line. Its width shows where every n-th line opens alike, and the header otherwise; or where
a few short lines worded alike stand above long ones.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from pipeline.model import Block, BlockKind, Document, Role
from pipeline.segmentation import traits
from pipeline.stages.spacing import stands_apart

_WIDEST = 4
_FEWEST_ROWS = 3  # every n-th line may be alike by chance
_FEWEST_PARALLEL_ROWS = 2
_LONGEST_RUN = 400  # lines: in a longer one blank lines were lost altogether
_HEADER_WORDS = 6
_QUOTES = "\"'“”„«»‘’「『"
_SENTENCE_ENDS = (".", "!", "?", "…", ":", "。", "！", "？", "।", "؟")
_LONGER = 2  # times as many words as the header, for a line that is certainly none


def cells_of_header(document: Document, position: int) -> tuple[tuple[Block, ...], bool]:
    """Return the header cells of the run that begins at a block, and whether the first is over the aspects.

    Args:
        document: a document with blocks.
        position: the block to begin at.

    Returns:
        The cells; none where no run of single cells begins here.
    """
    run = _run(document, position)
    for columns in range(2, _WIDEST + 1):
        header, body = run[:columns], run[columns:]
        if not body or len(body) % columns or not all(map(_may_head, header)):
            continue
        if len(body) >= _FEWEST_ROWS * columns and _alternates(header, body):
            return tuple(header), True
        if len(body) >= _FEWEST_PARALLEL_ROWS * columns and _parallel(header, body):
            return tuple(header), False
    return (), False


def _run(document: Document, position: int) -> list[Block]:
    """Return the lines of a run, where prose before or behind it is parted by blank lines."""
    blocks = document.blocks
    if not _opens(document, position):
        return []
    run = [blocks[position]]
    for block in blocks[position + 1 : position + 1 + _LONGEST_RUN]:
        if stands_apart(run[-1], block, document):
            break
        if block.boilerplate or block.kind in (BlockKind.LIST_ITEM, BlockKind.TITLE):
            return []
        run.append(block)
    return run if len(run) < _LONGEST_RUN else []


def _opens(document: Document, position: int) -> bool:
    before = document.blocks[max(0, position - 2) : position + 1]
    return len(before) > 2 and all(stands_apart(one, other, document) for one, other in pairwise(before))


def _may_head(block: Block) -> bool:
    short = len(block.text.split()) <= _HEADER_WORDS and not block.text.endswith(_SENTENCE_ENDS)
    return short and block.role in (Role.BODY, block.section_role)


def _alternates(header: Sequence[Block], body: Sequence[Block]) -> bool:
    """Tell whether the lines of a column open and close alike, unlike those of another and unlike its header."""
    columns = [{_look(block) for block in body[column :: len(header)]} for column in range(len(header))]
    looks = [next(iter(column)) for column in columns if len(column) == 1]
    told = len(looks) == len(header) == len(set(looks))
    return told and all(_look(cell) != look for cell, look in zip(header, looks, strict=True))


def _look(block: Block) -> tuple[int, bool]:
    first = block.text.split(maxsplit=1)[0]
    opens = traits.SYMBOL if first[0] in _QUOTES else traits.opening(first)
    kind = traits.UPPER if opens in (traits.UPPER, traits.ACRONYM) else opens
    return kind, block.text.endswith(_SENTENCE_ENDS)


def _parallel(header: Sequence[Block], body: Sequence[Block]) -> bool:
    """Tell whether short lines that share a word, but are not the same, stand above lines that are all longer."""
    words = [cell.text.casefold().split() for cell in header]
    shared = set.intersection(*map(set, words))
    longest = max(map(len, words))
    apart = len({tuple(one) for one in words}) == len(words) and all(len(one) > len(shared) for one in words)
    return bool(shared) and apart and all(len(block.text.split()) >= _LONGER * longest for block in body)
