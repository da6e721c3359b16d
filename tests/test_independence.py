"""Independence: sources that render one original are found, and count once; others are left alone."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from pipeline.independence import families
from pipeline.independence.likeness import Likeness, likeness
from pipeline.independence.passages import passages, width
from pipeline.model import Document, Topic
from pipeline.stages.independence import find_derivations

Read = Callable[..., Document]
Compare = Callable[..., tuple[Topic, ...]]

ENGLISH = """Tea vs Coffee

Tea is a drink of leaves that many people take in the afternoon with milk. Coffee is roasted.

Feature\tTea\tCoffee
Origin\tFirst drunk in China some 3000 years ago, as a medicine of monks and courts\tEthiopia, 850
Brewing\t3 minutes\tIt is ground, pressed and brewed with water of 92 degrees in 25 seconds
Effect\tMild, since tannin slows it\tStrong and fast, but it does not last as long as people think
Price\tNot high\tDepends on harvest, roasting, port and the rate of the dollar
"""
NORWEGIAN = """Tea vs Coffee

Te er en drikk av blader som mange tar om ettermiddagen med melk. Kaffe er brent.

Egenskap\tTea\tCoffee
Opprinnelse\tFørst drukket i Kina for rundt 3000 år siden, som medisin for munker og hoff\tEtiopia, 850
Brygging\t3 minutter\tDen males, presses og brygges med vann på 92 grader i 25 sekunder
Virkning\tMild, for garvestoff bremser\tSterk og rask, men den varer ikke så lenge som folk tror
Pris\tIkke høy\tAvhenger av avling, brenning, havn og kursen på dollar
"""
INDEPENDENT = """Coffee vs Tea

Nobody agrees which is the better one. We asked twelve people in four towns what they drink and why they do so.

