"""Furniture that no name gives away: runs of links, and what stands outside the element that holds the article.

Pages made of anonymous divisions have no ids or classes to go by; trafilatura then loses every list item of the
article. Here nothing is lost: a block is marked ``html.links`` or ``html.outside``. Link density is the measure of
Kohlschütter et al. 2010 (boilerpipe); the descent to the article is that of Readability turned around: from the root
down, as long as one child holds most of the text.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate

from bs4.element import Tag

from pipeline.html.drafts import Draft
from pipeline.html.names import HEADINGS, LISTS
from pipeline.html.soup import PlacedTag
from pipeline.html.tree import Tree
from pipeline.model import BlockKind

# A block of navigation is a link with its separator; in prose and labelled items links are a smaller part.
_LINKED = 0.75
_FEWEST_LINKS = 3
_ALL_LINK = 0.95
_FRAGMENT = re.compile(r"""\bhref\s*+=\s*+["']?#""", re.IGNORECASE)
# A paragraph shorter than this says little about where the article stands (captions, by-lines, prices).
_SHORT = 80
_LEAST_CONTENT = 400
_MOST = 0.7
# What stands beside the article belongs to it where it is no wrapper, or holds a tenth of the text (an introduction).
# So does, further out too, what has a heading with a text of its own: a section.
_SOME = 0.1
_BARE = HEADINGS | LISTS | {"p", "dl", "table", "figure", "blockquote", "pre"}
_ROWS = (BlockKind.TABLE_HEADER, BlockKind.TABLE_ROW)


def mark_furniture(drafts: Sequence[Draft], tree: Tree) -> list[Draft]:
    """Return the drafts with furniture marked that markup alone does not tell.

    Args:
        drafts: in the order of the file, with the rules that names gave.
        tree: the page.
    """
    measure = _measure(tree)
    article = _article(drafts, tree, measure)
    marked = _mark_links(drafts, measure, article)
    return list(marked) if article is None else [_mark_outside(draft, article) for draft in marked]


@dataclass(frozen=True, slots=True)
class _Measure:
    """Characters and links up to each token."""

    length: Sequence[int]
    linked: Sequence[int]
    links: Sequence[int]
    fragments: Sequence[int]  # links into the page itself

    def share_linked(self, draft: Draft) -> float:
        """Return the share of a draft's characters that are links."""
        extent = draft.extent
        length = self.length[extent.last + 1] - self.length[extent.first]
        return (self.linked[extent.last + 1] - self.linked[extent.first]) / max(1, length)

    def count_links(self, draft: Draft) -> int:
        """Return how many links a draft has, one that opens before it included."""
        extent = draft.extent
        return max(1, self.links[extent.last + 1] - self.links[extent.first])

    def count_links_of(self, run: Sequence[Draft]) -> int:
        """Return how many links a run of drafts has."""
        return sum(self.count_links(draft) for draft in run)

    def leads_into_page(self, run: Sequence[Draft]) -> bool:
        """Tell whether the links of a run all lead to places of the page: a table of contents."""
        first, behind = run[0].extent.first, run[-1].extent.last + 1
        return 0 < self.links[behind] - self.links[first] == self.fragments[behind] - self.fragments[first]

    def content(self, draft: Draft) -> int:
        """Return how many characters of a draft speak for its being the article."""
        extent = draft.extent
        length = self.length[extent.last + 1] - self.length[extent.first]
        if draft.rule or draft.kind is BlockKind.HEADING or (length < _SHORT and draft.kind not in _ROWS):
            return 0
        return length - (self.linked[extent.last + 1] - self.linked[extent.first])


@dataclass(frozen=True, slots=True)
class _Article:
    """Where the article stands: the tokens of its element, of what belongs to it beside that, and of its title."""

    first: int
    close: int
    beside: tuple[tuple[int, int], ...]
    title: int

    def holds(self, draft: Draft) -> bool:
        """Tell whether a draft stands in the element that holds the article."""
        return self.first <= draft.extent.first < self.close

    def covers(self, draft: Draft) -> bool:
        """Tell whether a draft belongs to the article, or leads up to it from the title."""
        place = draft.extent.first
        if self.title <= place < self.close:
            return True
        position = bisect_right(self.beside, (place, len(self.beside) + place)) - 1
        return position >= 0 and place < self.beside[position][1]


