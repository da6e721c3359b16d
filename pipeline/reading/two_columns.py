"""Advantages beside disadvantages in two columns: what one thing has for it and against it, a list a column."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import takewhile

from pipeline.model import Block, BlockKind, Document, Item, ListKind, Name, Role, Span, Taxonomy
from pipeline.reading.clauses import Reader
from pipeline.reading.headings import read_heading
from pipeline.reading.mentions import find

_KINDS = {Role.ADVANTAGES: ListKind.ADVANTAGES, Role.DISADVANTAGES: ListKind.DISADVANTAGES}
_CELL = re.compile(r"[^\t|]*\w[^\t|]*")  # a row of dashes has none


def lists_in_columns(document: Document, reader: Reader) -> Iterator[Taxonomy]:
    """Yield the two lists of each table whose columns are headed so, and by nothing else."""
    blocks = document.blocks
    for top in (block for block in blocks if _is_row(block) and not block.boilerplate):
        heads = _cells(top)
        kinds = [_kind_of(head.of(top.text), document, reader) for head in heads[: len(_KINDS)]]
        if len(heads) == len(_KINDS) and set(kinds) == set(_KINDS.values()):
            rows = [row for row in takewhile(_is_row, blocks[top.position + 1 :]) if _cells(row)]
            for column, kind in enumerate(kinds):
                items = tuple(_items(rows, column))
                if kind and items:
                    yield _list(kind, items, top, heads[column], document, reader)


def _is_row(block: Block) -> bool:
    """Tell whether a block shows its cells; a table that compares nothing may have been left among the paragraphs."""
    return "\t" in block.text or "|" in block.text


def _kind_of(text: str, document: Document, reader: Reader) -> ListKind | None:
    names = tuple(reader.language.fold_key(subject.label) for subject in document.subjects)
    reading = read_heading(text, names, reader.language)
    return _KINDS.get(reading.role) if reading else None


def _cells(block: Block) -> list[Span]:
    found = []
    for match in _CELL.finditer(block.text):
        inner = match.group()
        found.append(
            Span(match.start() + len(inner) - len(inner.lstrip()), match.end() - len(inner) + len(inner.rstrip()))
        )
    return found


def _items(rows: Sequence[Block], column: int) -> Iterator[Item]:
    for position, (row, cells) in enumerate((row, _cells(row)) for row in rows):
        if column < len(cells):
            place = row.place(*cells[column])
            yield Item(position, place, "", Name(cells[column].of(row.text), place))


def _list(
    kind: ListKind, items: tuple[Item, ...], top: Block, head: Span, document: Document, reader: Reader
) -> Taxonomy:
    subject = _subject(top, head, document, reader)
    name = Name(document.subjects[subject].label, document.subjects[subject].span) if subject is not None else None
    return Taxonomy(kind, Span(items[0].span.start, items[-1].span.end), items, name, subject, top.place(*head))


def _subject(top: Block, head: Span, document: Document, reader: Reader) -> int | None:
    """Return the thing that the head of a column names, else the one of the last heading that names any."""
    before = (block.text for block in reversed(document.blocks[: top.position]) if block.kind is BlockKind.HEADING)
    for text in (head.of(top.text), *before):
        named = reader.names(find(text, reader.lens))
        if named:
            return named[0] if len(named) == 1 else None
    return None
