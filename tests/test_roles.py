"""Roles: what headings announce, the sections they open, and the title."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from pipeline.languages import load
from pipeline.model import BlockKind, Document
from pipeline.reading.headings import read_heading

Read = Callable[..., Document]

SLATE = """Difference between slate and shale

Slate and shale are stones made of clay. The main difference between slate and shale is that the former is harder.

Slate vs shale

People have built houses with both of them for a long time.

What is slate?

Slate is a hard stone that splits into thin sheets. The advantages of slate are that it lasts and that it looks good.

Types of slate

Slate is divided into,
• Welsh slate: purple
• Spanish slate: black

Summary:
1. Slate is hard, while shale is soft.
"""


def roles(document: Document) -> list[tuple[str, str, str]]:
    return [(block.role.value, block.section_role.value, block.text.split()[0]) for block in document.blocks]


@pytest.mark.parametrize(
    ("code", "heading", "role"),
    [
        ("en", "What is tea?", "definition"),
        ("en", "Advantages", "advantages"),
        ("en", "Conclusion", "conclusion"),
        ("nb", "Hva er en sykkel?", "definition"),
        ("nb", "Sammendrag:", "summary"),
        ("tr", "Çay nedir?", "definition"),
        ("tr", "Dezavantajlar", "disadvantages"),
        ("de", "Was ist Tee?", "definition"),
        ("de", "Fazit", "conclusion"),
        ("sv", "Vad är kaffe?", "definition"),
        ("es", "¿Qué es el té?", "definition"),
        ("pl", "Podsumowanie", "summary"),
        ("ja", "まとめ", "summary"),
        ("ja", "紅茶とは", "definition"),
        ("ru", "Что такое чай?", "definition"),
        ("ar", "الخاتمة", "conclusion"),
        ("hi", "निष्कर्ष", "conclusion"),
        ("nb", "Conclusion", "conclusion"),  # left untranslated
    ],
)
def test_a_heading_announces_a_role(code: str, heading: str, role: str) -> None:
    reading = read_heading(heading, (), load(code))
    assert reading is not None
    assert (reading.role.value, reading.mistranslated) == (role, False)


@pytest.mark.parametrize(("code", "heading"), [("tr", "Çözüm"), ("nb", "Løsning")])
def test_a_mistranslated_heading_has_the_role_that_it_stands_for(code: str, heading: str) -> None:
    reading = read_heading(heading, (), load(code))
    assert reading is not None
    assert (reading.role.value, reading.mistranslated) == ("conclusion", True)


@pytest.mark.parametrize("heading", ["Pink granite", "Sudden Benefits Cut Sparks Protest", "2020", ""])
def test_another_heading_has_no_role(heading: str) -> None:
    assert read_heading(heading, (), load("en")) is None


def test_the_names_of_the_compared_things_explain_words_of_a_heading() -> None:
    heading = "Key differences seen from slate roof tile to shale brick wall"
    assert read_heading(heading, (), load("en")) is None
    reading = read_heading(heading, ("slate roof tile", "shale brick wall"), load("en"))
    assert reading is not None
    assert reading.role.value == "key_difference"


def test_each_block_has_its_role_and_that_of_its_section(read: Read) -> None:
    assert roles(read(SLATE)) == [
        ("title", "introduction", "Difference"),
        ("key_difference", "introduction", "Slate"),
        ("introduction", "introduction", "Slate"),
        ("introduction", "introduction", "People"),
        ("definition", "definition", "What"),
        ("advantages", "definition", "Slate"),
        ("types", "types", "Types"),
        ("list_intro", "types", "Slate"),
        ("types", "types", "Welsh"),
        ("types", "types", "Spanish"),
        ("summary", "summary", "Summary:"),
        ("summary", "summary", "Slate"),
    ]


def test_a_block_knows_the_heading_that_it_stands_under(read: Read) -> None:
    document = read(SLATE)
    under = {
        block.text.split()[0]: document.blocks[block.parent].text
        for block in document.blocks
        if block.parent is not None
    }
    assert under["Welsh"] == "Types of slate"
    assert under["People"] == "Slate vs shale"


def test_a_heading_on_both_things_that_opens_on_the_difference_is_of_that_role(read: Read) -> None:
    text = SLATE.replace(
        "People have built", "The main difference between slate and shale is hardness. People have built"
    )
    headings = [block.role.value for block in read(text).blocks if block.text == "Slate vs shale"]
    assert headings == ["key_difference"]


def test_the_bare_name_of_a_thing_heads_its_definition(read: Read) -> None:
    text = "Tea vs coffee\n\nPeople drink both.\n\nTea\n\nTea is a drink of leaves.\n\nCoffee\n\nPeople like it."
    roles = {block.text: block.role.value for block in read(text).blocks}
    assert roles["Tea"] == "definition"
    assert roles["Coffee"] == "body"


def test_a_line_of_two_sentences_above_a_list_leads_it_in(read: Read) -> None:
    text = "Tea vs coffee\n\nWhat is tea?\n\nTea is a drink. There are two types of tea:\n• green tea\n• black tea"
    (lead_in,) = (block for block in read(text).blocks if block.text.endswith(":"))
    assert (lead_in.kind.value, lead_in.role.value) == ("paragraph", "list_intro")


def test_where_no_blank_line_parts_a_text_its_short_lines_are_headings(read: Read) -> None:
    text = "Tea vs coffee\nPeople drink both of them.\nAdvantages of tea\nTea is cheap and healthy.\nConclusion\nGood."
    roles = {block.text: block.role.value for block in read(text).blocks}
    assert (roles["Advantages of tea"], roles["Conclusion"]) == ("advantages", "conclusion")


def test_the_title_is_the_first_line_that_words_a_comparison(read: Read) -> None:
    document = read("Stones of the North\n\n" + SLATE)
    assert document.title is not None
    assert document.title.text == "Difference between slate and shale"
    assert document.title.span.of(document.text) == document.title.text


def test_a_certain_wording_counts_before_a_mere_and(read: Read) -> None:
    document = read("Stones and stories\n\n" + SLATE)
    assert document.title is not None
    assert document.title.text == "Difference between slate and shale"


# Thai and Lao end no sentence by a mark, and Khmer need not.
UNMARKED = [
    ("ความแตกต่างระหว่างชาและกาแฟ", "ชาเป็นเครื่องดื่มที่ทำจากใบไม้", "ชาเขียวญี่ปุ่น"),
    ("ความแตกต่างระหว่างชาและกาแฟ", "กาแฟทำจากเมล็ดและมีคาเฟอีนสูงกว่าชา", "กาแฟดำ"),
    ("ຊາ vs ກາເຟ", "ຊາແມ່ນເຄື່ອງດື່ມທີ່ເຮັດຈາກໃບໄມ້ແລະນ້ຳຮ້ອນ", "ຊາຂຽວ"),
    ("តែ vs កាហ្វេ", "តែគឺជាភេសជ្ជៈដែលធ្វើពីស្លឹកឈើ និងទឹកក្តៅសម្រាប់ផឹក", "តែបៃតង"),
]


@pytest.mark.parametrize(("title", "sentence", "name"), UNMARKED)
def test_a_sentence_without_a_mark_is_no_heading(read: Read, title: str, sentence: str, name: str) -> None:
    kinds = {block.text: block.kind for block in read(f"{title}\n\n{sentence}\n\n{name}\n").blocks}
    assert kinds[sentence] is BlockKind.PARAGRAPH
    assert kinds[name] is BlockKind.HEADING
