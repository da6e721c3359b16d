"""A page read through its mojibake: the text that it was before it was decoded with the wrong encoding."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from pipeline.html.rendering import render
from pipeline.html.tokens import Kind, tokenize
from pipeline.model import Span
from pipeline.text.lines import whole_lines
from pipeline.text.mojibake import Repaired, may_be_spoilt, repair


@lru_cache(maxsize=2)  # a page is asked for by each of its cells
def sound_page(text: str) -> Repaired:
    """Read the text between the tags of a decoded HTML file through its mojibake.

    Each stretch is judged by itself: the lines of a page are as long as its generator made them, and what stands in an
    address or a script is none of ours.
    """
    if not may_be_spoilt(text):
        return Repaired(text)
    return repair(text, _stretches(text))


def render_at(text: str, span: Span) -> str:
    """Return the readable form of a stretch of a decoded HTML file, which begins and ends in text."""
    page = sound_page(text)
    return render(page.repaired(span).of(page.text))


def _stretches(text: str) -> Iterator[Span]:
    for token in tokenize(text):
        if token.kind is Kind.TEXT or (token.kind is Kind.RAW and token.name == "title"):
            yield from whole_lines(text, Span(token.start, token.end))
