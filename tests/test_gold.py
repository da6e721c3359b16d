"""The scores against the gold, which is read where it lies and never ships with the project."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

import pipeline
from pipeline.dataset import Dataset
from pipeline.evaluate import Score, evaluate

ROOT = Path(__file__).parent.parent

# What the project promises; `Score.floor` must not be lowered below it.
PROMISED = {
    "language of sources": 1.0,
    "language of blocks": 0.95,
    "boilerplate lines found": 1.0,
    "content lines called boilerplate": 0,
    "roles of headings": 0.9,
    "table cells, text and offsets": 1.0,
    "list items: label, description, parent": 1.0,
    "kinds of lists": 1.0,
    "subjects: name, expansion, one concept": 1.0,
    "structural findings": 0.94,
    "findings that no fact explains": 0,
    "facts covered": 0.85,
    "precision of conflicts": 0.8,
}
COUNTED = {
    "language of sources": 2,
    "boilerplate lines found": 4,
    "table cells, text and offsets": 18,
    "list items: label, description, parent": 8,
    "kinds of lists": 3,
    "subjects: name, expansion, one concept": 4,
    "facts covered": 78,
}


@pytest.fixture(scope="module")
def dataset() -> Dataset:
    return pipeline.run([ROOT / "raw"])


@pytest.fixture
def scores(dataset: Dataset, gold: Path) -> dict[str, Score]:
    return {score.name: score for score in evaluate(dataset, gold)}


def test_every_promise_is_scored(scores: dict[str, Score]) -> None:
    assert set(PROMISED) <= set(scores)


@pytest.mark.parametrize("name", PROMISED)
def test_a_promise_is_kept(scores: dict[str, Score], name: str) -> None:
    score = scores[name]
    kept = score.value <= PROMISED[name] if score.ceiling else score.value >= PROMISED[name]
    assert kept, f"{score.value}: {score.note}"
    assert score.floor == PROMISED[name]


@pytest.mark.parametrize("name", COUNTED)
def test_a_score_is_of_all_that_there_is(scores: dict[str, Score], name: str) -> None:
    assert scores[name].total == COUNTED[name]


def test_the_committed_dataset_scores_as_a_fresh_one(dataset: Dataset, gold: Path) -> None:
    assert evaluate(pipeline.load(ROOT / "output"), gold) == evaluate(dataset, gold)


@pytest.mark.parametrize(
    ("table", "fallen"),
    [
        ("table_cells", "table cells, text and offsets"),
        ("taxonomy_items", "list items: label, description, parent"),
        ("subjects", "subjects: name, expansion, one concept"),
        ("findings", "structural findings"),
        ("verdicts", "precision of conflicts"),
        ("blocks", "boilerplate lines found"),
    ],
)
def test_a_score_falls_where_what_it_counts_is_missing(dataset: Dataset, gold: Path, table: str, fallen: str) -> None:
    emptied = replace(dataset, rows={**dataset.rows, table: ()})
    score = next(one for one in evaluate(emptied, gold) if one.name == fallen)
    assert (score.hits, score.reached) == (0, False)


def test_a_wrong_language_is_no_hit(dataset: Dataset, gold: Path) -> None:
    wrong = tuple(tuple("da" if value == "nb" else value for value in row) for row in dataset.rows["sources"])
    score = evaluate(replace(dataset, rows={**dataset.rows, "sources": wrong}), gold)[0]
    assert (score.name, score.hits, score.total, score.reached) == ("language of sources", 1, 2, False)


def test_a_cell_that_is_off_by_one_is_no_hit(dataset: Dataset, gold: Path) -> None:
    *cells, last = dataset.rows["table_cells"]
    place = [isinstance(value, int) and not isinstance(value, bool) for value in last]
    start = max(index for index, is_number in enumerate(place) if is_number) - 1
    moved = (*last[:start], int(str(last[start])) + 1, *last[start + 1 :])
    scores = evaluate(replace(dataset, rows={**dataset.rows, "table_cells": (*cells, moved)}), gold)
    cut = next(one for one in scores if one.name == "table cells, text and offsets")
    assert (cut.hits, cut.total, cut.reached) == (17, 18, False)


def test_an_invented_conflict_lowers_the_precision(dataset: Dataset, gold: Path) -> None:
    agreed = next(row for row in dataset.rows["verdicts"] if "only_in" in row)
    invented = tuple("conflict" if value == "only_in" else value for value in agreed)
    changed = replace(dataset, rows={**dataset.rows, "verdicts": (*dataset.rows["verdicts"], invented)})
    before, after = (
        next(one for one in evaluate(data, gold) if one.name == "precision of conflicts") for data in (dataset, changed)
    )
    assert (after.hits, after.total) == (before.hits, before.total + 1)
