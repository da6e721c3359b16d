"""Stage 2, blocks: the stretches that layout sets apart, each with its place.

Flattened text has lost all marks but line ends, blank lines and list markers; a line is a block, and what is a
heading, a table header or a row is told by the stages that know more. Lines that were only broken at a column are
joined. Markup is read by `pipeline.html`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from pipeline.findings import finding
from pipeline.model import Block, BlockKind, Document, Finding
from pipeline.stages.drafts import Draft, drafts_of
from pipeline.stages.stage import SourceStage
from pipeline.text.inline_items import inline_list
from pipeline.text.marks import FULL_STOPS
from pipeline.text.mojibake import Repaired, repair
from pipeline.text.readable import Origins, Readable, through

# Beyond twelve words or ninety characters a line is a sentence, also where its full stop was lost: the longest
# of 546 headings of this genre has eleven words.
_HEADING_WORDS = 12
_HEADING_CHARACTERS = 90
_HEADING_LONGEST = 400  # characters of a marked heading

# The longest article at hand has 300 blocks. Each costs .3 ms of CPU to tell its language alone, so a word list of a
# million lines would take minutes and be no comparison.
_MOST_BLOCKS = 20_000
_CELLS = re.compile(r"\t|\|.*\|")  # two pipes or a tab part cells; one pipe parts a title from its site
_PROSE = (BlockKind.PARAGRAPH, BlockKind.LIST_ITEM, BlockKind.HEADING)
_SENTENCE_ENDS = (*FULL_STOPS, "!", ",", ";", "…", "！", "、", "؛", "،")  # a question may be a heading
_GREEK_QUESTION = re.compile(r"[\u0370-\u03ff\u1f00-\u1fff]\s?;$")  # in Greek ";" is the question mark


def find_blocks(document: Document) -> Document:
    """Lay the blocks over a document; one of more blocks than any article has is put into quarantine."""
    read = _read_markup(document) if document.source.media_type == "text/html" else _read_text(document)
    if len(read.blocks) > _MOST_BLOCKS:
        lot = finding("source.too_many_blocks", document.source.source_id, count=len(read.blocks), limit=_MOST_BLOCKS)
        return replace(document, findings=(*read.findings, lot))
    return read


def _read_text(document: Document) -> Document:
    repaired = repair(document.text)
    found = drafts_of(repaired.text, markdown=document.source.media_type == "text/markdown")
    blocks = tuple(_blocks(found, repaired.origins))
    return replace(document, blocks=_unrolled(blocks), findings=(*document.findings, *_mojibake(repaired, document)))


def _read_markup(document: Document) -> Document:
    from pipeline.html import origins_of, read_html, sound_page  # bs4 is imported only where there is markup

    page = read_html(document.text)
    placed = [
        replace(one, kind=_shortened(one.kind, one.text), origins=origins_of(document.text, one.span, one.text))
        for one in page.blocks[: _MOST_BLOCKS + 1]
    ]
    lost = page.unfinished
    found = (finding("source.unfinished", document.source.source_id, lost, offset=lost.start),) if lost else ()
    told = _mojibake(sound_page(document.text), document)
    return replace(document, blocks=_unrolled(placed), findings=(*document.findings, *found, *told))


def _mojibake(repaired: Repaired, document: Document) -> Iterator[Finding]:
    name = document.source.source_id
    if repaired.count:
        yield finding("source.mojibake", name, count=repaired.count, bad=repaired.bad, good=repaired.good)
    if repaired.kept:
        yield finding("source.mojibake_kept", name)


def _blocks(drafts: Iterable[Draft], origins: Origins) -> Iterator[Block]:
    for position, draft in enumerate(drafts):
        readable: Readable = through(draft.readable, origins)
        yield Block(
            position,
            _kind(draft),
            readable.span,
            readable.text,
            marker=draft.marker,
            level=draft.level,
            boilerplate=bool(draft.rule),
            boilerplate_rule=draft.rule,
            origins=readable.origins,
        )


def _unrolled(blocks: Sequence[Block]) -> tuple[Block, ...]:
    """Set the items apart of lists that lost their line ends."""
    apart = [part for block in blocks for part in _items_apart(block)]
    return tuple(replace(block, position=position) for position, block in enumerate(apart))


def _items_apart(block: Block) -> Iterator[Block]:
    found = inline_list(block.text, block.marker) if block.kind in _PROSE and not block.boilerplate else None
    if found is None:
        yield block
        return
    if found.lead_in:
        yield block.part(BlockKind.PARAGRAPH, 0, found.lead_in)
    for item in found.items:
        yield block.part(BlockKind.LIST_ITEM, item.start, item.end, item.marker)
    if found.rest < len(block.text):
        yield block.part(BlockKind.PARAGRAPH, found.rest, len(block.text))


def _kind(draft: Draft) -> BlockKind:
    if draft.kind is BlockKind.PARAGRAPH and draft.may_be_heading and is_heading_like(draft.readable.text):
        return BlockKind.HEADING
    return _shortened(draft.kind, draft.readable.text)


def _shortened(kind: BlockKind, text: str) -> BlockKind:
    """A heading of hundreds of characters is a paragraph, whatever its mark."""
    return BlockKind.PARAGRAPH if kind is BlockKind.HEADING and len(text) > _HEADING_LONGEST else kind


def is_heading_like(text: str) -> bool:
    """Tell whether a line could be a heading: short, and not ended as a sentence is."""
    return (
        len(text) <= _HEADING_CHARACTERS
        and len(text.split()) <= _HEADING_WORDS
        and (not text.endswith(_SENTENCE_ENDS) or _GREEK_QUESTION.search(text) is not None)
        and not _CELLS.search(text)
        and any(character.isalpha() for character in text)
    )


STAGE = SourceStage("blocks", 2, requires=("source.text",), assigns=("blocks",), apply=find_blocks)
