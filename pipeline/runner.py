"""Which stage after which, and what happens to a source that fails.

Stages are of two kinds: per source (pure, a document in, the same document with one more layer out) and per topic. The
order is checked when the program starts; one bad source is quarantined with a finding and never stops a run.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from pipeline.files import RawFile
from pipeline.findings import finding
from pipeline.inputs import payloads
from pipeline.model import Document, Source, Topic
from pipeline.stages import (
    blocks,
    concepts,
    consistency,
    defects,
    language,
    roles,
    sites,
    statements,
    subjects,
    tables,
    taxonomies,
    topics,
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
TOPIC_STAGES: tuple[TopicStage, ...] = (consistency.STAGE,)

_INGESTED = ("source.text",)
_GROUPED = ("topics",)
Progress = Callable[[str], None]


class StageOrderError(RuntimeError):
    """A stage requires what no stage before it assigns: a bug of ours."""


@dataclass(frozen=True, slots=True)
class Result:
    """What a run made: every document, quarantined ones too, and the topics with their verdicts."""

    documents: tuple[Document, ...]
    topics: tuple[Topic, ...]


def check_order(stages: Sequence[SourceStage | TopicStage], given: Iterable[str] = _INGESTED) -> None:
    """Check that each stage finds what it requires.

    Raises:
        StageOrderError: it does not.
    """
    assigned = set(given)
    for stage in stages:
        if missing := sorted(set(stage.requires) - assigned):
            raise StageOrderError(
                f"Stage {stage.name} requires {', '.join(missing)}, which no stage before it assigns."
            )
        assigned.update(stage.assigns)


def run(files: Iterable[RawFile], progress: Progress | None = None) -> Result:
    """Run every stage over files.

    Args:
        files: the raw files.
        progress: called with the name of each source when it is done.

    Returns:
        The documents by path, whatever the order of the files, and the topics.
    """
    check_order((*SOURCE_STAGES, *TOPIC_STAGES), (*_INGESTED, *_GROUPED))
    reading, facts = _around_sites()
    documents: list[Document] = []
    for file in sorted(files, key=lambda one: one.name):
        documents.extend(process(document, reading) for document in read_all(file))
        if progress:
            progress(file.name)
    marked = sites.mark_repeated_lines(tuple(_without_duplicates(documents)))
    unique = tuple(process(document, facts) for document in marked)
    return Result(unique, tuple(check(topic) for topic in topics.group(unique)))


def read(file: RawFile) -> Document:
    """Read one file, of a web archive its first source; what cannot be read is a document with an error finding."""
    return next(read_all(file))


def read_all(file: RawFile) -> Iterator[Document]:
    """Read all sources of one file."""
    return map(receive, payloads(file))


def process(document: Document, stages: Sequence[SourceStage] | None = None) -> Document:
    """Apply stages per source, all of them by default, until one puts the source into quarantine."""
    for stage in SOURCE_STAGES if stages is None else stages:
        if document.quarantined:
            return document
        try:
            document = stage.apply(document)
        except (KeyboardInterrupt, MemoryError):
            raise
        except Exception as error:
            reason = f"{type(error).__name__}: {error}"
            problem = finding("source.failed", document.source.source_id, stage=stage.name, reason=reason)
            return replace(_stripped(document), findings=(*document.findings, problem))
    return document


def _around_sites() -> tuple[Sequence[SourceStage], Sequence[SourceStage]]:
    """Part the stages where furniture is known: lines that pages of a site share are marked before facts are read."""
    at = next((at for at, stage in enumerate(SOURCE_STAGES, 1) if "block.boilerplate" in stage.assigns), 0)
    return SOURCE_STAGES[:at], SOURCE_STAGES[at:]


def check(topic: Topic) -> Topic:
    """Apply the stages per topic."""
    for stage in TOPIC_STAGES:
        topic = stage.apply(topic)
    return topic


def _stripped(document: Document) -> Document:
    """Keep what is sure of a source that failed: its text and its blocks."""
    return Document(document.source, document.blocks, document.language, document.language_confidence)


def _without_duplicates(documents: Sequence[Document]) -> Iterable[Document]:
    """Count a source once that lies there under two names; the first by name stays, and a finding tells."""
    first: dict[str, Source] = {}
    copies: dict[str, list[str]] = {}
    for document in documents:
        source = document.source
        if source.source_id in first:
            copies.setdefault(source.source_id, []).append(source.path)
        else:
            first[source.source_id] = source
    seen: set[str] = set()
    for document in documents:
        name = document.source.source_id
        if name in seen:
            continue
        seen.add(name)
        notes = tuple(finding("source.duplicate", name, path=path) for path in copies.get(name, []))
        yield replace(document, findings=document.findings + notes) if notes else document