def _measure(tree: Tree) -> _Measure:
    anchors = [(element.first, element.close) for element in tree.elements if element.name == "a"]
    inside = [0] * len(tree.tokens)
    behind = 0
    for first, close in anchors:
        for index in range(max(first, behind), close):
            inside[index] = 1
        behind = max(behind, close)
    opening, fragment = [0] * len(tree.tokens), [0] * len(tree.tokens)
    for first, _ in anchors:
        opening[first] = 1
        fragment[first] = int(_FRAGMENT.search(tree.text, tree.tokens[first].start, tree.tokens[first].end) is not None)
    linked = ((span.end - span.start) * link for span, link in zip(tree.visible, inside, strict=True))
    return _Measure(tree.length, [0, *accumulate(linked)], [0, *accumulate(opening)], [0, *accumulate(fragment)])


def _mark_links(drafts: Sequence[Draft], measure: _Measure, article: _Article | None) -> Iterator[Draft]:
    """Mark runs of blocks that are links, but not a list of links that a text leads in and goes on after."""
    begun = 0
    for position in range(len(drafts) + 1):
        if position < len(drafts) and _is_link(drafts[position], measure):
            continue
        run = drafts[begun:position]
        before, after = drafts[begun - 1] if begun else None, drafts[position] if position < len(drafts) else None
        marks = bool(run) and _is_navigation(run, measure) and (
            measure.leads_into_page(run) or not _belongs(run, before, after, article)
        )  # fmt: skip
        yield from (replace(draft, rule="html.links") if marks and not draft.rule else draft for draft in run)
        if after is not None:
            yield after
        begun = position + 1


def _is_link(draft: Draft, measure: _Measure) -> bool:
    return draft.kind in (BlockKind.LIST_ITEM, BlockKind.PARAGRAPH) and measure.share_linked(draft) >= _LINKED


def _is_navigation(run: Sequence[Draft], measure: _Measure) -> bool:
    if measure.count_links_of(run) >= _FEWEST_LINKS:
        return True
    return all(draft.kind is BlockKind.PARAGRAPH and measure.share_linked(draft) > _ALL_LINK for draft in run)


def _belongs(run: Sequence[Draft], before: Draft | None, after: Draft | None, article: _Article | None) -> bool:
    if article is None or before is None or after is None or run[0].kind is not BlockKind.LIST_ITEM:
        return False
    led_in = before.kind in (BlockKind.PARAGRAPH, BlockKind.LIST_ITEM) and not before.rule
    return led_in and article.holds(before) and article.holds(after)


def _article(drafts: Sequence[Draft], tree: Tree, measure: _Measure) -> _Article | None:
    """Return where the article stands, or None where no element stands out."""
    places = [draft.extent.first for draft in drafts]
    content = [0, *accumulate(measure.content(draft) for draft in drafts)]
    if content[-1] < _LEAST_CONTENT:
        return None

    def share(element: PlacedTag) -> float:
        held = content[bisect_left(places, element.close)] - content[bisect_left(places, element.first)]
        return held / content[-1]

    holder = None
    children = _children(tree.soup)
    while children:
        fullest = max(children, key=share)
        if share(fullest) < _MOST:
            break
        holder = fullest
        children = [] if holder.name in ("main", "article") else _children(holder)
    if holder is None or holder.name in ("html", "body"):
        return None
    titles = [
        place for draft, place in zip(drafts, places, strict=True)
        if draft.kind is BlockKind.HEADING and draft.level == 1
    ]  # fmt: skip

    def is_section(element: PlacedTag) -> bool:
        inside = drafts[bisect_left(places, element.first) : bisect_left(places, element.close)]
        return any(draft.kind is BlockKind.HEADING for draft in inside) and share(element) > 0

    beside = [sibling for sibling in _siblings(holder) if sibling.name in _BARE or share(sibling) >= _SOME]
    beside += [sibling for level in _ancestry(holder) for sibling in _siblings(level) if is_section(sibling)]
    spans = tuple(sorted({(sibling.first, sibling.close) for sibling in beside}))
    return _Article(holder.first, holder.close, spans, min([holder.first, *titles[:1]]))


def _ancestry(holder: PlacedTag) -> Iterator[PlacedTag]:
    """Yield an element and what is around it, up to the body; nothing for the main element, which says what is out."""
    element: Tag | None = holder
    while isinstance(element, PlacedTag) and element.name not in ("main", "body", "html"):
        yield element
        element = element.parent


def _siblings(element: PlacedTag) -> list[PlacedTag]:
    return [sibling for sibling in _children(element.parent) if sibling is not element]


def _children(element: Tag | None) -> list[PlacedTag]:
    return [child for child in element.contents if isinstance(child, PlacedTag)] if element is not None else []


def _mark_outside(draft: Draft, article: _Article) -> Draft:
    title = draft.kind is BlockKind.HEADING and draft.level == 1
    if draft.rule or title or draft.kind in _ROWS or article.covers(draft):
        return draft
    return replace(draft, rule="html.outside")
