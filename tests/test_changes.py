"""What differs between two datasets: rows by their keys, verdicts that turned."""

from __future__ import annotations

import json
from pathlib import Path

import pipeline
from pipeline.dataset.changes import Question, Turn, changes
from pipeline.export.rows import Rows
from pipeline.export.schema import SCHEMAS

QUIET = """Difference between MTS and M2TS

MTS is a format of video. M2TS is a format of video, too.

| | MTS | M2TS |
|---|---|---|
| Location | local | international |
"""
AGREEING = QUIET.replace("Difference between MTS and M2TS", "MTS vs M2TS: what is the difference?")
OTHER = QUIET.replace("| local |", "| international |")

NOTHING: Rows = {table.name: () for table in SCHEMAS}


def dataset(folder: Path, **articles: str) -> Rows:
    folder.mkdir()
    for name, text in articles.items():
        (folder / f"{name}.md").write_text(text, encoding="utf-8")
    return pipeline.run([folder]).rows


def test_the_same_dataset_differs_in_nothing(tmp_path: Path) -> None:
    rows = dataset(tmp_path / "one", a=QUIET)
    found = changes(rows, rows)
    assert list(found.lines()) == ["Nothing differs."]
    assert not found.turns and not found.concepts


def test_rows_are_told_apart_by_their_keys(tmp_path: Path) -> None:
    before, now = dataset(tmp_path / "one", a=QUIET), dataset(tmp_path / "two", b=QUIET)
    (table,) = filter(None, changes(before, now).tables)  # the path is no part of the key
    assert (table.table, table.added, table.removed) == ("sources", (), ())
    assert table.changed == ((now["sources"][0][0],),)
    assert list(changes(before, now).lines()) == ["sources: 0 added, 0 removed, 1 changed"]


def test_what_was_there_before_nothing_is_all_new(tmp_path: Path) -> None:
    rows = dataset(tmp_path / "one", a=QUIET)
    found = changes(NOTHING, rows)
    assert {table.table: len(table.added) for table in found.tables} == {name: len(rows[name]) for name in rows}
    assert [name for name, _ in found.concepts] == [row[0] for row in rows["concepts"]]


def test_a_verdict_turns_when_an_article_is_edited(tmp_path: Path) -> None:
    before = dataset(tmp_path / "one", a=QUIET, b=AGREEING)
    now = dataset(tmp_path / "two", a=OTHER, b=AGREEING)
    turns = {turn.question: turn for turn in changes(before, now).turns}
    mts, m2ts = (row[0] for row in now["subjects"] if row[1] == now["sources"][0][0])
    asked = Question(f"{min(mts, m2ts)}+{max(mts, m2ts)}", "cross", str(mts), "aspect:location")
    turned = turns[asked]
    assert (turned.before, turned.now.split()[-1]) == ("agree", "conflict")
    assert "a.md says international, b.md says local; both cannot hold." in turned.reason
    lines = list(changes(before, now).lines())
    assert f"  - {mts}, aspect:location (cross): agree → {turned.now}; {turned.reason}" in lines


def test_the_gravest_comes_first() -> None:
    question = Question("t", "cross", "s", "a")
    soft, hard = (Turn(question, "agree", now, "") for now in ("soft conflict", "hard conflict"))
    assert min(soft, hard, key=lambda turn: turn.gravity) is hard


def test_json_tells_every_key(tmp_path: Path) -> None:
    rows = dataset(tmp_path / "one", a=QUIET)
    told = json.loads(changes(NOTHING, rows).to_json())
    sources = next(table for table in told["tables"] if table["table"] == "sources")
    assert sources == {"table": "sources", "added": [[rows["sources"][0][0]]], "removed": [], "changed": []}
