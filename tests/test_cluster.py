"""A run on Dask of which two workers are killed: it ends, and makes what one process makes."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks.cluster import datasets, differing, write_small


def test_a_run_of_which_two_workers_are_killed_makes_the_same_dataset(tmp_path: Path) -> None:
    pytest.importorskip("distributed")
    write_small(tmp_path / "raw", 400)
    killer, _ = datasets(tmp_path / "raw", tmp_path)
    assert len(set(killer.killed)) == 2
    assert differing(tmp_path) == []
    assert (tmp_path / "dask" / "sources.csv").read_text(encoding="utf-8").count("\n") == 1 + 400
