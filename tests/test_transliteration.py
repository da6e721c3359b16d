"""Names spelt in another script."""

from __future__ import annotations

import pytest

from pipeline.text.transliteration import spells


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("json", "جسون"),
        ("бпо", "bpo"),
        ("мтс", "mts"),
        ("פלאק", "flak"),
        ("дебіан", "debian"),
        ("λίνουξ", "linux"),
        ("کافی", "coffee"),
    ],
)
def test_a_name_is_known_by_its_consonants(one: str, other: str) -> None:
    assert spells(one, other)
    assert spells(other, one)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("json", "xml"),
        ("json", "يامل"),
        ("мтс", "mp3"),
        ("bpo", "bpo"),
        ("кот", "кит"),
        ("а", "a"),
        ("", ""),
        ("7", "٧"),
    ],
)
def test_another_name_is_not(one: str, other: str) -> None:
    assert not spells(one, other)
