"""Clauses and definitions of independent sources, compared without a vocabulary."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from pipeline.model import Document, Modality, Origin, Polarity, Relation, Span, Statement, Topic
from pipeline.verdicts.clauses import compare_clauses
from pipeline.verdicts.complements import compare_complements, complement
from pipeline.verdicts.kinds import compare_kinds, kind_words, kinds_named
from pipeline.verdicts.respects import Voice

CLAUSE = Statement("0" * 12, "tea", "aspect:features", "…", Span(0, 1), Origin.PROSE, 0.5)


def voice(name: str, language: str, *clauses: Statement) -> Voice:
    placed = (replace(one, span=Span(10 * at, 10 * at + 9)) for at, one in enumerate(clauses))
    return Voice(name, name, language, tuple(placed))


def said(text: str, **force: object) -> Statement:
    return replace(CLAUSE, value=text, **force)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        (said("tea is drunk hot in winter"), said("in winter tea is drunk hot"), "clause.same"),
        (
            said("tea contains pieces of fruit"),
            said("tea contains no pieces of fruit", polarity=Polarity.NEGATIVE),
            "clause.denied",
        ),
        (
            said("tea lasts twelve months in boxes"),
            said("tea may last twelve months in boxes", modality=Modality.POSSIBLE),
            "clause.force",
        ),
        (said("tea needs washing every two years"), said("tea needs washing every three years"), "clause.number"),
        (said("tea needs washing every year"), said("tea needs washing every two years"), ""),  # one gives no number
        (said("tea is drunk hot"), said("tea is grown on hills"), ""),
        (said("tea is hot"), said("tea is hot"), ""),  # two words tell nothing
    ],
)
def test_clauses_in_one_language_are_compared_by_their_words(one: Statement, other: Statement, expected: str) -> None:
    found = compare_clauses("t", voice("a", "en", one), voice("b", "en", other))
    assert [verdict.rule for verdict in found] == ([expected] if expected else [])


def test_clauses_in_two_languages_agree_by_a_number_that_each_gives_once() -> None:
    english = voice("a", "en", said("they were invented in 1888"), said("in 1905 and 1906 they were sold"))
    swedish = voice("b", "sv", said("te uppfanns 1888"), said("år 1905 kom de"))
    (verdict,) = compare_clauses("t", english, swedish)
    assert (verdict.rule, verdict.relation) == ("clause.same_number", Relation.AGREE)
    twice = voice("b", "sv", said("te uppfanns 1888"), said("år 1888 dog han"))
    assert list(compare_clauses("t", english, twice)) == []


@pytest.mark.parametrize(
    ("text", "code", "words"),
    [
        ("An alligator is a large reptile of the family Alligatoridae", "en", ("large", "reptile")),
        ("Ein Alligator ist ein Reptil, das schwimmt", "de", ("reptil",)),
        ("La mariposa es un insecto de colores vivos", "es", ("insecto",)),
        ("Alligators swim", "en", ()),
    ],
)
def test_a_definition_begins_with_the_noun_of_a_kind(text: str, code: str, words: tuple[str, ...]) -> None:
    assert kind_words(text, code) == words


@pytest.mark.parametrize(
    ("one", "other", "agree"),
    [
        (("A tapir is a large mammal of the woods", "en"), ("A tapir is a mammal that swims", "en"), True),
        (("A tapir is a large mammal", "en"), ("A tapir is a large machine", "en"), False),
        (("An alligator is a large reptile of the family", "en"), ("Ein Alligator ist ein Reptil", "de"), True),
        (("A virus is an infectious agent", "en"), ("Ein Virus ist ein Partikel", "de"), False),
        (("A viola is a bowed chordophone", "en"), ("A viola is a chordophone", "en"), True),  # no vocabulary has it
        (("A viola is a chordophone", "en"), ("Eine Viola ist ein Chordophon", "de"), True),
        (("Diesel on polttoaine, jota poltetaan", "fi"), ("A dízel olyan üzemanyag, amely ég", "hu"), True),
        (("Diesel on polttoaine, jota poltetaan", "fi"), ("Dizel, ham petrolden elde edilen bir yakıttır", "tr"), True),
        (("紅茶は発酵させた飲み物です", "ja"), ("Le thé est une boisson chaude", "fr"), True),
        (("紅茶は発酵させた飲み物です", "ja"), ("Le thé est une plante", "fr"), False),
    ],
)
def test_definitions_agree_where_they_name_one_kind(one: tuple[str, str], other: tuple[str, str], agree: bool) -> None:
    pair = [said(text, origin=Origin.DEFINITION) for text, _ in (one, other)]
    outcome = compare_kinds(pair[0], pair[1], (one[1], other[1]), str)
    assert (outcome is not None and outcome.relation is Relation.AGREE) is agree


@pytest.mark.parametrize(
    ("text", "code", "values"),
    [
        ("La mediación es voluntaria", "es", ("quality:optional",)),
        ("Медијација је добровољна", "sr", ("quality:optional",)),
        ("Η διαμεσολάβηση είναι υποχρεωτική", "el", ("quality:mandatory",)),
        ("Some moths are diurnal", "en", ()),  # not the kind
        ("The first moth that we saw in the wood was diurnal", "en", ()),  # says more
        ("Moths fly", "en", ()),
    ],
)
def test_a_brief_clause_calls_its_subject_a_common_value(text: str, code: str, values: tuple[str, ...]) -> None:
    assert complement(text, code) == values


@pytest.mark.parametrize(
    ("other", "rule"),
    [
        (said("Te är frivilligt"), "clause.same_value"),
        (said("Te kan vara frivilligt", modality=Modality.POSSIBLE), "clause.force"),
        (said("Te är obligatoriskt"), "clause.exclusive"),
        (said("Te är inte frivilligt", polarity=Polarity.NEGATIVE), "clause.value_denied"),
        (said("Te är grönt"), ""),
    ],
)
def test_brief_clauses_in_two_languages_are_compared_by_what_they_call_their_subject(
    other: Statement, rule: str
) -> None:
    beside = said("…", subject_id="coffee")
    found = list(
        compare_complements(
            "t", voice("a", "es", said("El té es voluntario"), beside), voice("b", "sv", other, beside), str
        )
    )
    assert [one.rule for one in found] == ([rule] if rule else [])


def test_one_shared_name_may_be_a_false_friend_so_that_nothing_is_a_conflict() -> None:
    one, other = voice("a", "es", said("La mariposa es diurna")), voice("b", "pt", said("A mariposa é noturna"))
    assert list(compare_complements("t", one, other, str)) == []


def test_the_main_types_are_no_count_of_all(
    read: Callable[..., Document], compare: Callable[..., tuple[Topic, ...]]
) -> None:
    texts = (
        f"Slate vs Shale\n\nSlate is a stone. There are {count} types of slate.\n\nShale is a stone, too. {more}\n"
        for count, more in (("six", ""), ("two main", "It is found in many lands, and it splits."))
    )
    (topic,) = compare(*(read(text, f"{name}.txt") for name, text in zip("ab", texts, strict=True)))
    assert [one for one in topic.verdicts if one.relation is Relation.CONFLICT] == []


@pytest.mark.parametrize(
    ("code", "text", "kind"),
    [
        ("de", "Die Geige ist ein Streichinstrument", "musical-instrument"),  # a compound
        ("nl", "Een tram is een openbaarvervoermiddel dat op rails rijdt", "vehicle"),
        ("fa", "حق اختراع حقی است که از یک اختراع محافظت می‌کند", "legal-right"),  # the copula before a relative clause
        ("hi", "टेनिस एक खेल है जो गेंद से खेला जाता है", "sport"),
        ("ro", "Acțiunile sunt titluri de valoare care reprezintă o parte", "financial-security"),  # joined by "de"
        ("fr", "Le vélo est un moyen de transport à deux roues", "vehicle"),
        ("ja", "ウイルスは小さな生物です", "organism"),
        ("de", "Das Recht ist ein Schwert", ""),
    ],
)
def test_a_definition_names_a_kind_of_the_vocabulary(code: str, text: str, kind: str) -> None:
    assert kinds_named(text, code) == ((f"quality:{kind}",) if kind else ())
