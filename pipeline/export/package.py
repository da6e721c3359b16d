"""The data package: a Frictionless v2 descriptor of every table and column, with its licence and its sources."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from pipeline.export.contents import Contents
from pipeline.export.csv_files import encoding_of
from pipeline.export.schema import SCHEMAS, Column, TableSchema

_PROFILE = "https://datapackage.org/profiles/2.0/datapackage.json"
_TYPES = {"list": "string"}
_DESCRIPTION = (
    "Made by tertium from the articles that `sources` lists, each with the hash of its bytes. docs/dataset.md explains "
    "the tables. The licence covers what tertium adds; titles, labels and quotes belong to the authors of the articles."
)
_LICENCE = {"name": "MIT", "title": "MIT License", "path": "https://opensource.org/license/mit"}
_ADDRESSES = ("http://", "https://")


def write_package(contents: Contents, folder: Path) -> None:
    """Write ``datapackage.json`` for the CSV files that stand in the folder."""
    package = {
        "$schema": _PROFILE,
        "name": "tertium",
        "title": "Concepts, comparisons and verdicts of comparison articles",
        "description": _DESCRIPTION,
        "licenses": [_LICENCE],
        "sources": list(_sources(contents)),
        "resources": [_resource(table, folder, encoding_of(contents)) for table in SCHEMAS],
    }
    (folder / "datapackage.json").write_text(
        json.dumps(package, ensure_ascii=False, indent=1) + "\n", encoding="utf-8", newline=""
    )


def _sources(contents: Contents) -> Iterator[dict[str, str]]:
    """Yield where the data come from: an address only where one is known, for a `path` must lead somewhere."""
    for source in contents.records("sources"):
        one = {"title": str(source["title"] or source["path"]), "version": f"sha256:{source['sha256']}"}
        if str(source["url"]).startswith(_ADDRESSES):
            one["path"] = str(source["url"])
        yield one


def _resource(table: TableSchema, folder: Path, encoding: str) -> dict[str, Any]:
    path = folder / f"{table.name}.csv"
    with path.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    return {
        "name": table.name.replace("_", "-"),
        "title": f"A row is {table.row}.",
        "path": path.name,
        "type": "table",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": encoding,
        "dialect": {"lineTerminator": "\r\n"},
        "bytes": path.stat().st_size,
        "hash": f"sha256:{digest}",
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
    constraints: dict[str, Any] = {
        "required": column.required or None,
        "enum": list(column.enum) or None,
        "minimum": column.minimum,
        "maximum": column.maximum,
    }
    if constraints := {name: bound for name, bound in constraints.items() if bound is not None}:
        field["constraints"] = constraints
    return field
