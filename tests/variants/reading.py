"""What is read of a variant, and what is said in it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable

from pipeline.model import Document, Origin, Statement, Topic
from tests.variants.texts import Rows

Read = Callable[..., Document]
Compare = Callable[..., tuple[Topic, ...]]
Claim = tuple[str, str, str, str, str, str]

NB, TR = "nb.txt", "tr.txt"
BPO, CENTER = "outsourcing:bpo", "outsourcing:call-center"


def cells_of(document: Document) -> Rows:
    (table,) = document.tables
    return tuple(tuple(cell.text for cell in table.row(row)) for row in sorted({cell.row for cell in table.cells}))


def columns_of(document: Document) -> tuple[str | None, ...]:
    """Return the label of the subject that each column speaks of."""
    (table,) = document.tables
    return tuple(document.subjects[cell.subject].label if cell.subject is not None else None for cell in table.row(0))


def said_in_table(document: Document) -> set[tuple[str, str, str, tuple[str, ...]]]:
    return {
        (one.subject_id, one.aspect_id, one.value, one.value_concept_ids)
        for one in document.statements
        if one.origin is Origin.TABLE
    }


def said_in(document: Document, subject: str, aspect: str) -> list[Statement]:
    return [one for one in document.statements if (one.subject_id, one.aspect_id) == (subject, aspect)]


def codes_of(document: Document) -> Counter[str]:
    return Counter(finding.code for finding in document.findings)


def claims(topics: tuple[Topic, ...]) -> Counter[Claim]:
    """Count verdicts by what they say; reasons and identifiers change with every letter of a passage."""
    (topic,) = topics
    return Counter(
        (
            one.scope.value, one.subject_id.split(":")[1], one.aspect_id.split(":")[1], one.relation.value,
            one.strength, one.rule,
        )
        for one in topic.verdicts
    )  # fmt: skip
