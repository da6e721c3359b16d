"""Furniture of a page, told by its markup: navigation, footers, cookie notices, share buttons, teasers, comments.

It is marked with the rule, never dropped. Names of elements, roles and classes are conventions of the web, no words
of a language. A name is evidence, not proof: a wrapper may be called "content-sidebar", a whole page may stand in a
form. So a rule that would take the only first-level heading, the main element or more than half of the text is void.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass

from bs4.element import NavigableString

from pipeline.html.cards import card_rules
from pipeline.html.names import BLOCKS, HEADINGS, TABLE_PARTS
from pipeline.html.soup import PlacedTag
from pipeline.html.tree import Tree

_ELEMENTS = {
    "nav": "html.nav", "footer": "html.footer", "aside": "html.aside", "form": "html.form", "dialog": "html.dialog",
    "select": "html.form", "audio": "html.media", "video": "html.media", "object": "html.media",
    "canvas": "html.media",
}  # fmt: skip
_ROLES = {
    "navigation": "html.nav", "menu": "html.nav", "menubar": "html.nav", "toolbar": "html.nav",
    "tablist": "html.nav", "banner": "html.header", "contentinfo": "html.footer", "complementary": "html.aside",
    "search": "html.form", "form": "html.form", "dialog": "html.dialog", "alertdialog": "html.dialog",
}  # fmt: skip
_WORDS = {
    "html.nav": "nav navbar navigation navi menu submenu topmenu mainmenu topnav topbar pagination pager skip skiplink",
    "html.breadcrumb": "breadcrumb breadcrumbs crumbs crumb",
    "html.header": "masthead",
    "html.footer": "footer colophon copyright",
    "html.cookie": "cookie cookies consent gdpr cookiebar cookieconsent onetrust",
    "html.share": "share sharing sharebar sharebox social socials addthis addtoany sharedaddy shariff followus",
    "html.related": "related recommended recommendations recommendation readmore morelinks teaser teasers "
                    "outbrain taboola relatedposts yarpp",
    "html.comments": "comment comments respond disqus commentlist commentform",
    "html.aside": "sidebar sidebars rightbar leftbar",
    "html.promotion": "newsletter subscribe subscription signup advert adverts advertisement ad ads adsbygoogle "
                      "sponsored promo banner popup modal paywall",
}  # fmt: skip
_RULE_OF_WORD = {word: rule for rule, words in _WORDS.items() for word in words.split()}

# A class that says whether something is there belongs to what is around it: "has-sidebar", "no-comments".
_MODIFIERS = frozenset(("has", "no", "not", "with", "without", "is", "show", "hide", "js", "open", "layout"))
_SPLIT = re.compile(r"[-_:.\s]+|(?<=[a-z])(?=[A-Z])")
_LONGEST_NAME = 200
_HIDING = re.compile(r"(?:display\s*:\s*none|visibility\s*:\s*hidden)", re.IGNORECASE)
_LETTERS = re.compile(r"[\W_]+")
_SHARE_OF_TEXT = 0.5
_NEAR = 6

# Their ids are made of what they say: <h2 id="doc-comments">.
_NAMED_BY_TEXT = HEADINGS | TABLE_PARTS | {"dt", "dd", "html", "body", "head"}

# These stay what they are where they hold the heading of the first level: it may name the site.
_KEEPS_HEADING = frozenset(("html.nav", "html.footer", "html.comments", "html.breadcrumb"))


@dataclass(frozen=True, slots=True)
class _Landmarks:
    """Where the headings of the first level and the main elements stand."""

    headings: list[int]
    mains: list[int]

    def hold(self, element: PlacedTag, places: list[int]) -> bool:
        """Tell whether one of `places` lies inside an element."""
        position = bisect_left(places, element.first + 1)
        return position < len(places) and places[position] < element.close


def boilerplate_rules(tree: Tree) -> dict[int, str]:
    """Return, by the index of its start tag, the rule that makes an element boilerplate."""
    landmarks = _landmarks(tree)
    return dict(_rules(tree, landmarks))


def _rules(tree: Tree, landmarks: _Landmarks) -> Iterator[tuple[int, str]]:
    cards = card_rules(tree)
    covered = -1
    for element in tree.elements:
        if element.first < covered or element.name not in BLOCKS or element.name in ("html", "head", "body"):
            continue
        rule = _rule_of(element) or cards.get(element.first, "")
        if rule and not _is_content(element, rule, landmarks, tree):
            covered = element.close
            yield element.first, rule


def _rule_of(element: PlacedTag) -> str:
    """Return the first rule that applies: element, role, hidden, then words of the id and the classes."""
    rule = _ELEMENTS.get(element.name, "")
    if rule:
        return rule
    if element.name == "header":
        return "" if _in_section(element) else "html.header"
    if element.tag_end - element.start <= len(element.name) + 3:
        return ""
    rule = _ROLES.get(element.role, "")
    if rule:
        return rule
    written = element.written
    return _rule_of_hiding(written) or ("" if element.name in _NAMED_BY_TEXT else _rule_of_names(element, written))


def _rule_of_hiding(written: dict[str, str]) -> str:
    if "hidden" in written and written["hidden"].lower() != "until-found":
        return "html.hidden"
    if written.get("aria-hidden", "").lower() == "true" or _HIDING.search(written.get("style", "")[:_LONGEST_NAME]):
        return "html.hidden"
    return ""


def _rule_of_names(element: PlacedTag, written: dict[str, str]) -> str:
    """Return the rule of the first word of the id or a class that has one."""
    identifier = written.get("id", "")[:_LONGEST_NAME]
    for name in (identifier, *written.get("class", "")[: 4 * _LONGEST_NAME].split()):
        words = [word.lower() for word in _SPLIT.split(name[:_LONGEST_NAME])]
        if words[0] in _MODIFIERS:
            continue
        for word in words:
            if word in _RULE_OF_WORD and not (name is identifier and _is_slug(identifier, element)):
                return _RULE_OF_WORD[word]
    return ""


def _is_slug(identifier: str, element: PlacedTag) -> bool:
    """Tell whether an id is made of the heading inside: a section on cookies is no cookie notice."""
    node = element.next_element
    for _ in range(_NEAR):
        if node is None:
            return False
        if isinstance(node, PlacedTag) and node.name in HEADINGS:
            heading = "".join(str(text) for text in node.contents if isinstance(text, NavigableString))
            said, named = (_LETTERS.sub("", text).lower() for text in (heading, identifier))
            return bool(said) and (said.startswith(named) or named.startswith(said))
        node = node.next_element
    return False


def _in_section(element: PlacedTag) -> bool:
    parent = element.parent
    for _ in range(12):  # a site's header stands near the root
        if parent is None or parent.name in ("body", "html"):
            return False
        if parent.name in ("article", "main", "section"):
            return True
        parent = parent.parent
    return False


def _is_content(element: PlacedTag, rule: str, landmarks: _Landmarks, tree: Tree) -> bool:
    """Tell whether an element is too much of the page to be furniture."""
    if landmarks.hold(element, landmarks.mains):
        return True
    if rule not in _KEEPS_HEADING and landmarks.hold(element, landmarks.headings):
        return True
    return rule != "html.comments" and tree.length_of(element) > _SHARE_OF_TEXT * tree.length[-1]


def _landmarks(tree: Tree) -> _Landmarks:
    return _Landmarks(
        headings=[element.first for element in tree.elements if element.name == "h1"],
        mains=[element.first for element in tree.elements if element.name == "main" or element.role == "main"],
    )
