"""Word, PDF and pages saved as a single file: their text, and where a page comes from."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from pipeline.inputs import documents
from tests.sources import codes, read, word_file


@pytest.mark.parametrize(
    ("module", "data", "says"),
    [
        ("warcio.archiveiterator", b"WARC/1.0\r\n", "EXTRAS=warc"),
        ("pdfminer.pdfpage", b"%PDF-1.4\n", "EXTRAS=documents"),
        ("mammoth", b"word", "EXTRAS=documents"),
    ],
)
def test_a_missing_extra_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, module: str, data: bytes, says: str
) -> None:
    monkeypatch.setitem(sys.modules, module, None)
    (tmp_path / "a.txt").write_bytes(word_file("x") if data == b"word" else data)
    document = read(tmp_path)
    assert codes(document) == ["source.needs_extra"]
    assert says in document.findings[0].message


# --- PDF and Word ---------------------------------------------------------------------------------------------


def test_a_word_file_is_read_with_its_table(tmp_path: Path) -> None:
    pytest.importorskip("mammoth")
    (tmp_path / "a.docx").write_bytes(word_file("Slate vs shale", "Slate is hard."))
    document = read(tmp_path)
    assert document.source.media_type == "text/html"
    assert "<table>" in document.text
    assert codes(document) == ["source.converted"]


def _pdf(text: str, pages: int = 1) -> bytes:
    lines = " T* ".join(f"({line}) Tj" for line in text.split("\n"))
    stream = f"BT /F1 12 Tf 14 TL 72 720 Td {lines} ET"
    page = (
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 3 0 R /Resources << /Font << /F1 4 0 R >> >> >>"
    )
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{' '.join(f'{5 + number} 0 R' for number in range(pages))}] /Count {pages} >>",
        f"<< /Length {len(stream)} >>\nstream\n{stream}\nendstream",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
        *[page] * pages,
    ]
    body = "%PDF-1.4\n" + "".join(f"{number} 0 obj\n{one}\nendobj\n" for number, one in enumerate(objects, 1))
    return (body + f"trailer << /Root 1 0 R /Size {len(objects) + 1} >>\n%%EOF\n").encode()


def test_a_pdf_is_read(tmp_path: Path) -> None:
    pytest.importorskip("pdfminer")
    (tmp_path / "a.pdf").write_bytes(_pdf("Slate vs shale"))
    document = read(tmp_path)
    assert document.text.strip() == "Slate vs shale"
    assert codes(document) == ["source.converted"]


@pytest.mark.parametrize(
    ("lines", "read_as"),
    [
        pytest.param(
            ("Slate is a rock of clay that was", "pressed, whereas shale is softer", "and splits."),
            ["Slate is a rock of clay that was pressed, whereas shale is softer and splits."],
            id="broken at the edge",
        ),
        pytest.param(
            ("Slate is a rock of clay that was", "pressed", "Shale is softer."),
            ["Slate is a rock of clay that was pressed", "Shale is softer."],
            id="a line that is not full",
        ),
        pytest.param(
            ("Both are rocks of clay that can", "be split.", "", "Slate: a hard rock.", "Uncompressed shale: soft."),
            ["Both are rocks of clay that can be split.", "", "Slate: a hard rock.", "Uncompressed shale: soft."],
            id="items of a list",
        ),
        pytest.param(
            ("Slate is a rock of clay that moun-", "tains pressed."),
            ["Slate is a rock of clay that mountains pressed."],
            id="a hyphen",
        ),
        pytest.param(
            ("Slate is a rock of the Pre-", "Cambrian age."), ["Slate is a rock of the Pre- Cambrian age."], id="a name"
        ),
    ],
)
def test_the_lines_of_a_paragraph_in_a_pdf_are_one(tmp_path: Path, lines: tuple[str, ...], read_as: list[str]) -> None:
    pytest.importorskip("pdfminer")
    (tmp_path / "a.pdf").write_bytes(_pdf("\n".join(lines)))
    assert read(tmp_path).text.strip().splitlines() == read_as


@pytest.mark.parametrize(("pages", "said"), [(3, []), (4, ["source.pages_left_out"])])
def test_the_pages_of_a_pdf_that_are_left_out_are_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, pages: int, said: list[str]
) -> None:
    pytest.importorskip("pdfminer")
    monkeypatch.setattr(documents, "_PAGES", 3)
    (tmp_path / "a.pdf").write_bytes(_pdf("Slate vs shale", pages))
    document = read(tmp_path)
    assert document.text.count("Slate") == 3
    assert codes(document) == ["source.converted", *said]


@pytest.mark.parametrize("data", [b"%PDF-1.4\nnothing", b"%PDF-" + bytes(range(256)) * 20])
def test_a_broken_pdf_is_told(tmp_path: Path, data: bytes) -> None:
    pytest.importorskip("pdfminer")
    (tmp_path / "a.pdf").write_bytes(data)
    document = read(tmp_path)
    assert document.quarantined
    assert set(codes(document)) <= {"source.broken", "source.converted", "source.empty"}


# --- pages that a browser saved -------------------------------------------------------------------------------

MHTML = """From: <Saved by Blink>
Snapshot-Content-Location: https://stones.example/slate-vs-shale
Subject: Slate vs shale
MIME-Version: 1.0
Content-Type: multipart/related; type="text/html"; boundary="----part"

