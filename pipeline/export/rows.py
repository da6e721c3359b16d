"""Documents and topics as rows, one function per table, in the order of the schema's columns."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from types import MappingProxyType

from pipeline.export.concepts import Describer, Usage, described, grouped, referral_of, usages_of
from pipeline.export.identifiers import block_id, finding_id, list_id, mention_id, statement_id, table_id, verdict_id
from pipeline.export.schema import SCHEMAS, schema
from pipeline.model import Document, ListKind, Span, Topic
from pipeline.reading.aspects import aspect_of

Value = str | int | float | bool | tuple[str, ...] | None
Row = tuple[Value, ...]
Rows = Mapping[str, Sequence[Row]]


@dataclass(frozen=True, slots=True)
class Part:
    """What a source, or a topic, adds to the dataset: rows by table, by their keys, and its use of concepts."""

    rows: Rows
    usages: tuple[Usage, ...]
    language: str = ""


def source_part(document: Document, topic_id: str = "", original_id: str = "") -> Part:
    """Return what a source adds.

    Args:
        document: the document, its concepts with the identities that its topic gives them.
        topic_id: the topic that it belongs to; "" for none.
        original_id: the source that stands for it; "" where none does.
    """
    made = {
        "sources": _source(document, topic_id, original_id),
        "blocks": _blocks(document),
        "subjects": _subjects(document),
        "table_cells": _cells(document),
        "taxonomy_items": _items(document),
        "mentions": _mentions(document),
        "statements": _statements(document, topic_id),
        "findings": _findings(document),
    }
    rows = {name: in_order(name, of_table) for name, of_table in made.items()}
    return Part(rows, usages_of(rows, document), document.language)


def topic_part(topic: Topic) -> Part:
    """Return what a topic adds: its verdicts and its findings."""
    rows = {name: in_order(name, of(topic)) for name, of in (("verdicts", _verdicts), ("findings", _topic_findings))}
    return Part(rows, usages_of(rows))


def make_rows(documents: Sequence[Document], topics: Sequence[Topic]) -> Rows:
    """Return the rows of every table, sorted by the table's key, all in memory.

    Args:
        documents: all documents of the run, quarantined ones too.
        topics: the topics with their verdicts.
    """
    topic_of = {document.source.source_id: topic.topic_id for topic in topics for document in topic.documents}
    original_of = {one.source_id: one.original_id for topic in topics for one in topic.derivations}
    names = [document.source.source_id for document in documents]
    parts = [
        source_part(document, topic_of.get(name, ""), original_of.get(name, ""))
        for name, document in zip(names, documents, strict=True)
    ]
    parts.extend(topic_part(topic) for topic in topics)
    usages = sorted((usage for part in parts for usage in part.usages), key=Usage.order)
    referrals = {concept_id: referral_of(concept_id, own) for concept_id, own in grouped(usages)}
    concepts = list(described(usages, referrals, Describer(part.language for part in parts)))
    of_run: dict[str, Iterable[Row]] = {
        "concepts": (one.concept for one in concepts),
        "labels": chain.from_iterable(one.labels for one in concepts),
    }
    return MappingProxyType(
        {
            name: in_order(name, of_run.get(name) or chain.from_iterable(part.rows.get(name, ()) for part in parts))
            for name in (table.name for table in SCHEMAS)
        }
    )


def in_order(name: str, rows: Iterable[Row]) -> tuple[Row, ...]:
    """Return rows of a table by its key, each once."""
    return tuple(sorted(set(rows), key=key_of(name)))


def key_of(name: str) -> Callable[[Row], tuple[tuple[int, int | float, str], ...]]:
    """Return the function that gives the key by which the rows of a table are sorted."""
    table = schema(name)
    places = [table.names.index(column) for column in table.key]
    return lambda row: tuple(_order(row[place]) for place in places)


def _order(value: Value) -> tuple[int, int | float, str]:
    if isinstance(value, (int, float)):
        return 0, value, ""
    return 1, 0, str(value)


def _source(document: Document, topic_id: str, original_id: str) -> Iterator[Row]:
    source = document.source
    furniture = sum(block.span.end - block.span.start for block in document.blocks if block.boilerplate)
    yield (
        source.source_id, source.path, source.sha256, source.media_type, source.encoding, document.language,
        document.language_confidence, document.title.text if document.title else "", topic_id,
        tuple(subject.concept_id for subject in document.subjects),
        source.url or source.site, len(source.text), len(document.blocks), furniture,
        original_id, document.variant or document.language,
    )  # fmt: skip


def _blocks(document: Document) -> Iterator[Row]:
    for block in document.blocks:
        parent = block_id(document.source, block.parent) if block.parent is not None else ""
        yield (
            block_id(document.source, block.position), document.source.source_id, block.position,
            block.kind.value, block.role.value, block.section_role.value, block.boilerplate,
            block.boilerplate_rule, block.language, parent, *_cut(block.span, document),
            block.role_rule, block.role_confidence,
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


def _statements(document: Document, topic_id: str) -> Iterator[Row]:
    for one in document.statements:
        if one.aspect_id:
            yield (
                statement_id(one), one.source_id, topic_id, one.subject_id,
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
