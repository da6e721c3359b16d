"""No rule may fit only the two given articles: variants of them, made here, must be read as what they have become.

Each variant changes one thing. What must follow from it is asserted, and that nothing else does.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from itertools import permutations

import pytest

from pipeline.model import Document, Modality, Origin, Polarity, Statement, Topic
from pipeline.running import runner
from tests.variant_texts import (
    HEADER,
    ROWS,
    Rename,
    Rows,
    changed,
    flattened,
    renamed_norwegian,
    renamed_turkish,
    swapped,
    with_table,
)

Read = Callable[..., Document]
Compare = Callable[..., tuple[Topic, ...]]
Claim = tuple[str, str, str, str, str, str]

NB, TR = "nb.txt", "tr.txt"
BPO, CENTER = "outsourcing:bpo", "outsourcing:call-center"


# ---------------------------------------------------------------------------------------------- what is read of them


def cells_of(document: Document) -> Rows:
    (table,) = document.tables
    return tuple(tuple(cell.text for cell in table.row(row)) for row in sorted({cell.row for cell in table.cells}))


def columns_of(document: Document) -> tuple[str | None, ...]:
    """Return the label of the subject that each column speaks of."""
    (table,) = document.tables
    return tuple(document.subjects[cell.subject].label if cell.subject is not None else None for cell in table.row(0))


def said_in_table(document: Document) -> set[tuple[str, str, str, tuple[str, ...]]]:
    return {
        (one.subject_id, one.aspect_id, one.value, one.value_concept_ids)
        for one in document.statements
        if one.origin is Origin.TABLE
    }


def said_in(document: Document, subject: str, aspect: str) -> list[Statement]:
    return [one for one in document.statements if (one.subject_id, one.aspect_id) == (subject, aspect)]


def codes_of(document: Document) -> Counter[str]:
    return Counter(finding.code for finding in document.findings)


def claims(topics: tuple[Topic, ...]) -> Counter[Claim]:
    """Count verdicts by what they say; reasons and identifiers change with every letter of a passage."""
    (topic,) = topics
    return Counter(
        (
            one.scope.value, one.subject_id.split(":")[1], one.aspect_id.split(":")[1], one.relation.value,
            one.strength, one.rule,
        )
        for one in topic.verdicts
    )  # fmt: skip


@pytest.fixture(scope="module")
def given(norwegian: str, turkish: str) -> tuple[Document, Document]:
    from pipeline.stages.ingest import ingest

    return runner.process(ingest(NB, norwegian.encode())), runner.process(ingest(TR, turkish.encode()))


@pytest.fixture
def lost_and_gained(given: tuple[Document, Document], compare: Compare) -> Callable[..., tuple[set[Claim], set[Claim]]]:
    """Return which verdicts a change takes away and which it brings, each counted."""

    def _difference(*documents: Document) -> tuple[set[Claim], set[Claim]]:
        before, after = claims(compare(*given)), claims(compare(*documents))
        return set((before - after).elements()), set((after - before).elements())

    return _difference


# --------------------------------------------------------------------------------------------------------- the table


def test_the_table_stands_in_the_article_as_it_stands_here(given: tuple[Document, Document]) -> None:
    assert cells_of(given[1]) == (HEADER, *ROWS)
    assert columns_of(given[1]) == (None, "BPO", "Çağrı Merkezi")


def test_swapped_columns_keep_their_subjects(
    read: Read, turkish: str, given: tuple[Document, Document], lost_and_gained: Callable[..., object]
) -> None:
    variant = read(with_table(turkish, swapped(HEADER), tuple(map(swapped, ROWS))), TR)
    assert cells_of(variant) == (swapped(HEADER), *map(swapped, ROWS))
    assert columns_of(variant) == (None, "Çağrı Merkezi", "BPO")
    assert said_in_table(variant) == said_in_table(given[1])
    assert lost_and_gained(given[0], variant) == (set(), set())


def test_a_swapped_header_alone_gives_each_cell_to_the_other_subject(read: Read, turkish: str) -> None:
    variant = read(with_table(turkish, swapped(HEADER), ROWS), TR)
    held = {subject for subject, _, value, _ in said_in_table(variant) if value == ROWS[1][1]}
    assert held == {CENTER}
    assert cells_of(variant) == (swapped(HEADER), *ROWS)


@pytest.mark.parametrize(
    "order", list(permutations(range(len(ROWS))))[::17], ids=lambda order: "".join(map(str, order))
)
def test_rows_in_another_order_are_cut_alike_and_say_the_same(
    read: Read, turkish: str, given: tuple[Document, Document], order: tuple[int, ...]
) -> None:
    rows = tuple(ROWS[index] for index in order)
    variant = read(with_table(turkish, HEADER, rows), TR)
    assert cells_of(variant) == (HEADER, *rows)
    assert said_in_table(variant) == said_in_table(given[1])


@pytest.mark.parametrize("left_out", range(len(ROWS)))
def test_a_row_left_out_changes_no_other(read: Read, turkish: str, left_out: int) -> None:
    rows = (*ROWS[:left_out], *ROWS[left_out + 1 :])
    assert cells_of(read(with_table(turkish, HEADER, rows))) == (HEADER, *rows)


def test_a_table_without_rows_is_none_and_its_promise_is_broken(read: Read, turkish: str) -> None:
    variant = read(changed(turkish, flattened(HEADER, ROWS) + "\n\n", ""))
    assert variant.tables == ()
    codes = codes_of(variant)
    assert codes["title.promised_table_missing"] == 1
    assert not {"title.promises_table", "table.flattened", "table.row_label_misfit"} & set(codes)


# --------------------------------------------------------------------------------------------------------- the names

NAMES = [("Zelkova", "Mahonya"), ("XRL", "Tava"), ("Web2", "Web3")]
_NO_SENTENCE_END = "the two cells of a row without a sentence end between them are cut at the wrong capital"


def structure(document: Document, rename: Rename = str) -> list[object]:
    """Return what is read of a source's structure, with the names changed as they would be in its text."""
    return [
        [rename(subject.label) for subject in document.subjects],
        [(one.kind, one.role, one.section_role, one.boilerplate_rule, rename(one.text)) for one in document.blocks],
        [
            (
                one.kind,
                one.subject,
                rename(one.parent.text) if one.parent else None,
                one.count,
                one.open_list,
                [
                    (item.marker, rename(item.label.text), rename(item.description.text) if item.description else "")
                    for item in one.items
                ],
            )
            for one in document.taxonomies
            if one.origin is Origin.LIST
        ],
    ]


