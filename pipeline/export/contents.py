"""What a run hands to the writers: its rows, and the texts that they point into."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice
from types import MappingProxyType
from typing import Any, overload

from pipeline.export.named import mappings_of, namings
from pipeline.export.rows import Row, Rows, Value
from pipeline.export.schema import TableSchema, schema
from pipeline.model import ConceptMapping, Document, Topic

BATCH = 10_000  # rows that a writer holds at a time: 5 MB of the widest table


class RenderedRows(Sequence[Row]):
    """Rows whose CSV and JSON are made already."""

    @abstractmethod
    def rendered(self, form: str) -> Iterator[bytes]:
        """Yield the rows in a form, ``csv`` or ``json``, in pieces."""

    @overload
    def __getitem__(self, place: int) -> Row: ...
    @overload
    def __getitem__(self, place: slice) -> list[Row]: ...
    def __getitem__(self, place: int | slice) -> Row | list[Row]:
        """Return rows by their places; every row before them is read."""
        if isinstance(place, slice):
            return list(islice(self, *place.indices(len(self))))
        if not 0 <= place < len(self):
            raise IndexError(place)
        return next(islice(self, place, None))


@dataclass(frozen=True, slots=True)
class Contents:
    """The rows of every table; the decoded text of each source by its identifier; mappings; how CSV begins; topics.

    Rows and mappings can be read as often as a writer wants, and need not be in memory; mappings between the same two
    namings stand together, the one that counts last. Without texts an annotation has
    no prefix and no suffix; nothing else is lost.
    """

    rows: Rows
    texts: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}), repr=False)
    mappings: Iterable[ConceptMapping] = field(default=(), repr=False)
    excel_bom: bool = False
    topics: Iterable[Topic] = field(default=(), repr=False)

    def records(self, name: str) -> Iterator[dict[str, Value]]:
        """Yield the rows of a table as records."""
        names = schema(name).names
        return (dict(zip(names, row, strict=True)) for row in self.rows[name])

    def rendered(self, name: str, form: str, render: Callable[[Sequence[Row]], bytes]) -> Iterator[bytes]:
        """Yield the rows of a table in a form, made already or by a function."""
        rows = self.rows[name]
        return rows.rendered(form) if isinstance(rows, RenderedRows) else map(render, batches(rows))


def contents_of(
    rows: Rows, documents: Sequence[Document], topics: Sequence[Topic] = (), excel_bom: bool = False
) -> Contents:
    """Return what is written of a run that is in memory."""
    texts = {document.source.source_id: document.text for document in documents}
    mappings = sorted((mapping for topic in topics for mapping in mappings_of(topic)), key=namings)
    return Contents(rows, MappingProxyType(texts), mappings, excel_bom, topics)


def batches(rows: Sequence[Row], size: int = BATCH) -> Iterator[Sequence[Row]]:
    """Yield rows in batches."""
    left = iter(rows)
    while batch := tuple(islice(left, size)):
        yield batch


def columns_of(table: TableSchema, rows: Sequence[Row]) -> list[list[Any]]:
    """Return rows turned into columns; where an empty text means that there is nothing it is None, lists are lists."""
    columns: list[list[Any]] = []
    given = zip(*rows, strict=True) if rows else [()] * len(table.columns)
    for column, values in zip(table.columns, given, strict=True):
        if column.name in table.optional:
            columns.append([value or None for value in values])
        elif column.type == "list":
            columns.append([list(value) for value in values])
        else:
            columns.append(list(values))
    return columns
