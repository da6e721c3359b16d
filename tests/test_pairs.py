"""Verdicts on everyday topics, against facts planted into independent articles: `tests/pairs`, scored by the benchmark.

A fact that is not found yet stands in `MISSED` with its cause; when it is found, the test asks to take it off the list.
"""

from __future__ import annotations

import tomllib

import pytest

from benchmarks.pairs import FOLDER, Checked, check, topics

MISSED = tomllib.loads((FOLDER / "missed.toml").read_text(encoding="utf-8"))
TRANSLATIONS = "translations"  # in MISSED: a source is taken for a translation, or is not
TOPICS = {topic.folder.name: topic for topic in topics()}


@pytest.fixture(scope="module", params=sorted(TOPICS))
def checked(request: pytest.FixtureRequest) -> Checked:
    return check(TOPICS[request.param])


def test_every_conflict_was_planted(checked: Checked) -> None:
    assert [(row.subject_id, row.aspect_id, row.rule, row.reason) for row in checked.false_conflicts] == []


def test_translations_are_marked_and_nothing_else(checked: Checked) -> None:
    is_missed = TRANSLATIONS in MISSED.get(checked.topic.folder.name, {})
    assert (checked.derived != checked.topic.derived) is is_missed


def test_planted_facts_are_found(checked: Checked) -> None:
    missed = {  # "yes / no" may be two facts, of two things
        f"{fact.verdict}: {' / '.join(quote for _, quote in fact.quotes)}"
        for fact, found in checked.outcomes()
        if found != fact.verdict
    }
    assert sorted(missed) == sorted(MISSED.get(checked.topic.folder.name, {}).keys() - {TRANSLATIONS})


def test_no_trap_is_called_a_conflict(checked: Checked) -> None:
    assert [trap.quotes for trap in checked.sprung] == []
