"""With what force a sentence speaks, in every language with a file: denial, possibility, counts, opposites, respects.

The rows were written before the words of the language files were filled in: at first sight 225 of 374 were right. Two
truths were mended later, on what was overlooked: that the number may stand behind its noun ("aina tatu").
"""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from pipeline import languages
from pipeline.reading.force import count_of, is_open, modality_of, polarity_of
from pipeline.text.analysis import sentences
from pipeline.text.cues import Cue
from pipeline.verdicts.wording import Words, _crossing

_TABLE = Path(__file__).with_name("forces.tsv")


def _rows() -> list[dict[str, str]]:
    with _TABLE.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


ROWS = _rows()


def _of(kind: str) -> list[object]:
    rows = [(row["language"], row["text"], row["says"]) for row in ROWS if row["kind"] == kind]
    return [pytest.param(*row) for row in rows]


def _cues(code: str, text: str) -> tuple[Cue, ...]:
    language = languages.load(code)
    return language.lexicon.find(language.fold_key(text))


@pytest.mark.parametrize(("code", "text", "says"), _of("polarity"))
def test_a_denial_is_told_from_a_word_that_looks_like_one(code: str, text: str, says: str) -> None:
    assert polarity_of(_cues(code, text), (), languages.load(code).negative_concord).value == says


@pytest.mark.parametrize(("code", "text", "says"), _of("modality"))
def test_a_word_weakens_or_strengthens_what_is_said(code: str, text: str, says: str) -> None:
    assert modality_of(_cues(code, text)).value == says


@pytest.mark.parametrize(("code", "text", "says"), _of("count"))
def test_a_number_word_counts_kinds(code: str, text: str, says: str) -> None:
    assert count_of(_cues(code, text)) == int(says)


@pytest.mark.parametrize(("code", "text", "says"), _of("opposite"))
def test_two_texts_stand_at_the_ends_of_a_scale(code: str, text: str, says: str) -> None:
    one, other = (Words.of(part, code) for part in text.split(" ; "))
    assert says == "opposite"
    assert _crossing(one.poles, other.poles) is not None


@pytest.mark.parametrize(("code", "text", "says"), _of("open"))
def test_a_list_is_left_open(code: str, text: str, says: str) -> None:
    assert says == "yes"
    assert is_open(_cues(code, text))


@pytest.mark.parametrize(("code", "text", "says"), _of("sentences"))
def test_an_abbreviation_ends_no_sentence(code: str, text: str, says: str) -> None:
    assert len(sentences(text, code)) == int(says)


@pytest.mark.parametrize(("code", "text", "says"), _of("respect"))
def test_a_verb_tells_the_respect(code: str, text: str, says: str) -> None:
    assert next(cue.key for cue in _cues(code, text) if cue.group == "predicates") == says


def test_every_language_has_its_rows() -> None:
    assert {row["language"] for row in ROWS} == set(languages.available())
