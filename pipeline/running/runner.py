"""A run: files are read, sites are seen as a whole, facts are found, topics are gathered and checked.

Three maps with two gatherings between them, both over small cards: which lines the pages of a site repeat, and which
sources compare the same things. The maps are an engine's; the gatherings are ours, so that the dataset is the same on
every engine and in whatever order the results come back.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain
from typing import TypeVar

from pipeline.engines import Engine, in_chunks
from pipeline.engines.serial import Serial
from pipeline.files import RawFile
from pipeline.inputs import payloads
from pipeline.mapping.renaming import renamed
from pipeline.model import Document, Topic
from pipeline.running import sequence
from pipeline.running.jobs import Card, CheckedTopic, Gathering, Jobs, Known, Marked, Page, ReadFile
from pipeline.running.progress import Phase, Progress, silent, watched
from pipeline.running.recipe import content_of, recipe
from pipeline.running.selection import Selection
from pipeline.running.sequence import process
from pipeline.running.store import MemoryStore
from pipeline.stages import sites, topics
from pipeline.stages.ingest import receive

__all__ = ["Made", "QuarantineError", "Result", "execute", "process", "read", "read_all", "run"]

_CHUNK = 8  # sources: a chunk takes a third of a second, which hides what it costs to send it

Item = TypeVar("Item")
Outcome = TypeVar("Outcome")


@dataclass(frozen=True, slots=True)
class Result:
    """What a run made: every document, quarantined ones too, and the topics with their verdicts."""

    documents: tuple[Document, ...]
    topics: tuple[Topic, ...]


@dataclass(frozen=True, slots=True)
class Made:
    """What a run made, as cards: the documents and the topics are in the store.

    `files` are by name, `cards` by path, `topics` by identifier.
    """

    jobs: Jobs
    files: tuple[ReadFile, ...]
    cards: tuple[Card, ...]
    topics: tuple[CheckedTopic, ...]

    def documents(self) -> Iterator[Document]:
        """Yield the documents, by path, with the identities that their topics have given to concepts."""
        joins = {key: told for topic in self.topics for key, told in self.jobs.joins(topic).items()}
        return (renamed(self.jobs.document(card.key), joins.get(card.key, {})) for card in self.cards)

    def result(self) -> Result:
        """Return documents and topics, all in memory."""
        return Result(tuple(self.documents()), tuple(self.checked()))

    def checked(self) -> Iterator[Topic]:
        """Yield the topics, by identifier."""
        return map(self.jobs.topic, self.topics)

    def homes(self) -> dict[str, str]:
        """Return under which key what is written of each source is kept, in the order of their identifiers."""
        keys = {card.source_id: card.key for card in self.cards}
        keys |= {source_id: topic.key for topic in self.topics for source_id in topic.source_ids}
        return dict(sorted(keys.items()))

    def languages(self) -> frozenset[str]:
        """Return the languages of the sources."""
        return frozenset(card.language for card in self.cards)

    def known(self) -> Known:
        """Return what the next run need not look up."""
        return Known(
            {file.key: file.pages for file in self.files if file.key},
            {card.key: card for card in self.cards},
            frozenset(topic.key for topic in self.topics),
        )


class QuarantineError(Exception):
    """A source is in quarantine and the run was to stop there; the message says which and why."""


@dataclass(frozen=True, slots=True)
class Settings:
    """How a run is carried out; nothing but the selection changes what comes out.

    `strict` says whether the run stops at the first source that is put into quarantine, `selection` which sources it
    keeps of those that it reads; `contents` are the hashes of files by name, as far as they are known; `known` is what
    the last run had at hand; `anew` says to do everything again whatever is kept.
    """

    jobs: Jobs = field(default_factory=lambda: Jobs(MemoryStore(), recipe()))
    engine: Engine = field(default_factory=Serial)
    strict: bool = False
    selection: Selection = field(default_factory=Selection)
    contents: Mapping[str, str] = field(default_factory=dict)
    known: Known = field(default_factory=Known)
    anew: bool = False

    def kept_file(self, file: RawFile) -> ReadFile | None:
        """Return what is kept of a file, or None."""
        if self.anew:
            return None
        content = self.contents.get(file.name)
        return self.jobs.kept_file(file, content_of(file) if content is None else content, self.known)

    def kept_card(self, source: Marked) -> Card | None:
        """Return what is kept of a source, or None."""
        return None if self.anew else self.jobs.kept_card(source, self.known)

    def kept_topic(self, gathering: Gathering) -> CheckedTopic | None:
        """Return what is kept of a topic, or None."""
        return None if self.anew else self.jobs.kept_topic(gathering, self.known)

    def admit(self, quarantine: str) -> None:
        """Let a source pass; `quarantine` says why it is there, "" where it is not.

        Raises:
            QuarantineError: it is in quarantine, and the run is strict.
        """
        if self.strict and quarantine:
            raise QuarantineError(quarantine)


def run(files: Iterable[RawFile], progress: Progress | None = None, settings: Settings | None = None) -> Result:
    """Run every stage over files and hold all that comes out.

    Args:
        files: the raw files.
        progress: told of every step.
        settings: the store and the engine; by default nothing is kept and all is done in this process.

    Returns:
        The documents by path, whatever the order of the files, and the topics.
    """
    return execute(files, progress, settings).result()


def execute(files: Iterable[RawFile], progress: Progress | None = None, settings: Settings | None = None) -> Made:
    """Run every stage over files, leaving documents and topics in the store.

    Args:
        files: the raw files.
        progress: told of every step.
        settings: the store and the engine; by default nothing is kept and all is done in this process.

    Raises:
        QuarantineError: a source is in quarantine, and the settings are strict.
        pipeline.running.selection.SelectionError: no source matches.
    """
    sequence.check_order()
    settings = settings or Settings()
    try:
        return _executed(files, progress, settings)
    finally:
        settings.engine.end()


def _executed(files: Iterable[RawFile], progress: Progress | None, settings: Settings) -> Made:
    jobs, engine, progress = settings.jobs, settings.engine, progress or silent
    by_name = sorted(files, key=lambda file: file.name)
    reading = _mapped(engine, settings.kept_file, jobs.read, jobs.lost_file, by_name)
    read: list[ReadFile] = []
    for file in watched(reading, Phase.READING, len(by_name), lambda file: file.name, progress):
        for page in file.pages:
            settings.admit(page.quarantine)
        read.append(file)
    read.sort(key=lambda file: file.name)
    marked = list(_marked(read))
    finding = _mapped(engine, settings.kept_card, jobs.find, jobs.lost_source, marked)
    cards: list[Card] = []
    for card in watched(finding, Phase.FINDING, len(marked), lambda card: card.path, progress):
        settings.admit(card.quarantine)
        cards.append(card)
    cards = settings.selection.of(sorted(cards, key=lambda card: (card.path, card.key)))
    gathered = list(_gathered(cards))
    checking = _mapped(engine, settings.kept_topic, jobs.check, jobs.lost_topic, gathered)
    checked = watched(checking, Phase.CHECKING, len(gathered), lambda topic: topic.topic_id, progress)
    return Made(jobs, tuple(read), tuple(cards), tuple(sorted(checked, key=lambda one: one.topic_id)))


def _mapped(
    engine: Engine,
    kept: Callable[[Item], Outcome | None],
    function: Callable[[Sequence[Item]], tuple[Outcome, ...]],
    lost: Callable[[Item, str], tuple[Outcome, ...]],
    items: Iterable[Item],
) -> Iterator[Outcome]:
    """Yield the result of each item, in any order: what is kept from another run at once, the rest by the engine."""
    missing: list[Item] = []
    for item in items:
        if (known := kept(item)) is not None:
            yield known
        else:
            missing.append(item)
    yield from chain.from_iterable(engine.map(function, in_chunks(missing, _CHUNK), lost))


def read(file: RawFile) -> Document:
    """Read one file, of a web archive its first source; what cannot be read is a document with an error finding."""
    return next(read_all(file))


def read_all(file: RawFile) -> Iterator[Document]:
    """Read all sources of one file."""
    return map(receive, payloads(file))


def _marked(read: Iterable[ReadFile]) -> Iterator[Marked]:
    """Yield each source once, with the lines that its site repeats and the paths of its copies."""
    first: dict[str, Page] = {}
    copies: dict[str, list[str]] = {}
    for page in sorted((page for file in read for page in file.pages), key=lambda page: page.path):
        if first.setdefault(page.source_id, page) is not page:
            copies.setdefault(page.source_id, []).append(page.path)
    repeated = sites.repeated_lines(page.outline for page in first.values())
    for page in first.values():
        lines = repeated.get(page.outline.site, frozenset()).intersection(page.outline.each())
        yield Marked(page, lines, tuple(copies.get(page.source_id, ())))


def _gathered(cards: Iterable[Card]) -> Iterator[Gathering]:
    keys = {card.source_id: card.key for card in cards}
    for group in topics.gather(card.signature for card in cards):
        yield Gathering(group, tuple(keys[source_id] for source_id in group.source_ids))
