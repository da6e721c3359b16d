"""What differs between two datasets: rows by their keys, and questions whose answer turned.

A question is a subject in a respect, within sources or across them; its answer is the gravest verdict on it. It is told
by the concepts alone, so that it is the same question when an article was edited, and with it every identifier that its
bytes give, or when another article came.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass

from pipeline.export.rows import Row, Rows
from pipeline.export.schema import SCHEMAS, TableSchema, schema

_SHOWN = 12  # lines of a kind
# Verdicts with their strength, the gravest first.
_GRAVITY = ("hard conflict", "soft conflict", "partial", "subset", "agree", "only_in")

Key = tuple[object, ...]


@dataclass(frozen=True, slots=True)
class TableChanges:
    """The keys of the rows of a table that are in one dataset only, and of those whose other columns differ."""

    table: str
    added: tuple[Key, ...]
    removed: tuple[Key, ...]
    changed: tuple[Key, ...]

    def __bool__(self) -> bool:
        """Tell whether anything differs."""
        return bool(self.added or self.removed or self.changed)


@dataclass(frozen=True, slots=True)
class Question:
    """A subject in a respect, within sources or across them."""

    topic_id: str
    scope: str
    subject_id: str
    aspect_id: str


@dataclass(frozen=True, slots=True)
class Turn:
    """A question whose answer is another: what the gravest verdict was and is, and the reason of the new one."""

    question: Question
    before: str
    now: str
    reason: str

    @property
    def gravity(self) -> tuple[int, int]:
        """How grave it is: by what it turned to, then by what it was."""
        return _GRAVITY.index(self.now), _GRAVITY.index(self.before)


@dataclass(frozen=True, slots=True)
class Changes:
    """What differs between two datasets; `concepts` are the labels of new ones, by identifier."""

    tables: tuple[TableChanges, ...]
    turns: tuple[Turn, ...]
    concepts: tuple[tuple[str, str], ...]

    def lines(self) -> Iterator[str]:
        """Yield the lines for people."""
        if not any(self.tables):
            yield "Nothing differs."
            return
        for table in filter(None, self.tables):
            yield (
                f"{table.table}: {len(table.added)} added, {len(table.removed)} removed, {len(table.changed)} changed"
            )
        yield from _listed("New concepts:", [f"{label} ({name})" for name, label in self.concepts])
        yield from _listed("Verdicts that turned:", [_turn_line(turn) for turn in self.turns])

    def to_json(self) -> str:
        """Return the changes as a JSON object on one line, with the keys of every row."""
        return json.dumps(asdict(self), ensure_ascii=False)


def changes(old: Rows, new: Rows) -> Changes:
    """Compare two datasets.

    Args:
        old: the rows of the earlier one.
        new: the rows of the later one.
    """
    label = schema("concepts").names.index("pref_label")
    tables = tuple(_table(table, old[table.name], new[table.name]) for table in SCHEMAS)
    known = {row[0] for row in old["concepts"]}
    concepts = tuple((str(row[0]), str(row[label])) for row in new["concepts"] if row[0] not in known)
    return Changes(tables, tuple(sorted(_turns(old, new), key=_order)), concepts)


def _table(table: TableSchema, old: Sequence[Row], new: Sequence[Row]) -> TableChanges:
    before, now = _keyed(table, old), _keyed(table, new)
    return TableChanges(
        table.name,
        added=tuple(key for key in now if key not in before),
        removed=tuple(key for key in before if key not in now),
        changed=tuple(key for key, row in now.items() if key in before and before[key] != row),
    )


def _keyed(table: TableSchema, rows: Sequence[Row]) -> dict[Key, Row]:
    places = [table.names.index(column) for column in table.key]
    return {tuple(row[place] for place in places): row for row in rows}


def _turns(old: Rows, new: Rows) -> Iterator[Turn]:
    before, now = _answers(old), _answers(new)
    for question, (answer, reason) in now.items():
        if question in before and before[question][0] != answer:
            yield Turn(question, before[question][0], answer, reason)


def _answers(rows: Rows) -> Mapping[Question, tuple[str, str]]:
    """Return the gravest verdict on each question, with its reason."""
    columns = schema("verdicts").names
    found: dict[Question, tuple[str, str]] = {}
    for row in rows["verdicts"]:
        told = {name: "" if value is None else str(value) for name, value in zip(columns, row, strict=True)}
        question = Question(told["topic_id"], told["scope"], told["subject_id"], told["aspect_id"])
        answer = f"{told['strength']} {told['verdict']}".strip()
        if question not in found or _GRAVITY.index(answer) < _GRAVITY.index(found[question][0]):
            found[question] = answer, told["reason"]
    return found


def _order(turn: Turn) -> tuple[object, ...]:
    one = turn.question
    return *turn.gravity, one.topic_id, one.subject_id, one.aspect_id, one.scope


def _turn_line(turn: Turn) -> str:
    one = turn.question
    return f"{one.subject_id}, {one.aspect_id} ({one.scope}): {turn.before} → {turn.now}; {turn.reason}"


def _listed(title: str, lines: list[str]) -> Iterator[str]:
    if lines:
        yield title
        yield from (f"  - {line}" for line in lines[:_SHOWN])
    if len(lines) > _SHOWN:
        yield f"  … and {len(lines) - _SHOWN} more; --json lists them all."
