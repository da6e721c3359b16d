"""Stage 9, statements: what a source says of a subject in one respect, at a span.

Tables, lists and prose are read by rules of their own (`pipeline.statements`); here they are put together. A source
that says the same thing at one place by two rules says it once.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from pipeline.model import Document, Statement
from pipeline.stages.stage import SourceStage
from pipeline.statements.lists import list_statements
from pipeline.statements.prose import prose_statements
from pipeline.statements.tables import table_statements


def find_statements(document: Document) -> Document:
    """Lay the statements over a document."""
    if not document.subjects:
        return document
    found = {_key(statement): statement for statement in _read(document)}
    ordered = sorted(found.values(), key=lambda one: (one.span, one.subject_id, one.aspect_id, one.value_concept_ids))
    return replace(document, statements=tuple(ordered))


def _read(document: Document) -> Iterator[Statement]:
    yield from prose_statements(document)
    yield from list_statements(document)
    yield from table_statements(document)


def _key(statement: Statement) -> tuple[object, ...]:
    return statement.subject_id, statement.aspect_id, statement.span, statement.value_concept_ids


STAGE = SourceStage(
    "statements",
    2,
    requires=("subjects", "tables", "taxonomies", "mentions", "item.concept_id"),
    assigns=("statements",),
    apply=find_statements,
)
