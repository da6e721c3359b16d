"""Blocks: lines, list items and headings of plain text, each with its place."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.model import Block, Document
from pipeline.stages.blocks import find_blocks, is_heading_like
from pipeline.stages.ingest import ingest
from pipeline.text.lines import marker_of

_PIECES = ("Tea", "a long line that ends as a sentence does.", "• ", "•", "- ", "-", "1. ", "2) ", "(a) ", "・",
           " ", "  ", "\t", "\n", "\n\n", "\r\n", "\r", "\u2028", "\x0b", "\x1c", "\x85", "\u00a0", "\u3000",
           "\ufeff", "é", "茶。", "|", "* ")  # fmt: skip

texts = st.one_of(st.text(max_size=60), st.lists(st.sampled_from(_PIECES), max_size=25).map("".join))

PLAIN = ingest("a.txt", b"tea").source


def blocks(text: str) -> tuple[Block, ...]:
    return find_blocks(Document(replace(PLAIN, text=text))).blocks


def rows(text: str) -> list[tuple[str, str]]:
    return [(block.kind.value, block.text) for block in blocks(text)]


# --- what a line is -------------------------------------------------------------------------------------------


def test_a_line_is_a_block_and_a_short_one_behind_a_gap_a_heading() -> None:
    text = "Tea\n\n  Tea is a drink.  \nIt is hot\n\nUses of tea\nWe drink it."
    assert rows(text) == [
        ("heading", "Tea"),
        ("paragraph", "Tea is a drink."),
        ("paragraph", "It is hot"),
        ("heading", "Uses of tea"),
        ("paragraph", "We drink it."),
    ]


@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
def test_any_line_ending_ends_a_line(ending: str) -> None:
    assert rows(ending.join(["Tea", "", "• hot", "• mild"])) == [
        ("heading", "Tea"),
        ("list_item", "hot"),
        ("list_item", "mild"),
    ]


@pytest.mark.parametrize(
    ("line", "heading"),
    [
        ("What is tea?", True),
        ("Summary:", True),
        ("Çay nedir?", True),
        ("紅茶とは", True),
        ("Tea is hot.", False),
        ("Tea is divided into,", False),
        ("紅茶は熱い。", False),
        ("चाय गर्म है।", False),
        ("one two three four five six seven eight nine ten eleven twelve thirteen", False),
        ("x" * 91, False),
        ("- - -", False),
        ("2020", False),
        ("Origin | China | Ethiopia", False),
        ("Origin\tChina", False),
        ("Tea vs Coffee | Drinks Daily", True),
    ],
)
def test_a_heading_is_short_and_no_sentence(line: str, heading: bool) -> None:
    assert is_heading_like(line) is heading


# --- list items -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("line", "marker", "content"),
    [
        ("• tea", "•", "tea"),
        ("  •tea", "•", "tea"),
        ("・緑茶", "・", "緑茶"),
        ("* tea", "*", "tea"),
        ("- tea", "-", "tea"),
        ("– tea", "–", "tea"),
        ("1. tea", "1.", "tea"),
        ("12) tea", "12)", "tea"),
        ("(3) tea", "(3)", "tea"),
        ("(a) tea", "(a)", "tea"),
        ("b) tea", "b)", "tea"),
        ("\t-\ttea", "-", "tea"),
    ],
)
def test_a_marker_opens_a_list_item(line: str, marker: str, content: str) -> None:
    found = marker_of(line)
    assert found is not None
    assert (found.text, line[found.content_start :]) == (marker, content)


@pytest.mark.parametrize(
    "line", ["tea", "-5 degrees", "*tea*", "1.5 litres", "2020. A year", "•", "- ", "", "a tea", "(tea)"]
)
def test_other_lines_have_no_marker(line: str) -> None:
    assert marker_of(line) is None


def test_an_item_knows_its_marker_and_its_depth() -> None:
    text = "Drinks\n• tea\n  - green\n  - black\n• coffee\n\nA line between the two lists.\n1. milk"
    items = [(block.marker, block.level, block.text) for block in blocks(text) if block.marker]
    assert items == [("•", 0, "tea"), ("-", 1, "green"), ("-", 1, "black"), ("•", 0, "coffee"), ("1.", 0, "milk")]


@pytest.mark.parametrize(
    ("text", "marked"),
    [
        ("Drinks\na. tea\nb. coffee", ["tea", "coffee"]),
        ("Getränke\n\nA. Tee\n\nB. Kaffee\n\nC. Kakao", ["Tee", "Kaffee", "Kakao"]),
        ("A. Noe wrote it.\nC. Ham read it.", []),
        ("Limits\n\n✗ It leaks\n✗ It soots", ["It leaks", "It soots"]),
        ("Limits\n❌ It leaks\n❌ It soots\n❌ It rusts", ["It leaks", "It soots", "It rusts"]),
        ("Card\n✗ not included\n✗ not included\nPrice\n✅ low\n❌ high", []),
    ],
)
def test_lines_beside_it_tell_that_a_letter_or_a_sign_opens_an_item(text: str, marked: list[str]) -> None:
    assert [block.text for block in blocks(text) if block.marker] == marked


# --- properties -----------------------------------------------------------------------------------------------

thorough = settings(max_examples=300, deadline=None, derandomize=True)


@thorough
@given(texts)
def test_a_block_says_what_stands_in_its_place(text: str) -> None:
    for position, block in enumerate(blocks(text)):
        assert block.position == position
        assert block.text
        assert block.text == block.text.strip()
        places = [block.place(at, at + 1) for at in range(len(block.text))]
        assert all(block.span.start <= place.start < place.end <= block.span.end for place in places)
        assert all(one == other or one.end <= other.start for one, other in pairwise(places))
        if block.origins is None:
            assert block.span.of(text) == block.text


@thorough
@given(texts)
def test_blocks_stand_in_order_and_apart(text: str) -> None:
    assert all(one.span.end <= other.span.start for one, other in pairwise(blocks(text)))


@thorough
@given(texts)
def test_all_that_is_not_blank_is_in_a_block_or_a_marker(text: str) -> None:
    rest = list(text)
    for block in blocks(text):
        marker = text.rfind(block.marker, 0, block.span.start) if block.marker else block.span.start
        rest[marker : block.span.end] = " " * (block.span.end - marker)
    assert not "".join(rest).strip()
