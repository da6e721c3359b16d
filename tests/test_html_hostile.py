"""Hostile HTML is read in time and memory linear in its length, whatever it nests or repeats."""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest

from pipeline.html import read_html

MANY = 100_000
SOME = 20_000
SECONDS = 30.0  # each takes under three on one slow core; quadratic time would take many minutes


@pytest.mark.parametrize(
    "build",
    [
        lambda: "<div>" * MANY + "x",
        lambda: "<span>" * MANY + "<div>" * MANY + "x",
        lambda: "<b><p></b>" * MANY + "x",
        lambda: "<a " * MANY,
        lambda: '<a b="' * MANY,
        lambda: "<!--" * MANY,
        lambda: "<![CDATA[" * MANY,
        lambda: "<noscript>" * SOME + "x",
        lambda: "<" * SOME,
        lambda: "&amp;" * SOME,
        lambda: "&" * SOME,
        lambda: "&#" + "9" * SOME + ";",
        lambda: "<ul><li>x" * SOME,
        lambda: "<dl><dd>" * SOME + "x",
        lambda: "<table><tr><td>" * SOME + "x",
        lambda: "<table>" + "<tr><td colspan=1000000 rowspan=1000000>x" * SOME,
        lambda: "<div role=table><div role=row>" + "<div role=cell>x" * SOME,
        lambda: "<div role=table>" + "<div role=row><div role=cell>x" * SOME,
        lambda: "<table><tr><td>a<td>b<tr><td>c<td>" * SOME + "x" * 5000,
        lambda: "<div id=share><a href=x>y" * SOME,
        lambda: "x<br>" * SOME,
        lambda: "<h1>x" * SOME,
        lambda: "<p class='" + "a " * SOME + "'>x",
        lambda: "<p>" + " " * SOME + "x" + "&nbsp;" * SOME,
    ],
)
def test_hostile_input_takes_linear_time(build: Callable[[], str]) -> None:
    markup = build()
    began = time.process_time()
    page = read_html(markup)
    assert time.process_time() - began < SECONDS
    assert len(page.blocks) <= MANY


def test_an_entity_bomb_is_not_unpacked() -> None:
    entities = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 10))
    page = read_html(f'<?xml version="1.0"?><!DOCTYPE p [<!ENTITY e0 "bomb">{entities}]><p>a &e9; b</p>')
    assert sum(len(block.text) for block in page.blocks) < 2000
    assert any("a &e9; b" in block.text for block in page.blocks)


def test_a_page_of_bare_divisions_and_cards_takes_linear_time() -> None:
    row = "<div><div>a</div><div>b</div><div>c</div></div>"
    card = "<div><h3><a href=/x>a</a></h3><p>b</p></div>"
    for markup in (f"<div>{row * 90}</div>" * 50, f"<div>{card}</div>" * 5000, "<div>" * 5000 + row * 3, card * 5000):
        began = time.process_time()
        read_html(markup)
        assert time.process_time() - began < SECONDS


def test_a_million_cells() -> None:
    markup = "<table><tr><th>x" + "<td>" * 1_000_000
    began = time.process_time()
    (grid,) = read_html(markup).grids
    assert len(grid.cells) == 1_000_001
    assert time.process_time() - began < 4 * SECONDS


def test_a_long_line_is_one_block() -> None:
    (block,) = read_html("<p>" + "word " * 2_000_000).blocks
    assert len(block.text) == 10_000_000 - 1
