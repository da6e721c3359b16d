"""Sentences on two things, in every language as its writers set one thing against the other: who each half speaks of.

The rows were written before they were first read: of those on cat and dog 116 of 202 were right at first, of those on
honey and sugar 102 of 111. A and B are the things in their order, AB is said of both at once.
"""

from __future__ import annotations

import csv
from itertools import groupby
from pathlib import Path

import pytest

from pipeline import languages
from pipeline.model import Block, BlockKind, Role, Span
from pipeline.reading.clauses import Reader, clauses_of_block
from pipeline.reading.mentions import Lens

_NO_COMMA = "nothing parts the halves but the order of their words"
_FIRST = "an ordinal by itself, without a verb that the language data has behind it"
KNOWN_WRONG = {
    "Первый жидкий, а второй твёрдый.": _FIRST,
}
_TABLE = Path(__file__).with_name("contrasts.tsv")


def _rows() -> list[tuple[str, str, str, str]]:
    with _TABLE.open(encoding="utf-8", newline="") as file:
        rows = csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
        return [(row["language"], row["things"], row["sentence"], row["speaks of"]) for row in rows]


def speaks_of(code: str, things: str, text: str) -> str:
    """Return which things the clauses of a text speak of, in their order."""
    names = tuple((f"source:{letter}", name) for letter, name in zip("AB", things.split("; "), strict=True))
    reader = Reader(languages.load(code), Lens(code, frozenset(), names), ("source:A", "source:B"))
    block = Block(0, BlockKind.PARAGRAPH, Span(0, len(text)), text, role=Role.BODY, section_role=Role.BODY)
    said = ["".join("AB"[index] for index in sorted(one.subjects)) for one in clauses_of_block(block, reader)]
    return " ".join(letters for letters, _ in groupby(filter(None, said)))


def _marks(sentence: str) -> tuple[pytest.MarkDecorator, ...]:
    reason = KNOWN_WRONG.get(sentence)
    return (pytest.mark.xfail(strict=True, reason=reason),) if reason else ()


@pytest.mark.parametrize(
    ("code", "things", "sentence", "expected"), [pytest.param(*row, marks=_marks(row[2])) for row in _rows()]
)
def test_each_half_speaks_of_its_thing(code: str, things: str, sentence: str, expected: str) -> None:
    assert speaks_of(code, things, sentence) == expected
