"""The dataset as one JSON object of arrays of records, with exact values."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from functools import partial
from pathlib import Path

from pipeline.export.contents import Contents
from pipeline.export.rows import Row
from pipeline.export.schema import SCHEMAS, TableSchema

_BETWEEN = b","
_encode = json.JSONEncoder(ensure_ascii=False).encode  # made once: json.dumps makes an encoder for each record


def write_json(contents: Contents, folder: Path) -> None:
    """Write ``dataset.json``: one record a line, so that a difference between two runs reads well."""
    with (folder / "dataset.json").open("wb") as file:
        file.writelines(_pieces(contents))


def _pieces(contents: Contents) -> Iterator[bytes]:
    opening = "{"
    for table in SCHEMAS:
        yield f"{opening}{_encode(table.name)}: [".encode()
        opening = ",\n"
        records = contents.rendered(table.name, "json", partial(json_of, table))
        yield next(records, b"").removeprefix(_BETWEEN)
        yield from records
        yield b"\n]"
    yield b"}\n"


def json_of(table: TableSchema, rows: Iterable[Row]) -> bytes:
    """Return rows as JSON records, each after a comma and a line end."""
    names = table.names
    records = (_encode(dict(zip(names, row, strict=True))) for row in rows)
    return "".join(f",\n {record}" for record in records).encode()
