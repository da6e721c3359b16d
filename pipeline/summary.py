"""What a run tells on the terminal: what was read, what was found, and what to look at first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from pipeline.export.rows import Rows
from pipeline.model import Document, Relation, Severity, Topic, Verdict
from pipeline.runner import Result

_COUNTED = ("blocks", "table_cells", "taxonomy_items", "mentions", "statements", "verdicts", "findings")
_SHOWN = 8  # lines under "look at": more are in the files


def summarize(result: Result, rows: Rows, output: Path, formats: Iterable[str]) -> Iterator[str]:
    """Yield the lines of a run's summary.

    Args:
        result: what the run made.
        rows: the rows that were written.
        output: where they were written.
        formats: the names of the formats that were written.
    """
    kept = [document for document in result.documents if not document.quarantined]
    lost = [document for document in result.documents if document.quarantined]
    yield f"Read {_count(len(result.documents), 'source')}: {len(kept)} compared, {len(lost)} quarantined."
    for document in kept:
        names = " and ".join(subject.label for subject in document.subjects)
        yield f"  {document.source.path}  [{document.language} {document.language_confidence:.2f}]  {names}"
    for document in lost:
        error = next(finding for finding in document.findings if finding.severity is Severity.ERROR)
        yield f"  {document.source.path}  quarantined, {error.code}: {error.message}"
    yield "Found " + ", ".join(f"{len(rows[name])} {name.replace('_', ' ')}" for name in _COUNTED) + "."
    for topic in result.topics:
        yield from _topic(topic)
    yield from _look_at(kept, result.topics)
    yield f"Written to {output} as {', '.join(formats)}."


def doubt(result: Result) -> str:
    """Name the first source in quarantine, else the first conflict; "" where all is well."""
    for document in result.documents:
        for finding in document.findings:
            if finding.severity is Severity.ERROR:
                return f"{document.source.path} is in quarantine ({finding.code}): {finding.message}"
    conflicts = [one for topic in result.topics for one in topic.verdicts if one.relation is Relation.CONFLICT]
    return (
        f"conflict on {conflicts[0].subject_id}, {conflicts[0].aspect_id}: {conflicts[0].reason}" if conflicts else ""
    )


def _topic(topic: Topic) -> Iterator[str]:
    counts = Counter(verdict.relation for verdict in topic.verdicts)
    told = ", ".join(f"{counts[relation]} {relation.value}" for relation in Relation if counts[relation])
    yield f"Topic {topic.topic_id} ({_count(len(topic.documents), 'source')}): {told or 'no verdicts'}."


def _look_at(documents: Sequence[Document], topics: Sequence[Topic]) -> Iterator[str]:
    """Yield what deserves a look: conflicts, hard ones first, warnings, ambiguous cells, concepts to review."""
    conflicts = [verdict for topic in topics for verdict in topic.verdicts if verdict.relation is Relation.CONFLICT]
    lines = [
        _conflict(verdict) for verdict in sorted(conflicts, key=lambda one: (one.strength != "hard", -one.confidence))
    ]
    for document in documents:
        warnings = [finding for finding in document.findings if finding.severity is Severity.WARNING]
        lines.extend(f"{document.source.path}: {finding.message}" for finding in warnings)
        unsure = sum(cell.ambiguous for table in document.tables for cell in table.cells)
        if unsure:
            lines.append(f"{document.source.path}: {_count(unsure, 'table cell')} could be cut otherwise (ambiguous).")
    coined = sum(len(document.concepts) for document in documents)
    if coined:
        lines.append(f"{_count(coined, 'concept')} that the vocabulary lacks (defined_by = source in concepts.csv).")
    if lines:
        yield "Look at:"
        yield from (f"  - {line}" for line in lines[:_SHOWN])
    if len(lines) > _SHOWN:
        yield f"  … and {len(lines) - _SHOWN} more in verdicts.csv and findings.csv."


def _conflict(verdict: Verdict) -> str:
    place = f"{verdict.subject_id}, {verdict.aspect_id}"
    return f"{verdict.strength} conflict ({verdict.scope.value}) on {place}: {verdict.reason}"


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" + ("" if number == 1 else "s")
