"""Bad input: hostile or broken files end with a coded finding, in bounded time and memory; the others are read."""

from __future__ import annotations

import gzip
import os
import time
import tracemalloc
from collections.abc import Callable
from pathlib import Path
from typing import BinaryIO

import pytest

from pipeline.export.contents import Contents
from pipeline.export.folder import write_folder
from pipeline.export.rows import make_rows
from pipeline.export.verify import verify
from pipeline.files import find_files
from pipeline.inputs import reading
from pipeline.model import Document
from pipeline.running import runner
from pipeline.stages.ingest import ingest

ARTICLE = "Difference between slate and shale\n\nSlate is hard, while shale is soft.\n"
TITLE = "Difference between slate and shale\n\n"
SECONDS = 30  # of CPU for any of these; each takes .1 to 6 on a two-core machine, and each took 100 or more once
MEGABYTES = 200


def codes(document: Document) -> list[str]:
    return [finding.code for finding in document.findings]


def read(path: Path) -> list[Document]:
    documents = runner.run(find_files([path])).documents
    verify(documents)
    return list(documents)


# --- characters -----------------------------------------------------------------------------------------------


def test_nul_bytes_are_binary() -> None:
    assert codes(ingest("a.txt", ARTICLE.encode() + b"\0 and more")) == ["source.binary"]


@pytest.mark.parametrize(
    "data",
    [
        b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR",
        b"\x7fELF\2\1\1\0\0",
        bytes(range(256)) * 40,
        b"\x01\x02\x03\x04\x05" * 100,
        os.urandom(5000),
    ],
)
def test_a_binary_file_named_txt_is_told(data: bytes) -> None:
    (code,) = codes(ingest("a.txt", data))
    assert code in ("source.binary", "source.undecodable")


def test_lone_surrogates_cost_their_place_only() -> None:
    data = (ARTICLE + "Çay güzeldir, öyle. " * 40).encode() + "\ud800".encode("utf-8", "surrogatepass")
    document = runner.process(ingest("a.txt", data))
    assert codes(document)[0] == "source.damaged"
    assert not any("\ud800" <= character <= "\udfff" for character in document.text)
    data = ("\ufeff" + ARTICLE).encode("utf-16-le") + b"\x00\xd8\x20\x00"
    assert codes(ingest("a.txt", data)) == ["source.damaged"]


def test_marks_that_nobody_sees_are_told_and_kept() -> None:
    text = "Difference between sl\u200bate and shale\n\nSlate \u202eis hard\u202c, \u2066while\u2069 shale is soft.\n"
    document = runner.process(ingest("a.txt", text.encode()))
    assert document.text == text
    assert "source.invisible" in codes(document)
    assert [subject.concept_id for subject in document.subjects] == ["source:slate", "source:shale"]
    verify([document])


def test_the_joiners_of_persian_are_no_such_marks() -> None:
    assert codes(ingest("a.txt", "تفاوت بین می\u200cشود و است\n".encode())) == []


# --- sizes ----------------------------------------------------------------------------------------------------


def timed(work: Callable[[], object]) -> float:
    start = time.process_time()
    work()
    return time.process_time() - start


def test_a_line_of_100_megabytes_is_refused_unread(tmp_path: Path) -> None:
    path = tmp_path / "long.txt"
    with path.open("wb") as file:
        file.truncate(100 * 2**20)
    tracemalloc.start()
    (document,) = read(tmp_path)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert codes(document) == ["source.too_large"]
    assert peak < 3 * reading.LIMIT


def test_the_time_of_a_line_grows_as_its_length_up_to_the_longest_that_is_read(tmp_path: Path) -> None:
    def seconds(times: int) -> float:
        (tmp_path / "long.txt").write_text(TITLE + "slate is hard and shale is soft, " * times)
        return timed(lambda: read(tmp_path))

    assert seconds(120_000) < 8 * seconds(30_000)  # 3.5 to 4 where it is linear, 16 where each letter meets each


def test_a_bomb_unpacks_to_a_finding_in_bounded_memory(tmp_path: Path) -> None:
    once = gzip.compress(bytes(200 * 2**20), compresslevel=9)
    (tmp_path / "bomb.txt.gz").write_bytes(once)
    (tmp_path / "members.txt.gz").write_bytes(gzip.compress(b"a" * 2**20) * 40)
    (tmp_path / "twice.txt.gz").write_bytes(gzip.compress(once))
    tracemalloc.start()
    documents = read(tmp_path)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert [codes(document)[-1] for document in documents] == ["source.too_large", "source.too_large", "source.binary"]
    assert peak < 4 * reading.LIMIT


