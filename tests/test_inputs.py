"""Inputs: what is found, unpacked and recognized, whatever its suffix says."""

from __future__ import annotations

import gzip
import io
import os
import sys
import zipfile
from pathlib import Path

import pytest

from pipeline import cli
from pipeline.files import InputError, RawFile, find_files, look_through
from pipeline.inputs import documents, payloads, reread
from pipeline.model import Document
from pipeline.running import runner, sequence

ROOT = Path(__file__).parent.parent
ARTICLE = "Difference between slate and shale\n\nSlate is hard.\n\nShale is soft.\n"
PAGE = (
    f"<html><head><title>Slate</title></head><body><h1>{ARTICLE.splitlines()[0]}</h1>"
    "<p>Slate is hard.</p></body></html>"
)


def read(path: Path) -> Document:
    (document,) = runner.read_all(find_files([path])[0])
    return document


def codes(document: Document) -> list[str]:
    return [finding.code for finding in document.findings]


def warc(*entries: tuple[str, str, str, bytes], packed: bool = False) -> bytes:
    """Write an archive: (record type, address, content type, body) each."""
    parts = []
    for kind, url, content_type, body in entries:
        payload = b"HTTP/1.1 200 OK\r\nContent-Type: " + content_type.encode() + b"\r\n\r\n" + body
        payload = payload if kind == "response" else body
        typed = "application/http; msgtype=response" if kind == "response" else content_type
        head = (
            f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: {url}\r\nWARC-Date: 2024-01-01T00:00:00Z\r\n"
            f"WARC-Record-ID: <urn:uuid:{len(parts):032x}>\r\nContent-Type: {typed}\r\n"
            f"Content-Length: {len(payload)}\r\n\r\n"
        )
        record = head.encode() + payload + b"\r\n\r\n"
        parts.append(gzip.compress(record, mtime=0) if packed else record)
    return b"".join(parts)


@pytest.mark.parametrize(
    ("name", "content", "media_type"),
    [
        ("a.txt", ARTICLE, "text/plain"),
        ("a.md", ARTICLE, "text/markdown"),
        ("a.html", PAGE, "text/html"),
        ("a.htm", PAGE, "text/html"),
        ("a.xhtml", '<?xml version="1.0"?>\n' + PAGE, "text/html"),
        ("a.txt.gz", ARTICLE, "text/plain"),
        ("a.md.gz", "# " + ARTICLE, "text/markdown"),
        ("a.html.gz", PAGE, "text/html"),
    ],
)
def test_every_kind_is_read_from_a_folder(tmp_path: Path, name: str, content: str, media_type: str) -> None:
    data = content.encode()
    (tmp_path / name).write_bytes(gzip.compress(data) if name.endswith(".gz") else data)
    document = read(tmp_path)
    assert (document.source.path, document.source.media_type, document.text) == (name, media_type, content)
    assert codes(document) == []


