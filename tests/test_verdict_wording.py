"""Verdicts without a vocabulary: quantities, wording, attribution, and the second opinion of a backend."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace

import pytest

from pipeline import languages
from pipeline.model import Document, Modality, Origin, Polarity, Relation, Scope, Span, Statement, Topic, Verdict
from pipeline.reading.force import polarity_of
from pipeline.verdicts.attribution import attributions_across, attributions_within
from pipeline.verdicts.inference import Judgement, reviewed
from pipeline.verdicts.quantities import compare_numbers, compare_quantities, quantities
from pipeline.verdicts.respects import Voice
from pipeline.verdicts.wording import compare_wording

Read = Callable[..., Document]
Compare = Callable[..., tuple[Topic, ...]]

CELL = Statement("0" * 12, "tea", "aspect:cost", "…", Span(0, 1), Origin.TABLE, 0.9)


def cell(value: str, **force: object) -> Statement:
    return replace(CELL, value=value, **force)  # type: ignore[arg-type]


# --- quantities -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2,540 t", [(2540, "t")]),
        ("2.540 t", [(2540, "t")]),
        ("2,5 km", [(2.5, "km")]),
        ("0.125", [(0.125, "")]),
        ("1.234.567", [(1234567, "")]),
        ("12,345.67 €", [(12345.67, "€")]),
        ("٢٫٥ كم", [(2.5, "كم")]),
        ("M2TS", []),
        ("160 000 especies", [(160000, "especies")]),
        ("400 a 600", [(400, ""), (600, "")]),  # a word between two bare numbers is no unit, though "a" is a year
        ("5 a 10 cm", [(5, "a"), (10, "cm")]),
        ("$40 per square foot", [(40, "per")]),
    ],
)
def test_numbers_are_read_as_they_are_written(text: str, expected: list[tuple[float, str]]) -> None:
    assert [(one.value, one.unit) for one in quantities(text)] == expected


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("1.5 km", "1500 m", ("quantity.equal", "agree", "")),
        ("5 km", "3.1 mile", ("quantity.equal", "agree", "")),
        ("5 km", "3 km", ("quantity.unequal", "conflict", "hard")),
        ("5 km", "500 m", ("quantity.unequal", "conflict", "hard")),
        ("5 km", "> 3 km", ("quantity.open", "partial", "")),
        ("5 km", "3 kg", None),
        ("5 km", "far", None),
        ("5 km", "3 to 4 km", None),
        ("5 GB", "Runs where there are at least 3 GB of free memory left for it", ("quantity.aside", "partial", "")),
        ("In 1995", "1997", ("quantity.unequal", "conflict", "hard")),
    ],
)
def test_quantities_are_compared_within_their_rounding(
    one: str, other: str, expected: tuple[str, str, str] | None
) -> None:
    found = compare_quantities(cell(one), cell(other))
    assert (found and (found.rule, found.relation.value, found.strength)) == expected


def test_a_hedged_number_is_no_hard_conflict() -> None:
    found = compare_quantities(cell("5 km"), cell("3 km", modality=Modality.POSSIBLE))
    assert found is not None
    assert found.strength == "soft"


@pytest.mark.parametrize(
    ("one", "other", "conflict"),
    [
        ("850 years and 3 kings", "850 år og 4 konger", True),
        ("850 years and 3 kings", "850 år og tre konger", False),
        ("1.5 million", "1,500,000", False),
        ("100万", "1,000,000", False),
        ("2.5 km", "2,5 km", False),
    ],
)
def test_renderings_give_the_same_numbers(one: str, other: str, conflict: bool) -> None:
    found = compare_numbers(cell(one), cell(other))
    assert (found is not None) is conflict
    assert found is None or (found.relation, found.strength) == (Relation.CONFLICT, "soft")


def test_a_run_without_two_units_pays_for_no_registry() -> None:
    script = "import sys, pipeline.stages.consistency; sys.exit('pint' in sys.modules or 'scipy' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", script], check=False).returncode == 0


# --- wording --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("one", "other", "force", "expected"),
    [
        ("Supports comments", "It supports comments", {}, ("wording.same", "agree", "")),
        ("High", "Low", {}, ("wording.opposite", "conflict", "hard")),
        ("High cost", "Low cost", {"modality": Modality.POSSIBLE}, ("wording.opposite", "conflict", "soft")),
        ("High cost", "Not low cost", {"polarity": Polarity.NEGATIVE}, ("wording.opposite_denied", "partial", "")),
        ("Has comments", "Has no comments", {"polarity": Polarity.NEGATIVE}, ("wording.denied", "conflict", "soft")),
        ("Brewed for minutes", "Drunk by kings", {}, None),
        ("High cost of labour in towns", "Low noise of engines at night", {}, None),
        ("Takes 5 minutes", "Takes 6 minutes", {}, None),
    ],
)
def test_words_decide_only_where_all_else_is_the_same(
    one: str, other: str, force: dict[str, object], expected: tuple[str, str, str] | None
) -> None:
    found = compare_wording(cell(one), cell(other, **force), "en")
    assert (found and (found.rule, found.relation.value, found.strength)) == expected


def test_opposites_come_from_the_language_data() -> None:
    found = compare_wording(cell("Rask"), cell("Langsom"), "nb")
    assert found is not None
    assert found.relation is Relation.CONFLICT
    assert compare_wording(cell("速い"), cell("遅い"), "ja") is not None
    assert compare_wording(cell("Rask"), cell("Langsom"), "und") is None


@pytest.mark.parametrize(
    ("code", "text", "denied"),
    [
        ("fr", "Le thé n'est pas cher", True),  # two words deny once
        ("tr", "Hiçbir kahve ucuz değil", True),
        ("nb", "Ikke uten melk", False),  # and two deny nothing where there is no concord
        ("nb", "Uten melk", True),
    ],
)
def test_negations_deny_once_where_a_language_has_concord(code: str, text: str, denied: bool) -> None:
    language = languages.load(code)
    cues = language.lexicon.find(language.fold_key(text))
    assert (polarity_of(cues, concord=language.negative_concord) is Polarity.NEGATIVE) is denied


# --- attribution ----------------------------------------------------------------------------------------------------


def voice(name: str, *said: Statement) -> Voice:
    return Voice(name, name, "en", said)


SALES = cell("sales", value_concept_ids=("sales",), subject_id="tea")


def test_a_value_given_to_one_thing_in_a_contrast_and_to_the_other_elsewhere_is_partial() -> None:
    elsewhere = replace(SALES, subject_id="coffee", origin=Origin.PROSE, span=Span(9, 10))
    (found,) = attributions_within("topic", voice("a", SALES, elsewhere), str)
    assert (found.relation, found.rule, found.subject_id) == (Relation.PARTIAL, "value.other_subject", "tea")
    assert len(list(attributions_across("topic", voice("a", SALES), voice("b", elsewhere), str))) == 1


def test_a_likeness_is_no_attribution() -> None:
    both_cells = SALES, replace(SALES, subject_id="coffee", span=Span(9, 10))
    assert list(attributions_within("topic", voice("a", *both_cells), str)) == []
    assert list(attributions_across("topic", voice("a", *both_cells), voice("b", SALES), str)) == []
    prose = [replace(one, origin=Origin.PROSE) for one in both_cells]
    assert list(attributions_within("topic", voice("a", *prose), str)) == []


# --- a second opinion -----------------------------------------------------------------------------------------------


class Always:
    """A backend that gives the same judgement on everything."""

    def __init__(self, contradiction: float) -> None:
        self.contradiction = contradiction

    def judge(self, premise: Statement, hypothesis: Statement) -> Judgement:
        return Judgement(1 - self.contradiction, self.contradiction)


def verdict(relation: Relation, strength: str = "") -> Verdict:
    said = CELL, replace(CELL, source_id="1" * 12)
    return Verdict("topic", Scope.CROSS, "tea", "aspect:cost", relation, strength, said, "rule", "Why.", 0.9)


@pytest.mark.parametrize(
    ("relation", "strength", "contradiction", "expected"),
    [
        (Relation.CONFLICT, "hard", 0.1, (Relation.PARTIAL, "")),
        (Relation.CONFLICT, "hard", 0.9, (Relation.CONFLICT, "hard")),
        (Relation.AGREE, "", 0.95, (Relation.PARTIAL, "")),
        (Relation.AGREE, "", 0.5, (Relation.AGREE, "")),
        (Relation.PARTIAL, "", 1.0, (Relation.PARTIAL, "")),
        (Relation.ONLY_IN, "", 1.0, (Relation.ONLY_IN, "")),
    ],
)
def test_a_backend_may_lower_a_verdict_and_makes_no_conflict(
    relation: Relation, strength: str, contradiction: float, expected: tuple[Relation, str]
) -> None:
    (found,) = reviewed([verdict(relation, strength)], Always(contradiction))
    assert (found.relation, found.strength) == expected
    assert list(reviewed([verdict(relation, strength)], None)) == [verdict(relation, strength)]


# --- two sources ----------------------------------------------------------------------------------------------------

HEAD = "Slate vs Shale\n\nSlate is a stone. Shale is a stone.\n\n"


def test_cells_are_compared_by_what_they_say(read: Read, compare: Compare) -> None:
    one = HEAD + "Feature\tSlate\tShale\nThickness\t5 mm\t7 mm\nGrain\tFine\tCoarse\nPrice\tHigh\tLow\n"
    other = (
        "Which is better?\n\n" + HEAD + "Price\n\nFeature\tShale\tSlate\nThickness\t0.7 cm\t6 mm\nGrain\tCoarse\tFine\n"
    )
    (topic,) = compare(read(one, "a.txt"), read(other, "b.txt"))
    found = {
        (one.subject_id, one.rule, one.relation.value) for one in topic.verdicts if one.relation is not Relation.ONLY_IN
    }
    assert found >= {
        ("source:slate", "quantity.unequal", "conflict"),
        ("source:shale", "quantity.equal", "agree"),
        ("source:slate", "wording.same", "agree"),
    }
