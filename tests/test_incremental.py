"""Runs after the first one: only what changed is done again, the dataset is that of a run from nothing."""

from __future__ import annotations

import csv
import os
import shutil
import subprocess
import sys
import time
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest

from pipeline import cache
from pipeline.export.beside import make_beside
from pipeline.export.formats import FORMATS
from pipeline.files import find_files
from pipeline.running import lastrun, recipe, runner, session
from pipeline.running import lock as lock_module
from pipeline.running import store as store_module
from pipeline.running.jobs import Jobs
from pipeline.running.lock import LockedError, locked
from pipeline.running.recipe import Recipe
from pipeline.running.selection import SelectionError
from pipeline.running.session import Choice, Means, NothingChangedError, Outcome, Session
from pipeline.running.since import SinceError
from pipeline.running.store import FolderStore

UNREPEATABLE = {name for one in FORMATS if not one.repeatable for name in one.files}
RAW = Path(__file__).parent.parent / "raw"
NB = "bpo-call-center-differkinome.txt"
TR = "bpo-cagri-merkezi-removalsclassifieds.txt"
THIRD = "Difference between tea and coffee\n\nTea is a drink. Coffee is a drink, whereas tea is brewed.\n"


@pytest.fixture
def raw(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("TERTIUM_CACHE", str(tmp_path / "cache"))
    return Path(shutil.copytree(RAW, tmp_path / "raw"))


def run(raw: Path, choice: Choice | None = None, **means: object) -> Outcome:
    session = Session(raw.parent / "output", means=replace(Means(), **means))  # type: ignore[arg-type]
    return replace(session, choice=choice or Choice()).run(find_files([raw]))


def content(folder: Path) -> dict[str, bytes]:
    """Return the files of a dataset but for those whose bytes never repeat."""
    paths = {path.relative_to(folder).as_posix(): path for path in folder.rglob("*") if path.is_file()}
    return {name: path.read_bytes() for name, path in paths.items() if name not in UNREPEATABLE}


def from_nothing(raw: Path) -> dict[str, bytes]:
    output = raw.parent / "fresh"
    Session(output, means=Means(cached=False)).run(find_files([raw]))
    return content(output)


def test_the_first_run_reads_everything_and_says_so(raw: Path) -> None:
    assert run(raw).why == (
        "2 files: 0 kept, 2 read (2 because no run into this folder is remembered)",
        "2 sources: 0 kept, 2 searched for facts",
        "1 topics: 0 kept, 1 checked",
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
        "3 files: 2 kept, 1 read (1 because new)",
        "3 sources: 2 kept, 1 searched for facts",
        "2 topics: 1 kept, 1 checked",
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
        "2 files: 1 kept, 1 read (1 because its content changed)",
        "2 sources: 1 kept, 1 searched for facts",
        "1 topics: 0 kept, 1 checked",
    )
    assert content(raw.parent / "output") == from_nothing(raw)


def test_a_file_that_has_long_been_as_it_is_is_not_read_again(raw: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lastrun, "_TICK", 0)
    time.sleep(0.05)  # a tick of the system's clock, and more
    run(raw)
    monkeypatch.setattr(lastrun, "content_of", None)
    assert run(raw).unchanged


@pytest.mark.parametrize("clock", ["a tick later", "put back by an hour"])
def test_a_file_changed_just_before_it_was_read_is_read_again(
    raw: Path, monkeypatch: pytest.MonkeyPatch, clock: str
) -> None:
    changed = (raw / NB).stat().st_ctime_ns
    now = changed + 10_000_000 if clock == "a tick later" else changed - 3600 * 10**9
    monkeypatch.setattr(lastrun.time, "time_ns", lambda: now)
    assert not lastrun.look_at(find_files([raw])).settled


def test_a_file_whose_date_was_put_back_after_a_change_is_read_again(
    raw: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lastrun, "_TICK", 0)
    time.sleep(0.05)
    run(raw)
    state = (raw / NB).stat()
    with (raw / NB).open("r+b") as file:  # the same file, the same size
        file.write((raw / NB).read_bytes().replace(b"2", b"3", 1))
    os.utime(raw / NB, ns=(state.st_atime_ns, state.st_mtime_ns))
    assert not run(raw).unchanged
    assert content(raw.parent / "output") == from_nothing(raw)


def test_an_article_taken_away_leaves_no_trace(raw: Path) -> None:
    run(raw)
    (raw / NB).unlink()
    assert run(raw).why[0] == "1 files: 1 kept, 0 read"
    assert content(raw.parent / "output") == from_nothing(raw)


@pytest.mark.parametrize(
    ("what", "read", "searched"),
    [("program", 2, 2), ("languages", 2, 2), ("vocabulary", 0, 2)],
)
def test_what_is_done_again_is_what_rests_on_the_change(
    raw: Path, monkeypatch: pytest.MonkeyPatch, what: str, read: int, searched: int
) -> None:
    run(raw)
    changed = replace(recipe.recipe(settings="120"), **{what: "another"})
    monkeypatch.setattr(session, "recipe", lambda *_: changed)
    why = run(raw).why
    assert why[0].startswith(f"2 files: {2 - read} kept, {read} read")
    assert why[1].startswith(f"2 sources: {2 - searched} kept, {searched} searched")


@pytest.mark.parametrize(
    ("file", "what"),
    [("languages/nb.toml", "languages"), ("vocabulary/scales.ttl", "vocabulary"), ("stages/roles.py", "program")],
)
def test_the_recipe_changes_with_the_files_that_it_stands_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, file: str, what: str
) -> None:
    package = shutil.copytree(recipe._PACKAGE, tmp_path / "pipeline")
    monkeypatch.setattr(recipe, "_PACKAGE", package)
    recipe.recipe.cache_clear()
    before = recipe.recipe()
    with (package / file).open("a", encoding="utf-8") as opened:
        opened.write("\n")
    recipe.recipe.cache_clear()
    after = recipe.recipe()
    recipe.recipe.cache_clear()
    assert after.differs(before) == what
    assert replace(after, **{what: getattr(before, what)}) == before


