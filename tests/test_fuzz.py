"""Fuzzing from ingest to export: whatever the bytes, a run ends with rows whose spans hold, or with a coded finding.

``TERTIUM_FUZZ=100`` makes a hundred times as many examples, other ones each time.
"""

from __future__ import annotations

import gzip
import os
import tempfile
from contextlib import suppress
from pathlib import Path

from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from pipeline import runner, sequence
from pipeline.export.contents import contents_of
from pipeline.export.folder import write_files
from pipeline.export.formats import chosen
from pipeline.export.rows import make_rows
from pipeline.export.verify import verify
from pipeline.findings import CODES
from pipeline.inputs.payload import Payload, RefusedError
from pipeline.inputs.reading import unpack
from pipeline.model import Document
from pipeline.stages import topics
from pipeline.stages.ingest import ingest, receive

# The others take ten times as long; tests/test_formats.py gives them texts of every kind.
TEXT_FORMATS = chosen(("csv", "json", "skos", "annotations"))

_TIMES = int(os.environ.get("TERTIUM_FUZZ", "1"))
fuzz = settings(
    max_examples=60 * _TIMES,
    deadline=None,
    derandomize=_TIMES == 1,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)

_PIECES = (
    "Difference between slate and shale", "Slate vs shale (with table)", "Home » Rocks » Slate vs shale",
    "# Slate vs shale", "What is slate?", "Types of slate", "Contents", "Video: slate", "Recommended:", "12 March 2021",
    "Facebook Twitter VK", "Slate is hard, while shale is soft.", "Slate is divided into,",
    "The main difference is that the former is hard.",
    "Basis\tSlate\tShale", "| a | slate | shale |", "|---|---|---|", "Colour Grey Black", "---", "===", "```", "> ",
    "**a**", "[a](b)", "`", "Ã¥ Ã¸ â€“", "Ã\u0083Â¥", "İİıi", "ﬁ\u0301", "\u202e", "\u200b", "\ufeff",
    "\ufdfa", "e\u0301" * 5,
    "  • ", "1. ", "(a) ", "- ", "    ", "\t", " ", "\n", "\n\n", "\r\n", "\r", "\u2028", "\x0c", "\x85", "a" * 80,
    "<b>", "<table><tr><th>", "&amp;", "&#xd800;", "<!--", "茶と珈琲の違い", "الفرق بين الشاي والقهوة", "🇳🇴",
    "=1+1", '"',
)  # fmt: skip
_texts = st.lists(st.one_of(st.sampled_from(_PIECES), st.text(max_size=8)), max_size=40).map("".join)
_encodings = st.sampled_from(
    ("utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1252", "cp1254", "cp1251", "gb18030", "cp932")
)
_names = st.sampled_from(("a.txt", "a.md", "a.html", "a.txt.gz", "a"))


def export(document: Document) -> None:
    """Check what every document must fulfil and write its rows."""
    processed = runner.process(document)
    codes = {finding.code for finding in processed.findings}
    assert codes <= set(CODES)
    assert "source.failed" not in codes, [one.message for one in processed.findings if one.code == "source.failed"]
    verify([processed])
    grouped = tuple(sequence.check(topic) for topic in topics.group((processed,)))
    contents = contents_of(make_rows((processed,), grouped), (processed,))
    with tempfile.TemporaryDirectory() as folder:
        write_files(contents, Path(folder), TEXT_FORMATS)


@fuzz
@given(_texts, _encodings, _names)
@example("Difference between slate and shale  • ", "utf-8", "a.html")  # a run of blanks that rendering folds
def test_any_text_in_any_encoding_is_exported(text: str, encoding: str, name: str) -> None:
    export(ingest(name, text.encode(encoding, "replace")))


@fuzz
@given(st.one_of(st.binary(max_size=300), st.binary(max_size=60).map(lambda data: b"slate vs shale\n" + data)), _names)
@example(b"\xff\xfe\x00\xd8", "a.txt")
def test_any_bytes_are_exported(data: bytes, name: str) -> None:
    export(ingest(name, data))


@fuzz
@given(
    _texts.map(lambda text: text.encode("utf-8", "replace")), st.text(max_size=12), st.sampled_from(("", "text/html"))
)
def test_whatever_a_container_says(data: bytes, charset: str, media_type: str) -> None:
    export(receive(Payload("a.warc#1", data, charset=charset, media_type=media_type)))


@fuzz
@given(st.binary(max_size=200), st.integers(0, 40))
def test_gzip_is_unpacked_or_refused(data: bytes, cut: int) -> None:
    packed = gzip.compress(data)
    assert unpack(packed) == data
    with suppress(RefusedError):
        unpack(packed[: len(packed) - cut])
