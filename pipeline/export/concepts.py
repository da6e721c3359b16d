"""The concepts that a dataset refers to, with their labels and how often sources use each."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from pipeline import languages, vocabulary
from pipeline.export.schema import concept_columns, schema
from pipeline.model import Concept, Document, Label
from pipeline.reading.labels import english

_ENGLISH = "en"
_RANK = {"pref": 0, "alt": 1}


def concept_rows(
    rows: Mapping[str, Sequence[tuple[object, ...]]], documents: Sequence[Document]
) -> Iterator[tuple[str, ...]]:
    """Yield a row for each concept that some table refers to, and for what is broader.

    Args:
        rows: the rows of the other tables.
        documents: the documents, for the concepts that they define.
    """
    names = english(documents)
    for concept in _used(rows, documents):
        yield (
            concept.concept_id,
            concept.kind,
            names(concept.concept_id),
            concept.broader_id,
            concept.scheme,
            concept.defined_by,
        )


def label_rows(
    concepts: Sequence[tuple[object, ...]], documents: Sequence[Document]
) -> Iterator[tuple[str | int, ...]]:
    """Yield the labels of concepts in the languages of the run and in English, and what sources write.

    Args:
        concepts: rows of the concepts table.
        documents: the documents whose mentions are counted.
    """
    codes = sorted({_ENGLISH, *(document.language for document in documents)})
    observed = _observed(documents)
    given = _given(codes, documents, frozenset(str(row[0]) for row in concepts), frozenset(observed))
    for row in concepts:
        concept_id = str(row[0])
        spellings = dict(observed.get(concept_id, {}))
        for label in given.get(concept_id, ()):
            key = (label.language, languages.load(label.language).fold_key(label.text))
            count = sum(spellings.pop(key, Counter()).values())
            if label.kind == "pref" or (label.kind == "alt" and count):
                yield concept_id, label.language, label.text, label.kind, count
            elif count:
                yield concept_id, label.language, label.text, "observed", count
        for (code, _), texts in spellings.items():
            spelling = min(texts, key=lambda text: (-texts[text], text))
            yield concept_id, code, spelling, "observed", sum(texts.values())


def _given(
    codes: Sequence[str], documents: Sequence[Document], used: frozenset[str], named: frozenset[str]
) -> dict[str, list[Label]]:
    """Return the labels of each concept, preferred ones first, each folded form once a language."""
    own = [(concept, label) for document in documents for concept in document.concepts for label in concept.labels]
    found: dict[str, dict[tuple[str, str], Label]] = defaultdict(dict)
    preferred: dict[tuple[str, str], tuple[str, str]] = {}
    pairs = [
        (concept, label)
        for concept, label in (*vocabulary.load().labels(*codes), *own)
        if concept.concept_id in used and (label.kind == "pref" or concept.concept_id in named)
    ]
    for concept, label in sorted(pairs, key=lambda pair: (_RANK.get(pair[1].kind, len(_RANK)), pair[1].text)):
        key = (label.language, languages.load(label.language).fold_key(label.text))
        name = (concept.concept_id, label.language)
        is_second = label.kind == "pref" and preferred.setdefault(name, key) != key  # sources joined in one concept
        found[concept.concept_id].setdefault(key, replace(label, kind="alt") if is_second else label)
    return {concept_id: list(labels.values()) for concept_id, labels in found.items()}


def _used(rows: Mapping[str, Sequence[tuple[object, ...]]], documents: Sequence[Document]) -> Iterator[Concept]:
    wanted: set[str] = set()
    for table, column in concept_columns():
        place = table.names.index(column)
        wanted.update(str(row[place]) for row in rows.get(table.name, ()))
    place = schema("statements").names.index("value_concept_ids")
    wanted.update(value for row in rows["statements"] for value in row[place])  # type: ignore[attr-defined]
    known = _known(documents)
    pending = sorted(wanted - {""})
    seen: set[str] = set()
    while pending:
        concept = known[pending.pop(0)]
        if concept.concept_id not in seen:
            seen.add(concept.concept_id)
            yield concept
            pending.extend(other for other in (concept.broader_id,) if other and other not in seen)


def _known(documents: Sequence[Document]) -> dict[str, Concept]:
    own = {concept.concept_id: concept for document in reversed(documents) for concept in document.concepts}
    return {**own, **vocabulary.load().by_id}


def _observed(documents: Sequence[Document]) -> dict[str, dict[tuple[str, str], Counter[str]]]:
    """Count the spellings of each mention by concept, and by language and folded form."""
    counted: dict[str, dict[tuple[str, str], Counter[str]]] = defaultdict(dict)
    for document in documents:
        language = languages.load(document.language)
        for mention in document.mentions:
            text = " ".join(mention.span.of(document.text).split())
            key = (document.language, language.fold_key(text))
            counted[mention.concept_id].setdefault(key, Counter())[text] += 1
    return {concept_id: dict(sorted(spellings.items())) for concept_id, spellings in counted.items()}