@pytest.mark.parametrize(
    "damage",
    [b"\x1f\x8b", gzip.compress(ARTICLE.encode(), mtime=0)[:-12], gzip.compress(b"x", mtime=0)[:10] + b"\xff" * 30],
)
def test_a_broken_gzip_is_told(damage: bytes, tmp_path: Path) -> None:
    (tmp_path / "a.txt.gz").write_bytes(damage)
    (document,) = read(tmp_path)
    assert codes(document) == ["source.broken"]


@pytest.mark.parametrize("line", ["a\n", "ab\n\n", "• a\n", "Slate vs shale\n\n", "a\tb\n"])
def test_a_huge_number_of_tiny_lines_is_told(line: str) -> None:
    data = (TITLE + line * 60_000).encode()
    document = ingest("a.txt", data)
    assert timed(lambda: runner.process(document)) < SECONDS
    assert "source.too_many_blocks" in codes(runner.process(document))


HEADER = "Feature\n\nSlate\n\nShale\n\n"
EXPLOSIVE = {
    "blanks": " " * 400_000 + "x",
    "parentheses": "(" * 200_000,
    "arrows": "a » " * 100_000,
    "pipes": "| a " * 100_000,
    "dots": "www." * 100_000,
    "domains": "a." * 200_000,
    "digits": "1 " * 200_000,
    "between": "difference between " * 30_000,
    "and": " and ".join(["slate"] * 60_000),
    "versus": "slate vs " * 50_000,
    "combining": "a" + "\u0301" * 100_000,
    "no blank": "x" * 1_000_000,
    "mojibake": "Ã¥Ã¸ slate " * 20_000,
    "nested items": "".join(" " * level + "- a\n" for level in range(800)),
    "continued items": "- a\n" + "  b\n" * 50_000,
    "wrapped": "slate is a very hard stone that people have used for roofs a long time\n" * 10_000,
    "stars": "# a\n\n# " + "*a " * 100_000,
    "ticks": "# a\n\n# b\n\n" + "`a" * 100_000,
    "brackets": "# a\n\n# b\n\n" + "[" * 200_000,
    "links": "# a\n\n# b\n\n" + "[x](" * 100_000,
    "underscores": "# a\n\n# b\n\n" + "_a" * 100_000,
    "quotes": "# a\n\n# b\n\n" + "> " * 100_000,
    "tables": "\n\n".join(["Feature\n\nSlate\n\nShale\n\nOrigin mountains sea\nTaste none none"] * 2_000),
    "glued tables": "\n\n".join(["FeatureSlateShale\nOriginMountainsSea\nTasteNoneNone\nUseRoofsBricks"] * 2_000),
    "rows": HEADER + "\n".join(f"Origin{n % 50} here the rock {n} of the sea {n % 7}" for n in range(2_000)),
    "long rows": HEADER + "\n".join(" ".join(f"Word{row * n % 977} the" for n in range(1_500)) for row in range(8)),
    "rows of one word": HEADER + "\n".join(["the " * 3_000] * 20),
}


@pytest.mark.parametrize("name", EXPLOSIVE)
def test_text_that_makes_expressions_explode_takes_linear_time(name: str) -> None:
    document = ingest("a.txt", (TITLE + EXPLOSIVE[name]).encode())
    start = time.process_time()
    processed = runner.process(document)
    verify([processed])
    assert time.process_time() - start < SECONDS
    assert "source.failed" not in codes(processed)


# --- the file system ------------------------------------------------------------------------------------------


def test_a_directory_named_as_a_text_is_a_directory(tmp_path: Path) -> None:
    (tmp_path / "x.txt").mkdir()
    (tmp_path / "x.txt" / "y.txt").write_text(ARTICLE)
    assert [document.source.path for document in read(tmp_path)] == ["x.txt/y.txt"]


