"""The pieces of a row that no cut may divide."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Collection
from dataclasses import dataclass
from itertools import pairwise

from pipeline.model import Span
from pipeline.segmentation.request import Request
from pipeline.segmentation.traits import CLOSING_BRACKETS, OPENING_BRACKETS, SENTENCE_ENDS, script

_WORD = re.compile(r"\S+")
_NEVER_FIRST = frozenset({"Mn", "Mc", "Pe", "Pf", "Lm", "Po"})
_GLUED_ROWS = 0.5  # share of rows with a sure seam from which a table counts as glued


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Line:
    """A row as atoms: atom i is ``text[starts[i]:ends[i]]``."""

    text: str
    starts: tuple[int, ...]
    ends: tuple[int, ...]

    def __len__(self) -> int:
        return len(self.starts)

    def cells(self, cut: tuple[int, ...]) -> tuple[Span, ...]:
        """Return the spans of the cells of a cut, given as the numbers of the atoms that open a cell."""
        edges = (0, *cut, len(self.starts))
        return tuple(Span(self.starts[a], self.ends[b - 1]) for a, b in pairwise(edges))


def divide(request: Request) -> list[Line]:
    """Divide the rows of a table into atoms.

    Rows are divided at blanks; where the table shows that cells were glued, also at the seams; and where a
    script without blanks leaves fewer words than columns, before every character that can begin a cell.
    """
    rows = request.rows
    sure = sum(any(map(_has_sure_seam, row.split())) for row in rows)
    at_seams = request.glued or (len(rows) > 0 and sure >= _GLUED_ROWS * len(rows))
    whole = _any_of(request.whole_words, "\n".join(rows))
    lines = [glued(row, whole) if at_seams else words(row) for row in rows]
    if request.spaces:
        return [
            line if len(line) >= request.columns else glued(row, whole) for line, row in zip(lines, rows, strict=True)
        ]
    return [line if len(line) >= request.columns else characters(row) for line, row in zip(lines, rows, strict=True)]


def words(text: str) -> Line:
    """Divide a row at its blanks."""
    found = [match.span() for match in _WORD.finditer(text)]
    return Line(text, tuple(start for start, _ in found), tuple(end for _, end in found))


def glued(text: str, whole: re.Pattern[str] | None = None) -> Line:
    """Divide a row at its blanks and its seams.

    A seam is a place where a lower-case letter, a digit, a sentence end, a closing bracket or a capital of another
    script is directly followed by an upper-case letter, a letter by a digit, or a sentence end by a letter without
    case; but not where it is inside a word that is whole ("M2TS").
    """
    if whole is None:
        return _divide(text, _is_seam)
    matches = [match.span() for match in whole.finditer(text)]
    inside = {at for start, end in matches for at in range(start + 1, end)}
    edges = {start for start, _ in matches if start and not _opens(text[start - 1])}
    edges |= {end for _, end in matches if _may_open(text[end : end + 1])}
    return _divide_at(text, lambda at: at in edges or (at not in inside and _is_seam(text[at - 1], text[at])))


def _opens(mark: str) -> bool:
    return mark in OPENING_BRACKETS or unicodedata.category(mark) == "Pi"


def _may_open(mark: str) -> bool:
    """Tell whether what stands behind a whole word may open a cell: no mark that closes one, and no ending."""
    return mark in OPENING_BRACKETS or (mark.isalnum() and not mark.islower())


def has_seam(word: str) -> bool:
    """Tell whether a word would be parted, if it stood in a row whose cells were run together."""
    return any(map(_is_seam, word, word[1:]))


def seams_in(word: str) -> int:
    """Count the places at which a word would be parted, if it stood in a row whose cells were run together."""
    letters = word if word[-1:].isalnum() else word[:-1]
    if letters.isalpha() and letters[1:] == letters[1:].lower():
        return 0  # nine words of ten
    return sum(map(_is_seam, word, word[1:]))


def _any_of(words: Collection[str], text: str) -> re.Pattern[str] | None:
    """Return what matches the words that stand in a text, if any do."""
    longest_first = sorted(filter(text.__contains__, words), key=lambda word: (-len(word), word))
    return re.compile("|".join(map(re.escape, longest_first))) if longest_first else None


def characters(text: str) -> Line:
    """Divide a row before every character that can begin a cell, for scripts without blanks."""
    return _divide(text, _can_begin)


def _divide(text: str, divides: Callable[[str, str], bool]) -> Line:
    return _divide_at(text, lambda at: divides(text[at - 1], text[at]))


def _divide_at(text: str, divides: Callable[[int], bool]) -> Line:
    starts: list[int] = []
    ends: list[int] = []
    for match in _WORD.finditer(text):
        first, last = match.span()
        places = list(filter(divides, range(first + 1, last)))
        starts += [first, *places]
        ends += [*places, last]
    return Line(text, tuple(starts), tuple(ends))


def _is_seam(left: str, right: str) -> bool:
    closes = left in SENTENCE_ENDS or left in CLOSING_BRACKETS
    if left == '"':
        return right.isalnum()  # what opens a quotation has a blank before it, which is a place already
    if right.isupper():
        return left.islower() or left.isdigit() or closes or (left.isupper() and script(left) != script(right))
    if right.isdigit():
        return left.isalpha() or left in CLOSING_BRACKETS
    if right.isalpha():
        return closes and left != "." and not right.islower()
    return right in OPENING_BRACKETS and left in SENTENCE_ENDS


def _has_sure_seam(word: str) -> bool:
    behind = word[1:]
    return behind != behind.lower() and any(map(_is_sure_seam, word, behind, word[2:]))


def _is_sure_seam(left: str, right: str, after: str) -> bool:
    """Tell whether only glue explains a place: a sentence end or small letter, then a capitalized word."""
    return right.isupper() and after.islower() and (left.islower() or left in ".!?)\u2026")


def _can_begin(left: str, right: str) -> bool:
    inside_word = left.isascii() and right.isascii() and left.isalnum() and right.isalnum()
    return not inside_word and unicodedata.category(right) not in _NEVER_FIRST
