"""Folding: the same word folds alike however it is written, and every folded stretch has its place in the raw text."""

from __future__ import annotations

import unicodedata
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.model import Span
from pipeline.text.folding import fold, fold_key

# What makes folding hard: letters that lengthen, ligatures, marks that compose, marks that vanish, width, styles.
_PIECES = ("a", "B", " ", "I", "İ", "ı", "i", "e\u0301", "I\u0307", "ẞ", "ß", "ﬁ", "Σ", "ς", "\u00ad", "\u200b",
           "\ufeff", "Å", "A\u030a", "Ａ", "㎞", "½", "\u1112\u1161\u11ab", "한", "\u09c7\u09be", "न\u093c", "ﷺ",
           "𝐁", "™", "\u00a0", "’", "\u0301", "\n", "Ǆ", "\U0001f600")  # fmt: skip

texts = st.one_of(st.text(max_size=40), st.lists(st.sampled_from(_PIECES), max_size=20).map("".join))
casings = st.sampled_from(["simple", "turkic", "none"])
thorough = settings(max_examples=300, deadline=None, derandomize=True)


# --- what folds to what ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("raw", "casing", "folded"),
    [
        ("Call CENTER", "simple", "call center"),
        ("ISIRGAN İle Irmak", "turkic", "ısırgan ile ırmak"),
        ("I\u0307stanbul", "turkic", "istanbul"),  # İ in two code points
        ("INBOX", "simple", "inbox"),
        ("ΟΔΟΣ", "simple", "οδοσ"),  # the final sigma is the same letter
        ("οδός", "simple", "οδόσ"),
        ("BPO’s", "simple", "bpo's"),
        ("call\u00a0center", "simple", "call center"),
        ("back\u2011office", "simple", "back-office"),
        ("soft\u00adware", "simple", "software"),
        ("ＢＰＯ", "simple", "bpo"),
        ("𝐁𝐏𝐎", "simple", "bpo"),
        ("ﬁnal", "simple", "final"),
        ("cafe\u0301", "simple", "café"),
        ("ﾃﾞｰﾀ", "none", "データ"),  # half-width kana with its voiced mark apart
        ("", "simple", ""),
    ],
)
def test_a_text_folds_to(raw: str, casing: str, folded: str) -> None:
    assert fold(raw, casing).text == folded


@pytest.mark.parametrize("word", ["Müşteri", "số điện thoại", "한국어", "Ελλάδα", "ежедневный", "বোর্ড কোন", "தொலைபேசி"])
def test_composed_and_decomposed_fold_alike(word: str) -> None:
    assert fold(unicodedata.normalize("NFD", word)).text == fold(unicodedata.normalize("NFC", word)).text


def test_the_dotted_and_the_dotless_i_are_two_letters_in_turkish_only() -> None:
    assert fold_key("KIR", "turkic") != fold_key("kir", "turkic")
    assert fold_key("KIR") == fold_key("kir")


def test_a_key_makes_one_blank_of_many() -> None:
    assert fold_key("  Call\t\n center\u00a0 ") == "call center"


# --- the way back ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("raw", "casing", "sought", "found"),
    [
        ("İki İNEK", "simple", "nek", "NEK"),
        ("İki İNEK", "turkic", "inek", "İNEK"),
        ("ﬁ ﬁle", "simple", "file", "ﬁle"),
        ("ﬁ", "simple", "f", "ﬁ"),  # half a ligature is the whole of it
        ("a cafe\u0301 bar", "simple", "café", "cafe\u0301"),
        ("the soft\u00adware here", "simple", "software", "soft\u00adware"),
    ],
)
def test_a_folded_word_is_found_in_the_raw_text(raw: str, casing: str, sought: str, found: str) -> None:
    folded = fold(raw, casing)
    start = folded.text.index(sought)
    assert folded.span(start, start + len(sought)).of(raw) == found


def test_an_empty_stretch_stands_where_it_stands_in_the_raw_text() -> None:
    folded = fold("ﬁﬁ end")
    at = folded.text.index("e")
    assert folded.span(at, at) == Span(3, 3)


@thorough
@given(texts, casings)
def test_each_folded_stretch_lies_in_the_raw_text_in_order(raw: str, casing: str) -> None:
    folded = fold(raw, casing)
    spans = [folded.span(at, at + 1) for at in range(len(folded.text))]
    assert all(0 <= span.start < span.end <= len(raw) for span in spans)
    assert all(one == other or one.end <= other.start for one, other in pairwise(spans))


@thorough
@given(texts, casings)
def test_the_raw_stretch_of_a_folded_character_holds_it(raw: str, casing: str) -> None:
    folded = fold(raw, casing)
    for at, character in enumerate(folded.text):
        assert character in fold(folded.span(at, at + 1).of(raw), casing).text


@thorough
@given(texts, casings)
def test_folding_what_is_folded_changes_nothing(raw: str, casing: str) -> None:
    once = fold(raw, casing).text
    assert fold(once, casing).text == once


@thorough
@given(texts, texts)
def test_the_whole_maps_to_the_whole(before: str, after: str) -> None:
    raw = f"x{before}{after}x"
    folded = fold(raw)
    assert folded.span(0, len(folded.text)) == Span(0, len(raw))
