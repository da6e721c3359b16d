"""The rows of a dataset as records with names."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath
from types import SimpleNamespace

from pipeline.dataset.frames import Dataset
from pipeline.export.schema import SCHEMAS

Record = SimpleNamespace


@dataclass(frozen=True, slots=True)
class Records:
    """Records by table."""

    tables: dict[str, tuple[Record, ...]]

    def of(self, table: str, source_id: str = "") -> Iterator[Record]:
        """Yield the records of a table, of one source where one is named."""
        for record in self.tables[table]:
            if not source_id or record.source_id == source_id:
                yield record

    def source(self, file: str) -> Record | None:
        """Return the source that was read from a file of this name."""
        return next((one for one in self.tables["sources"] if PurePosixPath(one.path).name == file), None)


def records_of(dataset: Dataset) -> Records:
    """Return the rows of a dataset as records."""
    return Records(
        {
            table.name: tuple(Record(**dict(zip(table.names, row, strict=True))) for row in dataset.rows[table.name])
            for table in SCHEMAS
        }
    )
