"""Families: the sources of a topic that go back to one original."""

from __future__ import annotations

from collections.abc import Sequence
from pipeline.independence.likeness import Likeness, likeness
from pipeline.independence.passages import Passage, passages
from pipeline.model import Derivation, Document, Span

_COMPARED = 3  # members of a family that a source is held against, so that the cost grows with families, not sources


def derivations(documents: Sequence[Document]) -> tuple[Derivation, ...]:
    """Find the sources of a topic that translate or copy one original.

    Which of them was written first cannot be read off the texts: the one with most passages stands for the others.

    Args:
        documents: the documents of one topic.

    Returns:
        A derivation for every source that another stands for, by path.
    """
    read = {document.source.source_id: passages(document) for document in documents}
    groups: list[list[Document]] = []
    for document in sorted(documents, key=lambda one: (-len(read[one.source.source_id]), one.source.source_id)):
        kin = [group for group in groups if _belongs(document, group, read)]
        groups = [group for group in groups if group not in kin]
        groups.append([*(member for group in kin for member in group), document])
    paths = {document.source.source_id: document.source.path for document in documents}
    found = [_derivation(group[0], document, read) for group in groups for document in group[1:]]
    return tuple(sorted(found, key=lambda one: paths[one.source_id]))


def _belongs(document: Document, group: Sequence[Document], read: dict[str, tuple[Passage, ...]]) -> bool:
    own = read[document.source.source_id]
    return any(likeness(read[one.source.source_id], own).translated for one in group[:_COMPARED])


def _derivation(original: Document, document: Document, read: dict[str, tuple[Passage, ...]]) -> Derivation:
    names = document.source.source_id, original.source.source_id
    first, own = read[names[1]], read[names[0]]
    return Derivation(*names, _places(likeness(first, own), first, own))


def _places(alignment: Likeness, one: Sequence[Passage], other: Sequence[Passage]) -> tuple[tuple[Span, Span], ...]:
    return tuple((one[i].span, other[j].span) for i, j in alignment.pairs)
