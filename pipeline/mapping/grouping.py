"""Joining sources into topics by their signatures, and giving each compared thing one concept in its topic."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import product

from pipeline.mapping.blocking import candidate_pairs
from pipeline.mapping.facts import Frequencies, frequencies
from pipeline.mapping.sameness import EQUAL, Sameness, refuted, same_facts, same_subjects
from pipeline.mapping.signature import Signature
from pipeline.model import Naming

_OF_SOURCES = "source:"
Place = tuple[str, str]  # the path and the identifier of a source
Slots = tuple[int, ...]  # for each subject of a class, which compared thing of the topic it is


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


@dataclass(frozen=True, slots=True)
class _Link:
    one: int
    other: int
    sameness: Sameness


@dataclass(slots=True)
class _Class:
    """Sources with the same concepts: the first by path, with the keys and facts that any of them knows, and all."""

    first: Signature
    members: list[Place]


def group_signatures(signatures: Iterable[Signature], different: Callable[[str, str], bool]) -> tuple[Group, ...]:
    """Group sources by what they compare.

    Args:
        signatures: one for each source with subjects, in any order; of those with the same concepts one is held.
        different: tells whether a user has said of two concepts that they are not one.

    Returns:
        The groups by their concepts; every source is in one.
    """
    classes = _classes(signatures)
    firsts = [one.first for one in classes]
    links = _links(firsts)
    groups = (_group(cluster, classes, firsts, links) for cluster in _clusters(firsts, links, different))
    return tuple(sorted(groups, key=lambda group: group.subject_ids))


def _classes(signatures: Iterable[Signature]) -> list[_Class]:
    """Return the sources with the same concepts together."""
    found: dict[tuple[str, ...], _Class] = {}
    for one in signatures:
        known = found.get(one.identity)
        if known is None:
            found[one.identity] = _Class(one, [_place(one)])
        else:
            known.first = _merged(sorted((known.first, one), key=_place))
            known.members.append(_place(one))
    return [found[identity] for identity in sorted(found)]


def _place(signature: Signature) -> Place:
    return signature.path, signature.source_id


def _merged(members: Sequence[Signature]) -> Signature:
    """Return the first of some signatures with the keys and facts that any of them knows."""
    keys: dict[str, frozenset[str]] = defaultdict(frozenset)
    facts: dict[str, frozenset[str]] = defaultdict(frozenset)
    for member in members:
        for subject in member.subjects:
            keys[subject.concept_id] |= subject.keys
            facts[subject.concept_id] |= subject.facts
    first = members[0]
    merged = (replace(one, keys=keys[one.concept_id], facts=facts[one.concept_id]) for one in first.subjects)
    return replace(first, subjects=tuple(merged))


def _links(firsts: Sequence[Signature]) -> list[_Link]:
    """Return the pairs of classes that are the same, surest first."""
    found = []
    known = frequencies(firsts)
    for one, other in candidate_pairs(firsts, known):
        sameness = _sameness(firsts[one], firsts[other], known)
        if sameness:
            found.append(_Link(one, other, sameness))
    return sorted(found, key=lambda link: (-link.sameness.confidence, link.one, link.other))


def _sameness(one: Signature, other: Signature, known: Frequencies) -> Sameness | None:
    """Return how two classes pair: by their names, unless what is said of the things pairs them otherwise.

    "Mariposa" is the butterfly in Spanish and the moth in Portuguese.
    """
    by_names, by_facts = same_subjects(one, other), same_facts(one, other, known)
    if by_names and by_facts and by_names.level != EQUAL and by_names.pairing != by_facts.pairing:
        return by_facts
    return by_names or by_facts


def _clusters(
    firsts: Sequence[Signature], links: Sequence[_Link], different: Callable[[str, str], bool]
) -> Iterator[dict[int, Slots]]:
    """Yield clusters of classes, each class with the slots of its subjects.

    A link that would bring names together which refute each other, or which a user has told apart, is left out,
    however sure.
    """
    clusters = {place: {place: tuple(range(len(first.subjects)))} for place, first in enumerate(firsts)}
    for link in links:
        left, right = clusters[link.one], clusters[link.other]
        if left is right:
            continue
        slots = _slots(left[link.one], right[link.other], link.sameness.pairing)
        moved = {place: tuple(slots[slot] for slot in own) for place, own in right.items()}
        if _hold_together(left, moved, firsts, different):
            left.update(moved)
            clusters.update((place, left) for place in moved)
    yield from {id(cluster): cluster for cluster in clusters.values()}.values()


def _slots(left: Slots, right: Slots, pairing: Sequence[int]) -> dict[int, int]:
    """Return the slot of the left cluster for each slot of the right one."""
    return {right[to]: left[at] for at, to in enumerate(pairing)}


def _hold_together(
    left: Mapping[int, Slots],
    right: Mapping[int, Slots],
    firsts: Sequence[Signature],
    different: Callable[[str, str], bool],
) -> bool:
    for one, other in product(left, right):
        mine, theirs = (
            {subject.concept_id: slot for subject, slot in zip(firsts[place].subjects, side[place], strict=True)}
            for place, side in ((one, left), (other, right))
        )
        if any(mine[name] != theirs[name] for name in mine.keys() & theirs.keys()):
            return False  # a concept has one name in a topic, and so one thing
        subjects = {slot: firsts[one].subjects[at] for at, slot in enumerate(left[one])}
        same_language = firsts[one].language == firsts[other].language
        for at, slot in enumerate(right[other]):
            pair = subjects[slot], firsts[other].subjects[at]
            if refuted(*pair, same_language) or different(pair[0].concept_id, pair[1].concept_id):
                return False
    return True


def _group(
    cluster: Mapping[int, Slots],
    classes: Sequence[_Class],
    firsts: Sequence[Signature],
    links: Sequence[_Link],
) -> Group:
    named: dict[int, Counter[str]] = defaultdict(Counter)
    namings: dict[str, Naming] = {}
    for place, slots in sorted(cluster.items()):
        for subject, slot in zip(firsts[place].subjects, slots, strict=True):
            named[slot][subject.concept_id] += len(classes[place].members)
            naming = Naming(subject.concept_id, subject.label, firsts[place].language)
            namings.setdefault(subject.concept_id, naming)
    chosen = {slot: _canonical(names) for slot, names in named.items()}
    sources = sorted(one for place in cluster for one in classes[place].members)
    weakest = _weakest([link.sameness for link in links if link.one in cluster and link.other in cluster])
    joins = [
        Join(namings[name], namings[chosen[slot]], *weakest)
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


def _weakest(links: Sequence[Sameness]) -> tuple[str, float]:
    """Return the level and confidence of the least sure link, on which the whole group hangs."""
    if not links:
        return "equal", 1.0
    least = min(links, key=lambda link: link.confidence)
    return least.level, least.confidence
