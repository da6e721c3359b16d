"""Stage 10, topics: sources that compare the same subjects, in whatever order, language, inflection and script.

Sources are joined by their signatures: by the concepts and keys of their subjects, by names that sound alike, by the
untranslated names in their bodies. Every subject then bears one concept in all sources of its topic, and each joining
is told as a mapping.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from pipeline import vocabulary
from pipeline.mapping.grouping import Group, group_signatures
from pipeline.mapping.renaming import joined
from pipeline.mapping.signature import Signature, signature_of
from pipeline.model import ConceptMapping, Document, Justification, Topic

__all__ = ["Group", "Signature", "assemble", "gather", "group", "signature", "topic_id"]

_JUSTIFICATIONS = {
    "equal": Justification.LEXICAL,
    "cognate": Justification.COGNATE,
    "cognate with bodies": Justification.COMPOSITE,
    "position with bodies": Justification.POSITION,
    "facts": Justification.COMPOSITE,
}


def signature(document: Document) -> Signature:
    """Return what has to be known of a source to find its topic; of a quarantined one it has no subjects."""
    if document.quarantined or not document.subjects:
        return Signature(document.source.source_id, document.source.path, document.language)
    return signature_of(document)


def gather(signatures: Iterable[Signature]) -> tuple[Group, ...]:
    """Gather the sources that compare the same things; those without subjects are left out.

    Returns:
        The groups by their subjects, their sources by path.
    """
    return group_signatures((one for one in signatures if one.subjects), vocabulary.load().different)


def topic_id(subject_ids: Iterable[str]) -> str:
    """Name a topic by the concepts that it compares."""
    return "+".join(subject_ids)


def group(documents: Sequence[Document]) -> tuple[Topic, ...]:
    """Group documents by the things that they compare.

    Args:
        documents: documents with subjects; quarantined ones are left out.

    Returns:
        Topics by their subjects, their documents by path, each subject with one concept in all of them.
    """
    known = {document.source.source_id: document for document in documents}
    return tuple(
        assemble(found, tuple(known[source_id] for source_id in found.source_ids))
        for found in gather(map(signature, documents))
    )


def assemble(found: Group, documents: tuple[Document, ...]) -> Topic:
    """Make a topic of a group.

    Args:
        found: sources that compare the same things.
        documents: their documents, in the order of the group.
    """
    name = topic_id(found.subject_ids)
    mappings = tuple(_mappings(found, name))
    return Topic(name, found.subject_ids, joined(documents, mappings), mappings=mappings)


def _mappings(found: Group, name: str) -> Iterator[ConceptMapping]:
    for join in found.joins:
        yield ConceptMapping(
            name, "subject", join.one, join.other, _JUSTIFICATIONS[join.level], join.level, join.confidence, True
        )
