"""Lines that run over the pages of a printed text: headers, footers, numbers of pages.

What converts a PDF to text parts its pages by form feeds. What stands at the edge of several pages, but for the number
in it, belongs to the page and not to the text.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

from pipeline.text.lines import Line

_FEED = "\f"
_EDGE = 2  # lines at the top of a page, and as many at its foot
_NUMBER = re.compile(r"\d+|\b[ivxl]+\b")
_BLANKS = re.compile(r"\s+")


def running_lines(found: Sequence[Line], text: str) -> frozenset[int]:
    """Return the numbers of the lines that run over the pages of a text.

    A line that says the same on each page without a number, as a title does, is the text's own where it stands first.

    Args:
        found: the lines of the text, in order.
        text: the text, its pages parted by form feeds.
    """
    pages = _pages(found, text) if _FEED in text else []
    edges: dict[str, list[tuple[int, Line]]] = defaultdict(list)
    for number, page in enumerate(pages):
        for line in dict.fromkeys((*page[:_EDGE], *page[-_EDGE:])):
            edges[_key(line.span.of(text))].append((number, line))
    return frozenset(line.number for places in edges.values() for line in _running(places, text))


def _pages(found: Sequence[Line], text: str) -> list[list[Line]]:
    """Part lines at the form feeds between them."""
    pages: list[list[Line]] = [[]]
    end = 0
    for line in found:
        if _FEED in text[end : line.span.start]:
            pages.append([])
        pages[-1].append(line)
        end = line.span.end
    return pages


def _running(places: Sequence[tuple[int, Line]], text: str) -> Iterator[Line]:
    """Yield those of the lines alike at the edges of pages that run: on two pages and more, once on each."""
    pages = [number for number, _ in places]
    if len(pages) < 2 or len(set(pages)) < len(pages):
        return
    said = {line.span.of(text) for _, line in places}
    yield from (line for _, line in (places[1:] if len(said) == 1 else places))


def _key(line: str) -> str:
    return _BLANKS.sub(" ", _NUMBER.sub("", line.casefold())).strip()
