"""Families: the sources of a topic that go back to one original."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.independence.likeness import Likeness, likeness
from pipeline.independence.passages import Passage, passages
from pipeline.model import Document, Span

_COMPARED = 3  # members of a family that a source is held against, so that the cost grows with families, not sources


@dataclass(frozen=True, slots=True)
class Member:
    """A source of a family; `places` leads from a passage of the original to the one that renders it here."""

    document: Document
    places: tuple[tuple[Span, Span], ...] = ()


@dataclass(frozen=True, slots=True)
class Family:
    """Sources that go back to one original; `original` stands for all of them.

    Which of them was written first cannot be read off the texts: the one with most passages stands for the others.
    """

    original: Document
    members: tuple[Member, ...] = ()


def families(documents: Sequence[Document]) -> tuple[Family, ...]:
    """Part the sources of a topic into families, one of its own for every independent source.

    Args:
        documents: the documents of one topic.

    Returns:
        Families in the order of their originals' paths.
    """
    read = {document.source.source_id: passages(document) for document in documents}
    groups: list[list[Document]] = []
    for document in sorted(documents, key=lambda one: (-len(read[one.source.source_id]), one.source.source_id)):
        kin = [group for group in groups if _belongs(document, group, read)]
        groups = [group for group in groups if group not in kin]
        groups.append([*(member for group in kin for member in group), document])
    return tuple(sorted((_family(group, read) for group in groups), key=lambda one: one.original.source.path))


def _belongs(document: Document, group: Sequence[Document], read: dict[str, tuple[Passage, ...]]) -> bool:
    own = read[document.source.source_id]
    return any(likeness(read[one.source.source_id], own).translated for one in group[:_COMPARED])


def _family(group: Sequence[Document], read: dict[str, tuple[Passage, ...]]) -> Family:
    original = group[0]
    first = read[original.source.source_id]
    members = []
    for document in sorted(group[1:], key=lambda one: one.source.path):
        own = read[document.source.source_id]
        members.append(Member(document, _places(likeness(first, own), first, own)))
    return Family(original, tuple(members))


def _places(alignment: Likeness, one: Sequence[Passage], other: Sequence[Passage]) -> tuple[tuple[Span, Span], ...]:
    return tuple((one[i].span, other[j].span) for i, j in alignment.pairs)
