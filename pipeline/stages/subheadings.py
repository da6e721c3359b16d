"""Rows of single cells that blank lines part, with headings of some rows between them, on lines of their own.

Such a heading stands apart, as a section's does; but what it heads is as many lines as a row has cells, and no more.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pipeline.model import Block, BlockKind, Document, Role
from pipeline.stages.headers import Header
from pipeline.stages.layouts import is_sentence
from pipeline.stages.spacing import stands_apart

_FEWEST_ROWS = 2
_HEADING_WORDS = 6
_QUESTIONS = ("?", "？", "؟")
# A section that goes on about one thing, or about the text, is none of the table.
_SECTIONS = frozenset(
    {Role.DEFINITION, Role.KEY_DIFFERENCE, Role.SUMMARY, Role.CONCLUSION, Role.REFERENCES, Role.FAQ, Role.RELATED}
)


def rows_under_subheadings(header: Header, document: Document) -> list[Sequence[Block]]:
    """Return the rows below a header, headings of rows among them as rows of one line.

    Args:
        header: the header.
        document: the document it stands in.

    Returns:
        The lines of each row; none where no such heading stands between rows.
    """
    if not header.has_aspects:
        return []  # below bare names a line apart is the label of the row below it
    columns = len(header.cells)
    rows: list[Sequence[Block]] = []
    for group in _groups(document, header.blocks[-1] + 1):
        whole = len(group) == columns and all(map(_is_line, group))
        if not whole and not (len(group) == 1 and _is_subheading(group[0])):
            break
        if not whole and rows and len(rows[-1]) == 1:
            break  # two in a row head nothing
        rows.append(group)
    while rows and len(rows[-1]) == 1:
        rows.pop()
    whole_rows = sum(len(row) == columns for row in rows)
    return rows if _FEWEST_ROWS <= whole_rows < len(rows) else []


def _groups(document: Document, position: int) -> Iterator[list[Block]]:
    """Yield the lines from a block on that blank lines part from others; furniture is left out."""
    group: list[Block] = []
    for block, before in zip(document.blocks[position:], document.blocks[position - 1 :], strict=False):
        if group and stands_apart(before, block, document):
            yield group
            group = []
        if not block.boilerplate:
            group.append(block)
    if group:
        yield group


def _is_line(block: Block) -> bool:
    return block.kind in (BlockKind.HEADING, BlockKind.PARAGRAPH)


def _is_subheading(block: Block) -> bool:
    short = len(block.text.split()) <= _HEADING_WORDS and not block.text.endswith(_QUESTIONS)
    return _is_line(block) and short and block.role not in _SECTIONS and not is_sentence(block)
