"""Subjects in harder titles and without one: three and four names, one name inside another, headings and tables."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from pipeline.languages import load
from pipeline.model import Document
from pipeline.text.titles import split_names

Read = Callable[..., Document]


def labels(document: Document) -> list[str]:
    return [subject.label for subject in document.subjects]


def parts(text: str, code: str) -> list[str]:
    return [text[start:end] for start, end in split_names(text, (0, len(text)), load(code))]


@pytest.mark.parametrize(
    ("code", "slot", "expected"),
    [
        ("en", "Tea", ["Tea"]),
        ("en", "Tea, Milk", ["Tea", "Milk"]),
        ("en", "Tea, Milk, and Wine", ["Tea", "Milk", "Wine"]),
        ("en", "Tea vs. Milk", ["Tea", "Milk"]),
        ("en", "Sandy Orwell", ["Sandy Orwell"]),
        ("nb", "te og melk", ["te", "melk"]),
        ("tr", "çay, kahve ve süt", ["çay", "kahve", "süt"]),
        ("ja", "紅茶、緑茶", ["紅茶", "緑茶"]),
        ("ar", "الشاي، القهوة", ["الشاي", "القهوة"]),
    ],
)
def test_a_slot_is_split_at_commas_and_joining_words(code: str, slot: str, expected: list[str]) -> None:
    assert parts(slot, code) == expected


THREE = "\n\nTea is mild. Coffee is strong. Milk is white.\n\nPeople put milk into tea and into coffee, or none.\n\n"


@pytest.mark.parametrize(
    "title", ["Tea vs Coffee vs Milk", "Tea, Coffee and Milk", "Difference between Tea, Coffee, and Milk"]
)
def test_a_title_names_three_things(read: Read, title: str) -> None:
    assert labels(read(title + THREE + "Tea, coffee: both are hot. Milk is not.")) == ["Tea", "Coffee", "Milk"]


def test_a_title_names_four_things(read: Read) -> None:
    text = "Tea vs Coffee vs Milk vs Wine" + THREE + "Wine is red, and wine is old.\n\nNo wine goes into tea or milk."
    assert labels(read(text)) == ["Tea", "Coffee", "Milk", "Wine"]


def test_a_name_that_holds_a_conjunction_stays_whole(read: Read) -> None:
    text = (
        "Research and Development vs Marketing\n\nResearch and development makes things. Marketing sells them.\n\n"
        "Research costs money. Development takes time.\n\nDevelopment follows research, and marketing follows both."
    )
    assert labels(read(text)) == ["Research and Development", "Marketing"]


def test_one_name_may_stand_inside_another(read: Read) -> None:
    body = "HTTPS is safe. With HTTPS, nobody listens.\n\n"
    assert labels(read(f"Difference between HTTP and HTTPS\n\n{body}HTTP is old and open.")) == ["HTTP", "HTTPS"]
    assert labels(read(f"Difference between HTTP and HTTPS\n\n{body}HTTPS is all that this page is about.")) == []


@pytest.mark.parametrize(
    ("title", "first"),
    [
        ("Tea vs Coffee | Drinks Daily", "Tea"),
        ("Tea vs Coffee - Drinks Daily", "Tea"),
        ("Difference between Tea and Coffee (With Table) – Drinks Daily", "Tea"),
    ],
)
def test_the_name_of_the_site_is_no_part_of_a_name(read: Read, title: str, first: str) -> None:
    assert labels(read(f"{title}\n\nTea is mild. Coffee is strong.\n\nTea and coffee are hot.")) == [first, "Coffee"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Rozdíl mezi čajem a kávou\n\nČaj je slabý nápoj. Káva je silná a tmavá.", ["Čaj", "Káva"]),
        ("Ero kahvin ja teen välillä\n\nKahvi on vahvaa ja tummaa. Tee on mietoa ja vaaleaa.", ["Kahvi", "Tee"]),
        ("Różnica między herbatą a kawą\n\nHerbata jest łagodna. Kawa jest mocna i ciemna.", ["Herbata", "Kawa"]),
    ],
)
def test_the_body_names_them_in_another_case(read: Read, text: str, expected: list[str]) -> None:
    assert labels(read(text)) == expected


def test_headings_that_ask_name_them_where_the_title_is_missing(read: Read) -> None:
    text = (
        "People drink both tea and coffee every day, and they talk about it.\n\nWhat is tea?\n\nTea is mild.\n\n"
        "What is coffee?\n\nCoffee is strong.\n\nTea is cheaper than coffee."
    )
    assert labels(read(text)) == ["tea", "coffee"]
    turkish = (
        "İnsanlar her gün çay ve kahve içer.\n\nÇay nedir?\n\nÇay yumuşaktır.\n\nKahve nedir?\n\nKahve ise serttir."
    )
    assert labels(read(turkish)) == ["Çay", "Kahve"]


def test_columns_name_them_where_the_title_is_missing(read: Read) -> None:
    text = (
        "People drink both tea and coffee every day.\n\nFeature | Tea | Coffee\nTaste | mild | strong\n"
        "Colour | light | dark\n\nTea is cheaper. Coffee is dearer than tea."
    )
    assert labels(read(text)) == ["Tea", "Coffee"]


@pytest.mark.parametrize(
    "text",
    [
        "Install\n\nName | Version | Size\nalpha | 1 | 20 kB\nbeta | 2 | 30 kB\n\nRun it and wait for it to end.",
        "What is tea?\n\nTea is a drink.\n\nWhat is it made of?\n\nTea is made of leaves, and of nothing else.",
    ],
)
def test_a_page_about_one_thing_is_no_comparison(read: Read, text: str) -> None:
    assert [finding.code for finding in read(text).findings] == ["source.not_comparison"]
