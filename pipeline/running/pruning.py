"""What the cache folder holds, and making room in it: what was used longest ago goes first.

Results of runs are never touched once they are written. What is derived from the installation and from a user's
vocabularies (`pipeline.cache`), 135 MB, is made anew after each change of them; of that what the program has not asked
for since is old. It goes as a whole: half of a compiled vocabulary would lack the labels of some languages.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

from pipeline.running.store import FolderStore

STORE = "store"  # the folder of results in the cache folder
_STAMPED = re.compile(r".+?-[0-9a-f]{16}(?![0-9a-f])")  # how `pipeline.cache.entry` names what is derived


@dataclass(frozen=True, slots=True)
class Entry:
    """Files that are kept together, the one first without which the others count for nothing.

    `used` is when they were written or last asked for, in nanoseconds; `size` is in bytes.
    """

    paths: tuple[Path, ...]
    used: int
    size: int


@dataclass(frozen=True, slots=True)
class Held:
    """Some entries: how many, and how many bytes."""

    count: int
    size: int

    def __str__(self) -> str:
        """Say it in words."""
        return f"{self.count} {'entry' if self.count == 1 else 'entries'} ({self.size / 1_000_000:.1f} MB)"


def results(folder: Path) -> list[Entry]:
    """Return the results of runs that a cache folder holds."""
    states = FolderStore(folder / STORE).entries()
    return [Entry((path,), state.st_mtime_ns, state.st_size) for path, state in states]


def derived(folder: Path) -> list[Entry]:
    """Return what a cache folder holds that is derived: compiled vocabularies, language models, encoded texts."""
    sets: defaultdict[str, list[Path]] = defaultdict(list)
    for path in sorted(folder.glob("*")):
        if path.is_file():
            stamped = _STAMPED.match(path.name)
            sets[stamped.group() if stamped and not path.name.startswith(".") else path.name].append(path)
    return list(chain.from_iterable(map(_together, sets.values())))


def held(entries: Iterable[Entry]) -> Held:
    """Count entries."""
    sizes = [entry.size for entry in entries]
    return Held(len(sizes), sum(sizes))


def prune(folder: Path, keep: int) -> tuple[Held, Held]:
    """Remove from a cache folder what was used longest ago, until no more than `keep` bytes are left.

    Args:
        folder: the cache folder.
        keep: bytes.

    Returns:
        What was removed, and what is left.
    """
    left: list[Entry] = []
    removed: list[Entry] = []
    size = 0
    for entry in sorted([*results(folder), *derived(folder)], key=lambda entry: (-entry.used, entry.paths)):
        if size + entry.size <= keep:
            size += entry.size
            left.append(entry)
        else:
            for path in entry.paths:
                path.unlink(missing_ok=True)
            removed.append(entry)
    return held(removed), held(left)


def _together(paths: list[Path]) -> Iterator[Entry]:
    """Yield files as one entry; nothing where another process has removed one."""
    try:
        states = [path.stat() for path in paths]
    except OSError:
        return
    yield Entry(tuple(paths), max(state.st_mtime_ns for state in states), sum(state.st_size for state in states))
