"""Stage 1, ingest: bytes to text, identified by their hash, with nothing altered."""

from __future__ import annotations

import codecs
import hashlib

from pipeline.findings import finding
from pipeline.model import Document, Finding, Source

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_HTML_SUFFIXES = (".html", ".htm", ".xhtml")
_HTML_OPENINGS = ("<!doctype html", "<html", "<head", "<body", "<?xml")

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
    digest = hashlib.sha256(data).hexdigest()
    encoding = next((name for bom, name in _BOMS if data.startswith(bom)), "utf-8")
    text, problem = _decode(data, encoding, digest[:_ID_LENGTH])
    source = Source(
        source_id=digest[:_ID_LENGTH],
        path=path,
        sha256=digest,
        media_type=_media_type(path, text),
        encoding=encoding,
        text=text,
        site=site,
        url=url,
    )
    return Document(source, findings=(problem,) if problem else ())


def _decode(data: bytes, encoding: str, source_id: str) -> tuple[str, Finding | None]:
    if not data.strip():
        return "", finding("source.empty", source_id)
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        return "", finding("source.undecodable", source_id, encoding=encoding, offset=error.start)
    if "\0" in text:
        return "", finding("source.binary", source_id)
    if not text.strip():
        return "", finding("source.empty", source_id)
    return text, None


def _media_type(path: str, text: str) -> str:
    opening = text[:200].lstrip().lower()
    if path.lower().endswith(_HTML_SUFFIXES) or opening.startswith(_HTML_OPENINGS):
        return "text/html"
    return "text/markdown" if path.lower().endswith(".md") else "text/plain"
