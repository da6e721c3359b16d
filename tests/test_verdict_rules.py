"""Verdicts: the levels of a comparison in their order, and what two small sources agree and differ on."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from pipeline.model import Document, Modality, Origin, Polarity, Relation, Span, Statement, Topic
from pipeline.verdicts.across import across
from pipeline.verdicts.contrasts import swaps
from pipeline.verdicts.counts import compare_counts, listings, stated
from pipeline.verdicts.position import Position, holding, positions, together
from pipeline.verdicts.respects import Respect, Side
from pipeline.verdicts.rules import ENUMERATIONS, EXCLUSION, GENERA, SETS, SHARED_VALUE, compare, listed

Read = Callable[..., Document]
Compare = Callable[..., tuple[Topic, ...]]

SAID = Statement("0" * 12, "source:tea", "aspect:cost", "…", Span(0, 1), Origin.PROSE, 0.9)


def position(*values: str, name: str = "a", **force: object) -> Position:
    statement = replace(SAID, value_concept_ids=values, **force)  # type: ignore[arg-type]
    return Position(name, (statement,), frozenset(values))


def rule(a: Position, b: Position, levels: object) -> tuple[str, str, str] | None:
    found = compare(a, b, levels, str)  # type: ignore[arg-type]
    return (found.rule, found.relation.value, found.strength) if found else None


# --- levels ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("ab", "ab", ("set.equal", "agree", "")),
        ("a", "ab", ("set.subset", "subset", "")),
        ("abc", "ab", ("set.subset", "subset", "")),
        ("ab", "bc", ("set.overlap", "partial", "")),
        ("a", "b", ("set.different", "partial", "")),
    ],
)
def test_sets_are_compared_from_equal_to_different(one: str, other: str, expected: tuple[str, str, str]) -> None:
    assert rule(position(*one), position(*other), SETS) == expected


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        (position("quality:red"), position("quality:green"), ("values.contrasting", "conflict", "soft")),
        (position("quality:red"), position("quality:brown"), None),  # near
        (position("quality:red", "quality:blue"), position("quality:green"), None),
        (position("quality:red", open_list=True), position("quality:green"), None),
        (position("quality:red", modality=Modality.POSSIBLE), position("quality:green"), None),
        (position("quality:red", origin=Origin.LIST), position("quality:green"), None),
    ],
)
def test_one_colour_contrasts_softly_with_another_where_each_is_all_that_is_said(
    one: Position, other: Position, expected: tuple[str, str, str] | None
) -> None:
    assert rule(one, other, EXCLUSION) == expected
    assert rule(other, one, EXCLUSION) == expected


def test_disjoint_divisions_are_a_soft_conflict_unless_both_are_left_open() -> None:
    assert rule(position("a", "b"), position("c", "d"), ENUMERATIONS) == ("enumeration.disjoint", "conflict", "soft")
    assert rule(position("a", "b", open_list=True), position("c"), ENUMERATIONS) == (
        "enumeration.disjoint",
        "conflict",
        "soft",
    )
    left_open = position("a", "b", open_list=True), position("c", "d", open_list=True)
    assert rule(*left_open, ENUMERATIONS) == ("set.different", "partial", "")


def test_two_kinds_of_thing_are_a_soft_conflict() -> None:
    assert rule(position("a"), position("b"), GENERA) == ("genus.differs", "conflict", "soft")


@pytest.mark.parametrize(
    ("force", "expected"),
    [
        ({}, ("value.shared", "agree", "")),
        ({"modality": Modality.POSSIBLE}, ("value.force", "partial", "")),
        ({"modality": Modality.TYPICAL}, ("value.shared", "agree", "")),
        ({"polarity": Polarity.NEGATIVE}, ("value.denied", "partial", "")),
        ({"polarity": Polarity.NEGATIVE, "modality": Modality.POSSIBLE}, ("value.denied", "partial", "")),
    ],
)
def test_a_shared_value_is_weighed_by_its_force(force: dict[str, object], expected: tuple[str, str, str]) -> None:
    assert rule(position("a"), position("a", **force), SHARED_VALUE) == expected
    assert rule(position("a", **force), position("a", **force), SHARED_VALUE) == ("value.shared", "agree", "")


@pytest.mark.parametrize(
    ("force", "expected"),
    [
        ({}, ("values.exclusive", "conflict", "hard")),
        ({"modality": Modality.TYPICAL}, ("values.exclusive_hedged", "conflict", "soft")),
        ({"origin": Origin.LIST}, ("values.exclusive_hedged", "conflict", "soft")),
    ],
)
def test_values_that_exclude_each_other_conflict(force: dict[str, object], expected: tuple[str, str, str]) -> None:
    high, low = position("scale:high"), position("scale:low", **force)
    assert rule(high, low, EXCLUSION) == rule(low, high, EXCLUSION) == expected
    assert rule(high, high, EXCLUSION) is None
    assert rule(high, position("scale:fast"), EXCLUSION) is None


def test_a_reason_names_the_sides_and_their_values() -> None:
    found = compare(position("b", "a", name="one.txt"), position("b", name="two.txt"), SETS, str.upper)
    assert found is not None
    assert found.reason == "All that two.txt names (B) is also named by one.txt (A, B)."
    assert listed(frozenset(), str) == "nothing that could be named"


# --- positions ------------------------------------------------------------------------------------------------


def test_statements_of_the_same_values_are_one_position() -> None:
    said = [replace(SAID, value_concept_ids=ids) for ids in (("a", "b"), ("c",), ("b", "a"), ())]
    assert [(sorted(one.values), len(one.statements)) for one in positions("x", said)] == [(["a", "b"], 2), (["c"], 1)]
    assert len(holding("x", said, "a").statements) == 2
    assert together("x", said).values == {"a", "b", "c"}


# --- counts ---------------------------------------------------------------------------------------------------


def count(number: int, origin: Origin = Origin.PROSE, open_list: bool = False) -> Statement:
    return replace(SAID, count=number, origin=origin, open_list=open_list, enumeration=origin is Origin.LIST)


@pytest.mark.parametrize(
    ("one", "other", "rule", "reason"),
    [
        (count(6), count(6, Origin.LIST), "count.equal", "6 are claimed, and 6 are listed."),
        (count(6), count(5, Origin.LIST), "count.unequal", "6 are claimed, but 5 are listed."),
        (count(6), count(5), "count.unequal", "6 are claimed, but 5 are claimed."),
        (count(6), count(5, Origin.LIST, open_list=True), None, None),
    ],
)
def test_counts_are_compared(one: Statement, other: Statement, rule: str | None, reason: str | None) -> None:
    found = compare_counts(one, other)
    assert (found.rule if found else None, found.reason if found else None) == (rule, reason)


def test_what_is_claimed_and_what_is_listed_are_told_apart() -> None:
    said = [count(6), count(5, Origin.LIST), SAID]
    assert (stated(said), listings(said)) == ([said[0]], [said[1]])


# --- swapped contrasts ----------------------------------------------------------------------------------------


def contrast(*held: tuple[str, str], origin: Origin = Origin.KEY_DIFFERENCE) -> list[Statement]:
    return [replace(SAID, subject_id=subject, value_concept_ids=(value,), origin=origin) for subject, value in held]


def test_a_contrast_the_other_way_round_is_found_once() -> None:
    one, other = contrast(("tea", "hot"), ("coffee", "cold")), contrast(("tea", "cold"), ("coffee", "hot"))
    assert [(swap.aspect_id, len(swap.statements)) for swap in swaps(one, other)] == [("aspect:cost", 4)]
    assert list(swaps(one, one)) == []
    assert list(swaps(one, contrast(("tea", "cold")))) == []
    assert list(swaps(one, [*other, *contrast(("tea", "hot"))])) == []
    assert list(swaps(one, contrast(("tea", "cold"), ("coffee", "hot"), origin=Origin.PROSE))) == []


# --- two sources ----------------------------------------------------------------------------------------------

OPENING = "BPO stands for business process outsourcing. A call center is an office."
ONE = f"Difference between BPO and call center\n\n{OPENING}\n\n"
OTHER = f"Call center vs BPO\n\n{OPENING}\n\n"


def verdicts(read: Read, compare: Compare, one: str, other: str, aspect: str) -> list[tuple[str, str, str, str]]:
    (topic,) = compare(read(ONE + one, "a.txt"), read(OTHER + other, "b.txt"))
    return [
        (verdict.scope.value, verdict.relation.value, verdict.strength, verdict.rule)
        for verdict in topic.verdicts
        if verdict.aspect_id == f"aspect:{aspect}"
    ]


@pytest.mark.parametrize(
    ("one", "other", "aspect", "expected"),
    [
        ("BPO is offshore.", "BPO lies offshore.", "location", ("cross", "agree", "", "value.shared")),
        ("BPO is offshore.", "BPO may be offshore.", "location", ("cross", "partial", "", "value.force")),
        ("BPO is offshore.", "BPO is not offshore.", "location", ("cross", "partial", "", "value.denied")),
        ("BPO is offshore.", "People like BPO.", "location", ("cross", "only_in", "", "value.only_in")),
        (
            "The cost of BPO is high.",
            "The cost of BPO is low.",
            "cost",
            ("cross", "conflict", "hard", "values.exclusive"),
        ),
    ],
)
def test_what_two_sources_say_is_compared(
    read: Read, compare: Compare, one: str, other: str, aspect: str, expected: tuple[str, str, str, str]
) -> None:
    assert verdicts(read, compare, one, other, aspect) == [expected]


def test_unequal_counts_are_a_hard_conflict(read: Read, compare: Compare) -> None:
    found = verdicts(read, compare, "Call centers are of six types.", "Call centers are of five types.", "types")
    assert ("cross", "conflict", "hard", "count.unequal") in found


def test_two_divisions_are_a_soft_conflict(read: Read, compare: Compare) -> None:
    one = "BPO is divided into,\n• Front office\n• Back office"
    other = "BPO is divided into,\n• Horizontal BPO\n• Vertical BPO"
    assert ("cross", "conflict", "soft", "enumeration.disjoint") in verdicts(read, compare, one, other, "types")
    assert ("cross", "agree", "", "set.equal") in verdicts(read, compare, one, one, "types")


def test_names_in_two_languages_that_nobody_joined_are_no_two_divisions() -> None:
    """Two lists conflict in one language; in two they may name the same, unless the vocabulary has all their names."""

    def rules(language: str, *values: str) -> set[str]:
        sides = (
            Side("a", "0" * 12, (listing("source:green-tea", "source:black-tea"),), "en"),
            Side("b", "1" * 12, (listing(*values),), language),
        )
        return {verdict.rule for verdict in across(Respect("t", "source:tea", "aspect:types"), *sides, str)}

    def listing(*values: str) -> Statement:
        return replace(SAID, value_concept_ids=values, aspect_id="aspect:types", origin=Origin.LIST, enumeration=True)

    assert "enumeration.disjoint" in rules("en", "source:oolong", "source:pu-erh")
    assert rules("pl", "source:herbata-zielona", "source:herbata-czarna") == {"set.different"}
    assert rules("pl", "source:green-tea", "source:black-tea") == {"set.equal", "value.shared"}


def test_a_source_that_contradicts_itself_is_told(read: Read, compare: Compare) -> None:
    text = "Call centers are divided into three types,\n• Inbound call centers\n• Outbound call centers"
    assert ("within", "conflict", "hard", "count.unequal") in verdicts(read, compare, text, "Nothing more.", "types")


def test_swapped_subjects_are_a_hard_conflict(read: Read, compare: Compare) -> None:
    text = "The main difference between BPO and call center is that the former is {}, while the latter is {}."
    found = verdicts(read, compare, text.format("offshore", "local"), text.format("local", "offshore"), "location")
    assert ("cross", "conflict", "hard", "contrast.swapped") in found


@pytest.mark.parametrize("given", ["norwegian", "turkish"])
def test_an_article_conflicts_with_itself_only_where_it_contradicts_itself(
    read: Read, compare: Compare, request: pytest.FixtureRequest, given: str
) -> None:
    text = request.getfixturevalue(given)
    (topic,) = compare(read(text, "a.txt"), read(text + "\n", "b.txt"))
    within, cross = (
        {(one.relation, one.subject_id, one.aspect_id, one.rule) for one in topic.verdicts if one.scope.value == scope}
        for scope in ("within", "cross")
    )
    assert {relation for relation, *_ in cross} >= {Relation.AGREE}
    assert not [one for one in cross if one[0] is Relation.ONLY_IN]
    assert {one for one in cross if one[0] is Relation.CONFLICT} <= within


def test_a_bullet_less_contradicts_the_six_of_the_given_norwegian_article(
    read: Read, compare: Compare, norwegian: str
) -> None:
    def unequal(text: str) -> list[str]:
        (topic,) = compare(read(text))
        return [verdict.reason for verdict in topic.verdicts if verdict.rule == "count.unequal"]

    assert unequal(norwegian) == []
    fewer = "\n".join(line for line in norwegian.splitlines() if "CRM Call Centers" not in line)
    assert unequal(fewer) == ["6 are claimed, but 5 are listed."]


def test_sources_on_other_things_are_not_compared(read: Read, compare: Compare) -> None:
    other = "Difference between slate and shale\n\nSlate is a stone. Shale is a stone."
    assert [len(topic.documents) for topic in compare(read(ONE, "a.txt"), read(other, "b.txt"))] == [1, 1]


def test_the_order_of_the_sources_does_not_matter(read: Read, compare: Compare, norwegian: str, turkish: str) -> None:
    one, other = read(norwegian, "a.txt"), read(turkish, "b.txt")
    assert compare(one, other) == compare(other, one)


@pytest.mark.parametrize(
    ("one", "other", "found"),
    [
        ("large", "high", "values.same_end"),
        ("large", "low", "values.exclusive"),
        ("large", "slow", ""),
        ("high", "high", ""),
    ],
)
def test_a_large_consumption_is_a_high_one(one: str, other: str, found: str) -> None:
    sides = [
        Side(name, name, (replace(SAID, origin=Origin.TABLE, value_concept_ids=(f"scale:{place}",)),), language)
        for name, place, language in (("a", one, "ro"), ("b", other, "ko"))
    ]
    rules = [verdict.rule for verdict in across(Respect("t", "s", "source:consumption"), *sides, str)]
    assert [rule for rule in rules if rule.startswith("values.")] == ([found] if found else [])


def test_a_count_agrees_with_a_list_of_as_many_in_another_source() -> None:
    listed = [Side("b", "b", (count(number, Origin.LIST),), "ro") for number in (2, 3)]
    claim = Side("a", "a", (count(2),), "ko")
    found = [[one.rule for one in across(Respect("t", "s", "aspect:types"), claim, side, str)] for side in listed]
    assert found == [["count.equal"], []]
