"""Tables of which most rows stand in the files of the last dataset: those are copied from there, byte by byte."""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import IO

from pipeline.export.blocks import Blocks, Patch, Stretch
from pipeline.export.contents import RenderedRows
from pipeline.export.csv_files import read_rows
from pipeline.export.json_file import starts
from pipeline.export.rows import Row
from pipeline.export.schema import schema

_CHUNK = 1 << 20  # bytes


def file_of(table: str, form: str) -> str:
    """Return the file of a dataset in which the rows of a table stand in a form."""
    return f"{table}.csv" if form == "csv" else "dataset.json"


class PatchedTable(RenderedRows):
    """The rows of a table of the last dataset with some changes."""

    def __init__(self, name: str, patch: Patch, old: Blocks, starts_of: Mapping[str, int], folder: Path) -> None:
        """Take the rows that stand from the files of a dataset.

        Args:
            name: the table.
            patch: how it is made.
            old: the blocks that stand.
            starts_of: at which byte of its file they begin, by form.
            folder: the dataset.
        """
        self._table = schema(name)
        self._patch = patch
        self._old = old
        self._starts = starts_of
        self._folder = folder

    def __len__(self) -> int:
        """Return how many rows there are."""
        return self._patch.blocks.rows()

    def __iter__(self) -> Iterator[Row]:
        """Yield the rows, read from their CSV; that is held in memory."""
        return read_rows(self._table, io.StringIO(b"".join(self.rendered("csv")).decode(), newline=""))

    def rendered(self, form: str) -> Iterator[bytes]:
        """Yield the rows in a form, ``csv`` or ``json``."""
        with (self._folder / file_of(self._table.name, form)).open("rb") as file:
            start, at = self._starts[form], 0
            for step in self._patch.steps:
                if isinstance(step, Stretch):
                    start += self._old.bytes_of(form, Stretch(at, step.start))
                    size = self._old.bytes_of(form, step)
                    yield from _copied(file, start, size, bare=form == "json" and step.start == 0)
                    start, at = start + size, step.end
                else:
                    yield step.form(form)


def starts_in(folder: Path, tables: Mapping[str, Blocks]) -> dict[str, dict[str, int]]:
    """Return at which byte of their files the rows of each table begin, by form; only for the forms that are there."""
    found: dict[str, dict[str, int]] = {name: {} for name in tables}
    for name, blocks in tables.items():
        path = folder / file_of(name, "csv")
        if path.exists():
            found[name]["csv"] = path.stat().st_size - blocks.bytes_of("csv")  # behind a header, a mark for Excel
    for name, start in starts({name: blocks.bytes_of("json") for name, blocks in tables.items()}):
        found[name]["json"] = start
    return found


def _copied(file: IO[bytes], start: int, size: int, bare: bool) -> Iterator[bytes]:
    """Yield a stretch of a file; where it begins bare, a comma stands for what is there in its place."""
    if bare and size:
        yield b","
        start, size = start + 1, size - 1
    file.seek(start)
    while size and (piece := file.read(min(size, _CHUNK))):
        size -= len(piece)
        yield piece
    if size:
        raise OSError(f"{file.name} is shorter than it was")
