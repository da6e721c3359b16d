"""Events: two clauses in any two languages give the year in which a thing came about."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pipeline import languages
from pipeline.model import Modality, Origin, Polarity, Span, Statement
from pipeline.verdicts.events import compare_events
from pipeline.verdicts.respects import Voice

SAID = Statement("0" * 12, "source:meiosis", "aspect:features", "…", Span(0, 1), Origin.PROSE, 0.5)
CATALAN = "La meiosi va ser descoberta el 1883"


def compared(one: str, code: str, other: str, other_code: str, **force: object) -> list[tuple[str, str]]:
    voices = (
        Voice("a", "a", code, (replace(SAID, value=one, source_id="a"),)),
        Voice("b", "b", other_code, (replace(SAID, value=other, source_id="b", **force),)),  # type: ignore[arg-type]
    )
    return [(verdict.relation.value, verdict.rule) for verdict in compare_events("t", *voices)]


@pytest.mark.parametrize(
    ("code", "clause"),
    [
        ("bg", "Мейозата е открита през {year} година"),
        ("de", "Die Meiose wurde im Jahr {year} entdeckt"),
        ("en", "Meiosis was first described in {year}"),
        ("fi", "Meioosi keksittiin vuonna {year}"),
        ("fa", "میوز در سال {year} کشف شد"),
        ("hi", "अर्धसूत्री विभाजन की खोज {year} में हुई थी"),
        ("ja", "減数分裂は{year}年に発見されました"),
        ("tr", "Mayoz {year} yılında keşfedildi"),
        ("vi", "Giảm phân được phát hiện năm {year}"),
    ],
)
def test_two_years_of_one_event_are_a_soft_conflict(code: str, clause: str) -> None:
    assert compared(CATALAN, "ca", clause.format(year=1876), code) == [("conflict", "clause.other_year")]
    assert compared(CATALAN, "ca", clause.format(year=1883), code) == [("agree", "clause.same_year")]


@pytest.mark.parametrize(
    ("code", "clause", "force"),
    [
        ("en", "Meiosis was introduced in 1876", {}),  # another event
        ("en", "Meiosis was discovered in Japan in 1876", {}),  # there
        ("en", "Meiosis was discovered between 1876 and 1890", {}),
        ("en", "Meiosis was not discovered in 1876", {"polarity": Polarity.NEGATIVE}),
        ("en", "Meiosis may have been discovered in 1876", {"modality": Modality.POSSIBLE}),
        ("en", "The enzyme that cuts both strands during meiosis was discovered in 1876 by two students", {}),
        ("en", "Meiosis was discovered by 1876 people", {"origin": Origin.TABLE}),
    ],
)
def test_what_may_be_another_event_is_no_conflict(code: str, clause: str, force: dict[str, object]) -> None:
    assert compared(CATALAN, "ca", clause, code, **force) == []


def test_what_tells_of_an_event_is_data_of_each_language() -> None:
    told = [code for code in languages.available() if languages.load(code).events]
    assert len(told) > 55
