"""Stage 10, topics: sources that compare the same subjects, in whatever order, language and inflection."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from pipeline.model import Document, Topic


@dataclass(frozen=True, slots=True)
class Signature:
    """What has to be known of a source to find its topic; of a quarantined one `subject_ids` are empty."""

    source_id: str
    path: str
    subject_ids: tuple[str, ...]


def signature(document: Document) -> Signature:
    """Return the signature of a document."""
    subjects = () if document.quarantined else tuple(sorted(subject.concept_id for subject in document.subjects))
    return Signature(document.source.source_id, document.source.path, subjects)


def gather(signatures: Iterable[Signature]) -> dict[tuple[str, ...], tuple[str, ...]]:
    """Gather sources by the set of concepts that they compare.

    Returns:
        For each set of concepts, sorted, the identifiers of its sources by path.
    """
    members: dict[tuple[str, ...], list[Signature]] = defaultdict(list)
    for one in signatures:
        if one.subject_ids:
            members[one.subject_ids].append(one)
    return {
        key: tuple(one.source_id for one in sorted(members[key], key=lambda one: one.path)) for key in sorted(members)
    }


def topic_id(subject_ids: Iterable[str]) -> str:
    """Name a topic by the concepts that it compares."""
    return "+".join(subject_ids)


def group(documents: Sequence[Document]) -> tuple[Topic, ...]:
    """Group documents by the set of concepts that they compare.

    Args:
        documents: documents with subjects; quarantined ones are left out.

    Returns:
        Topics by identifier, their documents by path.
    """
    known = {document.source.source_id: document for document in documents}
    return tuple(
        Topic(topic_id(key), key, tuple(known[source_id] for source_id in members))
        for key, members in gather(map(signature, documents)).items()
    )
