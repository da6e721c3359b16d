"""Rows of single cells that blank lines part, a group of lines each; headings of some rows may stand between them.

Such a group is a row whatever its label is named like: "Example" opens no section there. A heading of rows stands
apart, as a section's does; but what it heads is as many lines as a row has cells, and no more.
"""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.languages import Language
from pipeline.model import Block, BlockKind, Document, Role
from pipeline.tables.headers import Header
from pipeline.tables.layouts import is_sentence, size_of
from pipeline.tables.spacing import groups, stands_apart

_FEWEST_ROWS = 2
_ROWS_SEEN = 20  # before a row, to tell what its cells are like
_BARE = 2  # columns: two lines may be prose
_EVEN = 0.5  # of the length of the one column, for the other
_HEADING_WORDS = 6
_QUESTIONS = ("?", "？", "؟", ";")
_LONGER, _LONG = 2.5, 20  # times the longest cell before, and words: a paragraph
# A section that goes on about one thing, or about the text, is none of the table.
_SECTIONS = frozenset(
    {Role.DEFINITION, Role.KEY_DIFFERENCE, Role.SUMMARY, Role.CONCLUSION, Role.REFERENCES, Role.FAQ, Role.RELATED}
)

Group = list[Block]


def rows_in_groups(header: Header, document: Document, language: Language) -> list[Group]:
    """Return the rows below a header, headings of rows among them as rows of one line.

    Args:
        header: the header.
        document: the document it stands in.
        language: the language of the document.

    Returns:
        The lines of each row; none where blank lines do not part the lines so.
    """
    columns = len(header.cells)
    if header.sides:
        return []
    rows: list[Group] = []
    for group in groups(document, header.blocks[-1] + 1):
        between = header.has_aspects and columns > _BARE and _may_stand_between(group, columns)
        if not (between or _is_whole(group, columns, rows, language)):
            break
        if len(group) == 1 and rows and len(rows[-1]) == 1:
            break  # two in a row head nothing
        rows.append(group)
    while rows and len(rows[-1]) < columns and not _lacks_last_cell(rows, columns, document):
        rows.pop()
    if columns == _BARE and not _are_even(rows, language):
        return []
    return rows if sum(len(row) == columns for row in rows) >= max(_FEWEST_ROWS, len(rows) / 2) else []


def labelled_groups(header: Header, document: Document, language: Language) -> Group:
    """Return the lines of pairs that blank lines part, a label and the joined values of its row each; else none.

    Args:
        header: the header.
        document: the document it stands in.
        language: the language of the document.
    """
    found: list[Group] = []
    if header.has_aspects and not header.sides and len(header.cells) > _BARE:
        for group in groups(document, header.blocks[-1] + 1):
            if not _is_whole(group, _BARE, found, language) or not _may_stand_between(group[:1], _BARE):
                break
            found.append(group)
    return [block for group in found for block in group] if len(found) > _FEWEST_ROWS else []


def _are_even(rows: Sequence[Group], language: Language) -> bool:
    """Tell whether the two lines of rows are as long as each other: else the first of them heads the second."""
    first, second = (sum(size_of(row[side].text, language) for row in rows) for side in (0, -1))
    return len(rows) > _FEWEST_ROWS and _EVEN * first <= second <= first / _EVEN


def _lacks_last_cell(rows: Sequence[Group], columns: int, document: Document) -> bool:
    """Tell whether the last lines are a row without its last cell, and no heading of a section with its paragraph."""
    last = rows[-1]
    whole = [one for row in rows[:-1] if len(row) == columns for one in row[1:]]
    plain = last[0].role in (Role.BODY, last[0].section_role) and len(last) == columns - 1 > 1 and bool(whole)
    following = document.blocks[last[-1].position + 1 : last[-1].position + 3]
    alone = len(following) < _BARE or stands_apart(following[0], following[1], document)
    return plain and alone and sum(map(is_sentence, last)) <= sum(map(is_sentence, whole[: len(last)]))


def _is_whole(group: Group, columns: int, rows: Sequence[Group], language: Language) -> bool:
    """Tell whether a group has a line for each cell, and goes on as the rows before it: no question, no paragraph."""
    if len(group) != columns or not all(map(_is_line, group)) or any(one.boilerplate for one in group[1:]):
        return False
    before = [one for row in rows[-_ROWS_SEEN:] if len(row) == columns for one in row[1:]]
    if not before:
        return True
    longest = max(_LONG, _LONGER * max(size_of(one.text, language) for one in before))
    asked = any(row[0].text.endswith(_QUESTIONS) for row in rows[-_ROWS_SEEN:])
    asks = group[0].text.endswith(_QUESTIONS) and not asked
    return not asks and all(size_of(one.text, language) <= longest for one in group)


def _may_stand_between(group: Group, columns: int) -> bool:
    """Tell whether lines may be the heading of rows, or a row with an empty cell, if whole rows follow."""
    label = group[0]
    short = len(label.text.split()) <= _HEADING_WORDS and not label.text.endswith(_QUESTIONS)
    fits = len(group) < columns and not any(one.boilerplate for one in group) and all(map(_is_line, group))
    return fits and short and label.role not in _SECTIONS and not is_sentence(label)


def _is_line(block: Block) -> bool:
    return block.kind in (BlockKind.HEADING, BlockKind.PARAGRAPH)
