"""Stage 2, blocks: the stretches that layout sets apart, each with its place.

Flattened text has lost all marks but line ends, blank lines and list markers; a line is a block, and what is a
heading, a table header or a row is told by the stages that know more. Markup is read by `pipeline.html`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from pipeline.findings import finding
from pipeline.model import Block, BlockKind, Document, Span
from pipeline.stages.stage import SourceStage
from pipeline.text.lines import Line, lines, marker_of

# Beyond twelve words or ninety characters a line is a sentence, also where its full stop was lost: the longest
# of 546 headings of this genre has eleven words.
_HEADING_WORDS = 12
_HEADING_CHARACTERS = 90
_CELLS = re.compile(r"\t|\|.*\|")  # two pipes or a tab part cells; one pipe parts a title from its site
_SENTENCE_ENDS = (".", "!", ",", ";", "…", "。", "！", "、", "।", "؛", "،")


def find_blocks(document: Document) -> Document:
    """Lay the blocks over a document."""
    if document.source.media_type == "text/html":
        from pipeline.html import origins_of, read_html  # bs4 is imported only where there is markup

        page = read_html(document.text)
        placed = (replace(one, origins=origins_of(document.text, one.span, one.text)) for one in page.blocks)
        lost = page.unfinished
        found = (finding("source.unfinished", document.source.source_id, lost, offset=lost.start),) if lost else ()
        return replace(document, blocks=tuple(placed), findings=document.findings + found)
    return replace(document, blocks=tuple(_text_blocks(document.text)))


def _text_blocks(text: str) -> Iterator[Block]:
    outer: list[int] = []  # the indents of the items that the current one is nested in
    for position, line in enumerate(lines(text)):
        item = _marker_span(text, line)
        if item:
            marker, span = item
            indent = _indent(text, line)
            outer = [*(width for width in outer if width < indent), indent]
            yield Block(position, BlockKind.LIST_ITEM, span, span.of(text), marker=marker, level=len(outer) - 1)
        else:
            outer = []
            before_gap = line.gap > 0 or position == 0
            kind = BlockKind.HEADING if before_gap and is_heading_like(line.span.of(text)) else BlockKind.PARAGRAPH
            yield Block(position, kind, line.span, line.span.of(text))


def is_heading_like(text: str) -> bool:
    """Tell whether a line could be a heading: short, and not ended as a sentence is."""
    return (
        len(text) <= _HEADING_CHARACTERS
        and len(text.split()) <= _HEADING_WORDS
        and not text.endswith(_SENTENCE_ENDS)
        and not _CELLS.search(text)
        and any(character.isalpha() for character in text)
    )


def _marker_span(text: str, line: Line) -> tuple[str, Span] | None:
    start = _line_start(text, line)
    marker = marker_of(text[start : line.span.end])
    if marker is None:
        return None
    return marker.text, Span(start + marker.content_start, line.span.end)


def _indent(text: str, line: Line) -> int:
    return len(text[_line_start(text, line) : line.span.start].expandtabs(4))


def _line_start(text: str, line: Line) -> int:
    return max(text.rfind("\n", 0, line.span.start), text.rfind("\r", 0, line.span.start)) + 1


STAGE = SourceStage("blocks", 1, requires=("source.text",), assigns=("blocks",), apply=find_blocks)