def test_what_is_packed_has_the_identity_of_what_it_holds(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(ARTICLE)
    (tmp_path / "b.txt.gz").write_bytes(gzip.compress(ARTICLE.encode()))
    (document,) = runner.run(find_files([tmp_path])).documents
    assert "source.duplicate" in codes(document)


@pytest.mark.parametrize(
    ("name", "content", "media_type", "said"),
    [
        ("page.txt", PAGE.encode(), "text/html", ["source.suffix_lies"]),
        ("page.txt", b"<!-- saved -->\n<div><p>Slate</p></div>", "text/html", ["source.suffix_lies"]),
        ("text.html", ARTICLE.encode(), "text/plain", ["source.suffix_lies"]),
        ("packed.txt", gzip.compress(ARTICLE.encode(), mtime=0), "text/plain", []),
        ("bare.gz.txt", gzip.compress(PAGE.encode()), "text/html", ["source.suffix_lies"]),
        ("unpacked.txt.gz", ARTICLE.encode(), "text/plain", []),
        ("marked.txt", b"# Slate vs shale\n\nSlate is hard.\n\n## What is slate?\n\nA stone.\n", "text/markdown", []),
        ("code.txt", b"Slate vs shale\n# one line behind a hash is no heading\n", "text/plain", []),
        ("tags.txt", b"Tags vs elements\n\nA <p> opens a paragraph and a <b> is bold.\n", "text/plain", []),
    ],
)
def test_content_decides_where_the_suffix_lies(
    tmp_path: Path, name: str, content: bytes, media_type: str, said: list[str]
) -> None:
    (tmp_path / name).write_bytes(content)
    document = read(tmp_path / name)
    assert document.source.media_type == media_type
    assert codes(document) == said


def test_a_tree_is_read_sorted_and_without_hidden_files(tmp_path: Path) -> None:
    for name in ("b.txt", "a/z.md", "a/b/c.html", ".hidden.txt", ".git/x.txt", "picture.png", "sources.csv"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("file,site\nb.txt,stones\n" if name.endswith("csv") else "x")
    found = find_files([tmp_path])
    assert [(file.name, file.site) for file in found] == [("a/b/c.html", ""), ("a/z.md", ""), ("b.txt", "stones")]


def test_what_a_folder_holds_besides_articles_is_left_out_by_name(tmp_path: Path) -> None:
    (tmp_path / "page_files").mkdir()
    for name in ("a.txt", "notes.rtf", "page_files/style.css", ".hidden", "sources.csv"):
        (tmp_path / name).write_text("file\n" if name.endswith("csv") else ARTICLE)
    (tmp_path / "picture.png").symlink_to(tmp_path / "notes.rtf")
    os.mkfifo(tmp_path / "pipe.txt")
    found = look_through([tmp_path])
    assert [file.name for file in found.files] == ["a.txt"]
    assert found.left_out == ("notes.rtf", "page_files/style.css", "picture.png", "pipe.txt")


def test_a_file_is_read_whatever_its_suffix(tmp_path: Path) -> None:
    (tmp_path / "article").write_text(ARTICLE)
    assert read(tmp_path / "article").text == ARTICLE


def test_what_does_not_exist_is_wrong_use(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="does not exist"):
        find_files([tmp_path / "gone.txt"])


def test_a_broken_list_of_sources_is_told(tmp_path: Path) -> None:
    (tmp_path / "sources.csv").write_bytes(b"file,site\n\xff\xfe,\x00\n")
    with pytest.raises(InputError, match=r"sources\.csv"):
        find_files([tmp_path])


def test_a_dash_is_the_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(gzip.compress(ARTICLE.encode()))))
    document = read(Path("-"))
    assert (document.source.path, document.text) == ("stdin", ARTICLE)


# --- web archives ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize("packed", [False, True])
def test_a_web_archive_gives_a_source_per_text_record(tmp_path: Path, packed: bool) -> None:
    pytest.importorskip("warcio")
    data = warc(
        ("warcinfo", "", "application/warc-fields", b"software: x\r\n"),
        (
            "response",
            "https://example.com/a",
            "text/html; charset=windows-1254",
            PAGE.replace("hard", "ağır").encode("cp1254"),
        ),
        ("response", "https://example.com/a.png", "image/png", b"\x89PNG"),
        ("conversion", "https://example.com/b", "text/plain", ARTICLE.encode()),
        packed=packed,
    )
    path = tmp_path / ("crawl.warc.gz" if packed else "crawl.warc")
    path.write_bytes(data)
    first, second = runner.read_all(find_files([tmp_path])[0])
    assert (first.source.path, first.source.url, first.source.encoding) == (
        f"{path.name}#2",
        "https://example.com/a",
        "cp1254",
    )
    assert "ağır" in first.text
    assert (second.source.path, second.source.media_type, second.text) == (f"{path.name}#4", "text/plain", ARTICLE)
    payload = reread(tmp_path, f"{path.name}#4")
    assert payload is not None
    assert payload.data == ARTICLE.encode()


