"""Titles: which two things a line announces, in the wording of many languages."""

from __future__ import annotations

import pytest

from pipeline.languages import load
from pipeline.text.titles import read_title


def names(text: str, code: str) -> tuple[str, str] | None:
    found = read_title(text, load(code))
    return (text[slice(*found.first)], text[slice(*found.second)]) if found else None


@pytest.mark.parametrize(
    ("code", "title", "first", "second"),
    [
        ("en", "Difference between Granite and Marble", "Granite", "Marble"),
        ("en", "What is the difference between a lake and a pond?", "lake", "pond"),
        ("en", "Granite vs. Marble: What's the difference?", "Granite", "Marble"),
        ("nb", "Hva er forskjellen på ost og smør?", "ost", "smør"),
        ("nb", "Sykkel kontra bil", "Sykkel", "bil"),
        ("sv", "Skillnaden mellan katt och hund", "katt", "hund"),
        ("tr", "Altın ve Gümüş Arasındaki Fark", "Altın", "Gümüş"),
        ("tr", "IRMAK VE İNEK ARASINDAKİ FARK", "IRMAK", "İNEK"),
        ("de", "Unterschied zwischen Tee und Kaffee", "Tee", "Kaffee"),
        ("nl", "Verschil tussen thee en koffie", "thee", "koffie"),
        ("es", "¿Cuál es la diferencia entre vino y cerveza?", "vino", "cerveza"),
        ("pt", "Diferença entre chá e café", "chá", "café"),
        ("pl", "Kawa kontra herbata", "Kawa", "herbata"),
        ("cs", "Rozdíl mezi čajem a kávou", "čajem", "kávou"),
        ("ru", "Разница между чаем и кофе", "чаем", "кофе"),
        ("el", "Διαφορά μεταξύ τσαγιού και καφέ", "τσαγιού", "καφέ"),
        ("fi", "Ero kahvin ja teen välillä", "kahvin", "teen"),
        ("ar", "الفرق بين الشاي و القهوة", "الشاي", "القهوة"),
        ("hi", "चाय और कॉफी के बीच अंतर", "चाय", "कॉफी"),
        ("vi", "Sự khác biệt giữa trà và cà phê", "trà", "cà phê"),
        ("ja", "紅茶と緑茶の違い", "紅茶", "緑茶"),
        ("zh-Hans", "茶和咖啡之间的区别", "茶", "咖啡"),
        ("ko", "차와 커피의 차이점", "차", "커피"),
    ],
)
def test_a_title_names_two_things(code: str, title: str, first: str, second: str) -> None:
    assert names(title, code) == (first, second)


def test_an_english_title_left_untranslated_is_read_in_any_language() -> None:
    assert names("Tea vs Coffee", "nb") == ("Tea", "Coffee")
    assert names("Difference between Tea and Coffee", "tr") == ("Tea", "Coffee")


@pytest.mark.parametrize(
    ("title", "suffix"),
    [
        ("Difference between Tea and Coffee (With Table)", "(With Table)"),
        ("Tea vs Coffee | Drinks Daily", "| Drinks Daily"),
        ("Tea vs Coffee", ""),
    ],
)
def test_what_stands_behind_a_title_is_no_part_of_a_name(title: str, suffix: str) -> None:
    found = read_title(title, load("en"))
    assert found is not None
    assert (title[slice(*found.suffix)] if found.suffix else "") == suffix
    assert names(title, "en") == ("Tea", "Coffee")


@pytest.mark.parametrize(
    ("title", "specific"),
    [
        ("Salt vs Pepper", True),
        ("Difference between Salt and Pepper", True),
        ("Salt and Pepper", False),
        ("Salt and Pepper: what is the difference?", True),
        ("Salt and Pepper, how do they differ?", True),
    ],
)
def test_a_mere_and_is_not_specific(title: str, specific: bool) -> None:
    found = read_title(title, load("en"))
    assert found is not None
    assert found.specific is specific


@pytest.mark.parametrize(
    ("code", "line"),
    [
        ("en", "History of tea"),
        ("en", "What is granite?"),
        ("en", ""),
        ("en", "vs"),
        ("en", "difference between and"),
        ("tr", "Çay nedir?"),
        ("ja", "お茶の歴史"),
    ],
)
def test_other_lines_announce_no_comparison(code: str, line: str) -> None:
    assert names(line, code) is None


def test_a_clause_is_no_name() -> None:
    long = "one of the many things that people in my home town used to call a stone"
    assert names(f"Difference between {long} and marble", "en") is None


@pytest.mark.parametrize("code", ["en", "tr", "de", "ja"])
def test_the_names_lie_apart_and_within_the_line(code: str) -> None:
    for title in ("“Tea” vs «Coffee»!", "* Tea versus Coffee *", "Tea vs Coffee vs Milk", "茶 vs 咖啡"):
        found = read_title(title, load(code))
        assert found is not None
        assert 0 <= found.first[0] < found.first[1] <= found.second[0] < found.second[1] <= len(title)
