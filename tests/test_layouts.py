"""Layouts of plain text and Markdown as seen in the wild."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.export.verify import verify
from pipeline.model import Document
from pipeline.text.markdown import inline_marks
from tests.layout import blocks, rows

Read = Callable[..., Document]


# --- list markers ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("line", "marker", "text"),
    [
        ("  • roof", "•", "roof"),
        ("• roof", "•", "roof"),
        ("* Roof: it lasts", "*", "Roof: it lasts"),
        ("- roof", "-", "roof"),
        ("– roof", "–", "roof"),
        ("— roof", "—", "roof"),
        ("− roof", "−", "roof"),
        ("1. roof", "1.", "roof"),
        ("1) roof", "1)", "roof"),
        ("(a) roof", "(a)", "roof"),
        ("a) roof", "a)", "roof"),
        ("① roof", "①", "roof"),
        ("1、屋根", "1、", "屋根"),
        ("\uf0b7 roof", "\uf0b7", "roof"),
    ],
)
def test_every_marker_opens_an_item(line: str, marker: str, text: str) -> None:
    assert rows(f"Uses of slate\n\n{line}\n{line}\n")[1:] == [("list_item", marker, text)] * 2


def test_numbering_that_restarts_on_every_item_gives_items() -> None:
    found = rows("Summary\n\n1. Slate is hard.\n\n1. Shale is soft.\n\n1. Both are grey.\n")
    assert [(kind, marker) for kind, marker, _ in found[1:]] == [("list_item", "1.")] * 3


def test_an_item_goes_on_in_the_next_indented_paragraph() -> None:
    found = rows("Uses\n\n1. Roofs\n\n   They last long.\n\n2. Floors\n   and walls\n\nMore.\n")
    assert found[1:3] == [("list_item", "1.", "Roofs\nThey last long."), ("list_item", "2.", "Floors and walls")]
    assert found[3] == ("paragraph", "", "More.")


def test_what_is_not_indented_under_an_item_is_a_paragraph() -> None:
    assert rows("Uses\n\n  • Roofs\n\nThey last long.\n")[1:] == [
        ("list_item", "•", "Roofs"),
        ("paragraph", "", "They last long."),
    ]


# --- Markdown -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        ("**bold** and *slanted*", "bold and slanted"),
        ("__bold__ and _slanted_", "bold and slanted"),
        ("***both***", "both"),
        ('a [link](https://example.com/a_(b) "title") here', "a link here"),
        ("a [link][1] here", "a link here"),
        ("![a picture](x.png) of it", "a picture of it"),
        ("`code` and ``co`de``", "code and ``co`de``"),
        ("<https://example.com>", "https://example.com"),
        ("~~gone~~", "gone"),
        (r"\*not\* slanted", "*not* slanted"),
        ("2 * 3 * 4 and snake_case_name", "2 * 3 * 4 and snake_case_name"),
        ("[**bold** link](x)", "bold link"),
        ("5 < 6 and [1] and a_b", "5 < 6 and [1] and a_b"),
    ],
)
def test_marks_are_left_out_and_places_kept(raw: str, text: str) -> None:
    source = f"Slate is {raw} indeed."
    (block,) = blocks(source, "a.md")
    assert block.text == f"Slate is {text} indeed."
    at = block.text.index("indeed")
    assert block.place(at, at + 6).of(source) == "indeed"


def test_headings_quotes_fences_and_front_matter() -> None:
    text = (
        '---\ntitle: "Slate vs shale"\ndate: 2021-03-12\n---\n\n# Slate **vs** shale ##\n\n'
        "What is slate?\n==============\n\n"
        "> A stone.\n\nUses\n----\n\n- **Roof**: yes\n\n```\n# no heading **here**\n```\n"
    )
    assert rows(text, "a.md") == [
        ("paragraph", "", "---"),
        ("heading", "", "Slate vs shale"),
        ("paragraph", "", "date: 2021-03-12"),
        ("paragraph", "", "---"),
        ("heading", "", "Slate vs shale"),
        ("heading", "", "What is slate?"),
        ("paragraph", "", "A stone."),
        ("heading", "", "Uses"),
        ("list_item", "-", "Roof: yes"),
        ("paragraph", "", "```"),
        ("paragraph", "", "# no heading **here**"),
        ("paragraph", "", "```"),
    ]
    assert [block.text for block in blocks(text, "a.md") if block.boilerplate] == ["---", "date: 2021-03-12", "---"]


def test_an_article_as_markdown_gives_the_same_statements(norwegian: str, read: Read) -> None:
    lines = norwegian.split("\n")
    headings = {block.text for block in blocks(norwegian) if block.kind.value == "heading"}
    marked = "\n".join(f"## {line}" if line in headings else line.replace("BPO", "**BPO**") for line in lines)
    sound, other = read(norwegian), read(marked, "article.md")
    verify([other])
    assert other.source.media_type == "text/markdown"
    assert [one.value for one in other.statements] == [one.value for one in sound.statements]


_marked = st.lists(
    st.sampled_from(("*", "**", "_", "`", "[", "](", ")", "a", " ", "b c", "\\", "~~", "<", ">", "é")), max_size=30
)


@settings(max_examples=300, deadline=None, derandomize=True)
@given(_marked.map("".join))
def test_marks_stand_in_order_apart_and_inside(text: str) -> None:
    spans = sorted(inline_marks(text))
    assert all(one.end <= other.start for one, other in pairwise(spans))
    assert all(0 <= span.start < span.end <= len(text) for span in spans)
