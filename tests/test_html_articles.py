"""The given articles as HTML, well-formed and broken, read the same as their text."""

from __future__ import annotations

import re
from html import escape
from pathlib import Path

import pytest

from pipeline.html import read_html
from pipeline.model import BlockKind
from tests.html_places import assert_places

RAW = Path(__file__).parents[1] / "raw"
ARTICLES = sorted(RAW.glob("*.txt"))
BULLET = "•"
ITEM = re.compile(rf"{BULLET}|[0-9]+[.)] ")


def lines_of(path: Path) -> list[str]:
    return [line.strip() for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def as_html(lines: list[str]) -> str:
    """Return the lines as a page: runs of bullets as lists, short lines as headings, the rest as paragraphs."""
    parts = ["<!DOCTYPE html>\n<html>\n<head><title>t</title></head>\n<body>\n<main>\n"]
    in_list = False
    for line in lines:
        bullet = line.startswith(BULLET)
        if bullet != in_list:
            parts.append("<ul>\n" if bullet else "</ul>\n")
            in_list = bullet
        if bullet:
            label, colon, said = line.removeprefix(BULLET).strip().partition(":")
            parts.append(f"<li><b>{escape(label)}</b>{escape(colon + said)}</li>\n")
        else:
            name = "h2" if len(line) < 60 else "p"
            parts.append(f"<{name}>{escape(line)}</{name}>\n")
    return "".join(parts) + ("</ul>" if in_list else "") + "</main>\n</body>\n</html>\n"


BREAKAGES = {
    "well-formed": lambda page: page,
    "unclosed": lambda page: re.sub("</(?:p|li|h2|ul|main|body|html)>", "", page),
    "two bodies": lambda page: page.replace("<main>", "<body><main>").replace("</p>", "</p></body><body>", 2),
    "soup": lambda page: page.replace("<b>", "<b><i>").replace("</p>", "</span></P></div>").replace("<p>", "<P>"),
}


@pytest.mark.parametrize("article", ARTICLES, ids=lambda path: path.stem)
@pytest.mark.parametrize("breakage", BREAKAGES)
def test_an_article_as_html_has_the_blocks_of_its_text(article: Path, breakage: str) -> None:
    lines = lines_of(article)
    markup = BREAKAGES[breakage](as_html(lines))
    page = read_html(markup)
    assert_places(markup, page)
    written = [" ".join(line.split()) for line in lines]
    assert [f"{block.marker} {block.text}".strip() for block in page.blocks] == written
    items = [f"{block.marker} {block.text}" for block in page.blocks if block.kind is BlockKind.LIST_ITEM]
    assert items == [line for line in written if ITEM.match(line)]
