"""Encodings: what is declared, what is told by the text, and what was decoded the wrong way once already."""

# ruff: noqa: E501 (lines of real text)

from __future__ import annotations

import codecs
from collections.abc import Callable
from pathlib import Path

import pytest

from pipeline.export.verify import verify
from pipeline.files import find_files
from pipeline.html import read_html
from pipeline.model import Document
from pipeline.running import runner
from pipeline.stages.blocks import find_blocks
from pipeline.stages.ingest import ingest
from pipeline.text.mojibake import reads_as
from tests.html_places import assert_places

# Written for this test: the opening of such an article, in the languages that the encodings were made for.
TEXTS = {
    "tr": "Çay ve kahve arasındaki fark\n\nÇay, çay bitkisinin yapraklarından yapılır; kahve ise kavrulmuş çekirdeklerden elde edilir. Şeker ikisine de "
    "eklenebilir, ancak kahvenin tadı daha güçlüdür. Öğleden sonra çay içilir, sabahları ise çoğunlukla kahve tercih edilir.",
    "nb": "Forskjellen mellom te og kaffe\n\nTe lages av blader, mens kaffe lages av brente bønner. Både te og kaffe kan drikkes på morgenen, "
    "men kaffe smaker sterkere. Når været er kjølig, ønsker mange seg en kopp te før de går på jobb.",
    "de": "Unterschied zwischen Tee und Kaffee\n\nTee wird aus Blättern gewonnen, während Kaffee aus gerösteten Bohnen hergestellt wird. Für viele "
    "Menschen gehört eine Tasse Kaffee zum Frühstück; Tee trinkt man häufig später und über den Tag verteilt.",
    "ru": "Разница между чаем и кофе\n\nЧай делают из листьев, а кофе - из обжаренных зёрен. Кофе крепче, поэтому его чаще пьют утром, а чай пьют "
    "в течение всего дня. Оба напитка содержат кофеин, но в кофе его больше.",
    "zh": "茶和咖啡之间的区别\n\n茶是用茶树的叶子制成的，而咖啡是用烘焙过的豆子制成的。两者都含有咖啡因，但是咖啡的味道更浓。很多人早上喝咖啡，下午喝茶。",
    "ja": "紅茶とコーヒーの違い\n\n紅茶は茶の木の葉から作られますが、コーヒーは焙煎した豆から作られます。どちらにもカフェインが含まれていますが、コーヒーの方が味が濃いです。",
    "ko": "차와 커피의 차이점\n\n차는 차나무의 잎으로 만들고 커피는 볶은 콩으로 만든다. 둘 다 카페인이 들어 있지만 커피의 맛이 더 진하다. 많은 사람들이 아침에 커피를 마신다.",
    "pl": "Różnica między herbatą a kawą\n\nHerbatę robi się z liści, a kawę z palonych ziaren. Oba napoje zawierają kofeinę, ale kawa jest "
    "mocniejsza, dlatego częściej pije się ją rano. Później wiele osób wybiera łagodniejszą herbatę.",
    "el": "Διαφορά μεταξύ τσαγιού και καφέ\n\nΤο τσάι γίνεται από φύλλα, ενώ ο καφές από καβουρδισμένους κόκκους. Ο καφές είναι πιο δυνατός και "
    "γι' αυτό οι περισσότεροι τον πίνουν το πρωί.",
    "he": "ההבדל בין תה לקפה\n\nתה מיוצר מעלים, ואילו קפה מיוצר מפולים קלויים. שני המשקאות מכילים קפאין, אבל הקפה חזק יותר ולכן שותים אותו בבוקר.",
}
REAL = (
    ("tr", "cp1254"), ("tr", "iso8859-9"), ("nb", "cp1252"), ("nb", "iso8859-1"), ("de", "cp1252"), ("de", "iso8859-1"), ("ru", "cp1251"),
    ("ru", "koi8-r"), ("zh", "gb18030"), ("ja", "cp932"), ("ja", "shift_jis"), ("ja", "euc_jp"), ("ko", "euc_kr"), ("ko", "cp949"),
    ("pl", "cp1250"), ("pl", "iso8859-2"), ("el", "cp1253"), ("he", "cp1255"),
)  # fmt: skip


def codes(document: Document) -> list[str]:
    return [finding.code for finding in document.findings]


@pytest.mark.parametrize(("language", "encoding"), REAL)
def test_an_encoding_is_told_by_the_text(language: str, encoding: str) -> None:
    data = TEXTS[language].encode(encoding)
    document = ingest("a.txt", data)
    assert document.text == TEXTS[language]
    assert data.decode(document.source.encoding) == document.text
    assert codes(document) == ["source.encoding_told"]


