"""The tables of a run in files of a temporary folder: a run over N sources holds one of them at a time."""

from __future__ import annotations

import marshal
from collections.abc import Callable, Iterable, Iterator
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from typing import IO

from pipeline.export.blocks import Blocks
from pipeline.export.concepts import Describer, Referral, Usage, described, grouped, referral_of
from pipeline.export.contents import RenderedRows
from pipeline.export.named import namings
from pipeline.export.packing import FORMS, SCATTERED, Packed, PackedRows, pack_rows
from pipeline.export.rows import Row, Rows
from pipeline.export.schema import SCHEMAS
from pipeline.export.sorting import Sorter
from pipeline.model import ConceptMapping

_CHUNK = 1 << 20  # bytes
_ROWS = 4_000  # of a table that is sorted, held in memory: 5 MB

Keep = Callable[[str, tuple[Usage, ...]], None]


class SpooledTable(RenderedRows):
    """The rows of a table in files."""

    def __init__(self, folder: Path, name: str) -> None:
        """Begin an empty table in a folder."""
        self._paths = {form: folder / f"{name}.{form}" for form in ("values", *FORMS)}
        self._files: dict[str, IO[bytes]] = {form: path.open("wb") for form, path in self._paths.items()}
        self.blocks = Blocks()

    def append(self, key: str, rows: PackedRows) -> None:
        """Add the rows of a key that comes after those that are there."""
        self.blocks.append(key, rows)
        self._files["values"].write(rows.values)
        for form in FORMS:
            self._files[form].write(rows.form(form))

    def close(self) -> None:
        """End writing."""
        for file in self._files.values():
            file.close()

    def __len__(self) -> int:
        """Return how many rows there are."""
        return self.blocks.rows()

    def __iter__(self) -> Iterator[Row]:
        """Yield the rows from the files."""
        with self._paths["values"].open("rb") as file:
            for _ in self.blocks.keys:
                rows: tuple[Row, ...] = marshal.load(file)  # our own file, in a folder that nobody else writes
                yield from rows

    def rendered(self, form: str) -> Iterator[bytes]:
        """Yield the rows in a form, ``csv`` or ``json``."""
        with self._paths[form].open("rb") as file:
            while piece := file.read(_CHUNK):
                yield piece


class Spool:
    """The tables of a run while they are made, and its mappings.

    `keep` is given each concept with its usages, in order, those that no table refers to, too.
    """

    def __init__(self, folder: Path, keep: Keep | None = None) -> None:
        """Make empty tables in a folder."""
        self.tables = {table.name: SpooledTable(folder, table.name) for table in SCHEMAS}
        self.repeats: dict[str, dict[str, int]] = {name: {} for name in SCATTERED}
        self.referrals: dict[str, Referral] = {}
        self._keep = keep
        self._scattered = {name: Sorter[tuple[str, PackedRows]](itemgetter(0), _ROWS) for name in SCATTERED}
        self._usages: Sorter[Usage] = Sorter(Usage.order)
        self._mappings: Sorter[ConceptMapping] = Sorter(namings)
        self._languages: set[str] = set()

    def add(self, part: Packed, key: str = "") -> None:
        """Add a part.

        Args:
            part: of a source, or of a topic.
            key: the identifier of the source, in whose order parts come; "" for a topic.
        """
        for name, rows in part.tables:
            self.tables[name].append(key, rows)
        for name, own in groupby(part.scattered, key=itemgetter(0)):
            self._scattered[name].extend((order, row) for _, order, row in own)
        self._usages.extend(part.usages)
        self._mappings.extend(part.mappings)
        self._languages.add(part.language)

    def rows(self) -> Rows:
        """Return the rows of all tables, when all parts are added."""
        for name, sorter in self._scattered.items():
            for order, same in groupby(sorter, key=itemgetter(0)):
                (_, row), *others = same
                self.tables[name].append(order, row)
                if others:
                    self.repeats[name][order] = 1 + len(others)
        for concept_id, usages in grouped(self._usages):
            self.referrals[concept_id] = referral_of(concept_id, usages)
            if self._keep:
                self._keep(concept_id, usages)
        for one in described(self._usages, self.referrals, Describer(self._languages)):
            self.tables["concepts"].append(one.concept_id, pack_rows("concepts", (one.concept,)))
            if one.labels:
                self.tables["labels"].append(one.concept_id, pack_rows("labels", one.labels))
        for table in self.tables.values():
            table.close()
        return self.tables

    @property
    def mappings(self) -> Iterable[ConceptMapping]:
        """The mappings of all topics; those of two namings stand together, in the order of their topics."""
        return self._mappings
