"""Read SKOS vocabularies from Turtle and check them as Skosify does (Suominen & Mader, 2014).

Files of a user win over those that ship: where both give a preferred label in a language, the user's is preferred, and
a label that the user puts on a concept leaves the others of its scheme.

Beyond SKOS five properties are used: ``tertium:kind`` (subject, aspect, type, value), ``tertium:aspect`` (the respect
that a value belongs to), ``tertium:exclusiveWith`` (values that cannot hold of one thing together) and
``tertium:shortLabel`` (a modifier that names a type only beside a sibling, in brackets or in quotes).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote

from rdflib import OWL, RDF, SKOS, Graph, Literal, Namespace, URIRef

from pipeline.model import Concept, Label
from pipeline.text.folding import fold_key

TERTIUM = Namespace("urn:tertium:schema:")
_URN = "urn:tertium:"
_LABELS = {SKOS.prefLabel: "pref", SKOS.altLabel: "alt", SKOS.hiddenLabel: "hidden", TERTIUM.shortLabel: "short"}
_NOTES = (SKOS.note, SKOS.scopeNote, SKOS.editorialNote)
_KINDS = ("subject", "aspect", "type", "value")


class SkosError(ValueError):
    """A vocabulary breaks a rule; the message names the concept and the mend."""


@dataclass(frozen=True, slots=True)
class Vocabularies:
    """What files of vocabulary say: concepts, and which identifiers name one concept or never do.

    `same` holds (identifier, concept) pairs, `different` pairs of identifiers in order.
    """

    concepts: tuple[Concept, ...]
    same: tuple[tuple[str, str], ...] = ()
    different: tuple[tuple[str, str], ...] = ()


def read(paths: Iterable[Path], own: Iterable[Path] = ()) -> Vocabularies:
    """Read and check vocabulary files.

    Args:
        paths: Turtle files; a concept described in several is one concept.
        own: files of the user, which win over the others.

    Returns:
        All concepts, sorted by identifier, and the identities that the files state.

    Raises:
        SkosError: a file does not parse or breaks a rule.
    """
    graph = _graph(paths)
    _overlay(graph, _graph(own))
    concepts = tuple(sorted(_concepts(graph), key=lambda concept: concept.concept_id))
    _check(concepts, frozenset(curie(node) for predicate in _NOTES for node in graph.subjects(predicate)))
    same = sorted((curie(other), curie(node)) for node, other in graph.subject_objects(SKOS.exactMatch))
    different = {tuple(sorted(map(curie, pair))) for pair in graph.subject_objects(OWL.differentFrom)}
    return Vocabularies(concepts, tuple(same), tuple(sorted((one, other) for one, other in different)))


def _graph(paths: Iterable[Path]) -> Graph:
    graph = Graph()
    for path in paths:
        try:
            graph.parse(path, format="turtle")
        except Exception as error:  # rdflib's Turtle parser raises many kinds, BadSyntax among them
            raise SkosError(f"{path.name}: not valid Turtle; {error}") from error
    return graph


def _overlay(graph: Graph, own: Graph) -> None:
    """Add the user's graph to another; what contradicts a label of the user's gives way."""
    owners: dict[tuple[str, str], list[tuple[URIRef, URIRef, Literal]]] = defaultdict(list)
    for predicate in _LABELS if len(own) else ():
        for node, label in graph.subject_objects(predicate):
            owners[str(label.language), fold_key(str(label))].append((node, predicate, label))
    for predicate in _LABELS:
        for node, label in own.subject_objects(predicate):
            if predicate == SKOS.prefLabel:
                _demote(graph, node, str(label.language))
            schemes = {*own.objects(node, SKOS.inScheme), *graph.objects(node, SKOS.inScheme)}
            for triple in owners[str(label.language), fold_key(str(label))]:
                if triple[0] == node or schemes & set(graph.objects(triple[0], SKOS.inScheme)):
                    graph.remove(triple)
    graph += own


def _demote(graph: Graph, node: URIRef, language: str) -> None:
    for label in list(graph.objects(node, SKOS.prefLabel)):
        if label.language == language:
            graph.remove((node, SKOS.prefLabel, label))
            graph.add((node, SKOS.altLabel, label))


def curie(node: object) -> str:
    """Shorten a vocabulary URN: ``urn:tertium:aspect:cost`` is ``aspect:cost``."""
    return unquote(str(node).removeprefix(_URN))


def _concepts(graph: Graph) -> Iterator[Concept]:
    for node in graph.subjects(RDF.type, SKOS.Concept):
        if not isinstance(node, URIRef):
            raise SkosError("A concept without an identifier; give it one.")
        yield Concept(
            concept_id=curie(node),
            kind=_one(graph, node, TERTIUM.kind) or "value",
            labels=tuple(sorted(_labels(graph, node), key=lambda label: (label.language, label.kind, label.text))),
            broader_id=_one(graph, node, SKOS.broader),
            aspect_id=_one(graph, node, TERTIUM.aspect),
            scheme=_one(graph, node, SKOS.inScheme),
            exclusive_with=tuple(
                sorted(curie(URIRef(str(other))) for other in graph.objects(node, TERTIUM.exclusiveWith))
            ),
        )


def _labels(graph: Graph, node: URIRef) -> Iterator[Label]:
    for predicate, kind in _LABELS.items():
        for value in graph.objects(node, predicate):
            if not isinstance(value, Literal) or not value.language:
                raise SkosError(f"{curie(node)}: the label “{value}” names no language; add @en or another.")
            yield Label(_canonical(str(value.language)), str(value), kind)


def _canonical(tag: str) -> str:
    """Write a language tag as BCP 47 does (rdflib lower-cases ``zh-Hans``)."""
    parts = tag.split("-")
    return "-".join([parts[0].lower(), *(part.title() if len(part) == 4 else part.upper() for part in parts[1:])])


def _one(graph: Graph, node: URIRef, predicate: URIRef) -> str:
    values = sorted(str(value) for value in graph.objects(node, predicate))
    if len(values) > 1:
        raise SkosError(f"{curie(node)}: {curie(predicate)} has {len(values)} values; keep one.")
    return values[0].removeprefix(_URN) if values else ""


def _check(concepts: tuple[Concept, ...], noted: frozenset[str]) -> None:
    known = {concept.concept_id for concept in concepts}
    for concept in concepts:
        _check_labels(concept)
        if concept.kind not in _KINDS:
            raise SkosError(f"{concept.concept_id}: the kind {concept.kind} is none of {', '.join(_KINDS)}.")
        for other in (concept.broader_id, concept.aspect_id, *concept.exclusive_with):
            if other and other not in known:
                raise SkosError(f"{concept.concept_id}: {other} is named but not described; add it.")
    _check_cycles({concept.concept_id: concept.broader_id for concept in concepts})
    _check_shared_labels(concepts, noted)


def _check_labels(concept: Concept) -> None:
    preferred = [label.language for label in concept.labels if label.kind == "pref"]
    if not preferred:
        raise SkosError(f"{concept.concept_id}: has no preferred label; give it one.")
    if doubled := sorted({language for language in preferred if preferred.count(language) > 1}):
        raise SkosError(f"{concept.concept_id}: several preferred labels in {', '.join(doubled)}; keep one each.")


def _check_cycles(broader: dict[str, str]) -> None:
    for start, above in broader.items():
        seen, current = {start}, above
        while current:
            if current in seen:
                raise SkosError(f"{start}: skos:broader leads back to itself through {current}.")
            seen.add(current)
            current = broader.get(current, "")


def _check_shared_labels(concepts: tuple[Concept, ...], noted: frozenset[str]) -> None:
    """Refuse a label on two concepts of a scheme, unless a note on each tells them apart."""
    owners: dict[tuple[str, str, str], set[str]] = defaultdict(set)
    for concept in concepts:
        for label in concept.labels:
            if label.kind != "short":
                owners[concept.scheme, label.language, fold_key(label.text)].add(concept.concept_id)
    for (_, language, text), names in sorted(owners.items()):
        if len(names) > 1 and not names <= noted:
            raise SkosError(
                f"The label “{text}”@{language} stands on {' and '.join(sorted(names))}; "
                "keep it on one, or tell them apart by a skos:scopeNote on each."
            )
