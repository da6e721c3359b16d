"""A language without data: layout, delimiters and repetition are left, and the source says so."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from pipeline.model import BlockKind, CellKind, Document, Origin, Role, Severity
from pipeline.stages import language as stage
from pipeline.text.identify import Ranking

Read = Callable[..., Document]

UNKNOWN = "qmx"
TABLE = "Toru | Balo | Kema\nSela | miro | viro\nPona | rapa | lena\n"
ARTICLE = f"""Balo vs Kema

Balo ek Kema lana duo toru. Balo esa miro tanu ek Kema esa viro tanu.

Kva Balo

Balo esa miro tanu dum sela pona.

Bonu zu Balo:

- Rapa miro
- Lena tanu

{TABLE}
Finu

Balo lana miro, dum Kema lana viro.
"""
BODY = "Rana toru Balo ek Kema lana duo. Balo esa miro.\n\nTanu Kema esa viro, dum Balo lana.\n\nZu Kema lana."


@pytest.fixture(autouse=True)
def _unknown(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stage, "rank_all", lambda texts: [Ranking((UNKNOWN, "en"), (0.99, 0.01))] * len(texts))


def labels(document: Document) -> list[str]:
    return [subject.label for subject in document.subjects]


def codes(document: Document) -> set[str]:
    return {finding.code for finding in document.findings}


def test_blocks_lists_and_tables_are_read_by_their_layout(read: Read) -> None:
    document = read(ARTICLE)
    assert document.language == UNKNOWN
    assert labels(document) == ["Balo", "Kema"]
    assert document.title is not None
    assert document.blocks[0].role is Role.TITLE
    (items,) = [taxonomy.items for taxonomy in document.taxonomies]
    assert [item.label.text for item in items] == ["Rapa miro", "Lena tanu"]
    (table,) = document.tables
    assert [cell.text for cell in table.cells if cell.kind is CellKind.VALUE] == ["miro", "viro", "rapa", "lena"]
    assert {BlockKind.TABLE_HEADER, BlockKind.TABLE_ROW} <= {block.kind for block in document.blocks}


def test_it_says_that_there_is_no_data(read: Read) -> None:
    document = read(ARTICLE)
    assert "source.no_language_data" in codes(document)
    assert not document.quarantined


def test_a_table_header_names_them_where_no_title_does(read: Read) -> None:
    assert labels(read(ARTICLE.partition("\n\n")[2])) == ["Balo", "Kema"]


def test_headings_of_one_frame_name_them(read: Read) -> None:
    text = f"Dovaru\n\n{BODY}\n\nKva Balo\n\nBalo esa miro.\n\nKva Kema\n\nKema esa viro.\n"
    assert labels(read(text)) == ["Balo", "Kema"]


def test_repeated_names_of_the_first_line_name_them(read: Read) -> None:
    assert labels(read(f"Dovaru zu Balo ek Kema\n\n{BODY}\n\nSela Kema esa viro, sela Balo esa miro.")) == [
        "Balo",
        "Kema",
    ]


def test_a_page_that_names_no_two_things_is_no_comparison(read: Read) -> None:
    document = read("Dovaru zu sela\n\nRana toru lana duo. Sela esa miro.\n\nTanu esa viro.\n\nZu sela lana pona.")
    assert codes(document) == {"source.no_language_data", "source.not_comparison"}


def test_its_table_is_believed_less_than_its_cells(read: Read) -> None:
    document = read(ARTICLE)
    assert {cell.confidence for table in document.tables for cell in table.cells} == {1.0}
    assert {one.confidence for one in document.statements if one.origin is Origin.TABLE} == {0.7}


def test_names_that_structure_alone_gives_are_marked(read: Read) -> None:
    assert "subject.by_structure" not in codes(read(ARTICLE))
    document = read(ARTICLE.partition("\n\n")[2])
    (told,) = [one for one in document.findings if one.code == "subject.by_structure"]
    assert (told.severity, told.span) == (Severity.INFO, document.subjects[0].span)
