"""The items of a list: what each names and what it says of it.

A label is parted by a colon, a dash or a line end, set in bold, or, where every item of a list has one, it is a short
first sentence ("Botanical garden. It holds plants of all the world.").
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.model import Block, Document, Item, ListKind, Name
from pipeline.text.analysis import sentences
from pipeline.text.scripts import count_words

# "Label: description", also with a dash between blanks, or on the next line. A longer label is a sentence with a colon.
SEPARATOR = re.compile(r"\s*[:：]\s+|\s+[–—-]\s+|：|\s*\n\s*")
_LABEL_WORDS = 8
_SENTENCE_WORDS = 5  # of a first sentence that is a label
_BOLD = re.compile(r"(?:\*\*|__|<(?:b|strong)\b[^<>]{0,200}>)\s*$", re.IGNORECASE)
_BOLD_ENDS = re.compile(r"\*\*|__|</(?:b|strong)\s*>", re.IGNORECASE)
_BEFORE = 240  # characters that may open bold type
_STOPS = " .。．።।"
_JOINTS = " :：–—-"
_SENTENCES = (ListKind.SUMMARY, ListKind.DIFFERENCES, ListKind.STEPS)  # their items are sentences one behind the other
_FEWEST = 2


def items_of(run: Sequence[Block], kind: ListKind, document: Document) -> tuple[Item, ...]:
    """Return the items of a list.

    Args:
        run: its items, as blocks.
        kind: what they are to their parent; an item of a summary is a sentence, and has no label.
        document: the document that they stand in.
    """
    if kind is ListKind.SUMMARY:
        return tuple(_item(position, block, 0, 0) for position, block in enumerate(run))
    ends = _first_sentences(run, document.language) if kind not in _SENTENCES else []
    return tuple(
        _item(position, block, *(_parted(block, document) or (ends[position] if ends else (0, 0))))
        for position, block in enumerate(run)
    )


def item_of(position: int, block: Block, document: Document) -> Item:
    """Return one item by itself."""
    return _item(position, block, *(_parted(block, document) or (0, 0)))


def _item(position: int, block: Block, end: int, start: int) -> Item:
    """Return an item whose label ends, and whose description starts, at a place of its text; 0 where it has none."""
    if not end:
        return Item(position, block.span, block.marker, Name(block.text, block.span))
    label = Name(block.text[:end], block.place(0, end))
    description = Name(block.text[start:], block.place(start, len(block.text)))
    return Item(position, block.span, block.marker, label, description)


def _parted(block: Block, document: Document) -> tuple[int, int] | None:
    """Return where a label ends and what is said of it starts, by a mark between them or by bold type."""
    split = SEPARATOR.search(block.text)
    if split and len(block.text[: split.start()].split()) <= _LABEL_WORDS and split.end() < len(block.text):
        return split.start(), split.end()
    return _behind_bold(block, document)


def _behind_bold(block: Block, document: Document) -> tuple[int, int] | None:
    """Return where a label in bold type ends, and the rest starts: the marks are in the file, and not in the text."""
    start = block.span.start
    if block.origins is None or not _BOLD.search(document.text[max(0, start - _BEFORE) : start]):
        return None
    closing = _BOLD_ENDS.search(document.text, start, block.span.end)
    if closing is None:
        return None
    bold = sum(place.end <= closing.start() for place in block.origins)
    end = len(block.text[:bold].rstrip(_STOPS + _JOINTS))
    behind = block.text[bold:].lstrip(_STOPS + _JOINTS)
    fits = end and behind and len(block.text[:end].split()) <= _LABEL_WORDS
    return (end, len(block.text) - len(behind)) if fits else None


def _first_sentences(run: Sequence[Block], code: str) -> list[tuple[int, int]]:
    """Return per item where its first sentence ends and the second starts, if that is short in every item."""
    found = []
    for block in run:
        parts = sentences(block.text, code)
        if len(parts) < _FEWEST or count_words(block.text[: parts[0].end]) > _SENTENCE_WORDS:
            return []
        found.append((len(block.text[: parts[0].end].rstrip(_STOPS)), parts[1].start))
    return found if len(run) >= _FEWEST and all(end for end, _ in found) else []
