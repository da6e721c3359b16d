"""Rows of two tables in two languages: what their cells say of each other."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from pipeline.model import Document, Relation, Topic

Read = Callable[..., Document]
Compare = Callable[..., tuple[Topic, ...]]


@pytest.fixture
def found(read: Read, compare: Compare) -> Callable[..., list[tuple[str, str, str]]]:
    """Compare a row of an Estonian table with one of a Dutch table on trams and buses."""

    def _found(estonian: str, dutch: str) -> list[tuple[str, str, str]]:
        apart = "Wie in de stad woont, kent ze allebei.\n\nEen tram rijdt op rails. Een bus rijdt over de weg."
        others = "Prijs | 11 € | 22 €\nKleur | geel | rood\nRamen | 12 | 24"  # else one would translate the other
        documents = (
            read(f"Trammi ja bussi erinevus\n\nOmadus | Tramm | Buss\n{estonian}\nHind | 11 € | 22 €\n", "et.txt"),
            read(f"Het verschil tussen tram en bus\n\n{apart}\n\nKenmerk | Tram | Bus\n{others}\n{dutch}\n", "nl.txt"),
        )
        cells = {value.strip() for row in (estonian, dutch) for value in row.split("|")}
        return [
            (verdict.relation.value, *sorted(one.value for one in verdict.statements))  # type: ignore[misc]
            for topic in compare(*documents)
            for verdict in topic.verdicts
            if verdict.relation is not Relation.ONLY_IN and cells.issuperset(one.value for one in verdict.statements)
        ]

    return _found


Found = Callable[..., list[tuple[str, str, str]]]


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
