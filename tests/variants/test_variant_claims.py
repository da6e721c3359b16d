"""Variants in what is said: counts, former and latter, single words, and the verdicts that must follow."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from pipeline.model import Document, Modality, Origin, Polarity
from tests.variants.reading import BPO, CENTER, NB, TR, Compare, Read, claims, codes_of, said_in
from tests.variants.texts import changed

_COUNTS_AGREE = ("within", "call-center", "types", "agree", "", "count.equal")
_COUNTS_CONFLICT = ("within", "call-center", "types", "conflict", "hard", "count.unequal")


def test_six_types_against_five_bullets_is_a_conflict(
    read: Read, norwegian: str, given: tuple[Document, Document], lost_and_gained: Callable[..., object]
) -> None:
    assert codes_of(given[0])["list.count_mismatch"] == 0
    variant = read(changed(norwegian, "  • CRM Call Centers\n", ""), NB)
    assert lost_and_gained(variant, given[1]) == (
        {_COUNTS_AGREE, ("cross", "call-center", "types", "only_in", "", "value.only_in")},
        {_COUNTS_CONFLICT},
    )
    gained = codes_of(variant) - codes_of(given[0])
    assert gained == {"list.count_mismatch": 1}
    message = next(one.message for one in variant.findings if one.code == "list.count_mismatch")
    assert "6" in message and "5" in message


def test_a_changed_number_is_a_conflict(
    read: Read, norwegian: str, given: tuple[Document, Document], lost_and_gained: Callable[..., object]
) -> None:
    variant = read(changed(norwegian, "seks forskjellige typer", "fem forskjellige typer"), NB)
    assert lost_and_gained(variant, given[1]) == ({_COUNTS_AGREE}, {_COUNTS_CONFLICT})
    assert codes_of(variant) - codes_of(given[0]) == {"list.count_mismatch": 1}


def test_a_number_in_digits_counts_like_one_in_words(
    read: Read, norwegian: str, given: tuple[Document, Document], lost_and_gained: Callable[..., object]
) -> None:
    variant = read(changed(norwegian, "seks forskjellige typer", "5 forskjellige typer"), NB)
    assert lost_and_gained(variant, given[1]) == ({_COUNTS_AGREE}, {_COUNTS_CONFLICT})


def test_a_bullet_and_the_number_changed_together_agree_again(
    read: Read, norwegian: str, given: tuple[Document, Document], lost_and_gained: Callable[..., object]
) -> None:
    text = changed(norwegian, "  • CRM Call Centers\n", "")
    variant = read(changed(text, "seks forskjellige typer", "fem forskjellige typer"), NB)
    assert lost_and_gained(variant, given[1]) == (
        {("cross", "call-center", "types", "only_in", "", "value.only_in")},
        set(),
    )
    assert codes_of(variant) == codes_of(given[0])


def test_swapped_lists_change_their_parents(read: Read, norwegian: str) -> None:
    text = changed(norwegian, "Prosedyren for Business Process Outsourcing er", "Prosedyren for ringesentre er")
    text = changed(text, "kan ringesentre også kategoriseres", "kan Business Process Outsourcing også kategoriseres")
    parents = [(one.subject, len(one.items)) for one in read(text).taxonomies if one.origin is Origin.LIST]
    assert parents == [(1, 2), (0, 6), (None, 3)]


_FORMER = "ilkinin denizaşırı görevlerle ilgilenmesi, ikincisi ise müşteri"
_LATTER = "ikincisinin denizaşırı görevlerle ilgilenmesi, ilki ise müşteri"
_ORDER = ("BPO ve çağrı merkezi arasındaki temel fark", "Çağrı merkezi ve BPO arasındaki temel fark")


@pytest.mark.parametrize(("old", "new"), [(_FORMER, _LATTER), _ORDER], ids=["the-words", "the-names"])
def test_swapped_former_and_latter_change_the_subjects_and_the_verdicts(
    read: Read,
    turkish: str,
    given: tuple[Document, Document],
    lost_and_gained: Callable[..., object],
    old: str,
    new: str,
) -> None:
    def told(document: Document) -> dict[str, tuple[str, ...]]:
        contrast = [one for one in document.statements if one.origin is Origin.KEY_DIFFERENCE]
        return {one.subject_id: one.value_concept_ids for one in contrast if one.aspect_id == "aspect:location"}

    variant = read(changed(turkish, old, new), TR)
    assert told(given[1]) == {BPO: ("outsourcing:offshore",), CENTER: ("outsourcing:local",)}
    assert told(variant) == {BPO: ("outsourcing:local",), CENTER: ("outsourcing:offshore",)}
    lost, gained = lost_and_gained(given[0], variant)
    assert lost == {
        ("within", "bpo", "location", "agree", "", "value.shared"),
        ("cross", "bpo", "location", "subset", "", "set.subset"),
        ("cross", "bpo", "location", "partial", "", "value.force"),
        ("cross", "call-center", "location", "conflict", "soft", "values.exclusive_hedged"),
    }
    assert gained == {
        ("cross", "bpo", "location", "partial", "", "set.overlap"),
        ("cross", "bpo", "location", "only_in", "", "value.only_in"),
        ("cross", "call-center", "location", "partial", "", "set.different"),
        ("cross", "call-center", "location", "only_in", "", "value.only_in"),
        ("within", "call-center", "location", "partial", "", "value.other_subject"),
    }


def test_both_swapped_is_what_it_was(
    read: Read, turkish: str, given: tuple[Document, Document], lost_and_gained: Callable[..., object]
) -> None:
    text = changed(changed(turkish, _FORMER, _LATTER), *_ORDER)
    assert lost_and_gained(given[0], read(text, TR)) == (set(), set())


def test_two_sources_that_tell_the_contrast_the_other_way_round_are_in_conflict(
    read: Read, compare: Compare, turkish: str, given: tuple[Document, Document]
) -> None:
    (topic,) = compare(given[1], read(changed(turkish, _FORMER, _LATTER), "other.txt"))
    swaps = [one for one in topic.verdicts if one.rule == "contrast.swapped"]
    assert [(one.relation.value, one.strength, one.aspect_id) for one in swaps] == [
        ("conflict", "hard", "aspect:location")
    ]
    assert {one.source_id for one in swaps[0].statements} == {one.source.source_id for one in topic.documents}
    assert not [
        one for one in claims(compare(given[1], read(turkish + "\n", "other.txt"))) if one[5] == "contrast.swapped"
    ]


def test_an_inserted_negation_is_read_and_turns_the_verdict_on_its_value(
    read: Read, norwegian: str, given: tuple[Document, Document], lost_and_gained: Callable[..., object]
) -> None:
    old, new = "call centers er plassert i kontoroppsett", "call centers er ikke plassert i kontoroppsett"
    variant = read(changed(norwegian, old, new), NB)
    assert [one.polarity for one in said_in(given[0], CENTER, "aspect:genus")] == [Polarity.POSITIVE] * 3
    denied = [one for one in said_in(variant, CENTER, "aspect:genus") if one.polarity is Polarity.NEGATIVE]
    assert [one.value.startswith(new) for one in denied] == [True]
    assert lost_and_gained(variant, given[1]) == (
        {("within", "call-center", "genus", "agree", "", "value.shared")},
        {("within", "call-center", "genus", "partial", "", "value.denied")},
    )


def test_an_inserted_hedge_weakens_the_statement_alone(
    read: Read, turkish: str, given: tuple[Document, Document]
) -> None:
    variant = read(changed(turkish, "girişimlerde gizlilik yüksektir", "girişimlerde gizlilik yüksek olabilir"), TR)
    (before,), (after,) = (said_in(one, BPO, "aspect:privacy") for one in (given[1], variant))
    assert (before.modality, after.modality) == (Modality.ACTUAL, Modality.POSSIBLE)
    assert before.value_concept_ids == after.value_concept_ids == ("scale:high",)


def test_high_turned_to_low_changes_the_value_and_nothing_else(
    read: Read, turkish: str, given: tuple[Document, Document], lost_and_gained: Callable[..., object]
) -> None:
    variant = read(changed(turkish, "girişimlerde gizlilik yüksektir", "girişimlerde gizlilik düşüktür"), TR)
    assert [one.value_concept_ids for one in said_in(variant, BPO, "aspect:privacy")] == [("scale:low",)]
    assert lost_and_gained(given[0], variant) == (set(), set())  # still only_in: the other source is silent


def test_a_filled_section_is_no_longer_found_empty(read: Read, turkish: str, given: tuple[Document, Document]) -> None:
    heading = "BPO ve Çağrı Merkezi Arasındaki Temel Farklar\n\n"
    variant = read(changed(turkish, heading, heading + "Her ikisi de müşterilere hizmet eder.\n\n"), TR)
    assert codes_of(given[1]) - codes_of(variant) == {"section.empty": 1}
    assert not codes_of(variant) - codes_of(given[1])


def test_no_verdict_rests_on_the_names_of_the_files(
    read: Read, compare: Compare, norwegian: str, turkish: str, given: tuple[Document, Document]
) -> None:
    assert claims(compare(read(norwegian, "z.txt"), read(turkish, "a.txt"))) == claims(compare(*given))
