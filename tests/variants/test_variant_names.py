"""Variants with other names: what is read of the structure stays as it is."""

from __future__ import annotations

import pytest

from pipeline.model import Document, Origin
from tests.variants.reading import NB, TR, Compare, Read, cells_of, columns_of
from tests.variants.texts import HEADER, ROWS, Rename, flattened, renamed_norwegian, renamed_turkish

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
        ("Zelkova", "Mahonya"),
        pytest.param(("XRL", "Tava"), marks=pytest.mark.xfail(strict=True, reason=_NO_SENTENCE_END)),
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
