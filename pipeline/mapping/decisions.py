"""Decisions on mappings as triples of a vocabulary file."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from urllib.parse import quote

from rdflib import OWL, RDF, SKOS, Graph, Literal, Namespace, URIRef

from pipeline.files import InputError
from pipeline.mapping.review import Proposal, Side
from pipeline.vocabulary import skos

_TERTIUM = Namespace(skos.TERTIUM)
_URN = "urn:tertium:"
_SCHEME = URIRef(f"{_URN}reviewed")
_TYPES = URIRef(f"{_URN}aspect:types")
_OF_SOURCES = "source:"
_KEPT = ":.+-_~"


def write_decisions(path: Path, accepted: Iterable[Proposal], rejected: Iterable[Proposal]) -> None:
    """Add decisions to a vocabulary file; a new decision on a pair takes the place of the one before.

    Args:
        path: the file, which need not exist.
        accepted: mappings that are right.
        rejected: mappings that are wrong.

    Raises:
        InputError: what stands in the file is no Turtle.
    """
    graph = Graph()
    graph.bind("tertium", _TERTIUM)
    if path.is_file():
        try:
            graph.parse(path, format="turtle")
        except Exception as error:  # rdflib's Turtle parser raises many kinds
            raise InputError(f"{path} is not valid Turtle ({error}); mend it or move it away.") from error
    for mapping in accepted:
        _forget(graph, mapping)
        _accept(graph, mapping)
    for mapping in rejected:
        _forget(graph, mapping)
        graph.add((_node(mapping.one), OWL.differentFrom, _node(mapping.other)))
    graph.serialize(path, format="turtle", encoding="utf-8")


def _accept(graph: Graph, mapping: Proposal) -> None:
    node = _node(mapping.other)
    graph.add((node, SKOS.exactMatch, _node(mapping.one)))
    if mapping.other.concept_id.startswith(_OF_SOURCES):
        _describe(graph, mapping)
    _label(graph, node, mapping.one)


def _describe(graph: Graph, mapping: Proposal) -> None:
    """Make what two sources define a concept of the vocabulary."""
    node = _node(mapping.other)
    graph.add((_SCHEME, RDF.type, SKOS.ConceptScheme))
    graph.add((node, RDF.type, SKOS.Concept))
    graph.add((node, SKOS.inScheme, _SCHEME if mapping.kind != "aspect" else URIRef(f"{_URN}aspect")))
    graph.set((node, _TERTIUM.kind, Literal(mapping.kind)))
    if mapping.kind == "type":
        graph.set((node, _TERTIUM.aspect, _TYPES))
    _label(graph, node, mapping.other)


def _label(graph: Graph, node: URIRef, side: Side) -> None:
    """Add a label: the preferred one of its language where a concept of sources has none yet."""
    has_one = any(label.language == side.language for label in graph.objects(node, SKOS.prefLabel))
    own = str(node).startswith(_URN + _OF_SOURCES)
    graph.add((node, SKOS.altLabel if has_one or not own else SKOS.prefLabel, Literal(side.label, side.language)))


def _forget(graph: Graph, mapping: Proposal) -> None:
    one, other = _node(mapping.one), _node(mapping.other)
    for pair in ((one, other), (other, one)):
        graph.remove((pair[0], OWL.differentFrom, pair[1]))
        graph.remove((pair[0], SKOS.exactMatch, pair[1]))
    for predicate in (SKOS.prefLabel, SKOS.altLabel):
        graph.remove((other, predicate, Literal(mapping.one.label, mapping.one.language)))


def _node(side: Side) -> URIRef:
    """Return the IRI of a concept, in which letters of every script may stay."""
    name = "".join(one if one.isalnum() or one in _KEPT else quote(one, safe="") for one in side.concept_id)
    return URIRef(_URN + name)
