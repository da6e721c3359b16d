"""Headers whose cells were glued together ("Parameters of ComparisonBPOCall Center")."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise, permutations

from pipeline.model import Span
from pipeline.text.folding import fold

_SEAM = re.compile(r"(?<=[^\W\d_])(?=\d)|(?<=[)\]\uff09])(?=\w)")
_INFLECTION = 4  # letters that an inflected name may add to, or lose from, the name in the title
_MOST_SUBJECTS = 4  # every order of these is tried


def split_header(text: str, subjects: Sequence[str], *, casing: str = "simple") -> tuple[Span, ...]:
    """Cut a glued table header into its cells.

    The subjects are looked for in the order in which they fill the end of the text, exactly or inflected;
    what stands before them is the label of the aspect column. Where they are not found, the seams are the
    places where a lower-case letter, a bracket or a digit is directly followed by an upper-case letter.

    Args:
        text: the header line.
        subjects: names of the compared things, in any order.
        casing: ``simple``, ``turkic`` or ``none``, from the language data.

    Returns:
        The spans of the cells, in order, trimmed of blanks; empty where the text is no glued header.
    """
    named = _by_names(text, subjects, casing)
    if named:
        return named
    seamed = _by_seams(text)
    return seamed if len(seamed) >= max(2, len(subjects)) else ()


def _by_names(text: str, subjects: Sequence[str], casing: str) -> tuple[Span, ...]:
    if not 2 <= len(subjects) <= _MOST_SUBJECTS:
        return ()
    found = [cells for order in permutations(subjects) if (cells := _in_order(text, order, casing))]
    return min(found, key=lambda cells: (_slack(text, cells, subjects, casing), cells), default=())


def _in_order(text: str, subjects: Sequence[str], casing: str) -> tuple[Span, ...]:
    """Place the subjects one after the other, the last at the end, the rest before the first."""
    folded = fold(text, casing)
    at = len(folded.text.rstrip())
    cells: list[Span] = []
    for subject in reversed(subjects):
        start = _rightmost(folded.text, fold(subject, casing).text.strip(), at)
        if start < 0:
            return ()
        cells.append(_trim(text, folded.span(start, at)))
        at = len(folded.text[:start].rstrip())
    if at:
        cells.append(_trim(text, folded.span(0, at)))
    return tuple(reversed(cells))


def _rightmost(text: str, name: str, end: int) -> int:
    """Find where a name starts that ends at `end`, give or take an inflection; -1 where it does not."""
    if not name:
        return -1
    if text.endswith(name, 0, end):
        return end - len(name)
    stem = name[: max(3, len(name) - _INFLECTION)]
    start = text.rfind(stem, 0, end)
    return start if start >= 0 and abs(end - start - len(name)) <= _INFLECTION else -1


def _slack(text: str, cells: tuple[Span, ...], subjects: Sequence[str], casing: str) -> int:
    """Count the cells whose text is no subject's exact name, then those that open in mid-word."""
    names = {fold(subject, casing).text.strip() for subject in subjects}
    inexact = sum(fold(cell.of(text), casing).text not in names for cell in cells[-len(subjects) :])
    return 2 * inexact + (len(cells) == len(subjects))


def _by_seams(text: str) -> tuple[Span, ...]:
    capitals = (place for place, letter in enumerate(text) if place and letter.isupper())
    seams = {place for place in capitals if _closes(text[place - 1])} | {
        match.start() for match in _SEAM.finditer(text)
    }
    edges = (0, *sorted(seams), len(text))
    return tuple(_trim(text, Span(a, b)) for a, b in pairwise(edges) if text[a:b].strip())


def _closes(letter: str) -> bool:
    return letter.islower() or letter.isdigit() or letter in ")]\uff09"


def _trim(text: str, span: Span) -> Span:
    start, end = span
    while start < end and text[start].isspace():
        start += 1
    while start < end and text[end - 1].isspace():
        end -= 1
    return Span(start, end)
