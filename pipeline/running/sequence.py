"""Which stage after which, and what happens to a source that fails.

Stages are of two kinds: per source (pure, a document in, the same document with one more layer out) and per topic. The
order is checked when a run starts; one bad source is quarantined with a finding and never stops a run.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from pipeline.files import RawFile
from pipeline.findings import finding
from pipeline.inputs import Payload, payloads
from pipeline.model import Document, Finding, Topic
from pipeline.running.limits import TIME_LIMIT, TooSlowError, processor_time
from pipeline.stages import (
    blocks,
    concepts,
    consistency,
    defects,
    independence,
    language,
    mappings,
    roles,
    statements,
    subjects,
    tables,
    taxonomies,
)
from pipeline.stages.ingest import receive
from pipeline.stages.stage import SourceStage, TopicStage

SOURCE_STAGES: tuple[SourceStage, ...] = (
    blocks.STAGE,
    language.STAGE,
    roles.STAGE,
    subjects.STAGE,
    tables.STAGE,
    taxonomies.STAGE,
    concepts.STAGE,
    statements.STAGE,
    defects.STAGE,
)
TOPIC_STAGES: tuple[TopicStage, ...] = (mappings.STAGE, independence.STAGE, consistency.STAGE)


_INGESTED = ("source.text",)
_GROUPED = ("topics",)
_INGEST = "ingest"


class StageOrderError(RuntimeError):
    """A stage requires what no stage before it assigns: a bug of ours."""


class StageError(RuntimeError):
    """A stage failed on a topic; the message says which, and how."""


def check_order(
    stages: Sequence[SourceStage | TopicStage] | None = None, given: Iterable[str] = (*_INGESTED, *_GROUPED)
) -> None:
    """Check that each stage finds what it requires; all stages by default.

    Raises:
        StageOrderError: it does not.
    """
    assigned = set(given)
    every: Sequence[SourceStage | TopicStage] = (*SOURCE_STAGES, *TOPIC_STAGES)
    for stage in every if stages is None else stages:
        if missing := sorted(set(stage.requires) - assigned):
            raise StageOrderError(
                f"Stage {stage.name} requires {', '.join(missing)}, which no stage before it assigns."
            )
        assigned.update(stage.assigns)


def around_sites() -> tuple[Sequence[SourceStage], Sequence[SourceStage]]:
    """Part the stages where furniture is known: lines that pages of a site share are marked before facts are read."""
    at = next((at for at, stage in enumerate(SOURCE_STAGES, 1) if "block.boilerplate" in stage.assigns), 0)
    return SOURCE_STAGES[:at], SOURCE_STAGES[at:]


def received(file: RawFile, time_limit: float = TIME_LIMIT) -> Iterator[Document]:
    """Yield the sources of a file; one that takes too long to unpack or to convert is the last, and in quarantine.

    Args:
        file: the raw file.
        time_limit: seconds of processor time for each source.
    """
    left = payloads(file)
    while True:
        try:
            with processor_time(time_limit):
                payload = next(left, None)
                if payload is None:
                    return
                document = receive(payload)
        except TooSlowError:
            problem = finding("source.too_slow", stage=_INGEST, seconds=f"{time_limit:g}")
            yield receive(Payload(file.name, b"", file.site, file.url, notes=(problem,)))
            return
        yield document


def process(
    document: Document, stages: Sequence[SourceStage] | None = None, time_limit: float = TIME_LIMIT
) -> Document:
    """Apply stages per source, all of them by default, until one puts the source into quarantine.

    Args:
        document: the document.
        stages: the stages, in order.
        time_limit: seconds of processor time for each stage.
    """
    for stage in SOURCE_STAGES if stages is None else stages:
        if document.quarantined:
            return document
        try:
            with processor_time(time_limit):
                document = stage.apply(document)
        except (KeyboardInterrupt, MemoryError):
            raise
        except TooSlowError:
            seconds = f"{time_limit:g}"
            return failed(
                document, finding("source.too_slow", document.source.source_id, stage=stage.name, seconds=seconds)
            )
        except Exception as error:
            reason = f"{type(error).__name__}: {error}"
            return failed(
                document, finding("source.failed", document.source.source_id, stage=stage.name, reason=reason)
            )
    return document


def check(topic: Topic) -> Topic:
    """Apply the stages per topic.

    Raises:
        StageError: one fails.
    """
    for stage in TOPIC_STAGES:
        try:
            topic = stage.apply(topic)
        except MemoryError:
            raise
        except Exception as error:
            raise StageError(f"stage {stage.name} failed on it, {type(error).__name__}: {error}") from error
    return topic


def failed(document: Document, problem: Finding) -> Document:
    """Keep what is sure of a source that failed: its text and its blocks."""
    sure = Document(document.source, document.blocks, document.language, document.language_confidence)
    return replace(sure, variant=document.variant, findings=(*document.findings, problem))
