"""Floors of the benchmark of HTML reading; they may rise and not fall."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from benchmarks.html import TOOLS, read_pages, score, table
from benchmarks.html_pages import GoldPage, build_pages
from pipeline.html import read_html
from tests.html_places import assert_places


@pytest.fixture(scope="module")
def pages() -> list[GoldPage]:
    return list(build_pages(per_markup=3))


def test_the_floors_hold(pages: list[GoldPage]) -> None:
    ours = score(TOOLS[0], pages)
    assert ours.cells >= 0.99
    assert ours.items >= 0.95
    assert ours.leaked <= 0.06
    assert ours.f1 >= 0.97


def test_every_block_of_every_page_stands_where_it_says(pages: list[GoldPage]) -> None:
    for page in pages:
        assert_places(page.html, read_html(page.html))


def test_cells_are_found_as_cells_and_items_as_items(pages: list[GoldPage]) -> None:
    for page in pages:
        read = read_html(page.html)
        cells = {cell.text for grid in read.grids for cell in grid.cells}
        assert set(page.cells) <= cells
        items = {block.text for block in read.blocks if block.marker}
        items |= {entry.text for grid in read.grids for cell in grid.cells for entry in cell.items}
        assert set(page.items) <= items


def test_pages_are_the_same_each_time() -> None:
    assert list(build_pages(2)) == list(build_pages(2))


def test_a_folder_of_pages_with_gold_is_read(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text("<p>some words of text</p>", encoding="utf-8")
    (tmp_path / "a.json").write_text(json.dumps({"text": "some words of text"}), encoding="utf-8")
    (page,) = read_pages(tmp_path)
    assert (page.name, page.text, page.cells) == ("a", "some words of text", ())


def test_a_tool_that_is_not_installed_is_named(monkeypatch: pytest.MonkeyPatch, pages: list[GoldPage]) -> None:
    monkeypatch.setattr("importlib.util.find_spec", lambda _name: None)
    assert sum("not installed" in line for line in table(pages)) == len(TOOLS)
