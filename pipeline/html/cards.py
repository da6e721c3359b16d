"""Cards: boxes of one kind, each headed by a link to another page, as sites announce their other articles.

Page builders give them no telling name, and their excerpts are no links. Told by structure alone: at least three
elements under one parent, of one name and one set of classes, with one heading each, which leads away.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Sequence

from bs4.element import Tag

from pipeline.html.names import HEADINGS
from pipeline.html.soup import PlacedTag
from pipeline.html.tree import Tree

CARDS = "html.cards"
_FEWEST = 3
_ALL_LINK = 0.95
_SHARE_OF_TEXT = 0.5  # a page of more is a list of articles, and its cards are what it says
_HIGHEST = 12  # elements between a heading and its card
_NUMBER = re.compile(r"\d+")  # "post-12" and "post-13" are one kind


def card_rules(tree: Tree) -> dict[int, str]:
    """Return, by the index of its start tag, the rule that makes a card boilerplate."""
    anchors = [element for element in tree.elements if element.name == "a"]
    headings = [element for element in tree.elements if element.name in HEADINGS]
    if len(headings) < _FEWEST or len(anchors) < _FEWEST:
        return {}
    first_anchors = [anchor.first for anchor in anchors]
    places = [heading.first for heading in headings]
    kinds: dict[tuple[int, str, str], list[PlacedTag]] = defaultdict(list)
    for heading in headings:
        if heading.name != "h1" and _leads_away(heading, anchors, first_anchors, tree):
            card = _card(heading, places)
            kinds[_kind(card)].append(card)
    return {
        card.first: CARDS
        for cards in kinds.values()
        if len(cards) >= _FEWEST and sum(map(tree.length_of, cards)) < _SHARE_OF_TEXT * tree.length[-1]
        for card in cards
    }


def _leads_away(heading: PlacedTag, anchors: Sequence[PlacedTag], places: Sequence[int], tree: Tree) -> bool:
    """Tell whether a heading is a link to another page, from inside or from around it."""
    at = bisect_left(places, heading.first)
    inside = anchors[at] if at < len(anchors) and anchors[at].first < heading.close else None
    around = heading.parent
    anchor = inside or (around if isinstance(around, PlacedTag) and around.name == "a" else None)
    if anchor is None or min(tree.length_of(anchor), tree.length_of(heading)) < _ALL_LINK * tree.length_of(heading):
        return False
    return not anchor.written.get("href", "#").lstrip().startswith("#")


def _card(heading: PlacedTag, places: Sequence[int]) -> PlacedTag:
    """Return the largest element around a heading that holds no other."""
    card: PlacedTag = heading
    for _ in range(_HIGHEST):
        around: Tag | None = card.parent
        if not isinstance(around, PlacedTag) or around.name in ("body", "html"):
            break
        if bisect_left(places, around.close) - bisect_left(places, around.first) > 1:
            break
        card = around
    return card


def _kind(card: PlacedTag) -> tuple[int, str, str]:
    parent = card.parent.first if isinstance(card.parent, PlacedTag) else -1
    return parent, card.name, _NUMBER.sub("", card.written.get("class", ""))
