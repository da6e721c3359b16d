"""The three functions that an engine maps: read files, find facts, check topics.

Each looks into the store first and leaves its result there; what goes back to the run is small, so that a run over N
sources holds N cards and not N documents.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from pipeline import encoders, sequence, vocabulary
from pipeline.files import RawFile
from pipeline.findings import finding
from pipeline.inputs import Payload, payloads
from pipeline.limits import TIME_LIMIT
from pipeline.mapping.renaming import joined, joins_of
from pipeline.model import ConceptMapping, Derivation, Document, Finding, Severity, Topic, Verdict
from pipeline.recipe import Recipe, content_of
from pipeline.stages import sites, topics
from pipeline.stages.ingest import receive
from pipeline.store import Store, StoreError

FILES, READ, CARDS, FACTS, TOPICS = "files", "read", "cards", "facts", "topics"  # kinds of entries in the store


def quarantine_of(document: Document) -> str:
    """Return the sentence that says why a source is in quarantine, "" where it is not."""
    problem = next((one for one in document.findings if one.severity is Severity.ERROR), None)
    return f"{document.source.path} is in quarantine ({problem.code}): {problem.message}" if problem else ""


@dataclass(frozen=True, slots=True)
class Page:
    """What a run has to know of a source whose blocks and roles are read; `quarantine` says why it is there."""

    source_id: str
    path: str
    key: str
    outline: sites.Outline
    quarantine: str = ""


@dataclass(frozen=True, slots=True)
class ReadFile:
    """The sources of a file, and whether they were `kept` from another run."""

    name: str
    digest: str
    pages: tuple[Page, ...]
    kept: bool


@dataclass(frozen=True, slots=True)
class Marked:
    """A source with what the other sources say of it: lines that its site repeats, paths of its copies."""

    page: Page
    repeated: frozenset[str] = frozenset()
    copies: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Card:
    """What a run has to know of a source whose facts are found; `quarantine` says why it is there."""

    path: str
    key: str
    signature: topics.Signature
    quarantine: str = ""
    kept: bool = False


@dataclass(frozen=True, slots=True)
class Gathering:
    """The sources of a topic, by the keys of their facts."""

    group: topics.Group
    keys: tuple[str, ...]

    @property
    def topic_id(self) -> str:
        """The name of the topic."""
        return topics.topic_id(self.group.subject_ids)


@dataclass(frozen=True, slots=True)
class Checked:
    """What checking a topic found."""

    topic_id: str
    subject_ids: tuple[str, ...]
    keys: tuple[str, ...]
    verdicts: tuple[Verdict, ...]
    findings: tuple[Finding, ...]
    derivations: tuple[Derivation, ...]
    mappings: tuple[ConceptMapping, ...]


@dataclass(frozen=True, slots=True)
class CheckedTopic:
    """Where the result of a topic is kept, and whether it was `kept` from another run."""

    topic_id: str
    key: str
    kept: bool


@dataclass(frozen=True, slots=True)
class Knowledge:
    """What a worker has to put to use before it works: the user's vocabularies, and encoders by name."""

    vocabularies: tuple[Path, ...] = ()
    encoders: tuple[str, ...] = ()

    def put_to_use(self) -> None:
        """Put it to use in this process, where it is not yet."""
        vocabulary.use(*self.vocabularies)
        if encoders.named() != self.encoders:
            encoders.use(*self.encoders)


def knowledge_in_use() -> Knowledge:
    """Return what is in use in this process."""
    return Knowledge(vocabulary.own_files(), encoders.named())


