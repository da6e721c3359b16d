"""Finding the header of a table that has lost its markup, in whatever shape.

The surest is tried first: a line that names the compared things, with blanks or nothing between; the names on lines of
their own; aspects above rows that the names open; short lines set apart by blank lines above rows that are not (the
spacing alone then says that these are a header and its rows); words run together; and a run of lines set apart.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import pairwise

from pipeline.languages import Language
from pipeline.model import Block, BlockKind, Document, Name, Role, Span
from pipeline.segmentation import split_header
from pipeline.segmentation.delimiters import delimited
from pipeline.tables.header_cells import TAIL_WORDS, parted_by_capitals, parted_by_names, parted_by_words
from pipeline.tables.naming import Compared, Reader, assign_subjects, is_name, named, subjects_named
from pipeline.tables.orientation import LEADING_NUMBER, is_aspect_header
from pipeline.tables.runs import cells_of_grouped_header, cells_of_header, cells_of_joined_header
from pipeline.tables.spacing import stands_apart
from pipeline.text.titles import read_title

_CELL_WORDS = 8
_LINE_WORDS = 16
_SENTENCE_ENDS = (".", "!", "。", "！", "।", "۔")
_QUESTIONS = ("?", "？", "؟")
_COLONS = (":", "：")
_LEAD_IN_WORDS = 3  # more of them before a colon lead a table in: "Here is the simple answer:"
_MOST_COLUMNS = 6
_FEWEST_ASPECTS = 2  # where the rows are what is compared: two short lines may be a subtitle and a name
_FEWEST_STACKED_ROWS = 3
# A cell over a column may be about types or uses, but not about these.
_NEVER_HEADER = (Role.KEY_DIFFERENCE, Role.COMPARISON_TABLE, Role.SUMMARY, Role.CONCLUSION, Role.REFERENCES, Role.FAQ)
_NEVER_BESIDE = tuple(role for role in _NEVER_HEADER if role is not Role.REFERENCES)
_BESIDE_NAME = 4  # words
_ASSIGNS = re.compile(r"\s=\s")  # code that names both things
_LONGER = 2  # times as many words as the longest header cell
_CLOSING = frozenset('.!?)]"”')


@dataclass(frozen=True, slots=True)
class Header:
    """The header of a table.

    `subjects` holds, per column, the index of the subject it speaks of, or None; `blocks` the positions taken up.
    `named` tells whether the columns name what is compared, here or in the heading above. Where the rows are what is
    compared, `sides` holds the names that open them, as written. `has_notes` tells whether the last column speaks of no
    thing, behind a column for each.
    """

    blocks: tuple[int, ...]
    cells: tuple[Name, ...]
    subjects: tuple[int | None, ...]
    named: bool = True
    sides: tuple[str, ...] = ()
    has_notes: bool = False

    @property
    def has_aspects(self) -> bool:
        """Whether the first column names the aspects."""
        return self.subjects[0] is None and (len(self.cells) > 2 or not self.named)

    @property
    def glued(self) -> bool:
        """Whether its cells were run together on one line, without a blank between any two."""
        on_one_line = self.cells[len(self.blocks) - 1 :]  # the first may stand above
        touch = all(one.span.end == other.span.start for one, other in pairwise(on_one_line))
        return len(on_one_line) > 1 and touch

    @property
    def one_cell_a_line(self) -> bool:
        """Whether each header cell stands on a line of its own."""
        return len(self.blocks) > 1 and len(self.blocks) == sum(bool(cell.text) for cell in self.cells)

    @property
    def value_texts(self) -> tuple[str, ...]:
        """The header texts over the value columns."""
        return tuple(cell.text for cell in self.cells[self.has_aspects :])


def find_header(document: Document, position: int, reader: Reader) -> Header | None:
    """Return the table header that begins at a block, or None.

    Args:
        document: a document with subjects.
        position: the block to begin at.
        reader: what is known of the document.
    """
    block = document.blocks[position]
    if block.boilerplate or block.kind in (BlockKind.TITLE, BlockKind.LIST_ITEM) or _opens_a_section(document, block):
        return None
    if _is_unread_title(document, block):
        return None
    language, subjects = reader.language, reader.things
    for things in (subjects, reader.sections[position]):
        header = _one_line(document, block, things, language) or _one_cell_a_line(document, position, things, language)
        if header:
            return header
    return (
        _beside_names(document, position, subjects, language)
        or _stacked(document, position, subjects, language)
        or _glued(document, position, subjects, language)
        or _of_run(document, position, subjects, language)
    )


def _is_unread_title(document: Document, block: Block) -> bool:
    """Tell whether a line is the first one, set apart: in a language without data a title names all things unknown."""
    first = next((one for one in document.blocks if not one.boilerplate), None)
    following = document.blocks[block.position + 1 : block.position + 2]
    return block is first and bool(following) and stands_apart(block, following[0], document)


def _opens_a_section(document: Document, block: Block) -> bool:
    """Tell whether a line that names both things, as a header does, opens a section.

    It may announce the differences that a list below it counts, or ask what a thing is.
    """
    if block.role is Role.DEFINITION and block.text.endswith(_QUESTIONS):
        return True
    following = document.blocks[block.position + 1 : block.position + 2]
    is_heading = block.kind is BlockKind.HEADING and block.role is Role.KEY_DIFFERENCE
    return is_heading and any(one.kind is BlockKind.LIST_ITEM for one in following)


# ------------------------------------------------------------------------------------------------------------ shapes


def _one_line(document: Document, block: Block, things: Sequence[Compared], language: Language) -> Header | None:
    """A line that names every compared thing, parted by blanks or by nothing ("FeatureYAMLJSON")."""
    is_cells = len(block.text.split()) <= _LINE_WORDS and not _is_sentence(block.text)
    if not is_cells or len(things) < 2 or read_title(block.text, language):
        return None  # "X vs Y" names both things, but as a heading
    # The names of a section's heading are cut to their stems, which stand inside words of the header.
    labels = [thing.names[0] for thing in things if thing.subject is not None]
    for spans in (
        parted_by_capitals(block.text),
        split_header(block.text, labels, casing=language.casing),
        parted_by_names(block.text, things, language),
        parted_by_words(block.text),
    ):
        numbered = len(spans) == len(things) + 2 and _is_numbered(document, block.position + 1, len(spans))
        if numbered or len(spans) in (len(things), len(things) + 1):
            texts = [span.of(block.text) for span in spans]
            long = len(texts[0].split()) > TAIL_WORDS and not is_aspect_header(texts[0], language, whole=True)
            if block.role in _NEVER_HEADER and long and not numbered:
                continue  # "Main differences between | tea and | coffee"; "Difference | Tea | Coffee" may be a header
            if any(assign_subjects(part, things, language) for part in (texts[-len(things) :], texts[: len(things)])):
                return _from_line(block, spans, things, language, named=True)
    return None


def _one_cell_a_line(
    document: Document, position: int, things: Sequence[Compared], language: Language
) -> Header | None:
    """Two or more short lines that name all things once each.

    Before them there may be a cell over the aspects, and before that one over running numbers; or one over notes
    behind.
    """
    noted = document.blocks[position : position + len(things) + 1]
    if _is_noted(noted, document, things, language):
        return _from_lines(noted, things, language, named=True)
    noted = document.blocks[position : position + len(things) + 2]
    if _is_noted(noted[1:], document, things, language, corner=noted[0]):
        return _from_lines(noted, things, language, named=True)
    for extra in (2, 1, 0):
        blocks = document.blocks[position : position + len(things) + extra]
        if len(things) < 2 or len(blocks) < len(things) + extra or not all(map(may_be_cell, blocks[extra > 1 :])):
            continue
        if extra and not _is_corner(blocks[extra - 1], things, language):
            continue
        if extra > 1 and not (_may_count(blocks[0]) and _is_numbered(document, position + len(blocks), len(blocks))):
            continue
        if _name_all(blocks[extra:], things, language):
            return _from_lines(blocks, things, language, named=True)
    return None


def _name_all(blocks: Sequence[Block], things: Sequence[Compared], language: Language) -> bool:
    """Tell whether lines name all things once each, and none of them asks after its thing or heads a section on it."""
    plain = all(block.role is Role.BODY or block.kind is not BlockKind.HEADING for block in blocks)
    bare = plain or all(is_name(block.text, things, language) for block in blocks if block.role is not Role.BODY)
    no_name = any(block.text.endswith(_QUESTIONS) or _ASSIGNS.search(block.text) for block in blocks)
    assigned = () if no_name or not bare else assign_subjects([block.text for block in blocks], things, language)
    longest = (max(len(name.split()) for name in thing.names) for thing in assigned)
    few = all(len(block.text.split()) <= size + _BESIDE_NAME for block, size in zip(blocks, longest, strict=False))
    return bool(assigned) and few


def _is_noted(
    blocks: Sequence[Block],
    document: Document,
    things: Sequence[Compared],
    language: Language,
    corner: Block | None = None,
) -> bool:
    """Tell whether lines are the names of all things and one over notes, and no label of a row.

    Only the header cells are parted by blank lines then, or (without a `corner` before them) no line of the rows is
    nearly as short as they are.
    """
    if (
        not 2 < len(blocks) == len(things) + 1
        or not all(map(may_be_cell, blocks))
        or named(blocks[-1].text, things, language)
    ):
        return False
    if not _name_all(blocks[:-1], things, language):
        return False
    below = document.blocks[blocks[-1].position + 1 :][:_FEWEST_STACKED_ROWS]
    if len(below) < _FEWEST_STACKED_ROWS or any(stands_apart(*pair, document) for pair in pairwise(below)):
        return False
    cells = blocks if corner is None else (corner, *blocks)
    if all(stands_apart(*pair, document) for pair in pairwise((*cells, below[0]))):
        return corner is None or (may_be_cell(corner) and _is_corner(corner, things, language))
    if corner is not None:
        return False
    longest = max(len(block.text.split()) for block in blocks)
    return language.spaces and min(len(block.text.split()) for block in below) >= _LONGER * longest


def _beside_names(document: Document, position: int, things: Sequence[Compared], language: Language) -> Header | None:
    """Aspects on lines of their own, above lines that open with the name of a thing each, or hold it alone."""
    for columns in range(_MOST_COLUMNS, _FEWEST_ASPECTS, -1):
        top = document.blocks[position : position + columns]
        if len(top) < columns or len(things) < 2 or not all(map(may_be_cell, top)):
            continue
        if any(named(block.text, things, language) or block.role in _NEVER_HEADER for block in top):
            continue
        for step in (1, columns):
            first = position + columns
            rows = document.blocks[first : first + step * len(things) : step]
            sides = [_opening_name(block.text, things, language, alone=step > 1) for block in rows]
            body = document.blocks[first : first + step * len(things)]
            fits = all(sides) and len(assign_subjects(sides, things, language)) == len(things)
            if fits and _are_cells(body, document, alone=step > 1):
                header = _from_lines(top, things, language, named=False)
                return replace(header, sides=tuple(sides))
    return None


def _are_cells(body: Sequence[Block], document: Document, *, alone: bool) -> bool:
    """Tell whether what stands below aspects is cells, or rows, and no prose under headings."""
    if alone:
        return all(len(block.text.split()) <= _LINE_WORDS for block in body)
    return not any(stands_apart(one, other, document) for one, other in pairwise(body))


def _opening_name(text: str, things: Sequence[Compared], language: Language, *, alone: bool) -> str:
    """Return the name that a row opens with, as written; with `alone`, only where nothing follows it."""
    words = text.split()
    openings = (" ".join(words[:length]) for length in range(min(_CELL_WORDS, len(words) - (not alone)), 0, -1))
    found = next((opening for opening in openings if is_name(opening, things, language)), "")
    return found if not alone or found == " ".join(words) else ""


def _may_count(block: Block) -> bool:
    """Tell whether a line may stand over running numbers ("S. No."), where it says nothing else."""
    plain = block.kind in (BlockKind.HEADING, BlockKind.PARAGRAPH) and not block.boilerplate
    return plain and len(block.text.split()) <= TAIL_WORDS


def _is_numbered(document: Document, position: int, columns: int) -> bool:
    """Tell whether the rows from a block on are numbered, be they a line each or a cell a line."""
    blocks = document.blocks[position : position + columns + 1]
    texts = [block.marker or block.text for block in blocks]
    numbers = [match and int(match[1]) for match in map(LEADING_NUMBER.match, texts)]
    return bool(numbers) and numbers[0] == 1 and 2 in (numbers[1:2] + numbers[columns:])


def _stacked(document: Document, position: int, things: Sequence[Compared], language: Language) -> Header | None:
    """Short lines parted by blank lines, above lines that are not: the spacing tells header and rows apart."""
    blocks: list[Block] = []
    for block, following in pairwise(document.blocks[position : position + _MOST_COLUMNS + 1]):
        # Beside other cells "Notes" stands over a column, also where it is known for the heading of references.
        opens_a_section = block.role in _NEVER_BESIDE if blocks else block.role is not Role.BODY
        if not may_be_cell(block) or opens_a_section or not stands_apart(block, following, document):
            break
        blocks.append(block)
    rows = document.blocks[position + len(blocks) : position + len(blocks) + _FEWEST_STACKED_ROWS]
    if len(blocks) < 2 or len(rows) < _FEWEST_STACKED_ROWS or not stands_apart(blocks[-1], rows[0], document):
        return None
    close = not any(stands_apart(one, other, document) for one, other in pairwise(rows))
    whole = all(_is_row(row, len(blocks), language) for row in rows)
    return _from_lines(blocks, things, language, named=False) if close and whole else None


def _glued(document: Document, position: int, things: Sequence[Compared], language: Language) -> Header | None:
    """A line of words run together ("ScenarioUse this") above lines that run together too."""
    block = document.blocks[position]
    spans = split_header(block.text, (), casing=language.casing)
    rows = document.blocks[position + 1 : position + 1 + _FEWEST_STACKED_ROWS]
    if (
        not 2 <= len(spans) <= _MOST_COLUMNS
        or len(block.text.split()) > _LINE_WORDS
        or len(rows) < _FEWEST_STACKED_ROWS
    ):
        return None
    close = not any(stands_apart(one, other, document) for one, other in pairwise((block, *rows)))
    run_together = all(is_run_together(row.text) for row in rows)
    return _from_line(block, spans, things, language, named=False) if close and run_together else None


def is_run_together(text: str) -> bool:
    """Tell whether a capital stands right behind a small letter or the mark that closes a word, in any script."""
    return any(right.isupper() and (left.islower() or left in _CLOSING) for left, right in pairwise(text))


def _of_run(document: Document, position: int, things: Sequence[Compared], language: Language) -> Header | None:
    """The first lines of a run of lines without blank lines between, each a cell; or its first, with all of them."""
    blocks, has_aspects = cells_of_header(document, position)
    if blocks:
        return _from_lines(blocks, things, language, named=not has_aspects)
    if blocks := cells_of_grouped_header(document, position):
        return _from_lines(blocks, things, language, named=len(blocks) == _FEWEST_ASPECTS)
    spans = cells_of_joined_header(document, position, language)
    return _from_line(document.blocks[position], spans, things, language, named=False) if spans else None


# ------------------------------------------------------------------------------------------------------------- parts


def _from_line(
    block: Block, spans: Sequence[Span], things: Sequence[Compared], language: Language, *, named: bool
) -> Header:
    cells = tuple(Name(span.of(block.text), block.place(*span)) for span in spans)
    return _header((block.position,), cells, things, language, named)


def _from_lines(blocks: Sequence[Block], things: Sequence[Compared], language: Language, *, named: bool) -> Header:
    cells = tuple(Name(block.text, block.span) for block in blocks)
    return _header(tuple(block.position for block in blocks), cells, things, language, named)


def _header(
    blocks: tuple[int, ...], cells: tuple[Name, ...], things: Sequence[Compared], language: Language, named: bool
) -> Header:
    subjects = subjects_named([cell.text for cell in cells], things, language)
    whole = named or sum(subject is not None for subject in subjects) >= len(things)
    header = Header(blocks, cells, subjects, whole)
    first = int(header.has_aspects)
    noted = len(cells) - first == len(things) + 1 > 2 and subjects[first] is not None and subjects[-1] is None
    return replace(header, has_notes=noted)


def may_be_cell(block: Block) -> bool:
    """Tell whether a line may be a single cell of a header: a short one that is no sentence and has no cells itself."""
    is_line = block.kind in (BlockKind.HEADING, BlockKind.PARAGRAPH) and not block.boilerplate
    return is_line and _reads_as_cell(block.text)


@lru_cache(maxsize=1024)  # each shape of header asks for some lines behind each line, twenty times for a line
def _reads_as_cell(text: str) -> bool:
    words = len(text.split())
    is_short = words <= _CELL_WORDS and not _is_sentence(text)
    leads_in = words > _LEAD_IN_WORDS and text.endswith(_COLONS)
    return is_short and not leads_in and len(delimited(text)) == 1


def _is_sentence(text: str) -> bool:
    """Tell whether a text ends as a sentence does: a Japanese one has no blanks by which its words could be counted."""
    return text.endswith(_SENTENCE_ENDS)


def _is_corner(block: Block, things: Sequence[Compared], language: Language) -> bool:
    """Tell whether a line may stand over the aspects: it names no thing, and announces no section."""
    if named(block.text, things, language):
        return False
    if block.role is Role.COMPARISON_TABLE:  # "Comparison chart" announces a table, "Parameters of comparison" opens it
        return is_aspect_header(block.text, language, whole=True)
    return block.role is Role.BODY or is_aspect_header(block.text, language)


def _is_row(block: Block, columns: int, language: Language) -> bool:
    """Tell whether a line can hold as many cells as there are columns."""
    is_line = block.kind in (BlockKind.HEADING, BlockKind.PARAGRAPH) and not block.boilerplate
    return is_line and (not language.spaces or len(block.text.split()) >= columns)
