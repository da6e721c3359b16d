"""Topics: sources that compare the same things are found together, whatever their language and script."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterable
from itertools import combinations, product
from pathlib import Path
from typing import Any

import pytest

from pipeline.mapping import clusters
from pipeline.mapping.blocking import candidate_pairs
from pipeline.mapping.facts import frequencies, rare_numbers
from pipeline.mapping.grouping import group_signatures
from pipeline.mapping.sameness import refuted
from pipeline.mapping.signature import Signature, SubjectKeys, signature_of
from pipeline.model import Document
from pipeline.stages import topics

Read = Callable[..., Document]


def signature(name: str, language: str, *labels: str, names: str = "", own: bool = False) -> Signature:
    """Return a signature whose subjects have these labels; `own` tells that they never stand in small letters."""
    from pipeline.mapping.cognates import is_untranslated, name_key
    from pipeline.reading.lens import source_concept_id

    subjects = []
    for label in labels:
        concept_id = label if ":" in label else source_concept_id(label, language)
        keys = frozenset({name_key(label), concept_id})
        subjects.append(SubjectKeys(concept_id, label, keys, own or is_untranslated(label)))
    return Signature(name, name, language, tuple(subjects), frozenset(names.split()))


def groups(*signatures: Signature, different: Iterable[tuple[str, str]] = ()) -> list[tuple[str, ...]]:
    return sorted(group.source_ids for group in group_signatures(signatures, different))


# --- what belongs together -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (("en", "MTS", "M2TS"), ("uk", "МТС", "М2ТС")),  # the script
        (("en", "MTS", "M2TS"), ("tr", "M2TS", "MTS")),  # the order
        (("en", "mitosis", "meiosis"), ("es", "mitosis", "meiosis")),
        (("en", "telephone", "telegraph"), ("ru", "телефон", "телеграф")),  # sound
        (("en", "telephone", "telegraph"), ("tr", "telgraf", "telefon")),
        (("en", "guitars", "ukuleles"), ("en", "ukulele", "guitar")),  # inflection
    ],
)
def test_the_same_things_are_one_topic(one: tuple[str, ...], other: tuple[str, ...]) -> None:
    assert groups(signature("a", *one), signature("b", *other)) == [("a", "b")]


def test_translated_names_are_joined_where_one_is_known_and_the_bodies_share_names() -> None:
    names = "dynamics supply chain management 365"
    one = signature("a", "nb", "innkjøpspris", "TMS", names=names)
    other = signature("b", "et", "tarnehind", "TMS", names=names)
    assert groups(one, other) == [("a", "b")]
    assert groups(one, signature("b", "et", "tarnehind", "TMS", names="other words")) == [("a",), ("b",)]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (("en", "HTTP", "HTTPS"), ("de", "HTTP", "FTP")),
        (("en", "HTTP", "HTTPS"), ("en", "HTTPS", "HTTP", "HTTP/2")),
        (("en", "Web2", "Web3"), ("tr", "Web1", "Web2")),
        (("en", "XBRL", "iXBRL"), ("de", "XBRL", "XML")),
        (("en", "inbound calls", "chats"), ("en", "outbound calls", "chats")),
        (("en", "outsourcing:bpo", "outsourcing:call-center"), ("tr", "outsourcing:bpo", "outsourcing:bpo-kpo")),
    ],
)
def test_other_things_are_another_topic(one: tuple[str, ...], other: tuple[str, ...]) -> None:
    names = "ietf tls port 443 browser proxy"
    assert groups(signature("a", *one, names=names), signature("b", *other, names=names)) == [("a",), ("b",)]


def test_two_proper_names_that_differ_are_two_things_whatever_the_bodies_share() -> None:
    names = "jvm api ide oop garbage collector"
    one = signature("a", "en", "Java", "Kotlin", names=names, own=True)
    other = signature("b", "de", "Java", "Python", names=names, own=True)
    assert groups(one, other) == [("a",), ("b",)]


def test_what_the_user_tells_apart_stays_apart() -> None:
    pair = signature("a", "en", "MTS", "M2TS"), signature("b", "uk", "МТС", "М2ТС")
    assert groups(*pair, different=[("source:мтс", "source:mts")]) == [("a",), ("b",)]


def test_a_short_name_in_brackets_is_a_key_of_the_thing_before_it(read: Read) -> None:
    text = (
        "Forskjellen mellom transportstyring og innkjøpspris\n\nVi har transportstyring (TMS) og innkjøpspris.\n\n"
        "Med transportstyring styres frakt. En innkjøpspris er en sum. TMS er stort.\n"
    )
    keys = {subject.label: subject.keys for subject in signature_of(read(text)).subjects}
    assert "tms" in keys["transportstyring"]
    assert "tms" not in keys["innkjøpspris"]


def test_a_thing_has_one_concept_in_all_sources_of_its_topic(read: Read) -> None:
    body = "{0} is a format of video files. {1} is a format, too. {0} is older than {1}.\n"
    english = read("Difference between MTS and M2TS\n\n" + body.format("MTS", "M2TS"), "en.txt")
    ukrainian = read(
        "Різниця між МТС і М2ТС\n\nМТС це формат відео. М2ТС це також формат відео. МТС старший, ніж М2ТС.\n", "uk.txt"
    )
    (topic,) = topics.group([ukrainian, english])
    assert topic.subject_ids == ("source:m2ts", "source:mts")
    assert [[one.concept_id for one in document.subjects] for document in topic.documents] == [
        ["source:mts", "source:m2ts"]
    ] * 2
    assert {"source:mts", "source:m2ts"} <= {mention.concept_id for mention in topic.documents[1].mentions}
    assert "source:мтс" not in {mention.concept_id for mention in topic.documents[1].mentions}
    assert sorted((one.one.concept_id, one.other.concept_id, one.joined) for one in topic.mappings) == [
        ("source:м2тс", "source:m2ts", True),
        ("source:мтс", "source:mts", True),
    ]
    assert topics.group([english, ukrainian]) == topics.group([ukrainian, english])


# --- how it grows ----------------------------------------------------------------------------------------------


def many(size: int) -> list[Signature]:
    """Return signatures of sources that share one popular thing, names of a site, and a topic by fours."""
    found = []
    for number in range(size):
        topic, language = divmod(number, 4)
        labels = ("HTTP", f"P{topic}") if topic % 2 else (f"A{topic}x", f"B{topic}y")
        names = f"site{number % 50} group{number % 500} rare{topic} year2020"
        found.append(signature(f"s{number:06d}", ("en", "nb", "tr", "uk")[language], *labels, names=names))
    return found


def test_a_pair_that_meets_in_several_blocks_is_compared_once() -> None:
    pairs = list(candidate_pairs(many(1_000)))
    assert pairs == sorted(set(pairs))
    assert all(one < other for one, other in pairs)
    assert {(4 * topic, 4 * topic + other) for topic in range(250) for other in (1, 2, 3)} <= set(pairs)


def test_the_pairs_that_are_compared_grow_with_the_sources_not_with_their_square() -> None:
    few, more = (len(list(candidate_pairs(many(size)))) for size in (5_000, 10_000))
    assert more <= 2.5 * few
    assert more <= 60 * 10_000


def test_ten_thousand_sources_fall_into_their_topics() -> None:
    found = group_signatures(many(10_000))
    assert len(found) == 2_500
    assert {len(group.source_ids) for group in found} == {4}


def spellings(size: int) -> list[Signature]:
    """Return signatures of one topic, of which no two write both things alike."""
    ends = ["".join(letters) for letters in product("aeiou", "kmnst", "aeiou", "kmnst")]
    return [
        signature(f"s{number:06d}", ("en", "nb", "tr", "es")[number % 4], f"mitos{end}", f"telegraph{end}")
        for number, end in enumerate(ends[:size])
    ]


def test_a_topic_that_every_source_spells_otherwise_grows_with_its_sources(monkeypatch: pytest.MonkeyPatch) -> None:
    held: list[int] = []

    def counted(*told: Any) -> bool:
        held[-1] += 1
        return refuted(*told)

    monkeypatch.setattr(clusters, "refuted", counted)
    for size in (200, 400):
        held.append(0)
        (group,) = group_signatures(spellings(size))
        assert len(group.source_ids) == size
    assert held[1] <= 2.5 * held[0]


def test_sources_that_name_the_same_things_alike_are_gathered_in_linear_time() -> None:
    took = []
    for size in (1_000, 1_000, 8_000):  # the first loads what is loaded once
        facts = [(f"{number} {number}.5", f"{2 * number} {3 * number}.25") for number in range(size)]
        same = [
            told(f"s{number:06d}", "en", ("zorb", one), ("quib", other)) for number, (one, other) in enumerate(facts)
        ]
        began = time.process_time()
        assert len(group_signatures(same)) == 1
        took.append(time.process_time() - began)
    assert took[2] < 24 * took[1]  # eight times as many; 64 where each is held against each


# --- real articles ---------------------------------------------------------------------------------------------


def test_real_articles_of_a_topic_are_found_together_and_no_others(read: Read, articles: Path) -> None:
    rows = [json.loads(line) for line in (articles / "index.jsonl").read_text(encoding="utf-8").splitlines()]
    documents = [read((articles / f"{row['id']}.txt").read_text(encoding="utf-8"), row["id"]) for row in rows]
    wanted = {row["id"]: row["topic"] for row in rows}
    compared = sorted(document.source.path for document in documents if document.subjects)
    found = {
        frozenset(pair)
        for topic in topics.group(documents)
        for pair in combinations([document.source.path for document in topic.documents], 2)
    }
    right = {frozenset(pair) for pair in combinations(compared, 2) if wanted[pair[0]] == wanted[pair[1]]}
    assert len(right) > 100
    assert found == right


# --- names that no language shares -----------------------------------------------------------------------------------


def told(name: str, language: str, *things: tuple[str, str]) -> Signature:
    """Return a signature of things with what tables say of them."""
    subjects = tuple(
        SubjectKeys(f"source:{label}", label, frozenset({label}), facts=frozenset(facts.split()))
        for label, facts in things
    )
    return Signature(name, name, language, subjects)


MOTH = "160000 1|30 aspect:colour=scale:dull"
BUTTERFLY = "17500 5|10 aspect:colour=scale:bright"


def test_what_tables_say_joins_sources_whose_names_no_language_shares() -> None:
    english = told("a", "en", ("butterfly", BUTTERFLY), ("moth", MOTH))
    german = told("b", "de", ("nachtfalter", MOTH), ("tagfalter", BUTTERFLY))
    (group,) = group_signatures([english, german])
    assert group.source_ids == ("a", "b")
    assert {(one.one.concept_id, one.other.concept_id, one.level) for one in group.joins} == {
        ("source:tagfalter", "source:butterfly", "facts"),
        ("source:nachtfalter", "source:moth", "facts"),
    }


@pytest.mark.parametrize(
    "other",
    [
        (("nachtfalter", "24 7"), ("tagfalter", "12 30")),  # nothing is shared
        (("nachtfalter", "160000"), ("tagfalter", "160000")),  # either may be either
        (("nachtfalter", "aspect:colour=scale:dull"), ("tagfalter", "aspect:colour=scale:bright")),  # much is so
    ],
)
def test_little_that_tables_share_joins_nothing(other: tuple[tuple[str, str], ...]) -> None:
    english = told("a", "en", ("butterfly", BUTTERFLY), ("moth", MOTH))
    assert groups(english, told("b", "de", *other)) == [("a",), ("b",)]


def test_among_many_sources_more_has_to_be_shared() -> None:
    pair = (
        told("a", "en", ("butterfly", "17500"), ("moth", "163400")),
        told("b", "de", ("tagfalter", "17500"), ("nachtfalter", "163400")),
    )
    rest = [told(f"r{n}", "en", (f"left{n}", f"{n}1 17500"), (f"right{n}", f"{n}7 163400")) for n in range(40)]
    assert ("a", "b") in groups(*pair)
    assert ("a", "b") not in groups(*pair, *rest)


def test_sources_may_meet_by_the_rarest_of_the_numbers_that_several_give() -> None:
    given = [told(f"s{n}", "en", (f"tea{n}", facts)) for n, facts in enumerate(("7 12 a:b=c", "7 12 a:b=c", "12 99"))]
    assert rare_numbers(given[0], frequencies(given), 4) == ["7", "12"]
    assert rare_numbers(given[0], frequencies(given), 1) == ["7"]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Difference between Skype and Zoom\n\nSkype is old. Zoom is new. One may zoom in.", {"Skype"}),
        ("Difference between Skype and tea\n\nSkype is old. The tea is hot.", {"Skype"}),
        ("Green tea vs Skype\n\nGreen tea is hot. Skype is old.", {"Skype"}),  # it only opens sentences
        ("चाय और कॉफी में अंतर\n\nचाय हल्की है। कॉफी तेज है। चाय और कॉफी गर्म हैं।", set()),  # no capitals, no proof
    ],
)
def test_a_label_that_its_source_never_writes_small_is_a_name(read: Read, text: str, names: set[str]) -> None:
    assert {one.label for one in signature_of(read(text)).subjects if one.is_name} == names


def test_a_name_that_is_the_other_thing_elsewhere_is_not_believed() -> None:
    spanish = told("a", "es", ("mariposa", BUTTERFLY), ("polilla", MOTH))
    portuguese = told("b", "pt", ("borboleta", BUTTERFLY), ("mariposa", MOTH))
    assert groups(spanish, portuguese) == [("a",), ("b",)]


def test_what_prose_says_and_what_it_calls_a_thing_join_sources_too(read: Read) -> None:
    german = read(
        "Unterschied zwischen Geige und Bratsche\n\nDie Geige ist ein Musikinstrument. Die Geige ist klein.\n\n"
        "Die Bratsche ist ein Musikinstrument. Die Bratsche ist groß.\n\n"
        "Merkmal | Geige | Bratsche\nGewicht | 400 g | 650 g\nPreis | 100 € | 200 €\n",
        "de.txt",
    )
    lithuanian = read(
        "Skirtumas tarp smuiko ir alto\n\nDažnai smuikas ir altas painiojami. Smuikas yra muzikos instrumentas. "
        "Altas yra muzikos instrumentas.\n\n"
        "Požymis | Smuikas | Altas\nDydis | mažas | didelis\nSvoris | 400 g | 550 g\n",
        "lt.txt",
    )
    (topic,) = topics.group([german, lithuanian])
    assert [one.source.path for one in topic.documents] == ["de.txt", "lt.txt"]


def test_numbers_in_one_respect_join_sources_whose_names_no_language_shares(read: Read) -> None:
    head = "Unterschied zwischen Schaf und Ziege\n\nMerkmal\tSchaf\tZiege\n"
    sheep = read(head + "Gewicht\t95 kg\t60 kg\nLänge\t110 cm\t130 cm\n", "de.txt")
    head = "Diferencia entre oveja y cabra\n\nCaracterística\tOveja\tCabra\n"
    same = read(head + "Peso\t95 kg\t60 kg\nLongitud\t110 cm\t130 cm\n", "es.txt")
    other = read(head + "Peso\t80 kg\t70 kg\nLongitud\t95 cm\t60 cm\n", "es.txt")
    assert len(topics.group([sheep, same])) == 1
    assert len(topics.group([sheep, other])) == 2
