"""The words of the project as frozen data types: no behaviour beyond looking, no input or output.

A :class:`Document` is one source with the layers that the stages lay over it. A stage never changes a
document: it returns a copy with one more layer. Every layer points into ``Source.text`` by half-open
spans in code points, so whatever is derived can be cut out of the file again.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import NamedTuple

from pipeline.kinds import (
    BlockKind,
    CellKind,
    Justification,
    ListKind,
    Match,
    Modality,
    Origin,
    Polarity,
    Relation,
    Role,
    Scope,
    Severity,
)

__all__ = [
    "Block",
    "BlockKind",
    "Cell",
    "CellKind",
    "Concept",
    "ConceptMapping",
    "Derivation",
    "Document",
    "Finding",
    "Item",
    "Justification",
    "Label",
    "ListKind",
    "Match",
    "Mention",
    "Modality",
    "Name",
    "Naming",
    "Origin",
    "Polarity",
    "Relation",
    "Role",
    "Scope",
    "Severity",
    "Source",
    "Span",
    "Statement",
    "Subject",
    "Table",
    "Taxonomy",
    "Topic",
    "Verdict",
]


class Span(NamedTuple):
    """A half-open stretch ``[start, end)`` of a source, in code points of the decoded file."""

    start: int
    end: int

    def of(self, text: str) -> str:
        """Return the slice of `text` that the span covers."""
        return text[self.start : self.end]

    def contains(self, other: Span) -> bool:
        """Tell whether `other` lies inside this span."""
        return self.start <= other.start and other.end <= self.end

    def overlaps(self, other: Span) -> bool:
        """Tell whether the two spans share at least one code point."""
        return self.start < other.end and other.start < self.end


def _place(span: Span, origins: tuple[Span, ...] | None, start: int, end: int) -> Span:
    """Return the raw span of a stretch of readable text; `origins` leads back where the file has markup.

    Args:
        span: where the whole text stands in the file.
        origins: where each code point of the text stands in the file, or None where text and file are the same.
        start, end: the stretch.
    """
    if origins is None:
        return Span(span.start + start, span.start + end)
    return Span(origins[start].start, origins[max(start, end - 1)].end)


@dataclass(frozen=True, slots=True)
class Finding:
    """A defect of a source or of a run, or a fact about its making that a reader should know."""

    code: str
    message: str
    severity: Severity
    source_id: str = ""
    span: Span | None = None
    other: Span | None = None


@dataclass(frozen=True, slots=True)
class Source:
    """One raw file, identified by the hash of its bytes."""

    source_id: str
    path: str
    sha256: str
    media_type: str
    encoding: str
    text: str = field(repr=False)
    site: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True)
class Block:
    """A stretch of a source that layout sets apart.

    `span` covers the content without a list marker; `text` is its readable form, which differs from the
    raw slice only where the file has markup.
    """

    position: int
    kind: BlockKind
    span: Span
    text: str
    marker: str = ""
    level: int = 0
    parent: int | None = None
    language: str = ""
    language_confidence: float = 0.0
    role: Role = Role.BODY
    section_role: Role = Role.BODY
    boilerplate: bool = False
    boilerplate_rule: str = ""
    role_rule: str = ""  # "likeness" where no phrase told the role, and an encoder did
    role_confidence: float = 1.0
    origins: tuple[Span, ...] | None = field(default=None, repr=False)

    def place(self, start: int, end: int) -> Span:
        """Return the raw span of ``text[start:end]``."""
        return _place(self.span, self.origins, start, end)

    def part(self, kind: BlockKind, start: int, end: int, marker: str = "") -> Block:
        """Return ``text[start:end]`` as a block of its own."""
        origins = self.origins[start:end] if self.origins is not None else None
        text, span = self.text[start:end], self.place(start, end)
        return replace(self, kind=kind, span=span, text=text, marker=marker, origins=origins)


@dataclass(frozen=True, slots=True)
class Name:
    """A label as a source writes it, with its place."""

    text: str
    span: Span


@dataclass(frozen=True, slots=True)
class Subject:
    """A compared thing of a source, in the order of the title."""

    position: int
    label: str
    span: Span
    expansion: Name | None = None
    aliases: tuple[str, ...] = ()
    concept_id: str = ""


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a comparison table; `subject` is the index of the document's subject it speaks of."""

    row: int
    column: int
    kind: CellKind
    span: Span
    text: str
    subject: int | None = None
    confidence: float = 1.0
    ambiguous: bool = False
    runner_up: str = ""
    origins: tuple[Span, ...] | None = field(default=None, repr=False)

    def place(self, start: int, end: int) -> Span:
        """Return the raw span of ``text[start:end]``."""
        return _place(self.span, self.origins, start, end)


