"""Layouts of plain text and Markdown as seen in the wild, and the furniture that flattening leaves."""

from __future__ import annotations

import json
import textwrap
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.export.verify import verify
from pipeline.model import Block, Document
from pipeline.running import runner
from pipeline.stages.blocks import find_blocks
from pipeline.stages.ingest import ingest
from pipeline.text.markdown import inline_marks
from pipeline.text.scripts import columns, count_words

Read = Callable[..., Document]

TITLE = "Difference between slate and shale"
LONG = (
    "Slate and shale are both fine-grained rocks that form from clay, and people have built houses with both of them "
    "for a very long time. The main difference between slate and shale is that slate is metamorphic while shale is "
    "sedimentary, which makes slate harder and shale easier to split by hand."
)
ITEM = (
    "Welsh slate: purple and very hard, which is why it was laid on the roofs of half of the world in the last century"
)


def blocks(text: str, name: str = "a.txt") -> tuple[Block, ...]:
    document = find_blocks(ingest(name, text.encode()))
    verify([document])
    return document.blocks


def rows(text: str, name: str = "a.txt") -> list[tuple[str, str, str]]:
    return [(block.kind.value, block.marker, block.text) for block in blocks(text, name)]


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


# --- hard-wrapped text ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("columns", [70, 76, 80, 100])
@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
def test_wrapped_lines_are_one_paragraph_with_exact_places(columns: int, ending: str) -> None:
    body = textwrap.fill(LONG, columns)
    item = textwrap.fill(ITEM, columns, initial_indent="  • ", subsequent_indent="    ")
    text = f"{TITLE}\n\n{body}\n\nTypes of slate\n\n{item}\n  • Spanish slate: black\n".replace("\n", ending)
    assert rows(text) == [
        ("heading", "", TITLE),
        ("paragraph", "", LONG),
        ("heading", "", "Types of slate"),
        ("list_item", "•", ITEM),
        ("list_item", "•", "Spanish slate: black"),
    ]
    paragraph = blocks(text)[1]
    for word in ("metamorphic", "sedimentary", "people"):
        at = paragraph.text.index(word)
        assert paragraph.place(at, at + len(word)).of(text) == word
    assert paragraph.span.of(text) == body.replace("\n", ending)


def test_a_wrapped_article_gives_the_same_statements(norwegian: str, read: Read) -> None:
    wrapped = "\n".join(
        textwrap.fill(line, 88, break_on_hyphens=False, subsequent_indent=" " * 4 * line.startswith("  •"))
        for line in norwegian.splitlines()
    )
    sound, other = read(norwegian), read(wrapped)
    verify([other])
    assert [block.text for block in other.blocks] == [block.text for block in sound.blocks]
    assert [one.value for one in other.statements] == [one.value for one in sound.statements]


UNSPACED = {
    "ja": "粘板岩と頁岩はどちらも細かい粒の岩石であり、泥が固まってできたものです。人々は昔からこの二つを使って"
    "家を建ててきました。粘板岩は変成岩ですが、頁岩は堆積岩です。そのため粘板岩は「硬い石」と呼ばれ、"
    "屋根に使われることが多いのに対し、頁岩は柔らかく、薄く割れやすいという特徴があります。"
    "どちらもウェールズ地方でよく見られる石です。",
    "zh": "板岩和页岩都是由粘土形成的细粒岩石，人们用它们建造房屋已经有很长的历史了。两者之间的主要区别在于，"
    "板岩是变质岩，而页岩是沉积岩。因此板岩更加坚硬，常常用来铺设屋顶；页岩则比较柔软，"
    "很容易沿着层理分裂成薄片。这两种岩石在威尔士地区都很常见，价格也不高。",
}
THAI = (
    "หินชนวน และ หินดินดาน ต่าง ก็ เป็น หิน เนื้อ ละเอียด ที่ เกิด จาก ดิน เหนียว",
    "ผู้คน ใช้ สร้าง บ้าน มา เป็น เวลา นาน แล้ว",
    "ความ แตกต่าง หลัก คือ หินชนวน เป็น หิน แปร",
    "ส่วน หินดินดาน เป็น หิน ตะกอน",
    "ดังนั้น หินชนวน จึง แข็ง กว่า และ มัก ใช้ ทำ หลังคา",
    "หินดินดาน แตก เป็น แผ่น ได้ ง่าย กว่า มาก",
)


def broken(text: str, width: int) -> str:
    """Break a text at a number of wide characters, no line opening with a closing sign."""
    lines = [""]
    for character in text:
        if len(lines[-1]) >= width and character not in "、。，；」ーっ":
            lines.append("")
        lines[-1] += character
    return "\n".join(lines)


