"""The entries of a table of contents: lines that are headings further down."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from pipeline.model import Block, BlockKind, Role

CONTENTS_ENTRY = "contents.entry"
_LABEL = f"label.{Role.CONTENTS}"
_NUMBER = re.compile(r"(?:\d{1,2}(?:\.\d{1,2})*[.)]?|[ivx]{1,4}[.)])\s+")
_UNLABELLED = 4  # entries in a row; three compared things over a table are three lines, and headings later
_WITHIN = 0.4  # of the blocks: further down a row of headings is no table of contents


def contents_entries(keys: Sequence[str], blocks: Sequence[Block], rules: Sequence[str]) -> Iterator[int]:
    """Yield the positions of the entries of tables of contents.

    Args:
        keys: the folded texts of the blocks.
        blocks: the blocks of a source, in order.
        rules: the rules that labelled them so far, "" where none did.
    """
    plain = [_NUMBER.sub("", key, count=1) if key[:1].isalnum() else key for key in keys]
    last = {plain[block.position]: block.position for block in blocks if block.kind is BlockKind.HEADING}
    position = 0
    while position < len(blocks):
        run = _run(position, plain, last)
        labelled = position > 0 and rules[position - 1] == _LABEL
        if labelled or _is_contents(run, plain, len(blocks)):
            yield from (entry for entry in run if not rules[entry])
        position += max(1, len(run))


def _run(start: int, plain: Sequence[str], last: dict[str, int]) -> list[int]:
    """Return the positions from `start` on that are headings behind the run, each behind the one before."""
    run: list[int] = []
    target = -1
    for position in range(start, len(plain)):
        heading = last.get(plain[position], -1)
        if heading <= max(position, target):
            break
        run.append(position)
        target = heading
    end = run[-1] if run else start
    return run if all(last[plain[position]] > end for position in run) else []


def _is_contents(run: Sequence[int], plain: Sequence[str], total: int) -> bool:
    worded = sum(len(plain[position].split()) > 1 for position in run)
    return len(run) >= _UNLABELLED and worded * 2 >= len(run) and run[0] < _WITHIN * total
