"""Sorting more than fits into memory: sorted runs in files, merged while they are read.

The external merge sort of Knuth (The Art of Computer Programming, volume 3, section 5.4).
"""

from __future__ import annotations

import heapq
import pickle
import tempfile
from collections.abc import Callable, Iterable, Iterator
from itertools import chain, islice
from pathlib import Path
from typing import Any, Generic, TypeVar

from pipeline.pickling import PROTOCOL, Pickler

Item = TypeVar("Item")

_RUN = 20_000  # items of a run: some 10 MB
_BATCH = 256  # items of each run that are held while runs are merged
_WAYS = 64  # runs that are merged at a time: each is an open file, of which a process may have 1,024, some only 256


class Sorter(Generic[Item]):
    """Items that are added in any order and read sorted, as often as wanted; few of them stay in memory."""

    def __init__(self, key: Callable[[Item], Any], size: int = _RUN) -> None:
        """Sort by a key.

        Args:
            key: the key of an item.
            size: how many items may be held.
        """
        self._key = key
        self._size = size
        self._held: list[Item] = []
        self._folder: tempfile.TemporaryDirectory[str] | None = None
        self._levels: list[list[Path]] = []  # runs of items, runs merged of those, and so on
        self._made = 0

    def extend(self, items: Iterable[Item]) -> None:
        """Add items."""
        self._held.extend(items)
        if len(self._held) >= self._size:
            self._spill()

    def __iter__(self) -> Iterator[Item]:
        """Yield the items by their keys; those with one key in the order in which they came."""
        self._held.sort(key=self._key)
        oldest_first = chain.from_iterable(reversed(self._levels))
        return heapq.merge(*map(_read, oldest_first), self._held, key=self._key)

    def _spill(self) -> None:
        self._held.sort(key=self._key)
        self._add(0, self._held)
        self._held.clear()

    def _add(self, level: int, items: Iterable[Item]) -> None:
        """Write a run, and where its level then has enough of them merge these to one of the level above."""
        if level == len(self._levels):
            self._levels.append([])
        runs = self._levels[level]
        runs.append(self._written(items))
        if len(runs) == _WAYS:
            self._add(level + 1, heapq.merge(*map(_read, runs), key=self._key))
            for run in runs:
                run.unlink()
            runs.clear()

    def _written(self, items: Iterable[Item]) -> Path:
        if self._folder is None:
            self._folder = tempfile.TemporaryDirectory(prefix="tertium-sort-")
        self._made += 1
        path = Path(self._folder.name, str(self._made))
        left = iter(items)
        with path.open("wb") as file:
            while batch := list(islice(left, _BATCH)):
                Pickler(file, PROTOCOL).dump(batch)
        return path


def _read(path: Path) -> Iterator[Any]:
    return chain.from_iterable(_batches(path))


def _batches(path: Path) -> Iterator[list[Any]]:
    with path.open("rb") as file:
        while True:
            try:
                yield pickle.load(file)
            except EOFError:
                return
