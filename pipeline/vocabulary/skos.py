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
from functools import lru_cache
from pathlib import Path
from urllib.parse import unquote

from pyoxigraph import Literal, NamedNode

from pipeline.model import Concept, Label
from pipeline.text.folding import fold_key
from pipeline.vocabulary.triples import Node, Triples

TERTIUM = "urn:tertium:schema:"
_URN = "urn:tertium:"
_SKOS = "http://www.w3.org/2004/02/skos/core#"
_TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
_DIFFERENT = "http://www.w3.org/2002/07/owl#differentFrom"
_PREFERRED, _ALTERNATIVE, _SCHEME = f"{_SKOS}prefLabel", f"{_SKOS}altLabel", f"{_SKOS}inScheme"
_LABELS = {_PREFERRED: "pref", _ALTERNATIVE: "alt", f"{_SKOS}hiddenLabel": "hidden", f"{TERTIUM}shortLabel": "short"}
_NOTES = (f"{_SKOS}note", f"{_SKOS}scopeNote", f"{_SKOS}editorialNote")
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
    triples = _triples(paths)
    _overlay(triples, _triples(own))
    concepts = tuple(sorted(_concepts(triples), key=lambda concept: concept.concept_id))
    _check(concepts, frozenset(curie(node) for predicate in _NOTES for node, _ in triples.pairs(predicate)))
    same = sorted((curie(other), curie(node)) for node, other in triples.pairs(f"{_SKOS}exactMatch"))
    different = {tuple(sorted(map(curie, pair))) for pair in triples.pairs(_DIFFERENT)}
    return Vocabularies(concepts, tuple(same), tuple(sorted((one, other) for one, other in different)))


def _triples(paths: Iterable[Path]) -> Triples:
    triples = Triples()
    for path in paths:
        try:
            triples.read(path)
        except (SyntaxError, ValueError) as error:
            raise SkosError(f"{path.name}: not valid Turtle; {error}") from error
    return triples


def _overlay(shipped: Triples, own: Triples) -> None:
    """Add the user's triples to others; what contradicts a label of the user's gives way."""
    if not own:
        return
    owners: dict[tuple[str, str], list[tuple[Node, str, Literal]]] = defaultdict(list)
    for predicate in _LABELS:
        for node, label in _labelled(shipped, predicate):
            owners[_key(label)].append((node, predicate, label))
    for predicate in _LABELS:
        for node, label in _labelled(own, predicate):
            if predicate == _PREFERRED:
                _demote(shipped, node, str(label.language))
            schemes = {*own.values(node, _SCHEME), *shipped.values(node, _SCHEME)}
            for other, said, its_label in owners[_key(label)]:
                if other == node or schemes.intersection(shipped.values(other, _SCHEME)):
                    shipped.remove(other, said, its_label)
    shipped.update(own)


def _labelled(triples: Triples, predicate: str) -> Iterator[tuple[Node, Literal]]:
    return ((node, label) for node, label in triples.pairs(predicate) if isinstance(label, Literal))


def _key(label: Literal) -> tuple[str, str]:
    return str(label.language), fold_key(label.value)


def _demote(triples: Triples, node: Node, language: str) -> None:
    for label in triples.values(node, _PREFERRED):
        if isinstance(label, Literal) and label.language == language:
            triples.remove(node, _PREFERRED, label)
            triples.add(node, _ALTERNATIVE, label)


def curie(node: Node | Literal) -> str:
    """Shorten a vocabulary URN: ``urn:tertium:aspect:cost`` is ``aspect:cost``."""
    return unquote(node.value.removeprefix(_URN))


def _concepts(triples: Triples) -> Iterator[Concept]:
    for node, kind in triples.pairs(_TYPE):
        if kind.value != f"{_SKOS}Concept":
            continue
        if not isinstance(node, NamedNode):
            raise SkosError("A concept without an identifier; give it one.")
        yield Concept(
            concept_id=curie(node),
            kind=_one(triples, node, f"{TERTIUM}kind") or "value",
            labels=tuple(sorted(_labels(triples, node), key=lambda label: (label.language, label.kind, label.text))),
            broader_id=_one(triples, node, f"{_SKOS}broader"),
            aspect_id=_one(triples, node, f"{TERTIUM}aspect"),
            scheme=_one(triples, node, _SCHEME),
            exclusive_with=tuple(sorted(map(curie, triples.values(node, f"{TERTIUM}exclusiveWith")))),
            contrasts_with=tuple(sorted(map(curie, triples.values(node, f"{TERTIUM}contrastsWith")))),
        )


def _labels(triples: Triples, node: Node) -> Iterator[Label]:
    for predicate, kind in _LABELS.items():
        for value in triples.values(node, predicate):
            if not isinstance(value, Literal) or not value.language:
                raise SkosError(f"{curie(node)}: the label “{value.value}” names no language; add @en or another.")
            yield Label(_canonical(value.language), value.value, kind)


@lru_cache(maxsize=256)
def _canonical(tag: str) -> str:
    """Write a language tag as BCP 47 does (the parser lower-cases ``zh-Hans``)."""
    parts = tag.split("-")
    return "-".join([parts[0].lower(), *(part.title() if len(part) == 4 else part.upper() for part in parts[1:])])


def _one(triples: Triples, node: Node, predicate: str) -> str:
    values = sorted(value.value for value in triples.values(node, predicate))
    if len(values) > 1:
        raise SkosError(f"{curie(node)}: {unquote(predicate.removeprefix(_URN))} has {len(values)} values; keep one.")
    return values[0].removeprefix(_URN) if values else ""


def _check(concepts: tuple[Concept, ...], noted: frozenset[str]) -> None:
    known = {concept.concept_id for concept in concepts}
    for concept in concepts:
        _check_labels(concept)
        if concept.kind not in _KINDS:
            raise SkosError(f"{concept.concept_id}: the kind {concept.kind} is none of {', '.join(_KINDS)}.")
        for other in (concept.broader_id, concept.aspect_id, *concept.exclusive_with, *concept.contrasts_with):
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
