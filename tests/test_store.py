"""The store: what is put there comes back the same, and nothing that cannot be trusted comes back at all."""

from __future__ import annotations

import hashlib
import os
import pickle
import zlib
from pathlib import Path

import pytest

from pipeline import cache
from pipeline.files import find_files
from pipeline.running import runner
from pipeline.running.pruning import derived, prune
from pipeline.running.store import FolderStore, MemoryStore, Store, StoreError

RAW = Path(__file__).parent.parent / "raw"
KEY = "ab" * 16


@pytest.fixture
def store(tmp_path: Path) -> FolderStore:
    return FolderStore(tmp_path / "store")


def entry_of(store: FolderStore) -> Path:
    ((path, _),) = store.entries()
    return path


@pytest.mark.parametrize("place", ["folder", "memory"])
def test_a_document_comes_back_as_it_was_put(place: str, store: FolderStore) -> None:
    kept: Store = store if place == "folder" else MemoryStore()
    document = runner.process(runner.read(find_files([RAW])[0]))
    kept.put("facts", KEY, document)
    assert kept.get("facts", KEY) == document
    assert kept.has("facts", KEY)


@pytest.mark.parametrize("place", ["folder", "memory"])
def test_what_was_never_put_is_absent(place: str, store: FolderStore) -> None:
    kept: Store = store if place == "folder" else MemoryStore()
    assert kept.get("facts", KEY) is None
    assert not kept.has("facts", KEY)


def test_the_same_value_gives_the_same_bytes(store: FolderStore, tmp_path: Path) -> None:
    other = FolderStore(tmp_path / "other")
    for kept in (store, other):
        kept.put("facts", KEY, runner.process(runner.read(find_files([RAW])[0])))
    assert entry_of(store).read_bytes() == entry_of(other).read_bytes()


@pytest.mark.parametrize(
    "damage",
    [
        pytest.param(lambda data: data[:-1], id="cut off"),
        pytest.param(lambda data: data[: len(data) // 2], id="half written"),
        pytest.param(lambda data: b"", id="empty"),
        pytest.param(lambda data: data[:-3] + bytes([data[-3] ^ 1]) + data[-2:], id="a bit turned"),
        pytest.param(lambda data: data.replace(b"store-2", b"store-1", 1), id="of another version"),
        pytest.param(lambda data: b"not ours at all", id="foreign"),
    ],
)
def test_a_damaged_entry_is_absent(store: FolderStore, damage: object) -> None:
    store.put("facts", KEY, ("a value", 1))
    path = entry_of(store)
    path.write_bytes(damage(path.read_bytes()))  # type: ignore[operator]
    assert store.get("facts", KEY) is None


class Attack:
    def __reduce__(self) -> tuple[object, tuple[str]]:
        return os.system, ("touch attacked",)


def test_a_planted_entry_runs_nothing(store: FolderStore, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    store.put("facts", KEY, ())
    body = zlib.compress(pickle.dumps(Attack()))
    sealed = b"tertium-store-2\n" + hashlib.blake2b(body, digest_size=16).digest() + body
    entry_of(store).write_bytes(sealed)
    assert store.get("facts", KEY) is None
    assert not (tmp_path / "attacked").exists()


def test_a_store_that_cannot_be_written_says_what_to_do() -> None:
    with pytest.raises(StoreError, match="make room with `tertium cache prune`"):
        FolderStore(Path("/proc/tertium")).put("facts", KEY, ())


def test_pruning_keeps_the_newest_entries_that_fit(store: FolderStore) -> None:
    for number in range(4):
        store.put("facts", f"{number}" * 8, ("x" * 100, number))
        path = next(path for path, _ in store.entries() if path.name == f"{number}" * 8)
        os.utime(path, ns=(number, number))
    size = sum(state.st_size for _, state in store.entries())
    _, left = prune(store.folder.parent, size)
    assert (left.count, left.size) == (4, size)
    removed, left = prune(store.folder.parent, size // 2)
    assert (removed.count, left.size <= size // 2) == (2, True)
    assert [store.has("facts", f"{number}" * 8) for number in range(4)] == [False, False, True, True]
    assert str(prune(store.folder.parent, 0)[1]) == "0 entries (0.0 MB)"


def test_what_is_derived_is_pruned_as_a_whole_and_spared_while_it_is_in_use(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TERTIUM_CACHE", str(tmp_path))
    origin = tmp_path.parent / f"{tmp_path.name}.ttl"
    for content in ("old", "used"):
        origin.write_text(content, encoding="utf-8")
        main = cache.entry("vocabulary-9", origin)
        assert main is not None
        for path in (main, main.with_name(f"{main.name}-en"), main.with_name(f"{main.name}-nb")):
            path.write_bytes(b"1234567890")
            os.utime(path, ns=(0, 0))
    (tmp_path / f".{main.name}.half").write_bytes(b"1234567890")  # a run was killed while it wrote
    os.utime(tmp_path / f".{main.name}.half", ns=(0, 0))
    assert sorted(entry.size for entry in derived(tmp_path)) == [10, 30, 30]
    assert cache.entry("vocabulary-9", origin) == main
    removed, left = prune(tmp_path, 35)
    assert (removed.count, left.count) == (2, 1)
    assert {path.name.removeprefix(main.name) for path in tmp_path.iterdir()} == {"", "-en", "-nb"}
