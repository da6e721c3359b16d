"""What sources say in any language, as evidence that they compare the same things although no name is alike.

A cell says a number, the more telling where it says it in a respect that the vocabulary knows ("weight: 60"), and any
statement a known value, a place on a scale in such a respect ("cost: high"), or what kind of thing a definition calls
it. Each fact that two sources give to the same of their things speaks for them, the more the rarer it is in the run
(the frequency smoothed by what is usual); an opposite place on a scale speaks against, and so does another number in
one respect. The sum must outweigh the odds against any two sources of a run, so that among thousands of topics more is
asked than between three files (Fellegi & Sunter, "A theory for record linkage", 1969).
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import permutations
from typing import TYPE_CHECKING

from pipeline import vocabulary
from pipeline.mapping.cognates import cognate_similarity
from pipeline.model import Document, Origin, Polarity, Statement
from pipeline.verdicts.kinds import kinds_named
from pipeline.verdicts.position import GENERAL
from pipeline.verdicts.quantities import numbers

if TYPE_CHECKING:
    from pipeline.mapping.signature import Signature

# Over 48 topics and 126 articles in one run no two sources on other things are joined. Two by two, 16 of 7,643 pairs on
# other things are, and 99 of 107 on one thing; at 4.3 nats 32 and 100, at 5.3 nats 5 and 98.
LEAST = 4.8  # nats, before the odds against two sources of the run
PER_CLASS = 1.25  # of the logarithm of the number of classes
MARGIN = 1.0  # nats, by which the things must pair better than the other way round
_OF_VOCABULARY = "aspect:"
_SAID = "="
_MEASURED = "#"
_MOST = 40  # facts of a thing
_PRIOR = 30  # sources that the usual frequencies stand for
_ROUND, _TELLING, _RANGE, _PLACE, _VALUE = 0.15, 0.01, 0.01, 0.25, 0.03  # how usual a fact of a kind is
_RESPECT = 0.2  # how usually a number that two sources share is also said in one respect
_AGAINST = -1.0  # an opposite place on a scale
_OTHER_NUMBER = -0.75  # in one respect
_SAME_ORDER = 0.5
_SOUND, _UNLIKE, _MOST_BY_SOUND = 8.0, 0.4, 4.0  # nats for names: from how alike on, and at most
_NAME = 1.0  # a year or a name that both bodies give
_MOST_BY_NAMES = 3.0
_TELLING_NAME = re.compile(r"[a-z]{4,}|[12]\d{3}")
_DIGITS = 3


def facts_of(document: Document, concept_id: str) -> frozenset[str]:
    """Return what a document says of a compared thing, as keys that any language shares: numbers of its tables only.

    Args:
        document: a document with statements.
        concept_id: the thing.
    """
    own = [one for one in document.statements if one.subject_id == concept_id and one.polarity is Polarity.POSITIVE]
    numbered = (fact for one in own if one.origin is Origin.TABLE for fact in _numbered(one))
    named = (fact for one in own for fact in _named(one))
    defined = (one.value for one in own if one.origin is Origin.DEFINITION)
    kinds = (kind for text in defined for kind in kinds_named(text, document.language))
    return frozenset(list(dict.fromkeys(fact for fact in (*numbered, *named, *kinds) if fact))[:_MOST])


def _numbered(cell: Statement) -> Iterator[str]:
    """Yield the numbers of a cell as one fact, and as another with the respect in which they are said."""
    written = "|".join(f"{number:g}" for number in numbers(cell.value))
    yield written
    if written and cell.aspect_id.startswith(_OF_VOCABULARY):
        yield f"{vocabulary.load().family(cell.aspect_id)}{_MEASURED}{written}"


def _named(statement: Statement) -> Iterator[str]:
    """Yield the known values of a statement, the places on scales with the respect in which they are said."""
    known = vocabulary.load()
    for value in statement.value_concept_ids:
        if not value.startswith(GENERAL):
            if not value.startswith("source:"):
                yield value
        elif statement.aspect_id.startswith(_OF_VOCABULARY):
            yield f"{known.family(statement.aspect_id)}{_SAID}{known.family(value)}"


@dataclass(frozen=True, slots=True)
class Frequencies:
    """How many classes of sources of a run give a fact."""

    size: int
    counts: Mapping[str, int] = field(default_factory=dict)

    def nats(self, fact: str) -> float:
        """Return the surprise of a fact that two sources share."""
        share = (self.counts.get(fact, 0) + _PRIOR * _usual(fact)) / (self.size + _PRIOR)
        return -math.log(min(share, 1.0))

    def least(self) -> float:
        """Return what the evidence for two sources of the run must reach."""
        return LEAST + PER_CLASS * math.log(self.size)


def frequencies(signatures: Sequence[Signature]) -> Frequencies:
    """Count the facts of all signatures, each once a source."""
    counts: Counter[str] = Counter()
    for signature in signatures:
        counts.update({fact for subject in signature.subjects for fact in subject.facts})
    return Frequencies(len(signatures), counts)


def rare_numbers(signature: Signature, known: Frequencies, most: int) -> list[str]:
    """Return the numbers of a source that others give too, rarest first: where sources that share two may meet."""
    shared = {fact for one in signature.subjects for fact in one.facts if known.counts.get(fact, 0) > 1}
    return sorted((fact for fact in shared if _is_number(fact)), key=lambda fact: (-known.nats(fact), fact))[:most]


def best_pairing(one: Signature, other: Signature, known: Frequencies) -> tuple[tuple[int, ...], float] | None:
    """Return how the things of two sources pair by what is said of them, with the nats above what is asked.

    Args:
        one, other: signatures of as many things.
        known: how usual facts are.

    Returns:
        For each thing of `one` the place of the other's; None where too little is shared, or a pairing the other way
        round would do as well.
    """
    if not _facts_of(one) & _facts_of(other) and not _telling_names(one, other):
        return None  # so it is with nine in ten of the pairs of a large run
    places = range(len(one.subjects))
    ranked = sorted((-_evidence(one, other, pairing, known), pairing) for pairing in permutations(places))
    (best, pairing), *rest = ranked
    if rest and rest[0][0] - best < MARGIN:
        return None
    surplus = -best - known.least()
    shares_facts = any(one.subjects[at].facts & other.subjects[to].facts for at, to in enumerate(pairing))
    return (pairing, surplus) if surplus >= 0 and (shares_facts or _telling_names(one, other)) else None


def _evidence(one: Signature, other: Signature, pairing: Sequence[int], known: Frequencies) -> float:
    total = _SAME_ORDER if list(pairing) == sorted(pairing) else 0.0
    total += min(_MOST_BY_NAMES, _NAME * _telling_names(one, other))
    told: dict[str, float] = {}
    for at, to in enumerate(pairing):
        mine, theirs = one.subjects[at], other.subjects[to]
        alike = cognate_similarity(mine.label, theirs.label)
        total += min(_MOST_BY_SOUND, _SOUND * max(0.0, alike - _UNLIKE))
        total += _AGAINST * _opposed(mine.facts, theirs.facts) + _OTHER_NUMBER * _unequal(mine.facts, theirs.facts)
        for fact in mine.facts & theirs.facts:  # that one is dear and the other cheap is one piece of evidence
            respect = fact.split(_SAID)[0]
            told[respect] = max(told.get(respect, 0.0), known.nats(fact))
    return total + math.fsum(told.values())


def _facts_of(signature: Signature) -> frozenset[str]:
    return frozenset().union(*(subject.facts for subject in signature.subjects))


def _telling_names(one: Signature, other: Signature) -> int:
    return sum(bool(_TELLING_NAME.fullmatch(name)) for name in one.names & other.names)


def _opposed(mine: frozenset[str], theirs: frozenset[str]) -> int:
    """Count the respects in which two things are said to be at opposite places, and nowhere at the same."""
    shared = vocabulary.load()
    places, others = ([fact.split(_SAID) for fact in sorted(facts) if _SAID in fact] for facts in (mine, theirs))
    same = {fact.split(_SAID)[0] for fact in mine & theirs if _SAID in fact}
    opposed = {aspect for aspect, a in places for other, b in others if aspect == other and shared.exclude(a, b)}
    return len(opposed - same)


def _unequal(mine: frozenset[str], theirs: frozenset[str]) -> int:
    """Count the respects in which two things have numbers and none that is the same."""
    own, others = ({fact.split(_MEASURED)[0] for fact in facts if _MEASURED in fact} for facts in (mine, theirs))
    same = {fact.split(_MEASURED)[0] for fact in mine & theirs if _MEASURED in fact}
    return len((own & others) - same)


def _is_number(fact: str) -> bool:
    return fact[:1].isdigit()


def _usual(fact: str) -> float:
    if _MEASURED in fact:
        return _RESPECT
    if not _is_number(fact):
        return _PLACE if _SAID in fact else _VALUE
    if "|" in fact:
        return _RANGE
    return _TELLING if len(fact.replace(".", "").rstrip("0")) >= _DIGITS or "." in fact else _ROUND
