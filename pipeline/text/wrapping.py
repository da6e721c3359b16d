"""Hard-wrapped text: lines that a writer or a converter broke at a column, to be read as the paragraphs they were.

A wrapped line is as full as it could be: the first word of the next line would not have fitted. Rows of a table, verses
and addresses end where they end, so a page is wrapped only where nearly all its lines are full.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from pipeline.text.lines import Line, marker_of
from pipeline.text.scripts import columns, first_unit, is_unspaced, joins_without_blank, without_hanging

_NARROWEST, _WIDEST = 50, 110  # columns; below, a page is a poem or a table, above, a paragraph stands on one line
_PAIRS = 3
_FULL = 0.8  # of the pairs; headings without a blank line behind them and lines of code are the rest
_LONG_LINES = 0.05  # of the lines may be longer: a link has no blank to break at
_ROW = re.compile(r"\t|\|.*\||\S {3,}\S|^[-+=|:. ]{3,}$|^#{1,6} |^```|^>")


def wrap_column(found: Sequence[Line], text: str) -> int | None:
    """Return the column that a text is wrapped at, or None where its lines are paragraphs of their own.

    Args:
        found: the lines of the text, in order.
        text: the text they stand in.
    """
    lines = [line for line in found if _may_be_wrapped(line.span.of(text)) and not is_row(line, text)]
    ends = [line.indent + columns(without_hanging(line.span.of(text))) for line in lines]
    short = [end for end in ends if end <= _WIDEST]
    if not short or len(ends) - len(short) > _LONG_LINES * len(ends) or max(short) < _NARROWEST:
        return None
    column = max(short)
    pairs = [pair for pair in pairwise(found) if pair[1].gap == 0 and not _set_apart(*pair, text)]
    if len(pairs) < _PAIRS:
        return None
    full = sum(is_full(line, following, column, text) for line, following in pairs)
    return column if full >= _FULL * len(pairs) else None


def is_full(line: Line, following: Line, column: int, text: str) -> bool:
    """Tell whether the first word of the following line would not have fitted on this one."""
    word = first_unit(text, following.span)
    blank = 0 if joins_without_blank(text[line.span.end - 1], word) else 1
    return end_column(line, text) + blank + columns(word) > column


def end_column(line: Line, text: str) -> int:
    """Return the column that a line ends at."""
    return line.indent + columns(line.span.of(text))


def is_row(line: Line, text: str) -> bool:
    """Tell whether a line is a row of a table, or markup that stands on its line alone."""
    return _ROW.search(line.span.of(text)) is not None


def _may_be_wrapped(line: str) -> bool:
    """Tell whether a line could have been broken anywhere."""
    return " " in line or is_unspaced(line)


def _set_apart(line: Line, following: Line, text: str) -> bool:
    return is_row(line, text) or is_row(following, text) or marker_of(following.span.of(text)) is not None
