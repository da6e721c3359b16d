"""BeautifulSoup's tree with the place of every element and text in the file.

The nodes are BeautifulSoup's own, made lighter: what never differs between two tags stands on the class, and
attributes are read when asked for. A page of a million cells then costs a third of the memory.
"""

from __future__ import annotations

from typing import Any

from bs4 import BeautifulSoup
from bs4.builder import HTMLTreeBuilder
from bs4.element import (
    AttributeValueList,
    CData,
    Comment,
    Declaration,
    Doctype,
    HTMLAttributeDict,
    NavigableString,
    PageElement,
    PreformattedString,
    Script,
    Stylesheet,
    Tag,
    TemplateString,
)

from pipeline.html.attributes import is_list_valued, read_attributes
from pipeline.html.characters import decode
from pipeline.html.names import VOID
from pipeline.html.tokens import Kind, Token

_NO_NAMESPACES: dict[str, str] = {}


class PlacedTag(Tag):
    """An element: its start tag is ``source[start:tag_end]``, its content ends at `end`.

    `first` is the index of its start tag among the tokens of the page, `close` that of the first token behind it.
    """

    namespace = None
    prefix = None
    sourceline = None
    sourcepos = None
    known_xml = False
    hidden = False
    parser_class = BeautifulSoup
    attribute_value_list_class = AttributeValueList
    cdata_list_attributes = HTMLTreeBuilder.DEFAULT_CDATA_LIST_ATTRIBUTES
    preserve_whitespace_tags = HTMLTreeBuilder.DEFAULT_PRESERVE_WHITESPACE_TAGS
    _namespaces = _NO_NAMESPACES
    parent = next_element = previous_element = next_sibling = previous_sibling = None
    _attributes: HTMLAttributeDict | None = None

    def __init__(self, source: str, name: str, start: int, tag_end: int, first: int) -> None:
        self.name = name
        self.source = source
        self.start = start
        self.tag_end = tag_end
        self.end = tag_end
        self.first = first
        self.close = first + 1
        # Few tags have a role, and reading attributes costs.
        self.role = "" if source.find("role", start, tag_end) < 0 else self.written.get("role", "").strip().lower()
        self.contents: list[PageElement] = []

    @property
    def attrs(self) -> Any:
        """The attributes, with those that hold several words as lists."""
        if self._attributes is None:
            self._attributes = HTMLAttributeDict()
            for key, value in self.written.items():
                self._attributes[key] = AttributeValueList(value.split()) if is_list_valued(key) else value
        return self._attributes

    @attrs.setter
    def attrs(self, value: Any) -> None:
        self._attributes = value

    @property
    def written(self) -> dict[str, str]:
        """The attributes as plain strings."""
        if self.tag_end - self.start <= len(self.name) + 3:
            return {}
        return read_attributes(self.source, self.start, self.tag_end, self.name)

    @property
    def can_be_empty_element(self) -> bool:  # type: ignore[override]
        """Whether the element is written without an end tag."""
        return self.name in VOID

    @property
    def interesting_string_types(self) -> Any:  # type: ignore[override]
        """The strings that `get_text` gives: those of a script only for the script itself."""
        return {_RAW_STRINGS[self.name]} if self.name in _RAW_STRINGS else self.MAIN_CONTENT_STRING_TYPES

    def __copy__(self) -> PlacedTag:
        return self.copy_self()

    def copy_self(self) -> PlacedTag:
        """Return the same element without its contents, outside any tree."""
        return PlacedTag(self.source, self.name, self.start, self.tag_end, self.first)


class RawMarkup(PreformattedString):
    """Content that a page does not show and that is no script or style, as it is written."""


def placed_string(token: Token, source: str) -> NavigableString:
    """Return the text of a token, outside any tree, with its place as the attributes `start` and `end`."""
    kind, start, end, name = token
    if kind is Kind.TEXT:
        # NavigableString's own constructor sets each link of a node by itself, which takes twice as long.
        string = str.__new__(NavigableString, decode(source[start:end]))
        string.__dict__ = {"start": start, "end": end, **_UNLINKED}
        return string
    string = _other_string(kind, source[start:end], name)
    string.__dict__.update(start=start, end=end)
    return string


_UNLINKED = {"hidden": False, "next_element": None, "next_sibling": None, "previous_sibling": None}


def _other_string(kind: Kind, raw: str, name: str) -> NavigableString:
    if kind is Kind.RAW:
        if name in ("title", "textarea"):
            return NavigableString(decode(raw))
        return _RAW_STRINGS.get(name, RawMarkup)(raw)
    if kind is Kind.CDATA:
        return CData(raw[9:-3])
    if raw.startswith("<!--"):
        return Comment(raw[4:].removesuffix("-->"))
    if raw[:9].lower() == "<!doctype":
        return Doctype(raw[9:-1].strip())
    return Declaration(raw[2:].removesuffix(">"))


_RAW_STRINGS: dict[str, type[NavigableString]] = {"script": Script, "style": Stylesheet, "template": TemplateString}
