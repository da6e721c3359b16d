"""Units of measurement, countries and answers as languages write them."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pipeline.model import Modality, Origin, Polarity, Relation, Span, Statement
from pipeline.reading.lens import answer_of
from pipeline.statements.values import place_on_scale
from pipeline.verdicts.names import compare_names
from pipeline.verdicts.quantities import compare_numbers, compare_quantities
from pipeline.verdicts.units import convert, unit_of


def said(value: str, *, open_list: bool = False) -> Statement:
    return Statement(
        "s", "a", "b", value, Span(0, 1), Origin.TABLE, 1.0,
        polarity=Polarity.POSITIVE, modality=Modality.ACTUAL, open_list=open_list,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("written", "code", "unit"),
    [("let", "cs", "year"), ("Jahren", "de", "year"), ("км/ч", "ru", "km/hour"), ("Mo/s", "fr", "megabyte/second"),
     ("時間", "ja", "hour"), ("saniye", "tr", "second"), ("بت", "ar", "bit"), ("°F", "es", "degF"), ("W", "en", "watt"),
     ("dagar", "sv", "day"), ("années", "fr", "year"), ("ヶ月", "ja", "month"), ("linggo", "tl", "week"),
     ("Zähne", "de", ""), ("", "en", ""), ("$", "en", ""), ("per", "en", ""), ("€", "de", ""), ("squared", "en", "")],
)  # fmt: skip
def test_units_are_known_by_their_names_in_a_language(written: str, code: str, unit: str) -> None:
    assert unit_of(written, code) == unit


def test_degrees_are_converted_from_their_zero() -> None:
    assert convert(149, "degF", "degC") == pytest.approx(65)
    assert convert(1, "kg", "second") is None


@pytest.mark.parametrize(
    ("one", "other", "codes", "expected"),
    [("65 °C", "149 °F", ("it", "es"), "agree"), ("10 dakika", "600 sekuntia", ("tr", "fi"), "agree"),
     ("1 year", "6 months", ("en", "en"), "conflict"), ("512 GB", "0,5 TB", ("de", "tr"), "agree"),
     ("do 10 lat", "8 ans", ("pl", "fr"), "partial"), ("64–68", "66", ("de", "en"), "partial"),
     ("20–300 нм", "20–300 nm", ("ru", "en"), "agree"), ("90 ग्राम", "0,09 kg", ("hi", "fr"), "agree"),
     ("% 30", "30 %", ("eu", "sq"), "agree"), ("kilomita 10", "10 000 m", ("sw", "et"), "agree"),
     ("60 वर्ग मीटर", "70 m²", ("hi", "ro"), "conflict"),
     ("1,70 €/l", "1,60 €/l", ("fi", "hu"), "conflict"), ("5 kg", "5 let", ("cs", "cs"), None)],
)  # fmt: skip
def test_quantities_are_compared_across_languages(
    one: str, other: str, codes: tuple[str, str], expected: str | None
) -> None:
    found = compare_quantities(said(one), said(other), codes)
    assert (found.relation.value if found else None) == expected


@pytest.mark.parametrize(
    ("one", "other", "codes", "expected"),
    [("Tyskland", "Germania", ("nb", "it"), "agree"), ("फ्रांस", "Pháp", ("hi", "vi"), "agree"),
     ("антибиотики", "Antibiotics", ("ru", "en"), "agree"),
     ("Windows, macOS, Linux", "Windows ve macOS", ("de", "tr"), "subset"), ("C++", "C", ("tr", "fi"), None),
     ("ASV", "ԱՄՆ", ("lv", "hy"), "agree"), ("us", "ԱՄՆ", ("en", "hy"), None),
     ("PoW", "PoS", ("tr", "fi"), None), ("býložravec", "všežravec", ("cs", "sk"), None)],
)  # fmt: skip
def test_names_are_compared_across_languages(
    one: str, other: str, codes: tuple[str, str], expected: str | None
) -> None:
    found = compare_names(said(one), said(other), codes)
    assert (found.relation.value if found else None) == expected


def test_a_thing_comes_from_one_country_and_may_be_used_in_two() -> None:
    pair = said("Inde"), said("Pháp")
    assert compare_names(*pair, ("fr", "vi")) is None
    origins = [replace(one, aspect_id="aspect:origin") for one in (*pair, said("Asie"))]
    found = compare_names(origins[0], origins[1], ("fr", "vi"))
    assert found is not None and (found.relation, found.strength) == (Relation.CONFLICT, "soft")
    assert found.reason == "India and France are two countries."
    assert compare_names(origins[1], origins[2], ("vi", "fr")) is None  # a continent may hold the country


@pytest.mark.parametrize(("text", "code", "yes"), [("Nein", "de", False), ("あり", "ja", True), ("Evet.", "tr", True)])
def test_a_cell_that_answers_is_an_answer(text: str, code: str, yes: bool) -> None:
    assert answer_of(text, code) == ("answer:yes" if yes else "answer:no")
    assert answer_of(f"{text} 12", code) == ""


def test_a_place_on_a_scale_is_high_or_low_in_its_own_respect() -> None:
    assert place_on_scale("scale:expensive", "aspect:cost") == "scale:high"
    assert place_on_scale("scale:fast", "aspect:cost") == "scale:fast"


def test_an_age_and_a_year_at_one_place_are_not_one_passage() -> None:
    found = compare_numbers(said("19 let"), said("2007"))
    assert found and (found.relation, found.rule) == (Relation.PARTIAL, "translation.other_number")
    slip = compare_numbers(said("19 let"), said("20 år"))
    assert slip and slip.relation is Relation.CONFLICT