def test_nothing_outside_the_folder_is_read(tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    raw = tmp_path / "raw"
    outside.mkdir()
    raw.mkdir()
    (outside / "secret.txt").write_text("Difference between a secret and a lie\n")
    (raw / "a.txt").write_text(ARTICLE)
    (raw / "link.txt").symlink_to(outside / "secret.txt")
    (raw / "folder").symlink_to(outside)
    (raw / "up.txt").symlink_to("../outside/secret.txt")
    (raw / "circle.txt").symlink_to("circle.txt")
    (raw / "inside.txt").symlink_to("a.txt")
    documents = {document.source.path: document for document in read(raw)}
    assert set(documents) == {"a.txt", "link.txt", "folder", "up.txt", "circle.txt"}
    assert all(codes(one) == ["source.outside"] for path, one in documents.items() if path != "a.txt")
    assert not any("secret" in document.text for document in documents.values())


def test_an_unreadable_file_is_told_and_the_others_are_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a.txt").write_text(ARTICLE)
    (tmp_path / "locked.txt").write_text(ARTICLE + "more")
    (tmp_path / "locked2.txt").write_text(ARTICLE + "even more")
    real = os.open

    def refusing(path: str, *arguments: int) -> int:
        if "locked" in str(path):
            raise PermissionError(13, "Permission denied", path)
        return real(path, *arguments)

    monkeypatch.setattr(os, "open", refusing)
    documents = read(tmp_path)
    assert [codes(document)[:1] for document in documents[1:]] == [["source.unreadable"]] * 2
    assert "Permission denied" in documents[1].findings[0].message
    assert not documents[0].quarantined


def test_an_unreadable_folder_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "locked").mkdir()
    (tmp_path / "a.txt").write_text(ARTICLE)
    real = os.scandir

    def refusing(path: str) -> object:
        if "locked" in str(path):
            raise PermissionError(13, "Permission denied", str(path))
        return real(path)

    monkeypatch.setattr(os, "scandir", refusing)
    assert [(document.source.path, document.quarantined) for document in read(tmp_path)] == [
        ("a.txt", False),
        ("locked", True),
    ]


def test_a_pipe_does_not_hang(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    (document,) = runner.run(find_files([tmp_path / "pipe.txt"])).documents
    assert codes(document) == ["source.unreadable"]


@pytest.mark.parametrize("times", [1, 9])
def test_a_file_that_changes_while_it_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, times: int) -> None:
    path = tmp_path / "a.txt"
    path.write_text(ARTICLE)
    left = [times]
    real = reading.bounded

    def changing(file: BinaryIO, limit: int = reading.LIMIT) -> bytes:
        data = real(file, limit)
        if left[0]:
            left[0] -= 1
            with path.open("a") as other:
                other.write("More of it.\n")
        return data

    monkeypatch.setattr(reading, "bounded", changing)
    (document,) = read(tmp_path)
    if times == 1:
        assert document.text == ARTICLE + "More of it.\n"
    else:
        assert codes(document) == ["source.changed"]


def test_duplicates_are_told_and_counted_once(tmp_path: Path) -> None:
    for name in ("a.txt", "b.txt", "c/d.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(ARTICLE)
    (document,) = read(tmp_path)
    assert codes(document).count("source.duplicate") == 2


def test_two_files_that_cannot_be_read_are_two_sources(tmp_path: Path) -> None:
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).symlink_to("/nowhere/at/all")
    assert len(read(tmp_path)) == 2


@pytest.mark.parametrize(
    "name",
    ["line\nend.txt", "bell\a.txt", "tab\t.txt", "..txt", "a;b'c\".txt", "=1+1.txt", "\u202egpj.txt", b"\xff\xfe.txt"],
)
def test_names_are_safe_to_show_and_to_write(tmp_path: Path, name: str | bytes) -> None:
    raw = tmp_path / "raw"
    raw.mkdir()
    path = raw / os.fsdecode(name)
    path.write_text(ARTICLE)
    result = runner.run(find_files([path]))
    (document,) = result.documents
    assert document.source.path.isprintable()
    assert document.source.path.encode()
    write_folder(Contents(make_rows(result.documents, result.topics)), tmp_path / "output")
    assert sorted(one.name for one in tmp_path.iterdir()) == ["output", "raw"]
    assert [one.name for one in raw.iterdir()] == [path.name]


def test_a_path_that_climbs_writes_nothing_outside(tmp_path: Path) -> None:
    raw = tmp_path / "raw" / "deep"
    raw.mkdir(parents=True)
    (tmp_path / "raw" / "a.txt").write_text(ARTICLE)
    result = runner.run(find_files([raw / ".." / "a.txt"]))
    assert [document.source.path for document in result.documents] == ["a.txt"]
    write_folder(Contents(make_rows(result.documents, result.topics)), tmp_path / "output")
    assert sorted(one.name for one in tmp_path.iterdir()) == ["output", "raw"]
