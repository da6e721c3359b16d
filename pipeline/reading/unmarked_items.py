"""Lists that lost their bullets: one item a line, or parted by semicolons, behind words that announce them and a colon.

Only words for kinds, advantages, features, uses or steps announce such a list: behind any other colon the lines may be
a table's cells. Where blank lines part the other blocks, the lines without one between them are the items; elsewhere
the stated count, their commas and semicolons, or their small letters tell where they end.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise, takewhile

from pipeline.languages import Language
from pipeline.model import Block, BlockKind, ListKind, Role
from pipeline.reading.force import count_of, count_of_kinds
from pipeline.text.analysis import sentences
from pipeline.text.cues import Cue
from pipeline.text.folding import fold
from pipeline.text.inline_items import without_stop
from pipeline.text.scripts import count_words

_COLONS = (":", "：")
_KINDS = (ListKind.TYPES, ListKind.ADVANTAGES, ListKind.DISADVANTAGES, ListKind.FEATURES, ListKind.USES, ListKind.STEPS)
_ROLES = (Role.TYPES, Role.ADVANTAGES, Role.DISADVANTAGES, Role.FEATURES, Role.USES)
_TOLD = frozenset((*(kind.value for kind in _KINDS), *(role.value for role in _ROLES)))
_WORDS, _CHARACTERS = 14, 110  # of an item
_FEWEST = 2
_LABEL_WORDS = 3  # a shorter line above as many lines as there are things may be a row's label above its cells
_GOING_ON = (",", ";", "，", "；", "、", "،", "؛")
_CELLS = re.compile(r"[\t|]")
_SEMICOLON = re.compile(r"\s*[;；؛]\s*")


def with_unmarked_items(
    blocks: Sequence[Block], text: str, names: tuple[str, ...], language: Language
) -> tuple[Block, ...]:
    """Return the blocks of a source, those that are items of a list without marks made items.

    Args:
        blocks: its blocks, before they have roles.
        text: the source, whose line ends are counted.
        names: folded names of the compared things, which head a table's columns.
        language: whose words announce lists.
    """
    if not any(block.text.find(mark) >= 0 for block in blocks for mark in _COLONS):
        return tuple(blocks)
    apart = [part for block in blocks for part in _parted(block, language)]
    items = {position for first in range(len(apart)) for position in _items_behind(first, apart, text, names, language)}
    return tuple(
        replace(block, position=position, kind=BlockKind.LIST_ITEM if position in items else block.kind)
        for position, block in enumerate(apart)
    )


def _parted(block: Block, language: Language) -> Iterator[Block]:
    """Yield a paragraph, its announcement and the items behind it apart where semicolons part these."""
    found = _semicolon_items(block, language)
    if not found:
        yield block
        return
    yield block.part(BlockKind.PARAGRAPH, 0, len(block.text[: found[0][0]].rstrip()))
    yield from (block.part(BlockKind.LIST_ITEM, start, end) for start, end in found)


def _semicolon_items(block: Block, language: Language) -> list[tuple[int, int]]:
    if block.kind not in (BlockKind.PARAGRAPH, BlockKind.HEADING) or block.boilerplate or _CELLS.search(block.text):
        return []
    colon = max(block.text.find(mark) for mark in _COLONS)
    if colon < 0 or not _SEMICOLON.search(block.text, colon) or not _announces(block.text[: colon + 1], language):
        return []
    joints = [(colon + 1, colon + 1), *(one.span() for one in _SEMICOLON.finditer(block.text, colon))]
    edges = [*joints, (len(block.text), len(block.text))]
    found = [(left, right) for (_, left), (right, _) in pairwise(edges) if left < right]
    found[0] = (len(block.text) - len(block.text[colon + 1 :].lstrip()), found[0][1])
    pieces = [block.text[start:end] for start, end in found]
    fits = len(found) > _FEWEST and all(0 < count_words(piece) <= _WORDS for piece in pieces)
    if not fits or any(len(sentences(piece, language.code)) != 1 for piece in pieces):
        return []
    return [*found[:-1], (found[-1][0], without_stop(block.text, found))]


def _items_behind(
    first: int, blocks: Sequence[Block], text: str, names: tuple[str, ...], language: Language
) -> Sequence[int]:
    """Return the positions of the items that the block at `first` announces, () where it announces none."""
    above = blocks[first]
    if above.kind not in (BlockKind.PARAGRAPH, BlockKind.HEADING) or above.boilerplate:
        return ()
    if not above.text.endswith(_COLONS) or not _announces(above.text, language):
        return ()
    lines = list(takewhile(lambda at: _may_be_item(blocks[at], language), range(first + 1, len(blocks))))
    gaps = [_line_ends(text, blocks[at - 1], blocks[at]) for at in lines]
    if len(lines) < _FEWEST or any(_may_be_header(blocks[at], names, language) for at in lines[:_FEWEST]):
        return ()
    alike = 1 + sum(1 for _ in takewhile(lambda gap: gap == gaps[1], gaps[1:]))
    behind = first + 1 + alike
    is_tight = gaps[1] == 1 and (behind >= len(blocks) or _line_ends(text, blocks[behind - 1], blocks[behind]) > 1)
    count = alike if is_tight else _told_apart(lines[:alike], blocks, above, language)
    is_row = count == len(names) and count_words(above.text) <= _LABEL_WORDS
    return lines[:count] if count >= _FEWEST and not (is_row and not _names_one(above, names, language)) else ()


def _told_apart(lines: Sequence[int], blocks: Sequence[Block], above: Block, language: Language) -> int:
    """Return how many lines are items where the layout does not tell: as many as is said, or as go on alike."""
    cues = _cues(above.text, language)
    stated = next(filter(None, (count_of(cues, kind.value) for kind in _KINDS)), None) or count_of_kinds(cues)
    if stated is not None:
        return stated if stated <= len(lines) else 0
    going_on = sum(1 for _ in takewhile(lambda at: blocks[at].text.endswith(_GOING_ON), lines))
    if going_on:
        return min(going_on + 1, len(lines))
    return sum(1 for _ in takewhile(lambda at: blocks[at].text[:1].islower(), lines))


def _may_be_item(block: Block, language: Language) -> bool:
    if block.kind not in (BlockKind.PARAGRAPH, BlockKind.HEADING) or block.boilerplate or block.level:
        return False
    text = block.text
    if len(text) > _CHARACTERS or count_words(text) > _WORDS or _CELLS.search(text) or text.endswith((*_COLONS, "?")):
        return False
    return any(map(str.isalpha, text)) and len(sentences(text, language.code)) == 1


def _may_be_header(block: Block, names: tuple[str, ...], language: Language) -> bool:
    """Tell whether a line may stand over a table's columns: it is the name of a thing, or holds those of all."""
    folded = language.fold_key(block.text)
    return folded in names or (len(names) > 1 and all(name in folded for name in names))


def _line_ends(text: str, before: Block, behind: Block) -> int:
    return text.count("\n", before.span.end, behind.span.start)


def _announces(text: str, language: Language) -> bool:
    parts = sentences(text, language.code)
    last = text[parts[-1].start :] if parts else text
    return any(cue.group in ("lists", "roles") and cue.key in _TOLD for cue in _cues(last, language))


def _names_one(block: Block, names: tuple[str, ...], language: Language) -> bool:
    folded = language.fold_key(block.text)
    return any(name in folded for name in names)


def _cues(text: str, language: Language) -> Sequence[Cue]:
    return language.lexicon.find(fold(text, language.casing).text)
