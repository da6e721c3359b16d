"""An article on violas and cellos for tables of all shapes to stand in, and what is read of them."""

from __future__ import annotations

from collections.abc import Callable

from pipeline.export.verify import verify
from pipeline.model import Document, Origin

Read = Callable[..., Document]
Matrix = list[tuple[str, ...]]

INTRO = "Difference between viola and cello\n\nThe viola and the cello are strings that an orchestra needs many of.\n\n"
OUTRO = "\n\nConclusion\n\nThe viola is small and the cello is large."
TABLE: Matrix = [
    ("Feature", "Viola", "Cello"),
    ("Held", "under the chin", "between the knees"),
    ("Lowest string", "C3", "C2"),
    ("Endpin", "none", "of steel"),
]


def article(table: str) -> str:
    return f"{INTRO}{table}{OUTRO}"


def matrix(document: Document) -> Matrix:
    verify([document])
    (table,) = document.tables
    return [tuple(cell.text for cell in table.row(row)) for row in sorted({cell.row for cell in table.cells})]


def kinds(document: Document, row: int) -> list[tuple[str, int | None]]:
    (table,) = document.tables
    return [(cell.kind.value, cell.subject) for cell in table.row(row)]


def said(document: Document) -> set[tuple[str, str, str]]:
    found = (one for one in document.statements if one.origin is Origin.TABLE and one.aspect_id)
    return {(one.subject_id.split(":")[1], one.aspect_id.split(":")[1], one.value) for one in found}
