"""The dataset as a DuckDB file with types, keys and views, and as a Parquet file per table, which DuckDB writes too.

DuckDB's file holds the time and random identifiers, so its bytes differ from run to run; its contents do not.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from pipeline.export.contents import Contents, batches, columns_of
from pipeline.export.rows import Row, Value
from pipeline.export.schema import SCHEMAS, Column, TableSchema
from pipeline.export.views import VIEWS

_TYPES = {"string": "VARCHAR", "integer": "BIGINT", "number": "DOUBLE", "boolean": "BOOLEAN", "list": "VARCHAR[]"}
_BLOCK = 16_384  # bytes: with DuckDB's own 262,144 the tables of two articles take 7 MB

# Tables that others refer to come first.
_ORDER = ("sources", "concepts", "labels", "blocks", "subjects", "table_cells", "taxonomy_items", "mentions",
          "statements", "verdicts", "findings")  # fmt: skip


def write_database(contents: Contents, folder: Path) -> None:
    """Write ``dataset.duckdb``."""
    connection = _connect()
    connection.execute(f"ATTACH '{_quoted(folder / 'dataset.duckdb')}' AS dataset (BLOCK_SIZE {_BLOCK})")
    connection.execute("USE dataset")
    connection.begin()
    for table in sorted(SCHEMAS, key=lambda one: _ORDER.index(one.name)):
        connection.execute(_create(table, keys=True))
        connection.execute(f"COMMENT ON TABLE {table.name} IS 'A row is {_quoted(table.row)}.'")
        for generation in _generations(table, contents.rows[table.name]):
            _insert(connection, table, generation)
    for view in VIEWS:
        connection.execute(f"CREATE VIEW {view.name} AS {view.query}")
        connection.execute(f"COMMENT ON VIEW {view.name} IS 'A row is {_quoted(view.row)}.'")
    connection.commit()
    connection.close()


def write_parquet(contents: Contents, folder: Path) -> None:
    """Write ``parquet/``: a file per table."""
    (folder / "parquet").mkdir()
    connection = _connect()
    for table in SCHEMAS:
        path = folder / "parquet" / f"{table.name}.parquet"
        connection.execute(_create(table, keys=False))
        _insert(connection, table, contents.rows[table.name])
        connection.execute(f"COPY {table.name} TO '{_quoted(path)}' (FORMAT parquet, COMPRESSION zstd)")
        connection.execute(f"DROP TABLE {table.name}")
    connection.close()


def _connect() -> Any:
    """Connect to a database in memory: one thread, so that rows keep their order, and nothing from elsewhere."""
    import duckdb

    return duckdb.connect(config={"threads": 1, "autoinstall_known_extensions": False})


def _create(table: TableSchema, keys: bool) -> str:
    lines = [_column(column) for column in table.columns]
    if keys:
        lines.append(f"PRIMARY KEY ({', '.join(map(_name, table.key))})")
        lines.extend(
            f"FOREIGN KEY ({_name(key.column)}) REFERENCES {key.table} ({_name(key.target)})"
            for key in table.foreign_keys
        )
    return f"CREATE TABLE {table.name} ({', '.join(lines)})"


def _column(column: Column) -> str:
    kind = _TYPES[column.type]
    if column.enum:
        kind = "ENUM (" + ", ".join(f"'{value}'" for value in column.enum) + ")"
    bounds = ((">=", column.minimum), ("<=", column.maximum))
    checks = " AND ".join(f"{_name(column.name)} {sign} {bound}" for sign, bound in bounds if bound is not None)
    required = " NOT NULL" if column.required else ""
    return f"{_name(column.name)} {kind}{required}" + (f" CHECK ({checks})" if checks else "")


def _insert(connection: Any, table: TableSchema, rows: Sequence[Row]) -> None:
    """Insert rows a batch at a time, each column as one list: 30 times as fast as row by row."""
    values = ", ".join(f"unnest(?::{_TYPES[column.type]}[])" for column in table.columns)
    for batch in batches(rows):
        connection.execute(f"INSERT INTO {table.name} SELECT {values}", columns_of(table, batch))


def _generations(table: TableSchema, rows: Sequence[Row]) -> Iterator[Sequence[Row]]:
    """Yield the rows so that what a row of the same table refers to came before: DuckDB checks each insert."""
    own = next((key for key in table.foreign_keys if key.table == table.name), None)
    if own is None:
        yield rows
        return
    name, above = table.names.index(own.target), table.names.index(own.column)
    known: set[Value] = {""}
    waiting = list(rows)
    while waiting:
        ready = [row for row in waiting if row[above] in known]
        yield ready or waiting  # rows in a circle are for the database to refuse
        waiting = [row for row in waiting if row[above] not in known] if ready else []
        known.update(row[name] for row in ready)


def _name(column: str) -> str:
    return f'"{column}"'


def _quoted(text: object) -> str:
    return str(text).replace("'", "''")
