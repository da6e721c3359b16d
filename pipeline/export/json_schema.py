"""The JSON Schema (draft 2020-12) of ``dataset.json``, made from the schemas of the tables."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from pipeline.export.contents import Contents
from pipeline.export.schema import SCHEMAS, Column, TableSchema

_DIALECT = "https://json-schema.org/draft/2020-12/schema"
_TYPES = {"string": "string", "integer": "integer", "number": "number", "boolean": "boolean", "list": "array"}


def write_json_schema(_: Contents, folder: Path) -> None:
    """Write ``dataset.schema.json``."""
    (folder / "dataset.schema.json").write_text(
        json.dumps(json_schema(), ensure_ascii=False, indent=1) + "\n", encoding="utf-8", newline=""
    )


def json_schema() -> dict[str, Any]:
    """Return the schema of the whole object: no table and no column is missing, and there are no others."""
    return {
        "$schema": _DIALECT,
        "$id": "urn:tertium:schema:dataset",
        "title": "A dataset of tertium",
        **_closed({table.name: {"type": "array", "items": {"$ref": f"#/$defs/{table.name}"}} for table in SCHEMAS}),
        "$defs": {table.name: _record(table) for table in SCHEMAS},
    }


def _record(table: TableSchema) -> dict[str, Any]:
    properties = {column.name: _value(column) for column in table.columns}
    return {"title": f"A row is {table.row}.", **_closed(properties)}


def _closed(properties: dict[str, Any]) -> dict[str, Any]:
    return {
        "type": "object",
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }


def _value(column: Column) -> dict[str, Any]:
    kind = _TYPES[column.type]
    nullable = column.type in ("integer", "number") and not column.required
    value: dict[str, Any] = {"description": column.description, "type": [kind, "null"] if nullable else kind}
    if column.enum:
        value["enum"] = [*column.enum] if column.required else [*column.enum, ""]
    elif column.type == "list":
        value["items"] = {"type": "string"}
    elif column.type == "string" and column.required:
        value["minLength"] = 1
    bounds = {"minimum": column.minimum, "maximum": column.maximum}
    return {**value, **{name: bound for name, bound in bounds.items() if bound is not None}}
