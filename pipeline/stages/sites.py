"""Stage 4b, sites: lines that stand on many pages of one site, seen over all documents of a run.

A pure function of the set of documents, whatever their order. Repetition alone proves little: "Conclusion" stands on
every page of its site and opens a section, and a definition is copied from page to page. So only lines without a role
count, that name none of the page's subjects and are no part of a list or a table, on pages with different titles.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from urllib.parse import urlsplit

from pipeline import languages
from pipeline.model import Block, BlockKind, Document, Role
from pipeline.text.scripts import count_words
from pipeline.text.titles import read_title

RULE = "site.repeated"
_PAGES = 3
_HASH = 8  # bytes
_COLUMN_LABEL_WORDS = 3  # a line of so few words between table rows may be a label: only whole lines of furniture count
_KINDS = (BlockKind.PARAGRAPH, BlockKind.HEADING)
_CONTENT_ROLES = frozenset(Role) - {Role.BODY, Role.INTRODUCTION}


@dataclass(frozen=True, slots=True)
class Outline:
    """What has to be known of a page to find the lines that its site repeats: hashes of folded lines, no text.

    The hashes stand one behind the other, for a run holds those of all pages.
    """

    site: str
    title: str
    lines: bytes = b""

    def each(self) -> Iterator[bytes]:
        """Yield the hashes."""
        return (self.lines[at : at + _HASH] for at in range(0, len(self.lines), _HASH))


def outline(document: Document) -> Outline:
    """Return the outline of a document with roles; without a site, or in quarantine, an empty one."""
    site = site_of(document)
    if not site or document.quarantined:
        return Outline("", "")
    title = _key(document.title.text, document) if document.title else document.source.source_id
    lines = {_line(block, document) for block in _candidates(document)} - {_EMPTY}
    return Outline(site, title, b"".join(sorted(lines)))


def repeated_lines(outlines: Iterable[Outline]) -> dict[str, frozenset[bytes]]:
    """Return, for each site, the lines that stand on pages of at least three titles."""
    titles: dict[str, dict[bytes, tuple[str, ...]]] = defaultdict(dict)  # as many as prove a line to be repeated
    for page in outlines:
        if page.site:
            of_site = titles[page.site]
            for line in page.each():
                on = of_site.get(line, ())
                if len(on) < _PAGES and page.title not in on:
                    of_site[line] = (*on, page.title)
    return {site: frozenset(line for line, on in lines.items() if len(on) == _PAGES) for site, lines in titles.items()}


def mark(document: Document, repeated: frozenset[bytes]) -> Document:
    """Label the lines of a document whose keys are in `repeated`."""
    lines = {block.position for block in _candidates(document) if _line(block, document) in repeated}
    if not lines:
        return document
    blocks = tuple(
        replace(block, boilerplate=True, boilerplate_rule=RULE) if block.position in lines else block
        for block in document.blocks
    )
    return replace(document, blocks=blocks)


def site_of(document: Document) -> str:
    """Return the site that a document is from: what ``sources.csv`` says, else the host of its address."""
    try:
        host = urlsplit(document.source.url).hostname or ""
    except ValueError:
        host = ""
    return document.source.site or host.removeprefix("www.")


def _candidates(document: Document) -> list[Block]:
    names = _names(document)
    return [
        block
        for block in document.blocks
        if block.kind in _KINDS
        and not block.boilerplate
        and block.role not in _CONTENT_ROLES
        and count_words(block.text) > _COLUMN_LABEL_WORDS
        and not any(name in _key(block.text, document) for name in names)
    ]


def _names(document: Document) -> tuple[str, ...]:
    """Return the folded names that the title compares."""
    if document.title is None:
        return ()
    title = document.title.text
    comparison = read_title(title, languages.load(document.language))
    return (
        tuple(_key(title[slice(*part)], document) for part in (comparison.first, comparison.second))
        if comparison
        else ()
    )


def _line(block: Block, document: Document) -> bytes:
    """Return a hash of a line."""
    return _hashed(_key(block.text, document))


def _hashed(key: str) -> bytes:
    return hashlib.blake2b(key.encode("utf-8", "surrogatepass"), digest_size=_HASH).digest()


def _key(text: str, document: Document) -> str:
    return languages.load(document.language).fold_key(text)


_EMPTY = _hashed("")
