"""Documents and topics as rows, one function per table, in the order of the schema's columns."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from types import MappingProxyType

from pipeline.export.concepts import concept_rows, label_rows
from pipeline.export.identifiers import block_id, finding_id, list_id, mention_id, statement_id, table_id, verdict_id
from pipeline.export.schema import SCHEMAS, TableSchema
from pipeline.model import Document, ListKind, Span, Topic
from pipeline.reading.aspects import aspect_of

Value = str | int | float | bool | tuple[str, ...] | None
Row = tuple[Value, ...]
Rows = Mapping[str, tuple[Row, ...]]


def make_rows(documents: Sequence[Document], topics: Sequence[Topic]) -> Rows:
    """Return the rows of every table, sorted by the table's key.

    Args:
        documents: all documents of the run, quarantined ones too.
        topics: the topics with their verdicts.
    """
    topic_of = {document.source.source_id: topic.topic_id for topic in topics for document in topic.documents}
    original_of = {one.source_id: one.original_id for topic in topics for one in topic.derivations}
    makers: dict[str, Callable[[Document], Iterator[Row]]] = {
        "sources": lambda document: _source(document, topic_of, original_of),
        "blocks": _blocks,
        "subjects": _subjects,
        "table_cells": _cells,
        "taxonomy_items": _items,
        "mentions": _mentions,
        "statements": lambda document: _statements(document, topic_of),
        "findings": _findings,
    }
    rows = {name: [row for document in documents for row in maker(document)] for name, maker in makers.items()}
    rows["verdicts"] = [row for topic in topics for row in _verdicts(topic)]
    rows["findings"].extend(row for topic in topics for row in _topic_findings(topic))
    rows["concepts"] = list(concept_rows(rows, documents))
    rows["labels"] = list(label_rows(rows["concepts"], documents))
    return MappingProxyType({table.name: _sorted(table, rows[table.name]) for table in SCHEMAS})


def _sorted(table: TableSchema, rows: list[Row]) -> tuple[Row, ...]:
    places = [table.names.index(column) for column in table.key]
    return tuple(sorted(set(rows), key=lambda row: tuple(_order(row[place]) for place in places)))


def _order(value: Value) -> tuple[int, int | float, str]:
    if isinstance(value, (int, float)):
        return 0, value, ""
    return 1, 0, str(value)


def _source(document: Document, topic_of: Mapping[str, str], original_of: Mapping[str, str]) -> Iterator[Row]:
    source = document.source
    furniture = sum(block.span.end - block.span.start for block in document.blocks if block.boilerplate)
    yield (
        source.source_id, source.path, source.sha256, source.media_type, source.encoding, document.language,
        document.language_confidence, document.title.text if document.title else "",
        topic_of.get(source.source_id, ""), tuple(subject.concept_id for subject in document.subjects),
        source.url or source.site, len(source.text), len(document.blocks), furniture,
        original_of.get(source.source_id, ""),
    )  # fmt: skip


def _blocks(document: Document) -> Iterator[Row]:
    for block in document.blocks:
        parent = block_id(document.source, block.parent) if block.parent is not None else ""
        yield (
            block_id(document.source, block.position), document.source.source_id, block.position,
            block.kind.value, block.role.value, block.section_role.value, block.boilerplate,
            block.boilerplate_rule, block.language, parent, *_cut(block.span, document),
        )  # fmt: skip


def _subjects(document: Document) -> Iterator[Row]:
    for subject in document.subjects:
        expansion = subject.expansion.text if subject.expansion else ""
        yield (
            subject.concept_id, document.source.source_id, subject.position, subject.label, subject.concept_id,
            expansion, *_cut(subject.span, document),
        )  # fmt: skip


def _cells(document: Document) -> Iterator[Row]:
    joins = dict(document.joins)
    for number, table in enumerate(document.tables):
        name = table_id(document.source, number)
        for cell, label in table.labelled():
            subject = document.subjects[cell.subject].concept_id if cell.subject is not None else ""
            aspect = aspect_of(label.text, document.language) if label and label.text else ""
            yield (
                f"{name}.r{cell.row:03d}c{cell.column}", document.source.source_id, name, cell.row, cell.column,
                cell.kind.value, subject, joins.get(aspect, aspect), cell.text, table.method, cell.confidence,
                cell.ambiguous, *_cut(cell.span, document),
            )  # fmt: skip


def _items(document: Document) -> Iterator[Row]:
    for number, taxonomy in enumerate(document.taxonomies):
        name = list_id(document.source, number)
        parent = document.subjects[taxonomy.subject].concept_id if taxonomy.subject is not None else ""
        for item in taxonomy.items:
            yield (
                f"{name}.i{item.position:02d}", document.source.source_id, name, taxonomy.kind.value,
                taxonomy.parent.text if taxonomy.parent else "", parent, item.position, item.marker,
                item.label.text, item.description.text if item.description else "",
                item.concept_id if taxonomy.kind is ListKind.TYPES else "", *_cut(item.span, document),
            )  # fmt: skip


def _mentions(document: Document) -> Iterator[Row]:
    for mention in document.mentions:
        yield (
            mention_id(document.source, mention.span.start), document.source.source_id, mention.concept_id,
            mention.match.value, mention.confidence, *_cut(mention.span, document),
        )  # fmt: skip


def _statements(document: Document, topic_of: Mapping[str, str]) -> Iterator[Row]:
    for one in document.statements:
        if one.aspect_id:
            yield (
                statement_id(one), one.source_id, topic_of.get(one.source_id, ""), one.subject_id,
                one.aspect_id, one.value, one.value_concept_ids, one.polarity.value, one.modality.value,
                one.count, one.open_list, one.origin.value, one.confidence, *_cut(one.span, document),
            )  # fmt: skip


def _verdicts(topic: Topic) -> Iterator[Row]:
    for one in topic.verdicts:
        sources = tuple(sorted({statement.source_id for statement in one.statements}))
        yield (
            verdict_id(one), one.topic_id, one.scope.value, one.subject_id, one.aspect_id, one.relation.value,
            one.strength, sources, tuple(statement_id(statement) for statement in one.statements), one.rule,
            one.reason, one.confidence,
        )  # fmt: skip


def _findings(document: Document) -> Iterator[Row]:
    for one in document.findings:
        place = _cut(one.span, document) if one.span else (None, None, "")
        yield finding_id(one), one.source_id, one.code, one.severity.value, one.message, *place


def _topic_findings(topic: Topic) -> Iterator[Row]:
    documents = {document.source.source_id: document for document in topic.documents}
    for one in topic.findings:
        known = documents.get(one.source_id)
        place = _cut(one.span, known) if one.span and known else (None, None, "")
        yield finding_id(one), one.source_id, one.code, one.severity.value, one.message, *place


def _cut(span: Span, document: Document) -> tuple[int, int, str]:
    return span.start, span.end, span.of(document.text)
