"""What each cell of a table is for: whichever way the table lies, each value speaks of a subject in a respect.

Mostly the columns are the compared things and the rows the respects; in some tables it is the other way round. A
column of running numbers says nothing, and the column of aspects may stand anywhere or be missing.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from pipeline.languages import Language
from pipeline.model import Cell, CellKind
from pipeline.tables.naming import Compared, subjects_named

LEADING_NUMBER = re.compile(r"\W?(\d{1,3})\W?(?:\s+|$)")
_NUMBER = re.compile(r"\W?(\d{1,3})\W?")
_FEWEST_NUMBERS = 2
_NAME_WORDS = 6  # a longer first cell speaks of a thing, and is not its name

Rows = Sequence[Sequence[Cell]]


def oriented(
    rows: Rows, things: Sequence[Compared], language: Language, *, only_values: bool = False
) -> tuple[Cell, ...]:
    """Return the cells of a table, each with its kind and its subject.

    Args:
        rows: the cells by row, the header first and not empty; a merged cell stands in each of its columns.
        things: the compared things.
        language: the language of the document.
        only_values: whether it is known that no column holds aspects.
    """
    top = _by_place(rows[0])
    tops = subjects_named(top, things, language)
    named = sum(top is not None for top in tops) >= len(things)
    first = int(tops[0] is None and is_numbered(rows))
    sides = () if named else _subjects_of_rows(rows, first, things, language)
    if sides:
        return tuple(_by_row(cell, sides, first) for row in rows for cell in row)
    aspects = None if only_values else _aspect_column(top, tops, first, language, named=named)
    return tuple(_by_column(cell, tops, aspects) for row in rows for cell in row)


def is_numbered(rows: Rows) -> bool:
    """Tell whether the first column holds running numbers."""
    return are_running([row[0].text if row and not row[0].column else "" for row in rows[1:]])


def are_running(texts: Sequence[str]) -> bool:
    """Tell whether texts are the numbers from one on, with or without a mark ("1", "2." or "#3")."""
    numbers = [match and int(match[1]) for match in map(_NUMBER.fullmatch, texts)]
    return len(numbers) >= _FEWEST_NUMBERS and numbers == list(range(1, len(numbers) + 1))


def is_aspect_header(text: str, language: Language, *, whole: bool = False) -> bool:
    """Tell whether a cell is known to stand over the aspects, with its `whole` text if asked; an empty one may."""
    folded = language.fold_key(text)
    cues = [cue for cue in language.lexicon.find(folded) if (cue.group, cue.key) == ("table", "aspect_header")]
    return not text or any(not whole or cue.end - cue.start == len(folded) for cue in cues)


def _by_place(cells: Sequence[Cell]) -> list[str]:
    """Return the texts of a row by column; a column without a cell has an empty one."""
    texts = {cell.column: cell.text for cell in cells}
    return [texts.get(column, "") for column in range(max(texts) + 1)]


def _by_column(cell: Cell, tops: Sequence[int | None], aspects: int | None) -> Cell:
    subject = tops[cell.column] if cell.column < len(tops) else None
    kind = CellKind.ASPECT if cell.column == aspects else CellKind.VALUE
    return replace(cell, kind=CellKind.HEADER if cell.row == 0 else kind, subject=subject)


def _by_row(cell: Cell, sides: Sequence[int | None], first: int) -> Cell:
    """The first row names the aspects, the first column the subjects; what stands where they meet names neither."""
    if cell.row == 0:
        return replace(cell, kind=CellKind.ASPECT if cell.column > first else CellKind.HEADER, subject=None)
    subject = sides[cell.row] if cell.column >= first else None
    return replace(cell, kind=CellKind.HEADER if cell.column == first else CellKind.VALUE, subject=subject)


def _subjects_of_rows(rows: Rows, first: int, things: Sequence[Compared], language: Language) -> tuple[int | None, ...]:
    """Return the subject of each row where the first cells name all things and nothing else; () elsewhere."""
    texts = [next((cell.text for cell in row if cell.column == first), "") for row in rows[1:]]
    short = [text if len(text.split()) <= _NAME_WORDS else "" for text in texts]
    sides = subjects_named(short, things, language)
    whole = None not in sides and len(sides) == len(things) > 1 and rows[0][-1].column > first
    return (None, *sides) if whole else ()


def _aspect_column(
    top: Sequence[str], tops: Sequence[int | None], first: int, language: Language, *, named: bool
) -> int | None:
    """Return the column of the aspects: the first one that names no thing, or one whose header is known for it."""
    unnamed = [column for column in range(first, len(tops)) if tops[column] is None]
    if first in unnamed and (len(tops) - first > 2 or not named):
        return first
    known = (column for column in unnamed if column > first and is_aspect_header(top[column], language))
    return next(known, None) if named else None
