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

Item = TypeVar("Item")

_RUN = 50_000  # items of a run: some 20 MB
_BATCH = 256  # items of each run that are held while runs are merged


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
        self._runs: list[Path] = []

    def extend(self, items: Iterable[Item]) -> None:
        """Add items."""
        self._held.extend(items)
        if len(self._held) >= self._size:
            self._spill()

    def __iter__(self) -> Iterator[Item]:
        """Yield the items by their keys; those with one key in the order in which they came."""
        self._held.sort(key=self._key)
        return heapq.merge(*map(_read, self._runs), self._held, key=self._key)

    def _spill(self) -> None:
        if self._folder is None:
            self._folder = tempfile.TemporaryDirectory(prefix="tertium-sort-")
        self._held.sort(key=self._key)
        path = Path(self._folder.name, f"{len(self._runs):06d}")
        left = iter(self._held)
        with path.open("wb") as file:
            while batch := list(islice(left, _BATCH)):
                pickle.dump(batch, file, protocol=5)
        self._runs.append(path)
        self._held.clear()


def _read(path: Path) -> Iterator[Any]:
    return chain.from_iterable(_batches(path))


def _batches(path: Path) -> Iterator[list[Any]]:
    with path.open("rb") as file:
        while True:
            try:
                yield pickle.load(file)
            except EOFError:
                return
