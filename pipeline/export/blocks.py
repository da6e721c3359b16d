"""Where the rows of a table stand in its files: in blocks, each the rows of one key, by key.

A dataset in which one source of 10,000 changed is the last one with a few blocks in other places: all between them are
copied byte by byte (`Patch`), unread.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple, overload

from pipeline.export.packing import FORMS, PackedRows


class Stretch(NamedTuple):
    """Blocks that stand one behind the other, from one place to before another."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Keys(Sequence[str]):
    """Texts one behind the other: a run has a dozen keys a source, and as objects they would be half of its ledger."""

    texts: bytearray = field(default_factory=bytearray)
    ends: array[int] = field(default_factory=lambda: array("Q"))

    def append(self, key: str) -> None:
        """Add a key."""
        self.texts.extend(key.encode())
        self.ends.append(len(self.texts))

    def extend(self, other: Keys, stretch: Stretch) -> None:
        """Add a stretch of other keys."""
        start, end = other._start(stretch.start), other._start(stretch.end)
        moved = len(self.texts) - start
        self.texts.extend(other.texts[start:end])
        self.ends.extend(end + moved for end in other.ends[slice(*stretch)])

    def __len__(self) -> int:
        """Return how many there are."""
        return len(self.ends)

    @overload
    def __getitem__(self, place: int) -> str: ...
    @overload
    def __getitem__(self, place: slice) -> list[str]: ...
    def __getitem__(self, place: int | slice) -> str | list[str]:
        """Return keys by their places."""
        if isinstance(place, slice):
            return [self[at] for at in range(*place.indices(len(self)))]
        if not 0 <= place < len(self):
            raise IndexError(place)
        return self.texts[self._start(place) : self.ends[place]].decode()

    def _start(self, place: int) -> int:
        return self.ends[place - 1] if place else 0


@dataclass(frozen=True, slots=True)
class Blocks:
    """The keys of blocks, sorted; how many rows each has, and how many bytes in each form."""

    keys: Keys = field(default_factory=Keys)
    counts: array[int] = field(default_factory=lambda: array("I"))
    sizes: Mapping[str, array[int]] = field(default_factory=lambda: {form: array("I") for form in FORMS})

    def append(self, key: str, rows: PackedRows) -> None:
        """Add a block whose key comes after all others."""
        self.keys.append(key)
        self.counts.append(rows.count)
        for form, sizes in self.sizes.items():
            sizes.append(len(rows.form(form)))

    def extend(self, other: Blocks, stretch: Stretch) -> None:
        """Add a stretch of other blocks."""
        own = slice(*stretch)
        self.keys.extend(other.keys, stretch)
        self.counts.extend(other.counts[own])
        for form, sizes in self.sizes.items():
            sizes.extend(other.sizes[form][own])

    def __contains__(self, key: str) -> bool:
        """Tell whether there is a block of a key."""
        place = bisect_left(self.keys, key)
        return place < len(self.keys) and self.keys[place] == key

    def rows(self) -> int:
        """Return how many rows there are."""
        return sum(self.counts)

    def bytes_of(self, form: str, stretch: Stretch | None = None) -> int:
        """Return how many bytes a stretch of blocks takes in a form; all of them by default."""
        sizes = self.sizes[form]
        return sum(sizes[slice(*stretch)] if stretch else sizes)


@dataclass(frozen=True, slots=True)
class Patch:
    """How a table is made of the blocks that stand and of new ones, in order; `blocks` are those that it then has."""

    steps: tuple[Stretch | PackedRows, ...]
    blocks: Blocks


def patch(old: Blocks, changes: Mapping[str, PackedRows | None]) -> Patch:
    """Return how blocks are changed.

    Args:
        old: the blocks that stand.
        changes: what becomes of some keys: other rows, or None for no more rows.
    """
    blocks = Blocks()
    steps = tuple(_steps(old, changes))
    keys = iter(sorted(key for key, rows in changes.items() if rows is not None))
    for step in steps:
        if isinstance(step, Stretch):
            blocks.extend(old, step)
        else:
            blocks.append(next(keys), step)
    return Patch(steps, blocks)


def _steps(old: Blocks, changes: Mapping[str, PackedRows | None]) -> Iterator[Stretch | PackedRows]:
    at = 0
    for key in sorted(changes):
        place = bisect_left(old.keys, key)
        if at < place:
            yield Stretch(at, place)
        at = place + (place < len(old.keys) and old.keys[place] == key)
        rows = changes[key]
        if rows is not None:
            yield rows
    if at < len(old.keys):
        yield Stretch(at, len(old.keys))
