"""Aspects that are one although two sources call them differently, by what is said in them."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from pipeline import vocabulary
from pipeline.alignment.clusters import Clusters
from pipeline.alignment.known_names import known_names
from pipeline.alignment.neighbours import alone_between
from pipeline.alignment.own_rows import Place, labels_of_rows, rows_of_their_own
from pipeline.alignment.representatives import representative_pairs
from pipeline.alignment.rows import Row, align
from pipeline.alignment.sounding import labels_that_sound_alike
from pipeline.model import Document, Origin, Statement
from pipeline.reading.label_matcher import SCALES
from pipeline.reading.lens import ANSWERS
from pipeline.reading.qualities import QUALITIES
from pipeline.verdicts.position import GENERAL
from pipeline.verdicts.quantities import measures

_SURE = 0.4  # of two rows that are called differently: half of what they say is the same
_ANSWERED, _PLACED, _NUMBERED, _WORDED = "answers", "places", "numbers", "words"
_DIMENSION = re.compile(r"\[\[?[a-z]+\]?[^ ]*")
_OF_SOURCE = "source:"
_STRUCTURED = (Origin.TABLE, Origin.LIST)


@dataclass(frozen=True, slots=True)
class _Said:
    """What a source says in a respect: a row, and as a pattern which thing has which place on a scale or answer.

    `is_row` tells that it stands in a table, `kind` what is said: in general, in units, in numbers, in words.
    """

    row: Row
    pattern: str
    is_row: bool = False

    @property
    def kind(self) -> str:
        """The kind of what is said; only rows of one kind may be one by their place."""
        if self.pattern:
            return _ANSWERED if all(place.endswith(ANSWERS) for place in self.pattern.split("|")) else _PLACED
        told = " ".join((*self.row.values, *self.row.named))
        dimension = _DIMENSION.search(told)
        return dimension.group() if dimension else _NUMBERED if any(map(str.isdigit, told)) else _WORDED


Rows = Mapping[str, _Said]


@dataclass(frozen=True, slots=True)
class Aligned:
    """For an aspect of a source, or for one of several rows under it, what it is compared under."""

    aspects: Mapping[tuple[str, str], str] = field(default_factory=dict)
    rows: Mapping[Place, str] = field(default_factory=dict)
    guessed: frozenset[str] = frozenset()  # what is compared by the place of its row alone

    def of(self, statement: Statement) -> str:
        """Return what a statement is compared under: an aspect, or a row of its own (see `plain_aspect`)."""
        own = statement.aspect_id
        if statement.origin is Origin.TABLE:
            own = self.rows.get((statement.source_id, statement.span), own)
        return self.aspects.get((statement.source_id, own), own)


def aligned_aspects(documents: Sequence[Document], known: frozenset[str] = frozenset()) -> Aligned:
    """Align the aspects of independent sources on one topic.

    They are aligned by what tables and lists say of the same subjects: numbers, names and concepts, one aspect to one.
    An aspect that both name stays. Of many sources each is held against those with most aspects.

    Args:
        documents: the sources.
        known: aspects of the vocabulary, which are never renamed.
    """
    parted = rows_of_their_own(documents)
    said = {one.source.source_id: _rows(one, parted) for one in documents}
    clusters = Clusters(known)
    for source_id, rows in said.items():
        for aspect in rows:
            clusters.add(source_id, aspect)
    _by_sound(said, {one.source.source_id: one.language for one in documents}, clusters)
    for one, other in representative_pairs(list(said), lambda source_id: len(said[source_id])):
        mine, theirs = said[one], said[other]
        own = [aspect for aspect in mine if not clusters.partner(one, aspect, other)]
        others = [aspect for aspect in theirs if not clusters.partner(other, aspect, one)]
        for aspect, kin in _kin(own, others):
            if mine[kin].kind == theirs[aspect].kind and not _are_opposed(mine[kin], theirs[aspect]):
                clusters.join((one, kin), (other, aspect))
        for known_too in (False, True):
            for pair in _matching(mine, theirs, own, others, known, known_too=known_too):
                clusters.join((one, pair[0]), (other, pair[1]))
                own.remove(pair[0])
                others.remove(pair[1])
        for pair in _in_order(mine, theirs, own, others):
            if not known.issuperset(pair):
                clusters.join((one, pair[0]), (other, pair[1]))
    spoken = {one.source.source_id: frozenset(said.aspect_id for said in one.statements) for one in documents}
    guessed = _by_neighbours(said, spoken, clusters)
    return Aligned(clusters.renamed(), parted, guessed)


def _by_sound(said: Mapping[str, Rows], languages: Mapping[str, str], clusters: Clusters) -> None:
    """Join the rows of tables in two languages that only their sources name, and that bear labels which sound alike."""
    labels = {
        source_id: {name: one.row.label for name, one in rows.items() if one.is_row and name.startswith(_OF_SOURCE)}
        for source_id, rows in said.items()
    }
    for one, other in representative_pairs(list(said), lambda source_id: len(said[source_id])):
        if languages[one] != languages[other]:
            for mine, theirs in list(labels_that_sound_alike(labels[one], labels[other])):
                if mine != theirs:
                    clusters.join((one, mine), (other, theirs))


def _by_neighbours(
    said: Mapping[str, Rows], spoken: Mapping[str, frozenset[str]], clusters: Clusters
) -> frozenset[str]:
    """Join rows that stand alone between aligned rows; return the names of what was joined so.

    A row of which the other source speaks in its prose has what it is compared with.
    """
    guessed: set[str] = set()
    for one, other in representative_pairs(list(said), lambda source_id: len(said[source_id])):
        mine, theirs = said[one], said[other]
        partners = {aspect: found for aspect in mine if (found := clusters.partner(one, aspect, other))}
        own, others = ([aspect for aspect in rows if rows[aspect].is_row] for rows in (mine, theirs))

        def alike(
            row: str, other_row: str, mine: Rows = mine, theirs: Rows = theirs, one: str = one, other: str = other
        ) -> bool:
            is_spoken_of = row in spoken[other] or other_row in spoken[one]
            return mine[row].kind == theirs[other_row].kind and not is_spoken_of

        for pair in list(alone_between(own, others, partners, alike)):
            clusters.join((one, pair[0]), (other, pair[1]))
            guessed.add(clusters.name(one, pair[0]))
    return frozenset(guessed)


def _matching(
    mine: Rows, theirs: Rows, own: Sequence[str], others: Sequence[str], known: frozenset[str], *, known_too: bool
) -> list[tuple[str, str]]:
    """Return the pairs of aspects of which all is said alike.

    Two that the vocabulary knows are one only where numbers, names or answers say so: a label that holds the name of
    an aspect may mean another ("parts that move" is no composition), but "high" and "low" are said of any.
    """
    sides = (_told(mine, own, known_too=known_too), _told(theirs, others, known_too=known_too))
    left, right = ([row for _, row in side] for side in sides)
    pairs = align(left, right, least=_SURE)
    named = [(sides[0][i][0], sides[1][j][0]) for i, j in pairs]
    return [pair for pair in named if known.issuperset(pair) == known_too]


def _in_order(mine: Rows, theirs: Rows, own: Sequence[str], others: Sequence[str]) -> list[tuple[str, str]]:
    """Return the aspects with the same answers for all things, where both sides have as many, in their order.

    In whatever order they belong together, the sources agree on the answers.
    """
    sides: list[dict[str, list[str]]] = []
    for rows, aspects in ((mine, own), (theirs, others)):
        found: dict[str, list[str]] = defaultdict(list)
        for aspect in (one for one in rows if one in aspects):
            pattern = rows[aspect].pattern
            if pattern and all(place.endswith(ANSWERS) for place in pattern.split("|")):
                found[pattern].append(aspect)
        sides.append(found)
    alike = (
        zip(aspects, sides[1].get(pattern, ()), strict=False)
        for pattern, aspects in sides[0].items()
        if len(aspects) == len(sides[1].get(pattern, ()))
    )
    return [pair for pairs in alike for pair in pairs]


def _told(rows: Rows, aspects: Sequence[str], *, known_too: bool) -> list[tuple[str, Row]]:
    """Return rows with the pattern of what they say in general, where no other row has the same."""
    patterns = Counter(rows[aspect].pattern for aspect in aspects)
    told = []
    for aspect in aspects:
        row, pattern = rows[aspect].row, rows[aspect].pattern
        is_telling = bool(pattern) and patterns[pattern] == 1 and not (known_too and SCALES in pattern)
        told.append((aspect, replace(row, named=(*row.named, pattern)) if is_telling else row))
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


def _are_opposed(one: _Said, other: _Said) -> bool:
    """Tell whether two rows put every thing at opposite places: then they are of two respects, though akin.

    A library has large rooms and a bookshop small ones, and a small staff against a large one.
    """
    shared = vocabulary.load()
    mine, theirs = (dict(place.split("=") for place in row.pattern.split("|") if place) for row in (one, other))
    both = mine.keys() & theirs.keys()
    return len(both) > 1 and all(shared.exclude(mine[subject], theirs[subject]) for subject in both)


def _rows(document: Document, parted: Mapping[Place, str]) -> Rows:
    """Return what a source says under each aspect, subject by subject; of what it measures how much, in any unit."""
    labels = {concept.concept_id: concept.labels[0].text for concept in document.concepts if concept.labels}
    written = labels_of_rows(document)
    said: dict[str, list[str]] = defaultdict(list)
    patterns: dict[str, list[str]] = defaultdict(list)
    named: dict[str, list[str]] = defaultdict(list)
    in_table: set[str] = set()
    for one in sorted(document.statements, key=lambda statement: statement.span):
        if one.aspect_id and one.origin in _STRUCTURED:
            general = [value for value in one.value_concept_ids if value.startswith(GENERAL)]
            own = [value for value in one.value_concept_ids if value not in general]
            measured = measures(one.value, document.language)
            text = () if general or measured else (one.value,)
            own = [value for value in own if not value.startswith(QUALITIES)]
            is_cell = one.origin is Origin.TABLE
            aspect = parted.get((one.source_id, one.span), one.aspect_id) if is_cell else one.aspect_id
            if is_cell and one.span in written:
                labels.setdefault(aspect, written[one.span])
                in_table.add(aspect)
            patterns[aspect].extend(f"{one.subject_id}={value}" for value in general)
            listed = [name for part in text for name in known_names(part, document.language)]
            named[aspect].extend((*own, *measured, *listed))
            said[aspect].extend(text)
    return {
        aspect: _Said(
            Row(labels.get(aspect, _name(aspect)), tuple(values), named=tuple(named[aspect])),
            "|".join(sorted(patterns[aspect])) if len(patterns[aspect]) > 1 else "",
            aspect in in_table,
        )
        for aspect, values in said.items()
    }


def _name(aspect: str) -> str:
    """Return the name in an identifier, without what all identifiers begin with."""
    return aspect.rpartition(":")[2]
