"""False friends: names that two languages write alike, written down before any was tried, beside true cognates.

No likeness of letters parts the two; so alone it makes no mapping sure, unless every letter of a long word is the same.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path

import pytest

from pipeline.mapping.calibration import is_telling, log_odds, probability
from pipeline.mapping.evidence import Names
from pipeline.mapping.proposals import JOINED, WORTH_A_LOOK
from pipeline.reading.lens import source_concept_id

Pair = tuple[str, str, str, str]


def pairs(kind: str) -> Iterator[Pair]:
    """Yield names of a kind with their languages."""
    with (Path(__file__).parent / "cognates.tsv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file, delimiter="\t"):
            if row["kind"] == kind:
                one, other = row["languages"].split()
                yield row["one"], one, row["other"], other


def chance(pair: Pair) -> float:
    one, code, other, other_code = pair
    _, odds = log_odds(Names((one,), (one,), code), Names((other,), (other,), other_code))
    return probability(odds[0, 0])


def test_a_false_friend_is_not_joined_by_its_letters() -> None:
    joined = [pair for pair in pairs("false") if chance(pair) >= JOINED]
    assert [one.casefold() for one, *_ in joined] == ["semester", "location", "gymnasium"]
    # One name in two languages is one identity from the start, so nothing is lost on these.
    assert all(source_concept_id(one, code) == source_concept_id(other, to) for one, code, other, to in joined)


def test_true_cognates_are_proposed_for_review_and_the_surest_are_joined() -> None:
    chances = [chance(pair) for pair in pairs("true")]
    assert sum(one >= WORTH_A_LOOK for one in chances) >= 28
    assert sum(one >= JOINED for one in chances) >= 7


def test_cognates_of_one_list_make_each_other_sure() -> None:
    one = Names(("universitet", "fakultet", "bibliotek", "kantine"), (), "nb")
    other = Names(("biblioteca", "università", "facoltà", "mensa"), (), "it")
    _, odds = log_odds(one, other)
    assert probability(odds[0, 1]) >= JOINED  # university
    assert probability(odds[2, 0]) >= JOINED  # library
    _, alone = log_odds(Names(("universitet",), (), "nb"), Names(("università",), (), "it"))
    assert WORTH_A_LOOK <= probability(alone[0, 0]) < JOINED


@pytest.mark.parametrize(
    ("one", "other", "telling"),
    [
        ("MTS", "МТС", True),  # a name that is not translated
        ("photosynthesis", "φωτοσύνθεση", True),
        ("temperatura", "temperatura", True),
        ("shared services center", "shared service centre", True),
        ("gift", "gift", False),
        ("fabric", "fábrica", False),
        ("marketing", "telemarketing", False),
    ],
)
def test_what_letters_tell(one: str, other: str, telling: bool) -> None:
    assert is_telling(one, other) is telling
