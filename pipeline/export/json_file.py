"""The dataset as one JSON object of arrays of records, with exact values."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from functools import partial
from pathlib import Path

from pipeline.export.contents import Contents
from pipeline.export.rows import Row
from pipeline.export.schema import SCHEMAS, TableSchema

_BETWEEN = b","
_CLOSING = b"\n]"
_encode = json.JSONEncoder(ensure_ascii=False).encode  # made once: json.dumps makes an encoder for each record


def write_json(contents: Contents, folder: Path) -> None:
    """Write ``dataset.json``: one record a line, so that a difference between two runs reads well."""
    with (folder / "dataset.json").open("wb") as file:
        file.writelines(_pieces(contents))


def _pieces(contents: Contents) -> Iterator[bytes]:
    for table in SCHEMAS:
        yield _opening(table)
        records = contents.rendered(table.name, "json", partial(json_of, table))
        yield next(records, b"").removeprefix(_BETWEEN)
        yield from records
        yield _CLOSING
    yield b"}\n"


def _opening(table: TableSchema) -> bytes:
    return (("{" if table is SCHEMAS[0] else ",\n") + f"{_encode(table.name)}: [").encode()


def starts(sizes: Mapping[str, int]) -> Iterator[tuple[str, int]]:
    """Yield where in ``dataset.json`` the records of each table would begin, were the first behind a comma, too.

    Args:
        sizes: how many bytes `json_of` makes of each table.
    """
    at = 0
    for table in SCHEMAS:
        at += len(_opening(table))
        yield table.name, at - len(_BETWEEN)
        at += max(0, sizes[table.name] - len(_BETWEEN)) + len(_CLOSING)


def json_of(table: TableSchema, rows: Iterable[Row]) -> bytes:
    """Return rows as JSON records, each after a comma and a line end."""
    names = table.names
    records = (_encode(dict(zip(names, row, strict=True))) for row in rows)
    return "".join(f",\n {record}" for record in records).encode()
