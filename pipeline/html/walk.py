"""The walk over a tree that finds which stretches of text stand apart, and as what.

It goes over the tokens once, with a stack of contexts in place of recursion. Rows of data tables are given whole.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from pipeline.html.characters import visible_part
from pipeline.html.drafts import Draft, Line
from pipeline.html.functions import function_of
from pipeline.html.names import BLOCKS, HEADINGS, PREFORMATTED
from pipeline.html.soup import PlacedTag
from pipeline.html.tokens import Kind
from pipeline.html.tree import Tree
from pipeline.model import BlockKind

BULLET = "•"

# Inside an item, a heading or a caption these begin a new line of it, not a block of its own.
_SOFT = frozenset((
    "p", "div", "section", "article", "header", "hgroup", "address", "center", "blockquote", "h3", "h4", "h5", "h6",
    "figure", "details", "summary", "dt", "dd",
))  # fmt: skip
_TERMS = frozenset(("dt", "dd"))
_ITEM = BlockKind.LIST_ITEM
_LONGEST_NUMBER = 9
_NO_ROWS: Mapping[int, BlockKind] = {}


class _Context(NamedTuple):
    """What the text of an element becomes; it holds up to the token `close`."""

    close: int
    kind: BlockKind = BlockKind.PARAGRAPH
    item: int = -1  # the start tag of the item that this is in
    level: int = 0
    marker: str = ""
    rule: str = ""
    depth: int = 0  # how many lists are around
    preformatted: bool = False
    inner: bool = False  # soft boundaries make lines, not blocks


@dataclass(slots=True)
class _Numbering:
    """How the items of a list are marked; it holds up to the token `close`."""

    close: int
    ordered: bool = False
    number: int = 1
    step: int = 1

    def marker(self, value: str) -> str:
        """Return the marker of the next item; `value` is the number that the item sets for itself."""
        if not self.ordered:
            return BULLET
        self.number = _whole_number(value, self.number)
        marker = f"{self.number}."
        self.number += self.step
        return marker


def walk(
    tree: Tree, first: int, close: int, rules: Mapping[int, str], rows: Mapping[int, BlockKind] = _NO_ROWS
) -> Iterator[Draft]:
    """Yield the drafts of the blocks between two tokens, in the order of the file.

    Args:
        tree: the page.
        first: the index of the first token.
        close: the index of the first token that is out.
        rules: by the index of its start tag, the rule that makes an element boilerplate.
        rows: by the index of its start tag, the kind of block that a row of a data table is.
    """
    walker = _Walker(tree, close, rules, rows)
    yield from walker.run(first)


@dataclass(slots=True)
class _Walker:
    tree: Tree
    close: int
    rules: Mapping[int, str]
    rows: Mapping[int, BlockKind]
    contexts: list[_Context] = field(default_factory=list)
    numberings: list[_Numbering] = field(default_factory=list)
    context: _Context = field(default=_Context(0))
    lines: list[Line] = field(default_factory=list)
    owner: _Context = field(default=_Context(0))
    line: Line | None = None
    breaks: int = 0
    begun: set[int] = field(default_factory=set)  # the items that already have their block
    term: bool = False  # a term waits for its description
    drafts: list[Draft] = field(default_factory=list)

    def run(self, first: int) -> Iterator[Draft]:
        """Go over the tokens from `first` and yield drafts as they are finished."""
        tokens, elements = self.tree.tokens, self.tree.elements
        self.context = _Context(self.close)
        self.contexts = [self.context]
        self.numberings = [_Numbering(self.close)]
        pointer = bisect_left(elements, first, key=lambda element: element.first)
        index = first
        while index < self.close:
            kind, start, end, name = tokens[index]
            if self.context.close <= index or self.numberings[-1].close <= index:
                self._leave(index)
            if kind is Kind.TEXT and self.context.preformatted:
                self._lines_of(index, start, end)
            elif kind is Kind.TEXT or kind is Kind.CDATA:
                start, end = self.tree.visible[index]
                if start < end:
                    self._extend(index, start, end)
            elif kind is Kind.START or kind is Kind.END:
                if name == "br":
                    self._break()
                elif name in BLOCKS:
                    self._boundary(name, kind)
                skip_to = 0
                while not skip_to and pointer < len(elements) and elements[pointer].first <= index:
                    skip_to = self._enter(elements[pointer])
                    pointer += 1
                if skip_to:
                    index = skip_to
                    while pointer < len(elements) and elements[pointer].first < index:
                        pointer += 1
                    yield from self._finished()
                    continue
            index += 1
            if self.drafts:
                yield from self._finished()
        self._flush()
        yield from self._finished()

    def _finished(self) -> Iterator[Draft]:
        yield from self.drafts
        self.drafts.clear()

    def _leave(self, index: int) -> None:
        """Drop the contexts of the elements that have ended before the token `index`."""
        while self.context.close <= index and len(self.contexts) > 1:
            left = self.contexts.pop()
            self.context = self.contexts[-1]
            if left.kind is not self.context.kind and not self.term:
                self._flush()
        while self.numberings[-1].close <= index and len(self.numberings) > 1:
            self.numberings.pop()

    def _enter(self, element: PlacedTag) -> int:
        """Take up what an element means for the text in it; return where to go on if that is not the next token."""
        row = self.rows.get(element.first)
        if row is not None:
            self._flush()
            line = visible_extent(self.tree, element.first + 1, element.close)
            if line is not None:
                rule = self.rules.get(element.first) or self.context.rule
                self.drafts.append(Draft(row, (line,), rule=rule))
            return element.close
        context = self._context_of(element)
        if context is not None:
            described = self.term and element.name == "dd"
            if not described and (context.kind is not self.context.kind or context.rule != self.context.rule):
                self._flush()
                self.term = element.name == "dt"
            self.contexts.append(context)
            self.context = context
        return 0

    def _context_of(self, element: PlacedTag) -> _Context | None:
        """Return the context that an element opens, or None where it changes nothing."""
        name = element.name
        rule = self.rules.get(element.first, "")
        outer = self.context if not rule else self.context._replace(close=element.close, rule=rule)
        function = function_of(element)
        if function == "list":
            self._open_list(element)
            return outer._replace(close=element.close, kind=BlockKind.PARAGRAPH, depth=outer.depth + 1, inner=False)
        if function == "listitem":
            marker = self.numberings[-1].marker(element.written.get("value", "") if name == "li" else "")
            return outer._replace(close=element.close, kind=BlockKind.LIST_ITEM, item=element.first,
                           level=max(0, outer.depth - 1), marker=marker, inner=True)  # fmt: skip
        if function == "heading" and not (outer.inner and name in _SOFT):
            return outer._replace(close=element.close, kind=BlockKind.HEADING, level=_heading_level(element),
                           marker="", inner=True)  # fmt: skip
        if name == "dl":
            return outer._replace(close=element.close, kind=BlockKind.PARAGRAPH, depth=outer.depth + 1, inner=False)
        if name in _TERMS:
            return outer._replace(close=element.close, kind=BlockKind.LIST_ITEM, item=element.first,
                           level=max(0, outer.depth - 1), marker=BULLET, inner=True)  # fmt: skip
        if function == "caption" or name == "figcaption":
            return outer._replace(close=element.close, kind=BlockKind.CAPTION, inner=True)
        if name in PREFORMATTED:
            return outer._replace(close=element.close, kind=BlockKind.PARAGRAPH, preformatted=True, inner=False)
        if name in {"table", "td", "th"}:
            return outer._replace(close=element.close, kind=BlockKind.PARAGRAPH, inner=False)
        return outer if rule else None

    def _open_list(self, element: PlacedTag) -> None:
        written = element.written if element.name == "ol" else {}
        numbering = _Numbering(element.close, ordered=element.name == "ol")
        if "reversed" in written:
            numbering.step = -1
            numbering.number = sum(isinstance(child, PlacedTag) and child.name == "li" for child in element.contents)
        numbering.number = _whole_number(written.get("start", ""), numbering.number)
        self.numberings.append(numbering)

    def _boundary(self, name: str, kind: Kind) -> None:
        """End the line or the block at a tag that sets text apart."""
        if self.term and name in _TERMS and (kind is Kind.END) == (name == "dt"):
            return  # a term and its description are one item
        if self.context.inner and name in _SOFT and not (name in _TERMS and self.context.kind is _ITEM):
            self._end_line()
        else:
            self._flush()
        self.term = kind is Kind.START and name == "dt"

    def _break(self) -> None:
        """End the line at a ``<br>``; two of them end a paragraph."""
        self._end_line()
        self.breaks += 1
        if self.breaks > 1 and not self.context.inner:
            self._flush()

    def _lines_of(self, index: int, start: int, end: int) -> None:
        """Add preformatted text, of which each line is a block."""
        text = self.tree.text
        while start < end:
            line_end = text.find("\n", start, end)
            line_end = end if line_end < 0 else line_end
            span = visible_part(text, start, line_end)
            if span.start < span.end:
                self._extend(index, span.start, span.end)
            if line_end < end:
                self._flush()
            start = line_end + 1

    def _extend(self, index: int, start: int, end: int) -> None:
        """Add visible text to the line that is open, or begin one."""
        if self.line is not None:
            self.line = Line(self.line.first, self.line.start, index, end)
            return
        self.breaks = 0
        if not self.lines:
            self.owner = self.context
        self.line = Line(index, start, index, end)

    def _end_line(self) -> None:
        if self.line is not None:
            self.lines.append(self.line)
            self.line = None

    def _flush(self) -> None:
        """Finish the draft that is open."""
        self._end_line()
        self.breaks = 0
        self.term = False
        if not self.lines:
            return
        owner = self.owner
        kind, marker, level = owner.kind, owner.marker, owner.level
        if kind is _ITEM and owner.item in self.begun:
            kind = BlockKind.PARAGRAPH  # what follows a nested list
        elif kind is _ITEM:
            self.begun.add(owner.item)
        if kind is not _ITEM and kind is not BlockKind.HEADING:
            marker, level = "", 0
        self.drafts.append(Draft(kind, tuple(self.lines), level, marker, owner.rule))
        self.lines = []


def visible_extent(tree: Tree, first: int, close: int) -> Line | None:
    """Return the stretch from the first to the last visible text of some tokens, None where there is none."""
    if tree.length[first] == tree.length[close]:
        return None
    opening = bisect_right(tree.length, tree.length[first], first, close + 1) - 1
    closing = bisect_left(tree.length, tree.length[close], first, close + 1) - 1
    return Line(opening, tree.visible[opening].start, closing, tree.visible[closing].end)


def _heading_level(element: PlacedTag) -> int:
    if element.name in HEADINGS and element.role != "heading":
        return int(element.name[1])
    return min(6, max(1, _whole_number(element.written.get("aria-level", ""), 2)))


def _whole_number(text: str, default: int) -> int:
    digits = text.strip()
    if len(digits) <= _LONGEST_NUMBER and digits.removeprefix("-").isdecimal():
        return int(digits)
    return default
