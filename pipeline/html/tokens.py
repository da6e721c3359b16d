"""A linear tokenizer for HTML that knows where every token stands in the file.

Each step looks at a place once: tags are matched with possessive patterns that cannot go back, and a closing
mark that was sought in vain is not sought again. What a browser would swallow at the end of a file (a tag or
a comment that is never closed) is reported as one ``UNFINISHED`` token.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import Enum
from string import ascii_letters
from typing import NamedTuple

from pipeline.html.names import RAW, SWALLOWING


class Kind(Enum):
    """What a token is."""

    TEXT = "text"
    CDATA = "cdata"
    START = "start"
    END = "end"
    RAW = "raw"
    COMMENT = "comment"
    UNFINISHED = "unfinished"


class Token(NamedTuple):
    """A stretch ``[start, end)`` of the file; `name` is the lower-case element name of a tag or of raw content."""

    kind: Kind
    start: int
    end: int
    name: str = ""


# In the attributes, quotes count only after an equals sign; a quote that is never closed is a letter.
_TAG = re.compile(r"""</?+([a-zA-Z][^\s/>]*+)(?:[^=>]++|=\s*+(?:"[^"]*+"|'[^']*+')?+)*+>""")
_COMMENT_END = re.compile(r"--!?>")
_CDATA = "<![CDATA["
_RAW_END = {name: re.compile(rf"</{name}(?=[\s/>])", re.IGNORECASE) for name in sorted(RAW)}
_LETTERS = frozenset(ascii_letters)
_SELF_CLOSED = re.compile(r"""(?:["'\s]|^<[^\s/>]*)/>$""")


def tokenize(text: str) -> Iterator[Token]:
    """Yield the tokens of an HTML file in order; together they cover it.

    Args:
        text: the decoded file, of any size and however broken.

    Returns:
        An iterator of tokens with half-open spans in code points. Takes time linear in the length of `text`.
    """
    lacking: set[str] = set()  # closing marks known not to come any more
    position = begun = 0
    while (at := text.find("<", position)) >= 0:
        match = _TAG.match(text, at)
        if match is not None:
            kind, end, name = Kind.END if text[at + 1] == "/" else Kind.START, match.end(), match[1].lower()
        else:
            (kind, end), name = _no_tag(text, at, lacking), ""
        if kind is Kind.TEXT:
            position = end
            continue
        if begun < at:
            yield Token(Kind.TEXT, begun, at)
        yield Token(kind, at, end, name)
        begun = position = end
        if kind is Kind.START and name in RAW:
            end = _raw_end(text, at, position, name, lacking)
            if end > position:
                yield Token(Kind.RAW, position, end, name)
            begun = position = end
    if begun < len(text):
        yield Token(Kind.TEXT, begun, len(text))


def _no_tag(text: str, at: int, lacking: set[str]) -> tuple[Kind, int]:
    """Return what a "<" that opens no tag begins, and where that ends."""
    follower = text[at + 1 : at + 2]
    if follower == "!":
        end = _declaration_end(text, at, lacking)
    elif follower in _LETTERS or (follower == "/" and text[at + 2 : at + 3] in _LETTERS):
        end = 0  # a tag without an end
    elif follower == "?" or (follower == "/" and at + 2 < len(text)):
        end = text.find(">", at) + 1
    else:
        return Kind.TEXT, at + 1
    if not end:
        return Kind.UNFINISHED, len(text)
    cdata = text.startswith(_CDATA, at) and text.endswith("]]>", at, end)
    return Kind.CDATA if cdata else Kind.COMMENT, end


def _declaration_end(text: str, at: int, lacking: set[str]) -> int:
    """Return the end of a comment, a CDATA section, a doctype or a bogus comment; 0 where there is none."""
    if text.startswith("<!--", at):
        if text.startswith((">", "->"), at + 4):
            return text.index(">", at) + 1
        match = _COMMENT_END.search(text, at + 4)
        return match.end() if match else 0
    if text.startswith(_CDATA, at) and _CDATA not in lacking:
        end = text.find("]]>", at)
        if end >= 0:
            return end + 3
        lacking.add(_CDATA)
    return text.find(">", at) + 1


def _raw_end(text: str, at: int, position: int, name: str, lacking: set[str]) -> int:
    """Return where raw content ends; an element that is never closed has none, unless it is a script or style."""
    if _SELF_CLOSED.search(text[at:position]):
        return position
    if name not in lacking:
        match = _RAW_END[name].search(text, position)
        if match is not None:
            return match.start()
        lacking.add(name)
    return len(text) if name in SWALLOWING else position
