"""What a run tells: what was read, what was found, and what to look at first; as lines or as JSON."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass
from operator import itemgetter
from pathlib import Path

from pipeline.model import Document, Relation, Severity, Topic, Verdict

_COUNTED = ("blocks", "table_cells", "taxonomy_items", "mentions", "statements", "verdicts", "findings")
_SHOWN = 8  # lines of a kind: more are in the files

Gravity = tuple[bool, float]


@dataclass(frozen=True, slots=True)
class SourceTold:
    """A source; `quarantine` says why it is there, `code` by which finding, both empty where it is not."""

    path: str
    language: str
    language_confidence: float
    subjects: tuple[str, ...]
    code: str = ""
    quarantine: str = ""


@dataclass(frozen=True, slots=True)
class TopicTold:
    """A topic: how many sources it has, and how many verdicts of each kind."""

    topic_id: str
    sources: int
    verdicts: tuple[tuple[str, int], ...]

    @property
    def conflicts(self) -> int:
        """How many verdicts are conflicts."""
        return dict(self.verdicts).get(Relation.CONFLICT.value, 0)


@dataclass(frozen=True, slots=True)
class ConflictTold:
    """A conflict."""

    strength: str
    scope: str
    subject_id: str
    aspect_id: str
    reason: str


@dataclass(frozen=True, slots=True)
class SourceNotes:
    """What a source gives to the summary: itself and its doubts."""

    told: SourceTold
    doubts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class TopicNotes:
    """What a topic gives to the summary: itself, and its conflicts with their gravity, by which they are sorted."""

    told: TopicTold
    conflicts: tuple[tuple[Gravity, ConflictTold], ...]


@dataclass(frozen=True, slots=True)
class Summary:
    """What a run made: `rows` counts the rows of tables, `warnings` are sentences on what deserves a look."""

    sources: tuple[SourceTold, ...]
    topics: tuple[TopicTold, ...]
    rows: tuple[tuple[str, int], ...]
    conflicts: tuple[ConflictTold, ...]
    warnings: tuple[str, ...]
    output: str
    formats: tuple[str, ...]

    @property
    def doubt(self) -> str:
        """The first source in quarantine, else the gravest conflict, in a sentence; "" where all is well."""
        for source in self.sources:
            if source.code:
                return f"{source.path} is in quarantine ({source.code}): {source.quarantine}"
        if not self.conflicts:
            return ""
        first = self.conflicts[0]
        return f"conflict on {first.subject_id}, {first.aspect_id}: {first.reason}"

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
            yield "  Languages: " + _counted(source.language for source in kept) + "."
        yield from (f"  {one.path}  quarantined, {one.code}: {one.quarantine}" for one in lost[:_SHOWN])
        if more := lost[_SHOWN:]:
            yield f"  … and {len(more)} more quarantined: {_counted(one.code for one in more)}."

    def _topic_lines(self) -> Iterator[str]:
        """Yield the topics, those with most conflicts first where not all are shown."""
        shown = list(self.topics)
        if len(shown) > _SHOWN:
            shown = sorted(shown, key=lambda topic: (-topic.conflicts, -topic.sources, topic.topic_id))[:_SHOWN]
        for topic in shown:
            told = ", ".join(f"{number} {relation}" for relation, number in topic.verdicts)
            yield f"Topic {topic.topic_id} ({_count(topic.sources, 'source')}): {told or 'no verdicts'}."
        if more := len(self.topics) - len(shown):
            yield f"… and {_count(more, 'more topic')}."

    def _look_at(self) -> Iterator[str]:
        lines = [*_conflict_lines(self.conflicts), *self.warnings]
        if lines:
            yield "Look at:"
            yield from (f"  - {line}" for line in lines[:_SHOWN])
        if len(lines) > _SHOWN:
            yield f"  … and {len(lines) - _SHOWN} more in verdicts.csv and findings.csv."


def summarize(
    sources: Iterable[SourceNotes],
    topics: Iterable[TopicNotes],
    counts: Mapping[str, int],
    coined: int,
    output: Path,
    formats: Iterable[str],
) -> Summary:
    """Return the summary of a run.

    Args:
        sources: what is told of the sources, by path.
        topics: what is told of the topics, by identifier.
        counts: how many rows each table has.
        coined: how many concepts sources define.
        output: where they were written.
        formats: the names of the formats that were written.
    """
    sources, topics = tuple(sources), tuple(topics)
    conflicts = (conflict for topic in topics for conflict in topic.conflicts)
    return Summary(
        sources=tuple(one.told for one in sources),
        topics=tuple(one.told for one in topics),
        rows=tuple((name, counts[name]) for name in _COUNTED),
        conflicts=tuple(conflict for _, conflict in sorted(conflicts, key=itemgetter(0))),
        warnings=tuple(_warnings(sources, coined)),
        output=str(output),
        formats=tuple(formats),
    )


def notes_on_source(document: Document) -> SourceNotes:
    """Return what a source gives to the summary."""
    problem = next((finding for finding in document.findings if finding.severity is Severity.ERROR), None)
    told = SourceTold(
        document.source.path,
        document.language,
        document.language_confidence,
        tuple(subject.label for subject in document.subjects),
        problem.code if problem else "",
        problem.message if problem else "",
    )
    return SourceNotes(told) if problem else SourceNotes(told, tuple(_doubts(document)))


def notes_on_topic(topic: Topic) -> TopicNotes:
    """Return what a topic gives to the summary."""
    counts = Counter(verdict.relation for verdict in topic.verdicts)
    told = tuple((relation.value, counts[relation]) for relation in Relation if counts[relation])
    conflicts = tuple(
        (_gravity(one), ConflictTold(one.strength, one.scope.value, one.subject_id, one.aspect_id, one.reason))
        for one in topic.verdicts
        if one.relation is Relation.CONFLICT
    )
    return TopicNotes(TopicTold(topic.topic_id, len(topic.documents), told), conflicts)


def _gravity(verdict: Verdict) -> Gravity:
    return verdict.strength != "hard", -verdict.confidence


def _doubts(document: Document) -> Iterator[str]:
    """Yield what deserves a look: warnings, ambiguous cells."""
    yield from (finding.message for finding in document.findings if finding.severity is Severity.WARNING)
    if unsure := sum(cell.ambiguous for table in document.tables for cell in table.cells):
        yield f"{_count(unsure, 'table cell')} could be cut otherwise (ambiguous)."


def _warnings(sources: Iterable[SourceNotes], coined: int) -> Iterator[str]:
    """Yield what deserves a look besides conflicts, and how many concepts sources define."""
    for source in sources:
        yield from (f"{source.told.path}: {doubt}" for doubt in source.doubts)
    if coined:
        yield f"{_count(coined, 'concept')} that the vocabulary lacks (defined_by = source in concepts.csv)."


def _conflict_lines(conflicts: Iterable[ConflictTold]) -> Iterator[str]:
    """Yield a line on each question in conflict: the gravest reason, and how many more verdicts there are on it.

    Five sources that contradict a sixth would else fill the summary.
    """
    questions: dict[tuple[str, str, str], list[ConflictTold]] = {}
    for one in conflicts:
        questions.setdefault((one.subject_id, one.aspect_id, one.scope), []).append(one)
    for (subject, aspect, scope), (first, *more) in questions.items():
        rest = f" ({len(more)} more)" if more else ""
        yield f"{first.strength} conflict ({scope}) on {subject}, {aspect}: {first.reason}{rest}"


def _counted(names: Iterable[str]) -> str:
    counts = Counter(names)
    return ", ".join(f"{name} {counts[name]}" for name in sorted(counts, key=lambda name: (-counts[name], name)))


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" + ("" if number == 1 else "s")
