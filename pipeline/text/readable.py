"""The readable form of a stretch of plain text: lines joined, marks left out, and the way back to the file."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from pipeline.model import Span
from pipeline.text.scripts import joins_without_blank

Origins = tuple[Span, ...] | None


@dataclass(frozen=True, slots=True)
class Readable:
    """A readable text with the place of each of its code points; `origins` is None where it is the raw slice.

    `span` is where the whole stands.
    """

    text: str
    span: Span
    origins: Origins = None


def joined(text: str, pieces: Sequence[Span]) -> Readable:
    """Join stretches of a text by one blank each, which stands for all that lies between them.

    Between two characters of scripts that are written without blanks stands none; a blank line is a line end.

    Args:
        text: the text.
        pieces: at least one stretch, in order.
    """
    whole = Span(pieces[0].start, pieces[-1].end)
    if len(pieces) == 1:
        return Readable(whole.of(text), whole)
    written: list[str] = []
    origins: list[Span] = []
    for piece in pieces:
        if written:
            between = Span(origins[-1].end, piece.start)
            is_paragraph = len(between.of(text).splitlines()) > 2
            if is_paragraph or not joins_without_blank(written[-1], piece.of(text)):
                written.append("\n" if is_paragraph else " ")
                origins.append(between)
        written.append(piece.of(text))
        origins.extend(Span(at, at + 1) for at in range(piece.start, piece.end))
    return Readable("".join(written), whole, tuple(origins))


def without(readable: Readable, dropped: Iterable[Span]) -> Readable:
    """Leave stretches of a readable text out.

    Args:
        readable: the text.
        dropped: stretches of ``readable.text``; blanks that they leave at an edge are left out as well.
    """
    gone = bytearray(len(readable.text))
    for span in dropped:
        gone[span.start : span.end] = b"\1" * (span.end - span.start)
    if not any(gone):
        return readable
    kept = [at for at in range(len(readable.text)) if not gone[at]]
    while kept and readable.text[kept[0]].isspace():
        kept.pop(0)
    while kept and readable.text[kept[-1]].isspace():
        kept.pop()
    origins = tuple(place(readable, at) for at in kept)
    if not origins:
        return Readable("", Span(readable.span.start, readable.span.start))
    text = "".join(readable.text[at] for at in kept)
    return Readable(text, Span(origins[0].start, origins[-1].end), origins)


def through(readable: Readable, origins: Origins) -> Readable:
    """Lead a readable form of a repaired text back to the text before the repair.

    Args:
        readable: a stretch of the repaired text.
        origins: where each code point of the repaired text stands in the file.
    """
    if origins is None:
        return readable
    places = [place(readable, at) for at in range(len(readable.text))]
    led = tuple(Span(origins[one.start].start, origins[max(one.start, one.end - 1)].end) for one in places)
    if readable.origins is None and led[-1].end - led[0].start == len(led):  # nothing was changed here
        return Readable(readable.text, Span(led[0].start, led[-1].end))
    return Readable(readable.text, Span(led[0].start, led[-1].end), led)


def place(readable: Readable, at: int) -> Span:
    """Return where a code point of a readable text stands."""
    if readable.origins is None:
        return Span(readable.span.start + at, readable.span.start + at + 1)
    return readable.origins[at]
