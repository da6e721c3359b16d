"""Statements of bulleted lists: what is a type of the parent, and what each item says of its thing."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline import vocabulary
from pipeline.model import Document, Item, ListKind, Name, Origin, Polarity, Statement, Taxonomy
from pipeline.reading.clauses import Reader, reader_of
from pipeline.reading.force import modality_of, polarity_of
from pipeline.reading.mentions import find
from pipeline.reading.scope import Passage, reaching
from pipeline.statements.values import ADVANTAGES, DISADVANTAGES, FEATURES, TYPES, USE, places_of, values_by_aspect
from pipeline.text.cues import Cue
from pipeline.text.folding import fold

_CONFIDENCE = 0.95  # a bullet under a lead-in that names its parent is the surest thing in these texts
_ASPECT_OF_KIND = {
    ListKind.ADVANTAGES: ADVANTAGES,
    ListKind.DISADVANTAGES: DISADVANTAGES,
    ListKind.FEATURES: FEATURES,
    ListKind.USES: USE,
}


def list_statements(document: Document) -> Iterator[Statement]:
    """Yield the statements of the bulleted lists that have one of the subjects as parent."""
    for taxonomy in document.taxonomies:
        if taxonomy.origin is not Origin.LIST or taxonomy.subject is None:
            continue
        if taxonomy.kind is ListKind.TYPES:
            yield _whole(taxonomy, document)
            for item in taxonomy.items:
                yield _type(item, taxonomy, document)
        elif taxonomy.kind in _ASPECT_OF_KIND:
            for item in taxonomy.items:
                yield _said(item, taxonomy, _ASPECT_OF_KIND[taxonomy.kind], document)
        for item in taxonomy.items:
            yield from _described(item, taxonomy, document)


def _whole(taxonomy: Taxonomy, document: Document) -> Statement:
    ids = tuple(item.concept_id for item in taxonomy.items if item.concept_id)
    return Statement(
        source_id=document.source.source_id,
        subject_id=_subject(taxonomy, document),
        aspect_id=TYPES,
        value="; ".join(item.label.text for item in taxonomy.items),
        span=taxonomy.span,
        origin=Origin.LIST,
        confidence=_CONFIDENCE,
        value_concept_ids=ids,
        count=len(taxonomy.items),
        open_list=taxonomy.open_list,
        enumeration=True,
    )


def _type(item: Item, taxonomy: Taxonomy, document: Document) -> Statement:
    concept = vocabulary.load().by_id.get(item.concept_id)
    aspect = concept.aspect_id if concept and concept.aspect_id else TYPES
    ids = (item.concept_id,) if item.concept_id else ()
    return _statement(item.label, aspect, ids, taxonomy, document)


def _said(item: Item, taxonomy: Taxonomy, aspect: str, document: Document) -> Statement:
    return _statement(Name(_readable(item, document), item.span), aspect, (), taxonomy, document)


def _readable(item: Item, document: Document) -> str:
    """Return an item as it reads; where the file has markup or a broken line in it, the raw slice differs."""
    block = next((block for block in document.blocks if block.origins and block.span.contains(item.span)), None)
    if block is None or block.origins is None:
        return item.span.of(document.text)
    pairs = zip(block.text, block.origins, strict=True)
    return "".join(character for character, place in pairs if item.span.contains(place))


def _described(item: Item, taxonomy: Taxonomy, document: Document) -> Iterator[Statement]:
    """Yield what an item's description says of the parent, by way of its type."""
    if item.description is None:
        return
    reader = reader_of(document)
    found = find(item.description.text, reader.lens)
    for aspect, ids in values_by_aspect(found, reader.subject_ids).items():
        yield _statement(item.description, aspect, ids, taxonomy, document)


def _statement(name: Name, aspect: str, ids: tuple[str, ...], taxonomy: Taxonomy, document: Document) -> Statement:
    reader = reader_of(document)
    cues = reader.language.lexicon.find(fold(name.text, reader.language.casing).text)
    return Statement(
        source_id=document.source.source_id,
        subject_id=_subject(taxonomy, document),
        aspect_id=aspect,
        value=name.text,
        span=name.span,
        origin=Origin.LIST,
        confidence=_CONFIDENCE,
        value_concept_ids=ids,
        polarity=_polarity(name.text, ids, cues, reader),
        modality=modality_of(cues),
        open_list=taxonomy.open_list,
    )


def _polarity(text: str, ids: tuple[str, ...], cues: tuple[Cue, ...], reader: Reader) -> Polarity:
    values = places_of(find(text, reader.lens), ids)
    said = reaching(cues, Passage(text, 0, len(text), values=values), reader.language)
    return polarity_of(said, values, reader.language.negative_concord)


def _subject(taxonomy: Taxonomy, document: Document) -> str:
    return document.subjects[taxonomy.subject].concept_id if taxonomy.subject is not None else ""