@pytest.mark.parametrize("width", [30, 35, 40])
@pytest.mark.parametrize("language", UNSPACED)
def test_wrapped_lines_of_a_script_without_blanks_are_joined_without_one(language: str, width: int) -> None:
    text = UNSPACED[language]
    source = f"{text[:3]}\n\n{broken(text, width)}\n\n  • {text[: width - 2]}\n    {text[width - 2 : 50]}\n"
    heading, paragraph, item = blocks(source)
    assert (heading.text, paragraph.text, item.text) == (text[:3], text, text[:50])
    assert paragraph.place(width - 2, width + 2).of(source).replace("\n", "") == text[width - 2 : width + 2]


def test_wrapped_thai_is_joined_without_a_blank_and_the_blanks_between_its_phrases_are_kept() -> None:
    lines = [""]
    for phrase in THAI * 2:
        for word in phrase.split():
            if columns(lines[-1] + word) > 52:
                lines.append("")
            lines[-1] += word
        lines[-1] += " "
    assert len(lines) > 4
    (paragraph,) = blocks("\n".join(lines) + "\n")
    assert paragraph.text == " ".join(phrase.replace(" ", "") for phrase in THAI * 2)


@pytest.mark.parametrize(
    "text",
    [
        "色\n灰色\n黒色\n硬さ\nとても硬い\n柔らかい\n使い道\n屋根\n煉瓦\n",
        "粘板岩は硬いです。\n頁岩は柔らかくて割れやすい石です。\n粘板岩は屋根に使います。\n頁岩は使いません。\nどちらも石です。\n",
        "หินชนวนแข็ง\nหินดินดานอ่อนและแตกง่าย\nหินชนวนใช้ทำหลังคาบ้าน\nหินดินดานไม่ใช้\n",
    ],
)
def test_short_lines_of_a_script_without_blanks_stay_lines(text: str) -> None:
    assert [block.text for block in blocks(text)] == text.splitlines()


def test_korean_is_joined_with_a_blank() -> None:
    text = (
        "점판암과 셰일은 모두 점토로 만들어진 고운 입자의 암석이며 사람들은 오래전부터 이 돌로 집을 지어 왔습니다. " * 4
    )
    assert [block.text for block in blocks(textwrap.fill(text, 36))] == [text.strip()]


@pytest.mark.parametrize(
    ("text", "words"),
    [("two words", 2), ("粘板岩と頁岩", 3), ("หินชนวนและหินดินดาน", 4), ("Java と Kotlin の違い", 5), ("", 0), ("...", 1)],
)
def test_words_are_counted_in_every_script(text: str, words: int) -> None:
    assert count_words(text) == words


@pytest.mark.parametrize(
    "text",
    [
        "Colour Grey Black\nHardness Hard Soft\nOrigin Heat and pressure Clay\nUse Roofs Bricks\nPrice High Low\n",
        "| Basis | Slate | Shale |\n|-------|-------|-------|\n| Colour | Grey | Black |\n| Use | Roofs | Bricks |\n",
        "+-------+-------+\n| Basis | Slate |\n+=======+=======+\n| Use   | Roofs |\n+-------+-------+\n",
        "Basis\tSlate\tShale\nColour\tGrey\tBlack\nUse\tRoofs\tBricks\nPrice\tHigh\tLow\n",
        "The rose is red and so is the wine\nThe sky is blue above\n"
        "And all of it is very fine\nFor those who are in love\n",
    ],
)
@pytest.mark.parametrize("name", ["a.txt", "a.md"])
def test_rows_and_verses_stay_lines(text: str, name: str) -> None:
    assert [block.text for block in blocks(text, name)] == text.splitlines()


def test_the_given_articles_are_not_wrapped(norwegian: str, turkish: str) -> None:
    for text in (norwegian, turkish):
        assert all(block.origins is None for block in blocks(text))


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


# --- furniture ------------------------------------------------------------------------------------------------

PROSE = "Slate and shale are stones made of clay, and people build houses with both of them."
REST = ("What is slate?", "Slate is a hard stone.", "What is shale?", "Shale is a soft stone.")


def rules(document: Document) -> dict[str, str]:
    return {block.text: block.boilerplate_rule for block in document.blocks if block.boilerplate}


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
    assert rows("Hardness of slate > hardness of shale\n\nMore.\n")[0][2] == "Hardness of slate > hardness of shale"


def test_a_clip_behind_the_label_of_a_video_is_furniture(read: Read) -> None:
    found = rules(read(page("Video:", "Top ten rocks of the world (2019)")))
    assert found == {"Video:": "label.video", "Top ten rocks of the world (2019)": "video.clip"}


def test_no_content_of_the_development_articles_is_called_furniture() -> None:
    folder = Path(__file__).parent.parent.parent / "shared/data/articles"
    if not folder.is_dir():
        pytest.skip("no development data")
    for path in sorted(folder.glob("*.txt")):
        gold = folder / "gold" / f"{path.stem}.json"
        if path.stem.startswith("neg_") or not gold.is_file():
            continue
        expected = set(json.loads(gold.read_text(encoding="utf-8"))["boilerplate"])
        document = runner.process(ingest(path.name, path.read_bytes()))
        assert set(rules(document)) <= expected, path.name
