"""What the page is given: an index of all, and for each topic and each source what it shows of them.

Rows keep the columns of the dataset; `quote` is left out, since the text of the source stands beside them, and two
columns are added that say where in that text a passage is: `at` and `to`, in UTF-16 units.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import combinations
from typing import Any

from pipeline.export.contents import Contents
from pipeline.export.rows import Row, Value
from pipeline.export.schema import schema
from pipeline.model import Relation, Scope, Span
from pipeline.report.readable import MARKUP, Piece, Reading, reading_of_markup, reading_of_pieces, reading_of_text

Json = dict[str, Any]

SOURCES_HELD = 500  # sources whose text the page holds: about 15 MB, which a browser opens in half a second
VERDICTS_HELD = 3_000  # of a topic: sources are compared two by two, so a hundred give a hundred thousand
TABLES_OF_SOURCE = ("blocks", "subjects", "table_cells", "taxonomy_items", "mentions", "statements", "findings")
_TABLES = (*TABLES_OF_SOURCE, "sources", "verdicts", "concepts")
_LEFT_OUT = frozenset({"quote", "source_id", "topic_id", "sha256"})
_KEPT = {
    table: tuple(place for place, column in enumerate(schema(table).names) if column not in _LEFT_OUT or place == 0)
    for table in _TABLES
}
_PLACED = ("at", "to")
_HARDNESS = ("hard", "soft", Relation.PARTIAL, Relation.SUBSET, Relation.AGREE, Relation.ONLY_IN)
_WEIGHED: dict[str, int] = {Relation.AGREE: 0, Relation.SUBSET: 1, Relation.PARTIAL: 1, Relation.CONFLICT: 2}


@dataclass(frozen=True, slots=True)
class TopicRows:
    """A topic: its sources by path, and the verdicts on them, hardest first."""

    topic_id: str
    sources: tuple[Row, ...]
    verdicts: tuple[Row, ...]

    @property
    def counts(self) -> Counter[str]:
        """How many verdicts across sources there are of each kind; conflicts by their strength."""
        scope = _column("verdicts", "scope")
        return Counter(_kind(row) for row in self.verdicts if row[scope] == Scope.CROSS)

    @property
    def order(self) -> tuple[int, int, int, str]:
        """Topics with the hardest conflicts come first, then those of most sources."""
        counts = self.counts
        return -counts["hard"], -counts["soft"], -len(self.sources), self.topic_id


class ReportData:
    """The contents of a run as the page wants them."""

    def __init__(self, contents: Contents, held: int = SOURCES_HELD) -> None:
        self._contents = contents
        self._concepts = {str(row[0]): row for row in contents.rows["concepts"]}
        self.topics = tuple(sorted(_topics(contents), key=lambda topic: topic.order))
        topic = _column("sources", "topic_id")
        self.sources = tuple(row for one in self.topics for row in one.sources) + tuple(
            sorted((row for row in contents.rows["sources"] if not row[topic]), key=lambda row: str(row[1]))
        )
        self.held = self.sources[:held]
        shown = frozenset(str(row[0]) for row in self.held) | {""}  # rows of other sources are not kept in memory
        self._rows = {name: _by_source(contents.rows[name], name, shown) for name in TABLES_OF_SOURCE}
        self._number = {row[0]: place for place, row in enumerate(self.sources)}

    def index(self) -> Json:
        """Return what the page knows from the start."""
        return {
            "columns": {name: _columns(name) for name in _TABLES},
            "sources": [_kept("sources", row) for row in self.sources],
            "held": len(self.held),
            "topics": [
                {
                    "id": one.topic_id,
                    "subjects": [self._label(subject) for subject in _subjects(one)],
                    "sources": [self._number[row[0]] for row in one.sources],
                    "counts": dict(sorted(one.counts.items())),
                }
                for one in self.topics
            ],
            "findings": [[*_kept("findings", row), 0, 0] for row in self._rows["findings"].get("", ())],
        }

    def topic(self, one: TopicRows) -> Json:
        """Return a topic: its subjects, its verdicts, and the concepts that it and its sources speak of."""
        return {
            "subjects": _subjects(one),
            "n_verdicts": len(one.verdicts),
            "verdicts": [_kept("verdicts", row) for row in one.verdicts[:VERDICTS_HELD]],
            "pairs": self._pairs(one),
            "concepts": [_kept("concepts", row) for row in self._spoken_of(one)],
        }

    def source(self, row: Row) -> Json:
        """Return a source: its text, and all rows that point into it."""
        source_id = str(row[0])
        reading = self._reading(row)
        tables = {
            name: [_placed(name, one, reading) for one in self._rows[name].get(source_id, ())]
            for name in TABLES_OF_SOURCE
        }
        return {"text": reading.text, **tables}

    def _reading(self, row: Row) -> Reading:
        source_id = str(row[0])
        pieces = [_piece(block) for block in self._rows["blocks"].get(source_id, ())]
        text = self._contents.texts.get(source_id)
        if text is None:
            return reading_of_pieces(pieces)
        if row[_column("sources", "media_type")] == MARKUP:
            return reading_of_markup(text, [piece.span for piece in pieces])
        return reading_of_text(text)

    def _pairs(self, topic: TopicRows) -> list[list[int]]:
        """Return for each two sources of a topic how often they agree, agree in part and contradict each other."""
        scope, kind, sources = (_column("verdicts", name) for name in ("scope", "verdict", "source_ids"))
        found: dict[tuple[int, int], list[int]] = defaultdict(lambda: [0, 0, 0])
        for row in topic.verdicts:
            place = _WEIGHED.get(str(row[kind]))
            if row[scope] == Scope.CROSS and place is not None:
                for one, other in combinations(sorted(self._number[source] for source in row[sources]), 2):  # type: ignore[union-attr]
                    found[one, other][place] += 1
        return [[*pair, *counts] for pair, counts in sorted(found.items())]

    def _label(self, concept_id: str) -> str:
        row = self._concepts.get(concept_id)
        return str(row[_column("concepts", "pref_label")]) if row else concept_id

    def _spoken_of(self, topic: TopicRows) -> Iterator[Row]:
        """Yield the concepts of a topic, and what is broader, sorted."""
        pending = set(_concepts_of("verdicts", topic.verdicts))
        for row in topic.sources:
            for name in TABLES_OF_SOURCE:
                pending.update(_concepts_of(name, self._rows[name].get(str(row[0]), ())))
        found: set[str] = set()
        broader = _column("concepts", "broader_id")
        while pending:
            found |= pending
            pending = {str(self._concepts[one][broader]) for one in pending if one in self._concepts} - found - {""}
        return (self._concepts[one] for one in sorted(found) if one in self._concepts)


def _piece(block: Row) -> Piece:
    start, end, quote = (block[_column("blocks", name)] for name in ("start", "end", "quote"))
    return Piece(Span(start, end), str(quote))  # type: ignore[arg-type]


@cache
def _column(table: str, name: str) -> int:
    return schema(table).names.index(name)


def _columns(table: str) -> list[str]:
    names = schema(table).names
    return [*(names[place] for place in _KEPT[table]), *(_PLACED if table in TABLES_OF_SOURCE else ())]


def _kept(table: str, row: Row) -> list[Value]:
    return [row[place] for place in _KEPT[table]]


def _placed(table: str, row: Row, reading: Reading) -> list[Value]:
    start = row[_column(table, "start")]
    if not isinstance(start, int):
        return [*_kept(table, row), None, None]
    return [*_kept(table, row), *reading.place(Span(start, row[_column(table, "end")]))]  # type: ignore[arg-type]


def _kind(verdict: Row) -> str:
    """Return the kind of a verdict; of a conflict its strength."""
    relation = str(verdict[_column("verdicts", "verdict")])
    return str(verdict[_column("verdicts", "strength")]) if relation == Relation.CONFLICT else relation


def _hardness(verdict: Row) -> tuple[int, float, str]:
    confidence: Any = verdict[_column("verdicts", "confidence")]
    return _HARDNESS.index(_kind(verdict)), -confidence, str(verdict[0])


def _by_source(rows: Iterable[Row], table: str, shown: frozenset[str]) -> Mapping[str, list[Row]]:
    place = _column(table, "source_id")
    found: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        if row[place] in shown:
            found[str(row[place])].append(row)
    return found


def _topics(contents: Contents) -> Iterator[TopicRows]:
    sources: dict[str, list[Row]] = defaultdict(list)
    verdicts: dict[str, list[Row]] = defaultdict(list)
    topic, path = _column("sources", "topic_id"), _column("sources", "path")
    for row in contents.rows["sources"]:
        sources[str(row[topic])].append(row)
    topic = _column("verdicts", "topic_id")
    for row in contents.rows["verdicts"]:
        verdicts[str(row[topic])].append(row)
    for name, rows in sources.items():
        if name:
            by_path = tuple(sorted(rows, key=lambda row: str(row[path])))
            yield TopicRows(name, by_path, tuple(sorted(verdicts.get(name, ()), key=_hardness)))


def _subjects(topic: TopicRows) -> list[str]:
    """Return what most sources of a topic compare, in the order in which most do."""
    place = _column("sources", "subject_ids")
    counted = Counter(row[place] for row in topic.sources)
    most: Any = min(counted, key=lambda subjects: (-counted[subjects], subjects))
    return list(most)


def _concepts_of(table: str, rows: Iterable[Row]) -> Iterator[str]:
    names = schema(table).names
    places = [names.index(key.column) for key in schema(table).foreign_keys if key.table == "concepts"]
    lists = [names.index("value_concept_ids")] if "value_concept_ids" in names else []
    for row in rows:
        yield from (str(row[place]) for place in places if row[place])
        for place in lists:
            yield from row[place]  # type: ignore[misc]