@dataclass(frozen=True, slots=True)
class Table:
    """A comparison table.

    Row 0 is the header. Its cells name the subjects where the columns are what is compared, and the aspects where
    the rows are. A cell that is merged over several columns or rows stands in each of them.
    """

    span: Span
    cells: tuple[Cell, ...]
    method: str
    caption: Span | None = None

    def row(self, number: int) -> tuple[Cell, ...]:
        """Return the cells of one row, left to right."""
        return tuple(cell for cell in self.cells if cell.row == number)

    def labelled(self) -> tuple[tuple[Cell, Cell | None], ...]:
        """Return each cell with the aspect cell that it falls under: of its row, or of its column in the header."""
        labels = [cell for cell in self.cells if cell.kind is CellKind.ASPECT]
        by_row = {label.row: label for label in labels if label.row}
        by_column = {label.column: label for label in labels if not label.row}
        return tuple((cell, by_row.get(cell.row) or by_column.get(cell.column)) for cell in self.cells)


@dataclass(frozen=True, slots=True)
class Item:
    """An item of a list: what it names and what it says of it."""

    position: int
    span: Span
    marker: str
    label: Name
    description: Name | None = None
    concept_id: str = ""


@dataclass(frozen=True, slots=True)
class Taxonomy:
    """A list with its parent, as a source gives it, whether bulleted, in a cell or in a sentence."""

    kind: ListKind
    span: Span
    items: tuple[Item, ...]
    parent: Name | None = None
    subject: int | None = None
    lead_in: Span | None = None
    origin: Origin = Origin.LIST
    count: int | None = None
    open_list: bool = False


@dataclass(frozen=True, slots=True)
class Mention:
    """A place where a source names a concept."""

    concept_id: str
    span: Span
    match: Match
    confidence: float


@dataclass(frozen=True, slots=True)
class Label:
    """A name of a concept in one language."""

    language: str
    text: str
    kind: str  # pref, alt, hidden or observed


@dataclass(frozen=True, slots=True)
class Concept:
    """A language-independent identity.

    `aspect_id` is the respect that a value or type belongs to; `exclusive_with` names values that cannot
    hold of one thing together, `contrasts_with` those that differ where a whole cell gives one of each.
    """

    concept_id: str
    kind: str  # subject, aspect, type or value
    labels: tuple[Label, ...]
    broader_id: str = ""
    aspect_id: str = ""
    scheme: str = ""
    defined_by: str = "vocabulary"
    exclusive_with: tuple[str, ...] = ()
    contrasts_with: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Statement:
    """What a source says of a subject in one respect, at a span."""

    source_id: str
    subject_id: str
    aspect_id: str
    value: str
    span: Span
    origin: Origin
    confidence: float
    value_concept_ids: tuple[str, ...] = ()
    polarity: Polarity = Polarity.POSITIVE
    modality: Modality = Modality.ACTUAL
    count: int | None = None
    open_list: bool = False
    enumeration: bool = False


@dataclass(frozen=True, slots=True)
class Document:
    """A source and the layers that stages have laid over it."""

    source: Source
    blocks: tuple[Block, ...] = ()
    language: str = "und"
    language_confidence: float = 0.0
    title: Name | None = None
    subjects: tuple[Subject, ...] = ()
    tables: tuple[Table, ...] = ()
    taxonomies: tuple[Taxonomy, ...] = ()
    mentions: tuple[Mention, ...] = ()
    concepts: tuple[Concept, ...] = ()
    statements: tuple[Statement, ...] = ()
    findings: tuple[Finding, ...] = ()
    joins: tuple[tuple[str, str], ...] = ()  # (concept that the source defines, concept of its topic that it is)
    variant: str = ""  # BCP 47 code of the national norm that its words tell, or the language

    @property
    def text(self) -> str:
        """The decoded file."""
        return self.source.text

    @property
    def quarantined(self) -> bool:
        """Whether an error keeps the source out of every comparison."""
        return any(finding.severity is Severity.ERROR for finding in self.findings)


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a comparison of statements found, by which rule and why."""

    topic_id: str
    scope: Scope
    subject_id: str
    aspect_id: str
    relation: Relation
    strength: str
    statements: tuple[Statement, ...]
    rule: str
    reason: str
    confidence: float


@dataclass(frozen=True, slots=True)
class Derivation:
    """A source that goes back to the same original as another, which stands for both.

    `places` leads from passages of the other, the original, to the passages that render them here.
    """

    source_id: str
    original_id: str
    places: tuple[tuple[Span, Span], ...] = field(default=(), repr=False)


@dataclass(frozen=True, slots=True)
class Naming:
    """A concept as one source names it."""

    concept_id: str
    label: str
    language: str


@dataclass(frozen=True, slots=True)
class ConceptMapping:
    """Two concepts of a topic that may be one, with what speaks for it; `joined` ones are one in the dataset."""

    topic_id: str
    kind: str  # subject, aspect or type
    one: Naming
    other: Naming
    justification: Justification
    evidence: str
    confidence: float
    joined: bool


@dataclass(frozen=True, slots=True)
class Topic:
    """Sources that compare the same subjects, with the verdicts on what they say."""

    topic_id: str
    subject_ids: tuple[str, ...]
    documents: tuple[Document, ...]
    verdicts: tuple[Verdict, ...] = ()
    findings: tuple[Finding, ...] = ()
    derivations: tuple[Derivation, ...] = ()
    mappings: tuple[ConceptMapping, ...] = ()
