"""Hard-wrapped text: lines that belong to one paragraph are joined, in every script, and others stay lines."""

from __future__ import annotations

import textwrap
from collections.abc import Callable

import pytest

from pipeline.export.verify import verify
from pipeline.model import Document
from pipeline.text.scripts import columns, count_words, is_unmarked
from tests.layout import blocks, rows

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


@pytest.mark.parametrize(
    ("text", "expected"),
    [("ชาเป็นเครื่องดื่ม", True), ("ชา (tea)", False), ("Tea is a drink", False), ("紅茶は飲み物です", False)],
)
def test_only_scripts_of_southeast_asia_end_sentences_without_a_mark(text: str, expected: bool) -> None:
    assert is_unmarked(text) is expected
