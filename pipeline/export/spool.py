"""The tables of a run in files of a temporary folder: a run over N sources holds one of them at a time."""

from __future__ import annotations

import marshal
from collections.abc import Iterable, Iterator
from itertools import groupby, islice
from operator import itemgetter
from pathlib import Path
from typing import IO, Any, overload

from pipeline.export.concepts import ConceptTables, Usage
from pipeline.export.contents import BATCH, RenderedRows
from pipeline.export.named import namings
from pipeline.export.packing import SCATTERED, Packed, PackedRows, pack_rows
from pipeline.export.rows import Row, Rows
from pipeline.export.schema import SCHEMAS
from pipeline.export.sorting import Sorter
from pipeline.model import ConceptMapping

_CHUNK = 1 << 20  # bytes
_FORMS = ("values", "csv", "json")


class SpooledTable(RenderedRows):
    """The rows of a table in files."""

    def __init__(self, folder: Path, name: str) -> None:
        """Begin an empty table in a folder."""
        self._paths = {form: folder / f"{name}.{form}" for form in _FORMS}
        self._files: dict[str, IO[bytes]] = {form: path.open("wb") for form, path in self._paths.items()}
        self._count = 0

    def append(self, rows: PackedRows) -> None:
        """Add rows that come after those that are there."""
        self._count += rows.count
        self._files["values"].write(rows.values)
        self._files["csv"].write(rows.csv)
        self._files["json"].write(rows.json)

    def close(self) -> None:
        """End writing."""
        for file in self._files.values():
            file.close()

    def __len__(self) -> int:
        """Return how many rows there are."""
        return self._count

    def __iter__(self) -> Iterator[Row]:
        """Yield the rows from the files."""
        with self._paths["values"].open("rb") as file:
            read = 0
            while read < self._count:
                rows: tuple[Row, ...] = marshal.load(file)  # our own file, in a folder that nobody else writes
                read += len(rows)
                yield from rows

    @overload
    def __getitem__(self, place: int) -> Row: ...
    @overload
    def __getitem__(self, place: slice) -> list[Row]: ...
    def __getitem__(self, place: int | slice) -> Any:
        """Return rows by their places; every row before them is read."""
        if isinstance(place, slice):
            return list(islice(self, *place.indices(self._count)))
        if not 0 <= place < self._count:
            raise IndexError(place)
        return next(islice(self, place, None))

    def rendered(self, form: str) -> Iterator[bytes]:
        """Yield the rows in a form, ``csv`` or ``json``."""
        with self._paths[form].open("rb") as file:
            while piece := file.read(_CHUNK):
                yield piece


class Spool:
    """The tables of a run while they are made, and its mappings."""

    def __init__(self, folder: Path) -> None:
        """Make empty tables in a folder."""
        self._tables = {table.name: SpooledTable(folder, table.name) for table in SCHEMAS}
        self._scattered = {name: Sorter[tuple[str, PackedRows]](_key_and_values) for name in SCATTERED}
        self._usages: Sorter[Usage] = Sorter(Usage.order)
        self._mappings: Sorter[ConceptMapping] = Sorter(namings)
        self._languages: set[str] = set()

    def add(self, part: Packed) -> None:
        """Add a part; those of sources come in the order of their identifiers, with which the keys of rows begin."""
        for name, rows in part.tables:
            self._tables[name].append(rows)
        for name, own in groupby(part.scattered, key=itemgetter(0)):
            self._scattered[name].extend((key, row) for _, key, row in own)
        self._usages.extend(part.usages)
        self._mappings.extend(part.mappings)
        self._languages.add(part.language)

    def rows(self) -> Rows:
        """Return the rows of all tables, when all parts are added."""
        for name, sorter in self._scattered.items():
            for _, same in groupby(sorter, key=_key_and_values):
                self._tables[name].append(next(same)[1])
        concepts = ConceptTables(self._usages, self._languages)
        for name, made in (("concepts", concepts.concepts()), ("labels", concepts.labels())):
            self._append(name, made)
        for table in self._tables.values():
            table.close()
        return self._tables

    @property
    def mappings(self) -> Iterable[ConceptMapping]:
        """The mappings of all topics; those of two namings stand together, in the order of their topics."""
        return self._mappings

    def _append(self, name: str, rows: Iterable[Row]) -> None:
        left = iter(rows)
        while batch := tuple(islice(left, BATCH)):
            self._tables[name].append(pack_rows(name, batch))


def _key_and_values(entry: tuple[str, PackedRows]) -> tuple[str, bytes]:
    return entry[0], entry[1].values
