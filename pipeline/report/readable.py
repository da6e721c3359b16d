"""A source as people read it: its text without markup, and where stretches of the file stand in that text."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import accumulate

from pipeline.model import Span

MARKUP = "text/html"
_BETWEEN = "\n"
_LAST_OF_ONE_UNIT = "\uffff"


@dataclass(frozen=True, slots=True)
class Piece:
    """A block of a file, and its readable text; `origins` leads back where the two differ."""

    span: Span
    text: str
    origins: tuple[Span, ...] | None = None


@dataclass(frozen=True, slots=True)
class Reading:
    """A readable text.

    `pieces` are in the order of the file, `starts` says where each begins in the text; there are none where the text
    is the file. `units` counts the UTF-16 units before each code point, which is how a browser counts; None where
    every code point is one.
    """

    text: str
    pieces: tuple[Piece, ...] = ()
    starts: tuple[int, ...] = ()
    units: Sequence[int] | None = None

    def find(self, span: Span) -> Span:
        """Return where a stretch of the file stands in the text."""
        if not self.pieces:
            return span
        start = self._start(span.start)
        return Span(start, max(start, self._end(span.end)))

    def place(self, span: Span) -> tuple[int, int]:
        """Return where a stretch of the file stands in the text, in UTF-16 units, the end exclusive."""
        start, end = self.find(span)
        return (start, end) if self.units is None else (self.units[start], self.units[end])

    def around(self, start: int, end: int, width: int) -> tuple[str, str]:
        """Return so many characters of the text before a stretch of it, and as many behind it."""
        return self.text[max(0, start - width) : start], self.text[end : end + width]

    def _start(self, at: int) -> int:
        number = bisect_right(self.pieces, at, key=lambda piece: piece.span.start) - 1
        if number < 0:
            return 0
        piece, start = self.pieces[number], self.starts[number]
        if at >= piece.span.end and number + 1 < len(self.pieces):
            return self.starts[number + 1]
        if piece.origins is None:
            return start + min(at - piece.span.start, len(piece.text))
        return start + bisect_right(piece.origins, at, key=lambda origin: origin.end)

    def _end(self, at: int) -> int:
        number = bisect_left(self.pieces, at, key=lambda piece: piece.span.start) - 1
        if number < 0:
            return 0
        piece, start = self.pieces[number], self.starts[number]
        if piece.origins is None:
            return start + min(at - piece.span.start, len(piece.text))
        return start + bisect_left(piece.origins, at, key=lambda origin: origin.start)


def as_read(quote: str, media_type: str) -> str:
    """Return a quote of a file as people read it: without markup, on one line."""
    if media_type == MARKUP:
        from pipeline.html.rendering import render

        quote = render(quote)
    return " ".join(quote.split())


def reading_of_text(text: str) -> Reading:
    """Return a file that people read as it is."""
    return Reading(text, units=_units(text))


def reading_of_pieces(pieces: Sequence[Piece]) -> Reading:
    """Return a file by its blocks, one a line."""
    ordered = tuple(sorted(pieces, key=lambda piece: piece.span))
    lengths = (len(piece.text) + len(_BETWEEN) for piece in ordered)
    starts = tuple(accumulate(lengths, initial=0))[:-1]
    text = _BETWEEN.join(piece.text for piece in ordered)
    return Reading(text, ordered, starts, _units(text))


def reading_of_markup(text: str, spans: Iterable[Span]) -> Reading:
    """Return a file of HTML by its blocks, as they read."""
    from pipeline.html import origins_of  # bs4 is imported only where there is markup
    from pipeline.html.rendering import render

    forms = ((span, render(span.of(text))) for span in spans)
    return reading_of_pieces([Piece(span, form, origins_of(text, span, form)) for span, form in forms])


def _units(text: str) -> Sequence[int] | None:
    if max(text, default="") <= _LAST_OF_ONE_UNIT:
        return None
    return tuple(accumulate((1 + (one > _LAST_OF_ONE_UNIT) for one in text), initial=0))
