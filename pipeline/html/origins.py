"""The way back from the readable form of a stretch of HTML to the characters of the file."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.html.characters import decode
from pipeline.html.spoilt import sound_page
from pipeline.html.tokens import Kind, tokenize
from pipeline.model import Span

_PIECE = re.compile(r"&(?:#[0-9a-zA-Z]+|\w+);?|.", re.DOTALL)


def origins_of(text: str, span: Span, readable: str) -> tuple[Span, ...] | None:
    """Return where each code point of a readable form stands in the file.

    Args:
        text: the decoded file.
        span: the stretch of it that was rendered.
        readable: its readable form.

    Returns:
        One span per code point of `readable`; what rendering put in (a colon, a line end) has the empty span behind
        the character before it. None where the readable form is the raw slice itself.
    """
    if span.of(text) == readable:
        return None
    page = sound_page(text)
    sound = page.repaired(span)
    written = _written(sound.of(page.text), sound.start)
    place, character = next(written, (Span(sound.end, sound.end), ""))
    origins: list[Span] = []
    for wanted in readable:
        if wanted == character:
            origins.append(page.raw(place))
            place, character = next(written, (Span(sound.end, sound.end), ""))
        else:
            before = origins[-1].end if origins else span.start
            origins.append(Span(before, before))
    return tuple(origins)


def _written(raw: str, offset: int) -> Iterator[tuple[Span, str]]:
    """Yield the visible characters of a raw slice with their places; blanks are left out, as rendering folds them."""
    for token in tokenize(raw):
        if token.kind is Kind.TEXT:
            for match in _PIECE.finditer(raw, token.start, token.end):
                for character in decode(match.group()):
                    if not character.isspace():
                        yield Span(offset + match.start(), offset + match.end()), character
        elif token.kind is Kind.CDATA:
            for index in range(token.start + 9, token.end - 3):
                if not raw[index].isspace():
                    yield Span(offset + index, offset + index + 1), raw[index]
