"""Fuzzing from ingest to export: whatever the bytes, a run ends with rows whose spans hold, or with a coded finding.

``TERTIUM_FUZZ=100`` makes a hundred times as many examples, other ones each time.
"""

from __future__ import annotations

import gzip
import os
from contextlib import suppress

from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from pipeline.inputs.payload import Payload, RefusedError
from pipeline.inputs.reading import unpack
from pipeline.stages.ingest import ingest, receive
from tests.fuzz.checks import check_export
from tests.fuzz.pieces import LINES

_TIMES = int(os.environ.get("TERTIUM_FUZZ", "1"))
fuzz = settings(
    max_examples=60 * _TIMES,
    deadline=None,
    derandomize=_TIMES == 1,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)

_texts = st.lists(st.one_of(st.sampled_from(LINES), st.text(max_size=8)), max_size=40).map("".join)
_encodings = st.sampled_from(
    ("utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1252", "cp1254", "cp1251", "gb18030", "cp932")
)
_names = st.sampled_from(("a.txt", "a.md", "a.html", "a.txt.gz", "a"))


@fuzz
@given(_texts, _encodings, _names)
@example("Difference between slate and shale  • ", "utf-8", "a.html")  # a run of blanks that rendering folds
@example("<h1>Slate vs shale&emsp;'</h1><p>Slate is hard, shale is soft.", "utf-8", "a.html")  # a name before a quote
@example("<h1>Slate vs s'ha&emsp;'s</h1><p>Slate is hard, s'ha is soft.", "utf-8", "a.html")
def test_any_text_in_any_encoding_is_exported(text: str, encoding: str, name: str) -> None:
    check_export(ingest(name, text.encode(encoding, "replace")))


@fuzz
@given(st.one_of(st.binary(max_size=300), st.binary(max_size=60).map(lambda data: b"slate vs shale\n" + data)), _names)
@example(b"\xff\xfe\x00\xd8", "a.txt")
def test_any_bytes_are_exported(data: bytes, name: str) -> None:
    check_export(ingest(name, data))


@fuzz
@given(
    _texts.map(lambda text: text.encode("utf-8", "replace")), st.text(max_size=12), st.sampled_from(("", "text/html"))
)
def test_whatever_a_container_says(data: bytes, charset: str, media_type: str) -> None:
    check_export(receive(Payload("a.warc#1", data, charset=charset, media_type=media_type)))


@fuzz
@given(st.binary(max_size=200), st.integers(0, 40))
def test_gzip_is_unpacked_or_refused(data: bytes, cut: int) -> None:
    packed = gzip.compress(data)
    assert unpack(packed) == data
    with suppress(RefusedError):
        unpack(packed[: len(packed) - cut])
