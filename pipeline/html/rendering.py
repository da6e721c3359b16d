"""The readable form of a stretch of HTML: tags gone, references resolved, blanks folded.

One routine renders a block of a page and a raw slice alone, so the text of a block can be made again from
``source.text[start:end]``. Between two pieces of text stands what the tags between them mean: nothing for inline
tags, a line end for ``<br>`` and block tags, a tab between cells (as in a browser's clipboard), and a colon between
a term and its description.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.html.characters import decode
from pipeline.html.names import BLOCKS, CELLS
from pipeline.html.tokens import Kind, Token, tokenize

# Gaps stand in the joined text as control characters, which are dropped where the file has them.
_LINE, _CELL, _DESCRIPTION = "\x01", "\x02", "\x03"
_CONTROL = re.compile(r"[\x00-\x03]")

# A run of blanks or gaps, except the single space, which is what most are and needs no folding.
_GAP = re.compile(r"[ \t\n\f\r]*+[\x01-\x03][ \t\n\f\r\x01-\x03]*+|[ \t\n\f\r]{2,}|[\t\n\f\r]")
_CELL_ROLE = re.compile(r"""\brole\s*=\s*["']?(?:cell|gridcell|columnheader|rowheader)\b""", re.IGNORECASE)

_GAP_BEHIND = dict.fromkeys(BLOCKS - CELLS, _LINE)
_GAP_BEFORE = {**dict.fromkeys(BLOCKS | {"br"}, _LINE), **dict.fromkeys(CELLS, _CELL)}
_TERMS = frozenset(("dt", "dd"))

# After these a description needs no colon of ours.
_COLONS = (":", "：", "–", "—", "?", "؟")


def render(raw: str) -> str:
    """Return the readable form of a raw slice of HTML that begins and ends in text."""
    tokens = tuple(tokenize(raw))
    return readable(raw, tokens, first=0, last=len(tokens) - 1, start=0, end=len(raw))


def readable(text: str, tokens: Sequence[Token], *, first: int, last: int, start: int, end: int) -> str:
    """Return the readable form of ``text[start:end]``.

    Args:
        text: the decoded file.
        tokens: all its tokens.
        first: the index of the token that `start` lies in.
        last: the index of the token that `end` lies in, inclusive.
        start: where the stretch begins, in code points.
        end: where it ends.
    """
    clean = _CONTROL.search(text, start, end) is None
    roles = text.find("role", start, end) >= 0
    pieces: list[str] = []
    in_term = True
    for index in range(first, last + 1):
        kind, token_start, token_end, name = tokens[index]
        if kind is Kind.TEXT:
            piece = decode(text[max(token_start, start) : min(token_end, end)])
            pieces.append(piece if clean else _CONTROL.sub("", piece))
        elif kind is Kind.START:
            gap = _GAP_BEFORE.get(name, "")
            if name == "dd" and in_term:
                gap = _DESCRIPTION
            elif roles and _CELL_ROLE.search(text, token_start, token_end):
                gap = _CELL
            pieces.append(gap)
        elif kind is Kind.END:
            pieces.append(_GAP_BEHIND.get(name, ""))
        elif kind is Kind.CDATA:
            pieces.append(_CONTROL.sub("", text[token_start + 9 : token_end - 3]))
        if name in _TERMS:
            in_term = name == "dt"
    return _GAP.sub(_one_gap, "".join(pieces)).strip()


def _one_gap(match: re.Match[str]) -> str:
    """Return the strongest of the gaps in a run; the cells of a row are counted, not folded."""
    run = match[0]
    if _CELL in run:
        return "\t" * run.count(_CELL)
    if _DESCRIPTION in run:
        before = match.string[match.start() - 1 : match.start()] if match.start() else ""
        return " " if before in _COLONS else ": "
    return "\n" if _LINE in run else " "
