"""Rows of two tables in two languages: what their cells say of each other."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from pipeline.alignment.sounding import labels_that_sound_alike
from pipeline.model import Document, Relation
from pipeline.stages import consistency, topics

Read = Callable[..., Document]

# Rows that both tables have, so that they are of one topic.
ESTONIAN = "Hind | 11 € | 22 €\nKaal | 33 t | 12 t\n"
DUTCH = "Prijs | 11 € | 22 €\nGewicht | 33 t | 12 t\n"


@pytest.fixture
def found(read: Read) -> Callable[..., list[tuple[str, ...]]]:
    """Compare rows of an Estonian table with rows of a Dutch table on trams and buses, held to be independent."""

    def _found(estonian: str, dutch: str) -> list[tuple[str, ...]]:
        documents = (
            read(f"Trammi ja bussi erinevus\n\nOmadus | Tramm | Buss\n{estonian}\n{ESTONIAN}", "et.txt"),
            read(f"Verschil tussen tram en bus\n\nKenmerk | Tram | Bus\n{dutch}\n{DUTCH}", "nl.txt"),
        )
        cells = {value.strip() for row in re.split("[|\n]", f"{estonian}|{dutch}") for value in [row]}
        return [
            (verdict.relation.value, *sorted(one.value for one in verdict.statements))
            for topic in map(consistency.check, topics.group(documents))
            for verdict in topic.verdicts
            if verdict.relation is not Relation.ONLY_IN and cells.issuperset(one.value for one in verdict.statements)
        ]

    return _found


Found = Callable[..., list[tuple[str, ...]]]


def test_words_beside_equal_numbers_are_one_unit_for_the_rest_of_the_row(found: Found) -> None:
    assert found("Mahutavus | 250 reisijat | 80 reisijat", "Capaciteit | 250 passagiers | 60 passagiers") == [
        ("conflict", "60 passagiers", "80 reisijat"),
        ("agree", "250 passagiers", "250 reisijat"),
    ]


@pytest.mark.parametrize(
    ("estonian", "dutch"),
    [
        ("Mahutavus | 250 reisijat | 80 reisijat", "Capaciteit | 240 passagiers | 60 passagiers"),  # nothing is shared
        ("Mahutavus | 250 reisijat | 80 reisijat", "Capaciteit | 250 passagiers | 60 stoelen"),  # another word
        ("Mahutavus | 250 reisijat | alates 80 reisijast", "Capaciteit | 250 passagiers | vanaf 60 passagiers"),
    ],
)
def test_elsewhere_words_beside_numbers_may_count_different_things(found: Found, estonian: str, dutch: str) -> None:
    assert not [verdict for verdict in found(estonian, dutch) if verdict[0] == "conflict"]


@pytest.mark.parametrize(
    ("estonian", "dutch", "relation"),
    [
        ("Pikkus | 36 cm | 41 cm", "Lengte | 35,6 cm | 41 cm", "agree"),  # rounded
        ("Pikkus | 4 m | 41 m", "Lengte | 3,6 m | 41 m", "conflict"),  # too far from it
        ("Pikkus | 36 cm | 41 cm", "Lengte | 35 cm | 41 cm", "conflict"),
    ],
)
def test_a_whole_number_is_a_fraction_rounded(found: Found, estonian: str, dutch: str, relation: str) -> None:
    assert relation in {verdict[0] for verdict in found(estonian, dutch) if "41" not in verdict[1]}


def test_one_end_of_a_scale_is_said_once_whatever_its_name(found: Found) -> None:
    assert found("Populaarsus | suur | väike", "Populariteit | hoog | laag") == [
        ("agree", "laag", "väike"),
        ("agree", "hoog", "suur"),
    ]


def test_a_length_in_units_is_not_the_row_that_says_how_large(found: Found) -> None:
    assert found("Suurus | väike | suur", "Lengte | 10 m | 20 m") == []


def test_labels_that_sound_alike_are_one_row_whatever_its_cells_say(found: Found) -> None:
    told = found("Kaal | 12 t | 9 t\nAkumulaator | jah | ei", "Accumulator | ja | ja\nGewicht | 12 t | 9 t")
    assert {("conflict", "ei", "ja"), ("agree", "ja", "jah")} <= set(told)


def test_labels_are_held_together_word_for_word() -> None:
    slovak, czech = {"a": "obsah tuku", "b": "tvrdosť"}, {"c": "obsah cukru", "d": "tvrdost"}
    assert list(labels_that_sound_alike(slovak, czech)) == [("b", "d")]


@pytest.mark.parametrize(
    ("estonian", "dutch", "is_sure"),
    [
        ("Tõuge | pehme | pehme", "Ondergrond | zacht | hard", True),  # soft in both, of the tram
        ("Tõuge | pehme | kõva", "Ondergrond | hard | zacht", False),
        ("Tõuge | madal | madal", "Ondergrond | laag | hoog", False),  # low in both may be chance
    ],
)
def test_a_row_guessed_by_its_place_is_sure_where_one_cell_says_a_telling_value(
    found: Found, estonian: str, dutch: str, is_sure: bool
) -> None:
    told = found(f"Kaal | 12 t | 9 t\n{estonian}", f"Gewicht | 12 t | 9 t\n{dutch}")
    assert ("conflict" in {verdict[0] for verdict in told}) is is_sure
    assert is_sure or "partial" in {verdict[0] for verdict in told}
