"""Tables drawn with characters: a frame of plus signs and hyphens, or columns under rules of hyphens or equals signs.

Pandoc's grid, simple and multiline tables and those of reStructuredText; only the layout is read, in columns as a
terminal shows them (an ideograph takes two). A drawn row may go over several lines, and a cell over several columns.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from pipeline.model import Span
from pipeline.segmentation.delimiters import trimmed

_FRAME = re.compile(r"\s*[+├┌└╔╠╚][-=:+─━═┬┼┴┤┐┘╦╬╩╣╗╝]+\s*$")
_RULE = re.compile(r"\s*(?:-{3,}|={3,})\s*$")
_GROUPS = re.compile(r"\s*(?:-{2,}(?:\s+-{2,})+|={2,}(?:\s+={2,})+)\s*$")
_GROUP = re.compile(r"-+|=+")
_BARS = re.compile(r"[|│┃║]")
_JOINTS = re.compile(r"[+├┌└╔╠╚┬┼┴┤┐┘╦╬╩╣╗╝]")
_MOST_HEADER_LINES = 4
LONGEST_LINE = 2_000  # characters of a line: a longer one was not drawn to be looked at


class DrawnLine(NamedTuple):
    """A line with its indentation; `gap` tells that a blank line stands before it."""

    text: str
    gap: bool = False


class DrawnCell(NamedTuple):
    """A cell: its place, how many columns it takes, and where its text stands, line by line."""

    row: int
    column: int
    columns: int
    pieces: tuple[tuple[int, Span], ...]


class Drawn(NamedTuple):
    """A table as drawn: its cells, its size, and how many lines it takes up."""

    cells: tuple[DrawnCell, ...]
    columns: int
    rows: int
    lines: int


def read_drawn(lines: Sequence[DrawnLine]) -> Drawn | None:
    """Read the drawn table that begins with the first of the lines, if one does.

    Args:
        lines: what follows in the text; lines behind the table are not looked at.
    """
    if any(len(line.text) > LONGEST_LINE for line in lines[: _MOST_HEADER_LINES + 2]):
        return None
    if lines and _FRAME.match(lines[0].text):
        return _framed(lines)
    return _under_rules(lines)


def may_be_drawn(lines: Sequence[DrawnLine]) -> bool:
    """Tell by the first few lines whether a drawn table can begin with them."""
    if len(lines) > 1 and _FRAME.match(lines[0].text):
        return bool(_BARS.match(lines[1].text.lstrip()))
    return _rules_below(lines) > 0


def is_rule(text: str) -> bool:
    """Tell whether a line only draws: a frame, a rule, or the dashed row of a Markdown table."""
    return any(mark in text for mark in "-=─━═") and not text.strip(" \t|+-=:─━═│┃║├┼┤┌┬┐└┴┘╔╦╗╠╬╣╚╩╝")


# ------------------------------------------------------------------------------------------------------------ frames


def _framed(lines: Sequence[DrawnLine]) -> Drawn | None:
    """Rows between lines of a frame; where no line parts two rows, each line is one."""
    taken = 0
    while taken < len(lines) and _belongs_to_frame(lines[taken].text):
        taken += 1
    frames = [number for number in range(taken) if _FRAME.match(lines[number].text)]
    if len(frames) < 2:
        return None
    edges = sorted({shown_at(lines[number].text, at.start()) for number in frames
                    for at in _JOINTS.finditer(lines[number].text)})  # fmt: skip
    groups = [list(range(one + 1, other)) for one, other in pairwise(frames) if other > one + 1]
    if len(groups) == 2 and len(groups[1]) > 1 and _each_line_opens(groups[1], lines):
        groups = [groups[0], *([number] for number in groups[1])]  # a frame around all rows, none between two
    cells = [cell for row, group in enumerate(groups) for cell in _framed_row(row, group, edges, lines)]
    columns = len(edges) - 1
    return Drawn(tuple(cells), columns, len(groups), taken) if columns > 1 else None


def _belongs_to_frame(text: str) -> bool:
    return len(text) <= LONGEST_LINE and bool(_FRAME.match(text) or _BARS.match(text.lstrip()))


def _each_line_opens(group: Sequence[int], lines: Sequence[DrawnLine]) -> bool:
    return all(_BARS.split(lines[number].text.strip())[1].strip() for number in group)


def _framed_row(row: int, group: Sequence[int], edges: Sequence[int], lines: Sequence[DrawnLine]) -> list[DrawnCell]:
    places: dict[tuple[int, int], list[tuple[int, Span]]] = {}
    for number in group:
        text = lines[number].text
        bars = [match.start() for match in _BARS.finditer(text)]
        for left, right in pairwise(bars):
            first = max(0, bisect_right(edges, shown_at(text, left)) - 1)
            behind = max(first + 1, bisect_right(edges, shown_at(text, right)) - 1)
            pieces = places.setdefault((first, behind - first), [])
            piece = trimmed(text, left + 1, right)
            if piece.start < piece.end:
                pieces.append((number, piece))
    return [DrawnCell(row, first, width, tuple(pieces)) for (first, width), pieces in sorted(places.items())]


# ------------------------------------------------------------------------------------------------------------- rules


def _under_rules(lines: Sequence[DrawnLine]) -> Drawn | None:
    """A header, a line of rules as wide as the columns, and rows down to a gap or to the closing rule."""
    below = _rules_below(lines)
    if not below:
        return None
    closed = _is_closed(lines)
    starts = [shown_at(lines[below].text, match.start()) for match in _GROUP.finditer(lines[below].text)]
    end = below + 1
    while end < len(lines) and not is_rule(lines[end].text) and (closed or not lines[end].gap):
        end += 1
    if closed and end == len(lines):
        return None
    body = range(below + 1, end)
    spaced = closed and any(lines[number].gap for number in body if number > below + 1)
    groups = [list(range(int(closed), below))]
    for number in body:
        opens = _opens(lines[number].text, starts)
        if number == below + 1 or (lines[number].gap if spaced else opens):
            groups.append([number])
        else:
            groups[-1].append(number)
    cells = [cell for row, group in enumerate(groups) for cell in _sliced(row, group, starts, lines)]
    return Drawn(tuple(cells), len(starts), len(groups), end + int(closed))


def _is_closed(lines: Sequence[DrawnLine]) -> bool:
    """Tell whether a rule stands above the header, so that one stands below the rows."""
    return bool(lines) and bool(_RULE.match(lines[0].text) or _GROUPS.match(lines[0].text))


def _rules_below(lines: Sequence[DrawnLine]) -> int:
    """Return the number of the line with the rules of the columns, below a header; 0 where there is none."""
    closed = _is_closed(lines)
    near = range(int(closed), min(len(lines), _MOST_HEADER_LINES + 2))
    below = next((number for number in near if _GROUPS.match(lines[number].text)), 0)
    fits = below > int(closed) if closed else below == 1
    return below if fits and not any(line.gap for line in lines[1 : below + 1]) else 0


def _opens(text: str, starts: Sequence[int]) -> bool:
    """Tell whether a line fills its first column; one that does not goes on with the row before."""
    return bool(_slices(text, starts)[0])


def _sliced(row: int, group: Sequence[int], starts: Sequence[int], lines: Sequence[DrawnLine]) -> list[DrawnCell]:
    pieces: list[list[tuple[int, Span]]] = [[] for _ in starts]
    for number in group:
        for column, piece in enumerate(_slices(lines[number].text, starts)):
            if piece:
                pieces[column].append((number, piece))
    return [DrawnCell(row, column, 1, tuple(found)) for column, found in enumerate(pieces)]


def _slices(text: str, starts: Sequence[int]) -> list[Span | None]:
    shown = [0]
    for character in text:
        shown.append(shown[-1] + _width(character))
    edges = [0, *(bisect_right(shown, start) - 1 for start in starts[1:]), len(text)]
    edges = [min(edge, len(text)) for edge in edges]
    found = [trimmed(text, left, max(left, right)) for left, right in pairwise(edges)]
    return [piece if piece.start < piece.end else None for piece in found]


# ------------------------------------------------------------------------------------------------------------ widths


def shown_at(text: str, place: int) -> int:
    """Return the column of a terminal that a place of a line is shown in."""
    return sum(map(_width, text[:place]))


def _width(character: str) -> int:
    if unicodedata.combining(character):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1
