"""Which mappings a topic gives: those that its stages found, and the names that the vocabulary knows."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from pipeline import vocabulary
from pipeline.mapping.terms import Term, terms_of
from pipeline.model import ConceptMapping, Document, Justification, Naming, Topic
from pipeline.reading.lens import source_concept_id
from pipeline.text.folding import fold_key

# What is told of a name that the vocabulary knows: nothing to review.
OF_THE_VOCABULARY = ("a label of the vocabulary", "a label of the vocabulary by its stems")
_ENGLISH = "en"
_BY_STEM = 0.9


def mappings_of(topic: Topic) -> Iterator[ConceptMapping]:
    """Yield the mappings of a topic; of those between the same two namings the last one counts."""
    yield from topic.mappings
    yield from _by_label(topic.documents)


def namings(mapping: ConceptMapping) -> tuple[str, ...]:
    """Return the two namings that a mapping is between, to sort by."""
    return tuple(text for one in (mapping.one, mapping.other) for text in (one.concept_id, one.label, one.language))


def _by_label(documents: Sequence[Document]) -> Iterator[ConceptMapping]:
    """Yield what the vocabulary knows: the names of sources that are labels of its concepts."""
    known = vocabulary.load().by_id
    english = {concept.concept_id: label.text for concept, label in vocabulary.load().labels(_ENGLISH)
               if label.kind == "pref"}  # fmt: skip
    for document in documents:
        for kind, concept_id, label in _names(document):
            if concept_id in known:
                code = document.language
                is_label = fold_key(label) in map(fold_key, _labels(code).get(concept_id, ()))
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


@vocabulary.remembered(maxsize=64)
def _labels(code: str) -> Mapping[str, Sequence[str]]:
    """Return the labels of each concept in a language and in English."""
    found: dict[str, list[str]] = defaultdict(list)
    for concept, label in vocabulary.load().labels(code, _ENGLISH):
        found[concept.concept_id].append(label.text)
    return found
