"""Stage 1, ingest: bytes to text, identified by their hash, with nothing altered."""

from __future__ import annotations

import hashlib
import re
from dataclasses import replace

from pipeline.findings import finding
from pipeline.inputs.encodings import Decoded, decode
from pipeline.inputs.payload import Payload, RefusedError
from pipeline.model import Document, Finding, Source

_HTML, _MARKDOWN, _PLAIN = "text/html", "text/markdown", "text/plain"
_HTML_SUFFIXES = (".html", ".htm", ".xhtml")
_MARKDOWN_SUFFIXES = (".md", ".markdown")
_PACKED = ".gz"
_HTML_OPENINGS = ("<!doctype html", "<html", "<head", "<body", "<?xml")
_FRAGMENT = re.compile(
    r"<(?:article|a|b|blockquote|br|center|dl|div|em|font|form|h[1-6]|header|img|link|main|meta|nav|ol|p|script|section|"
    r"span|strong|style|table|title|ul)\b[^<>]*>",
    re.IGNORECASE,
)
_ANY_TAG = re.compile(r"</?[a-z][^<>]{0,500}>", re.IGNORECASE)
_MARKDOWN_HEADING = re.compile(r"(?:\A|\n[^\S\n]*\n|\r\n\r\n)#{1,4} +\S")
_MARKDOWN_HEADINGS = 2  # one line behind a "#" may be anything

# Marks that nobody sees: overrides of the writing direction, zero-width blanks. (The joiners of Persian and Hindi are
# letters' business and the marks of direction U+200E and U+200F stand in most Hebrew and Arabic pages.)
_CONTROL = re.compile("[\x00-\x08\x0e-\x1b]")  # but those that part lines and records
_INVISIBLE = re.compile("[\u00ad\u180e\u200b\u2028\u2029\u202a-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb]")

# 48 bits of the hash: among two million sources two share an identifier once in 140 runs, and the runner
# would report them; the whole hash stands in the table.
_ID_LENGTH = 12


def ingest(path: str, data: bytes, site: str = "", url: str = "") -> Document:
    """Turn the bytes of one file into a document without layers.

    Args:
        path: the name to show, relative to the folder that was given.
        data: the file's bytes.
        site, url: what ``sources.csv`` says of the file.

    Returns:
        A document; one that cannot be read as text holds an error finding and no text.
    """
    return receive(Payload(path, data, site, url))


def receive(payload: Payload) -> Document:
    """Turn what was unpacked from a raw file into a document without layers.

    Args:
        payload: the bytes, with what their container says of them.

    Returns:
        A document. One whose bytes were refused or are no text holds an error finding and no text; where nothing was
        read, its identifier is made from its name, so that two such files are two sources.
    """
    digest = hashlib.sha256(payload.data).hexdigest()
    named = hashlib.sha256(f"unread {payload.name}".encode("utf-8", "replace")).hexdigest()
    source_id = (named if payload.refused else digest)[:_ID_LENGTH]
    decoded = _decoded(payload)
    media_type, mismatch = _media_type(payload, decoded.text)
    source = Source(
        source_id=source_id,
        path=payload.name,
        sha256=digest,
        media_type=media_type,
        encoding=decoded.encoding,
        text=decoded.text,
        site=payload.site,
        url=payload.url or _address(decoded.text, media_type),
    )
    notes = (*payload.notes, *decoded.notes, *mismatch, *_invisible(decoded.text))
    return Document(source, findings=tuple(replace(note, source_id=source_id) for note in notes))


def _decoded(payload: Payload) -> Decoded:
    if payload.refused:
        return Decoded("", "utf-8")
    if not payload.data.strip():
        return Decoded("", "utf-8", (finding("source.empty"),))
    try:
        decoded = decode(payload.data, payload.charset)
    except RefusedError as refused:
        return Decoded("", "utf-8", (refused.note,))
    if not decoded.text.strip():
        return Decoded("", decoded.encoding, (finding("source.empty"),))
    if "\0" in decoded.text or _is_binary(decoded.text):
        return Decoded("", decoded.encoding, (finding("source.binary"),))
    return decoded


def _is_binary(text: str) -> bool:
    """Tell whether a fiftieth and more of what opens a text are control characters."""
    sample = text[:20_000]
    return len(_CONTROL.findall(sample)) * 50 > len(sample)


def _media_type(payload: Payload, text: str) -> tuple[str, tuple[Finding, ...]]:
    """Return what a text is, by its container, its content and its suffix, and a finding where the suffix lies."""
    if payload.media_type:
        return payload.media_type, ()
    name = payload.name.lower().removesuffix(_PACKED)
    said = _HTML if name.endswith(_HTML_SUFFIXES) else _MARKDOWN if name.endswith(_MARKDOWN_SUFFIXES) else _PLAIN
    told = _told(text, said)
    if told == said or _MARKDOWN in (told, said):
        return told, ()
    return told, (finding("source.suffix_lies", told=told),)


def _address(text: str, media_type: str) -> str:
    if media_type != _HTML:
        return ""
    from pipeline.html.address import address_of  # bs4 is imported only where there is markup

    return address_of(text)


def _told(text: str, said: str) -> str:
    opening = text[_opening(text) :][:200].lower()
    if opening.startswith(_HTML_OPENINGS) or (_FRAGMENT.match(opening) and "</" in text and said == _PLAIN):
        return _HTML
    if said == _HTML:
        lines = "\n" in text or "\r" in text
        return _PLAIN if lines and not _ANY_TAG.search(text) and "<!" not in text else _HTML
    headings = _MARKDOWN_HEADING.finditer(text)
    marked = sum(1 for _, _ in zip(range(_MARKDOWN_HEADINGS), headings, strict=False)) == _MARKDOWN_HEADINGS
    return _MARKDOWN if marked else said


def _opening(text: str) -> int:
    """Return where a text begins behind blanks and comments."""
    start = 0
    while True:
        while start < len(text) and text[start].isspace():
            start += 1
        end = text.find("-->", start) if text.startswith("<!--", start) else -1
        if end < 0:
            return start
        start = end + 3


def _invisible(text: str) -> tuple[Finding, ...]:
    first = None if text.isascii() else _INVISIBLE.search(text)
    if first is None:
        return ()
    count = sum(1 for _ in _INVISIBLE.finditer(text))
    return (finding("source.invisible", count=count, offset=first.start()),)
