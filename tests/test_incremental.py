"""Runs after the first one: only what changed is done again, the dataset is that of a run from nothing."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tracemalloc
from pathlib import Path

import pytest

from pipeline.files import find_files
from pipeline.pickling import pickled, unpickled
from pipeline.running import recipe, runner
from pipeline.running.jobs import Jobs
from pipeline.running.store import FolderStore
from tests.runs import NB, RAW, THIRD, TR, content, from_nothing, run

TOPIC = "outsourcing:bpo+outsourcing:call-center"


def test_the_first_run_reads_everything_and_says_so(raw: Path) -> None:
    assert run(raw).why == (
        f"2 files: 0 kept, 2 read (2 because no run into this folder is remembered: {TR}, {NB})",
        f"2 sources: 0 kept, 2 searched for facts (2 because the file was read: {TR}, {NB})",
        f"1 topic: 0 kept, 1 checked (1 because a source was searched: {TOPIC})",
    )


def test_a_second_run_does_nothing_and_tells_the_same(raw: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = run(raw)
    monkeypatch.setattr(runner, "execute", None)
    second = run(raw)
    assert (second.summary, second.unchanged, first.unchanged) == (first.summary, True, False)
    assert second.why == ("Nothing changed since the last run into this folder; it stands as it was written.",)


def test_a_new_article_costs_itself_and_its_topic(raw: Path) -> None:
    run(raw)
    (raw / "third.txt").write_text(THIRD, encoding="utf-8")
    assert run(raw).why == (
        "3 files: 2 kept, 1 read (1 because new: third.txt)",
        "3 sources: 2 kept, 1 searched for facts (1 because the file was read: third.txt)",
        "2 topics: 1 kept, 1 checked (1 because a source was searched: source:coffee+source:tea)",
    )
    assert content(raw.parent / "output") == from_nothing(raw)


def test_a_changed_article_is_read_again_whatever_its_date(raw: Path) -> None:
    run(raw)
    state = (raw / NB).stat()
    text = (raw / NB).read_bytes()
    (raw / NB).write_bytes(text.replace(b"2", b"3", 1))
    os.utime(raw / NB, ns=(0, 0))  # the clock was put back
    assert (raw / NB).stat().st_size == state.st_size
    assert run(raw).why == (
        f"2 files: 1 kept, 1 read (1 because the content changed: {NB})",
        f"2 sources: 1 kept, 1 searched for facts (1 because the file was read: {NB})",
        f"1 topic: 0 kept, 1 checked (1 because a source was searched: {TOPIC})",
    )
    assert content(raw.parent / "output") == from_nothing(raw)


def test_an_article_taken_away_leaves_no_trace(raw: Path) -> None:
    run(raw)
    (raw / NB).unlink()
    assert run(raw).why[0] == "1 file: 1 kept, 0 read"
    assert content(raw.parent / "output") == from_nothing(raw)


def test_lines_that_a_site_repeats_are_seen_again_when_a_third_page_comes(raw: Path) -> None:
    for path in raw.iterdir():
        path.unlink()
    pairs = [("tea", "coffee"), ("boats", "ships"), ("cats", "dogs")]
    for one, other in pairs[:2]:
        _page(raw, one, other)
    run(raw)
    _page(raw, *pairs[2])
    assert run(raw).why[:2] == (
        "3 files: 2 kept, 1 read (1 because new: cats.txt)",
        "3 sources: 0 kept, 3 searched for facts (1 because the file was read: cats.txt; 2 because the site or copies "
        "changed, or what was kept is gone: boats.txt, tea.txt)",
    )
    assert content(raw.parent / "output") == from_nothing(raw)


def _page(raw: Path, one: str, other: str) -> None:
    text = (
        f"Difference between {one} and {other}\n\nAll rights are kept by the owners of these pages.\n\n"
        f"{one.title()} are old, while {other} are new.\n"
    )
    (raw / f"{one}.txt").write_text(text, encoding="utf-8")
    with (raw / "sources.csv").open("a", encoding="utf-8") as file:
        if not file.tell():
            file.write("file,site,url\n")
        file.write(f"{one}.txt,pages.example,\n")


def test_a_source_with_the_bytes_of_another_is_written_once(raw: Path) -> None:
    run(raw)
    shutil.copy(raw / NB, raw / "copy.txt")
    run(raw)
    assert content(raw.parent / "output") == from_nothing(raw)


@pytest.mark.parametrize("engine", ["serial", "processes", "dask"])
def test_every_engine_makes_the_same_dataset(raw: Path, engine: str) -> None:
    pytest.importorskip("distributed")
    (raw / "third.txt").write_text(THIRD, encoding="utf-8")
    (raw / "empty.txt").write_bytes(b"")
    run(raw, engine=engine, workers=2)
    assert content(raw.parent / "output") == from_nothing(raw)


def test_a_source_that_takes_longer_than_it_may_is_quarantined(raw: Path) -> None:
    # The system looks at its timers every few milliseconds: a stage has to take longer than that, warm, too.
    (raw / "third.txt").write_text(THIRD + 3_000 * "Slate is hard, while shale is soft. ", encoding="utf-8")
    told = run(raw, time_limit=0.000_001).summary.lines()
    assert any("third.txt" in line and "source.too_slow" in line for line in told)


def test_nothing_to_do_takes_a_fraction_of_a_second(raw: Path) -> None:
    command = [
        sys.executable,
        "-X",
        "importtime",
        "-c",
        "import sys; from pipeline import cli; sys.argv[0] = 't'; cli.main()",
    ]
    command += ["run", str(raw), "--output", str(raw.parent / "output"), "-q"]
    subprocess.run(command, check=True, capture_output=True, timeout=60)
    again = subprocess.run(command, check=True, capture_output=True, timeout=60, encoding="utf-8")
    imported = {line.rpartition("|")[2].strip() for line in again.stderr.splitlines()}
    heavy = {"spacy", "numpy", "pandas", "bs4", "rdflib", "duckdb"}
    assert not imported & {*heavy, "pipeline.running.runner", "pipeline.export.formats"}


def test_what_a_run_holds_of_a_source_takes_no_more_memory_than_a_page_of_text(raw: Path, tmp_path: Path) -> None:
    jobs = Jobs(FolderStore(tmp_path / "store"), recipe.recipe())
    made = runner.execute(find_files([raw]), None, runner.Settings(jobs))
    kept = pickled((made.files, made.cards))
    tracemalloc.start()
    held = unpickled(kept)
    size, _ = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert held == (made.files, made.cards)
    assert size < 3_000 * len(made.cards)  # 2.0 KB; their signatures alone take 5.5 as objects


def test_a_run_holds_cards_and_no_documents(raw: Path, tmp_path: Path) -> None:
    jobs = Jobs(FolderStore(tmp_path / "store"), recipe.recipe())
    made = runner.execute(find_files([raw]), None, runner.Settings(jobs))
    assert [card.path for card in made.cards] == sorted(path.name for path in RAW.glob("*.txt"))
    assert tuple(made.documents()) == runner.run(find_files([raw])).documents
