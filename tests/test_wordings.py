"""Titles, headings, table headers and lead-ins as sites word them, in every language with a file.

The table was written from how such sites word things, not from the language files; a row that fails is a gap in a file.
"""

from __future__ import annotations

import csv
from collections import Counter
from pathlib import Path

import pytest

from pipeline import languages
from pipeline.model import ListKind
from pipeline.reading.headings import read_heading
from pipeline.text.folding import fold
from pipeline.text.titles import read_title

_TABLE = Path(__file__).with_name("wordings.tsv")
_LEAST = {"title": 2, "heading": 8, "header": 1, "lead-in": 1}  # rows of each kind that a language has


def _rows() -> list[dict[str, str]]:
    with _TABLE.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


ROWS = _rows()


def _of(kind: str) -> list[tuple[str, str, str]]:
    return [(row["language"], row["text"], row["says"]) for row in ROWS if row["kind"] == kind]


@pytest.mark.parametrize(("code", "title", "names"), _of("title"))
def test_a_title_names_what_it_compares(code: str, title: str, names: str) -> None:
    found = read_title(title, languages.load(code))
    assert found is not None
    assert " + ".join(title[slice(*place)] for place in (found.first, found.second)) == names


@pytest.mark.parametrize(("code", "heading", "role"), _of("heading"))
def test_a_heading_announces_its_role(code: str, heading: str, role: str) -> None:
    reading = read_heading(heading, (), languages.load(code))
    assert reading is not None
    assert reading.role.value == role


@pytest.mark.parametrize(("code", "header", "column"), _of("header"))
def test_a_header_stands_over_the_aspects(code: str, header: str, column: str) -> None:
    language = languages.load(code)
    folded = language.fold_key(header)
    covering = [cue for cue in language.lexicon.find(folded) if (cue.group, cue.key) == ("table", f"{column}_header")]
    assert any((cue.start, cue.end) == (0, len(folded)) for cue in covering)


@pytest.mark.parametrize(("code", "lead_in", "kind"), _of("lead-in"))
def test_a_lead_in_announces_a_kind_of_list(code: str, lead_in: str, kind: str) -> None:
    language = languages.load(code)
    cues = [cue for cue in language.lexicon.find(fold(lead_in, language.casing).text) if cue.group == "lists"]
    kinds = [cue for cue in cues if cue.key in tuple(ListKind)]
    assert max(kinds, key=lambda cue: (cue.end - cue.start, cue.start)).key == kind


def test_every_language_has_its_rows() -> None:
    counts = Counter((row["language"], row["kind"]) for row in ROWS)
    short = [(code, kind) for code in languages.available() for kind in _LEAST if counts[code, kind] < _LEAST[kind]]
    assert short == []
