"""What a thing contains, needs, is made of: clauses of two languages with one verb and one object."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pipeline.model import Modality, Origin, Polarity, Span, Statement
from pipeline.verdicts.objects import compare_objects
from pipeline.verdicts.respects import Voice

SAID = Statement("0" * 12, "butter", "aspect:features", "…", Span(0, 1), Origin.PROSE, 0.5)


def compared(one: tuple[str, str], other: tuple[str, str], **force: object) -> list[tuple[str, str]]:
    voices = (
        Voice("a", "a", one[0], (replace(SAID, value=one[1], source_id="a"),)),
        Voice("b", "b", other[0], (replace(SAID, value=other[1], source_id="b", **force),)),  # type: ignore[arg-type]
    )
    return [(verdict.relation.value, verdict.aspect_id) for verdict in compare_objects("t", *voices)]


SLOVAK = ("sk", "Maslo obsahuje cholesterol")


@pytest.mark.parametrize(
    "other",
    [
        ("ro", "Untul conține colesterol"),
        ("de", "Butter enthält Cholesterin"),
        ("es", "La mantequilla contiene colesterol"),
    ],
)
def test_objects_that_sound_alike_behind_verbs_of_one_respect_agree(other: tuple[str, str]) -> None:
    assert compared(SLOVAK, other) == [("agree", "aspect:composition")]


def test_objects_that_the_vocabulary_has_as_one_value_agree() -> None:
    german, french = ("de", "Margarine besteht aus Pflanzenöl"), ("fr", "La margarine contient des huiles végétales")
    assert compared(german, french) == [("agree", "aspect:composition")]


@pytest.mark.parametrize(
    ("force", "relation"),
    [
        ({"polarity": Polarity.NEGATIVE}, "conflict"),
        ({"polarity": Polarity.NEGATIVE, "modality": Modality.TYPICAL}, "partial"),
        ({"modality": Modality.POSSIBLE}, "partial"),
    ],
)
def test_what_one_denies_or_hedges_is_told(force: dict[str, object], relation: str) -> None:
    assert compared(SLOVAK, ("ro", "Untul conține colesterol"), **force) == [(relation, "aspect:composition")]


@pytest.mark.parametrize(
    "other",
    [
        ("ro", "Untul conține calciu"),  # it contains many things
        ("ro", "Untul conține puțin colesterol și multe alte grăsimi"),  # and more than that
        ("ro", "Untul conține colesterolul din lapte integral"),
        ("ro", "Untul necesită colesterol"),  # another respect
    ],
)
def test_other_objects_say_nothing(other: tuple[str, str]) -> None:
    assert compared(SLOVAK, other, polarity=Polarity.NEGATIVE) == []
