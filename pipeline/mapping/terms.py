"""The names of a topic that may be joined: row labels and the items of lists of types, with where they stand."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from pipeline import languages
from pipeline.model import CellKind, Document, ListKind
from pipeline.reading.aspects import aspect_of

ASPECT, TYPE = "aspect", "type"
KINDS = (ASPECT, TYPE)
_DESCRIBED = 160  # characters of a description that an encoder reads with a name
_LONGEST = 60  # characters of a name; a longer one is a sentence


@dataclass(frozen=True, slots=True)
class Slot:
    """A place in a list or in the first column of a table: the `place`-th of `length`, under a parent."""

    parent: str
    place: int
    length: int


@dataclass(frozen=True, slots=True)
class Term:
    """A concept as a source names it, once a source: where it stands first, and what is said of it there."""

    concept_id: str
    kind: str
    label: str
    language: str
    slot: Slot
    description: str = ""

    @property
    def described(self) -> str:
        """The name with its description, which an encoder tells apart better than a bare name."""
        return f"{self.label}: {self.description}" if self.description else self.label


def terms_of(document: Document) -> Iterator[Term]:
    """Yield the terms of a document, each concept once, by place."""
    seen: set[str] = set()
    for term in (*_row_labels(document), *_types(document)):
        if term.concept_id and term.concept_id not in seen and len(term.label) <= _LONGEST:
            seen.add(term.concept_id)
            yield term


def _row_labels(document: Document) -> Iterator[Term]:
    joins, code = dict(document.joins), languages.load(document.language).code
    for table in document.tables:
        labels = [cell for cell in table.cells if cell.kind is CellKind.ASPECT and cell.text]
        for place, cell in enumerate(labels):
            name = aspect_of(cell.text, code)
            slot = Slot("rows", place, len(labels))
            yield Term(joins.get(name, name), ASPECT, cell.text, code, slot)


def _types(document: Document) -> Iterator[Term]:
    code = languages.load(document.language).code
    for taxonomy in document.taxonomies:
        if taxonomy.kind is not ListKind.TYPES:
            continue
        parent = document.subjects[taxonomy.subject].concept_id if taxonomy.subject is not None else ""
        for place, item in enumerate(taxonomy.items):
            said = item.description.text[:_DESCRIBED] if item.description else ""
            slot = Slot(parent, place, len(taxonomy.items))
            yield Term(item.concept_id, TYPE, item.label.text, code, slot, said)
