"""The concepts that a dataset refers to, with their labels and how often sources use each.

Each source tells how it uses which concepts; the usages of all sources, sorted by concept, are read as a stream, so
that only the identifiers of concepts are held, not their labels.
"""

from __future__ import annotations

import heapq
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from itertools import chain, groupby
from operator import attrgetter

from pipeline import languages, vocabulary
from pipeline.export.schema import concept_columns, schema
from pipeline.model import Concept, Document, Label

_ENGLISH = "en"
_RANK = {"pref": 0, "alt": 1}

Spelling = tuple[str, str, str, int]  # language, folded form, text, how often


@dataclass(frozen=True, slots=True)
class Usage:
    """How a source uses a concept: whether a table refers to it, how it is defined, and how mentions spell it."""

    concept_id: str
    path: str = ""
    source_id: str = ""
    referred: bool = False
    definitions: tuple[Concept, ...] = ()
    spellings: tuple[Spelling, ...] = ()

    def order(self) -> tuple[str, str, str]:
        """Return what usages are sorted by: the concept, then the source by its path."""
        return self.concept_id, self.path, self.source_id


def usages_of(rows: Mapping[str, Sequence[tuple[object, ...]]], document: Document | None = None) -> tuple[Usage, ...]:
    """Return how a source, or a topic, uses concepts.

    Args:
        rows: the rows that it adds.
        document: the source; None for a topic.
    """
    referred = _referred(rows)
    if document is None:
        return tuple(Usage(concept_id, referred=True) for concept_id in sorted(referred))
    defined: dict[str, list[Concept]] = defaultdict(list)
    for concept in document.concepts:
        defined[concept.concept_id].append(concept)
    spelt = _spellings(document)
    return tuple(
        Usage(
            concept_id,
            document.source.path,
            document.source.source_id,
            concept_id in referred,
            tuple(defined.get(concept_id, ())),
            tuple((*key, count) for key, count in sorted(spelt[concept_id].items())) if concept_id in spelt else (),
        )
        for concept_id in sorted({*referred, *defined, *spelt})
    )


Referral = tuple[bool, str]  # whether some table refers to a concept, and what is broader


@dataclass(frozen=True, slots=True)
class Described:
    """A concept that some table refers to, or what is broader: how it is used, its row, and those of its labels."""

    concept_id: str
    usages: tuple[Usage, ...]
    concept: tuple[str, ...]
    labels: tuple[tuple[str | int, ...], ...]


@dataclass(frozen=True)
class Describer:
    """What makes the rows of concepts in a run with sources of some languages."""

    languages: Iterable[str]
    codes: tuple[str, ...] = field(init=False)
    names: Mapping[str, str] = field(init=False)
    known: Mapping[str, Sequence[Label]] = field(init=False)

    def __post_init__(self) -> None:
        """Look up what the vocabulary says in those languages and in English."""
        object.__setattr__(self, "codes", tuple(sorted({_ENGLISH, *self.languages} - {""})))
        known: dict[str, list[Label]] = defaultdict(list)
        for concept, label in vocabulary.load().labels(*self.codes):
            known[concept.concept_id].append(label)
        object.__setattr__(self, "known", known)
        object.__setattr__(self, "names", self._vocabulary_names())

    def describe(self, concept_id: str, usages: Sequence[Usage]) -> Described:
        """Describe a concept.

        Args:
            concept_id: the concept.
            usages: all its usages, in their order.

        Raises:
            KeyError: it is defined nowhere: a bug of ours.
        """
        concept = _defined(concept_id, usages)
        if concept is None:
            raise KeyError(concept_id)
        name = self.names.get(concept_id) or _name_of_sources(usages) or concept_id
        row = concept_id, concept.kind, name, concept.broader_id, concept.scheme, concept.defined_by
        labels = sorted(set(_labels(concept_id, usages, self.known.get(concept_id, ()))))
        return Described(concept_id, tuple(usages), row, tuple(labels))

    def _vocabulary_names(self) -> dict[str, str]:
        """Return a name for each concept of the vocabulary: English last, so that it counts where there is one."""
        others = [code for code in self.codes if code != _ENGLISH]
        return {
            concept.concept_id: label.text
            for concept, label in vocabulary.load().labels(*others, _ENGLISH)
            if label.kind == "pref"
        }


def grouped(usages: Iterable[Usage]) -> Iterator[tuple[str, tuple[Usage, ...]]]:
    """Yield each concept with its usages; they come sorted by `Usage.order`."""
    for concept_id, group in groupby(usages, key=attrgetter("concept_id")):
        yield concept_id, tuple(group)


