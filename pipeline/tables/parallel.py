"""Parallel numbered lists: as many items under the name of each thing, the n-th of one against the n-th of the other.

They are a table without its lines. Lists of types, advantages or steps are left alone: those are no answers to each
other, and so are items of a word or two.
"""

from __future__ import annotations

import statistics
from collections.abc import Sequence

from pipeline.model import Block, BlockKind, Cell, CellKind, Document, Role
from pipeline.tables.naming import Reader, is_name, named
from pipeline.tables.orientation import LEADING_NUMBER

_FEWEST_ITEMS = 2
_ITEM_WORDS = 3  # the median item; shorter ones are names, as in a list of types
_NAME_WORDS = 6
# Under these headings a list goes on about its own thing.
_OWN_LISTS = frozenset(
    {
        Role.TYPES, Role.ADVANTAGES, Role.DISADVANTAGES, Role.USES, Role.EXAMPLES, Role.HISTORY, Role.REFERENCES,
        Role.CONTENTS, Role.FAQ, Role.RELATED,
    }
)  # fmt: skip

Lists = list[tuple[Block, list[Block]]]


def parallel_lists(document: Document, position: int, reader: Reader) -> Lists:
    """Return the parallel lists that begin at a block: the lines that name the things, each with its items.

    Args:
        document: a document with roles.
        position: the block to begin at.
        reader: what is known of the document.

    Returns:
        As many lists as there are things, or none.
    """
    lists: Lists = []
    at = position
    while at < len(document.blocks) and len(lists) < len(reader.things):
        top = document.blocks[at]
        items = _numbered(document, at + 1) if _names(top, reader) else []
        if len(items) < _FEWEST_ITEMS:
            return []
        lists.append((top, items))
        at += 1 + len(items)
    return lists if _answer(lists, reader) else []


def rows_of(lists: Lists) -> list[tuple[Cell, ...]]:
    """Return the cells of parallel lists by row, the lines that name the things first."""
    tops = tuple(_cell(0, column, top) for column, (top, _) in enumerate(lists))
    rows = zip(*(items for _, items in lists), strict=True)
    return [tops, *(tuple(_cell(number, at, one) for at, one in enumerate(row)) for number, row in enumerate(rows, 1))]


def _cell(row: int, column: int, block: Block) -> Cell:
    return Cell(row, column, CellKind.VALUE, block.span, block.text, origins=block.origins)


def _names(block: Block, reader: Reader) -> bool:
    is_line = block.kind in (BlockKind.HEADING, BlockKind.PARAGRAPH) and not block.boilerplate
    short = len(block.text.split()) <= _NAME_WORDS
    own = block.section_role in _OWN_LISTS
    return is_line and short and not own and is_name(block.text, reader.things, reader.language)


def _numbered(document: Document, position: int) -> list[Block]:
    """Return the list items from a block on that are numbered from one."""
    items: list[Block] = []
    for block in document.blocks[position:]:
        number = LEADING_NUMBER.match(block.marker) if block.kind is BlockKind.LIST_ITEM else None
        if number is None or int(number[1]) != len(items) + 1:
            break
        items.append(block)
    return items


def _answer(lists: Lists, reader: Reader) -> bool:
    """Tell whether the lists are of different things, as long as each other, and of more than names."""
    things = {named(top.text, reader.things, reader.language) for top, _ in lists}
    items = [item for _, some in lists for item in some]
    alike = len({len(some) for _, some in lists}) == 1
    return len(things) == len(reader.things) > 1 and alike and _says_something(items, spaces=reader.language.spaces)


def _says_something(items: Sequence[Block], *, spaces: bool) -> bool:
    sizes = [len(item.text.split()) if spaces else len(item.text) / 2 for item in items]
    return statistics.median(sizes) >= _ITEM_WORDS
