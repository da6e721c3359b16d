"""Giving concepts of a source the identity that they have in their topic."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from pipeline.model import Concept, ConceptMapping, Document, Statement, Taxonomy

_OF_SOURCES = "source:"


def renamed(document: Document, joins: Mapping[str, str]) -> Document:
    """Return a document in which every joined concept bears its new identifier, wherever a layer names it.

    Args:
        document: a document with all layers per source.
        joins: concept that a source defines to the concept that it is.
    """
    own = {old: new for old, new in joins.items() if old != new and _names(document, old)}
    if not own:
        return document

    def of(concept_id: str) -> str:
        return own.get(concept_id, concept_id)

    return replace(
        document,
        subjects=tuple(replace(one, concept_id=of(one.concept_id)) for one in document.subjects),
        taxonomies=tuple(_taxonomy(one, own) for one in document.taxonomies),
        mentions=tuple(replace(one, concept_id=of(one.concept_id)) for one in document.mentions),
        concepts=_concepts(document.concepts, own),
        statements=tuple(_statement(one, own) for one in document.statements),
        joins=tuple(sorted({**dict(document.joins), **own}.items())),
    )


def joins_of(mappings: Iterable[ConceptMapping]) -> dict[str, str]:
    """Return what mappings join: a concept of a source to the concept at the end of its chain of joins."""
    onward = {one.one.concept_id: one.other.concept_id for one in mappings if one.joined}

    def end(concept_id: str, seen: frozenset[str] = frozenset()) -> str:
        to = onward.get(concept_id)
        return concept_id if to is None or to in seen else end(to, seen | {concept_id})

    return {one: end(one) for one in onward}


def joined(documents: tuple[Document, ...], mappings: Iterable[ConceptMapping]) -> tuple[Document, ...]:
    """Return the documents of a topic with the identities that its mappings give."""
    joins = joins_of(mappings)
    return tuple(renamed(document, joins) for document in documents) if joins else documents


def _names(document: Document, concept_id: str) -> bool:
    return any(concept_id in (one.concept_id, one.broader_id) for one in document.concepts)


def _taxonomy(taxonomy: Taxonomy, own: Mapping[str, str]) -> Taxonomy:
    items = tuple(replace(item, concept_id=own.get(item.concept_id, item.concept_id)) for item in taxonomy.items)
    return replace(taxonomy, items=items)


def _concepts(concepts: tuple[Concept, ...], own: Mapping[str, str]) -> tuple[Concept, ...]:
    """Rename concepts that a source defines; two that have become one keep the labels of both."""
    found: dict[str, Concept] = {}
    for concept in concepts:
        new_id = own.get(concept.concept_id, concept.concept_id)
        broader = own.get(concept.broader_id, concept.broader_id)
        one = replace(concept, concept_id=new_id, broader_id="" if broader == new_id else broader)
        if not new_id.startswith(_OF_SOURCES):  # the vocabulary has preferred labels of its own
            one = replace(one, labels=tuple(replace(label, kind="alt") for label in one.labels))
        known = found.get(new_id)
        found[new_id] = replace(known, labels=tuple(dict.fromkeys(known.labels + one.labels))) if known else one
    return tuple(found.values())


def _statement(statement: Statement, own: Mapping[str, str]) -> Statement:
    return replace(
        statement,
        subject_id=own.get(statement.subject_id, statement.subject_id),
        aspect_id=own.get(statement.aspect_id, statement.aspect_id),
        value_concept_ids=tuple(dict.fromkeys(own.get(one, one) for one in statement.value_concept_ids)),
    )
