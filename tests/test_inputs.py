"""Inputs: what is found, unpacked and recognized, whatever its suffix says."""

from __future__ import annotations

import gzip
import io
import os
import sys
from pathlib import Path

import pytest

from pipeline import cli
from pipeline.files import InputError, RawFile, find_files, look_through
from pipeline.inputs import payloads, reread
from pipeline.running import runner, sequence
from tests.sources import ARTICLE, PAGE, codes, read, word_file


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
    (tmp_path / "c.docx").write_bytes(word_file(long.decode()))
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(long)))
    for limit, said in ((10_000, True), (100_000, False)):
        files = find_files([tmp_path, Path("-")] if said else [tmp_path], limit)
        found = [codes(document) for file in files for document in runner.read_all(file)]
        assert [("source.too_large" in one) for one in found] == [said] * len(files)


def test_a_refused_file_keeps_what_is_known_of_it(tmp_path: Path) -> None:
    (payload,) = payloads(RawFile(tmp_path / "gone.txt", "gone.txt", "stones", "https://example.com"))
    assert (payload.site, payload.url, payload.refused) == ("stones", "https://example.com", True)
