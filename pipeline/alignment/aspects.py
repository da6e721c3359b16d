"""Aspects that are one although two sources call them differently, by what is said in them."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import combinations

from pipeline import vocabulary
from pipeline.alignment.rows import LEAST, Row, align
from pipeline.model import Document, Origin, Statement
from pipeline.reading.mentions import SCALES
from pipeline.verdicts.position import GENERAL
from pipeline.verdicts.quantities import measures

_SURE = 0.38  # of two rows that the vocabulary calls differently: most of what they say is the same
_STRUCTURED = (Origin.TABLE, Origin.LIST)


@dataclass(frozen=True, slots=True)
class _Said:
    """What a source says in a respect: a row, and as a pattern which thing has which place on a scale or answer."""

    row: Row
    pattern: str


Rows = Mapping[str, _Said]


@dataclass(frozen=True, slots=True)
class Aligned:
    """For an aspect of a source, the aspect it is compared under."""

    aspects: Mapping[tuple[str, str], str] = field(default_factory=dict)

    def of(self, statement: Statement) -> str:
        """Return the aspect under which a statement is compared."""
        return self.aspects.get((statement.source_id, statement.aspect_id), statement.aspect_id)


def aligned_aspects(documents: Sequence[Document], known: frozenset[str] = frozenset()) -> Aligned:
    """Align the aspects of independent sources on one topic.

    They are aligned by what tables and lists say of the same subjects: numbers, names and concepts, one aspect to one.
    An aspect that both name stays.

    Args:
        documents: the sources.
        known: aspects of the vocabulary, which are never renamed.
    """
    found: dict[tuple[str, str], str] = {}
    for one, other in combinations(documents, 2):
        mine, theirs = _rows(one), _rows(other)
        own, others = [[*mine.keys() - theirs.keys()], [*theirs.keys() - mine.keys()]]
        for aspect, kin in _kin(sorted(own), sorted(others)):
            found.setdefault((other.source.source_id, aspect), kin)
        for known_too in (False, True):
            for mine_one, their_one in _matching(mine, theirs, sorted(own), sorted(others), known, known_too=known_too):
                pair = (one.source.source_id, mine_one), (other.source.source_id, their_one)
                kept, renamed = pair if their_one not in known else pair[::-1]
                found.setdefault(renamed, found.get(kept, kept[1]))
                own.remove(mine_one)
                others.remove(their_one)
    return Aligned(found)


def _matching(
    mine: Rows, theirs: Rows, own: Sequence[str], others: Sequence[str], known: frozenset[str], *, known_too: bool
) -> list[tuple[str, str]]:
    """Return the pairs of aspects of which all is said alike.

    Two that the vocabulary knows are one only where numbers, names or answers say so: a label that holds the name of
    an aspect may mean another ("parts that move" is no composition), but "high" and "low" are said of any.
    """
    sides = (_told(mine, own, known_too=known_too), _told(theirs, others, known_too=known_too))
    left, right = ([row for _, row in side] for side in sides)
    pairs = align(left, right, least=_SURE if known_too else LEAST)
    named = [(sides[0][i][0], sides[1][j][0]) for i, j in pairs]
    return [pair for pair in named if known.issuperset(pair) == known_too]


def _told(rows: Rows, aspects: Sequence[str], *, known_too: bool) -> list[tuple[str, Row]]:
    """Return rows with the pattern of what they say in general, where no other row has the same."""
    patterns = Counter(rows[aspect].pattern for aspect in aspects)
    told = []
    for aspect in aspects:
        row, pattern = rows[aspect].row, rows[aspect].pattern
        is_telling = bool(pattern) and patterns[pattern] == 1 and not (known_too and SCALES in pattern)
        told.append((aspect, replace(row, values=(*row.values, pattern)) if is_telling else row))
    return told


def _kin(own: Sequence[str], others: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Yield the aspects of the other side that have one broader or narrower on this side, and no rival."""
    for aspect in others:
        kin = [one for one in own if _are_kin(one, aspect)]
        if len(kin) == 1 and sum(_are_kin(kin[0], one) for one in others) == 1:
            yield aspect, kin[0]


def _are_kin(one: str, other: str) -> bool:
    """Tell whether one aspect is broader than the other: what one source calls "cost" another calls "price"."""
    known = vocabulary.load()
    return one in known.ancestors(other) or other in known.ancestors(one)


def _rows(document: Document) -> Rows:
    """Return what a source says under each aspect, subject by subject; of what it measures how much, in any unit."""
    labels = {concept.concept_id: concept.labels[0].text for concept in document.concepts if concept.labels}
    said: dict[str, list[str]] = defaultdict(list)
    patterns: dict[str, list[str]] = defaultdict(list)
    for one in document.statements:
        if one.aspect_id and one.origin in _STRUCTURED:
            general = [value for value in one.value_concept_ids if value.startswith(GENERAL)]
            own = [value for value in one.value_concept_ids if value not in general]
            measured = measures(one.value, document.language)
            text = () if general or measured else (one.value,)
            patterns[one.aspect_id].extend(f"{one.subject_id}={value}" for value in general)
            said[one.aspect_id].append(" ".join((*text, *own, *measured)))
    return {
        aspect: _Said(
            Row(labels.get(aspect, aspect), tuple(values)),
            "|".join(sorted(patterns[aspect])) if len(patterns[aspect]) > 1 else "",
        )
        for aspect, values in said.items()
    }