def test_a_damaged_archive_loses_no_record_before_the_damage(tmp_path: Path) -> None:
    pytest.importorskip("warcio")
    whole = warc(("conversion", "https://example.com/b", "text/plain", ARTICLE.encode()), packed=True)
    (tmp_path / "a.warc.gz").write_bytes(whole + b"WARC/1.0 and then nothing that is a record\r\n\r\n")
    first, *others = runner.read_all(find_files([tmp_path])[0])
    assert first.text == ARTICLE
    assert [codes(one) for one in others] in ([], [["source.broken"]])


def test_an_archive_without_text_is_told(tmp_path: Path) -> None:
    pytest.importorskip("warcio")
    (tmp_path / "a.warc").write_bytes(warc(("resource", "https://example.com/x.png", "image/png", b"\x89PNG")))
    assert codes(read(tmp_path)) == ["source.empty"]


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
    (tmp_path / "a.txt").write_bytes(_word("x") if data == b"word" else data)
    document = read(tmp_path)
    assert codes(document) == ["source.needs_extra"]
    assert says in document.findings[0].message


# --- PDF and Word ---------------------------------------------------------------------------------------------


def _word(*paragraphs: str) -> bytes:
    body = "".join(f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>" for text in paragraphs)
    table = "<w:tbl><w:tr><w:tc><w:p><w:r><w:t>hard</w:t></w:r></w:p></w:tc></w:tr></w:tbl>"
    space = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    package = "http://schemas.openxmlformats.org/package/2006"
    files = {
        "word/document.xml": f"<w:document {space}><w:body>{body}{table}</w:body></w:document>",
        "[Content_Types].xml": f'<Types xmlns="{package}/content-types">'
        '<Default Extension="xml" ContentType="application/xml"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{package}/relationships">'
        '<Relationship Id="r" Target="word/document.xml" '
        'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"/></Relationships>',
    }
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in files.items():
            file.writestr(name, content)
    return packed.getvalue()


def test_a_word_file_is_read_with_its_table(tmp_path: Path) -> None:
    pytest.importorskip("mammoth")
    (tmp_path / "a.docx").write_bytes(_word("Slate vs shale", "Slate is hard."))
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

PAIRS = (("slate", "shale"), ("tea", "coffee"), ("oak", "pine"), ("cod", "hake"))
COMMON = "Thank you for reading our little blog about nearly everything"


def _site(folder: Path, pairs: tuple[tuple[str, str], ...] = PAIRS) -> list[RawFile]:
    rows = ["file,site"]
    for one, other in pairs:
        text = (
            f"{COMMON}\n\nDifference between {one} and {other}\n\nThe {one} is hard and the {other} is soft.\n\n"
            "Conclusion\n\nBoth are good for all who like them very much.\n"
        )
        (folder / f"{one}.txt").write_text(text)
        rows.append(f"{one}.txt,stones")
    (folder / "sources.csv").write_text("\n".join(rows))
    return find_files([folder])


def test_lines_that_pages_of_a_site_share_are_labelled(tmp_path: Path) -> None:
    for document in runner.run(_site(tmp_path)).documents:
        rules = {block.text: block.boilerplate_rule for block in document.blocks if block.boilerplate}
        assert rules[COMMON] == "site.repeated"
        assert "Conclusion" not in rules
        assert not any(" is hard and " in text for text in rules)


@pytest.mark.parametrize(
    ("line", "title", "body", "pairs"),
    [
        ("このブログをお読みいただきありがとうございます", "{0}と{1}の違い", "{0}は硬く、{1}は柔らかいです。",
         [("粘板岩", "頁岩"), ("緑茶", "紅茶"), ("樫", "松")]),
        ("感谢您阅读我们的博客请继续关注", "{0}和{1}的区别", "{0}很硬，而{1}很软。",
         [("板岩", "页岩"), ("绿茶", "红茶"), ("橡木", "松木")]),
        ("ขอบคุณที่อ่านบล็อกเล็กๆของเราเกี่ยวกับทุกสิ่ง", "ความแตกต่างระหว่าง{0}และ{1}", "{0}แข็ง แต่{1}อ่อน",
         [("หินชนวน", "หินดินดาน"), ("ชาเขียว", "ชาดำ"), ("ไม้โอ๊ค", "ไม้สน")]),
    ],
)  # fmt: skip
def test_scripts_without_blanks_share_lines_too(
    tmp_path: Path, line: str, title: str, body: str, pairs: list[tuple[str, str]]
) -> None:
    for number, pair in enumerate(pairs):
        text = f"{line}\n\n{title.format(*pair)}\n\n{body.format(*pair)}\n\n{body.format(*pair[::-1])}\n"
        (tmp_path / f"{number}.txt").write_text(text, encoding="utf-8")
    (tmp_path / "sources.csv").write_text("file,site\n0.txt,blog\n1.txt,blog\n2.txt,blog\n")
    for document in runner.run(find_files([tmp_path])).documents:
        assert {one.text: one.boilerplate_rule for one in document.blocks if one.boilerplate} == {line: "site.repeated"}


def test_two_pages_are_too_few(tmp_path: Path) -> None:
    for document in runner.run(_site(tmp_path, PAIRS[:2])).documents:
        assert not any(block.boilerplate for block in document.blocks)


def test_what_a_site_shares_does_not_depend_on_the_order_of_its_pages(tmp_path: Path) -> None:
    files = _site(tmp_path)
    assert runner.run(files) == runner.run(files[::-1])


# --- strict, and the page of the codes ------------------------------------------------------------------------


def run(folder: Path, *options: str) -> int:
    arguments = ["run", str(folder / "in"), "--output", str(folder / "out"), "-q", *options]
    return cli.status_of(lambda: cli.app(arguments, standalone_mode=False))


@pytest.mark.parametrize(
    ("bad", "told"),
    [
        (b"\0\1\2\3", "b.txt is in quarantine (source.binary)"),  # found while reading
        (b"Of rain\n\nIt rains.\n", "b.txt is in quarantine (source.not_comparison)"),  # and by a later stage
    ],
)
def test_strict_stops_at_the_first_source_in_quarantine_and_leaves_the_output_whole(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, bad: bytes, told: str
) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in/a.txt").write_text(ARTICLE)
    assert run(tmp_path, "--strict") == 0
    before = files_in(tmp_path / "out")
    (tmp_path / "in/b.txt").write_bytes(bad)
    (tmp_path / "in/c.txt").write_bytes(bad + b"and more")
    monkeypatch.setattr(sequence, "check", None)  # the comparison is not reached
    assert run(tmp_path, "--strict") == cli.STRICT
    assert told in capsys.readouterr().err
    assert files_in(tmp_path / "out") == before


def files_in(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_the_limit_of_a_source_is_the_users_to_raise(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in/a.txt").write_text(ARTICLE + "Slate is hard. " * 100_000)
    assert run(tmp_path, "--strict") == 0
    assert run(tmp_path, "--strict", "--max-size", "1") == cli.STRICT
    assert run(tmp_path, "--strict", "--max-size", "2") == 0


def test_the_limit_holds_for_what_is_packed_archived_and_given_on_the_standard_input(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pytest.importorskip("warcio")
    long = ("Slate vs shale " * 1000).encode()
    (tmp_path / "a.txt.gz").write_bytes(gzip.compress(long))
    (tmp_path / "b.warc").write_bytes(warc(("conversion", "https://example.com/b", "text/plain", long)))
    (tmp_path / "c.docx").write_bytes(_word(long.decode()))
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(long)))
    for limit, said in ((10_000, True), (100_000, False)):
        files = find_files([tmp_path, Path("-")] if said else [tmp_path], limit)
        found = [codes(document) for file in files for document in runner.read_all(file)]
        assert [("source.too_large" in one) for one in found] == [said] * len(files)


def test_a_refused_file_keeps_what_is_known_of_it(tmp_path: Path) -> None:
    (payload,) = payloads(RawFile(tmp_path / "gone.txt", "gone.txt", "stones", "https://example.com"))
    assert (payload.site, payload.url, payload.refused) == ("stones", "https://example.com", True)
