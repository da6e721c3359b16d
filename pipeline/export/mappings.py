"""Mappings between concepts as a Simple Standard for Sharing Ontological Mappings table (Matentzoglu et al., 2022).

The file begins with its metadata as comments in YAML, as the standard says; its rows are sorted.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from urllib.parse import quote

from pipeline import vocabulary
from pipeline.export.contents import Contents
from pipeline.mapping.terms import Term, terms_of
from pipeline.model import ConceptMapping, Document, Justification, Naming, Topic
from pipeline.reading.lens import source_concept_id
from pipeline.text.folding import fold_key

FILE = "mappings.sssom.tsv"
# What is told of a name that the vocabulary knows: nothing to review.
OF_THE_VOCABULARY = ("a label of the vocabulary", "a label of the vocabulary by its stems")
EXACT, CLOSE = "skos:exactMatch", "skos:closeMatch"
COLUMNS = (
    "subject_id", "subject_label", "subject_category", "predicate_id", "object_id", "object_label", "object_category",
    "mapping_justification", "confidence", "subject_source", "object_source", "mapping_tool", "comment", "other",
)  # fmt: skip
_URN = "urn:tertium:"
_OF_SOURCES = "source:"
_ENGLISH = "en"
_STANDARD_PREFIXES = {
    "semapv": "https://w3id.org/semapv/vocab/",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "tertium": _URN,
}
_KEPT = ".-_~"
_BY_STEM = 0.9


def write_mappings(contents: Contents, folder: Path) -> None:
    """Write ``mappings.sssom.tsv``."""
    (folder / FILE).write_text(mappings_table(contents.topics), encoding="utf-8", newline="")


def mappings_table(topics: Sequence[Topic]) -> str:
    """Return the table of all mappings of a run.

    A row that is joined in the dataset is an exact match; one that is only proposed is a close match, for review.

    Args:
        topics: the topics with their documents and mappings.
    """
    found = {(one.one, one.other): one for topic in topics for one in (*topic.mappings, *_by_label(topic.documents))}
    rows = sorted(_row(one) for one in found.values())
    prefixes = {**_STANDARD_PREFIXES, **{row[at].split(":")[0]: "" for row in rows for at in (0, 4)}}
    text = io.StringIO()
    text.writelines(f"# {line}\n" for line in _metadata(prefixes))
    writer = csv.writer(text, delimiter="\t", lineterminator="\n")
    writer.writerow(COLUMNS)
    writer.writerows(rows)
    return text.getvalue()


def curie(concept_id: str) -> str:
    """Return an identifier as a CURIE: sssom-py takes no letters beyond ASCII, so the IRI is written as a URI."""
    prefix, _, local = concept_id.partition(":")
    return f"{prefix}:{quote(local, safe=_KEPT)}"


def _metadata(prefixes: dict[str, str]) -> Iterator[str]:
    yield 'mapping_set_id: "urn:tertium:mappings"'
    yield 'license: "https://opensource.org/license/mit"'
    yield "curie_map:"
    for prefix, iri in sorted(prefixes.items()):
        yield f'  {prefix}: "{iri or f"{_URN}{prefix}:"}"'


def _row(mapping: ConceptMapping) -> tuple[str, ...]:
    one, other = mapping.one, mapping.other
    return (
        curie(one.concept_id), _plain(one.label), mapping.kind,
        EXACT if mapping.joined else CLOSE,
        curie(other.concept_id), _plain(other.label), mapping.kind,
        mapping.justification.value, f"{mapping.confidence:g}", *(_source(naming) for naming in (one, other)),
        "tertium", mapping.evidence, f"subject_language={one.language}|object_language={other.language}",
    )  # fmt: skip


def _source(naming: Naming) -> str:
    scheme = naming.concept_id.split(":")[0]
    return f"tertium:{scheme}"


def _plain(label: str) -> str:
    return " ".join(label.split())


def _by_label(documents: Sequence[Document]) -> Iterator[ConceptMapping]:
    """Yield what the vocabulary knows: the names of sources that are labels of its concepts."""
    known = vocabulary.load().by_id
    english = {concept.concept_id: label.text for concept, label in vocabulary.load().labels(_ENGLISH)
               if label.kind == "pref"}  # fmt: skip
    for document in documents:
        for kind, concept_id, label in _names(document):
            if concept_id in known:
                code = document.language
                is_label = fold_key(label) in _labels(concept_id, code)
                one = Naming(source_concept_id(label, code), label, code)
                other = Naming(concept_id, english.get(concept_id, concept_id), _ENGLISH)
                evidence, sure = OF_THE_VOCABULARY[not is_label], 1.0 if is_label else _BY_STEM
                yield ConceptMapping("", kind, one, other, Justification.LEXICAL, evidence, sure, True)


def _names(document: Document) -> Iterator[tuple[str, str, str]]:
    for subject in document.subjects:
        yield "subject", subject.concept_id, subject.label
    terms: Iterable[Term] = terms_of(document)
    for term in terms:
        yield term.kind, term.concept_id, term.label


@vocabulary.remembered(maxsize=4096)
def _labels(concept_id: str, code: str) -> frozenset[str]:
    pairs = vocabulary.load().labels(code, _ENGLISH)
    return frozenset(fold_key(label.text) for concept, label in pairs if concept.concept_id == concept_id)
