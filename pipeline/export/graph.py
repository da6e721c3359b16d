"""The concepts of a dataset as a SKOS graph, before it is written as Turtle or JSON-LD.

rdflib would do both, but costs .08 s to import and 20 times as long to write; the graph has one shape, and tests read
what is written with rdflib.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from pipeline.export.contents import Contents
from pipeline.export.iris import concept_iri, row_iri

PREFIXES = {
    "dcterms": "http://purl.org/dc/terms/",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "tertium": "urn:tertium:schema:",
}
_LABELS = {"pref": "skos:prefLabel", "alt": "skos:altLabel", "observed": "skos:hiddenLabel"}


@dataclass(frozen=True, slots=True)
class Iri:
    """A reference to another resource."""

    iri: str


@dataclass(frozen=True, slots=True)
class Literal:
    """A text, with its language where it has one."""

    text: str
    language: str = ""


@dataclass(frozen=True, slots=True)
class Resource:
    """A concept or a scheme: its type, and what is said of it, property by property."""

    iri: str
    kind: str
    said: tuple[tuple[str, tuple[Iri | Literal, ...]], ...]


def resources(contents: Contents) -> Iterator[Resource]:
    """Yield the schemes, then the concepts with their labels.

    What sources write is a hidden label: it serves search, and nobody vouches for it. A concept that a source defines
    names the sources that speak of it (dcterms:source).
    """
    schemes = sorted({str(record["scheme"]) for record in contents.records("concepts") if record["scheme"]})
    for scheme in schemes:
        title = Literal(scheme, "en")
        yield Resource(concept_iri(scheme), "skos:ConceptScheme", (("dcterms:title", (title,)),))
    labels = _labels(contents)
    sources = _sources(contents)
    for record in contents.records("concepts"):
        name = str(record["concept_id"])
        scheme, broader = str(record["scheme"]), str(record["broader_id"])
        said: list[tuple[str, tuple[Iri | Literal, ...]]] = [
            ("skos:inScheme", (Iri(concept_iri(scheme)),) if scheme else ()),
            ("skos:topConceptOf", (Iri(concept_iri(scheme)),) if scheme and not broader else ()),
            ("skos:broader", (Iri(concept_iri(broader)),) if broader else ()),
            ("skos:notation", (Literal(name),)),
            ("tertium:kind", (Literal(str(record["kind"])),)),
            *((_LABELS[kind], tuple(labels[name, kind])) for kind in _LABELS),
            ("dcterms:source", tuple(sources.get(name, ())) if record["defined_by"] == "source" else ()),
        ]
        yield Resource(concept_iri(name), "skos:Concept", tuple((term, values) for term, values in said if values))


def _labels(contents: Contents) -> dict[tuple[str, str], list[Literal]]:
    labels: dict[tuple[str, str], list[Literal]] = defaultdict(list)
    for record in contents.records("labels"):
        literal = Literal(str(record["label"]), str(record["language"]))
        labels[str(record["concept_id"]), str(record["label_kind"])].append(literal)
    return labels


def _sources(contents: Contents) -> dict[str, list[Iri]]:
    found: dict[str, set[str]] = defaultdict(set)
    for record in contents.records("mentions"):
        found[str(record["concept_id"])].add(str(record["source_id"]))
    return {name: [Iri(row_iri("sources", one)) for one in sorted(ids)] for name, ids in found.items()}
