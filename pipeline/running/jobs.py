"""The three functions that an engine maps: read files, find facts, check topics.

Each looks into the store first and leaves its result there; what goes back to the run is small, so that a run over N
sources holds N cards and not N documents.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from pipeline import encoders, vocabulary
from pipeline.export.named import mappings_of
from pipeline.export.packing import Packed, pack
from pipeline.export.rows import source_part, topic_part
from pipeline.export.verify import verify
from pipeline.files import RawFile
from pipeline.findings import finding
from pipeline.inputs import Payload
from pipeline.mapping.renaming import joined, joins_of
from pipeline.model import ConceptMapping, Derivation, Document, Finding, Severity, Topic, Verdict
from pipeline.pickling import pickled, unpickled
from pipeline.running import sequence
from pipeline.running.limits import TIME_LIMIT
from pipeline.running.recipe import Recipe, content_of, digest
from pipeline.running.store import Store, VanishedError
from pipeline.running.summary import SourceNotes, TopicNotes, notes_on_source, notes_on_topic
from pipeline.stages import sites, topics
from pipeline.stages.ingest import receive
from pipeline.text.bayes import release
from pipeline.verdicts import second_opinion

# Kinds of entries in the store.
FILES, READ, CARDS, FACTS, TOPICS, PARTS, TEXTS = "files", "read", "cards", "facts", "topics", "parts", "texts"


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
    key: str
    pages: tuple[Page, ...]
    kept: bool


@dataclass(frozen=True, slots=True)
class Marked:
    """A source with what the other sources say of it: lines that its site repeats, paths of its copies."""

    page: Page
    repeated: frozenset[bytes] = frozenset()
    copies: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Card:
    """What a run has to know of a source whose facts are found; `quarantine` says why it is there.

    A run holds the cards of all its sources, so that what is long in them is packed: a signature as objects takes some
    kilobytes.
    """

    path: str
    key: str
    source_id: str
    language: str
    packed: bytes
    quarantine: str = ""
    kept: bool = False

    @property
    def signature(self) -> topics.Signature:
        """What has to be known of the source to find its topic, unpacked each time."""
        signature: topics.Signature = unpickled(self.packed)
        return signature


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
    source_ids: tuple[str, ...]
    kept: bool


@dataclass(frozen=True, slots=True)
class Known:
    """What the last run had at hand, by its keys: one entry of the store instead of three a source."""

    files: Mapping[str, tuple[Page, ...]] = field(default_factory=dict)
    cards: Mapping[str, Card] = field(default_factory=dict)
    topics: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class SourcePart:
    """What a source adds to the dataset, and what it gives to the summary."""

    packed: Packed
    notes: SourceNotes


@dataclass(frozen=True, slots=True)
class TopicPart:
    """What a topic adds to the dataset, and what it gives to the summary."""

    packed: Packed
    notes: TopicNotes


@dataclass(frozen=True, slots=True)
class Knowledge:
    """What a worker has to put to use before it works: the user's vocabularies, and encoders and inference by name."""

    vocabularies: tuple[Path, ...] = ()
    encoders: tuple[str, ...] = ()
    inference: str = ""

    def put_to_use(self) -> None:
        """Put it to use in this process, where it is not yet."""
        vocabulary.use(*self.vocabularies)
        if encoders.named() != self.encoders:
            encoders.use(*self.encoders)
        if second_opinion.named() != self.inference:
            second_opinion.use(self.inference)


def knowledge_in_use() -> Knowledge:
    """Return what is in use in this process."""
    return Knowledge(vocabulary.own_files(), encoders.named(), second_opinion.named())