@pytest.mark.parametrize(
    ("encoding", "languages"),
    [
        ("cp1252", ["da", "de", "fi", "fr", "is", "no", "sv"]),
        ("cp1254", ["tr"]),
        ("cp1250", ["cs", "hr", "hu", "pl", "ro", "sk"]),
        ("cp1251", ["sr", "uk"]),
        ("cp1255", ["he"]),
        ("cp1256", ["ar", "fa"]),
        ("cp1257", ["et", "lt", "lv"]),
        ("cp874", ["th"]),
        ("iso8859-1", ["da", "de", "fi", "fr", "is", "no", "sv"]),
        ("iso8859-2", ["cs", "hr", "hu", "pl", "ro", "sk"]),
        ("iso8859-9", ["tr"]),
        ("gb18030", ["ja", "ko"]),
        ("euc_kr", ["ko"]),
    ],
)
def test_real_articles_come_back(encoding: str, languages: list[str], articles: Path) -> None:
    """In every encoding, every development article that it can write comes back as it was."""
    tried = 0
    for path in (path for language in languages for path in sorted(articles.glob(f"*_{language}.txt"))):
        text = path.read_bytes().decode()
        try:
            data = text.encode(encoding)
        except UnicodeEncodeError:
            continue
        if data != text.encode():
            assert ingest("a.txt", data).text == text, path.name
            tried += 1
    assert tried


@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize(
    ("mark", "encoding"),
    [
        (b"", "utf-16-le"),
        (b"", "utf-16-be"),
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be"),
        (b"", "utf-8"),
    ],
)
@pytest.mark.parametrize("language", ["tr", "ru", "zh"])
def test_line_ends_are_kept_in_every_encoding(language: str, mark: bytes, encoding: str, ending: str) -> None:
    text = TEXTS[language].replace("\n", ending) + ending
    document = ingest("a.txt", mark + text.encode(encoding))
    assert document.text == text
    assert codes(document) == []


@pytest.mark.parametrize(
    "head",
    [
        '<meta charset="windows-1254">',
        "<meta http-equiv='Content-Type' content='text/html; charset=ISO-8859-9'>",
        "<META CHARSET=iso-8859-9 />",
    ],
)
def test_a_declared_charset_is_believed(head: str) -> None:
    page = f"<html><head>{head}</head><body><p>ağır ve kolay</p></body></html>"
    document = ingest("a.html", page.encode("cp1254"))
    assert (document.source.encoding, document.text, codes(document)) == ("cp1254", page, [])


def test_an_xml_declaration_is_believed() -> None:
    page = '<?xml version="1.0" encoding="koi8-r"?><html><body><p>чай</p></body></html>'
    document = ingest("a.xhtml", page.encode("koi8-r"))
    assert (document.source.encoding, document.text) == ("koi8-r", page)


def test_a_declaration_that_the_language_contradicts_is_not() -> None:
    page = f"<html><head><meta charset=iso-8859-1></head><body><p>{TEXTS['tr']}</p></body></html>"
    document = ingest("a.html", page.encode("cp1254"))
    assert (document.source.encoding, document.text) == ("cp1254", page)
    assert codes(document) == ["source.encoding_told"]


def test_utf_8_that_declares_something_else_is_utf_8() -> None:
    page = "<html><head><meta charset=iso-8859-1></head><body><p>på norsk</p></body></html>"
    assert ingest("a.html", page.encode()).text == page


def test_a_declared_encoding_that_does_not_exist_is_passed_over() -> None:
    page = f"<html><head><meta charset=klingon></head><body><p>{TEXTS['nb']}</p></body></html>"
    assert ingest("a.html", page.encode("cp1252")).text == page


@pytest.mark.parametrize("broken", [b"\xff", b"\xc3", b"\xed\xa0\x80"])
def test_a_damaged_place_costs_that_place_only(broken: bytes) -> None:
    text = TEXTS["tr"] * 3
    document = ingest("a.txt", text.encode() + broken + b" son")
    assert codes(document) == ["source.damaged"]
    assert document.text.startswith(text)
    assert document.text.endswith("� son")
    assert f"first bad byte at {len(text.encode())}" in document.findings[0].message


# --- mojibake -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("wrong", ["cp1252", "latin-1", "cp1254"])
@pytest.mark.parametrize("language", ["nb", "de"])
def test_mojibake_is_read_through_with_its_places(language: str, wrong: str) -> None:
    spoilt = TEXTS[language].encode().decode(wrong)
    document = find_blocks(ingest("a.txt", spoilt.encode()))
    verify([document])
    assert document.text == spoilt
    assert "\n\n".join(block.text for block in document.blocks) == TEXTS[language]
    assert codes(document) == ["source.mojibake"]
    body = document.blocks[1]
    at = next(at for at, character in enumerate(body.text) if not character.isascii())
    assert body.place(at, at + 1).of(document.text) == body.text[at].encode().decode(wrong)


