"""Mappings: what sources name alike is joined with a reason and a probability, and never against the vocabulary."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest

from pipeline.encoders.protocol import Vector
from pipeline.mapping.assignment import assign
from pipeline.mapping.calibration import log_odds, probability
from pipeline.mapping.cognates import cognate_similarity, shared_words
from pipeline.mapping.evidence import Names, margins
from pipeline.mapping.proposals import JOINED, propose
from pipeline.mapping.renaming import renamed
from pipeline.model import (
    Concept,
    Document,
    Item,
    Justification,
    Label,
    ListKind,
    Name,
    Origin,
    Source,
    Span,
    Statement,
    Subject,
    Taxonomy,
)
from pipeline.reading.lens import source_concept_id


def listing(name: str, language: str, *labels: str, ids: Sequence[str] = ()) -> Document:
    """Return a document with a list of types of its first subject."""
    place = Span(0, 0)
    given = ids or [source_concept_id(label, language) for label in labels]
    items = tuple(Item(at, place, "", Name(label, place), None, given[at]) for at, label in enumerate(labels))
    concepts = tuple(
        Concept(
            one.concept_id, "type", (Label(language, one.label.text, "pref"),), scheme="source", defined_by="source"
        )
        for one in items
    )
    return Document(
        Source(name, name, name, "text/plain", "utf-8", ""),
        language=language,
        subjects=(Subject(0, "x", place, concept_id="source:x"),),
        taxonomies=(Taxonomy(ListKind.TYPES, place, items, subject=0),),
        concepts=concepts,
    )


class Dictionary:
    """An encoder that knows which words are one: each meaning has a direction of its own."""

    name = "dictionary-1"

    def __init__(self, *meanings: Sequence[str]) -> None:
        self.meanings = meanings

    def knows(self, language: str) -> bool:
        return language in ("en", "tr")

    def encode(self, texts: Sequence[str]) -> dict[str, Vector]:
        return {text: self._vector(text) for text in texts}

    def _vector(self, text: str) -> Vector:
        drawn = np.random.default_rng(sum(text.encode())).normal(size=32) * 0.1
        for at, words in enumerate(self.meanings):
            drawn[at] += 2 * (text in words)
        return (drawn / np.linalg.norm(drawn)).astype("float32")


# --- how names sound -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("one", "other", "least", "most"),
    [
        ("МТС", "MTS", 1.0, 1.0),
        ("колл-центр", "call center", 0.75, 0.99),
        ("telefon", "telephone", 0.75, 1.0),
        ("HTTP", "HTTPS", 0.0, 0.0),  # names that are not translated are equal or others
        ("Web2", "Web3", 0.0, 0.0),
        ("tea", "sea", 0.0, 0.0),  # short words differ by a letter and are other words
        ("router", "yönlendirici", 0.0, 0.4),
        ("", "", 0.0, 0.0),
    ],
)
def test_names_that_sound_alike_are_seen_across_scripts(one: str, other: str, least: float, most: float) -> None:
    assert least <= cognate_similarity(one, other) <= most
    assert cognate_similarity(one, other) == cognate_similarity(other, one)


def test_names_share_the_words_that_sound_alike_in_any_order_and_as_parts_of_compounds() -> None:
    assert shared_words("personal data", "datos personales") > 0.5
    assert shared_words("fixed costs", "biaya tetap") == 0.0
    assert 0.2 < shared_words("parameters", "sammenligningsparametere") < 0.5
    assert shared_words("art", "Arbeit") == 0.0
    assert shared_words("", "") == 0.0


# --- assignment ------------------------------------------------------------------------------------------------


def test_pairs_are_one_to_one_and_a_term_may_have_no_partner() -> None:
    gains = np.array([[5.0, 4.0, -1.0], [4.5, 1.0, -1.0], [-1.0, -1.0, -1.0]])
    assert assign(gains) == [(0, 1), (1, 0)]  # 8.5 together; each for itself would take the first column
    assert assign(-np.ones((2, 2))) == []
    assert assign(np.zeros((0, 3))) == []


def test_a_margin_is_over_the_best_other_of_row_and_column() -> None:
    assert margins(np.array([[0.9, 0.2], [0.3, 0.8]])).round(2).tolist() == [[0.6, -0.7], [-0.6, 0.5]]
    assert margins(np.array([[0.9]])).tolist() == [[0.9]]


# --- proposals -------------------------------------------------------------------------------------------------


def test_cognates_of_two_languages_are_joined() -> None:
    documents = [listing("a", "en", "telemarketing", "accounting"), listing("b", "ru", "учёт", "телемаркетинг")]
    (found,) = [one for one in propose("t", documents) if one.joined]
    assert {found.one.label, found.other.label} == {"telemarketing", "телемаркетинг"}
    assert found.justification in (Justification.COGNATE, Justification.LEXICAL)
    assert found.confidence >= JOINED


def test_near_names_of_one_language_are_two() -> None:
    documents = [listing("a", "en", "inbound centers"), listing("b", "en", "outbound centers", "inbound center")]
    assert [(one.one.label, one.other.label) for one in propose("t", documents)] == [
        ("inbound center", "inbound centers")
    ]


def test_an_encoder_joins_what_no_sound_tells() -> None:
    documents = [listing("a", "en", "router", "firewall"), listing("b", "tr", "güvenlik duvarı", "yönlendirici")]
    knowing = Dictionary(("router", "yönlendirici"), ("firewall", "güvenlik duvarı"))
    assert [one for one in propose("t", documents) if one.joined] == []
    found = list(propose("t", documents, [knowing]))
    assert {(one.one.label, one.other.label) for one in found if one.joined} == {
        ("yönlendirici", "router"),
        ("güvenlik duvarı", "firewall"),
    }
    assert {one.justification for one in found} == {Justification.ENCODER}


def test_an_encoder_is_not_asked_about_a_language_that_it_does_not_know() -> None:
    documents = [listing("a", "en", "firewall"), listing("b", "nb", "brannmur")]
    assert list(propose("t", documents, [Dictionary(("firewall", "brannmur"))])) == []


def test_a_place_in_lists_that_agree_is_proposed_and_never_joined() -> None:
    documents = [listing("a", "en", "JSON", "XML", "purpose"), listing("b", "tr", "JSON", "XML", "amaç")]
    (found,) = propose("t", documents)
    assert (found.one.label, found.other.label, found.joined) == ("amaç", "purpose", False)
    assert found.justification is Justification.POSITION
    assert found.confidence < JOINED


def test_two_concepts_of_the_vocabulary_are_never_joined() -> None:
    documents = [
        listing("a", "en", "inbound", ids=["outsourcing:inbound"]),
        listing("b", "nb", "inbound", ids=["outsourcing:outbound"]),
    ]
    assert list(propose("t", documents)) == []


def test_a_join_leads_to_the_concept_of_the_vocabulary() -> None:
    documents = [
        listing("a", "ru", "телемаркетинг"),
        listing("b", "en", "telemarketing", ids=["outsourcing:telemarketing-center"]),
    ]
    (found,) = propose("t", documents)
    assert (found.one.concept_id, found.other.concept_id) == (
        "source:телемаркетинг",
        "outsourcing:telemarketing-center",
    )


def test_more_like_names_are_likelier() -> None:
    one = Names(("telemarketing",), ("telemarketing",), "en")
    chances = []
    for label in ("telemarketing", "telemarketingu", "marketing", "yol"):
        _, odds = log_odds(one, Names((label,), (label,), "tr"))
        chances.append(probability(odds[0, 0]))
    assert chances == sorted(chances, reverse=True)
    assert chances[0] > JOINED > chances[2]


# --- renaming --------------------------------------------------------------------------------------------------


def test_a_joined_concept_bears_its_new_identity_in_every_layer() -> None:
    document = listing("a", "ru", "учёт")
    said = Statement(
        "a", "source:x", "aspect:types", "учёт", Span(0, 0), Origin.LIST, 1.0, value_concept_ids=("source:учёт",)
    )
    from dataclasses import replace

    new = renamed(replace(document, statements=(said,)), {"source:учёт": "source:accounting"})
    assert new.taxonomies[0].items[0].concept_id == "source:accounting"
    assert new.statements[0].value_concept_ids == ("source:accounting",)
    assert [concept.concept_id for concept in new.concepts] == ["source:accounting"]
    assert new.joins == (("source:учёт", "source:accounting"),)
    assert renamed(document, {"source:other": "source:accounting"}) is document
