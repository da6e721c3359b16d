"""Subjects: the two things that a source compares, what they stand for, and sources that compare nothing."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from pipeline.model import Document

Read = Callable[..., Document]


def labels(document: Document) -> list[str]:
    return [subject.label for subject in document.subjects]


def codes(document: Document) -> list[str]:
    return [finding.code for finding in document.findings]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Difference between tea and coffee\n\nTea is mild. Coffee is strong and dark, as people say.",
            ["tea", "coffee"],
        ),
        ("Skillnaden mellan katt och hund\n\nEn katt sover hela dagen. En hund vill gå ut och leka.", ["katt", "hund"]),
        ("Unterschied zwischen Tee und Kaffee\n\nTee ist mild. Kaffee ist stark und dunkel.", ["Tee", "Kaffee"]),
        ("Diferencia entre vino y cerveza\n\nEl vino es de uva. La cerveza es de cebada y agua.", ["vino", "cerveza"]),
        ("Çay ve Kahve Arasındaki Fark\n\nÇay yumuşaktır. Kahve ise serttir ve koyudur.", ["Çay", "Kahve"]),
        ("紅茶と緑茶の違い\n\n紅茶は発酵茶です。緑茶は不発酵茶です。", ["紅茶", "緑茶"]),
    ],
)
def test_a_title_names_the_compared_things(read: Read, text: str, expected: list[str]) -> None:
    document = read(text)
    assert labels(document) == expected
    assert [subject.position for subject in document.subjects] == [0, 1]
    assert [subject.span.of(text) for subject in document.subjects] == expected


def test_the_given_articles_compare_the_same_two_things(read: Read, norwegian: str, turkish: str) -> None:
    one, other = read(norwegian), read(turkish)
    ids = [[subject.concept_id for subject in document.subjects] for document in (one, other)]
    assert ids == [["outsourcing:bpo", "outsourcing:call-center"]] * 2


def test_two_other_things_in_the_same_words_are_other_concepts(read: Read, turkish: str) -> None:
    text = (
        turkish.replace("ış kaynak kullanım", "ış kapı bakım")
        .replace("BPO", "KLM")
        .replace("Çağrı merkez", "Posta şube")
        .replace("Çağrı Merkez", "Posta Şube")
    )
    ids = [subject.concept_id for subject in read(text).subjects]
    assert len(set(ids)) == 2
    assert all(one.startswith("source:") for one in ids)


def test_a_heading_names_them_where_the_title_is_lost(read: Read) -> None:
    text = "Drinks of the world\n\nPeople drink both every day.\n\nTea vs coffee\n\nTea is mild. Coffee is strong."
    assert labels(read(text)) == ["Tea", "coffee"]


@pytest.mark.parametrize(
    ("title", "body", "expected"),
    [
        (
            "Rabbit vs guinea pig as pets: what is the difference?",
            "A rabbit digs and a guinea pig whistles.\n\nA rabbit needs a run.\n\nA guinea pig needs friends.",
            ["Rabbit", "guinea pig"],
        ),
        (
            "Kanin vs marsvin som kjæledyr",
            "En kanin graver, et marsvin plystrer.\n\nEn kanin trenger plass.\n\nEt marsvin trenger venner.",
            ["Kanin", "marsvin"],
        ),
        (
            "Evcil hayvan olarak tavşan ve kobay: fark nedir?",
            "Bir tavşan toprağı kazar, bir kobay ıslık çalar.\n\nBir tavşan yer ister.\n\nBir kobay arkadaş ister.",
            ["tavşan", "kobay"],
        ),
    ],
    ids=["en", "nb", "tr"],
)
def test_what_a_title_adds_to_a_name_is_no_part_of_it(read: Read, title: str, body: str, expected: list[str]) -> None:
    assert [subject.label for subject in read(f"{title}\n\n{body}").subjects] == expected


def test_things_joined_by_and_count_where_the_body_speaks_of_both(read: Read) -> None:
    body = "\n\nSalt is white. Pepper is black.\n\nPeople like salt and pepper on their food."
    assert labels(read("Salt and Pepper" + body)) == ["Salt", "Pepper"]
    assert codes(read("Salt and Pepper\n\nA story about two cats that lived in a house by the sea.")) == [
        "source.not_comparison"
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Pros and Cons\n\nTea has pros and cons. One of the pros is its taste.\n\nThe cons and pros are told here.",
        "The history of tea\n\nTea came from China long ago and is drunk everywhere today.",
        "紅茶とは\n\n紅茶は葉を完全に発酵させたお茶です。紅茶は熱い飲み物です。\n\n紅茶は赤い飲み物です。",
        "Difference between tea and tea\n\nTea is tea, and nobody can tell tea from tea.",
        "Difference between cats and boats\n\nThis page is about something else altogether.",
    ],
)
def test_a_source_that_compares_nothing_is_quarantined(read: Read, text: str) -> None:
    document = read(text)
    assert (labels(document), codes(document)) == ([], ["source.not_comparison"])
    assert document.quarantined
    assert (document.tables, document.taxonomies, document.statements) == ((), (), ())


@pytest.mark.parametrize(
    ("sentence", "expansion"),
    [
        ("API stands for application programming interface.", "application programming interface"),
        ("The API (application programming interface) is old.", "application programming interface"),
        ("An application programming interface (API) is old.", "application programming interface"),
        ("API or Application Programming Interface is old.", "Application Programming Interface"),
        ("API or nothing, as people say.", None),
        ("The API (made in Rome) is old.", None),
    ],
)
def test_a_short_name_is_expanded_where_the_source_says_so(read: Read, sentence: str, expansion: str | None) -> None:
    text = f"API vs library\n\n{sentence} A library is a set of functions, and an API is a door to them."
    (api, library) = read(text).subjects
    assert (api.label, library.expansion) == ("API", None)
    assert (api.expansion.text if api.expansion else None) == expansion
    if api.expansion:
        assert api.expansion.span.of(text) == expansion


def test_a_suffix_behind_an_apostrophe_is_no_part_of_a_name(read: Read) -> None:
    text = "BPO'nun ve KPO'nun Arasındaki Fark\n\nBPO eski bir yöntemdir. KPO ise yeni bir yöntemdir."
    assert labels(read(text)) == ["BPO", "KPO"]


def test_the_words_of_a_label_name_a_concept_in_any_script(read: Read) -> None:
    text = "दिन और दान के बीच अंतर\n\nदिन का अर्थ है दिवस। दान का अर्थ है देना और बाँटना।"
    first, second = (subject.concept_id for subject in read(text).subjects)
    assert first != second


def test_a_name_that_is_not_translated_has_one_identity_in_every_language(read: Read) -> None:
    turkish = read("Azure CLI ve Docker CLI arasındaki fark\n\nAzure CLI bir araçtır. Docker CLI başka bir araçtır.")
    english = read("Difference between Azure CLI and Docker CLI\n\nAzure CLI is a tool. Docker CLI is another one.")
    assert [one.concept_id for one in turkish.subjects] == [one.concept_id for one in english.subjects]
    assert turkish.subjects[0].concept_id == "source:azure-cli"


def test_a_title_that_says_more_than_the_names_words_the_comparison_all_the_same(read: Read) -> None:
    rest = "## What is renting?\n\nRenting is short.\n\n## What is leasing?\n\nLeasing is long.\n\nRenting and leasing."
    document = read(f"# Renting vs Leasing a Car\n\n{rest}", "a.md")
    assert [one.label.casefold() for one in document.subjects] == ["renting", "leasing"]
    assert "subject.by_structure" not in [one.code for one in document.findings]
    untitled = read(f"# Cars of today\n\n{rest}", "a.md")
    assert "subject.by_structure" in [one.code for one in untitled.findings]
