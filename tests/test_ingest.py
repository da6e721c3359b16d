"""Ingest: bytes to text, nothing altered; what cannot be read is told by a code and a sentence."""

from __future__ import annotations

import codecs
import hashlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.model import Severity
from pipeline.stages.ingest import ingest


def test_a_source_is_named_by_the_hash_of_its_bytes() -> None:
    data = b"Tea vs Coffee\r\n"
    source = ingest("a/tea.txt", data, "a site", "https://example.com/tea").source
    assert source.sha256 == hashlib.sha256(data).hexdigest()
    assert source.source_id == source.sha256[:12]
    assert (source.path, source.site, source.url) == ("a/tea.txt", "a site", "https://example.com/tea")
    assert ingest("b.txt", data).source.source_id == source.source_id


@pytest.mark.parametrize(
    ("data", "encoding", "text"),
    [
        ("é\r\nb\rc".encode(), "utf-8", "é\r\nb\rc"),
        (codecs.BOM_UTF8 + "é".encode(), "utf-8-sig", "é"),
        (codecs.BOM_UTF16_LE + "çay".encode("utf-16-le"), "utf-16", "çay"),
        (codecs.BOM_UTF16_BE + "çay".encode("utf-16-be"), "utf-16", "çay"),
        (codecs.BOM_UTF32_LE + "茶".encode("utf-32-le"), "utf-32", "茶"),
    ],
)
def test_the_text_is_what_the_bytes_say(data: bytes, encoding: str, text: str) -> None:
    document = ingest("a.txt", data)
    assert (document.source.encoding, document.text, document.findings) == (encoding, text, ())


@pytest.mark.parametrize(
    ("data", "code", "says"),
    [
        (b"", "source.empty", "holds no text"),
        (b" \r\n\t", "source.empty", "holds no text"),
        (codecs.BOM_UTF8, "source.empty", "holds no text"),
        (codecs.BOM_UTF8 + b"\n", "source.empty", "holds no text"),
        (codecs.BOM_UTF16_LE + b"a", "source.undecodable", "not utf-16 text"),
        (b"GIF89a\0\0tea", "source.binary", "binary"),
    ],
)
def test_what_is_no_text_is_told(data: bytes, code: str, says: str) -> None:
    document = ingest("a.txt", data)
    (problem,) = document.findings
    assert (problem.code, problem.severity, problem.source_id) == (code, Severity.ERROR, document.source.source_id)
    assert says in problem.message
    assert document.text == ""
    assert document.quarantined


@pytest.mark.parametrize(
    ("path", "text", "media_type"),
    [
        ("a.txt", "tea", "text/plain"),
        ("a.md", "# tea", "text/markdown"),
        ("a.HTM", "tea", "text/html"),
        ("a.txt", " \n<!DOCTYPE html><p>tea", "text/html"),
        ("a.txt", "tea <html> is a tag", "text/plain"),
    ],
)
def test_the_media_type_is_told_by_name_and_opening(path: str, text: str, media_type: str) -> None:
    assert ingest(path, text.encode()).source.media_type == media_type


@settings(max_examples=200, deadline=None, derandomize=True)
@given(st.one_of(st.binary(max_size=60), st.text(max_size=40).map(str.encode)))
def test_any_bytes_are_read_whole_or_refused(data: bytes) -> None:
    document = ingest("a.txt", data)
    if document.quarantined:
        assert document.text == ""
    else:
        assert document.text.strip()
        assert (
            document.text.encode("utf-8") == data.removeprefix(codecs.BOM_UTF8) or document.source.encoding != "utf-8"
        )
