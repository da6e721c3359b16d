"""Common values: what a brief cell says by itself, in whatever language."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from pipeline import vocabulary
from pipeline.model import Document, Polarity
from pipeline.reading.qualities import qualities_of

Read = Callable[..., Document]
BIG = [
    "en",
    "de",
    "fr",
    "es",
    "pt",
    "it",
    "nl",
    "sv",
    "nb",
    "da",
    "fi",
    "pl",
    "cs",
    "ru",
    "uk",
    "bg",
    "hu",
    "el",
    "tr",
    "ar",
    "fa",
    "he",
    "hi",
    "th",
    "vi",
    "id",
    "ms",
    "ja",
    "ko",
    "zh-Hans",
    "zh-Hant",
]


@pytest.mark.parametrize(
    ("text", "aspect", "code", "values"),
    [
        ("Herbivore", "aspect:diet", "en", "herbivore"),
        ("býložravec", "aspect:diet", "cs", "herbivore"),
        ("otçul", "aspect:diet", "tr", "herbivore"),
        ("草食", "aspect:diet", "ja", "herbivore"),
        ("růstové", "aspect:diet", "cs", ""),
        ("Süßwasser", "aspect:habitat", "de", "freshwater"),
        ("das Salzwasser", "aspect:habitat", "de", "saltwater"),
        ("العشب", "aspect:diet", "ar", ""),
        ("الماء", "aspect:habitat", "ar", "aquatic"),
        ("жёлтая", "aspect:colour", "ru", "yellow"),  # by its stem
        ("жовта", "aspect:colour", "uk", "yellow"),  # Ukrainian has no stemmer, the ending is a label
        ("black and white", "aspect:colour", "en", "black white"),
        ("leche, azúcar", "aspect:composition", "es", "milk sugar"),
        ("лед и вода", "aspect:composition", "sr", ""),  # all of it is named, or nothing
        ("crushed fruit", "aspect:composition", "en", ""),
        ("not transparent", "aspect:appearance", "en", "opaque"),
        ("非可逆", "aspect:compression", "ja", "lossy"),
        ("бесплатан", "aspect:price", "sr", "free-of-charge"),
        ("besplatan", "aspect:price", "sr", "free-of-charge"),  # in Latin letters
    ],
)
def test_a_cell_says_what_all_of_it_names(text: str, aspect: str, code: str, values: str) -> None:
    assert " ".join(one.removeprefix("quality:") for one in qualities_of(text, aspect, code)) == values


@pytest.mark.parametrize(
    ("aspect", "value"), [("aspect:parties", "buyer"), ("aspect:material", "copper"), ("aspect:origin", "")]
)
def test_the_respect_of_the_row_tells_what_a_word_of_two_meanings_means(aspect: str, value: str) -> None:
    assert qualities_of("koper", aspect, "nl") == ((f"quality:{value}",) if value else ())


def test_every_value_that_excludes_another_speaks_of_the_same_respect() -> None:
    known = vocabulary.load()
    for concept in (one for one in known.concepts if one.scheme == "quality"):
        for other in concept.exclusive_with:
            assert known.by_id[other].aspect_id == concept.aspect_id, (concept.concept_id, other)


@pytest.mark.parametrize("code", BIG)
def test_most_values_have_a_name_in_each_of_the_big_languages(code: str) -> None:
    known = vocabulary.load()
    named = {concept.concept_id for concept, label in known.labels(code) if label.kind == "pref"}
    values = [concept.concept_id for concept in known.concepts if concept.scheme == "quality"]
    assert sum(one in named for one in values) > 0.9 * len(values)


CHART = """Difference between a jube and a drop

A jube is a sweet. A drop is a sweet.

Comparison chart

Basis | Jube | Drop
Coating | Non-toxic | Toxic
Taste | Sweet | Sweet and sour
Kernel | Crushed nut | Transparent
"""


def test_cells_of_a_table_say_values_in_the_respect_of_their_row(read: Read) -> None:
    said = {
        one.value: (one.value_concept_ids, one.polarity)
        for one in read(CHART).statements
        if one.origin.value == "table"
    }
    assert said["Non-toxic"] == (("quality:non-toxic",), Polarity.POSITIVE)  # a value of its own, no denial
    assert said["Sweet and sour"][0] == ("quality:sweet", "quality:sour")
    assert said["Crushed nut"][0] == ()
    assert said["Transparent"][0] == ("quality:transparent",)


def test_prose_is_searched_for_no_common_value(read: Read) -> None:
    document = read("Difference between a jube and a drop\n\nA jube is a sweet orange. A drop is a green sweet.")
    assert not any(one.startswith("quality:") for said in document.statements for one in said.value_concept_ids)
