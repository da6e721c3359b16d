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


def test_a_million_cells() -> None:
    markup = "<table><tr><th>x" + "<td>" * 1_000_000
    began = time.process_time()
    (grid,) = read_html(markup).grids
    assert len(grid.cells) == 1_000_001
    assert time.process_time() - began < 4 * SECONDS


def test_a_long_line_is_one_block() -> None:
    (block,) = read_html("<p>" + "word " * 2_000_000).blocks
    assert len(block.text) == 10_000_000 - 1
