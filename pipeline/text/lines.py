"""Lines of plain text and the marks that open a list item."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from pipeline.model import Span

_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n|$)")

# Bullets that people and converters use (U+F0B7 is Word's); a hyphen or an asterisk needs a blank behind it, a number a
# stop, which in Chinese and Japanese needs no blank.
_MARKER = re.compile(
    r"(?P<indent>[^\S\r\n]*)"
    r"(?P<marker>[•●◦▪■□◆◇‣⁃∙·・○►➢➤✓✔❖★▸▹▶➜➔\uf0b7\uf0a7①-⑳]|[*+\-–—‐−](?=\s)|\(?\d{1,3}[.)](?=\s)|"
    r"\d{1,2}[-–](?=\s)|（?\d{1,2}[．、）]|o(?=\t)|\(?(?:[^\W\d_]|[ivx]{2,4})\)(?=\s))"
    r"\s*(?=\S)"
)
_LETTERED = re.compile(r"([^\W\d_])[.]\s+(?=\S)")
_NEAR = 6  # lines from one lettered item to the next
# What opens an item may be a cell as well ("✗ not included"), where no other line beside it opens so.
_SIGN = re.compile(r"([✗✘✕✖✅❌❎☑➕➖⭐👉👍👎🔹🔸])\ufe0f?\s*(?=[^\s✗✘✕✖✅❌❎☑➕➖⭐👉👍👎🔹🔸])")
_FEWEST_SIGNS, _FEWEST_SIGNS_BEHIND_A_GAP = 3, 2
_TAB = 4


@dataclass(frozen=True, slots=True)
class Line:
    """A line without the blanks around it.

    `gap` counts the blank lines before it, `indent` the columns in front of it.
    """

    number: int
    span: Span
    gap: int
    indent: int = 0


@dataclass(frozen=True, slots=True)
class Marker:
    """What opens a list item: its mark, how far it is indented, and where the content begins."""

    text: str
    indent: int
    content_start: int


def whole_lines(text: str, within: Span) -> Iterator[Span]:
    """Yield the stretches that lines take of a part of a text, their ends included."""
    for match in _LINE.finditer(text, *within):
        if match.end() > match.start():
            yield Span(*match.span())


def lines(text: str) -> Iterator[Line]:
    """Yield the lines of `text` that hold anything, with their spans trimmed."""
    gap = 0
    for number, match in enumerate(_LINE.finditer(text), start=1):
        raw = match.group()
        content = raw.strip()
        if not content:
            gap += 1
            continue
        before = raw[: len(raw) - len(raw.lstrip())]
        start = match.start() + len(before)
        yield Line(number, Span(start, start + len(content)), gap, width(before))
        gap = 0


def marker_of(text: str) -> Marker | None:
    """Return the list marker that opens `text`, or None where it is no list item.

    Args:
        text: a whole line with its indentation.
    """
    match = _MARKER.match(text)
    if match is None:
        return None
    return Marker(match["marker"], width(match["indent"]), match.end())


def markers_in_series(found: Sequence[Line], text: str) -> dict[int, Marker]:
    """Return the marks of items that only the lines beside them tell, by the number of the line.

    Args:
        found: lines of a text, in order.
        text: the text.
    """
    return {**dict(_letters(found, text)), **dict(_signs(found, text))}


def _letters(found: Sequence[Line], text: str) -> Iterator[tuple[int, Marker]]:
    """Yield letters that number lines: "a." before "b."; one by itself is an initial ("A. Noe")."""
    last: tuple[str, Line, Marker] | None = None
    for line in found:
        match = _LETTERED.match(text, *line.span)
        if match is None:
            continue
        marker = Marker(match[1] + ".", 0, match.end() - line.span.start)
        if last and ord(match[1]) == ord(last[0]) + 1 and line.number - last[1].number <= _NEAR:
            yield last[1].number, last[2]
            yield line.number, marker
        last = (match[1], line, marker)


def _signs(found: Sequence[Line], text: str) -> Iterator[tuple[int, Marker]]:
    """Yield the signs that open lines one behind the other: three, or two behind a blank line."""
    matches = ((line, _SIGN.match(text, *line.span)) for line in found)
    for sign, group in groupby(matches, key=lambda pair: pair[1] and pair[1][1]):
        run = [(line, match) for line, match in group if match]
        if not sign or not run:
            continue
        tight = run[0][0].gap > 0 and not any(line.gap for line, _ in run[1:])
        if len(run) >= (_FEWEST_SIGNS_BEHIND_A_GAP if tight else _FEWEST_SIGNS):
            yield from ((line.number, Marker(sign, 0, match.end() - line.span.start)) for line, match in run)


def width(blanks: str) -> int:
    """Return how many columns blanks take, a tab up to the next stop."""
    return len(blanks.expandtabs(_TAB))
