"""The data package: a Frictionless v2 descriptor of every table and column."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from typing import Any

from pipeline.export.schema import SCHEMAS, Column, TableSchema

_PROFILE = "https://datapackage.org/profiles/2.0/datapackage.json"
_TYPES = {"list": "string"}


def describe(files: Mapping[str, str]) -> str:
    """Return ``datapackage.json`` for CSV files.

    Args:
        files: file name to content, for every table.
    """
    package = {
        "$schema": _PROFILE,
        "name": "tertium",
        "title": "Concepts, comparisons and verdicts of comparison articles",
        "description": "Made by tertium from the articles in raw/. docs/dataset.md explains the tables.",
        "resources": [_resource(table, files[f"{table.name}.csv"]) for table in SCHEMAS],
    }
    return json.dumps(package, ensure_ascii=False, indent=1) + "\n"


def _resource(table: TableSchema, content: str) -> dict[str, Any]:
    data = content.encode("utf-8")
    return {
        "name": table.name.replace("_", "-"),
        "title": f"A row is {table.row}.",
        "path": f"{table.name}.csv",
        "type": "table",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "dialect": {"lineTerminator": "\r\n"},
        "bytes": len(data),
        "hash": "sha256:" + hashlib.sha256(data).hexdigest(),
        "schema": {
            "fields": [_field(column) for column in table.columns],
            "primaryKey": list(table.key),
            "foreignKeys": [
                {"fields": [key.column], "reference": {"resource": _target(key.table, table), "fields": [key.target]}}
                for key in table.foreign_keys
            ],
        },
    }


def _target(name: str, table: TableSchema) -> str:
    """A key into the same table is written as an empty name in Data Package v1 and v2."""
    return "" if name == table.name else name.replace("_", "-")


def _field(column: Column) -> dict[str, Any]:
    field: dict[str, Any] = {
        "name": column.name,
        "type": _TYPES.get(column.type, column.type),
        "description": column.description + (" Joined by |." if column.type == "list" else ""),
    }
    constraints: dict[str, Any] = {}
    if column.required:
        constraints["required"] = True
    if column.enum:
        constraints["enum"] = list(column.enum)
    if constraints:
        field["constraints"] = constraints
    return field