def test_what_a_program_with_other_types_remembered_is_forgotten(raw: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    run(raw)
    store = FolderStore(cache.folder() / "store")
    before = lastrun._key(raw.parent / "output")
    package = shutil.copytree(Path(lastrun.__file__).parent, raw.parent / "running")
    with (package / "summary.py").open("a", encoding="utf-8") as opened:
        opened.write("\n")
    monkeypatch.setattr(lastrun, "__file__", str(package / "lastrun.py"))
    assert lastrun.recall(store, raw.parent / "output") is None
    monkeypatch.undo()
    assert lastrun._key(raw.parent / "output") == before


def test_an_output_that_was_touched_is_written_again(raw: Path) -> None:
    run(raw)
    path = raw.parent / "output" / "verdicts.csv"
    written = path.read_bytes()
    path.write_bytes(b"mine")
    run(raw)
    assert path.read_bytes() == written


def test_lines_that_a_site_repeats_are_seen_again_when_a_third_page_comes(raw: Path) -> None:
    for path in raw.iterdir():
        path.unlink()
    pairs = [("tea", "coffee"), ("boats", "ships"), ("cats", "dogs")]
    for one, other in pairs[:2]:
        _page(raw, one, other)
    run(raw)
    _page(raw, *pairs[2])
    assert run(raw).why[:2] == (
        "3 files: 2 kept, 1 read (1 because new)",
        "3 sources: 0 kept, 3 searched for facts",
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


def test_without_a_cache_nothing_is_kept(raw: Path) -> None:
    run(raw, cached=False)
    assert not (cache.folder() / "store").exists()
    assert run(raw, cached=False).why[0].startswith("2 files: 0 kept")


def test_a_damaged_cache_changes_nothing(raw: Path) -> None:
    run(raw)
    for path, _ in FolderStore(cache.folder() / "store").entries():
        path.write_bytes(path.read_bytes()[:-2])
    (raw / "third.txt").write_text(THIRD, encoding="utf-8")
    run(raw)
    assert content(raw.parent / "output") == from_nothing(raw)


def test_entries_that_vanish_behind_the_index_are_made_anew(raw: Path) -> None:
    run(raw)
    for path, _ in FolderStore(cache.folder() / "store").entries():
        if path.parent.parent.name not in ("known", "runs"):
            path.unlink()
    (raw / "third.txt").write_text(THIRD, encoding="utf-8")
    run(raw)
    assert content(raw.parent / "output") == from_nothing(raw)


def test_an_index_of_another_version_is_not_trusted(raw: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as older:
        older.setattr(store_module, "_FORMAT", b"tertium-store-0\n")
        run(raw)
    assert run(raw).why[0].startswith("2 files: 0 kept")


def test_a_source_with_the_bytes_of_another_is_written_once(raw: Path) -> None:
    run(raw)
    shutil.copy(raw / NB, raw / "copy.txt")
    run(raw)
    assert content(raw.parent / "output") == from_nothing(raw)


# ------------------------------------------------------------------------------------------------- a part of the files


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


def test_what_a_killed_run_left_beside_is_swept_and_nothing_else(raw: Path) -> None:
    left = make_beside(raw.parent / "output")
    (left / "verdicts.csv").write_bytes(b"half")
    others = [raw.parent / name for name in (".output-notes", ".output-x-abcdefgh", "output-abcdefgh")]
    for other in others:
        other.mkdir()
    run(raw)
    assert not left.exists()
    assert all(other.is_dir() for other in others)
    assert {path.name for path in raw.parent.glob(".output*")} == {".output-notes", ".output-x-abcdefgh"}


def test_two_runs_on_one_output_are_told_apart(raw: Path) -> None:
    with locked(raw.parent / "output"), pytest.raises(LockedError, match="Another run is writing to"):
        run(raw)
    run(raw)


def test_two_runs_on_one_output_meet_whatever_their_caches(raw: Path) -> None:
    output = raw.parent / "output"
    command = [sys.executable, "-m", "pipeline", "run", str(raw), "--output", str(output), "-q"]
    environment = {**os.environ, "TERTIUM_CACHE": str(raw.parent / "another cache")}
    with locked(output):
        ran = subprocess.run(command, env=environment, capture_output=True, encoding="utf-8", check=False, timeout=60)
    assert (ran.returncode, "Another run is writing to" in ran.stderr) == (2, True)
    assert not output.exists()
    assert not list(raw.parent.glob(".output*"))


def test_a_lock_that_its_holder_has_just_removed_holds_nothing(raw: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    output, lock = raw.parent / "output", raw.parent / ".output.lock"
    system, taken = lock_module._lock, []

    def late(descriptor: int) -> None:
        if not taken:
            lock.unlink()  # its holder ends between our opening and our locking
        taken.append(descriptor)
        system(descriptor)

    monkeypatch.setattr(lock_module, "_lock", late)
    with locked(output):
        monkeypatch.undo()
        with pytest.raises(LockedError), locked(output):
            pass
    assert len(taken) == 2


@pytest.mark.parametrize("engine", ["serial", "processes", "dask"])
def test_every_engine_makes_the_same_dataset(raw: Path, engine: str) -> None:
    pytest.importorskip("distributed")
    (raw / "third.txt").write_text(THIRD, encoding="utf-8")
    (raw / "empty.txt").write_bytes(b"")
    run(raw, engine=engine, workers=2)
    assert content(raw.parent / "output") == from_nothing(raw)


def test_a_source_that_takes_for_ever_is_quarantined_alone(raw: Path) -> None:
    (raw / "third.txt").write_text(THIRD, encoding="utf-8")
    told = run(raw, time_limit=0.000_001).summary.lines()
    assert any("source.too_slow" in line for line in told)


# ------------------------------------------------------------------------------------------------- killed in the middle

_DYING = """
import os, signal, sys
from dataclasses import replace
from pipeline import cli
from pipeline.running import sequence
def dying(document):
    os.kill(os.getpid(), signal.SIGKILL)
{victims} = tuple(replace(one, apply=dying) if one.name == {name!r} else one for one in {victims})
sys.argv[0] = "tertium"
cli.main()
"""


@pytest.mark.parametrize("name", [one.name for one in (*runner.sequence.SOURCE_STAGES, *runner.sequence.TOPIC_STAGES)])
def test_a_run_killed_at_a_stage_leaves_the_output_whole_and_the_next_completes(raw: Path, name: str) -> None:
    output = raw.parent / "output"
    run(raw)
    before = content(output)
    (raw / "third.txt").write_text(THIRD, encoding="utf-8")
    of_topics = name in [one.name for one in runner.sequence.TOPIC_STAGES]
    victims = "sequence.TOPIC_STAGES" if of_topics else "sequence.SOURCE_STAGES"
    script = _DYING.format(name=name, victims=victims)
    command = [sys.executable, "-c", script, "run", str(raw), "--output", str(output), "-q"]
    assert subprocess.run(command, check=False, timeout=60).returncode == -9
    assert content(output) == before
    run(raw)
    assert content(output) == from_nothing(raw)


_FULL = """
import resource, sys
from pipeline import cli
resource.setrlimit(resource.RLIMIT_FSIZE, ({size}, {size}))
sys.argv[0] = "tertium"
cli.main()
"""


@pytest.mark.parametrize(
    ("size", "told"),
    [
        pytest.param(100, "The cache", id="the cache"),
        pytest.param(60_000, "could not be put together", id="the tables"),
        pytest.param(250_000, "could not be written", id="the output"),
    ],
)
def test_a_full_disk_is_told_and_leaves_the_output_whole(raw: Path, size: int, told: str) -> None:
    output = raw.parent / "output"
    assert _with_room(1 << 40, raw).returncode == 0
    before = content(output)
    (raw / "third.txt").write_text(THIRD, encoding="utf-8")
    ran = _with_room(size, raw)
    assert (ran.returncode, told in ran.stderr) == (2, True)
    assert content(output) == before


def _with_room(size: int, raw: Path) -> subprocess.CompletedProcess[str]:
    """Run with no file longer than `size` bytes."""
    output = str(raw.parent / "output")
    command = [sys.executable, "-c", _FULL.format(size=size), "run", str(raw), "--output", output, "-q"]
    return subprocess.run(command, check=False, timeout=60, capture_output=True, encoding="utf-8")


def test_a_disk_too_full_for_what_is_derived_once_costs_only_time(raw: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERTIUM_CACHE", str(raw.parent / "bare"))
    ran = _with_room(1_000_000, raw)  # the language model has 80 MB
    assert (ran.returncode, ran.stderr) == (0, "")
    assert not list((raw.parent / "bare").glob("py3langid*"))
    command = [sys.executable, "-c", _VOCABULARY_ALONE]
    environment = {**os.environ, "TERTIUM_CACHE": str(raw.parent / "barer")}
    subprocess.run(command, env=environment, check=True, timeout=60)


_VOCABULARY_ALONE = """
import resource
from pipeline import vocabulary
resource.setrlimit(resource.RLIMIT_FSIZE, (1_000, 1_000))
assert vocabulary.load().by_id
"""


def test_an_output_that_cannot_be_written_is_told(raw: Path) -> None:
    from pipeline.export.folder import OutputError

    with pytest.raises(OutputError, match="choose another folder"):
        Session(Path("/proc/tertium")).run(find_files([raw]))


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
    assert not imported & {"spacy", "numpy", "pandas", "bs4", "rdflib", "duckdb", "pipeline.running.runner"}


def test_keys_tell_parts_apart() -> None:
    made = Recipe("p", "l", "v")
    assert made.reading("a", "b") != made.reading("ab")
    assert made.facts("a") != made.reading("a")


def test_a_run_holds_cards_and_no_documents(raw: Path, tmp_path: Path) -> None:
    jobs = Jobs(FolderStore(tmp_path / "store"), recipe.recipe())
    made = runner.execute(find_files([raw]), None, runner.Settings(jobs))
    assert [card.path for card in made.cards] == sorted(path.name for path in RAW.glob("*.txt"))
    assert tuple(made.documents()) == runner.run(find_files([raw])).documents