@dataclass(frozen=True, slots=True)
class Jobs:
    """The functions, with what they share: the store, the recipe, and the time that a stage may take."""

    store: Store
    recipe: Recipe
    time_limit: float = TIME_LIMIT
    knowledge: Knowledge = field(default_factory=knowledge_in_use)

    def kept_file(self, file: RawFile) -> ReadFile | None:
        """Return what another run has kept of a file; None where it has to be read."""
        content = content_of(file)
        pages: tuple[Page, ...] | None = self.store.get(FILES, self._file_key(file, content)) if content else None
        return None if pages is None else ReadFile(file.name, content, pages, kept=True)

    def kept_card(self, source: Marked) -> Card | None:
        """Return what another run has kept of a source; None where its facts have to be found."""
        card: Card | None = self.store.get(CARDS, self._facts_key(source))
        return card and replace(card, kept=True)

    def kept_topic(self, gathering: Gathering) -> CheckedTopic | None:
        """Return what another run has kept of a topic; None where it has to be checked."""
        key = self._topic_key(gathering)
        return CheckedTopic(gathering.topic_id, key, kept=True) if self.store.has(TOPICS, key) else None

    def read(self, files: Sequence[RawFile]) -> tuple[ReadFile, ...]:
        """Read files up to the roles of their blocks."""
        return tuple(map(self._read, files))

    def find(self, sources: Sequence[Marked]) -> tuple[Card, ...]:
        """Find the facts of sources."""
        self.knowledge.put_to_use()
        return tuple(map(self._find, sources))

    def check(self, gatherings: Sequence[Gathering]) -> tuple[CheckedTopic, ...]:
        """Check topics."""
        self.knowledge.put_to_use()
        return tuple(map(self._check, gatherings))

    def lost_file(self, file: RawFile, reason: str) -> tuple[ReadFile, ...]:
        """Return the result for a file on which workers died."""
        note = finding("source.lost", reason=reason)
        page = self._page(receive(Payload(file.name, b"", file.site, file.url, notes=(note,))))
        return (ReadFile(file.name, "", (page,), kept=False),)

    def lost_source(self, marked: Marked, reason: str) -> tuple[Card, ...]:
        """Return the result for a source on which workers died."""
        document = self._document(READ, marked.page.key)
        problem = finding("source.lost", document.source.source_id, reason=reason)
        return (self._card(self._facts_key(marked), sequence.failed(document, problem)),)

    def lost_topic(self, gathering: Gathering, reason: str) -> tuple[CheckedTopic, ...]:
        """Return the result for a topic on which workers died: no verdicts, and a finding with its first source."""
        source = self._document(FACTS, gathering.keys[0]).source
        note = finding("topic.lost", source.source_id, topic=gathering.topic_id, reason=reason)
        return (
            self._keep_topic(gathering, Topic(gathering.topic_id, gathering.group.subject_ids, (), findings=(note,))),
        )

    def document(self, key: str) -> Document:
        """Return a document with all its layers."""
        return self._document(FACTS, key)

    def topic(self, checked: CheckedTopic) -> Topic:
        """Return a topic with its documents and its verdicts."""
        found: Checked = self._must(TOPICS, checked.key)
        documents = joined(tuple(map(self.document, found.keys)), found.mappings)
        return Topic(
            found.topic_id,
            found.subject_ids,
            documents,
            found.verdicts,
            found.findings,
            found.derivations,
            found.mappings,
        )

    def joins(self, checked: CheckedTopic) -> dict[str, dict[str, str]]:
        """Return what a topic joins, by the keys of its documents."""
        found: Checked = self._must(TOPICS, checked.key)
        joins = joins_of(found.mappings)
        return dict.fromkeys(found.keys, joins) if joins else {}

    def _read(self, file: RawFile) -> ReadFile:
        content = content_of(file)
        stages, _ = sequence.around_sites()
        pages = tuple(
            self._page(sequence.process(receive(payload), stages, self.time_limit)) for payload in payloads(file)
        )
        if content and content == content_of(file):  # else it was written to meanwhile
            self.store.put(FILES, self._file_key(file, content), pages)
        return ReadFile(file.name, content, pages, kept=False)

    def _file_key(self, file: RawFile, content: str) -> str:
        return self.recipe.reading("file", content, file.name, file.site, file.url, file.limit)

    def _page(self, document: Document) -> Page:
        key = self.recipe.reading("source", replace(document.source, text=""), *document.findings)
        self.store.put(READ, key, document)
        return Page(
            document.source.source_id, document.source.path, key, sites.outline(document), quarantine_of(document)
        )

    def _find(self, marked: Marked) -> Card:
        document = sites.mark(self._document(READ, marked.page.key), marked.repeated)
        notes = tuple(finding("source.duplicate", marked.page.source_id, path=path) for path in marked.copies)
        document = replace(document, findings=document.findings + notes)
        _, stages = sequence.around_sites()
        return self._card(self._facts_key(marked), sequence.process(document, stages, self.time_limit))

    def _card(self, key: str, document: Document) -> Card:
        card = Card(document.source.path, key, topics.signature(document), quarantine_of(document))
        self.store.put(FACTS, key, document)
        self.store.put(CARDS, key, card)
        return card

    def _facts_key(self, marked: Marked) -> str:
        return self.recipe.facts("facts", marked.page.key, *sorted(marked.repeated), "copies", *marked.copies)

    def _check(self, gathering: Gathering) -> CheckedTopic:
        documents = tuple(map(self.document, gathering.keys))
        return self._keep_topic(gathering, sequence.check(topics.assemble(gathering.group, documents)))

    def _keep_topic(self, gathering: Gathering, topic: Topic) -> CheckedTopic:
        key = self._topic_key(gathering)
        found = topic.verdicts, topic.findings, topic.derivations, topic.mappings
        checked = Checked(topic.topic_id, topic.subject_ids, gathering.keys, *found)
        self.store.put(TOPICS, key, checked)
        return CheckedTopic(gathering.topic_id, key, kept=False)

    def _topic_key(self, gathering: Gathering) -> str:
        return self.recipe.facts("topic", gathering.group, "keys", *gathering.keys)

    def _document(self, kind: str, key: str) -> Document:
        document: Document = self._must(kind, key)
        return document

    def _must(self, kind: str, key: str) -> Any:
        found = self.store.get(kind, key)
        if found is None:
            raise StoreError("An entry of the cache vanished during the run; was it pruned? Run again.")
        return found