• Coffee keeps you awake
• Tea calms you down after a long day at work, which is what most of those whom we asked were looking for
• Both stain your teeth
"""


def derived(*documents: Document) -> dict[str, str]:
    topic = find_derivations(Topic("tea", ("tea",), tuple(documents)))
    paths = {document.source.source_id: document.source.path for document in documents}
    return {paths[one.source_id]: paths[one.original_id] for one in topic.derivations}


def test_a_width_counts_what_characters_say() -> None:
    assert width("tea") == 3
    assert width("茶道") == pytest.approx(6.4)
    assert width("दि") == 1  # a vowel sign is no letter


def test_a_translation_is_found_and_an_independent_article_is_not(read: Read) -> None:
    one, other, third = read(ENGLISH, "a.txt"), read(NORWEGIAN, "b.txt"), read(INDEPENDENT, "c.txt")
    assert derived(one, other, third) == derived(third, other, one) == {"b.txt": "a.txt"}


def test_the_given_articles_are_independent(read: Read, norwegian: str, turkish: str) -> None:
    one, other = read(norwegian, "a.txt"), read(turkish, "b.txt")
    assert derived(one, other) == {}
    assert not likeness(passages(one), passages(other)).translated


def test_a_copy_is_derived_and_told(read: Read, compare: Compare) -> None:
    (topic,) = compare(read(ENGLISH, "a.txt"), read(ENGLISH + "\n", "b.txt"))
    told = [finding for finding in topic.findings if finding.code == "source.derived"]
    assert [finding.source_id for finding in told] == [topic.documents[1].source.source_id]
    assert "a.txt" in told[0].message


SHORT = "Tea vs Coffee\n\nTea is mild.\n\nCoffee is strong."
AS_A_PAGE = "<html><title>Tea vs Coffee</title><h1>Tea vs Coffee</h1><p>Tea is mild.</p><p>Coffee is <b>strong</b>.</p>"


@pytest.mark.parametrize(
    ("other", "path"),
    [
        pytest.param(SHORT.replace("\n", "\r\n"), "b.txt", id="with other line ends"),
        pytest.param(AS_A_PAGE, "b.html", id="saved as a page"),
    ],
)
def test_a_short_article_in_the_same_words_is_one_with_the_other(read: Read, other: str, path: str) -> None:
    assert derived(read(SHORT, "a.txt"), read(other, path)) == {path: "a.txt"}
    assert derived(read(SHORT, "a.txt"), read(other.replace("mild", "weak"), path)) == {}


@pytest.mark.parametrize(
    ("score", "coverage", "pairs", "left_out", "translated"),
    [
        pytest.param(6.0, 0.4, 12, 0, True, id="strong enough in all"),
        pytest.param(5.9, 0.4, 2, 0, False, id="too little in all"),
        pytest.param(6.0, 0.39, 2, 0, False, id="too little of both texts"),
        pytest.param(6.0, 0.4, 13, 0, False, id="too little a passage"),
        pytest.param(6.0, 0.4, 11, 2, False, id="too little a passage, with two that have no partner"),
    ],
)
def test_a_translation_is_alike_in_all_and_passage_by_passage(
    score: float, coverage: float, pairs: int, left_out: int, translated: bool
) -> None:
    assert Likeness(score, coverage, ((0, 0),) * pairs, left_out).translated == translated


def test_a_source_with_as_many_cells_as_most_stands_for_the_others(read: Read) -> None:
    longer = read(ENGLISH + "Cups\tTwo a day\tThree a day\n", "longer.txt")
    assert derived(longer, read(ENGLISH, "en.txt"), read(NORWEGIAN, "nb.txt")) == {
        "longer.txt": "en.txt",
        "nb.txt": "en.txt",
    }


def test_two_tables_with_the_same_rows_are_no_translation_where_the_prose_is_another(read: Read) -> None:
    folder = Path(__file__).parent / "pairs" / "piano_guitar"
    one, other = (read((folder / name).read_text(encoding="utf-8"), name) for name in ("fr.txt", "pl.txt"))
    assert derived(one, other) == {}
    found = likeness(passages(one), passages(other))
    assert len(found.pairs) == 24
    assert found.left_out == 3
    assert replace(found, left_out=0).translated


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        pytest.param({"3 minutter": "5 minutter"}, {"b.txt": "a.txt"}, id="a slip in one row"),
        pytest.param({"3 minutter": "5 minutter", "3000 år": "2000 år"}, {}, id="two rows say it otherwise"),
    ],
)
def test_rows_that_contradict_refute_a_translation(
    read: Read, changes: dict[str, str], expected: dict[str, str]
) -> None:
    rendered = NORWEGIAN
    for was, now in changes.items():
        rendered = rendered.replace(was, now)
    assert derived(read(ENGLISH, "a.txt"), read(rendered, "b.txt")) == expected


def test_twice_as_many_sources_are_looked_at_twice_as_often(read: Read, monkeypatch: pytest.MonkeyPatch) -> None:
    looked_at: list[object] = []
    monkeypatch.setattr(families, "overlap", lambda *sketches: looked_at.append(sketches) or 0.0)
    monkeypatch.setattr(families, "likeness", lambda *_: Likeness(0.0, 0.0, ()))
    opening = "Tea vs Coffee\n\nTea is a drink of 1850. Coffee is a drink of 1660.\n\n"
    documents = [read(opening + "x" * (one**2 % 97) + f" {one % 40} cups\n", str(one)) for one in range(320)]
    counts = []
    for many in (160, 320):
        find_derivations(Topic("tea", ("tea",), tuple(documents[:many])))
        counts.append(len(looked_at))
        looked_at.clear()
    assert counts[0] > 160 * 16
    assert counts[1] < 2.3 * counts[0]  # four times as often, were each held against each


def test_a_translation_is_found_among_many_sources_whatever_their_order(read: Read) -> None:
    opening = "Tea vs Coffee\n\nTea is a drink. Coffee is a drink.\n\n"
    others = [read(opening + "\n\n".join(f"{one * word} x" for word in range(one)), f"{one:03}") for one in range(90)]
    one, other = read(ENGLISH, "a.txt"), read(NORWEGIAN + "\nEnd\n\n" * 60, "z.txt")
    found = derived(one, *others, other)
    assert found.get("a.txt") == "z.txt" or found.get("z.txt") == "a.txt"


def test_the_work_grows_with_the_sources_and_not_with_their_pairs(read: Read, monkeypatch: pytest.MonkeyPatch) -> None:
    aligned = []
    monkeypatch.setattr(families, "likeness", lambda *texts: aligned.append(texts) or likeness(*texts))
    opening = "Tea vs Coffee\n\nTea is a drink. Coffee is a drink.\n\n"
    documents = [read(opening + "x" * (number**2 % 97) + "\n" * (number + 1), str(number)) for number in range(40)]
    find_derivations(Topic("tea", ("tea",), tuple(documents)))
    assert 100 < len(aligned) <= len(documents) * 8  # of 780 pairs


# --- what renderings say of each other ------------------------------------------------------------------------------


def verdicts(read: Read, compare: Compare, one: str, other: str) -> list[tuple[str, str]]:
    (topic,) = compare(read(one, "a.txt"), read(other, "b.txt"))
    return [(verdict.rule, verdict.relation.value) for verdict in topic.verdicts if verdict.scope.value == "cross"]


def test_renderings_agree_and_corroborate_nothing(read: Read, compare: Compare) -> None:
    assert set(verdicts(read, compare, ENGLISH, NORWEGIAN)) == {("translation.same_passage", "agree")}
    (topic,) = compare(read(ENGLISH, "a.txt"), read(NORWEGIAN, "b.txt"))
    assert all("corroborates nothing" in verdict.reason for verdict in topic.verdicts)


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("850", "950", ("translation.number", "conflict")),
        ("varer ikke så lenge", "varer like lenge", ("translation.negation", "partial")),
    ],
)
def test_a_rendering_that_says_something_else_is_told(
    read: Read, compare: Compare, before: str, after: str, expected: tuple[str, str]
) -> None:
    assert before in NORWEGIAN
    found = verdicts(read, compare, ENGLISH, NORWEGIAN.replace(before, after))
    assert found.count(expected) == 1
    assert len(found) == len(verdicts(read, compare, ENGLISH, NORWEGIAN))


def test_swapped_columns_of_a_rendering_are_a_conflict(read: Read, compare: Compare) -> None:
    swapped = NORWEGIAN.replace("Egenskap\tTea\tCoffee", "Egenskap\tCoffee\tTea")
    assert verdicts(read, compare, ENGLISH, swapped) == [("translation.swapped", "conflict")]


def test_three_renderings_are_one_verdict_for_each_passage(read: Read, compare: Compare) -> None:
    danish = NORWEGIAN.replace("ettermiddagen", "eftermiddagen").replace("melk", "mælk")
    (topic,) = compare(read(ENGLISH, "a.txt"), read(NORWEGIAN, "b.txt"), read(danish, "c.txt"))
    agreeing = [one for one in topic.verdicts if one.rule == "translation.same_passage"]
    assert {len({said.source_id for said in one.statements}) for one in agreeing} == {3}