@pytest.mark.parametrize("names", NAMES, ids="-".join)
def test_unrelated_names_leave_the_norwegian_structure_as_it_is(
    read: Read, norwegian: str, given: tuple[Document, Document], names: tuple[str, str]
) -> None:
    rename = renamed_norwegian(*names)
    variant = read(rename(norwegian), NB)
    assert [subject.label for subject in variant.subjects] == list(names)
    assert structure(variant) == structure(given[0], rename)
    assert [len(one.items) for one in variant.taxonomies if one.origin is Origin.LIST] == [2, 6, 3]


@pytest.mark.parametrize("names", NAMES, ids="-".join)
def test_unrelated_names_leave_the_turkish_structure_as_it_is(
    read: Read, turkish: str, given: tuple[Document, Document], names: tuple[str, str]
) -> None:
    rename = renamed_turkish(*names)
    variant = read(rename(turkish), TR)
    assert [subject.label for subject in variant.subjects] == list(names)
    assert structure(variant) == structure(given[1], rename)
    assert columns_of(variant) == (None, *names)
    assert cells_of(variant)[:5] == tuple(tuple(map(rename, row)) for row in (HEADER, *ROWS[:4]))


@pytest.mark.parametrize(
    "names",
    [
        pytest.param(("Zelkova", "Mahonya"), marks=pytest.mark.xfail(strict=True, reason=_NO_SENTENCE_END)),
        ("XRL", "Tava"),
        ("Web2", "Web3"),
    ],
    ids="-".join,
)
def test_types_of_unrelated_names_are_found_in_their_cells(read: Read, turkish: str, names: tuple[str, str]) -> None:
    variant = read(renamed_turkish(*names)(turkish), TR)
    first, second = names
    assert cells_of(variant)[5] == (
        "En Yaygın Türler",
        f"Yatay {first} ve dikey {first}",
        f"Gelen {second}lar ve giden {second}lar.",
    )
    listed = [
        (one.subject, [item.label.text for item in one.items])
        for one in variant.taxonomies
        if one.origin is Origin.TABLE
    ]
    assert listed == [
        (0, [f"Yatay {first}", f"dikey {first}"]),
        (1, [f"Gelen {second}lar", f"giden {second}lar"]),
    ]


def test_the_same_names_make_one_topic_of_two_languages(
    read: Read, compare: Compare, norwegian: str, turkish: str
) -> None:
    names = ("Zelkova", "Mahonya")
    (topic,) = compare(read(renamed_norwegian(*names)(norwegian), NB), read(renamed_turkish(*names)(turkish), TR))
    assert topic.subject_ids == ("source:mahonya", "source:zelkova")
    assert [document.source.path for document in topic.documents] == [NB, TR]


def test_a_table_of_two_other_subjects_is_cut_as_its_own(read: Read) -> None:
    rows = (
        ("Aranan Yer", "Ilıman ormanlar ve dağ yamaçları vb.", "Nemli bahçeler ve gölgeli duvar dipleri."),
        ("Yaprak Rengi", "Sonbaharda turuncuya döner.", "Yıl boyunca koyu yeşil kalır."),
        ("Meyve Tadı", "Kuru ve tatsızdır.", "Ekşi ve suludur."),
    )
    header = ("Karşılaştırma Parametreleri", "Zelkova", "Mahonya")
    table = flattened(header, rows)
    variant = read(
        f"Zelkova ve Mahonya Arasındaki Fark\n\nZelkova bir ağaçtır. Mahonya bir çalıdır.\n\n{table}\n\n"
        "Zelkova nedir?\n\nZelkova, karaağaçgillerden bir ağaçtır.\n"
    )
    assert cells_of(variant) == (header, *rows)
    assert columns_of(variant) == (None, "Zelkova", "Mahonya")


# ------------------------------------------------------------------------------------------------- lists and counts

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


# ------------------------------------------------------------------------------------------------ former and latter

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


# ------------------------------------------------------------------------------------------------------- single words


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
