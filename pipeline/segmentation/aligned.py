"""Tables that a text browser has set in columns: no line is drawn, and a long cell goes on below, in its own column.

So w3m, ELinks and Inscriptis show a page. Every line of the body is cut where its columns begin; header cells may stand
centred over them, so that only their order counts.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from pipeline.model import Span
from pipeline.segmentation.drawn import LONGEST_LINE, Drawn, DrawnCell, DrawnLine, shown_at

_PIECE = re.compile(r"\S+(?: \S+)*")  # one blank parts words, more part cells
_MOST_COLUMNS = 8
_FEWEST_ROWS = 2
_FEWEST_PIECES = 2  # that begin in a column

Pieces = dict[int, Span]


def read_aligned(lines: Sequence[DrawnLine]) -> Drawn | None:
    """Read the table set in columns that begins with the first of the lines, if one does.

    Args:
        lines: what follows in the text; it ends at the first blank line.
    """
    end = next((number for number, line in enumerate(lines) if number and line.gap), len(lines))
    if any(len(line.text) > LONGEST_LINE for line in lines[:end]):
        return None
    cut = [_pieces(line.text) for line in lines[:end]]
    starts = _columns(cut[1:])
    if not starts or len(cut[0]) not in (len(starts), len(starts) - 1):
        return None
    first = len(starts) - len(cut[0])
    header = [DrawnCell(0, first + at, 1, ((0, piece),)) for at, piece in enumerate(cut[0].values())]
    corner = [DrawnCell(0, 0, 1, ())] if first else []
    rows = _rows([{starts.index(start): piece for start, piece in line.items()} for line in cut[1:]], lines)
    if len(rows) < _FEWEST_ROWS or not rows[0]:
        return None
    body = [
        DrawnCell(row, column, 1, tuple((number + 1, line[column]) for number, line in members if column in line))
        for row, members in enumerate(rows, start=1)
        for column in range(len(starts))
    ]
    return Drawn((*corner, *header, *body), len(starts), len(rows) + 1, end)


def _pieces(text: str) -> Pieces:
    """Return the stretches between runs of blanks, by the column of a terminal that each begins in."""
    return {shown_at(text, match.start()): Span(*match.span()) for match in _PIECE.finditer(text)}


def _columns(body: Sequence[Pieces]) -> list[int]:
    """Return where the columns begin, if no piece begins anywhere else; a line that is full shows them all."""
    counts = Counter(start for line in body for start in line)
    widest = max((len(line) for line in body), default=0)
    told = 1 < widest == len(counts) <= _MOST_COLUMNS and min(counts.values()) >= _FEWEST_PIECES
    return sorted(counts) if told else []


def _rows(body: Sequence[Pieces], lines: Sequence[DrawnLine]) -> list[list[tuple[int, Pieces]]]:
    """Part the lines into rows: one that is full opens one; another goes on with the row above, or has empty cells."""
    columns = max(map(len, body))
    rows: list[list[tuple[int, Pieces]]] = []
    for number, line in enumerate(body):
        label = line[0].of(lines[number + 1].text) if 0 in line else ""
        opens = len(line) == columns or (len(line) > 1 and label != "" and not label[0].islower())
        if opens or not rows:
            rows.append([])
        rows[-1].append((number, line))
    return rows
