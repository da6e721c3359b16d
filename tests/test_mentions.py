"""Mentions: concepts of the vocabulary and names of the source, in whatever form a language gives them."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

import pytest

from pipeline.model import Document
from pipeline.reading.lens import source_concept_id, vocabulary_concept
from pipeline.reading.mentions import Lens, concept_of, find

Read = Callable[..., Document]


def found(text: str, code: str, **lens: object) -> list[tuple[str, str, str]]:
    looking = Lens(code, **{"schemes": frozenset({"outsourcing"}), **lens})  # type: ignore[arg-type]
    return [(one.concept_id.split(":")[1], text[one.start : one.end], one.match.value) for one in find(text, looking)]


@pytest.mark.parametrize(
    ("code", "text", "concept", "surface", "match"),
    [
        ("en", "A call center is blue.", "call-center", "call center", "exact"),
        ("en", "CALL CENTERS are big.", "call-center", "CALL CENTERS", "exact"),
        ("en", "The call centre's size", "call-center", "call centre's", "stem"),
        ("en", "A BPO is big.", "bpo", "BPO", "acronym"),
        ("en", "BPO's size", "bpo", "BPO's", "acronym"),
        ("nb", "Ringesentrene er store.", "call-center", "Ringesentrene", "exact"),
        ("nb", "et call sentre", "call-center", "call sentre", "exact"),
        ("tr", "Çağrı merkezi büyüktür.", "call-center", "Çağrı merkezi", "exact"),
        ("tr", "Çağrı merkezlerinin boyu", "call-center", "Çağrı merkezlerinin", "stem"),
        ("tr", "ÇAĞRI MERKEZİ", "call-center", "ÇAĞRI MERKEZİ", "exact"),
        ("tr", "BPO'larda ve", "bpo", "BPO'larda", "acronym"),
        ("tr", "BPO’nun boyu", "bpo", "BPO’nun", "acronym"),
        (
            "de",
            "Ein Call Center ist groß.",
            "call-center",
            "Call Center",
            "exact",
        ),  # English terms stand in any language
    ],
)
def test_a_concept_is_found_in_its_forms(code: str, text: str, concept: str, surface: str, match: str) -> None:
    assert (concept, surface, match) in found(text, code)


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("en", "The bpo of a word"),  # an acronym in small letters is another word
        ("en", "The caller is in the center."),
        ("tr", "Müşterilerden gelen sorgular"),
        ("nb", "Han ringer."),
    ],
)
def test_another_word_is_not(code: str, text: str) -> None:
    assert {"bpo", "call-center", "inbound"}.isdisjoint(concept for concept, _, _ in found(text, code))


@pytest.mark.parametrize(
    ("code", "text", "shorts"),
    [
        ("en", "Inbound and outbound call centers differ.", ["Inbound"]),
        ("en", "They call you (outbound) or not.", ["outbound"]),
        ("nb", "innkommende og utgående call centre", ["innkommende"]),
        ("en", "An inbound flight lands.", []),
    ],
)
def test_a_short_label_counts_beside_a_sibling_or_in_brackets(code: str, text: str, shorts: list[str]) -> None:
    assert [
        surface
        for concept, surface, _ in found(text, code)
        if concept in ("inbound", "outbound") and " " not in surface
    ] == shorts


def test_the_longest_name_counts() -> None:
    assert [one[:2] for one in found("outbound call centers", "en")] == [("outbound", "outbound call centers")]
    names = (("source:xbrl", "XBRL"), ("source:inline-xbrl", "inline XBRL"))
    assert [one[1] for one in found("inline XBRL and XBRL", "en", names=names)] == ["inline XBRL", "XBRL"]


def test_a_domain_is_used_where_the_subjects_belong_to_it() -> None:
    assert found("A call center is blue.", "en", schemes=frozenset()) == []


def test_names_that_the_source_coined_are_found_in_their_forms() -> None:
    names = (("source:canoe", "canoe"),)
    assert found("A canoe, Canoes and a canon.", "en", schemes=frozenset(), names=names) == [
        ("canoe", "canoe", "exact"),
        ("canoe", "Canoes", "stem"),
    ]


@pytest.mark.parametrize(
    ("code", "name", "text", "surface", "match"),
    [
        ("nb", "leieavtale", "En kontorleieavtale varer lenge.", "leieavtale", "compound"),
        ("nb", "ringesenter", "Salgsringesenteret er grønt.", "ringesenteret", "compound"),
        ("de", "Mietvertrag", "Des Büromietvertrags Ende", "mietvertrags", "compound"),
        ("sv", "kontrakt", "Ett hyreskontrakt gäller.", "kontrakt", "compound"),
        ("fi", "kuoro", "Nuorisokuorossa lauletaan.", "kuorossa", "compound"),
        ("nl", "contract", "Een huurcontract geldt.", "contract", "compound"),
        ("de", "Call Center", "Die Callcenter sind grün.", "Callcenter", "stem"),
        ("nb", "call center", "Et callcenter er grønt.", "callcenter", "stem"),
        ("tr", "sözleşme", "Sözleşmelerimizdeki maddeler", "Sözleşmelerimizdeki", "stem"),
        ("tr", "çağrı merkezi", "çağrı merkezlerindekilerden", "çağrı merkezlerindekilerden", "stem"),
        ("fi", "kuoro", "Kuoroissa lauletaan.", "Kuoroissa", "stem"),
        ("ru", "аренда", "Условия аренды", "аренды", "stem"),
        ("en", "lease", "The lease's end", "lease's", "stem"),
        ("fr", "contrat", "Les contrats durent.", "contrats", "stem"),
    ],
)
def test_a_name_is_found_in_compounds_and_inflections(
    code: str, name: str, text: str, surface: str, match: str
) -> None:
    assert found(text, code, schemes=frozenset(), names=(("source:x", name),)) == [("x", surface, match)]


@pytest.mark.parametrize(
    ("code", "name", "text"),
    [
        ("en", "lease", "A sublease ends."),  # English writes its compounds apart
        ("de", "Rat", "Der Apparat steht."),
        ("nb", "TV", "En kabeltv er her."),
    ],
)
def test_a_word_that_only_ends_alike_is_no_compound(code: str, name: str, text: str) -> None:
    assert found(text, code, schemes=frozenset(), names=(("source:x", name),)) == []


def test_no_two_mentions_of_a_document_overlap(read: Read, norwegian: str, turkish: str) -> None:
    for text in (norwegian, turkish):
        spans = sorted(mention.span for mention in read(text).mentions)
        assert len(spans) > 30
        assert all(one.end <= other.start for one, other in pairwise(spans))


def test_a_label_is_its_longest_concept() -> None:
    lens = Lens("en", frozenset({"outsourcing"}))
    whole = concept_of("Outbound call centers of a BPO", lens)
    assert whole is not None
    assert whole.concept_id == "outsourcing:outbound"
    assert concept_of("A stone", lens) is None


@pytest.mark.parametrize(
    ("label", "code", "concept"),
    [
        ("Call Center", "nb", "outsourcing:call-center"),
        ("çağrı merkezi", "tr", "outsourcing:call-center"),
        ("stone", "en", ""),
    ],
)
def test_a_name_is_a_concept_of_the_vocabulary_where_it_is_its_label(label: str, code: str, concept: str) -> None:
    assert vocabulary_concept(label, code, "subject") == concept


@pytest.mark.parametrize(
    ("label", "code", "concept"),
    [
        ("Back-Office / Type", "en", "source:back-office-type"),
        ("YAML", "nb", "source:yaml"),
        ("IŞIK", "tr", "source:işik"),
        ("दिन", "hi", "source:दिन"),
        ("紅茶", "ja", "source:紅茶"),
    ],
)
def test_a_name_that_only_the_source_has_is_a_concept_too(label: str, code: str, concept: str) -> None:
    assert source_concept_id(label, code) == concept


def test_what_a_source_is_matched_against_depends_on_its_own_words_alone() -> None:
    of_another = Lens("en", frozenset({"outsourcing"}), beginnings=frozenset({"cal"}))
    of_this = Lens("en", frozenset({"outsourcing"}), beginnings=frozenset({"bpo"}))
    assert [one.concept_id for one in find("A call center here", of_another)] == ["outsourcing:call-center"]
    assert find("A call center here", of_this) == ()
