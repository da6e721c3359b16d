"""The dataset as an Excel workbook for people: a sheet per table, and a first one that says what they hold.

A text is written as a text, never as a formula, a link or a number, whatever it begins with.
"""

from __future__ import annotations

import errno
from collections.abc import Callable, Iterable
from datetime import datetime
from pathlib import Path
from typing import Any

from pipeline.export.contents import Contents
from pipeline.export.rows import Value
from pipeline.export.schema import SCHEMAS, Column, TableSchema

_LONGEST = 32_767  # characters of a cell, counted in UTF-16
_MOST_ROWS = 1_048_576  # of a sheet, the header included
_CUT = "…"
_FEW = 10_000  # rows that may be held in memory; with more each is on the disk before the next is made
_MADE = datetime(2000, 1, 1)  # any fixed day: the file says when it was made, and the same rows give the same bytes
_WIDTHS = {"string": 24, "list": 30, "integer": 9, "number": 11, "boolean": 11}
_WIDE = 60
_WIDE_COLUMNS = ("quote", "reason", "message", "value", "text", "description")
_ABOUT = ("table", "a row is", "rows")


def write_workbook(contents: Contents, folder: Path) -> None:
    """Write ``dataset.xlsx``.

    Raises:
        OSError: it could not be written; XlsxWriter has an error of its own for that.
    """
    import xlsxwriter
    from xlsxwriter.exceptions import FileCreateError

    few = sum(map(len, contents.rows.values())) <= _FEW
    book = xlsxwriter.Workbook(str(folder / "dataset.xlsx"), {"in_memory": few, "constant_memory": not few})
    book.set_properties({"title": "A dataset of tertium", "created": _MADE})
    heading = book.add_format({"bold": True, "bottom": 1})
    _about(book.add_worksheet("about"), contents, heading)
    for table in SCHEMAS:
        _sheet(book.add_worksheet(table.name), table, contents.rows[table.name], heading)
    try:
        book.close()
    except FileCreateError as error:
        raise OSError(errno.EIO, str(error)) from error


def _about(sheet: Any, contents: Contents, heading: Any) -> None:
    sheet.set_column(0, 0, 18)
    sheet.set_column(1, 1, _WIDE)
    for place, name in enumerate(_ABOUT):
        sheet.write_string(0, place, name, heading)
    for number, table in enumerate(SCHEMAS, 1):
        count = len(contents.rows[table.name])
        cut = f"; the sheet shows the first {_MOST_ROWS - 1}" if count >= _MOST_ROWS else ""
        sheet.write_string(number, 0, table.name)
        sheet.write_string(number, 1, table.row + cut)
        sheet.write_number(number, 2, count)


def _sheet(sheet: Any, table: TableSchema, rows: Iterable[tuple[Value, ...]], heading: Any) -> None:
    for place, column in enumerate(table.columns):
        sheet.set_column(place, place, _WIDE if column.name in _WIDE_COLUMNS else _WIDTHS[column.type])
        sheet.write_string(0, place, column.name, heading)
    writers = [(place, _writer(sheet, column)) for place, column in enumerate(table.columns)]
    last = 0
    for last, row in zip(range(1, _MOST_ROWS), rows, strict=False):
        for place, write in writers:
            value = row[place]
            if value is not None and value not in ("", ()):
                write(last, place, value)
    sheet.freeze_panes(1, 1)
    sheet.autofilter(0, 0, last, len(table.columns) - 1)


def _writer(sheet: Any, column: Column) -> Callable[[int, int, Any], object]:
    if column.type == "boolean":
        return sheet.write_boolean  # type: ignore[no-any-return]
    if column.type in ("integer", "number"):
        return sheet.write_number  # type: ignore[no-any-return]
    if column.type == "list":
        return lambda row, place, value: sheet.write_string(row, place, _shortened(", ".join(value)))
    return lambda row, place, value: sheet.write_string(row, place, _shortened(value))


def _shortened(text: str) -> str:
    """Cut a text that no cell can hold; XlsxWriter would leave the cell empty."""
    if len(text) * 2 <= _LONGEST:
        return text
    units = text.encode("utf-16-le")
    if len(units) <= 2 * _LONGEST:
        return text
    return units[: 2 * (_LONGEST - len(_CUT))].decode("utf-16-le", "ignore") + _CUT
