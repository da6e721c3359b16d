"""Short articles of our own in other languages and on other topics: what is true of each, against what is read.

A case is a folder of `tests/cases` with its sources and `expected.json`. What is expected was checked by reading the
article; where the program reads it wrongly the truth stands there all the same, and `KNOWN_WRONG` says why.
"""

from __future__ import annotations

import json
import re
from functools import lru_cache
from pathlib import Path
from typing import Any

import pytest

from pipeline.model import Document, Origin, Statement, Taxonomy
from pipeline.running import runner, sequence
from pipeline.stages import topics
from pipeline.stages.ingest import ingest

REGENERATE = False  # True writes expected.json anew, but for what is known to be read wrongly; read what changed

CASES = Path(__file__).parent / "cases"
VERDICTS = "verdicts"
EXPECTED = "expected.json"
LAYERS = (
    "language", "title", "subjects", "roles", "furniture", "cells", "lists",
    "table_statements", "statements", "findings",
)  # fmt: skip
_OPENING = 40  # characters of a block that tell which one it is
_INNERMOST = re.compile(r"\[\s+([^\[\]{}]*?)\s+\]")
_BETWEEN_LINES = re.compile(r",\n\s+")

_ONE = "source.txt"
_HOMONYM = "an aspect's label counts in any sense: the length of a novel is taken for a file's extension"

KNOWN_WRONG: dict[tuple[str, str, str], str] = {
    ("spanish-short-lead-in", _ONE, "table_statements"): _HOMONYM,
}


def test_the_expectations_are_not_being_regenerated() -> None:
    assert REGENERATE is False, "the cases were written anew; read the difference and set REGENERATE back"


def test_every_case_holds_what_was_written_by_hand() -> None:
    for case in _names():
        assert {*_portrait(case)["sources"]} == {*_expected(case)["sources"]}, case


def _names() -> list[str]:
    return sorted(folder.name for folder in CASES.iterdir() if folder.is_dir())


@lru_cache(maxsize=64)
def _expected(case: str) -> Any:
    path = CASES / case / EXPECTED
    return json.loads(path.read_text(encoding="utf-8")) if path.is_file() else {"sources": {}, VERDICTS: []}


@lru_cache(maxsize=64)
def _portrait(case: str) -> Any:
    """Read a case and return its main rows, source by source, and its verdicts."""
    files = sorted(path for path in (CASES / case).iterdir() if path.name != EXPECTED)
    documents = [runner.process(ingest(path.name, path.read_bytes())) for path in files]
    labels = {subject.concept_id: subject.label for one in reversed(documents) for subject in one.subjects}
    return {
        "sources": {one.source.path: _of_source(one) for one in documents},
        VERDICTS: sorted(
            [one.scope.value, labels[one.subject_id], one.aspect_id, one.relation.value, one.strength, one.rule]
            for topic in topics.group(documents)
            for one in sequence.check(topic).verdicts
        ),
    }


def _of_source(document: Document) -> dict[str, Any]:
    told = [one for one in document.statements if one.origin is not Origin.TABLE]
    return {
        "language": document.language,
        "title": document.title.text if document.title else "",
        "subjects": [subject.label for subject in document.subjects],
        "roles": [[one.kind.value, one.role.value, one.text[:_OPENING]] for one in document.blocks],
        "furniture": [block.text for block in document.blocks if block.boilerplate],
        "cells": [
            [[cell.text for cell in table.row(row)] for row in sorted({cell.row for cell in table.cells})]
            for table in document.tables
        ],
        "lists": [_of_list(taxonomy, document) for taxonomy in document.taxonomies],
        "table_statements": [_of_statement(one, document) for one in document.statements if one.origin is Origin.TABLE],
        "statements": [_of_statement(one, document) for one in told],
        "findings": sorted(
            [one.code, one.span.of(document.text)[:_OPENING] if one.span else ""] for one in document.findings
        ),
    }


def _of_list(taxonomy: Taxonomy, document: Document) -> dict[str, Any]:
    return {
        "kind": taxonomy.kind.value,
        "parent": taxonomy.parent.text if taxonomy.parent else None,
        "of": document.subjects[taxonomy.subject].label if taxonomy.subject is not None else None,
        "items": [[item.label.text, item.description.text if item.description else None] for item in taxonomy.items],
    }


def _of_statement(one: Statement, document: Document) -> list[Any]:
    labels = {subject.concept_id: subject.label for subject in document.subjects}
    return [labels[one.subject_id], one.aspect_id, one.value, one.polarity.value, one.count]


def _write(case: str) -> None:
    """Write what is read of a case as what is expected; where that is known to be wrong, the truth stays."""
    portrait, truth = _portrait(case), _expected(case)
    for known, source, layer in KNOWN_WRONG:
        if known == case and source:
            portrait["sources"][source][layer] = truth["sources"][source][layer]
        elif known == case:
            portrait[layer] = truth[layer]
    written = json.dumps(portrait, ensure_ascii=False, indent=1)
    rows = _INNERMOST.sub(lambda match: f"[{_BETWEEN_LINES.sub(', ', match[1])}]", written)
    (CASES / case / EXPECTED).write_text(rows + "\n", encoding="utf-8")
    _expected.cache_clear()


if REGENERATE:
    for _case in _names():
        _write(_case)


def _layers() -> list[Any]:
    """Return a parameter for each layer of each source of each case, those read wrongly marked as such."""
    wanted = [
        (case, source, layer)
        for case in _names()
        for source, layer in (
            *((source, layer) for source in sorted(_expected(case)["sources"]) for layer in LAYERS),
            ("", VERDICTS),
        )
    ]
    return [pytest.param(*one, id="-".join(filter(None, one)), marks=_mark(KNOWN_WRONG.get(one, ""))) for one in wanted]


def _mark(reason: str) -> tuple[pytest.MarkDecorator, ...]:
    return (pytest.mark.xfail(strict=True, reason=reason),) if reason else ()


@pytest.mark.parametrize(("case", "source", "layer"), _layers())
def test_what_is_true_of_a_case_is_read(case: str, source: str, layer: str) -> None:
    expected, read = _expected(case), _portrait(case)
    assert _layer(read, source, layer) == _layer(expected, source, layer)


def _layer(portrait: Any, source: str, layer: str) -> Any:
    return portrait["sources"][source][layer] if source else portrait[layer]


def test_what_is_known_to_be_wrong_names_cases_that_exist() -> None:
    known = {(case, source) for case in _names() for source in (*_expected(case)["sources"], "")}
    assert {(case, source) for case, source, _ in KNOWN_WRONG} <= known
