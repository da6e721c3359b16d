"""Character references, and the blanks around text, both with an eye on hostile input."""

from __future__ import annotations

import html
import re

from pipeline.model import Span

_REFERENCE = re.compile(r"&(?:#[xX][0-9a-fA-F]++;?|#[0-9]++;?|[A-Za-z][A-Za-z0-9]{1,31}+;?)")
# A single space needs no folding, and most blanks are single spaces.
_BLANKS = re.compile(r"[ \t\n\f\r]{2,}|[\t\n\f\r]")
_LEADING = re.compile(r"[\s\x00]*+")
_TRAILING_REFERENCE = re.compile(r"&[^&\s]{1,10}\Z")
_NOT_TEXT = "\x00\u200b\u200c\u200d\u200e\u200f\u2060\ufeff"

# Unicode ends at seven decimal digits. Python refuses to convert more than 4,300, and would raise.
_LONGEST_NUMBER = 12


def decode(raw: str) -> str:
    """Return `raw` with its character references resolved as HTML5 does, with or without a semicolon."""
    return _REFERENCE.sub(_character, raw) if "&" in raw else raw


def fold_blanks(text: str) -> str:
    """Make each run of blanks one space, as a browser does, and drop NUL, which HTML ignores."""
    return _BLANKS.sub(" ", text.replace("\x00", "") if "\x00" in text else text)


def visible_part(text: str, start: int, end: int) -> Span:
    """Return the stretch of ``text[start:end]`` without the blanks around it, however they are written.

    The result is empty where nothing is visible.
    """
    raw = text[start:end]
    if "&" not in raw and "\x00" not in raw:
        kept = raw.lstrip()
        start = end - len(kept)
        return Span(start, start + len(kept.rstrip()))
    return _visible_between_references(text, start, end)


def _visible_between_references(text: str, start: int, end: int) -> Span:
    while start < end:
        match = _LEADING.match(text, start, end)
        start = match.end() if match else start
        blank = _REFERENCE.match(text, start, end) if text.startswith("&", start) else None
        if blank is None or not decode(blank[0]).isspace():
            break
        start = blank.end()
    while start < end:
        tail = text[max(start, end - 64) : end]
        kept = tail.rstrip().rstrip("\x00")
        if not kept and len(tail) < end - start:
            end -= len(tail)
            continue
        if len(kept) < len(tail):
            end -= len(tail) - len(kept)
            continue
        blank = _TRAILING_REFERENCE.search(tail)
        if blank is None or not decode(blank[0]).isspace():
            break
        end -= len(blank[0])
    return Span(start, end)


def reference_end(text: str, at: int, end: int) -> int:
    """Return the place behind the character at `at`, which may be written as a reference."""
    match = _REFERENCE.match(text, at, end) if text[at] == "&" else None
    return match.end() if match else at + 1


def is_blank(text: str) -> bool:
    """Tell whether `text` shows nothing: blanks and zero-width marks alone."""
    return not text.strip(_NOT_TEXT).strip()


def _character(match: re.Match[str]) -> str:
    reference = match[0]
    if reference[1] == "#" and len(reference) > _LONGEST_NUMBER:
        return _long_number(reference)
    return html.unescape(reference)


def _long_number(reference: str) -> str:
    hexadecimal = reference[2] in "xX"
    digits = reference[3 if hexadecimal else 2 :].rstrip(";").lstrip("0")
    if len(digits) > _LONGEST_NUMBER:
        return "\ufffd"
    return html.unescape(f"&#{'x' if hexadecimal else ''}{digits or '0'};")
