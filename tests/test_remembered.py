"""What is remembered from run to run is trusted only where it is whole and of this program."""

from __future__ import annotations

import os
import shutil
import time
from dataclasses import replace
from pathlib import Path

import pytest

from pipeline import cache
from pipeline.files import find_files
from pipeline.running import lastrun, recipe, session
from pipeline.running import store as store_module
from pipeline.running.recipe import Recipe
from pipeline.running.store import FolderStore
from tests.runs import NB, THIRD, content, from_nothing, run


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
    assert all(" because " in line for line, again in zip(why, (read, searched), strict=False) if again)


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


def test_without_a_cache_nothing_is_kept(raw: Path) -> None:
    run(raw, cached=False)
    assert not (cache.folder() / "store").exists()
    assert run(raw, cached=False).why[0].startswith("2 files: 0 kept, 2 read (2 because nothing is kept")


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


def test_keys_tell_parts_apart() -> None:
    made = Recipe("p", "l", "v")
    assert made.reading("a", "b") != made.reading("ab")
    assert made.facts("a") != made.reading("a")
