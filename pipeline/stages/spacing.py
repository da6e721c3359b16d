"""Blank lines between blocks: flattened text has no other way to say what belongs together."""

from __future__ import annotations

from pipeline.model import Block, Document


def stands_apart(one: Block, other: Block, document: Document) -> bool:
    """Tell whether a blank line stands between two blocks."""
    between = document.text[one.span.end : other.span.start].replace("\r\n", "\n").replace("\r", "\n")
    return between.count("\n") > 1
