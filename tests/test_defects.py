"""Defects: what is broken, missing or left over in a source, as findings with a code, a place and a sentence."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from pipeline.model import Document

Read = Callable[..., Document]

TITLE = "Difference between canoe and kayak"
OPENING = "A canoe is an open boat. A kayak is a closed boat."


def findings(document: Document) -> list[tuple[str, str]]:
    return [(one.code, one.span.of(document.text) if one.span else "") for one in document.findings]


def of(read: Read, *paragraphs: str, title: str = TITLE) -> list[tuple[str, str]]:
    return findings(read("\n\n".join([title, OPENING, *paragraphs])))


def test_a_sound_article_has_none(read: Read) -> None:
    assert (
        of(read, "Advantages of a canoe", "It is wide.", "Conclusion", "A canoe is open, while a kayak is closed.")
        == []
    )


def test_an_article_without_headings_has_none(read: Read) -> None:
    assert of(read) == []


@pytest.mark.parametrize(
    ("paragraphs", "found"),
    [
        (["Advantages", "Disadvantages", "It is heavy."], [("section.empty", "Advantages")]),
        (["Conclusion"], [("section.empty", "Conclusion")]),
        (["References"], [("references.empty", "References")]),
        (["References", "A book on boats"], []),
        (["Advantages\n• wide\n• safe"], []),
    ],
)
def test_a_section_without_content_is_told(read: Read, paragraphs: list[str], found: list[tuple[str, str]]) -> None:
    assert of(read, *paragraphs) == found


def test_a_contents_label_without_entries_is_told(read: Read) -> None:
    document = read(f"{TITLE}\n\nContents\n\n{OPENING}")
    assert ("contents.empty", "Contents") in findings(document)


@pytest.mark.parametrize(
    ("suffix", "table", "codes"),
    [
        ("(With Table)", True, ["title.suffix", "title.promises_table"]),
        ("(With Table)", False, ["title.suffix", "title.promised_table_missing"]),
        ("(2020)", False, ["title.suffix"]),
    ],
)
def test_a_title_is_held_to_its_promise(read: Read, suffix: str, table: bool, codes: list[str]) -> None:
    rows = ["Feature | Canoe | Kayak\nDeck | none | yes\nPaddle | single | double"] if table else []
    assert [code for code, _ in of(read, *rows, title=f"{TITLE} {suffix}")] == codes


def test_a_title_that_stands_twice_is_told(read: Read) -> None:
    document = read(f"{TITLE}\n\n{OPENING}\n\n{TITLE}")
    (one,) = document.findings
    assert one.code == "title.repeated"
    assert one.span is not None
    assert one.other is not None
    assert one.span.of(document.text) == one.other.of(document.text) == TITLE
    assert one.span.end < one.other.start


@pytest.mark.parametrize(
    ("items", "codes"),
    [
        (["river canoe: wide", "sea canoe: long", "lake canoe: light"], []),
        (["river canoe: wide", "sea canoe: long"], ["list.count_mismatch"]),
        (["river canoe: wide", "sea canoe", "lake canoe: light"], ["list.items_without_description"]),
        (["river canoe", "sea canoe", "lake canoe"], []),
    ],
)
def test_a_list_is_held_to_its_count_and_its_form(read: Read, items: list[str], codes: list[str]) -> None:
    text = "Canoes are divided into three types,\n" + "\n".join(f"• {item}" for item in items)
    assert [code for code, _ in of(read, text)] == codes


@pytest.mark.parametrize(
    "lead_in",
    ["Canoes are divided into seven types,", "A canoe has seven advantages:", "Canoes are divided into seven:"],
)
def test_a_count_that_does_not_hold_names_both_numbers(read: Read, lead_in: str) -> None:
    document = read(f"{TITLE}\n\n{OPENING}\n\n{lead_in}\n• river canoe\n• sea canoe")
    (message,) = [one.message for one in document.findings if one.code == "list.count_mismatch"]
    assert message == "The text states 7 but lists 2."


@pytest.mark.parametrize(
    ("code", "text", "found"),
    [
        ("en", f"{TITLE}\n\n{OPENING}\n\nBoats and boats are seen.", "Boats and boats"),
        ("nb", "Forskjellen mellom sykkel og bil\n\nEn sykkel er lett. En bil er tung.\n\n"
               "Bilene og bilene står her hver dag.", "Bilene og bilene"),
        ("tr", "Çay ve Kahve Arasındaki Fark\n\nÇay yumuşaktır. Kahve serttir.\n\n"
               "İçecekler ve içecekler burada satılır.", "İçecekler ve içecekler"),
        ("en", f"{TITLE}\n\n{OPENING}\n\nIt rains on and on.", None),
        ("en", f"{TITLE}\n\n{OPENING}\n\nBoats and boatsmen are seen.", None),
        ("en", f"{TITLE}\n\n{OPENING}\n\nIt carries goods and goods trains.", None),
    ],
)  # fmt: skip
def test_a_word_joined_to_itself_is_told(read: Read, code: str, text: str, found: str | None) -> None:
    document = read(text)
    assert document.language == code
    assert [quote for kind, quote in findings(document) if kind == "conjunct.repeated"] == ([found] if found else [])


@pytest.mark.parametrize(
    ("text", "heading"),
    [
        (
            "Çay ve Kahve Arasındaki Fark\n\nÇay yumuşaktır. Kahve serttir.\n\nÇözüm\n\nÇay da kahve de güzeldir.",
            "Çözüm",
        ),
        (
            "Forskjellen mellom sykkel og bil\n\nEn sykkel er lett. En bil er tung.\n\nLøsning\n\nSykkel er best.",
            "Løsning",
        ),
    ],
)
def test_a_mistranslated_heading_is_told(read: Read, text: str, heading: str) -> None:
    assert ("heading.mistranslated", heading) in findings(read(text))


def test_the_name_of_a_thing_is_no_mistranslated_heading(read: Read) -> None:
    text = "株式と債券の違い\n\n株式と債券は商品。\n\n株式とは\n\n株式は出資です。\n\n債券とは\n\n債券は貸付です。"
    assert "heading.mistranslated" not in {code for code, _ in findings(read(text))}


def test_how_former_and_latter_were_resolved_is_told(read: Read) -> None:
    document = read(f"{TITLE}\n\n{OPENING}\n\nOf kayak and canoe the former is closed and the latter is open.")
    (message,) = [one.message for one in document.findings if one.code == "contrast.former_latter"]
    assert message.endswith("kayak, then canoe.")


def test_what_a_contrast_marker_does_is_told(read: Read) -> None:
    keeps = of(read, "A canoe is wide. On the other hand, a canoe is heavy.")
    assert [code for code, _ in keeps] == ["contrast.keeps_subject"]
    switches = of(read, "A canoe is wide. On the other hand, a kayak is light. On the other hand, a canoe is safe.")
    assert [code for code, _ in switches] == ["contrast.switches"]


def test_the_findings_on_the_given_articles(read: Read, norwegian: str, turkish: str) -> None:
    assert {code for code, _ in findings(read(norwegian))} >= {
        "list.items_without_description",
        "subject.several_names",
    }
    assert {code for code, _ in findings(read(turkish))} >= {
        "section.empty", "contents.empty", "references.empty", "title.promises_table", "title.repeated",
        "table.flattened", "heading.mistranslated", "conjunct.repeated", "contrast.former_latter",
    }  # fmt: skip


def test_each_place_of_a_finding_lies_in_its_source(read: Read, norwegian: str, turkish: str) -> None:
    for text in (norwegian, turkish):
        document = read(text)
        for one in document.findings:
            assert one.source_id == document.source.source_id
            for span in (one.span, one.other):
                assert span is None or 0 <= span.start < span.end <= len(text)
