"""Stage 8, concepts: one identity for a thing whatever the language that names it.

What the vocabulary knows gets its identifier; what it lacks becomes a concept that the source defines, and is listed
as such, never dropped.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from pipeline import vocabulary
from pipeline.model import CellKind, Concept, Document, Item, Label, ListKind, Mention, Span, Taxonomy
from pipeline.reading.aspects import aspect_of
from pipeline.reading.lens import lens_of, source_concept_id
from pipeline.reading.mentions import Lens, concept_of, find
from pipeline.stages.stage import SourceStage

_SOURCE = "source"
# A label is a known concept where the concept's name makes up this much of it; "Virtual Call Centers" is a type of
# its own, although "Call Centers" stands in it.
_WHOLE = 0.75
_TYPE_WORDS = 8  # a longer item is a sentence about a type, no name of one


def find_concepts(document: Document) -> Document:
    """Lay mentions over a document, and concepts on the items of its lists."""
    if not document.subjects:
        return document
    lens = lens_of(document)
    mentions = tuple(_mentions(document, lens))
    named = {one.span: one.concept_id for one in mentions}
    taxonomies = tuple(_with_concepts(one, document, named, lens) for one in document.taxonomies)
    document = replace(document, taxonomies=taxonomies, mentions=mentions)
    return replace(document, concepts=tuple(_own_concepts(document)))


def item_concept(item: Item, parent_id: str, lens: Lens) -> str:
    """Return the identifier of the type that an item of a list of types names."""
    label = item.label.text
    found = concept_of(label, lens)
    if found and found.concept_id != parent_id and found.end - found.start >= _WHOLE * len(label):
        return found.concept_id
    if found and found.match == "stem" and _is_short_name(found.concept_id, parent_id):
        return found.concept_id
    return source_concept_id(label, lens.code)


def _is_short_name(concept_id: str, parent_id: str) -> bool:
    concept = vocabulary.load().by_id.get(concept_id)
    return concept is not None and concept.kind == "type" and concept.broader_id == parent_id


def _with_concepts(taxonomy: Taxonomy, document: Document, named: Mapping[Span, str], lens: Lens) -> Taxonomy:
    if taxonomy.kind is not ListKind.TYPES:
        return taxonomy
    parent_id = document.subjects[taxonomy.subject].concept_id if taxonomy.subject is not None else ""
    return replace(taxonomy, items=tuple(_with_concept(item, parent_id, named, lens) for item in taxonomy.items))


def _with_concept(item: Item, parent_id: str, named: Mapping[Span, str], lens: Lens) -> Item:
    """Name the type of an item; one too long to be a name keeps none."""
    known = named.get(item.label.span, "")
    if known == parent_id:
        known = ""  # an arteriole is no artery, however alike the words: nothing is a type of itself
    if not known and len(item.label.text.split()) > _TYPE_WORDS:
        return item
    return replace(item, concept_id=known or item_concept(item, parent_id, lens))


def _mentions(document: Document, lens: Lens) -> Iterator[Mention]:
    for block in document.blocks:
        if block.boilerplate:
            continue
        for found in find(block.text, lens):
            yield Mention(found.concept_id, block.place(found.start, found.end), found.match, found.confidence)


def _own_concepts(document: Document) -> Iterator[Concept]:
    """Yield the concepts that the vocabulary lacks: subjects, aspects and types, with the source's label."""
    known = vocabulary.load().by_id
    seen: set[str] = set()
    for concept in _candidates(document):
        if concept.concept_id and concept.concept_id not in known and concept.concept_id not in seen:
            seen.add(concept.concept_id)
            yield concept


def _candidates(document: Document) -> Iterator[Concept]:
    code = document.language
    for subject in document.subjects:
        labels = [subject.label, *subject.aliases, *([subject.expansion.text] if subject.expansion else [])]
        yield _concept(subject.concept_id, "subject", labels, code)
    for table in document.tables:
        for cell in table.cells:
            if cell.kind is CellKind.ASPECT and cell.text:
                yield _concept(aspect_of(cell.text, code), "aspect", [cell.text], code)
    for taxonomy in document.taxonomies:
        parent = document.subjects[taxonomy.subject].concept_id if taxonomy.subject is not None else ""
        for item in taxonomy.items:
            yield _concept(item.concept_id, "type", [item.label.text], code, parent)
            if taxonomy.kind is ListKind.DIFFERENCES and item.description:  # "Depth: …"
                yield _concept(aspect_of(item.label.text, code), "aspect", [item.label.text], code)


def _concept(concept_id: str, kind: str, names: list[str], code: str, broader: str = "") -> Concept:
    labels = tuple(Label(code, name, "pref" if index == 0 else "alt") for index, name in enumerate(names))
    aspect = "aspect:types" if kind == "type" else ""
    return Concept(concept_id, kind, labels, broader, aspect, scheme=_SOURCE, defined_by=_SOURCE)


STAGE = SourceStage(
    "concepts",
    1,
    requires=("blocks", "subjects", "tables", "taxonomies"),
    assigns=("mentions", "concepts", "item.concept_id"),
    apply=find_concepts,
)
