"""Aspects that are one although two sources call them differently, by what is said in them."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations

from pipeline import vocabulary
from pipeline.alignment.rows import Row, align
from pipeline.model import Document, Origin, Statement
from pipeline.verdicts.position import GENERAL
from pipeline.verdicts.quantities import measures

_STRUCTURED = (Origin.TABLE, Origin.LIST)


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
        open_mine = [aspect for aspect in mine if aspect not in theirs]
        open_theirs = [aspect for aspect in theirs if aspect not in mine]
        left, right = [mine[aspect] for aspect in open_mine], [theirs[aspect] for aspect in open_theirs]
        for aspect in open_theirs:
            kin = [one for one in open_mine if _are_kin(one, aspect)]
            if len(kin) == 1 and sum(_are_kin(kin[0], one) for one in open_theirs) == 1:
                found.setdefault((other.source.source_id, aspect), kin[0])
        for i, j in align(left, right):
            own, others = (one.source.source_id, open_mine[i]), (other.source.source_id, open_theirs[j])
            if others[1] in known and own[1] in known:
                continue
            if others[1] in known:
                own, others = others, own
            found.setdefault(others, found.get(own, own[1]))
    return Aligned(found)


def _are_kin(one: str, other: str) -> bool:
    """Tell whether one aspect is broader than the other: what one source calls "cost" another calls "price"."""
    known = vocabulary.load()
    return one in known.ancestors(other) or other in known.ancestors(one)


def _rows(document: Document) -> dict[str, Row]:
    """Return what a source says under each aspect, as rows by aspect: its label, and the values subject by subject.

    Places on scales and answers are said in many respects: together they tell a row where no other has the same.
    """
    labels = {concept.concept_id: concept.labels[0].text for concept in document.concepts if concept.labels}
    said: dict[str, list[str]] = defaultdict(list)
    patterns: dict[str, list[str]] = defaultdict(list)
    for one in document.statements:
        if one.aspect_id and one.origin in _STRUCTURED:
            general = [value for value in one.value_concept_ids if value.startswith(GENERAL)]
            patterns[one.aspect_id].extend(f"{one.subject_id}={value}" for value in general)
            own = (value for value in one.value_concept_ids if value not in general)
            text = () if general else (one.value,)
            said[one.aspect_id].append(" ".join((*text, *own, *measures(one.value, document.language))))
    told = Counter(map(_pattern, patterns.values()))
    for aspect, places in patterns.items():
        if told[_pattern(places)] == 1 and len(places) > 1:
            said[aspect].append(_pattern(places))
    return {aspect: Row(labels.get(aspect, aspect), tuple(values)) for aspect, values in said.items()}


def _pattern(places: Sequence[str]) -> str:
    return "|".join(sorted(places))
