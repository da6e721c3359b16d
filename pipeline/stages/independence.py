"""Stage 11, independence: which sources of a topic go back to one original, and so count as one."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from pipeline.findings import finding
from pipeline.independence.families import derivations
from pipeline.model import Finding, Topic
from pipeline.stages.stage import TopicStage


def find_derivations(topic: Topic) -> Topic:
    """Lay the derivations over a topic, with a finding on each source that another stands for."""
    if len(topic.documents) < 2:
        return topic
    topic = replace(topic, derivations=derivations(topic.documents))
    return replace(topic, findings=(*topic.findings, *_told(topic)))


def _told(topic: Topic) -> Iterator[Finding]:
    paths = {document.source.source_id: document.source.path for document in topic.documents}
    for one in topic.derivations:
        yield finding("source.derived", one.source_id, path=paths[one.original_id], passages=len(one.places))


STAGE = TopicStage(
    "independence",
    1,
    requires=("blocks", "subjects", "tables", "topics"),
    assigns=("topic.derivations",),
    apply=find_derivations,
)
