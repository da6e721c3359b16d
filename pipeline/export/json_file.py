"""The dataset as one JSON object of arrays of records, with exact values."""

from __future__ import annotations

import json
from collections.abc import Iterable

from pipeline.export.rows import Row, Rows
from pipeline.export.schema import SCHEMAS, TableSchema

_encode = json.JSONEncoder(ensure_ascii=False).encode  # made once: json.dumps makes an encoder for each record


def write_json(rows: Rows) -> str:
    """Return ``dataset.json``: one record a line, so that a difference between two runs reads well."""
    tables = (f"{json.dumps(table.name)}: [{_records(table, rows[table.name])}\n]" for table in SCHEMAS)
    return "{" + ",\n".join(tables) + "}\n"


def _records(table: TableSchema, rows: Iterable[Row]) -> str:
    records = (dict(zip(table.names, row, strict=True)) for row in rows)
    return ",".join("\n " + _encode(record) for record in records)
