"""What a run leaves to the next one into the same folder: which parts the dataset has, and where in it they stand.

How sources use concepts is most of it, so that it lies in leaves: stretches of concepts, in order, of which the next
run reads and writes those that it touches. A leaf bears the token of the run that wrote it; what a killed run has left
half exchanged is thereby told from what belongs together, and not trusted.
"""

from __future__ import annotations

import secrets
from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import chain
from pathlib import Path

from pipeline.export.blocks import Blocks
from pipeline.export.concepts import Referral, Usage
from pipeline.export.packing import FORMS
from pipeline.export.schema import SCHEMAS
from pipeline.export.standing import file_of
from pipeline.running.lastrun import Written, written_to
from pipeline.running.recipe import Recipe, digest, recipe
from pipeline.running.store import Store, VanishedError

LEDGERS, LEAVES = "ledgers", "leaves"  # kinds of entries in the store
_USAGES = 200  # of a leaf: some 10 KB, packed

Usages = dict[str, tuple[Usage, ...]]


@dataclass(frozen=True, slots=True)
class Leaf:
    """A stretch of concepts from `first` on, and the token of the run that wrote it."""

    first: str
    token: str


@dataclass(frozen=True, slots=True)
class Ledger:
    """A dataset as the next run has to know it.

    `homes` are the keys of the parts of sources, by their identifiers; `topics` those of topics; `tables` say where
    rows stand; `repeats` count the parts that give one verdict or finding, where they are several; `referrals` are what
    the choice of concepts rests on; the notes for the summary are pickled (a fifth of the memory); `files` are the
    state of the files that rows can be copied from.
    """

    recipe: Recipe
    languages: frozenset[str]
    homes: Mapping[str, str]
    topics: frozenset[str]
    tables: Mapping[str, Blocks]
    repeats: Mapping[str, Mapping[str, int]]
    referrals: Mapping[str, Referral]
    leaves: tuple[Leaf, ...]
    source_notes: Mapping[str, bytes]
    topic_notes: Mapping[str, bytes]
    files: tuple[Written, ...] = ()

    def standing(self, output: Path) -> Ledger:
        """Return the ledger with the state of the files of a folder."""
        names = {file_of(table.name, form) for table in SCHEMAS for form in FORMS}
        return replace(self, files=tuple(file for file in written_to(output) if file.name in names))

    def holds(self, output: Path, forms: Iterable[str]) -> bool:
        """Tell whether the rows in some forms still stand in a folder as they were written."""
        there = {file.name for file in self.files}
        wanted = {file_of(table.name, form) for table in SCHEMAS for form in forms}
        return wanted <= there and self.files == self.standing(output).files


@dataclass(frozen=True, slots=True)
class Shelf:
    """Where the ledger of an output and its leaves are kept."""

    store: Store
    output: Path
    token: str = field(default_factory=lambda: secrets.token_hex(8))

    def recall(self) -> Ledger | None:
        """Return the ledger of the last run, or None."""
        ledger: Ledger | None = self.store.get(LEDGERS, self._key())
        return ledger

    def remember(self, ledger: Ledger) -> None:
        """Keep a ledger."""
        self.store.put(LEDGERS, self._key(), ledger)

    def usages(self, leaf: Leaf) -> Usages:
        """Return what a leaf holds.

        Raises:
            VanishedError: it is not there, or another run's.
        """
        found: tuple[str, Usages] | None = self.store.get(LEAVES, self._key(leaf.first))
        if found is None or found[0] != leaf.token:
            raise VanishedError("A leaf of the ledger is gone.")
        return found[1]

    def keep(self, usages: Usages) -> Leaf:
        """Keep usages, by their concepts in order, as a leaf of this run."""
        first = next(iter(usages))
        self.store.put(LEAVES, self._key(first), (self.token, usages))
        return Leaf(first, self.token)

    def _key(self, *first: str) -> str:
        return digest(recipe().program, self.output.resolve(), *first)


@dataclass
class Binder:
    """Binds concepts that come in their order into leaves."""

    shelf: Shelf
    leaves: list[Leaf] = field(default_factory=list)
    _held: Usages = field(default_factory=dict)
    _count: int = 0

    def __call__(self, concept_id: str, usages: tuple[Usage, ...]) -> None:
        """Add a concept."""
        self._held[concept_id] = usages
        self._count += len(usages)
        if self._count >= _USAGES:
            self.end()

    def end(self) -> tuple[Leaf, ...]:
        """Write what is left, and return all leaves."""
        if self._held:
            self.leaves.append(self.shelf.keep(self._held))
        self._held, self._count = {}, 0
        return tuple(self.leaves)


@dataclass
class OpenLeaves:
    """The leaves of the last run, of which those are open that were asked for."""

    shelf: Shelf
    leaves: tuple[Leaf, ...]
    _open: dict[int, Usages] = field(default_factory=dict)
    _changed: set[int] = field(default_factory=set)

    def usages(self, concept_id: str) -> tuple[Usage, ...]:
        """Return how sources and topics use a concept.

        Raises:
            VanishedError: its leaf is not there.
        """
        return self._at(self._place(concept_id)).get(concept_id, ())

    def exchange(self, concept_id: str, gone: Sequence[Usage], come: Sequence[Usage]) -> tuple[Usage, ...]:
        """Exchange usages of a concept for others, and return all that it now has.

        Raises:
            VanishedError: its leaf is not there, or has not what goes.
        """
        left = list(self.usages(concept_id))
        try:
            for usage in gone:
                left.remove(usage)
        except ValueError as error:
            raise VanishedError("A leaf of the ledger is not what the last run wrote.") from error
        place = self._place(concept_id)
        self._changed.add(place)
        self._open[place][concept_id] = tuple(sorted([*left, *come], key=Usage.order))
        return self._open[place][concept_id]

    def close(self) -> tuple[Leaf, ...]:
        """Write what has changed, in as many leaves as it takes, and return all leaves."""
        places = range(max(1, len(self.leaves)))
        stretches = (self._bound(at) if at in self._changed else self.leaves[at : at + 1] for at in places)
        return tuple(chain.from_iterable(stretches))

    def _bound(self, place: int) -> tuple[Leaf, ...]:
        binder = Binder(self.shelf)
        for concept_id, usages in sorted(self._open[place].items()):
            if usages:
                binder(concept_id, usages)
        return binder.end()

    def _place(self, concept_id: str) -> int:
        """Return the place of the leaf in which a concept stands, or would."""
        return max(0, bisect_right(self.leaves, concept_id, key=lambda leaf: leaf.first) - 1)

    def _at(self, place: int) -> Usages:
        if place not in self._open:
            self._open[place] = self.shelf.usages(self.leaves[place]) if self.leaves else {}
        return self._open[place]
