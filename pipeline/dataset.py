"""A dataset in memory: exact rows, and typed pandas frames of them for notebooks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pipeline.export.csv_files import read_table
from pipeline.export.rows import Rows, Value
from pipeline.export.schema import SCHEMAS, Column, schema

if TYPE_CHECKING:
    import pandas

_DTYPES = {"string": "string", "integer": "Int64", "number": "Float64", "boolean": "boolean", "list": "object"}


class DatasetError(ValueError):
    """A folder does not hold a dataset; the message says what is missing."""


@dataclass(frozen=True)
class Dataset:
    """The tables of a dataset.

    ``dataset.statements`` is the table as a typed pandas frame, ``dataset.rows["statements"]`` its exact rows.
    """

    rows: Rows

    def frame(self, name: str) -> pandas.DataFrame:
        """Return a table as a pandas frame: categories for closed columns, nullable integers, tuples for lists.

        Raises:
            KeyError: there is no such table.
        """
        import pandas

        table = schema(name)
        columns = list(zip(*self.rows[name], strict=True)) or [()] * len(table.columns)
        series = {
            column.name: pandas.Series(_cells(values, column), dtype=_dtype(column))
            for column, values in zip(table.columns, columns, strict=True)
        }
        return pandas.DataFrame(series, columns=list(table.names))

    def __getattr__(self, name: str) -> pandas.DataFrame:
        """Return the frame of the table called `name`."""
        if name in {table.name for table in SCHEMAS}:
            return self.frame(name)
        raise AttributeError(f"A dataset has no table {name}; it has {', '.join(self)}.")

    def __iter__(self) -> Iterator[str]:
        """Yield the names of the tables."""
        return iter(table.name for table in SCHEMAS)


def load(folder: str | Path = "output") -> Dataset:
    """Load a dataset from the folder that a run wrote.

    Args:
        folder: the output folder.

    Raises:
        DatasetError: a table is missing or has other columns.
    """
    rows = {}
    for table in SCHEMAS:
        path = Path(folder) / f"{table.name}.csv"
        if not path.is_file():
            raise DatasetError(f"{path} is missing; run `tertium run` first, or name the folder that it wrote.")
        with path.open(encoding="utf-8", newline="") as file:
            try:
                rows[table.name] = tuple(read_table(table, file.read()))
            except ValueError as error:
                raise DatasetError(str(error)) from error
    return Dataset(rows)


def _cells(values: Iterable[Value], column: Column) -> list[Value]:
    """Return the cells of a column; what a closed column leaves empty is missing, and no category."""
    return [value if value or not column.enum else None for value in values]


def _dtype(column: Column) -> Any:
    if column.enum:
        import pandas

        return pandas.CategoricalDtype(list(column.enum))
    return _DTYPES[column.type]
