"""Statements: subject, aspect, value and force, read from tables, lists and sentences, each at its place."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from pipeline import vocabulary
from pipeline.model import Document, Statement

Read = Callable[..., Document]

EN = "BPO vs call center\n\nBPO stands for business process outsourcing. A call center is an office.\n\n"


def about(document: Document, subject: str, aspect: str) -> list[Statement]:
    return [
        one
        for one in document.statements
        if one.subject_id.endswith(":" + subject) and one.aspect_id.endswith(":" + aspect)
    ]


def values(document: Document, subject: str, aspect: str) -> list[tuple[str, ...]]:
    found = about(document, subject, aspect)
    return [tuple(value.split(":")[1] for value in one.value_concept_ids) for one in found]


def test_a_statement_stands_where_it_was_read(read: Read, norwegian: str, turkish: str) -> None:
    for text in (norwegian, turkish):
        statements = read(text).statements
        assert len(statements) > 20
        for one in statements:
            said = one.span.of(text)
            assert said == one.value or one.enumeration or one.aspect_id in ("aspect:expansion", "aspect:genus")
            assert 0.0 < one.confidence <= 1.0


def test_a_value_of_the_vocabulary_is_said_in_its_aspect(read: Read) -> None:
    document = read(EN + "BPO is offshore. A call center is big. Its cost is high.")
    assert values(document, "bpo", "location") == [("offshore",)]
    assert values(document, "call-center", "cost") == [("high",)]


@pytest.mark.parametrize(
    ("sentence", "polarity", "modality"),
    [
        ("BPO is offshore.", "positive", "actual"),
        ("BPO is not offshore.", "negative", "actual"),
        ("BPO may be offshore.", "positive", "possible"),
        ("BPO is usually offshore.", "positive", "typical"),
        ("BPO must be offshore.", "positive", "necessary"),
        ("BPO is never not offshore.", "positive", "actual"),
        ("BPO is offshore and does many other things for its customers without any delay.", "positive", "actual"),
    ],
)
def test_a_statement_has_the_force_of_its_clause(read: Read, sentence: str, polarity: str, modality: str) -> None:
    (one,) = about(read(EN + sentence), "bpo", "location")
    assert (one.polarity.value, one.modality.value) == (polarity, modality)


def test_a_definition_is_not_denied_by_what_it_goes_on_to_deny(read: Read) -> None:
    document = read("Kayak vs canoe\n\nKayaks and canoes float.\n\nA kayak is a boat without a roof, and not open.")
    assert [one.polarity.value for one in about(document, "kayak", "definition")] == ["positive"]


def test_what_a_thing_is_only_compared_with_is_not_denied(read: Read) -> None:
    document = read(
        "Sự khác biệt giữa xăng và dầu diesel\n\nXăng và dầu diesel là nhiên liệu.\n\nDầu diesel là gì?\n\n"
        "Không giống như xăng, dầu diesel khó bay hơi. Dầu diesel không dễ cháy."
    )
    found = {one.value: one.polarity.value for one in document.statements}
    assert found["Không giống như xăng, dầu diesel khó bay hơi"] == "positive"
    assert found["Dầu diesel không dễ cháy"] == "negative"


def test_nothing_is_a_type_of_itself(read: Read) -> None:
    document = read(
        "Διαφορά μεταξύ αρτηρίας και φλέβας\n\nΗ αρτηρία και η φλέβα είναι αγγεία.\n\nΤι είναι η αρτηρία;\n\n"
        "Η αρτηρία είναι αγγείο. Υπάρχουν δύο τύποι αρτηρίας:\n\n• Μυϊκή αρτηρία\n• Αρτηρίδιο\n\n"
        "Τι είναι η φλέβα;\n\nΗ φλέβα έχει λεπτό τοίχωμα."
    )
    (whole,) = [one for one in about(document, "αρτηρία", "types") if one.enumeration]
    assert whole.subject_id not in whole.value_concept_ids


def test_references_say_nothing(read: Read) -> None:
    document = read(EN + "BPO is offshore.\n\nReferences\n\n• A call center is a big office\n• BPO needs staff")
    assert not any("big" in one.value or "needs" in one.value for one in document.statements)


def test_each_side_of_a_contrast_speaks_for_itself(read: Read) -> None:
    document = read(EN + "Summary\n1. BPO is offshore, while a call center is not offshore.")
    sides = [
        (one.subject_id, one.polarity.value, one.origin.value)
        for one in document.statements
        if "location" in one.aspect_id
    ]
    assert sides == [("outsourcing:bpo", "positive", "summary"), ("outsourcing:call-center", "negative", "summary")]


def test_a_list_says_its_types_one_by_one_and_as_a_whole(read: Read) -> None:
    document = read(EN + "Call centers are divided into two types,\n• Inbound call centers\n• Outbound call centers")
    found = [
        (one.value_concept_ids, one.count, one.enumeration)
        for one in about(document, "call-center", "types")
        if one.origin.value == "list"
    ]
    assert sorted(found, key=lambda row: len(row[0]))[2] == (("outsourcing:inbound", "outsourcing:outbound"), 2, True)
    assert [row[0] for row in found if len(row[0]) == 1] == [("outsourcing:inbound",), ("outsourcing:outbound",)]


@pytest.mark.parametrize(
    ("sentence", "count"),
    [
        ("Call centers are of six different types.", 6),
        ("A call center can be of two types.", 2),
        ("A call center is one type of office.", None),
        ("A call center has six rooms.", None),
        ("Both types of call center are offices.", None),
    ],
)
def test_a_stated_count_is_read(read: Read, sentence: str, count: int | None) -> None:
    counts = [one.count for one in about(read(EN + sentence), "call-center", "types")]
    assert counts == ([count] if count else counts)
    assert count in counts or not any(counts)


def test_a_cell_says_something_of_its_column(read: Read) -> None:
    document = read(
        EN + "Aspect | Call center | BPO\nTypes | inbound and outbound call centers | horizontal BPO\nCost | high | low"
    )
    assert [one.value for one in about(document, "bpo", "cost")] == ["low"]
    assert [one.value for one in about(document, "call-center", "cost")] == ["high"]
    assert ("inbound", "outbound") in values(document, "call-center", "types")
    assert {one.origin.value for one in about(document, "bpo", "cost")} == {"table"}


def test_a_cell_puts_the_aspect_of_its_row_on_a_scale(read: Read) -> None:
    document = read(EN + "Aspect | Call center | BPO\nPrivacy | low | high\nCost | high | low")
    assert values(document, "bpo", "cost") == [("low",)]


def test_a_row_that_no_vocabulary_knows_is_an_aspect_of_the_source(read: Read) -> None:
    document = read(EN + "Aspect | BPO | Call center\nWallpaper | damask | floral\nCost | high | low")
    (one,) = about(document, "bpo", "wallpaper")
    assert (one.aspect_id, one.value, one.value_concept_ids) == ("source:wallpaper", "damask", ())


@pytest.mark.parametrize(
    ("text", "subject", "value"),
    [
        (
            "Difference between slate and shale\n\nSlate is a hard stone. Shale is a soft stone.",
            "slate",
            "Slate is a hard stone",
        ),
        (
            "Forskjellen mellom sykkel og bil\n\nEn sykkel er et kjøretøy. En bil er et kjøretøy med motor.",
            "sykkel",
            "En sykkel er et kjøretøy",
        ),
        (
            "Skillnaden mellan katt och hund\n\nEn katt är ett djur. En hund är ett husdjur.",
            "katt",
            "En katt är ett djur",
        ),
        (
            "Unterschied zwischen Tee und Kaffee\n\nTee ist ein Getränk. Kaffee ist ein anderes.",
            "tee",
            "Tee ist ein Getränk",
        ),
    ],
)
def test_a_definition_is_read(read: Read, text: str, subject: str, value: str) -> None:
    (one,) = about(read(text), subject, "definition")
    assert (one.value, one.origin.value) == (value, "definition")


def test_what_a_short_name_stands_for_is_said(read: Read) -> None:
    document = read(EN)
    assert [one.value for one in about(document, "bpo", "expansion")] == ["business process outsourcing"]


def test_advantages_are_said_of_the_thing_of_their_heading(read: Read) -> None:
    document = read(EN + "Advantages of BPO\n• few costs\n• more time")
    assert [one.value for one in about(document, "bpo", "advantages")] == ["few costs", "more time"]


def test_the_key_difference_of_the_given_turkish_article(read: Read, turkish: str) -> None:
    document = read(turkish)
    places = [("bpo", "offshore"), ("call-center", "local")]
    for subject, value in places:
        said = [one for one in about(document, subject, "location") if one.origin.value == "key_difference"]
        assert any(value in concept for one in said for concept in one.value_concept_ids), subject


def test_a_thing_is_said_once_at_a_place(read: Read, norwegian: str, turkish: str) -> None:
    for text in (norwegian, turkish):
        keys = [(one.subject_id, one.aspect_id, one.span, one.value_concept_ids) for one in read(text).statements]
        assert len(keys) == len(set(keys))
        assert keys == sorted(keys, key=lambda key: (key[2], key[0], key[1], key[3]))


def test_a_respect_that_only_the_item_of_a_list_names_is_a_concept_of_the_source(read: Read) -> None:
    text = (
        "Tea vs coffee\n\nKey differences\n\n1. Gloss - Tea has gloss, while coffee has none.\n2. Foam - Tea has foam."
    )
    document = read(text)
    said = {one.aspect_id for one in document.statements}
    assert "source:gloss" in said
    assert said <= {one.concept_id for one in document.concepts} | vocabulary.load().by_id.keys()


def test_a_cell_that_is_a_value_says_what_is_so_whatever_force_the_word_has(read: Read) -> None:
    document = read(
        "Tea vs coffee\n\nFeature | Tea | Coffee\nRegistration | Optional | Mandatory\nCost | may be high | low"
    )
    said = {one.value: one.modality.value for one in document.statements}
    assert said == {"Optional": "actual", "Mandatory": "actual", "may be high": "possible", "low": "actual"}


@pytest.mark.parametrize(("answer", "value"), [("yes", "magnetic"), ("no", "non-magnetic")])
def test_an_answer_under_a_common_value_says_it_or_its_opposite(read: Read, answer: str, value: str) -> None:
    document = read(f"Iron vs brass\n\nFeature\tIron\tBrass\nPrice\tlow\thigh\nMagnetic\t{answer}\tno\n")
    assert values(document, "iron", "magnetic") == [(answer,)]
    assert values(document, "iron", "reaction") == [(value,)]


def test_a_name_that_is_a_modal_verb_too_weakens_nothing(read: Read) -> None:
    document = read("Voin ja margariinin ero\n\nVoi sisältää kolesterolia. Margariini voi sisältää rasvaa.\n")
    said = {one.value.split()[0]: one.modality.value for one in document.statements}
    assert said == {"Voi": "actual", "Margariini": "possible"}
