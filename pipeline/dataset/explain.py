"""Why a row is there: its passage with its neighbours, the stage and the rule that made it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from pipeline.dataset.frames import Dataset
from pipeline.dataset.records import Record, Records, records_of
from pipeline.export.schema import SCHEMAS, TableSchema
from pipeline.inputs import reread
from pipeline.model import Span
from pipeline.report.readable import MARKUP, Reading, as_read, reading_of_markup, reading_of_text
from pipeline.stages.ingest import receive

_CONTEXT = 160  # characters shown on each side of a passage

_STAGES = {
    "sources": "ingest and language",
    "blocks": "blocks, language and roles",
    "subjects": "subjects",
    "table_cells": "tables",
    "taxonomy_items": "taxonomies and concepts",
    "concepts": "concepts",
    "labels": "concepts",
    "mentions": "concepts",
    "statements": "statements",
    "verdicts": "consistency",
    "findings": "that its code names",
}


class UnknownRowError(LookupError):
    """No table has a row of that name."""


@dataclass(frozen=True, slots=True)
class Passage:
    """A passage with what stands around it.

    `start` and `end` are its place in the file and `quote` is the slice there; `text`, `before` and `after` are as
    people read them, on one line and without markup.
    """

    path: str
    start: int
    end: int
    before: str
    quote: str
    after: str
    text: str


@dataclass(frozen=True, slots=True)
class Explanation:
    """A row, the stage and rule behind it, and the passages that it rests on."""

    table: str
    fields: tuple[tuple[str, str], ...]
    stage: str
    rule: str
    passages: tuple[Passage, ...]


def explain(name: str, dataset: Dataset, raw: Path) -> Explanation:
    """Explain a row.

    Args:
        name: the identifier of a row of any table (``sources.csv`` to ``findings.csv``), or a concept.
        dataset: the dataset that holds it.
        raw: the folder of the raw files, for what stands around a passage.

    Raises:
        UnknownRowError: no table has it.
    """
    records = records_of(dataset)
    for table in SCHEMAS:
        for record in records.of(table.name):
            if getattr(record, table.key[0]) == name and table.name not in ("labels", "subjects"):
                return _explained(table, record, records, raw)
    raise UnknownRowError(
        f"No row is called {name}; identifiers stand in the first column of each table in the output."
    )


def explain_row(columns: Sequence[object], values: Sequence[object], dataset: Dataset, raw: Path) -> Explanation:
    """Explain a row of a frame, of any table.

    Args:
        columns: the names of its columns, all of them.
        values: its values; those of the table's key are looked at.
        dataset: the dataset that holds it.
        raw: the folder of the raw files.

    Raises:
        UnknownRowError: no table has these columns, or the table has no such row.
    """
    table = next((one for one in SCHEMAS if one.names == tuple(columns)), None)
    if table is None:
        raise UnknownRowError("The row has not the columns of a table; take it from a frame with all its columns.")
    given = dict(zip(table.names, values, strict=True))
    records = records_of(dataset)
    for record in records.of(table.name):
        if all(getattr(record, column) == given[column] for column in table.key):
            return _explained(table, record, records, raw)
    raise UnknownRowError(f"{table.name} has no row {', '.join(str(given[column]) for column in table.key)}.")


def _explained(table: TableSchema, record: Record, records: Records, raw: Path) -> Explanation:
    fields = tuple((column, _shown(getattr(record, column))) for column in table.names)
    passages = tuple(_passages(table.name, record, records, raw))
    rule = " ".join((_rule(table.name, record), *_doubts(table.name, record, records))).strip()
    return Explanation(table.name, fields, _STAGES[table.name], rule, passages)


def _rule(table: str, record: Record) -> str:
    if table == "verdicts":
        return f"{record.rule}: {record.reason}"
    if table == "table_cells":
        sure = "another cut was nearly as good" if record.ambiguous else "no other cut came near"
        return f"cut by {record.method}, confidence {record.confidence:.2f}; {sure}"
    if table == "statements":
        return f"read from a {record.origin}, {record.modality}, {record.polarity}, confidence {record.confidence:.2f}"
    if table == "mentions":
        return f"recognized by {record.match} match, confidence {record.confidence:.2f}"
    if table == "blocks":
        return record.boilerplate_rule or f"role {record.role} in a section on {record.section_role}"
    if table == "findings":
        return f"{record.code} ({record.severity})"
    return ""


def _doubts(table: str, record: Record, records: Records) -> Iterator[str]:
    """Yield how else the row of an ambiguous cell could be cut."""
    if table == "table_cells" and record.ambiguous:
        for finding in records.of("findings", record.source_id):
            if finding.code == "table.ambiguous_row" and finding.start <= record.start < finding.end:
                yield finding.message


def _passages(table: str, record: Record, records: Records, raw: Path) -> Iterator[Passage]:
    sources = {one.source_id: one for one in records.of("sources")}
    readings: dict[str, Reading | None] = {}
    for row in _rests_on(table, record, records):
        source = sources.get(row.source_id)
        if source is None:
            continue
        if source.source_id not in readings:
            readings[source.source_id] = _reading(source, records, raw)
        yield _passage(row, source, readings[source.source_id])


def _rests_on(table: str, record: Record, records: Records) -> Iterator[Record]:
    """Yield the rows whose passages a row rests on."""
    if table == "verdicts":
        yield from (one for one in records.of("statements") if one.statement_id in record.statement_ids)
    elif table in ("concepts", "labels"):
        yield from (one for one in records.of("mentions") if one.concept_id == record.concept_id)
    elif getattr(record, "start", None) is not None:
        yield record


def _passage(row: Record, source: Record, reading: Reading | None) -> Passage:
    before = after = ""
    if reading is not None:
        start, end = reading.find(Span(row.start, row.end))
        before, after = (_flat(part) for part in reading.around(start, end, _CONTEXT))
    return Passage(source.path, row.start, row.end, before, row.quote, after, as_read(row.quote, source.media_type))


def _reading(source: Record, records: Records, raw: Path) -> Reading | None:
    """Read a raw file as it is now; one that has changed shows no neighbours, and is no reason to fail."""
    payload = reread(raw, source.path)
    document = receive(payload) if payload else None
    if document is None or document.source.source_id != source.source_id:
        return None
    if source.media_type == MARKUP:
        blocks = records.of("blocks", source.source_id)
        return reading_of_markup(document.text, (Span(block.start, block.end) for block in blocks))
    return reading_of_text(document.text)


def _flat(text: str) -> str:
    return re.sub(r"\s+", " ", text)


def _shown(value: object) -> str:
    if isinstance(value, tuple):
        return ", ".join(map(str, value))
    return "" if value is None else str(value)
