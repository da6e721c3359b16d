"""Joining sources into topics by their signatures, and giving each compared thing one concept in its topic."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from pipeline.mapping.blocking import candidate_pairs
from pipeline.mapping.clusters import Cluster, Link, clusters_of, told_apart
from pipeline.mapping.facts import Frequencies, frequencies
from pipeline.mapping.sameness import EQUAL, Sameness, same_facts, same_subjects
from pipeline.mapping.signature import Signature
from pipeline.model import Naming

_OF_SOURCES = "source:"
Place = tuple[str, str]  # the path and the identifier of a source


@dataclass(frozen=True, slots=True)
class Join:
    """Two namings of a compared thing, the second the one that its topic uses, with the level that says so."""

    one: Naming
    other: Naming
    level: str
    confidence: float


@dataclass(frozen=True, slots=True)
class Group:
    """The sources of a topic, by path, its compared concepts, and what had to be joined to make it one."""

    subject_ids: tuple[str, ...]
    source_ids: tuple[str, ...]
    joins: tuple[Join, ...] = ()


@dataclass(slots=True)
class _Class:
    """Sources with the same concepts: the first by path, all, and the keys and facts that any of them knows."""

    first: Signature
    members: list[Place] = field(default_factory=list)
    keys: defaultdict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    facts: defaultdict[str, set[str]] = field(default_factory=lambda: defaultdict(set))

    def add(self, signature: Signature) -> None:
        """Add a source."""
        self.first = min(self.first, signature, key=_place)
        self.members.append(_place(signature))
        for subject in signature.subjects:
            self.keys[subject.concept_id] |= subject.keys
            self.facts[subject.concept_id] |= subject.facts

    def signature(self) -> Signature:
        """Return the first signature with the keys and facts that any of them knows."""
        subjects = (
            replace(one, keys=frozenset(self.keys[one.concept_id]), facts=frozenset(self.facts[one.concept_id]))
            for one in self.first.subjects
        )
        return replace(self.first, subjects=tuple(subjects))


def group_signatures(signatures: Iterable[Signature], different: Iterable[tuple[str, str]] = ()) -> tuple[Group, ...]:
    """Group sources by what they compare.

    Args:
        signatures: one for each source with subjects, in any order; of those with the same concepts one is held.
        different: pairs of concepts of which a user has said that they are not one.

    Returns:
        The groups by their concepts; every source is in one.
    """
    classes = _classes(signatures)
    firsts = [one.signature() for one in classes]
    clusters = clusters_of(firsts, _links(firsts), told_apart(different))
    return tuple(sorted((_group(one, classes, firsts) for one in clusters), key=lambda group: group.subject_ids))


def _classes(signatures: Iterable[Signature]) -> list[_Class]:
    """Return the sources with the same concepts together."""
    found: dict[tuple[str, ...], _Class] = {}
    for one in signatures:
        found.setdefault(one.identity, _Class(one)).add(one)
    return [found[identity] for identity in sorted(found)]


def _place(signature: Signature) -> Place:
    return signature.path, signature.source_id


def _links(firsts: Sequence[Signature]) -> list[Link]:
    """Return the pairs of classes that are the same, surest first."""
    found = []
    known = frequencies(firsts)
    for one, other in candidate_pairs(firsts, known):
        sameness = _sameness(firsts[one], firsts[other], known)
        if sameness:
            found.append(Link(one, other, sameness))
    return sorted(found, key=lambda link: (-link.sameness.confidence, link.one, link.other))


def _sameness(one: Signature, other: Signature, known: Frequencies) -> Sameness | None:
    """Return how two classes pair: by their names, unless what is said of the things pairs them otherwise.

    "Mariposa" is the butterfly in Spanish and the moth in Portuguese.
    """
    by_names, by_facts = same_subjects(one, other), same_facts(one, other, known)
    if by_names and by_facts and by_names.level != EQUAL and by_names.pairing != by_facts.pairing:
        return by_facts
    return by_names or by_facts


def _group(cluster: Cluster, classes: Sequence[_Class], firsts: Sequence[Signature]) -> Group:
    named: dict[int, Counter[str]] = defaultdict(Counter)
    namings: dict[str, Naming] = {}
    for place, slots in sorted(cluster.slots.items()):
        for subject, slot in zip(firsts[place].subjects, slots, strict=True):
            named[slot][subject.concept_id] += len(classes[place].members)
            naming = Naming(subject.concept_id, subject.label, firsts[place].language)
            namings.setdefault(subject.concept_id, naming)
    chosen = {slot: _canonical(names) for slot, names in named.items()}
    sources = sorted(one for place in cluster.slots for one in classes[place].members)
    joins = [
        Join(namings[name], namings[chosen[slot]], *cluster.weakest)
        for slot, names in named.items()
        for name in names
        if name != chosen[slot]
    ]
    return Group(
        tuple(sorted(chosen.values())),
        tuple(source_id for _, source_id in sources),
        tuple(sorted(joins, key=lambda join: join.one.concept_id)),
    )


def _canonical(names: Counter[str]) -> str:
    """Return the concept that stands for all: the vocabulary's, else the one of most sources, else in plain letters."""
    return min(names, key=lambda name: (name.startswith(_OF_SOURCES), -names[name], not name.isascii(), name))
