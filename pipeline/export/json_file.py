"""The dataset as one JSON object of arrays of records, with exact values."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

from pipeline.export.contents import Contents
from pipeline.export.schema import SCHEMAS

_encode = json.JSONEncoder(ensure_ascii=False).encode  # made once: json.dumps makes an encoder for each record


def write_json(contents: Contents, folder: Path) -> None:
    """Write ``dataset.json``."""
    with (folder / "dataset.json").open("w", encoding="utf-8", newline="") as file:
        file.writelines(_pieces(contents))


def _pieces(contents: Contents) -> Iterator[str]:
    """Yield the text piece by piece: one record a line, so that a difference between two runs reads well."""
    opening = "{"
    for table in SCHEMAS:
        yield f"{opening}{_encode(table.name)}: ["
        opening = ",\n"
        separator = ""
        for record in contents.records(table.name):
            yield f"{separator}\n {_encode(record)}"
            separator = ","
        yield "\n]"
    yield "}\n"