def described(usages: Iterable[Usage], referrals: Mapping[str, Referral], describer: Describer) -> Iterator[Described]:
    """Yield the concepts that tables refer to and what is broader, by identifier.

    Args:
        usages: those of the run, sorted by `Usage.order`.
        referrals: what `referral_of` says of each concept in them.
        describer: makes the rows.
    """
    used = used_concepts(referrals)
    bare = (Usage(concept_id) for concept_id in sorted(used))  # some broader ones are not used otherwise
    for concept_id, own in grouped(heapq.merge(usages, bare, key=Usage.order)):
        if concept_id in used:
            yield describer.describe(concept_id, own)


def referral_of(concept_id: str, usages: Sequence[Usage]) -> Referral:
    """Return whether tables refer to a concept, and what is broader."""
    concept = _defined(concept_id, usages)
    return any(usage.referred for usage in usages), concept.broader_id if concept else ""


def used_concepts(referrals: Mapping[str, Referral]) -> set[str]:
    """Return the concepts that are referred to, and what is broader.

    Raises:
        KeyError: a concept is defined nowhere: a bug of ours.
    """
    vocabulary_has = vocabulary.load().by_id
    used = {concept_id for concept_id, (referred, _) in referrals.items() if referred}
    pending = list(used)
    while pending:
        concept_id = pending.pop()
        known = vocabulary_has.get(concept_id)
        above = known.broader_id if known else referrals[concept_id][1]
        if above and above not in used:
            used.add(above)
            pending.append(above)
    return used


def _defined(concept_id: str, usages: Sequence[Usage]) -> Concept | None:
    """Return what the vocabulary says of a concept, else the first source that defines it."""
    known = vocabulary.load().by_id.get(concept_id)
    return known or next((usage.definitions[-1] for usage in usages if usage.definitions), None)


def _name_of_sources(usages: Sequence[Usage]) -> str:
    """Return how sources name a concept: in English where one does, as the vocabulary names its own; else the last."""
    given = [one.definitions[-1].labels[0] for one in usages if one.definitions]
    english = [label for label in given if label.language == _ENGLISH]
    return next((label.text for label in reversed(english or given)), "")


def _labels(concept_id: str, usages: Sequence[Usage], known: Sequence[Label]) -> Iterator[tuple[str | int, ...]]:
    """Yield the rows of a concept: its labels, with how often sources write them, then what else sources write."""
    spellings: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for usage in usages:
        for code, folded, text, count in usage.spellings:
            spellings[code, folded][text] += count
    own = (label for usage in usages for concept in usage.definitions for label in concept.labels)
    for label in _given(chain(known, own), is_named=bool(spellings)):
        count = sum(spellings.pop(_folded(label), Counter[str]()).values())
        if label.kind == "pref" or (label.kind == "alt" and count):
            yield concept_id, label.language, label.text, label.kind, count
        elif count:
            yield concept_id, label.language, label.text, "observed", count
    for (code, _), texts in spellings.items():
        spelling = min(texts, key=lambda text: (-texts[text], text))
        yield concept_id, code, spelling, "observed", sum(texts.values())


def _given(labels: Iterable[Label], is_named: bool) -> Iterable[Label]:
    """Return the labels of a concept, preferred ones first, each folded form once a language."""
    found: dict[tuple[str, str], Label] = {}
    preferred: dict[str, tuple[str, str]] = {}
    kept = (label for label in labels if label.kind == "pref" or is_named)
    for label in sorted(kept, key=lambda label: (_RANK.get(label.kind, len(_RANK)), label.text)):
        key = _folded(label)
        is_second = label.kind == "pref" and preferred.setdefault(label.language, key) != key  # of joined sources
        found.setdefault(key, replace(label, kind="alt") if is_second else label)
    return found.values()


def _folded(label: Label) -> tuple[str, str]:
    return label.language, languages.load(label.language).fold_key(label.text)


def _referred(rows: Mapping[str, Sequence[tuple[object, ...]]]) -> set[str]:
    """Return the concepts that rows refer to."""
    referred: set[object] = set()
    for name, place in _concept_places():
        referred.update(row[place] for row in rows.get(name, ()))
    place = schema("statements").names.index("value_concept_ids")
    referred.update(value for row in rows.get("statements", ()) for value in row[place])  # type: ignore[attr-defined]
    return {str(one) for one in referred if one}


@lru_cache(maxsize=1)
def _concept_places() -> tuple[tuple[str, int], ...]:
    """Return where identifiers of concepts stand: the table and the place of the column."""
    return tuple((table.name, table.names.index(column)) for table, column in concept_columns())


def _spellings(document: Document) -> dict[str, Counter[tuple[str, str, str]]]:
    """Count the spellings of mentions by concept: language, folded form and text."""
    language = languages.load(document.language)
    counted: dict[str, Counter[tuple[str, str, str]]] = defaultdict(Counter)
    for mention in document.mentions:
        text = " ".join(mention.span.of(document.text).split())
        counted[mention.concept_id][document.language, language.fold_key(text), text] += 1
    return counted
