"""The last look before anything is written: every span, cut out of the file again, is what was read there."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pipeline.model import Document, Span


class SpanError(AssertionError):
    """A span does not cover what was read there: a bug of ours, and nothing is written."""


def verify(documents: Sequence[Document]) -> None:
    """Cut every span again and compare.

    Raises:
        SpanError: a span covers something else than what was read there.
    """
    for document in documents:
        for what, span, text in _claims(document):
            if not 0 <= span.start <= span.end <= len(document.text):
                raise SpanError(f"{document.source.path}: {what} {span} lies outside the file.")
            found = _readable(span.of(document.text), document)
            if found != text:
                raise SpanError(f"{document.source.path}: {what} {span} is “{found}”, not “{text}”.")


def _readable(raw: str, document: Document) -> str:
    if document.source.media_type != "text/html" or (not {"<", "&"} & set(raw) and raw.isprintable()):
        return raw
    from pipeline.html import render

    return render(raw)


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
