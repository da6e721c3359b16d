"""The passages of a source in reading order: what a translator carries over one by one."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from pipeline.alignment.anchors import anchors
from pipeline.model import BlockKind, CellKind, Document, Span

_MOST = 300  # passages; so many tell a translation, and an alignment costs their square
_SENTENCE_END = re.compile(r"(?<=[.!?؟।])\s+|(?<=[。！？])\s*")
# How much a character says, beside one of an alphabet: an ideograph is half a word, a Hangul block a syllable.
_DENSITY = ((0x3040, 0x30FF, 1.8), (0x3400, 0x9FFF, 3.2), (0xAC00, 0xD7AF, 2.2))


class Kind(StrEnum):
    """What a passage is by its place."""

    HEADING = "heading"
    SENTENCE = "sentence"
    ITEM = "item"
    LABEL = "label"
    CELL = "cell"


@dataclass(frozen=True, slots=True)
class Passage:
    """A heading, sentence, list item or cell; `width` is its length in letters of an alphabet."""

    kind: Kind
    span: Span
    width: float
    anchors: Counter[str]


def passages(document: Document) -> tuple[Passage, ...]:
    """Return the passages of a document in order, the first 300; names of the compared things are no anchors.

    Args:
        document: a document with blocks, subjects and tables.
    """
    own = _own_names(document)
    pieces = sorted(_pieces(document), key=lambda piece: piece[1])
    return tuple(Passage(kind, span, width(text), _anchors(text, own)) for kind, span, text in pieces[:_MOST])


def width(text: str) -> float:
    """Return the length of a text in letters of an alphabet, whatever its script; marks on letters count nothing."""
    return sum(_density(character) for character in text)


def _density(character: str) -> float:
    if unicodedata.category(character).startswith("M"):
        return 0.0
    return next((weight for first, last, weight in _DENSITY if first <= ord(character) <= last), 1.0)


def _anchors(text: str, own: frozenset[str]) -> Counter[str]:
    return Counter({anchor: count for anchor, count in anchors(text).items() if anchor not in own})


def _own_names(document: Document) -> frozenset[str]:
    labels = [subject.label for subject in document.subjects]
    labels += [subject.expansion.text for subject in document.subjects if subject.expansion]
    return frozenset(anchor for label in labels for anchor in (label.casefold(), *anchors(label)))


def _pieces(document: Document) -> Iterator[tuple[Kind, Span, str]]:
    for table in document.tables:
        for cell in table.cells:
            if cell.kind is not CellKind.HEADER and cell.text:
                yield (Kind.LABEL if cell.kind is CellKind.ASPECT else Kind.CELL), cell.span, cell.text
    tables = [table.span for table in document.tables]
    for block in document.blocks:
        if block.boilerplate or block.kind is BlockKind.TITLE or any(span.overlaps(block.span) for span in tables):
            continue
        if block.kind in (BlockKind.HEADING, BlockKind.LIST_ITEM):
            yield (Kind.HEADING if block.kind is BlockKind.HEADING else Kind.ITEM), block.span, block.text
        else:
            for start, end in _sentences(block.text):
                yield Kind.SENTENCE, block.place(start, end), block.text[start:end]


def _sentences(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    for match in _SENTENCE_END.finditer(text):
        if match.start() > start:
            yield start, match.start()
            start = match.end()
    if start < len(text):
        yield start, len(text)
