"""Articles with a table that was flattened in a way of its own each, in a language each: which tables are found.

A file of `tests/flattened` holds the article, and below a line of equals signs the rows of its tables, with cells
parted by ``¦`` and tables by a blank line. Where nothing stands below, lines that look like a table are none.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from pipeline.export.verify import verify
from pipeline.model import Document

FOLDER = Path(__file__).parent / "flattened"
_PARTED = "\n=====\n"
_CELLS = " ¦ "

Rows = list[list[str]]

_BLANKS = "cells that nothing but blanks parts, of two words each"
KNOWN_WRONG = {
    "en-lynx-dump": _BLANKS,
    "ru-four-things-joined": _BLANKS,
}


def _tables(text: str) -> list[Rows]:
    tables = [part for part in text.split("\n\n") if part.strip()]
    return [[line.split(_CELLS) for line in part.splitlines() if line] for part in tables]


def _found(document: Document) -> list[Rows]:
    return [
        [[" ".join(cell.text.split()) for cell in table.row(row)] for row in sorted({one.row for one in table.cells})]
        for table in document.tables
    ]


def _cases() -> list[object]:
    names = sorted(path.stem for path in FOLDER.glob("*.txt"))
    wrong = {name: [pytest.mark.xfail(strict=True, reason=reason)] for name, reason in KNOWN_WRONG.items()}
    return [pytest.param(name, id=name, marks=wrong.get(name, [])) for name in names]


@pytest.mark.parametrize("name", _cases())
def test_a_flattened_table_is_found_and_read(read: Callable[..., Document], name: str) -> None:
    article, expected = (FOLDER / f"{name}.txt").read_text(encoding="utf-8").split(_PARTED)
    document = read(article)
    verify([document])
    assert _found(document) == _tables(expected)
