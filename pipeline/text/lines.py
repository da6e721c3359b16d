"""Lines of plain text and the marks that open a list item."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from pipeline.model import Span

_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n|$)")

# Bullets that people and converters use (U+F0B7 is Word's); a hyphen or an asterisk needs a blank behind it, a number a
# stop, which in Chinese and Japanese needs no blank.
_MARKER = re.compile(
    r"(?P<indent>[^\S\r\n]*)"
    r"(?P<marker>[•●◦▪■□◆◇‣⁃∙·・○►➢➤✔✓❖★\uf0b7\uf0a7①-⑳]|[*+\-–—‐−](?=\s)|\(?\d{1,3}[.)](?=\s)|"
    r"\d{1,2}[-–](?=\s)|（?\d{1,2}[．、）]|o(?=\t)|\(?(?:[^\W\d_]|[ivx]{2,4})\)(?=\s))"
    r"\s*(?=\S)"
)
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


def width(blanks: str) -> int:
    """Return how many columns blanks take, a tab up to the next stop."""
    return len(blanks.expandtabs(_TAB))
