"""Stage 10, topics: sources that compare the same subjects, in whatever order, language and inflection."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from pipeline.model import Document, Topic


def group(documents: Sequence[Document]) -> tuple[Topic, ...]:
    """Group documents by the set of concepts that they compare.

    Args:
        documents: documents with subjects; quarantined ones are left out.

    Returns:
        Topics by identifier, their documents by path.
    """
    members: dict[tuple[str, ...], list[Document]] = defaultdict(list)
    for document in documents:
        if document.subjects and not document.quarantined:
            members[tuple(sorted(subject.concept_id for subject in document.subjects))].append(document)
    return tuple(
        Topic("+".join(key), key, tuple(sorted(members[key], key=lambda document: document.source.path)))
        for key in sorted(members)
    )
