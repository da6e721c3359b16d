"""CSV after RFC 4180, safe to open in a spreadsheet, and the way back.

UTF-8, without BOM unless Excel is to open it; a header; CRLF: with a bare LF a lone CR inside a value splits a row. A
text that a spreadsheet could take for a formula gets a leading apostrophe, and so does one that already begins with
apostrophes before such a sign, so that reading takes exactly one away.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TextIO

from pipeline.export.contents import Contents
from pipeline.export.rows import Row, Value
from pipeline.export.schema import SCHEMAS, Column, TableSchema

ENCODING = "utf-8"
ENCODING_WITH_BOM = "utf-8-sig"  # Excel takes a file without this mark for one of the local encoding

_FORMULA = re.compile(r"'*[=+\-@\t\r]")
_LIST = "|"
_MEMBER = re.compile(r"((?:[^\\|]|\\.)*)\|", re.DOTALL)
_ESCAPED = re.compile(r"\\([\\|])")


def write_csv(contents: Contents, folder: Path) -> None:
    """Write a CSV per table."""
    for table in SCHEMAS:
        with (folder / f"{table.name}.csv").open("wb") as file:
            file.write(header_of(table, encoding_of(contents)))
            file.writelines(contents.rendered(table.name, "csv", csv_of))


def header_of(table: TableSchema, encoding: str = ENCODING) -> bytes:
    """Return the header of a table's CSV."""
    return _lines([table.names]).encode(encoding)


def csv_of(rows: Iterable[Row]) -> bytes:
    """Return rows as CSV without a header."""
    return _lines([to_field(value) for value in row] for row in rows).encode(ENCODING)


def _lines(rows: Iterable[Iterable[str]]) -> str:
    text = io.StringIO(newline="")
    csv.writer(text, lineterminator="\r\n").writerows(rows)
    return text.getvalue()


def encoding_of(contents: Contents) -> str:
    """Return the encoding of the CSV files."""
    return ENCODING_WITH_BOM if contents.excel_bom else ENCODING


def read_table(table: TableSchema, file: TextIO) -> Iterator[Row]:
    """Yield the rows of a table from CSV, exact; the file must leave line ends alone.

    Raises:
        ValueError: the header is not that of the table.
    """
    reader = csv.reader(file)
    header = next(reader, [])
    if tuple(header) != table.names:
        raise ValueError(f"{table.name}.csv has the columns {', '.join(header)}; expected {', '.join(table.names)}.")
    yield from _rows(table, reader)


def read_rows(table: TableSchema, file: TextIO) -> Iterator[Row]:
    """Yield the rows of a table from CSV without a header, exact; the file must leave line ends alone."""
    return _rows(table, csv.reader(file))


def _rows(table: TableSchema, records: Iterable[list[str]]) -> Iterator[Row]:
    for fields in records:
        yield tuple(from_field(field, column) for field, column in zip(fields, table.columns, strict=True))


def to_field(value: Value) -> str:
    """Write one value."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, (int, float)):
        return repr(value)
    if isinstance(value, tuple):
        value = _LIST.join(one.replace("\\", "\\\\").replace(_LIST, "\\" + _LIST) for one in value)
    return "'" + value if _FORMULA.match(value) else value


def from_field(field: str, column: Column) -> Value:
    """Read one value back."""
    if column.type == "boolean":
        return field == "true"
    if column.type == "integer":
        return int(field) if field else None
    if column.type == "number":
        return float(field) if field else None
    text = field[1:] if field.startswith("'") and _FORMULA.match(field[1:]) else field
    if column.type == "list":
        return tuple(_ESCAPED.sub(r"\1", one) for one in _MEMBER.findall(text + _LIST)) if text else ()
    return text
