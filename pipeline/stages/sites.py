"""Stage 4b, sites: lines that stand on many pages of one site, seen over all documents of a run.

A pure function of the set of documents, whatever their order. Repetition alone proves little: "Conclusion" stands on
every page of its site and opens a section, and a definition is copied from page to page. So only lines without a role
count, that name none of the page's subjects and are no part of a list or a table, on pages with different titles.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from urllib.parse import urlsplit

from pipeline import languages
from pipeline.model import Block, BlockKind, Document, Role
from pipeline.text.titles import read_title

RULE = "site.repeated"
_PAGES = 3
_COLUMN_LABEL_WORDS = 3  # a line of so few words between table rows may be a label: only whole lines of furniture count
_KINDS = (BlockKind.PARAGRAPH, BlockKind.HEADING)
_CONTENT_ROLES = frozenset(Role) - {Role.BODY, Role.INTRODUCTION}


def mark_repeated_lines(documents: Sequence[Document]) -> tuple[Document, ...]:
    """Label the lines that at least three pages of one site share.

    Args:
        documents: all documents of a run, with roles and titles; quarantined ones are left as they are.

    Returns:
        The documents in the order given.
    """
    pages: dict[str, list[Document]] = defaultdict(list)
    for document in documents:
        if (site := site_of(document)) and not document.quarantined:
            pages[site].append(document)
    repeated = {site: _repeated(members) for site, members in pages.items() if len(members) >= _PAGES}
    return tuple(
        _marked(document, repeated[site]) if (site := site_of(document)) in repeated else document
        for document in documents
    )


def site_of(document: Document) -> str:
    """Return the site that a document is from: what ``sources.csv`` says, else the host of its address."""
    try:
        host = urlsplit(document.source.url).hostname or ""
    except ValueError:
        host = ""
    return document.source.site or host.removeprefix("www.")


def _repeated(documents: Iterable[Document]) -> frozenset[str]:
    """Return the keys of lines that stand on pages of at least three titles."""
    titles: dict[str, set[str]] = defaultdict(set)
    for document in documents:
        title = _key(document.title.text, document) if document.title else document.source.source_id
        for block in _candidates(document):
            titles[_key(block.text, document)].add(title)
    return frozenset(key for key, on in titles.items() if key and len(on) >= _PAGES)


def _marked(document: Document, repeated: frozenset[str]) -> Document:
    lines = {block.position for block in _candidates(document) if _key(block.text, document) in repeated}
    if not lines:
        return document
    blocks = tuple(
        replace(block, boilerplate=True, boilerplate_rule=RULE) if block.position in lines else block
        for block in document.blocks
    )
    return replace(document, blocks=blocks)


def _candidates(document: Document) -> list[Block]:
    names = _names(document)
    return [
        block
        for block in document.blocks
        if block.kind in _KINDS
        and not block.boilerplate
        and block.role not in _CONTENT_ROLES
        and len(block.text.split()) > _COLUMN_LABEL_WORDS
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


def _key(text: str, document: Document) -> str:
    return languages.load(document.language).fold_key(text)
