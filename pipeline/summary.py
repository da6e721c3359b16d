"""What a run tells: what was read, what was found, and what to look at first; as lines or as JSON."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path

from pipeline.model import Document, Relation, Severity, Topic, Verdict

_COUNTED = ("blocks", "table_cells", "taxonomy_items", "mentions", "statements", "verdicts", "findings")
_SHOWN = 8  # lines of a kind: more are in the files


@dataclass(frozen=True, slots=True)
class SourceTold:
    """A source: `quarantine` says why it is there, `code` by which finding, both empty where it is not.

    `warnings` are sentences on what deserves a look; `coined` counts the concepts that the vocabulary lacks.
    """

    path: str
    language: str
    language_confidence: float
    subjects: tuple[str, ...]
    code: str = ""
    quarantine: str = ""
    warnings: tuple[str, ...] = ()
    coined: int = 0


@dataclass(frozen=True, slots=True)
class ConflictTold:
    """A conflict."""

    strength: str
    scope: str
    subject_id: str
    aspect_id: str
    reason: str
    confidence: float

    @property
    def gravity(self) -> tuple[bool, float]:
        """Orders conflicts, hard ones first, then the surest."""
        return self.strength != "hard", -self.confidence

    def __str__(self) -> str:
        """Tell it in a sentence."""
        return f"{self.strength} conflict ({self.scope}) on {self.subject_id}, {self.aspect_id}: {self.reason}"


@dataclass(frozen=True, slots=True)
class TopicTold:
    """A topic: how many sources it has, how many verdicts of each kind, and its conflicts."""

    topic_id: str
    sources: int
    verdicts: tuple[tuple[str, int], ...]
    conflicts: tuple[ConflictTold, ...]


@dataclass(frozen=True, slots=True)
class Summary:
    """What a run made, of each source and each topic; `rows` counts the rows of tables."""

    sources: tuple[SourceTold, ...]
    topics: tuple[TopicTold, ...]
    rows: tuple[tuple[str, int], ...]
    output: str
    formats: tuple[str, ...]

    @property
    def conflicts(self) -> list[ConflictTold]:
        """The conflicts of all topics, the gravest first."""
        return sorted((one for topic in self.topics for one in topic.conflicts), key=lambda one: one.gravity)

    @property
    def doubt(self) -> str:
        """The first source in quarantine, else the gravest conflict, in a sentence; "" where all is well."""
        for source in self.sources:
            if source.code:
                return f"{source.path} is in quarantine ({source.code}): {source.quarantine}"
        return next(map(str, self.conflicts), "")

    def lines(self) -> Iterator[str]:
        """Yield the lines for people."""
        yield from self._source_lines()
        yield "Found " + ", ".join(f"{number} {name.replace('_', ' ')}" for name, number in self.rows) + "."
        yield from self._topic_lines()
        yield from self._look_at()
        yield f"Written to {self.output} as {', '.join(self.formats)}."

    def to_json(self, unchanged: bool = False) -> str:
        """Return the summary as a JSON object on one line.

        Args:
            unchanged: whether the dataset stands as an earlier run wrote it.
        """
        told = asdict(self)
        told["rows"] = dict(self.rows)
        for topic, own in zip(told["topics"], self.topics, strict=True):
            topic["verdicts"] = dict(own.verdicts)
        return json.dumps({**told, "doubt": self.doubt, "unchanged": unchanged}, ensure_ascii=False)

    def _source_lines(self) -> Iterator[str]:
        kept = [source for source in self.sources if not source.code]
        lost = [source for source in self.sources if source.code]
        yield f"Read {_count(len(self.sources), 'source')}: {len(kept)} compared, {len(lost)} quarantined."
        if len(kept) <= _SHOWN:
            for source in kept:
                language = f"[{source.language} {source.language_confidence:.2f}]"
                yield f"  {source.path}  {language}  {' and '.join(source.subjects)}"
        else:
            yield "  In " + _counted(source.language for source in kept) + "."
        yield from (f"  {one.path}  quarantined, {one.code}: {one.quarantine}" for one in lost[:_SHOWN])
        if more := lost[_SHOWN:]:
            yield f"  … and {len(more)} more quarantined: {_counted(one.code for one in more)}."

    def _topic_lines(self) -> Iterator[str]:
        """Yield the topics, those with most conflicts first where not all are shown."""
        shown = list(self.topics)
        if len(shown) > _SHOWN:
            shown = sorted(shown, key=lambda topic: (-len(topic.conflicts), -topic.sources, topic.topic_id))[:_SHOWN]
        for topic in shown:
            told = ", ".join(f"{number} {relation}" for relation, number in topic.verdicts)
            yield f"Topic {topic.topic_id} ({_count(topic.sources, 'source')}): {told or 'no verdicts'}."
        if more := len(self.topics) - len(shown):
            yield f"… and {_count(more, 'topic')} more."

    def _look_at(self) -> Iterator[str]:
        lines = [*map(str, self.conflicts), *(line for source in self.sources for line in source.warnings)]
        if coined := sum(source.coined for source in self.sources):
            lines.append(
                f"{_count(coined, 'concept')} that the vocabulary lacks (defined_by = source in concepts.csv)."
            )
        if lines:
            yield "Look at:"
            yield from (f"  - {line}" for line in lines[:_SHOWN])
        if len(lines) > _SHOWN:
            yield f"  … and {len(lines) - _SHOWN} more in verdicts.csv and findings.csv."


def summarize(
    sources: Iterable[SourceTold],
    topics: Iterable[TopicTold],
    counts: Mapping[str, int],
    output: Path,
    formats: Iterable[str],
) -> Summary:
    """Return the summary of a run.

    Args:
        sources: what is told of its sources.
        topics: what is told of its topics.
        counts: how many rows each table has.
        output: where they were written.
        formats: the names of the formats that were written.
    """
    rows = tuple((name, counts[name]) for name in _COUNTED)
    return Summary(tuple(sources), tuple(topics), rows, str(output), tuple(formats))


def told_of_source(document: Document) -> SourceTold:
    """Return what is told of a source."""
    problem = next((finding for finding in document.findings if finding.severity is Severity.ERROR), None)
    return SourceTold(
        document.source.path,
        document.language,
        document.language_confidence,
        tuple(subject.label for subject in document.subjects),
        problem.code if problem else "",
        problem.message if problem else "",
        () if problem else tuple(_warnings(document)),
        0 if problem else len(document.concepts),
    )


def told_of_topic(topic: Topic) -> TopicTold:
    """Return what is told of a topic."""
    counts = Counter(verdict.relation for verdict in topic.verdicts)
    told = tuple((relation.value, counts[relation]) for relation in Relation if counts[relation])
    conflicts = (verdict for verdict in topic.verdicts if verdict.relation is Relation.CONFLICT)
    return TopicTold(topic.topic_id, len(topic.documents), told, tuple(map(_conflict, conflicts)))


def _conflict(one: Verdict) -> ConflictTold:
    return ConflictTold(one.strength, one.scope.value, one.subject_id, one.aspect_id, one.reason, one.confidence)


def _warnings(document: Document) -> Iterator[str]:
    """Yield what deserves a look: warnings, ambiguous cells."""
    for finding in document.findings:
        if finding.severity is Severity.WARNING:
            yield f"{document.source.path}: {finding.message}"
    unsure = sum(cell.ambiguous for table in document.tables for cell in table.cells)
    if unsure:
        yield f"{document.source.path}: {_count(unsure, 'table cell')} could be cut otherwise (ambiguous)."


def _counted(names: Iterable[str]) -> str:
    counts = Counter(names)
    return ", ".join(f"{name} {counts[name]}" for name in sorted(counts, key=lambda name: (-counts[name], name)))


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" + ("" if number == 1 else "s")
