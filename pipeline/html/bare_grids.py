"""Tables made of divisions without a role or a telling name: rows of one shape, each of as many cells.

A grid of cards or a page laid out in columns has the same outline. So a table here has at least three rows of the same
three to six cells, no heading and no text beside its cells, and no more than a third of its rows hold a link.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence

from bs4.element import NavigableString

from pipeline.html.names import HEADINGS
from pipeline.html.soup import PlacedTag
from pipeline.html.tree import Tree

_ROWS = range(3, 101)
_COLUMNS = range(3, 7)
_CELL_NAMES = frozenset(("div", "span", "p"))
_CONTAINERS = frozenset(("div", "section", "figure", "article"))
_LONGEST_CELL = 900  # characters, as in the longest cell of a comparison table seen
_LINKED_ROWS = 1 / 3

Rows = list[tuple[PlacedTag, list[PlacedTag]]]


def bare_grids(tree: Tree) -> Iterator[tuple[PlacedTag, Rows]]:
    """Yield the elements that are tables by their shape alone, each with its rows and their cells, in order."""
    headings = [element.first for element in tree.elements if element.name in HEADINGS]
    anchors = [element.first for element in tree.elements if element.name == "a"]
    behind = -1
    for element in tree.elements:
        if element.first < behind or element.name not in _CONTAINERS or element.role:
            continue
        rows = _rows(element, tree)
        if rows and not _holds(element, headings) and _few_links(rows, anchors):
            behind = element.close
            yield element, rows


def _rows(element: PlacedTag, tree: Tree) -> Rows:
    """Return the rows of an element, [] where it is no table."""
    children = _only_children(element)
    if len(children) not in _ROWS or len({child.name for child in children}) > 1:
        return []
    rows: Rows = []
    for child in children:
        cells = [] if child.role else _only_children(child)
        alike = not rows or [cell.name for cell in cells] == [cell.name for cell in rows[0][1]]
        if len(cells) not in _COLUMNS or not alike or not all(_is_cell(cell, tree) for cell in cells):
            return []
        if sum(tree.length_of(cell) > 0 for cell in cells) < len(cells) - 1:  # one may be empty, as a corner is
            return []
        rows.append((child, cells))
    return rows


def _only_children(element: PlacedTag) -> list[PlacedTag]:
    """Return the elements inside an element, [] where text stands beside them."""
    children: list[PlacedTag] = []
    for child in element.contents:
        if isinstance(child, PlacedTag):
            children.append(child)
        elif isinstance(child, NavigableString) and type(child) is NavigableString and child.strip():
            return []
        if len(children) >= _ROWS.stop:
            return []
    return children


def _is_cell(cell: PlacedTag, tree: Tree) -> bool:
    return cell.name in _CELL_NAMES and tree.length_of(cell) <= _LONGEST_CELL


def _few_links(rows: Rows, anchors: Sequence[int]) -> bool:
    return sum(_holds(row, anchors) for row, _ in rows) <= _LINKED_ROWS * len(rows)


def _holds(element: PlacedTag, places: Sequence[int]) -> bool:
    at = bisect_left(places, element.first)
    return at < len(places) and places[at] < element.close
