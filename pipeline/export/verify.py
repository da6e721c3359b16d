"""The last look before anything is written: every span, cut out of the file again, is what was read there."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence

from pipeline.model import Block, Cell, Document, Span
from pipeline.text.mojibake import reads_as

_HTML = "text/html"
_RENDERED = ("<", "&", "  ")  # what rendering changes: tags, entities, runs of blanks


class SpanError(AssertionError):
    """A span does not cover what was read there: a bug of ours, and nothing is written."""


def verify(documents: Sequence[Document]) -> None:
    """Cut every span again and compare.

    Raises:
        SpanError: a span covers something else than what was read there.
    """
    for document in documents:
        for block in document.blocks:
            _check_origins(block, document)
        folded = [cell for table in document.tables for cell in table.cells if cell.origins is not None]
        for cell in folded:
            _check_origins(cell, document)
        rewritten = [block for block in document.blocks if block.origins is not None]
        starts = [block.span.start for block in rewritten]
        for what, span, text in _claims(document):
            if not 0 <= span.start <= span.end <= len(document.text):
                raise SpanError(f"{document.source.path}: {what} {span} lies outside the file.")
            found = _readable(span, document, _around(span, rewritten, starts))
            if found != text and not any(_within(span, cell) == text for cell in folded if cell.span.contains(span)):
                raise SpanError(f"{document.source.path}: {what} {span} is “{found}”, not “{text}”.")


def _around(span: Span, blocks: Sequence[Block], starts: Sequence[int]) -> Block | None:
    """Return the block that a span stands in."""
    at = bisect_right(starts, span.start) - 1
    return blocks[at] if at >= 0 and blocks[at].span.contains(span) else None


def _check_origins(block: Block | Cell, document: Document) -> None:
    """Check that every code point of a plain text's readable form is what stands in its place.

    Raises:
        SpanError: a place says something else. A blank may stand for any stretch of blanks and marks between two lines.
    """
    if block.origins is None or document.source.media_type == _HTML:
        return
    for character, place in zip(block.text, block.origins, strict=True):
        raw = place.of(document.text)
        if raw != character and not character.isspace() and not reads_as(raw, character):
            raise SpanError(f"{document.source.path}: {place} is “{raw}”, not “{character}”.")


def _readable(span: Span, document: Document, block: Block | None) -> str:
    raw = span.of(document.text)
    if document.source.media_type == _HTML:
        return _rendered(span, document)
    return raw if block is None or block.origins is None else _within(span, block)


def _within(span: Span, block: Block | Cell) -> str:
    """Return what a block, or a cell drawn over several lines, reads in a stretch of the file."""
    pairs = zip(block.text, block.origins or (), strict=True)
    return "".join(character for character, place in pairs if span.contains(place))


def _rendered(span: Span, document: Document) -> str:
    from pipeline.html import render_at, sound_page

    raw = span.of(document.text)
    plain = raw.isprintable() and not any(mark in raw for mark in _RENDERED)
    if plain and (raw.isascii() or sound_page(document.text).origins is None):
        return raw
    return render_at(document.text, span)


def _claims(document: Document) -> Iterator[tuple[str, Span, str]]:
    for block in document.blocks:
        yield "block", block.span, block.text
    for subject in document.subjects:
        yield "subject", subject.span, subject.label
        if subject.expansion:
            yield "expansion", subject.expansion.span, subject.expansion.text
    for table in document.tables:
        for cell in table.cells:
            yield "cell", cell.span, cell.text
    for taxonomy in document.taxonomies:
        for item in taxonomy.items:
            yield "label", item.label.span, item.label.text
            if item.description:
                yield "description", item.description.span, item.description.text
