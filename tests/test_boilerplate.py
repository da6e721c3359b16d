"""Boilerplate: site furniture is labelled with the rule that found it, and content is not."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from pipeline.model import Document

Read = Callable[..., Document]

TITLE = "Difference between slate and shale"
PROSE = "Slate and shale are stones made of clay, and people build houses with both of them."


def rules(document: Document) -> dict[str, str]:
    return {block.text: block.boilerplate_rule for block in document.blocks if block.boilerplate}


def article(*lines: str) -> str:
    return "\n\n".join([TITLE, *lines, PROSE, "What is slate?", "Slate is a hard stone.", "It is grey."])


@pytest.mark.parametrize(
    ("line", "rule"),
    [
        ("Logo stones.example.com", "line.domain"),
        ("https://example.org/slate-and-shale", "line.domain"),
        ("Contents", "label.contents"),
        ("Table of contents:", "label.contents"),
        ("Written by Ada Lovelace", "label.byline"),
        ("Recommended: Basalt vs gabbro", "label.related"),
        ("See also", "label.related"),
        ("Home", "label.navigation"),
        ("Skip to content", "label.navigation"),
        ("Follow us", "label.share"),
        ("Share this on Facebook", "label.share"),
        ("By Anonymous", "label.byline"),
        ("Posted 3 May 2019 by the editors", "line.date"),
        ("Ada Lovelace, 2021-03-12", "line.date"),
        ("Home > Stones", "line.breadcrumb"),
        ("Home / Stones / Clay", "line.breadcrumb"),
        (TITLE.upper(), "title.repeated"),
    ],
)
def test_a_line_of_the_site_is_labelled_with_its_rule(read: Read, line: str, rule: str) -> None:
    document = read(article(line))
    assert rules(document) == {line: rule}
    assert [subject.label for subject in document.subjects] == ["slate", "shale"]


@pytest.mark.parametrize(
    "line",
    [
        "Read more on www.example.com about how slate forms in the ground.",
        "• stones.example.com",
        "The contents of clay in slate",
        "Home of slate and shale in the hills of Wales and Spain",
        "Video and audio",
        "Slate vs shale",
        "Slate found on 3 May 2019",
        "Quarries > mines",
        "Node.js and npm are no stones, but slate is.",
    ],
)
def test_content_is_not(read: Read, line: str) -> None:
    assert rules(read(article(line))) == {}


@pytest.mark.parametrize(
    ("given", "lines"),
    [
        (
            "turkish",
            [
                "Logo tr.removalsclassifieds.com",
                "İçindekiler:",
                "Anonim",
                "BPO ve Çağrı Merkezi Arasındaki Fark (Masalı)",
            ],
        ),
        ("norwegian", []),
    ],
)
def test_the_furniture_of_the_given_articles(
    read: Read, request: pytest.FixtureRequest, given: str, lines: list[str]
) -> None:
    assert [block.text for block in read(request.getfixturevalue(given)).blocks if block.boilerplate] == lines


def test_furniture_is_left_out_of_the_facts_but_not_of_the_text(read: Read) -> None:
    document = read(article("Home", "Recommended: shale costs are high"))
    furniture = [block.span for block in document.blocks if block.boilerplate]
    assert len(furniture) == 2
    facts = [*(one.span for one in document.mentions), *(one.span for one in document.statements)]
    assert facts
    assert not any(span.overlaps(fact) for span in furniture for fact in facts)
    (found,) = [finding for finding in document.findings if finding.code == "boilerplate.found"]
    assert found.message.endswith(": 2 blocks.")


def test_titles_behind_related_articles_are_furniture_whatever_they_name(read: Read) -> None:
    related = ["Related articles", "Difference between clay and stone", "Difference between houses and people"]
    document = read("\n\n".join([article(), *related]))
    assert [text for text in rules(document) if text in related] == related


def test_a_line_beside_a_date_that_counts_something_is_furniture(read: Read) -> None:
    assert rules(read(article("Updated March 3, 2024", "1,245 views"))).get("1,245 views") == "line.counter"
    assert "1,245 views" not in rules(read(article("1,245 views")))
