"""Lists and tables whose end tags are missing.

A browser goes on inside the last item or cell to the end of the file. Where a file has fewer end tags of lists (or
tables) than start tags, a heading or a paragraph after the text of an item is taken for the end of the list, unless
another item follows before anything else begins.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence

from pipeline.html.names import CELLS, HEADINGS
from pipeline.html.tokens import Kind, Token

_AFTER_LIST = HEADINGS | {"p", "table", "hr"}
_AFTER_TABLE = HEADINGS | {"p", "ul", "ol", "hr"}
_NEW_MATTER = HEADINGS | {"ul", "ol", "table"}


class Unclosed:
    """How many lists and tables of a page still lack an end tag."""

    def __init__(self, text: str, tokens: Sequence[Token]) -> None:
        starts = Counter(token.name for token in tokens if token.kind is Kind.START)
        ends = Counter(token.name for token in tokens if token.kind is Kind.END)
        self._lists = max(0, starts["ul"] - ends["ul"]) + max(0, starts["ol"] - ends["ol"])
        self._stray_items = max(0, starts["li"] - ends["li"]) if not starts["ul"] + starts["ol"] else 0
        self._tables = max(0, starts["table"] - ends["table"])
        self.expected = bool(self._lists or self._stray_items or self._tables)
        if not self.expected:
            return
        self._texts = [
            index for index, (kind, start, end, _) in enumerate(tokens)
            if kind is Kind.TEXT and not text[start:end].isspace()
        ]  # fmt: skip
        self._items = _starts(tokens, frozenset(("li",)))
        self._cells = _starts(tokens, CELLS | {"tr"})
        self._matter = _starts(tokens, _NEW_MATTER)

    def list_ends(self, name: str, item: int, at: int) -> bool:
        """Tell whether a start tag ends a list that is not closed.

        Args:
            name: the element that starts.
            item: the index of the start tag of the item that is open.
            at: the index of the start tag of `name`.
        """
        if not (self._lists or self._stray_items) or name not in _AFTER_LIST or not self._has_text(item, at):
            return False
        if name == "p" and _next(self._items, at) < _next(self._matter, at):
            return False
        self._lists = max(0, self._lists - 1)
        return True

    def table_ends(self, name: str, cell: int, at: int) -> bool:
        """Tell the same of a table and its cell."""
        if not self._tables or name not in _AFTER_TABLE or not self._has_text(cell, at):
            return False
        if name in ("p", "ul", "ol") and _next(self._cells, at) < _next(self._matter, at):
            return False
        self._tables -= 1
        return True

    def _has_text(self, first: int, behind: int) -> bool:
        return _next(self._texts, first) < behind


def _starts(tokens: Sequence[Token], names: frozenset[str]) -> list[int]:
    return [index for index, token in enumerate(tokens) if token.kind is Kind.START and token.name in names]


def _next(positions: Sequence[int], after: int) -> float:
    place = bisect_right(positions, after)
    return positions[place] if place < len(positions) else float("inf")
