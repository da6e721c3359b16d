"""Encoders: in a process of their own, on cleaned text, remembered, and no harm where they crash."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest

from pipeline import encoders
from pipeline.encoders.cleaning import CAP, cleaned
from pipeline.encoders.process import ProcessEncoder
from pipeline.encoders.protocol import Vector
from pipeline.encoders.store import StoredEncoder

# Speaks as pipeline.encoders.worker does; a text with "crash" ends it, one with "nonsense" makes it answer nothing.
FAKE = """
import os, sys
from pipeline.encoders.worker import serve
def encode(texts):
    for text in texts:
        if "crash" in text: os._exit(3)
    return [[float(len(text)), 1.0] for text in texts if "nonsense" not in text]
serve(encode, sys.stdin.buffer, sys.stdout.buffer)
"""


def fake(code: str = FAKE, **options: object) -> ProcessEncoder:
    return ProcessEncoder("fake-1", (sys.executable, "-c", code), **options)  # type: ignore[arg-type]


class Counting:
    """An encoder that counts what it is given."""

    name = "counting-1"

    def __init__(self) -> None:
        self.given: list[str] = []

    def knows(self, language: str) -> bool:
        return language == "en"

    def encode(self, texts: Sequence[str]) -> dict[str, Vector]:
        self.given.extend(texts)
        return {text: np.array([1.0, 0.0], dtype="float32") for text in texts}


def test_texts_become_vectors_of_length_one() -> None:
    encoder = fake()
    vectors = encoder.encode(["a", "bb", "a", ""])
    assert sorted(vectors) == ["a", "bb"]
    assert np.linalg.norm(vectors["bb"]) == pytest.approx(1)
    encoder.close()


def test_a_text_that_crashes_the_process_has_no_vector_and_the_others_have_theirs() -> None:
    encoder = fake()
    texts = ["one", "two", "crash", "three", "nonsense", "four"]
    assert sorted(encoder.encode(texts)) == ["four", "one", "three", "two"]
    encoder.close()


def test_an_encoder_that_never_answers_is_told() -> None:
    with pytest.raises(encoders.EncoderError, match="does not run"):
        fake("import sys; sys.exit(1)").encode(["a"])
    with pytest.raises(encoders.EncoderError, match="cannot be started"):
        ProcessEncoder("none", ("/no/such/program",)).encode(["a"])


def test_an_encoder_is_given_only_languages_that_it_knows() -> None:
    assert fake(languages=frozenset({"tr"})).knows("tr")
    assert not fake(languages=frozenset({"tr"})).knows("nb")
    assert fake().knows("nb")
    assert not fake().knows("und")


def test_a_text_is_encoded_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERTIUM_CACHE", str(tmp_path))
    first, second = Counting(), Counting()
    assert sorted(StoredEncoder(first).encode(["a", "b", "a\0", ""])) == ["a", "a\0", "b"]
    assert first.given == ["a", "b"]
    assert sorted(StoredEncoder(second).encode(["b", "c"])) == ["b", "c"]
    assert second.given == ["c"]


def test_a_store_that_is_damaged_is_not_used(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERTIUM_CACHE", str(tmp_path))
    StoredEncoder(Counting()).encode(["a"])
    (kept,) = tmp_path.iterdir()
    kept.write_bytes(b"no database")
    again = Counting()
    assert sorted(StoredEncoder(again).encode(["a"])) == ["a"]
    assert again.given == ["a"]


@pytest.mark.parametrize(
    ("raw", "clean"),
    [
        ("a\0b", "ab"),
        ("a \t\n b", "a b"),
        ("\ud800x", "x"),
        ("ﬁ", "fi"),
        ("x" * 5000, "x" * CAP),
    ],
)
def test_text_is_cleaned_of_what_encoders_choke_on(raw: str, clean: str) -> None:
    assert cleaned(raw) == clean


def test_the_sign_that_corrupts_memory_is_spelled_out_and_capped() -> None:
    assert "\ufdfa" not in cleaned("\ufdfa" * 100)
    assert len(cleaned("\ufdfa" * 100)) <= CAP


@pytest.mark.parametrize(
    ("choice", "says"),
    [("nosuch", "is none of"), ("sentence-transformers", "sentence-transformers")],
)
def test_an_encoder_that_is_not_there_is_told(choice: str, says: str) -> None:
    with pytest.raises(encoders.EncoderChoiceError, match=says):
        encoders.use(choice)


def test_none_is_used_unless_one_is_named() -> None:
    assert list(encoders.in_use()) == []
