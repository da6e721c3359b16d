"""In which respect prose speaks of a thing, where it names no value of the vocabulary."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from pipeline import languages, vocabulary
from pipeline.model import Document
from pipeline.reading.aspects import known_aspect

Read = Callable[..., Document]
Rows = list[tuple[str, str, str]]

TITLE = "Difference between canoe and kayak\n\n"
CANOE = "What is a canoe?\n\nA canoe is an open boat. "


def said(document: Document) -> Rows:
    labels = {subject.concept_id: subject.label for subject in document.subjects}
    return [(labels[one.subject_id], one.aspect_id, one.value) for one in document.statements]


def rest(read: Read, text: str) -> Rows:
    both = "\n\nWhat is a kayak?\n\nA kayak is a closed boat."
    return [row for row in said(read(TITLE + text + both)) if row[1] != "aspect:definition"]


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        (CANOE + "It was built by hunters.", [("canoe", "aspect:features", "It was built by hunters")]),
        (CANOE + "It is used for fishing.", [("canoe", "aspect:use", "It is used for fishing")]),
        (
            CANOE + "It lasts until the death of its owner.",
            [("canoe", "aspect:duration", "It lasts until the death of its owner")],
        ),
        (CANOE + "It needs much maintenance.", [("canoe", "aspect:maintenance", "It needs much maintenance")]),
        (CANOE + "Its weight depends on the wood.", [("canoe", "aspect:weight", "Its weight depends on the wood")]),
        (CANOE + "Does a canoe sink?", []),
        (
            "Both canoes and kayaks float.",
            [
                ("canoe", "aspect:similarity", "Both canoes and kayaks float"),
                ("kayak", "aspect:similarity", "Both canoes and kayaks float"),
            ],
        ),
        ("The difference between a canoe and a kayak is large.", []),
        (CANOE + "The table below compares the two boats.", []),
        (
            "Canoes and kayaks need different paddles.",
            [
                ("canoe", "aspect:difference", "Canoes and kayaks need different paddles"),
                ("kayak", "aspect:difference", "Canoes and kayaks need different paddles"),
            ],
        ),
        (
            "The difference between a canoe and a kayak is that the former is open, while the latter is closed.",
            [
                ("canoe", "aspect:difference", "the former is open"),
                ("kayak", "aspect:difference", "the latter is closed"),
            ],
        ),
        (
            "History of the canoe\n\nThe canoe came from the north.",
            [("canoe", "aspect:history", "The canoe came from the north")],
        ),
    ],
)
def test_a_clause_speaks_in_the_respect_that_its_words_or_its_section_show(read: Read, text: str, rows: Rows) -> None:
    assert rest(read, text) == rows


TABLE = (
    "Aspect | Canoe | Kayak\nDeck | Open | Closed\nPaddle | Single blade | Double blade\nOrigin | America | Arctic\n\n"
)


@pytest.mark.parametrize(
    ("sentence", "aspect"),
    [
        ("A canoe goes with a single blade.", "source:paddle"),  # its own cell; "blade" stands in both
        ("A canoe wants a paddle of ash.", "source:paddle"),  # the label
        ("A canoe may have any blade at all.", "aspect:features"),
        ("A canoe takes families to lakes in summer and to wild rivers, single or double.", "aspect:features"),
        ("A kayak was first seen in the Arctic.", "aspect:origin"),
        ("A canoe was first seen in the Arctic.", "aspect:features"),
    ],
)
def test_a_sentence_that_repeats_a_row_is_said_in_its_respect(read: Read, sentence: str, aspect: str) -> None:
    found = {
        row[1]
        for row in said(read(TITLE + TABLE + CANOE + "\n\nOther words\n\n" + sentence))
        if row[2] == sentence[:-1]
    }
    assert found == {aspect}


@pytest.mark.parametrize(
    ("sentence", "aspect", "value"),
    [
        ("A canoe is soft.", "aspect:texture", "quality:soft"),
        ("A canoe is not heavier than a kayak.", "aspect:weight", "scale:high"),
        ("Unlike a kayak, a canoe is cheap.", "aspect:price", "scale:low"),
        ("A canoe is made of wood.", "aspect:material", "quality:wood"),
        ("A canoe passes wood.", "aspect:features", ""),  # a noun is no predicate by itself
        ("A canoe has a soft seat for its guests.", "aspect:features", ""),
    ],
)
def test_a_predicate_tells_its_respect_by_itself(read: Read, sentence: str, aspect: str, value: str) -> None:
    document = read(
        TITLE + "A kayak is a closed boat.\n\nWhat is a canoe?\n\n" + sentence + " A canoe is an open boat."
    )
    found = {
        (one.aspect_id, "|".join(one.value_concept_ids)) for one in document.statements if one.value == sentence[:-1]
    }
    assert found == {(aspect, value)}


def test_a_heading_that_names_an_aspect_names_it_for_what_stands_under_it(read: Read) -> None:
    text = (
        "Price\n\nA canoe costs little, but a kayak costs a lot.\n\nOther words\n\nPeople like a canoe for its looks."
    )
    assert rest(read, text) == [
        ("canoe", "aspect:price", "A canoe costs little"),
        ("kayak", "aspect:price", "a kayak costs a lot"),
        ("canoe", "aspect:features", "People like a canoe for its looks"),
    ]


def test_items_that_say_something_of_each_thing_are_read_as_sentences(read: Read) -> None:
    text = "A simple picture\n\n- A canoe is like a cart without a roof.\n- A kayak is like a car with a roof."
    values = [row for row in rest(read, text) if row[2].startswith("A ")]
    assert values == [
        ("canoe", "aspect:features", "A canoe is like a cart without a roof"),
        ("kayak", "aspect:features", "A kayak is like a car with a roof"),
    ]


def test_numbered_differences_are_split_into_what_is_said_of_each_thing(read: Read) -> None:
    text = (
        "Key differences between canoe and kayak\n\n1. A canoe is open, while a kayak is closed.\n"
        "2. Weight: A canoe is heavy. A kayak is lighter than a canoe.\n3. Unlike a canoe, a kayak has a deck."
    )
    assert rest(read, text) == [
        ("canoe", "aspect:difference", "A canoe is open"),
        ("kayak", "aspect:difference", "a kayak is closed"),
        ("canoe", "aspect:weight", "A canoe is heavy"),
        ("kayak", "aspect:weight", "A kayak is lighter than a canoe"),
        ("kayak", "aspect:difference", "Unlike a canoe, a kayak has a deck"),
    ]


def test_the_less_is_said_the_lower_the_confidence(read: Read) -> None:
    text = TITLE + CANOE + "It was built by hunters. The canoe holds a family.\n\nA kayak is a closed boat."
    sure = {one.value: one.confidence for one in read(text).statements}
    assert sure["It was built by hunters"] < sure["The canoe holds a family"] < sure["A canoe is an open boat"]


@pytest.mark.parametrize(
    ("code", "label", "aspect"),
    [
        ("de", "Geschwindigkeit an Land", "aspect:speed"),
        ("es", "Velocidad en tierra", "aspect:speed"),
        ("fr", "Coût de la maintenance", "aspect:cost"),
        ("tr", "Karadaki hız", "aspect:speed"),
        ("ru", "Цена устройства", "aspect:price"),
        ("el", "Τιμή συσκευής", "aspect:price"),
        ("id", "Harga peralatan", "aspect:price"),
        ("en", "Equipment price", "aspect:price"),
        ("de", "Preis der Geräte", "aspect:price"),
        ("ru", "Тип оборудования", "aspect:equipment"),
        ("en", "Type of use", "aspect:use"),  # "type" only says that there are several
        ("en", "Most Common Types", "aspect:types"),
    ],
)
def test_the_head_of_a_label_tells_its_respect(code: str, label: str, aspect: str) -> None:
    assert known_aspect(label, code) == aspect


@pytest.mark.parametrize(
    ("sentence", "aspect"),
    [
        ("A kayak is made from plastic.", "aspect:material"),
        ("A kayak weighs twenty kilos.", "aspect:weight"),
        ("A kayak lasts ten years.", "aspect:duration"),
        ("A kayak glides on rivers.", "aspect:features"),
    ],
)
def test_a_verb_tells_the_respect(read: Read, sentence: str, aspect: str) -> None:
    document = read(f"{TITLE}{CANOE}\n\nWhat is a kayak?\n\nA kayak is a closed boat. {sentence}\n")
    assert ("kayak", aspect, sentence.rstrip(".")) in said(document)


def test_every_predicate_speaks_of_an_aspect_of_the_vocabulary() -> None:
    known = vocabulary.load().by_id
    told = {key for code in languages.available() for key in languages.load(code).predicates}
    assert [key for key in sorted(told) if f"aspect:{key}" not in known] == []
