"""BeautifulSoup's tree from our tokens: which elements are open where, as a browser sees it.

The rules are those of the HTML standard's tree construction that move text from one block to another: implied end
tags, end tags that reach no further than their table cell, cells without a row. Left out are those that only
rearrange formatting elements (the adoption agency, foster parents). Whether an element of some name is open is
looked up, never searched for, so 100,000 nested tags cost no more than 100,000 side by side.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import accumulate
from typing import NamedTuple

from bs4 import BeautifulSoup
from bs4.builder import HTMLTreeBuilder
from bs4.element import PageElement, Tag

from pipeline.html.characters import visible_part
from pipeline.html.names import (
    BLOCKS,
    CELLS,
    ENDS_PARAGRAPH,
    HEADINGS,
    LISTS,
    SCOPES,
    SECTIONS,
    SPECIAL,
    TABLE_PARTS,
    VOID,
)
from pipeline.html.soup import PlacedTag, placed_string
from pipeline.html.tokens import Kind, Token, tokenize
from pipeline.html.unclosed import Unclosed
from pipeline.model import Span

_ROOTS = frozenset(("html", "head", "body"))
_HEAD_ONLY = frozenset(("base", "link", "meta", "noscript", "script", "style", "template", "title"))
_TABLE_MATTER = CELLS | SECTIONS | {"table", "caption", "tr"}
_DECLARATION = 64  # in XHTML, <div/> is an empty division; in HTML it is an open one
_NOTHING = Span(0, 0)
_PASSABLE = frozenset(("div", "address"))  # an item that starts inside them ends the one around them
_STRUCTURAL = _ROOTS | BLOCKS | VOID | _HEAD_ONLY
_ENDS_HEADING = ENDS_PARAGRAPH - {"div", "header", "hgroup"}


@dataclass(frozen=True, slots=True)
class Tree:
    """A page: its text, its tokens, its elements in the order of their start tags, and BeautifulSoup's root.

    `visible` is the stretch of each token that shows (empty for tags), `length` how many characters show up to each
    token, and in all of the page as its last.
    """

    text: str = field(repr=False)
    tokens: tuple[Token, ...] = field(repr=False)
    elements: tuple[PlacedTag, ...] = field(repr=False)
    soup: BeautifulSoup = field(repr=False)
    visible: tuple[Span, ...] = field(repr=False)
    length: tuple[int, ...] = field(repr=False)

    def length_of(self, element: PlacedTag) -> int:
        """Return how many characters of an element show."""
        return self.length[element.close] - self.length[element.first]


class PlacingTreeBuilder(HTMLTreeBuilder):
    """A tree builder for ``BeautifulSoup(markup, builder=PlacingTreeBuilder())`` that keeps every place."""

    NAME = "tertium"
    features = (NAME, "html")
    is_xml = False
    picklable = True

    def feed(self, markup: str | bytes) -> None:
        """Build the tree of a decoded file under the soup that this builder belongs to."""
        if isinstance(markup, bytes):
            markup = markup.decode("utf-8", "replace")
        if self.soup is not None:
            _Construction(markup, tuple(tokenize(markup)), self.soup).run()


def parse(text: str) -> Tree:
    """Parse a decoded HTML file.

    Args:
        text: the file, in code points; whatever it holds, a tree comes back.

    Returns:
        The tree, whose elements have places in `text`. Time and memory are linear in the length of `text`.
    """
    tokens = tuple(tokenize(text))
    soup = BeautifulSoup("", builder=PlacingTreeBuilder())
    construction = _Construction(text, tokens, soup)
    construction.run()
    visible = tuple(_visible(text, token) for token in tokens)
    length = (0, *accumulate(span.end - span.start for span in visible))
    return Tree(text, tokens, tuple(construction.elements), soup, visible, length)


def _visible(text: str, token: Token) -> Span:
    if token.kind is Kind.TEXT:
        return visible_part(text, token.start, token.end)
    return Span(token.start, token.end) if token.kind is Kind.CDATA else _NOTHING


class _Scope(NamedTuple):
    """The innermost open element of each sort that an end tag may reach from here, as depths; 0 is none."""

    paragraph: int = 0
    item: int = 0
    item_to_close: int = 0
    term: int = 0
    heading: int = 0
    option: int = 0
    list: int = 0
    cell: int = 0
    row: int = 0
    section: int = 0
    table: int = 0
    barrier: int = 0
    special: int = 0

    def within(self, name: str, depth: int) -> _Scope:
        """Return the scope inside an element that was opened at `depth`."""
        if name in _TABLE_MATTER:
            return self._within_table(name, depth)
        if name in SCOPES:
            return _Scope(cell=self.cell, row=self.row, section=self.section, table=self.table,
                          barrier=depth, special=depth)  # fmt: skip
        if name == "p":
            return self._replace(paragraph=depth, special=depth)
        if name == "li":
            return self._replace(item=depth, item_to_close=depth, term=0, special=depth)
        if name in LISTS:
            return self._replace(item=0, item_to_close=0, term=0, list=depth, special=depth)
        if name in {"dt", "dd"}:
            return self._replace(term=depth, item=0, special=depth)
        if name in HEADINGS:
            return self._replace(heading=depth, item=0, term=0, special=depth)
        if name == "option":
            return self._replace(option=depth, special=depth)
        return self._replace(special=depth) if name in _PASSABLE else self._replace(item=0, term=0, special=depth)

    def _within_table(self, name: str, depth: int) -> _Scope:
        if name == "table":
            return _Scope(table=depth, barrier=depth, special=depth)
        if name == "tr":
            return self._replace(row=depth, cell=0, special=depth)
        if name in SECTIONS:
            return self._replace(section=depth, row=0, cell=0, special=depth)
        if not self.table:  # a cell that lost its table holds text as a division does
            return self._replace(cell=depth, special=depth, paragraph=0, item=0, item_to_close=0, term=0)
        return _Scope(cell=depth, row=self.row, section=self.section, table=self.table, barrier=depth, special=depth)


class _Construction:
    """The state of building one tree: the open elements and what can be reached from the innermost."""

    def __init__(self, text: str, tokens: tuple[Token, ...], soup: BeautifulSoup) -> None:
        self.text = text
        self.tokens = tokens
        self.root: Tag = soup
        self.elements: list[PlacedTag] = []
        self.open: list[PlacedTag] = []  # the element at depth d is open[d - 1]
        self.scopes: list[_Scope] = [_Scope()]
        self.depths: dict[str, list[int]] = {}  # the depths at which elements of a name are open
        self.parent: Tag = soup
        self.latest: PageElement = soup
        self.unclosed = Unclosed(text, tokens)
        self.at = 0
        self.is_xml = text[:_DECLARATION].lstrip("\ufeff \t\r\n").startswith("<?xml")

    def run(self) -> None:
        """Go over the tokens once."""
        for at, token in enumerate(self.tokens):
            self.at = at
            if token.kind is Kind.START:
                self._start(token)
            elif token.kind is Kind.END:
                self._end(token)
            else:
                self._string(token)
        self.at = len(self.tokens)
        self._pop_to(0)

    def _start(self, token: Token) -> None:
        name = token.name
        if name not in _STRUCTURAL and not self.is_xml:
            self._push(token, name)
            return
        if name in _ROOTS:
            self._start_root(token)
            return
        if self.depths.get("head") and name not in _HEAD_ONLY:
            self._pop_to(self.depths["head"][-1] - 1)
        if self.unclosed.expected:
            self._close_unclosed(name)
        self._close_implied(name)
        if name in TABLE_PARTS:
            self._enter_table_part(token)
        if name in VOID or (self.is_xml and self.text.startswith("/>", token.end - 2)):
            self._add(token, name)
        else:
            self._push(token, name)

    def _start_root(self, token: Token) -> None:
        """Open html, head and body once; a second one means nothing, as in a browser."""
        if self.depths.get(token.name) or (token.name == "head" and self.depths.get("body")):
            return
        if token.name == "body" and self.depths.get("head"):
            self._pop_to(self.depths["head"][-1] - 1)
        self._push(token, token.name)

    def _close_unclosed(self, name: str) -> None:
        """Close a list or table whose end tag the file lacks, where what follows shows that it has ended."""
        scope = self.scopes[-1]
        item, cell = scope.item_to_close, scope.cell
        if item and self.unclosed.list_ends(name, self.open[item - 1].first, self.at):
            self._pop_to((scope.list or item) - 1)
        elif scope.table and cell and self.unclosed.table_ends(name, self.open[cell - 1].first, self.at):
            self._pop_to(scope.table - 1)

    def _close_implied(self, name: str) -> None:
        """Close what a start tag ends without an end tag."""
        scope = self.scopes[-1]
        if scope.heading and name in _ENDS_HEADING:
            self._pop_to(scope.heading - 1)
            scope = self.scopes[-1]
        if name == "li" and scope.item:
            self._pop_to(scope.item - 1)
        elif name in {"dt", "dd"} and scope.term:
            self._pop_to(scope.term - 1)
        elif name in {"option", "optgroup"} and scope.option:
            self._pop_to(scope.option - 1)
        elif name == "table" and scope.table and not scope.cell:
            self._pop_to(scope.table - 1)
        scope = self.scopes[-1]
        if scope.paragraph and name in ENDS_PARAGRAPH:
            self._pop_to(scope.paragraph - 1)

    def _enter_table_part(self, token: Token) -> None:
        """Close the cell, row or section that a part of a table ends, and open the row that a cell lacks."""
        name = token.name
        scope = self.scopes[-1]
        if name in CELLS:
            if scope.cell:
                self._pop_to(scope.cell - 1)
            elif scope.row:
                self._pop_to(scope.row)
            scope = self.scopes[-1]
            if scope.table and not scope.row:
                self._pop_to(max(scope.section, scope.table))
                self._push(Token(Kind.START, token.start, token.start, "tr"), "tr")
        elif not scope.table:
            if name == "tr" and scope.row:
                self._pop_to(scope.row - 1)
        elif name == "tr":
            self._pop_to(max(scope.section, scope.table))
        else:
            self._pop_to(scope.table)

    def _end(self, token: Token) -> None:
        name = token.name
        if name in _ROOTS:
            if name == "head" and self.depths.get("head"):
                self._pop_to(self.depths["head"][-1] - 1)
            return
        depth = self._reach(name)
        if depth:
            self.open[depth - 1].end = token.end
            self._pop_to(depth - 1)

    def _reach(self, name: str) -> int:
        """Return the depth of the open element that an end tag closes, 0 for none."""
        scope = self.scopes[-1]
        if name == "table":
            return scope.table
        if name in CELLS or name == "caption":
            return scope.cell
        if name == "tr":
            return scope.row
        if name in SECTIONS:
            return scope.section
        if name in HEADINGS:
            return scope.heading
        if name == "li":
            return scope.item_to_close
        depths = self.depths.get(name)
        depth = depths[-1] if depths else 0
        if name == "form":  # often closed across the elements that it was opened among
            return depth if depth == len(self.open) else 0
        if name in SPECIAL:
            return depth if depth >= scope.barrier else 0
        return depth if depth > scope.special else 0

    def _string(self, token: Token) -> None:
        if token.kind is Kind.UNFINISHED:
            return
        string = placed_string(token, self.text)
        if token.kind is Kind.TEXT and self.depths.get("head") and not string.isspace():
            self._pop_to(self.depths["head"][-1] - 1)
        self._link(string)

    def _add(self, token: Token, name: str) -> PlacedTag:
        element = PlacedTag(self.text, name, token.start, token.end, self.at)
        self._link(element)
        self.elements.append(element)
        return element

    def _push(self, token: Token, name: str) -> None:
        element = self._add(token, name)
        self.open.append(element)
        self.parent = element
        depth = len(self.open)
        self.depths.setdefault(name, []).append(depth)
        scope = self.scopes[-1]
        self.scopes.append(scope.within(name, depth) if name in SPECIAL else scope)

    def _pop_to(self, depth: int) -> None:
        """Close all elements deeper than `depth`."""
        if len(self.open) <= depth:
            return
        start = self.tokens[self.at].start if self.at < len(self.tokens) else len(self.text)
        for element in self.open[depth:]:
            element.close = self.at
            element.end = max(element.end, start)
            self.depths[element.name].pop()
        del self.open[depth:]
        del self.scopes[depth + 1 :]
        self.parent = self.open[-1] if self.open else self.root

    def _link(self, node: PageElement) -> None:
        """Append a node to the innermost open element, by hand: bs4's own way costs three times as much."""
        contents = self.parent.contents
        node.parent = self.parent
        node.previous_element = self.latest
        self.latest.next_element = node
        if contents:
            node.previous_sibling = contents[-1]
            contents[-1].next_sibling = node
        contents.append(node)
        self.latest = node
