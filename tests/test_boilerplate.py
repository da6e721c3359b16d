"""Boilerplate: site furniture is labelled with the rule that found it, and content is not."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from pipeline.model import Document
from pipeline.running import runner
from pipeline.stages.blocks import find_blocks
from pipeline.stages.ingest import ingest

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


REST = ("What is slate?", "Slate is a hard stone.", "What is shale?", "Shale is a soft stone.")


def page(*lines: str, before: tuple[str, ...] = (), after: tuple[str, ...] = ()) -> str:
    return "\n\n".join([*before, TITLE, *lines, PROSE, *REST, *after])


@pytest.mark.parametrize(
    ("line", "rule"),
    [
        ("Logo stones.example.com", "line.domain"),
        ("www.example.org", "line.domain"),
        ("© 2024 Stones and more, all rights reserved", "line.copyright"),
        ("12 March 2021", "line.date"),
        ("March 12, 2021 10:30", "line.date"),
        ("12 de marzo de 2021", "line.date"),
        ("2021-03-12", "line.date"),
        ("12.03.2021", "line.date"),
        ("2021年3月12日", "line.date"),
        ("Updated: 12 March 2021", "line.date"),
        ("Facebook Twitter WhatsApp", "line.share"),
        ("Anonymous", "label.byline"),
        ("Recommended: Basalt vs gabbro", "label.related"),
        ("Recommended, 2024", "label.related"),
        ("Video: Difference between slate and shale", "label.video"),
        (f"{TITLE} | Stones", "title.repeated"),
        ("Difference between granite and marble", "line.teaser"),
    ],
)
def test_furniture_is_labelled_with_its_rule(read: Read, line: str, rule: str) -> None:
    document = read(page(line))
    assert rules(document) == {line: rule}
    assert document.title is not None
    assert document.title.text == TITLE


@pytest.mark.parametrize(
    "line",
    [
        "Windows 10 2019",
        "Facebook Twitter",
        "Slate 2 of 2021",
        "Difference between slate and marble",
        "Types of slate and shale",
        "Node.js",
        "ASP.NET",
    ],
)
def test_content_that_looks_like_furniture_is_not(read: Read, line: str) -> None:
    assert rules(read(page(line))) == {}


def test_a_date_that_opens_like_an_item_is_a_date(read: Read) -> None:
    assert rules(read(page("12. mars 2021"))) == {"mars 2021": "line.date"}


def test_a_heading_on_other_things_that_the_text_speaks_of_is_content(read: Read) -> None:
    text = page(after=("Difference between granite and marble", "Granite is harder than marble."))
    assert rules(read(text)) == {}


def test_the_entries_of_a_table_of_contents_are_furniture_and_the_headings_are_not(read: Read) -> None:
    document = read(page("Contents", "1. What is slate?", "2. What is shale?"))
    labelled = [(block.text, block.boilerplate_rule) for block in document.blocks if block.boilerplate]
    assert labelled == [
        ("Contents", "label.contents"),
        ("What is slate?", "contents.entry"),
        ("What is shale?", "contents.entry"),
    ]
    assert "contents.empty" not in [finding.code for finding in document.findings]
    assert [
        block.role.value for block in document.blocks if block.kind.value == "heading" and not block.boilerplate
    ] == ["definition"] * 2


def test_a_title_three_times_at_the_top_and_once_at_the_end_is_one_title(read: Read) -> None:
    document = read(page(TITLE, TITLE, after=(TITLE,)))
    assert [block.boilerplate_rule for block in document.blocks if block.text == TITLE] == ["", *["title.repeated"] * 3]


def test_a_section_headed_as_the_title_is_a_section(read: Read) -> None:
    document = read(
        page(after=(TITLE, "• Slate is hard, while shale is soft.", "• Slate is grey, while shale is black."))
    )
    assert rules(document) == {}


@pytest.mark.parametrize("sign", ["»", "›", ">"])
def test_a_trail_is_parted_from_the_title_that_is_glued_to_it(read: Read, sign: str) -> None:
    document = read(f"Home {sign} Rocks {sign} {TITLE}\n\n{PROSE}\n\n" + "\n\n".join(REST))
    assert rules(document) == {f"Home {sign} Rocks {sign}": "line.breadcrumb"}
    assert document.title is not None
    assert document.title.text == TITLE


def test_one_arrow_is_no_trail() -> None:
    arrow = "Hardness of slate > hardness of shale"
    assert find_blocks(ingest("a.txt", f"{arrow}\n\nMore.\n".encode())).blocks[0].text == arrow


def test_a_clip_behind_the_label_of_a_video_is_furniture(read: Read) -> None:
    found = rules(read(page("Video:", "Top ten rocks of the world (2019)")))
    assert found == {"Video:": "label.video", "Top ten rocks of the world (2019)": "video.clip"}


def test_no_content_of_the_development_articles_is_called_furniture(articles: Path) -> None:
    for path in sorted(articles.glob("*.txt")):
        gold = articles / "gold" / f"{path.stem}.json"
        if path.stem.startswith("neg_") or not gold.is_file():
            continue
        expected = set(json.loads(gold.read_text(encoding="utf-8"))["boilerplate"])
        document = runner.process(ingest(path.name, path.read_bytes()))
        assert set(rules(document)) <= expected, path.name


PAGES = """Difference between Tea and Coffee

Journal of Drinks, vol. 12, p. {first}

Tea is a drink of leaves.

\f{top}

Journal of Drinks, vol. 12, p. {second}

Coffee is a drink of beans.
{second}
\fTea and coffee are hot.

Journal of Drinks, vol. 12, p. {third}
"""


def running(text: str, read: Read) -> list[str]:
    return [block.text for block in read(text).blocks if block.boilerplate_rule == "line.running"]


def test_lines_that_run_over_the_pages_of_a_printed_text_are_furniture(read: Read) -> None:
    text = PAGES.format(top="Difference between Tea and Coffee", first=7, second=8, third=9)
    lines = [f"Journal of Drinks, vol. 12, p. {page}" for page in (7, 8, 9)]
    assert running(text, read) == [lines[0], "Difference between Tea and Coffee", lines[1], lines[2]]
    assert read(text).title.text == "Difference between Tea and Coffee"


def test_lines_of_a_text_without_pages_do_not_run(read: Read) -> None:
    assert running(PAGES.format(top="", first=7, second=8, third=9).replace("\f", "\n"), read) == []


def test_a_line_that_a_page_says_twice_does_not_run(read: Read) -> None:
    text = "Difference between Tea and Coffee\n\nTea is 1.\n\nTea is 2.\n\fTea is 3.\n\nCoffee is strong."
    assert running(text, read) == []
