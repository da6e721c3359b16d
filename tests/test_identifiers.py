"""Identifiers: the same content, the same name; other content, another."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from pipeline.export.identifiers import block_id, finding_id, list_id, mention_id, statement_id, table_id, verdict_id
from pipeline.findings import CODES, finding
from pipeline.model import Origin, Relation, Scope, Source, Span, Statement, Verdict

SOURCE = Source("0123456789ab", "a.txt", "0" * 64, "text/plain", "utf-8", "tea")
SAID = Statement("0123456789ab", "source:tea", "aspect:cost", "cheap", Span(3, 8), Origin.PROSE, 0.9, ("scale:low",))
VERDICT = Verdict(
    "t",
    Scope.CROSS,
    "source:tea",
    "aspect:cost",
    Relation.AGREE,
    "",
    (SAID, replace(SAID, source_id="f" * 12)),
    "rule",
    "why",
    1.0,
)


def test_places_name_what_stands_there() -> None:
    assert block_id(SOURCE, 7) == "0123456789ab.b0007"
    assert table_id(SOURCE, 0) == "0123456789ab.t0"
    assert list_id(SOURCE, 3) == "0123456789ab.l03"
    assert mention_id(SOURCE, 42) == "0123456789ab.m000042"


def test_names_sort_as_places_do() -> None:
    places = (0, 9, 10, 99, 100, 999)
    assert sorted(block_id(SOURCE, place) for place in places) == [block_id(SOURCE, place) for place in places]


def test_a_statement_is_named_by_what_it_says_and_where() -> None:
    assert re.fullmatch(r"0123456789ab\.s[0-9a-f]{10}", statement_id(SAID))
    assert statement_id(SAID) == statement_id(replace(SAID, confidence=0.1, origin=Origin.TABLE))


@pytest.mark.parametrize(
    "other",
    [
        replace(SAID, subject_id="source:coffee"),
        replace(SAID, aspect_id="aspect:price"),
        replace(SAID, span=Span(3, 9)),
        replace(SAID, value_concept_ids=()),
        replace(SAID, source_id="f" * 12),
    ],
)
def test_another_statement_has_another_name(other: Statement) -> None:
    assert statement_id(other) != statement_id(SAID)


def test_a_verdict_is_named_whatever_the_order_of_its_statements() -> None:
    assert verdict_id(VERDICT) == verdict_id(replace(VERDICT, statements=VERDICT.statements[::-1]))
    assert verdict_id(VERDICT) == verdict_id(replace(VERDICT, reason="in other words", confidence=0.2))


@pytest.mark.parametrize(
    "change", [{"rule": "other"}, {"relation": Relation.CONFLICT}, {"scope": Scope.WITHIN}, {"topic_id": "u"}]
)
def test_another_verdict_has_another_name(change: dict[str, object]) -> None:
    assert verdict_id(replace(VERDICT, **change)) != verdict_id(VERDICT)  # type: ignore[arg-type]


def test_a_finding_is_named_by_its_code_and_place() -> None:
    one = finding("section.empty", "0123456789ab", Span(1, 4), heading="Uses")
    assert finding_id(one) == finding_id(finding("section.empty", "0123456789ab", Span(1, 4), heading="Uses"))
    assert finding_id(one) != finding_id(replace(one, span=Span(2, 4)))
    assert finding_id(one) != finding_id(finding("references.empty", "0123456789ab", Span(1, 4), heading="Uses"))


@pytest.mark.parametrize("code", CODES)
def test_each_finding_says_what_is_the_case_in_a_sentence(code: str) -> None:
    values = dict.fromkeys(re.findall(r"\{(\w+)\}", CODES[code].template), "7")
    message = finding(code, **values).message  # type: ignore[arg-type]
    assert message[0].isupper() or message[0] in "“7"
    assert message.endswith(".")


def test_a_finding_without_the_value_that_its_sentence_names_is_a_bug() -> None:
    with pytest.raises(KeyError):
        finding("section.empty")
