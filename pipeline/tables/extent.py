"""How far the rows below a header go: as long as the spacing repeats, no section begins, and nothing is unlike them.

How many lines a row takes is the caller's guess; a line that would open a section between rows is a cell inside one.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from pipeline.languages import Language
from pipeline.model import Block, BlockKind, Document, Role
from pipeline.reading.aspects import is_label
from pipeline.tables.headers import Header
from pipeline.tables.layouts import is_sentence, size_of
from pipeline.tables.orientation import LEADING_NUMBER, is_aspect_header
from pipeline.tables.spacing import stands_apart, still_repeating

_CELL_SENTENCES = 2
_SENTENCE_END = re.compile(r"[.!?。！？؟।]+(?=\s|$|[^\W\d_])")
_QUESTIONS = ("?", "？", "؟", ";")
_FEWEST_ALIKE = 2  # rows, that show what the next one should be like
_ROWS_SEEN = 50  # before a row, to tell what its cells are like
LOOKED_AT = 400  # lines that tell whether a table begins: looking at all of them from each header on is quadratic
_MOST_LINES = 4_000  # no table has so many, and text without any blank line may
_NO_HEADING = 5  # words that only happen to name a section's matter: "The ability to use references"
_LONGER, _LONG = 2.5, 20  # times the longest text of its column before, and words: a paragraph
# What a row may be about as well as a section, or both things ("Production of tea and coffee"); a conclusion less
# often, and references only by a word for origin.
_ASPECT_ROLES = frozenset(
    {
        Role.DEFINITION, Role.TYPES, Role.ADVANTAGES, Role.DISADVANTAGES, Role.SIMILARITIES, Role.FEATURES, Role.USES,
        Role.EXAMPLES, Role.HISTORY, Role.INTRODUCTION,
    }
)  # fmt: skip
_NEVER_CELLS = frozenset({Role.CONCLUSION, Role.REFERENCES, Role.CONTENTS, Role.FAQ, Role.RELATED})


def blocks_below(
    header: Header, document: Document, language: Language, lines: int, most: int = LOOKED_AT
) -> list[Block]:
    """Return the blocks below a header that may be its rows.

    Args:
        header: the header.
        document: the document it stands in.
        language: the language of the document.
        lines: how many lines a row takes.
        most: how many lines are looked at.
    """
    first = header.blocks[-1] + 1
    below = range(first, min(first + most - most % lines, len(document.blocks)))
    return _tight_run(header, document, language, lines, below) or _up_to_section(
        header, document, language, lines, below
    )


def all_blocks_below(header: Header, document: Document, language: Language, lines: int) -> list[Block]:
    """Return the blocks below a header that is known to have rows, however many they are.

    Args:
        header: the header.
        document: the document it stands in.
        language: the language of the document.
        lines: how many lines a row takes.
    """
    return blocks_below(header, document, language, lines, _MOST_LINES)


def _tight_run(header: Header, document: Document, language: Language, lines: int, below: range) -> list[Block]:
    """Return the lines up to the next blank one, where they come out even as rows: what they are named like is nothing.

    "Uses" is no section there, and "Cookies" no furniture, unless the rows come out even only without the latter.
    """
    run: list[Block] = []
    for block in map(document.blocks.__getitem__, below):
        if run and stands_apart(run[-1], block, document):
            break
        run.append(block)
    else:
        run = run if _follows_a_gap(header, document) else []
    if not run or header.sides or any(block.kind is BlockKind.LIST_ITEM for block in run):
        return []
    for rows in (run, [block for block in run if not block.boilerplate]):
        sizes = [size_of(block.text, language) for block in rows]
        even = len(rows) % lines == 0 if lines > 1 else min(sizes, default=0) >= len(header.cells)
        if (
            even
            and len(rows) >= _FEWEST_ALIKE * lines
            and _while_alike(rows, lines, header, language, tight=True) == rows
        ):
            return rows
    return []


def _follows_a_gap(header: Header, document: Document) -> bool:
    """Tell whether blank lines part the header from what is before it, so that what has none up to the end is rows."""
    first = header.blocks[0]
    return first > 0 and stands_apart(document.blocks[first - 1], document.blocks[first], document)


def _up_to_section(header: Header, document: Document, language: Language, lines: int, below: range) -> list[Block]:
    """Return the blocks that are spaced evenly, up to furniture or the heading of a section."""
    found: list[Block] = []
    gaps: list[bool] = []
    periods: tuple[int, ...] = (1, lines)
    cells = lines > 1 or (header.one_cell_a_line and not header.has_aspects)  # below bare names prose may stand
    known = header.has_aspects and is_aspect_header(header.cells[0].text, language)
    for position in below:
        block = document.blocks[position]
        if header.sides and len(found) == len(header.sides) * lines:
            return found
        following = document.blocks[position + 1 : position + lines]
        if _ends_table(block, found, following, header, document, lines, language):
            found = found if header.has_aspects else _even(found, lines, document)
            break
        if found:
            gaps.append(stands_apart(found[-1], block, document))
            periods = still_repeating(gaps, periods)
            if not periods or (cells and not known and gaps[-1] and is_prose(block)):
                break
        found.append(block)
    even = _evenly_spaced(found, lines, document)
    return even if _is_set_off(even, header, document) else _while_alike(even, lines, header, language)


def _even(blocks: list[Block], lines: int, document: Document) -> list[Block]:
    """Leave out what stands apart behind the last whole row: without labels it is the prose before a section."""
    whole = len(blocks) - len(blocks) % lines
    left_over = whole >= _FEWEST_ALIKE * lines and whole < len(blocks)
    return blocks[:whole] if left_over and stands_apart(blocks[whole - 1], blocks[whole], document) else blocks


def is_prose(block: Block) -> bool:
    """Tell whether a block set apart by blank lines has more than the one sentence of a cell."""
    return len(_SENTENCE_END.findall(block.text)) > _CELL_SENTENCES


# ----------------------------------------------------------------------------------------------------------- spacing


def _evenly_spaced(blocks: list[Block], lines: int, document: Document) -> list[Block]:
    """Keep the blocks whose spacing repeats: after each, or after every row."""
    gaps = [stands_apart(one, other, document) for one, other in pairwise(blocks)]
    best = 0
    for period in dict.fromkeys((1, lines)):
        even = next((at for at in range(period, len(gaps)) if gaps[at] != gaps[at - period]), len(gaps)) + 1
        if period > 1:
            even -= even % period
            even = even if even >= _FEWEST_ALIKE * period else 0
        best = max(best, even)
    return blocks[:best]


def _is_set_off(blocks: Sequence[Block], header: Header, document: Document) -> bool:
    """Tell whether the spacing shows where the rows end: it is another behind the last one than between them."""
    if len(blocks) < 2:
        return True
    after = document.blocks[blocks[-1].position + 1 : blocks[-1].position + 2]
    inside = {stands_apart(one, other, document) for one, other in pairwise(blocks)}
    if not after:
        return inside == {False} and _follows_a_gap(header, document)
    return len(inside) > 1 or stands_apart(blocks[-1], after[0], document) not in inside


# ---------------------------------------------------------------------------------------------------------- sections


def _ends_table(
    block: Block,
    found: Sequence[Block],
    following: Sequence[Block],
    header: Header,
    document: Document,
    lines: int,
    language: Language,
) -> bool:
    """Tell whether a block ends a table; inside a row of single cells a line that looks like a heading is a cell."""
    inside = len(found) % lines > 0 and (header.has_aspects or len(found) > lines)
    if block.boilerplate:
        row = inside or (header.has_aspects and not len(found) % lines and _stand_as_row(block, lines, document))
        return not row or any(one.boilerplate for one in following)
    if block.kind is BlockKind.LIST_ITEM:
        return not _is_numbered_row(block, len(found), header)
    if _opens_list(block, document, len(found) // lines, header) and not (inside and _is_last_cell(block, document)):
        return True
    if not _is_titled(block):
        return False
    if len(found) % lines:
        return block.role in _NEVER_CELLS and not (inside and _go_on(found, following, lines))
    if lines > 1:
        long = not header.has_aspects and len(block.text.split()) >= _NO_HEADING and len(found) >= _FEWEST_ALIKE * lines
        return not ((header.has_aspects or long) and _opens_row(block, found, following, lines, language))
    below = document.blocks[block.position + 1 : block.position + 2]
    return bool(found) or block.role not in _ASPECT_ROLES or not below or stands_apart(block, below[0], document)


def _stand_as_row(block: Block, lines: int, document: Document) -> bool:
    """Tell whether blank lines part as many lines as a row has from all others: "Author" opens a row there."""
    around = document.blocks[block.position - 1 : block.position + lines + 1]
    gaps = [stands_apart(one, other, document) for one, other in pairwise(around)]
    return lines > 1 and gaps == [True, *[False] * (lines - 1), True]


def _opens_list(block: Block, document: Document, rows: int, header: Header) -> bool:
    """Tell whether a line leads in a list right below it, or heads the section of such a line."""
    following = document.blocks[block.position + 1 : block.position + 3]
    depth = 2 if _is_titled(block) and following and following[0].role is Role.LIST_INTRO else 1
    item = following[depth - 1 : depth]
    return any(one.kind is BlockKind.LIST_ITEM and not _is_numbered_row(one, rows, header) for one in item)


def _is_last_cell(block: Block, document: Document) -> bool:
    """Tell whether a line above an item is none that leads in a list: a footnote of an asterisk stands by itself."""
    note, *behind = document.blocks[block.position + 1 : block.position + 3]
    alone = note.marker == "*" and not any(one.kind is BlockKind.LIST_ITEM for one in behind)
    return alone and stands_apart(block, note, document)


def _is_titled(block: Block) -> bool:
    return block.kind in (BlockKind.HEADING, BlockKind.TITLE) and block.role is not Role.BODY


def _is_numbered_row(block: Block, before: int, header: Header) -> bool:
    """Tell whether a list item is the next of numbered rows, below a header that could be no heading of a list."""
    number = LEADING_NUMBER.match(block.marker)
    is_header = not header.one_cell_a_line or header.subjects[0] is None
    return is_header and number is not None and int(number[1]) == before + 1


def _opens_row(
    block: Block, found: Sequence[Block], following: Sequence[Block], lines: int, language: Language
) -> bool:
    """Tell whether a line like the heading of a section is the label of a row: its cells follow, as those before.

    No section begins right below a header; and the word for where a text is from ("Source") is one for where things
    are from in most languages.
    """
    if len(following) < lines - 1 or any(one.kind is BlockKind.LIST_ITEM or _is_titled(one) for one in following):
        return False
    named = block.role in _ASPECT_ROLES or (block.role is Role.CONCLUSION and len(found) > lines > 2)
    named = named or not found or (block.role is Role.REFERENCES and is_label(block.text, language.code))
    return named and not any(one.boilerplate for one in following) and _go_on(found, following, lines)


def _go_on(found: Sequence[Block], following: Sequence[Block], lines: int) -> bool:
    """Tell whether lines go on as the cells before them: none has more than a sentence, or one where they had none."""
    seen = found[max(0, len(found) // lines - _ROWS_SEEN) * lines :]
    values = [one for number, one in enumerate(seen) if number % lines]
    sentences = sum(map(is_sentence, values)) >= len(values) / 2
    return all(not values or is_sentence(one) <= sentences for one in following) and not any(map(is_prose, following))


# ---------------------------------------------------------------------------------------------------------- likeness


def _while_alike(
    blocks: list[Block], lines: int, header: Header, language: Language, *, tight: bool = False
) -> list[Block]:
    """Keep the rows up to the first that is unlike those before it, where no spacing parts the table from prose.

    A row opens with a label, which is no sentence, or is as a whole on its line; `tight` rows may be sentences or none.
    """
    opening = header.has_aspects if lines > 1 else not tight
    for start in range((_FEWEST_ALIKE + (lines == 1)) * lines, len(blocks), lines):
        for column, block in enumerate(blocks[start : start + lines]):
            above = blocks[max(0, start - _ROWS_SEEN * lines) + column : start : lines]
            if (opening and not column and _breaks_off(block, above)) or _is_paragraph(block, above, language):
                return blocks[:start]
            last = start + lines + len(blocks) % lines >= len(blocks)  # whole, or before a row that is not
            if lines > 1 and not opening and not column and last and _goes_on_in_prose(block, above, language):
                return blocks[:start]
    return blocks


def _breaks_off(block: Block, above: Sequence[Block]) -> bool:
    """Tell whether a line is the first question, or the first sentence, below lines that are none."""
    asks = block.text.endswith(_QUESTIONS) and not any(one.text.endswith(_QUESTIONS) for one in above)
    return asks or (is_sentence(block) and not any(map(is_sentence, above)))


def _goes_on_in_prose(block: Block, above: Sequence[Block], language: Language) -> bool:
    """Tell whether a line is the first sentence below cells that are none, and longer than all of them."""
    says = is_sentence(block) and not any(map(is_sentence, above))
    return says and size_of(block.text, language) > max(size_of(one.text, language) for one in above)


def _is_paragraph(block: Block, above: Sequence[Block], language: Language) -> bool:
    """Tell whether a line is far longer than those above it."""
    size = size_of(block.text, language)
    return size > _LONG and size > _LONGER * max(size_of(one.text, language) for one in above)
