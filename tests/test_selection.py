"""Runs over a part of the files: those that match, and those that changed since."""

from __future__ import annotations

import csv
import os
import shutil
import subprocess
from datetime import datetime
from pathlib import Path

import pytest

from pipeline.running.selection import SelectionError
from pipeline.running.session import Choice, NothingChangedError
from pipeline.running.since import SinceError
from tests.runs import NB, THIRD, TR, run


def paths(raw: Path) -> list[str]:
    table = (raw.parent / "output" / "sources.csv").read_text(encoding="utf-8")
    return [row["path"] for row in csv.DictReader(table.splitlines())]


@pytest.mark.parametrize(
    ("pattern", "kept"),
    [
        pytest.param("third*", ["third.txt"], id="a path"),
        pytest.param("COFFEE", ["third.txt"], id="a word in the name of a compared thing, in any case"),
        pytest.param("outsourcing:call-center", [TR, NB], id="the concept of a compared thing"),
        pytest.param("*:bpo+*", [TR, NB], id="a topic"),
        pytest.param("bpo-c?ll*", [NB], id="wildcards match the whole of it"),
    ],
)
def test_only_keeps_the_sources_that_match(raw: Path, pattern: str, kept: list[str]) -> None:
    (raw / "third.txt").write_text(THIRD, encoding="utf-8")
    run(raw, Choice(only=(pattern,)))
    assert paths(raw) == kept
    run(raw)
    assert len(paths(raw)) == 3


def test_only_what_is_nowhere_is_told(raw: Path) -> None:
    with pytest.raises(SelectionError, match="No source matches gold;"):
        run(raw, Choice(only=("gold",)))


def test_since_the_last_run_reads_what_that_did_not_see(raw: Path) -> None:
    run(raw)
    (raw / "third.txt").write_text(THIRD, encoding="utf-8")
    run(raw, Choice(since="last"))
    assert paths(raw) == ["third.txt"]
    with pytest.raises(NothingChangedError, match="No file has changed since the last run;"):
        run(raw, Choice(since="last"))
    assert paths(raw) == ["third.txt"]


def test_since_a_date_reads_what_changed_from_then_on(raw: Path) -> None:
    for name, day in ((NB, "2025-03-01"), (TR, "2025-02-28T23:59:59")):
        moment = datetime.fromisoformat(day).timestamp()
        os.utime(raw / name, (moment, moment))
    run(raw, Choice(since="2025-03-01"))
    assert paths(raw) == [NB]


def test_since_a_commit_reads_what_differs_from_it(raw: Path) -> None:
    if shutil.which("git") is None:
        pytest.skip("git is not installed")
    who = ("-c", "user.name=one", "-c", "user.email=one@example.org")
    for command in (("init", "-q"), ("add", "."), (*who, "commit", "-qm", "Two articles")):
        subprocess.run(["git", *command], cwd=raw, check=True)
    with (raw / NB).open("a", encoding="utf-8") as file:
        file.write("\n")
    (raw / "third.txt").write_text(THIRD, encoding="utf-8")
    run(raw, Choice(since="HEAD"))
    assert paths(raw) == [NB, "third.txt"]
    for nothing in ("no-such-branch", "--all", "2025-13-01"):
        with pytest.raises(SinceError, match=f"{nothing} is no date such as"):
            run(raw, Choice(since=nothing))
