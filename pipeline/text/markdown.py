"""Markdown: which lines are headings, and which marks inside a text nobody reads aloud.

The marks are found by one pass from left to right, so that a line of a million asterisks takes no longer than another.
(CommonMark 0.31, sections 4 and 6; what stands in a code fence or a table is left as it is.)
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.model import Span

HEADING = re.compile(r"(#{1,6})[ \t]+(?=\S)")
_CLOSING = re.compile(r"[ \t]+#+$")
FENCE = re.compile(r"```|~~~")
UNDERLINE = re.compile(r"(?:=+|-{3,})$")
RULE = re.compile(r"(?:[-*_][ \t]*){3,}$")
QUOTE = re.compile(r"(?:>[ \t]?)+(?=\S)")

_TOKEN = re.compile(
    r"(?P<escape>\\[!-/:-@\[-`{-~])"
    r"|(?P<code>(?<!`)(?P<ticks>`{1,3})(?!`)(?=[^`])[^`]{0,400}(?P=ticks)(?!`))"
    r"|(?P<link>!?\[(?P<label>[^\[\]]{0,400})\](?:\([^()\s]{0,800}(?:\([^()\s]{0,200}\)[^()\s]{0,200})?"
    r"(?:\s+\"[^\"]{0,300}\")?\)|\[[^\[\]]{0,100}\]))"
    r"|(?P<auto><(?=https?://|mailto:)[^<>\s]{1,800}>)"
    r"|(?P<run>\*{1,3}|_{1,3}|~~)"
)


def heading_marks(line: str) -> tuple[int, int] | None:
    """Return where the content of an ATX heading stands in its line, or None."""
    match = HEADING.match(line)
    if match is None:
        return None
    closing = _CLOSING.search(line, match.end())
    return match.end(), closing.start() if closing else len(line)


def inline_marks(text: str) -> Iterator[Span]:
    """Yield the stretches of a text that are marks: emphasis, code ticks, the brackets and the address of a link."""
    opened: list[tuple[str, Span]] = []
    for match in _TOKEN.finditer(text):
        start, end = match.span()
        if match["escape"]:
            yield Span(start, start + 1)
        elif match["code"]:
            ticks = len(match["ticks"])
            yield Span(start, start + ticks)
            yield Span(end - ticks, end)
        elif match["link"]:
            yield Span(start, match.start("label"))
            yield from _shifted(inline_marks(match["label"]), match.start("label"))
            yield Span(match.end("label"), end)
        elif match["auto"]:
            yield Span(start, start + 1)
            yield Span(end - 1, end)
        else:
            yield from _emphasis(match, text, opened)


def _emphasis(match: re.Match[str], text: str, opened: list[tuple[str, Span]]) -> Iterator[Span]:
    """Close the emphasis that is open with the same mark, or open one; `opened` is changed."""
    mark, here = match.group(), Span(*match.span())
    before = text[here.start - 1] if here.start else " "
    after = text[here.end] if here.end < len(text) else " "
    inside_word = mark[0] == "_" and before.isalnum() and after.isalnum()
    at = next((at for at in range(len(opened) - 1, max(-1, len(opened) - 6), -1) if opened[at][0] == mark), None)
    if at is not None and not before.isspace() and not inside_word:
        yield opened[at][1]
        yield here
        del opened[at:]
    elif not after.isspace() and not inside_word:
        opened.append((mark, here))


def _shifted(spans: Iterator[Span], by: int) -> Iterator[Span]:
    return (Span(span.start + by, span.end + by) for span in spans)
