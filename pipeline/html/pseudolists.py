"""Lists in disguise: lines that begin with a bullet or a number typed by hand.

A bullet that has no other use makes an item by itself. A hyphen, an asterisk or a number does so where a
neighbour has one of the same sort: a paragraph may begin with "1." or a dash for other reasons.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from pipeline.html.characters import decode, reference_end, visible_part
from pipeline.html.drafts import Draft, Line
from pipeline.html.tokens import Kind
from pipeline.html.tree import Tree
from pipeline.model import BlockKind
from pipeline.text.lines import marker_of

_DIGITS = re.compile(r"\d+")
_LETTER = re.compile(r"[a-z]")
_WEAK = frozenset("*+-–—·○►★")


def split_pseudo_lists(drafts: Sequence[Draft], tree: Tree) -> Iterator[Draft]:
    """Yield the drafts, with each line of a list in disguise as an item of its own."""
    marked = [_markers(draft, tree) for draft in drafts]
    for position, (draft, markers) in enumerate(zip(drafts, marked, strict=True)):
        sorts = [_sort(marker) for marker in markers]
        if not any(sorts):
            yield draft
            continue
        before = _sort(marked[position - 1][-1]) if position and marked[position - 1] else ""
        after = _sort(marked[position + 1][0]) if position + 1 < len(drafts) and marked[position + 1] else ""
        around = [before, *sorts, after]
        items = [
            bool(sort) and (sort not in _WEAK_SORTS or sort in (around[n], around[n + 2]))
            for n, sort in enumerate(sorts)
        ]
        yield from _split(draft, markers, items, tree) if any(items) else (draft,)


def _markers(draft: Draft, tree: Tree) -> list[str]:
    if draft.kind is not BlockKind.PARAGRAPH:
        return []
    return [_marker(line, tree) for line in draft.lines]


def _marker(line: Line, tree: Tree) -> str:
    opening = decode(tree.text[line.start : min(line.end, line.start + 12)]).strip()
    if opening[:1].isalpha() and opening[1:2] != ")":
        return ""  # most lines: rendering them to find no marker would double the work
    marker = marker_of(line.text(tree))
    return marker.text if marker else ""


def _sort(marker: str) -> str:
    """Return what a marker has in common with the others of its list."""
    return _LETTER.sub("a", _DIGITS.sub("1", marker))


_WEAK_SORTS = _WEAK | {_sort(marker) for marker in ("1.", "1)", "(1)", "(1.", "(a)", "a)")}


def _split(draft: Draft, markers: Sequence[str], items: Sequence[bool], tree: Tree) -> Iterator[Draft]:
    waiting: list[Line] = []
    for line, marker, item in zip(draft.lines, markers, items, strict=True):
        if not item:
            waiting.append(line)
            continue
        if waiting:
            yield Draft(BlockKind.PARAGRAPH, tuple(waiting), rule=draft.rule)
            waiting = []
        yield Draft(BlockKind.LIST_ITEM, (_behind(line, marker, tree),), 0, marker, draft.rule)
    if waiting:
        yield Draft(BlockKind.PARAGRAPH, tuple(waiting), rule=draft.rule)


def _behind(line: Line, marker: str, tree: Tree) -> Line:
    """Return the line without its marker, which may be a character reference or stand in tags of its own."""
    left = len(marker)
    for index in range(line.first, line.last + 1):
        token = tree.tokens[index]
        if token.kind is not Kind.TEXT:
            continue
        start, end = max(token.start, line.start), min(token.end, line.end)
        while left and start < end:
            start = reference_end(tree.text, start, end)
            left -= 1
        span = visible_part(tree.text, start, end)
        if not left and span.start < span.end:
            return Line(index, span.start, line.last, line.end)
    return line
