"""How many of something a thing has: brief clauses in two languages that count the same."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pipeline.model import Modality, Origin, Span, Statement
from pipeline.verdicts.parts import compare_parts
from pipeline.verdicts.respects import Voice

SAID = Statement("0" * 12, "violin", "aspect:features", "…", Span(0, 1), Origin.PROSE, 0.5)
Said = tuple[str, str]


def voice(code: str, *said: Said, **force: object) -> Voice:
    statements = (
        replace(SAID, source_id=code, subject_id=subject, value=text, span=Span(at * 9, at * 9 + 8), **force)  # type: ignore[arg-type]
        for at, (subject, text) in enumerate(said)
    )
    return Voice(code, code, code, tuple(statements))


def compared(one: Voice, other: Voice) -> list[tuple[str, str]]:
    return [(verdict.subject_id, verdict.relation.value) for verdict in compare_parts("t", one, other)]


GERMAN = voice("de", ("violin", "Die Geige hat vier Saiten"), ("viola", "Die Bratsche hat vier Saiten"))


def test_nouns_that_stand_with_equal_numbers_of_one_thing_are_one_for_the_other() -> None:
    lithuanian = voice("lt", ("violin", "Smuikas turi keturias stygas"), ("viola", "Altas turi penkias stygas"))
    assert compared(GERMAN, lithuanian) == [("viola", "conflict"), ("violin", "agree")]


def test_two_things_with_equal_numbers_agree() -> None:
    italian = voice("it", ("violin", "Il violino ha quattro corde: sol, re, la, mi"), ("viola", "La viola ha 4 corde"))
    assert compared(GERMAN, italian) == [("viola", "agree"), ("violin", "agree")]


@pytest.mark.parametrize(
    ("code", "clause", "relation"),
    [
        ("bg", "Митозата протича в четири фази: профаза и други", "agree"),
        ("en", "There are five phases of mitosis", "conflict"),
        ("es", "La mitosis tiene cinco fases", "conflict"),
        ("pl", "Mitoza ma cztery fazy", "agree"),
    ],
)
def test_nouns_that_sound_alike_are_one(code: str, clause: str, relation: str) -> None:
    assert compared(voice("ca", ("violin", "La mitosi té quatre fases")), voice(code, ("violin", clause))) == [
        ("violin", relation)
    ]


@pytest.mark.parametrize(
    ("clause", "force"),
    [
        ("Smuikas turi penkis pirštus", {}),  # fingers, of which nothing is known
        ("Smuikas dažniausiai turi penkias stygas", {"modality": Modality.TYPICAL}),
        ("Smuikas sveria penkis kilogramus", {}),  # a unit
        ("Smuikas, kurį čia matote kairėje pusėje, turi net penkias stygas", {}),  # it says more
    ],
)
def test_what_may_count_something_else_is_not_compared(clause: str, force: dict[str, object]) -> None:
    german = voice("de", ("violin", "Die Geige hat vier Saiten"))
    assert compared(german, voice("lt", ("violin", clause), **force)) == []
