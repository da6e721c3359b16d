"""A run streams: what workers pack and the run merges is what would be made in memory."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

import pipeline
from pipeline.export import sorting
from pipeline.export.packing import pack_rows
from pipeline.export.rows import make_rows
from pipeline.export.schema import SCHEMAS
from pipeline.export.sorting import Sorter
from pipeline.export.spool import SpooledTable
from pipeline.files import find_files
from pipeline.running import runner
from tests.runs import THIRD, run


def test_what_is_streamed_is_what_is_made_in_memory(raw: Path) -> None:
    (raw / "third.txt").write_text(THIRD, encoding="utf-8")
    (raw / "empty.txt").write_bytes(b"")
    run(raw)
    result = runner.run(find_files([raw]))
    made = make_rows(result.documents, result.topics)
    written = pipeline.load(raw.parent / "output").rows
    for table in SCHEMAS:
        assert tuple(written[table.name]) == tuple(made[table.name]), table.name


@pytest.mark.parametrize("size", [1, 3, 1000], ids=["every item in a file", "three in a file", "all in memory"])
def test_items_are_read_sorted_as_often_as_wanted(size: int) -> None:
    numbers = [random.Random(1).randrange(50) for _ in range(100)]
    sorter: Sorter[int] = Sorter(lambda number: number, size)
    for number in numbers:
        sorter.extend([number])
    assert list(sorter) == sorted(numbers)
    assert list(sorter) == sorted(numbers)


@pytest.mark.parametrize("ways", [2, 3, 64])
def test_items_with_one_key_keep_the_order_in_which_they_came(monkeypatch: pytest.MonkeyPatch, ways: int) -> None:
    monkeypatch.setattr(sorting, "_WAYS", ways)
    sorter: Sorter[tuple[int, int]] = Sorter(lambda item: item[0], size=3)
    items = [(number % 2, number) for number in range(100)]
    for item in items:
        sorter.extend([item])
    assert list(sorter) == sorted(items, key=lambda item: item[0])


def test_runs_are_merged_before_they_are_too_many_to_be_open(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sorting, "_WAYS", 4)
    sorter: Sorter[int] = Sorter(lambda number: number, size=1)
    for number in range(63):
        sorter.extend([number])
    assert [len(runs) for runs in sorter._levels] == [3, 3, 3]


def test_a_table_in_files_is_a_sequence(tmp_path: Path) -> None:
    rows = [(f"s{number}", "subjects", 0.5, True, ("a", "b"), None) for number in range(5)]
    table = SpooledTable(tmp_path, "labels")
    for row in rows:
        table.append(row[0], pack_rows("labels", [row[:5]]))
    table.close()
    assert (len(table), list(table), list(table)) == (5, [row[:5] for row in rows], [row[:5] for row in rows])
    assert (table[3], table[1:3]) == (rows[3][:5], [row[:5] for row in rows[1:3]])
    with pytest.raises(IndexError):
        table[5]
