"""Stage 11, mappings: what the sources of a topic name alike is one concept; what may be one is listed for review.

Mappings that a user has accepted stand in the vocabulary and are applied first; those that are sure enough follow.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from pipeline import encoders, vocabulary
from pipeline.mapping.proposals import propose
from pipeline.mapping.renaming import joined
from pipeline.model import ConceptMapping, Document, Justification, Naming, Topic
from pipeline.stages.stage import TopicStage


def find_mappings(topic: Topic) -> Topic:
    """Join the concepts of a topic's sources, and keep the mappings that say so."""
    accepted = tuple(_accepted(topic))
    documents = joined(topic.documents, accepted)
    proposed = tuple(propose(topic.topic_id, documents, encoders.in_use())) if len(documents) > 1 else ()
    mappings = (*topic.mappings, *accepted, *proposed)
    return replace(topic, documents=joined(documents, mappings), mappings=mappings)


def _accepted(topic: Topic) -> Iterator[ConceptMapping]:
    same = vocabulary.load().same
    seen: set[str] = set()
    for document in topic.documents:
        for concept in document.concepts:
            if concept.concept_id in same and concept.concept_id not in seen:
                seen.add(concept.concept_id)
                yield _manual(topic.topic_id, document, concept.concept_id, same[concept.concept_id])


def _manual(topic_id: str, document: Document, concept_id: str, accepted_id: str) -> ConceptMapping:
    concept = next(one for one in document.concepts if one.concept_id == concept_id)
    label = concept.labels[0]
    one, other = (Naming(name, label.text, label.language) for name in (concept_id, accepted_id))
    return ConceptMapping(topic_id, concept.kind, one, other, Justification.MANUAL, "accepted by the user", 1.0, True)


STAGE = TopicStage(
    "mappings",
    1,
    requires=("topics", "concepts"),
    assigns=("mappings",),
    apply=find_mappings,
)