@dataclass(frozen=True, slots=True)
class Jobs:
    """The functions, with what they share: the store, the recipe, and the time that a stage may take.

    `packing` says whether they leave in the store what is written of each source and topic.
    """

    store: Store
    recipe: Recipe
    time_limit: float = TIME_LIMIT
    packing: bool = False
    knowledge: Knowledge = field(default_factory=knowledge_in_use)

    def kept_file(self, file: RawFile, content: str, known: Known) -> ReadFile | None:
        """Return what another run has kept of a file, `content` its hash; None where it has to be read."""
        key = self.file_key(file, content)
        pages: tuple[Page, ...] | None = known.files.get(key) or self.store.get(FILES, key) if content else None
        return None if pages is None else ReadFile(file.name, content, key, pages, kept=True)

    def kept_card(self, source: Marked, known: Known) -> Card | None:
        """Return what another run has kept of a source; None where its facts have to be found."""
        key = self.facts_key(source)
        card: Card | None = known.cards.get(key) or self.store.get(CARDS, key)
        return card and replace(card, kept=True)

    def kept_topic(self, gathering: Gathering, known: Known) -> CheckedTopic | None:
        """Return what another run has kept of a topic; None where it has to be checked."""
        key = self.topic_key(gathering)
        return self._checked(gathering, kept=True) if key in known.topics or self.store.has(TOPICS, key) else None

    def read(self, files: Sequence[RawFile]) -> tuple[ReadFile, ...]:
        """Read files up to the roles of their blocks."""
        read = tuple(map(self._read, files))
        release()
        return read

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
        return (ReadFile(file.name, "", "", (page,), kept=False),)

    def lost_source(self, marked: Marked, reason: str) -> tuple[Card, ...]:
        """Return the result for a source on which workers died."""
        document = self._document(READ, marked.page.key)
        problem = finding("source.lost", document.source.source_id, reason=reason)
        return (self._card(self.facts_key(marked), sequence.failed(document, problem)),)

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

    def source_part(self, key: str, source_id: str) -> SourcePart:
        """Return what a source adds: `key` is that of its topic, or of its facts where it has none."""
        part: SourcePart = self._must(PARTS, _part_key(key, source_id))
        return part

    def topic_part(self, key: str) -> TopicPart:
        """Return what a topic adds."""
        part: TopicPart = self._must(PARTS, key)
        return part

    def text(self, key: str, source_id: str) -> str:
        """Return the decoded text of a source, by the keys of its part."""
        text: str = self._must(TEXTS, _part_key(key, source_id))
        return text

    def _read(self, file: RawFile) -> ReadFile:
        content = content_of(file)
        stages, _ = sequence.around_sites()
        documents = sequence.received(file, self.time_limit)
        pages = tuple(self._page(sequence.process(document, stages, self.time_limit)) for document in documents)
        key = self.file_key(file, content) if content and content == content_of(file) else ""  # "": changed meanwhile
        if key:
            self.store.put(FILES, key, pages)
        return ReadFile(file.name, content, key, pages, kept=False)

    def file_key(self, file: RawFile, content: str) -> str:
        """Return the key of what is read of a file, `content` its hash."""
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
        return self._card(self.facts_key(marked), sequence.process(document, stages, self.time_limit))

    def _card(self, key: str, document: Document) -> Card:
        signature = topics.signature(document)
        card = Card(
            document.source.path, key, signature.source_id, signature.language, pickled(signature),
            quarantine_of(document),
        )  # fmt: skip
        self.store.put(FACTS, key, document)
        if self.packing and not signature.subjects:  # no topic will come by
            self._pack_source(key, document)
        self.store.put(CARDS, key, card)
        return card

    def facts_key(self, marked: Marked) -> str:
        """Return the key of the facts of a source."""
        return self.recipe.facts("facts", marked.page.key, *sorted(marked.repeated), "copies", *marked.copies)

    def _check(self, gathering: Gathering) -> CheckedTopic:
        documents = tuple(map(self.document, gathering.keys))
        try:
            return self._keep_topic(gathering, sequence.check(topics.assemble(gathering.group, documents)))
        except sequence.StageError as error:  # hours of reading are not lost for a bug that one topic in 10,000 meets
            return self.lost_topic(gathering, str(error))[0]

    def _keep_topic(self, gathering: Gathering, topic: Topic) -> CheckedTopic:
        key = self.topic_key(gathering)
        if self.packing:
            self._pack_topic(key, gathering, topic)
        found = topic.verdicts, topic.findings, topic.derivations, topic.mappings
        self.store.put(TOPICS, key, Checked(topic.topic_id, topic.subject_ids, gathering.keys, *found))
        return self._checked(gathering, kept=False)

    def _checked(self, gathering: Gathering, kept: bool) -> CheckedTopic:
        return CheckedTopic(gathering.topic_id, self.topic_key(gathering), gathering.group.source_ids, kept)

    def _pack_topic(self, key: str, gathering: Gathering, topic: Topic) -> None:
        """Leave what is written of a topic and of its sources."""
        documents = joined(tuple(map(self.document, gathering.keys)), topic.mappings)
        topic = replace(topic, documents=documents)
        original_of = {one.source_id: one.original_id for one in topic.derivations}
        for document in documents:
            self._pack_source(key, document, topic.topic_id, original_of.get(document.source.source_id, ""))
        packed = pack(topic_part(topic), tuple(mappings_of(topic)))
        self.store.put(PARTS, key, TopicPart(packed, notes_on_topic(topic)))

    def _pack_source(self, key: str, document: Document, topic_id: str = "", original_id: str = "") -> None:
        """Leave what is written of a source, once every span in it is sure."""
        verify((document,))
        packed = pack(source_part(document, topic_id, original_id))
        part_key = _part_key(key, document.source.source_id)
        self.store.put(TEXTS, part_key, document.text)
        self.store.put(PARTS, part_key, SourcePart(packed, notes_on_source(document)))

    def topic_key(self, gathering: Gathering) -> str:
        """Return the key of what is found in a topic."""
        return self.recipe.facts("topic", gathering.group, "keys", *gathering.keys)

    def _document(self, kind: str, key: str) -> Document:
        document: Document = self._must(kind, key)
        return document

    def _must(self, kind: str, key: str) -> Any:
        found = self.store.get(kind, key)
        if found is None:
            raise VanishedError("An entry of the cache vanished during the run; was it pruned? Run again.")
        return found


def _part_key(key: str, source_id: str) -> str:
    return digest(key, source_id)
