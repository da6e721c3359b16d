"""What a source adds to the dataset, ready to be written: its rows, and the CSV and JSON of them.

Made once by the worker that has the source at hand and kept in the store, so that a run in which one source of 10,000
changed copies the others' bytes: rendering their rows anew would cost a tenth of the first run.
"""

from __future__ import annotations

import hashlib
import marshal
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pipeline.export.concepts import Usage
from pipeline.export.csv_files import csv_of
from pipeline.export.json_file import json_of
from pipeline.export.rows import Part, Row
from pipeline.export.schema import schema
from pipeline.model import ConceptMapping

# Tables whose keys are hashes: their rows are sorted over all sources, those of the others follow their source.
SCATTERED = ("verdicts", "findings")
FORMS = ("csv", "json")


@dataclass(frozen=True, slots=True)
class PackedRows:
    """Rows of a table: how many, their values (marshal), their CSV and their JSON (UTF-8)."""

    count: int
    values: bytes
    csv: bytes
    json: bytes

    def form(self, name: str) -> bytes:
        """Return the rows in a form of FORMS."""
        return self.csv if name == "csv" else self.json


@dataclass(frozen=True, slots=True)
class Packed:
    """A part of the dataset: rows that follow their source, by table; rows that are sorted, with their keys."""

    tables: tuple[tuple[str, PackedRows], ...]
    scattered: tuple[tuple[str, str, PackedRows], ...]  # table, what it is sorted by, the row
    usages: tuple[Usage, ...]
    language: str = ""
    mappings: tuple[ConceptMapping, ...] = ()


def pack(part: Part, mappings: tuple[ConceptMapping, ...] = ()) -> Packed:
    """Pack a part, with the mappings of its topic."""
    tables = tuple((name, pack_rows(name, rows)) for name, rows in part.rows.items() if rows and name not in SCATTERED)
    return Packed(tables, tuple(_scattered(part)), part.usages, part.language, mappings)


def pack_rows(name: str, rows: Sequence[Row]) -> PackedRows:
    """Pack rows of a table."""
    return PackedRows(len(rows), marshal.dumps(tuple(rows)), csv_of(rows), json_of(schema(name), rows))


def _scattered(part: Part) -> Iterator[tuple[str, str, PackedRows]]:
    for name in SCATTERED:
        (key,) = schema(name).key
        place = schema(name).names.index(key)
        for row in part.rows.get(name, ()):
            packed = pack_rows(name, (row,))
            yield name, _order(str(row[place]), packed), packed


def _order(key: str, rows: PackedRows) -> str:
    """Return what a row is sorted by: its key, then a hash of it, so that two rows of one key have one order."""
    return f"{key} {hashlib.blake2b(rows.values, digest_size=8).hexdigest()}"
