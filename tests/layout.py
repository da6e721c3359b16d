"""The blocks of a text, as tests of layouts look at them."""

from __future__ import annotations

from pipeline.export.verify import verify
from pipeline.model import Block
from pipeline.stages.blocks import find_blocks
from pipeline.stages.ingest import ingest


def blocks(text: str, name: str = "a.txt") -> tuple[Block, ...]:
    document = find_blocks(ingest(name, text.encode()))
    verify([document])
    return document.blocks


def rows(text: str, name: str = "a.txt") -> list[tuple[str, str, str]]:
    return [(block.kind.value, block.marker, block.text) for block in blocks(text, name)]