def test_text_that_was_spoilt_twice_is_read_through() -> None:
    spoilt = TEXTS["nb"].encode().decode("cp1252").encode().decode("cp1252", "replace")
    document = find_blocks(ingest("a.txt", spoilt.encode()))
    verify([document])
    assert any("bønner" in block.text for block in document.blocks) or "source.mojibake_kept" in codes(document)


@pytest.mark.parametrize("language", sorted(TEXTS))
def test_sound_text_is_left_alone(language: str) -> None:
    document = find_blocks(ingest("a.txt", TEXTS[language].encode()))
    assert codes(document) == []
    assert all(block.origins is None for block in document.blocks)


def test_an_article_read_through_its_mojibake_gives_the_same_facts(
    norwegian: str, read: Callable[..., Document]
) -> None:
    sound = read(norwegian)
    spoilt = read(norwegian.encode().decode("cp1252"))
    verify([spoilt])
    assert [block.text for block in spoilt.blocks] == [block.text for block in sound.blocks]
    assert [(block.role, block.kind) for block in spoilt.blocks] == [(block.role, block.kind) for block in sound.blocks]
    assert len(spoilt.statements) == len(sound.statements)
    assert [one.value_concept_ids for one in spoilt.statements] == [one.value_concept_ids for one in sound.statements]


SPOILT_PAGE = (
    "<title>Te på norsk</title><h1>Forskjellen mellom te og kaffe</h1><p>Te er <b>før</b> kaffe &ndash; på&nbsp;bordet.</p>"
    "<table><tr><th>Grunnlag</th><th>Te</th><th>Kaffe</th></tr>"
    "<tr><td>Bønner</td><td></td><td><ul><li>brønn</li><li>jord – rød</li></ul></td></tr></table><p>É</p>"
)


@pytest.mark.parametrize("wrong", ["cp1252", "latin-1"])
@pytest.mark.parametrize("ends", ["", "\n"], ids=["on one line of 60,000 characters", "on many lines"])
def test_a_page_is_read_through_its_mojibake_with_its_places(wrong: str, ends: str) -> None:
    sound = SPOILT_PAGE.replace("</p>", f"</p>{ends}") + f"<p>Te er godt.</p>{ends}" * 3000
    spoilt = sound.encode().decode(wrong)
    document = find_blocks(ingest("a.html", spoilt.encode()))
    verify([document])
    assert document.text == spoilt
    assert codes(document) == ["source.mojibake"]
    page, expected = read_html(spoilt), read_html(sound)
    assert_places(spoilt, page)
    assert page.title == expected.title
    assert [block.text for block in document.blocks] == [block.text for block in expected.blocks]
    assert [[cell.text for cell in grid.cells] for grid in page.grids] == [
        [cell.text for cell in grid.cells] for grid in expected.grids
    ]
    paragraph = document.blocks[1]
    for word in ("før", "kaffe", "bordet"):
        at = paragraph.text.index(word)
        assert paragraph.place(at, at + len(word)).of(spoilt) == word.encode().decode(wrong)


def test_a_page_read_through_its_mojibake_gives_the_same_facts(read: Callable[..., Document]) -> None:
    page = f"<body>{SPOILT_PAGE}<p>Te er rød. Kaffe er sort."
    sound, spoilt = read(page, "a.html"), read(page.encode().decode("cp1252"), "a.html")
    verify([spoilt])
    assert sound.tables
    assert [[cell.text for cell in table.cells] for table in spoilt.tables] == [
        [cell.text for cell in table.cells] for table in sound.tables
    ]
    assert [one.value for one in spoilt.statements] == [one.value for one in sound.statements]


def test_what_cannot_be_undone_in_a_page_is_told() -> None:
    document = find_blocks(ingest("a.html", "<body><p>Te er fÃ¸r kaffe, og ã?? er â€ borte.</p>".encode()))
    verify([document])
    assert codes(document) == ["source.mojibake_kept"]


def test_articles_in_other_encodings_are_compared_as_they_are(tmp_path: Path, norwegian: str, turkish: str) -> None:
    (tmp_path / "nb.txt").write_bytes(norwegian.encode("cp1252"))
    (tmp_path / "tr.txt").write_bytes(turkish.encode("utf-16-le"))
    result = runner.run(find_files([tmp_path]))
    assert [document.source.encoding for document in result.documents] == ["cp1252", "utf-16-le"]
    assert [document.text for document in result.documents] == [norwegian, turkish]
    assert len(result.topics) == 1


@pytest.mark.parametrize(
    ("raw", "expected"), [("Ã©", True), ("ÃƒÂ©", True), ("Ã¨", False), ("e", False)],
    ids=["once", "twice", "another letter", "no accent"],
)  # fmt: skip
def test_what_was_read_through_is_held_against_the_file(raw: str, expected: bool) -> None:
    assert reads_as(raw, "é") is expected
