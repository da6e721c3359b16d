"""The text of a PDF: pdfminer.six finds the lines and what stands together, here the lines become paragraphs again.

A page is set to a width, so that a paragraph takes several lines, and letters have widths of their own, so that no
count of characters tells which line is full. The page itself tells: a line goes on where the first word of the next
would have stood beyond the right edge of its column.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import Any

from pipeline.model import Span
from pipeline.text.marks import SENTENCE_ENDS
from pipeline.text.scripts import first_unit, joins_without_blank

_BLANK = 0.2  # of the height of a line: the narrowest blank of a justified line
_SHORT = (
    2.0  # of that height: a line that ends a sentence and is so much shorter ends a paragraph, or an item of a list
)
_HYPHENS = "-\u2010\u00ad"


def text_of(data: bytes, pages: int) -> str:
    """Return the text of a PDF, a paragraph on a line and a form feed behind each page.

    Args:
        data: the file.
        pages: how many pages are read.

    Raises:
        ImportError: pdfminer.six is not installed. What it raises of a broken file is as varied as the breaks are.
    """
    from pdfminer.high_level import extract_pages

    return "".join(f"{_page(page)}\f" for page in extract_pages(io.BytesIO(data), maxpages=pages))


def _page(page: Any) -> str:
    boxes = [[line for line in box if _words(line)] for box in _boxes(page)]
    return "".join("\n".join(_paragraphs(box, _edge(box, boxes))) + "\n\n" for box in boxes if box)


def _boxes(item: Any) -> Iterator[Any]:
    """Yield the boxes of text on a page, in the order of reading."""
    from pdfminer.layout import LTContainer, LTTextBox

    if isinstance(item, LTTextBox):
        yield item
    elif isinstance(item, LTContainer):
        for part in item:
            yield from _boxes(part)


def _edge(box: Sequence[Any], boxes: Iterable[Sequence[Any]]) -> float:
    """Return the right edge of the column that a box stands in: of the paragraphs above and below it.

    A line by itself tells no edge where there are paragraphs: a title may run over two columns.
    """
    left, right = min(line.x0 for line in box), max(line.x1 for line in box)
    beside = [one for one in boxes if len(one) > 1 and any(line.x0 < right and line.x1 > left for line in one)]
    return float(max(line.x1 for one in beside or [box] for line in one))


def _paragraphs(box: Sequence[Any], edge: float) -> Iterator[str]:
    """Yield the lines of a box, those that were broken at the edge as one."""
    said = _words(box[0])
    for line, following in pairwise(box):
        goes_on = line.x1 + _BLANK * line.height + _first_word(following) > edge
        ends = said.endswith(tuple(SENTENCE_ENDS)) and line.x1 + _SHORT * line.height < edge
        if goes_on and not ends:
            said = _joined(said, _words(following))
        else:
            yield said
            said = _words(following)
    yield said


def _joined(before: str, after: str) -> str:
    """Join two lines; a hyphen between two small letters goes, as it came when the line was broken."""
    if before[-1] in _HYPHENS and before[-2:-1].islower() and after[0].islower():
        return before[:-1] + after
    return f"{before}{'' if joins_without_blank(before, after) else ' '}{after}"


def _words(line: Any) -> str:
    """Return a line as it reads: a blank that pdfminer.six puts beside one of the page's own counts once."""
    from pdfminer.layout import LTAnno

    said = ""
    for one in line:
        text = one.get_text()
        if not (isinstance(one, LTAnno) and text.isspace() and said[-1:].isspace()):
            said += text
    return said.strip()


def _first_word(line: Any) -> float:
    """Return how many points what opens a line takes, as far as no line end could part it."""
    from pdfminer.layout import LTChar

    words = _words(line)
    letters = [one for one in line if isinstance(one, LTChar) and not one.get_text().isspace()]
    opening = letters[: len(first_unit(words, Span(0, len(words))))]
    return float(opening[-1].x1 - opening[0].x0) if opening else 0.0
