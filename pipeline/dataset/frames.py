"""A dataset in memory: exact rows, and typed pandas frames of them for notebooks."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pipeline.export.contents import columns_of
from pipeline.export.csv_files import ENCODING_WITH_BOM, read_table
from pipeline.export.folder import standing
from pipeline.export.rows import Row, Rows, Value
from pipeline.export.schema import SCHEMAS, Column, TableSchema, schema

if TYPE_CHECKING:
    import pandas

    from pipeline.dataset.explain import Explanation

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
        """Return a table as a pandas frame.

        Closed columns are categories, numbers are nullable, lists are tuples; an empty reference is missing.

        Raises:
            KeyError: there is no such table.
        """
        import pandas

        table = schema(name)
        columns = columns_of(table, self.rows[name])
        series = {
            column.name: pandas.Series(_cells(values, column), dtype=_dtype(column))
            for column, values in zip(table.columns, columns, strict=True)
        }
        return pandas.DataFrame(series, columns=list(table.names))

    def explain(self, row: str | pandas.Series[Any], raw: str | Path = "raw") -> Explanation:
        """Explain why a row is there: the stage and rule that made it, and its passages with their neighbours.

        Args:
            row: the identifier of a row, or a row of a frame (``dataset.verdicts.iloc[0]``).
            raw: the folder of the raw files, for what stands around a passage.

        Raises:
            pipeline.dataset.explain.UnknownRowError: no table has it.
        """
        from pipeline.dataset.explain import explain, explain_row

        if isinstance(row, str):
            return explain(row, self, Path(raw))
        return explain_row(tuple(row.index), tuple(row), self, Path(raw))

    def __getattr__(self, name: str) -> pandas.DataFrame:
        """Return the frame of the table called `name`."""
        if name in {table.name for table in SCHEMAS}:
            return self.frame(name)
        raise AttributeError(f"A dataset has no table {name}; it has {', '.join(self)}.")

    def __iter__(self) -> Iterator[str]:
        """Yield the names of the tables."""
        return iter(table.name for table in SCHEMAS)


def load(folder: str | Path = "output") -> Dataset:
    """Load a dataset from the folder that a run wrote: from its CSV, or from ``dataset.json`` where there is no CSV.

    Where a run was killed between two renames the dataset before it is loaded.

    Raises:
        DatasetError: a table is missing or has other columns.
    """
    place = standing(Path(folder))
    packed = place / "dataset.json"
    if packed.is_file() and not any((place / f"{table.name}.csv").is_file() for table in SCHEMAS):
        return Dataset(_from_json(packed))
    return Dataset({table.name: _from_csv(place / f"{table.name}.csv", table) for table in SCHEMAS})


def _from_csv(path: Path, table: TableSchema) -> tuple[Row, ...]:
    if not path.is_file():
        raise DatasetError(f"{path} is missing; run `tertium run` first, or name the folder that it wrote.")
    with path.open(encoding=ENCODING_WITH_BOM, newline="") as file:
        try:
            return tuple(read_table(table, file))
        except ValueError as error:
            raise DatasetError(str(error)) from error


def _from_json(path: Path) -> Rows:
    try:
        tables = json.loads(path.read_text(encoding="utf-8"))
        return {
            table.name: tuple(tuple(_exact(record[name]) for name in table.names) for record in tables[table.name])
            for table in SCHEMAS
        }
    except (ValueError, KeyError, TypeError) as error:
        raise DatasetError(f"{path} is not a dataset of this version ({error!r}); run `tertium run` again.") from error


def _exact(value: Any) -> Value:
    return tuple(value) if isinstance(value, list) else value


def _cells(values: list[Any], column: Column) -> list[Any]:
    return [tuple(value) for value in values] if column.type == "list" else values


def _dtype(column: Column) -> Any:
    if column.enum:
        import pandas

        return pandas.CategoricalDtype(list(column.enum))
    return _DTYPES[column.type]
