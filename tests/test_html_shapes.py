"""Shapes that markup leaves unnamed: tables of bare divisions, cards of other articles, and lines above the article."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from pipeline.html import read_html
from pipeline.model import Document
from tests.html_places import assert_places

Read = Callable[..., Document]

ROWS = (("", "Tea", "Coffee"), ("Source", "Leaves", "Beans"), ("Price", "Low", "High"))


def bare(rows: tuple[tuple[str, ...], ...], cell: str = "div", row: str = "div") -> str:
    body = "".join(f"<{row}>{''.join(f'<{cell}>{one}</{cell}>' for one in cells)}</{row}>\n" for cells in rows)
    return f"<div>\n{body}</div>"


def cells(markup: str) -> list[str]:
    page = read_html(markup)
    assert_places(markup, page)
    return [cell.text for grid in page.grids for cell in grid.cells]


@pytest.mark.parametrize("cell", ["div", "span", "p"])
@pytest.mark.parametrize("row", ["div", "section", "li"])
def test_rows_of_divisions_are_a_table(cell: str, row: str) -> None:
    markup = f"<h1>Tea vs coffee</h1><p>Both are hot.</p>{bare(ROWS, cell, row)}<p>Both are good.</p>"
    assert cells(markup) == [text for row_cells in ROWS for text in row_cells]
    assert [block.kind.value for block in read_html(markup).blocks][2:5] == ["table_row"] * 3


def test_a_row_of_another_class_heads_them() -> None:
    markup = bare(ROWS).replace("<div><div>", "<div class=row><div>").replace("class=row", "class=head", 1)
    assert [block.kind.value for block in read_html(markup).blocks] == ["table_header", "table_row", "table_row"]


@pytest.mark.parametrize(
    "markup",
    [
        bare(ROWS[:2]),
        bare(tuple(row[:2] for row in ROWS)),
        bare((*ROWS[:2], ("Price", "Low"))),
        bare(ROWS).replace("<div>Low", "and <div>Low").replace("<div><div>Price", "<div>so <div>Price"),
        bare((("<h3>One</h3>", "a", "b"), ("<h3>Two</h3>", "c", "d"), ("<h3>Three</h3>", "e", "f"))),
        bare(tuple(tuple(f"<a href=/{text}>{text}</a>" for text in row) for row in ROWS)),
        bare((("a", "b", "c" * 1000), *ROWS[1:])),
        bare((("a", "", ""), ("b", "", ""), ("c", "", ""))),
        f"<table><tr><td>{bare(ROWS)}<td>x<tr><td>y<td>z</table>",
    ],
    ids=["two rows", "two columns", "ragged", "text beside", "headings", "links", "long", "empty", "inside a table"],
)
def test_what_only_looks_alike_is_none(markup: str) -> None:
    assert not any(cell in ("Source", "One", "a") for cell in cells(markup))


def test_the_table_is_compared(read: Read) -> None:
    document = read(f"<body><h1>Tea vs coffee</h1><p>Tea and coffee are hot.</p>{bare(ROWS)}", "a.html")
    (table,) = document.tables
    assert [cell.text for cell in table.cells] == [text for row in ROWS for text in row]


# --- cards ----------------------------------------------------------------------------------------------------

ARTICLE = (
    "<div><h1>Tea vs coffee</h1>" + "<p>Tea and coffee are hot drinks that people like, and both wake you up.</p>" * 9
)
CARD = '<div class="k-{0}"><h3><a href="/{0}">Mate {0}</a></h3><div><p>What it is and how it tastes.</p></div></div>'


def furniture(markup: str, rule: str) -> list[str]:
    return [block.text for block in read_html(markup).blocks if block.boilerplate_rule == rule]


def test_cards_that_lead_away_are_furniture_with_their_excerpts() -> None:
    markup = f"{ARTICLE}<div>{''.join(map(CARD.format, range(3)))}</div></div>"
    assert furniture(markup, "html.cards") == [
        text for number in range(3) for text in (f"Mate {number}", "What it is and how it tastes.")
    ]


@pytest.mark.parametrize(
    "cards",
    [
        "".join(map(CARD.format, range(2))),
        "".join(map(CARD.format, range(3))).replace('href="/', 'href="#'),
        "".join(map(CARD.format, range(3))).replace("</a>", "</a>, which is no link at all"),
        "".join(map(CARD.format, range(40))),
        "".join(map(CARD.format, range(3))).replace("<a ", "<b ").replace("</a>", "</b>"),
    ],
    ids=["two", "into the page", "partly linked", "most of the page", "no links"],
)
def test_sections_of_the_article_are_no_cards(cards: str) -> None:
    assert furniture(f"{ARTICLE}<div>{cards}</div></div>", "html.cards") == []


# --- lines above the article ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("line", "rule"),
    [
        ("<span>Home</span> › <span>Drinks</span> › <span>Tea vs coffee</span>", "line.breadcrumb"),
        ("By <a href=/a>Ada Lovelace</a> · Updated March 3, 2024 · 5 min read", "line.date"),
        ("12. mars 2024 | Ada", "line.date"),
    ],
)
def test_a_trail_and_a_dated_line_are_furniture(read: Read, line: str, rule: str) -> None:
    title = "<h1>Difference between tea and coffee</h1>"
    body = "<p>Tea is brewed from the leaves of a plant, while coffee is brewed from roasted beans.</p>"
    document = read(f"<body><div>{line}</div>{title}<div>{line}</div>{body}", "a.html")
    assert [block.boilerplate_rule for block in document.blocks] == [rule, "", rule, ""]


def test_the_caption_of_a_figure_is_that_of_a_table_in_a_wrapper() -> None:
    markup = (
        "<figure><div class=scroll><table><tr><th>a<th>b<tr><td>c<td>d</table></div>"
        "<figcaption>All of it</figcaption></figure>"
    )
    (grid,) = read_html(markup).grids
    assert grid.caption is not None and grid.caption.of(markup) == "All of it"
