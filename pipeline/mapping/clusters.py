"""Clusters of classes of sources that compare the same things, grown link by link, the surest first.

A cluster knows what refutes that another joins it: which thing each of its concepts is, and how its things are written.
Of names in one language a dozen speak for all, which in a cluster are alike anyway, so that the work grows with the
links: with every name held against every other a family of 4,000 spellings took 39 s.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import product

from pipeline.mapping.sameness import EQUAL, Sameness, refuted
from pipeline.mapping.signature import Signature, SubjectKeys

_WITNESSES = 12  # names of a thing in one language that are held against those of another cluster

Slots = tuple[int, ...]  # for each subject of a class, which compared thing of the topic it is
Apart = Mapping[str, frozenset[str]]  # for a concept those that a user has said it is not


@dataclass(frozen=True, slots=True)
class Link:
    """Two classes, by their places, that are the same."""

    one: int
    other: int
    sameness: Sameness


@dataclass(frozen=True, slots=True)
class _Name:
    """How a class writes a thing, without what it says of it."""

    subject: SubjectKeys
    language: str

    def refutes(self, other: _Name) -> bool:
        """Tell whether two names cannot be of one thing."""
        return refuted(self.subject, other.subject, self.language == other.language)


class Cluster:
    """Classes by their places, with the slots of their subjects, and the level and confidence of the weakest link."""

    def __init__(self, place: int, signature: Signature) -> None:
        """Begin with one class."""
        self.slots: dict[int, Slots] = {place: tuple(range(len(signature.subjects)))}
        self.weakest: tuple[str, float] = (EQUAL, 1.0)
        self._slot_of = {subject.concept_id: slot for slot, subject in enumerate(signature.subjects)}
        names = (_Name(replace(one, facts=frozenset()), signature.language) for one in signature.subjects)
        self._names: list[dict[str, tuple[_Name, ...]]] = [{name.language: (name,)} for name in names]

    def __len__(self) -> int:
        """Return how many classes there are."""
        return len(self.slots)

    def holds_with(self, other: Cluster, slots: Slots, apart: Apart) -> bool:
        """Tell whether nothing refutes that another cluster is of the same things.

        Args:
            other: the other cluster.
            slots: for each thing of the other which thing of this one it is.
            apart: concepts that a user has told apart.
        """
        for concept_id, slot in other._slot_of.items():
            if self._slot_of.get(concept_id, slots[slot]) != slots[slot]:
                return False  # a concept has one name in a topic, and so one thing
            if any(self._slot_of.get(foe) == slots[slot] for foe in apart.get(concept_id, ())):
                return False
        return not any(
            mine.refutes(theirs)
            for names, slot in zip(other._names, slots, strict=True)
            for mine, theirs in product(_all(self._names[slot]), _all(names))
        )

    def take(self, other: Cluster, slots: Slots) -> None:
        """Take the classes of another cluster in; `slots` as above."""
        self.slots.update((place, tuple(slots[slot] for slot in own)) for place, own in other.slots.items())
        self._slot_of.update((concept_id, slots[slot]) for concept_id, slot in other._slot_of.items())
        for names, slot in zip(other._names, slots, strict=True):
            mine = self._names[slot]
            for language, theirs in names.items():
                mine[language] = tuple(dict.fromkeys((*mine.get(language, ()), *theirs)))[:_WITNESSES]


def clusters_of(firsts: Sequence[Signature], links: Sequence[Link], apart: Apart) -> list[Cluster]:
    """Return clusters of classes; a link is left out that would join names which refute each other or are told apart.

    Args:
        firsts: the signature of each class.
        links: pairs of classes that are the same, surest first.
        apart: concepts that a user has told apart.
    """
    home = [Cluster(place, first) for place, first in enumerate(firsts)]
    for link in links:
        one, other = home[link.one], home[link.other]
        if one is other:
            continue
        pairs = [(one.slots[link.one][at], other.slots[link.other][to]) for at, to in enumerate(link.sameness.pairing)]
        if len(one) < len(other):  # the smaller moves, so that no class moves often
            one, other, pairs = other, one, [(right, left) for left, right in pairs]
        slots = tuple(slot for slot, _ in sorted(pairs, key=lambda pair: pair[1]))
        if one.holds_with(other, slots, apart):
            one.take(other, slots)
            for place in other.slots:
                home[place] = one
    for link in links:
        cluster = home[link.one]
        if cluster is home[link.other] and link.sameness.confidence < cluster.weakest[1]:
            cluster.weakest = link.sameness.level, link.sameness.confidence
    return list(dict.fromkeys(home))


def told_apart(pairs: Iterable[tuple[str, str]]) -> Apart:
    """Return for each concept those that it is not, by pairs that a user has told apart."""
    found: dict[str, set[str]] = defaultdict(set)
    for one, other in pairs:
        found[one].add(other)
        found[other].add(one)
    return {concept_id: frozenset(others) for concept_id, others in found.items()}


def _all(names: Mapping[str, tuple[_Name, ...]]) -> Iterable[_Name]:
    return (name for some in names.values() for name in some)