------part
Content-Type: image/png
Content-Transfer-Encoding: base64

iVBORw0KGgo=
------part
Content-Type: {kind}; charset="utf-8"
Content-Transfer-Encoding: quoted-printable
Content-Location: https://stones.example/slate-vs-shale

<html><title>Slate vs shale</title><h1>Slate vs shale</h1><p>Slate is h=C3=A4rd, whereas sh=
ale is soft.</p></html>
------part--
"""


def test_a_page_saved_as_a_single_file_is_read_with_its_address(tmp_path: Path) -> None:
    (tmp_path / "page.mhtml").write_text(MHTML.format(kind="text/html"), newline="\r\n")
    document = read(tmp_path)
    assert document.source.url == "https://stones.example/slate-vs-shale"
    assert document.text.startswith("<html><title>Slate vs shale") and "härd, whereas shale is soft" in document.text
    assert codes(document) == ["source.converted"]


def test_a_single_file_without_a_page_is_told(tmp_path: Path) -> None:
    (tmp_path / "page.mhtml").write_text(MHTML.format(kind="text/css"))
    assert codes(read(tmp_path)) == ["source.broken"]


def test_a_single_file_of_parts_in_parts_without_end_is_told(tmp_path: Path) -> None:
    parts = "".join(f"--{n}\nContent-Type: multipart/related; boundary={n + 1}\n\n" for n in range(2000))
    (tmp_path / "page.mht").write_text("MIME-Version: 1.0\nContent-Type: multipart/related; boundary=0\n\n" + parts)
    assert codes(read(tmp_path)) == ["source.broken"]


def test_an_article_that_opens_like_a_letter_is_no_single_file(tmp_path: Path) -> None:
    letter = "Subject: Slate vs shale\n\nThey are multipart/related, one says."
    (tmp_path / "a.txt").write_text(letter)
    assert read(tmp_path).text == letter


@pytest.mark.parametrize(
    ("head", "url"),
    [
        ("<!-- saved from url=(0026)https://stones.example/a -->", "https://stones.example/a"),
        ('<link href="https://stones.example/a?x=1&amp;y=2" rel="canonical">', "https://stones.example/a?x=1&y=2"),
        ("<meta property='og:url' content='https://stones.example/b'>", "https://stones.example/b"),
        ("<link rel=stylesheet href=https://stones.example/style.css>", ""),
        ("<link rel=canonical href=/a>", ""),
        ("<link rel=canonical href=javascript:alert(1)>", ""),
    ],
)
def test_a_page_tells_where_it_comes_from(tmp_path: Path, head: str, url: str) -> None:
    (tmp_path / "a.html").write_text(
        f"<html><head>{head}<title>Slate vs shale</title></head><p>Slate is hard.</p></html>"
    )
    assert read(tmp_path).source.url == url


def test_what_the_list_of_sources_says_of_an_address_goes_first(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text("<link rel=canonical href=https://stones.example/a><p>Slate vs shale</p>")
    (tmp_path / "sources.csv").write_text("file,url\na.html,https://mirror.example/a\n")
    assert read(tmp_path).source.url == "https://mirror.example/a"


# --- sites ----------------------------------------------------------------------------------------------------
