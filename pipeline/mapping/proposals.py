"""Proposing joins within a topic: each source's terms against those of the sources before it, one to one.

The terms of a kind that are held to be one concept make a hub; a source's terms are assigned to hubs, or to none, and
those that join no hub found one. So a topic of n sources costs n assignments, not n².
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

import numpy as np

from pipeline import languages, vocabulary
from pipeline.encoders.protocol import Encoder
from pipeline.mapping.assignment import assign
from pipeline.mapping.calibration import BY_ENCODER, gains, log_odds, probability
from pipeline.mapping.cognates import cognate_similarity, name_key
from pipeline.mapping.evidence import Matrix, Names
from pipeline.mapping.terms import KINDS, Term, terms_of
from pipeline.model import ConceptMapping, Document, Justification, Naming
from pipeline.text.analysis import norm_of

JOINED = 0.9  # held to be one from here on: of the terms of the genre 98 of 100 such pairs are (make bench-terms)
WORTH_A_LOOK = 0.25  # listed for review from here on
_OF_SOURCES = "source:"
_IMPOSSIBLE = -100.0
_SAME_STEMS = 4.0  # log odds, .98: "Back office type" and "back office types"
# A list of equal length under the same parent, of which a share is known to stand in the same places, speaks for the
# rest of it; by itself it never joins. No data says how much: two independent lists are seldom in one order.
_BY_POSITION = 6.0
_MOST_BY_POSITION = 0.85
_ALIKE = 0.6  # from here on the sound of names is told as the reason

_Told = tuple[Justification, str]


@dataclass
class _Hub:
    """Terms that are held to be one concept; the first stands for them, unless the vocabulary's comes in."""

    terms: list[Term] = field(default_factory=list)

    @property
    def leader(self) -> Term:
        return min(self.terms, key=lambda term: term.concept_id.startswith(_OF_SOURCES))


def propose(topic_id: str, documents: Sequence[Document], encoders: Sequence[Encoder] = ()) -> Iterator[ConceptMapping]:
    """Yield the mappings between concepts of a topic that are joined or worth a look, surest first within a kind.

    Args:
        topic_id: the topic.
        documents: its documents, whose subjects bear the topic's concepts.
        encoders: those in use; without any, names and places decide.
    """
    for kind in KINDS:
        hubs: list[_Hub] = []
        found: list[ConceptMapping] = []
        for document in documents:
            terms = [term for term in terms_of(document) if term.kind == kind]
            found.extend(_settle(topic_id, terms, hubs, encoders))
        yield from sorted(found, key=lambda one: (-one.confidence, one.one.concept_id, one.other.concept_id))


def _settle(
    topic_id: str, terms: Sequence[Term], hubs: list[_Hub], encoders: Sequence[Encoder]
) -> Iterator[ConceptMapping]:
    """Put the terms of one source into hubs, and yield what had to be judged for it."""
    known = {term.concept_id: hub for hub in hubs for term in hub.terms}
    new = [term for term in terms if term.concept_id not in known]
    open_hubs = [
        hub for hub in hubs if not any(one.concept_id == term.concept_id for term in terms for one in hub.terms)
    ]
    odds, reasons = _odds(new, open_hubs, terms, known, encoders)
    partners = dict(assign(gains(odds)))
    for row, term in enumerate(new):
        hub = open_hubs[partners[row]] if row in partners else None
        chance = probability(odds[row, partners[row]]) if hub else 0.0
        joined = hub is not None and chance >= JOINED
        if hub is not None and chance >= WORTH_A_LOOK:
            justification, evidence = reasons(row, partners[row])
            yield _mapping(topic_id, term, hub.leader, justification, evidence, chance, joined)
        if hub is not None and joined:
            hub.terms.append(term)
        else:
            hubs.append(_Hub([term]))
    for term in terms:
        if term.concept_id in known and term.language not in {one.language for one in known[term.concept_id].terms}:
            known[term.concept_id].terms.append(term)


def _mapping(
    topic_id: str, one: Term, other: Term, justification: Justification, evidence: str, chance: float, joined: bool
) -> ConceptMapping:
    """Make a mapping, from what a source defines to what the vocabulary knows."""
    if one.concept_id.startswith(_OF_SOURCES) < other.concept_id.startswith(_OF_SOURCES):
        one, other = other, one
    namings = [Naming(term.concept_id, term.label, term.language) for term in (one, other)]
    return ConceptMapping(topic_id, one.kind, namings[0], namings[1], justification, evidence, round(chance, 4), joined)


def _odds(
    new: Sequence[Term],
    hubs: Sequence[_Hub],
    terms: Sequence[Term],
    known: dict[str, _Hub],
    encoders: Sequence[Encoder],
) -> tuple[Matrix, Callable[[int, int], _Told]]:
    """Return the log odds of each new term with each hub, and a function that tells the reason of a pair."""
    odds = np.full((len(new), len(hubs)), _IMPOSSIBLE)
    by_encoder = np.zeros_like(odds, dtype=bool)
    for language in sorted({term.language for hub in hubs for term in hub.terms}):
        columns = [at for at, hub in enumerate(hubs) if any(term.language == language for term in hub.terms)]
        theirs = [next(term for term in hubs[at].terms if term.language == language) for at in columns]
        part, used = _in_language(new, theirs, language, encoders)
        better = part > odds[:, columns]
        odds[:, columns] = np.where(better, part, odds[:, columns])
        by_encoder[:, columns] = np.where(better, used, by_encoder[:, columns])
    position = np.array([[_position(term, hub, terms, known) for hub in hubs] for term in new]).reshape(odds.shape)
    least = np.log(_MOST_BY_POSITION / (1 - _MOST_BY_POSITION))
    lifted = np.where(position > 0, np.maximum(odds, np.minimum(np.maximum(odds, -4) + position, least)), odds)
    for row, term in enumerate(new):
        for column, hub in enumerate(hubs):
            if _impossible(term, hub):
                lifted[row, column] = _IMPOSSIBLE

    def reason(row: int, column: int) -> _Told:
        return _reason(new[row], hubs[column], bool(by_encoder[row, column]), lifted[row, column] > odds[row, column])

    return lifted, reason


def _in_language(
    new: Sequence[Term], theirs: Sequence[Term], language: str, encoders: Sequence[Encoder]
) -> tuple[Matrix, bool]:
    """Return the log odds of terms with hubs that have a name in a language, and whether an encoder was heard."""
    own = new[0].language if new else ""
    if own == language:
        same = [[_SAME_STEMS if _stems(a) == _stems(b) else _IMPOSSIBLE for b in theirs] for a in new]
        return np.array(same).reshape(len(new), len(theirs)), False
    kind, odds = log_odds(_names(new), _names(theirs), encoders)
    return odds, kind == BY_ENCODER


def _names(terms: Sequence[Term]) -> Names:
    described = all(term.description for term in terms)
    texts = tuple(term.described if described else term.label for term in terms)
    return Names(tuple(term.label for term in terms), texts, terms[0].language if terms else "")


def _stems(term: Term) -> frozenset[str]:
    language = languages.load(term.language)
    return frozenset(norm_of(word, language) for word in name_words(term.label))


def name_words(label: str) -> list[str]:
    """Return the words of a label without the marks around them."""
    return ["".join(letter for letter in word if letter.isalnum()) for word in label.split()]


def _position(term: Term, hub: _Hub, terms: Sequence[Term], known: dict[str, _Hub]) -> float:
    """Return what the place of a term says for a hub: the share of its list that stands where the hub's list has it."""
    slots = [one.slot for one in hub.terms]
    if term.slot.length < 2 or term.slot not in slots:
        return 0.0
    siblings = [one for one in terms if one.slot.parent == term.slot.parent and one.slot.length == term.slot.length]
    anchored = [one for one in siblings if one.concept_id in known and _stands_there(one, known[one.concept_id])]
    return _BY_POSITION * len(anchored) / term.slot.length


def _stands_there(term: Term, hub: _Hub) -> bool:
    return any(one.slot == term.slot for one in hub.terms)


def _impossible(term: Term, hub: _Hub) -> bool:
    """Tell whether a term and a hub cannot be one: two concepts of the vocabulary, or two as the user has said."""
    shared = vocabulary.load()
    if not term.concept_id.startswith(_OF_SOURCES) and not hub.leader.concept_id.startswith(_OF_SOURCES):
        return True
    return any(shared.are_different(term.concept_id, one.concept_id) for one in hub.terms)


def _reason(term: Term, hub: _Hub, by_encoder: bool, by_position: bool) -> _Told:
    """Return why a pair was proposed, in the terms of semapv and in a few words."""
    best = max(hub.terms, key=lambda one: (cognate_similarity(term.label, one.label), one.label))
    alike = cognate_similarity(term.label, best.label)
    told = []
    if name_key(term.label) == name_key(best.label) or (term.language == best.language and not by_position):
        told.append((Justification.LEXICAL, "equal names"))
    elif alike >= _ALIKE:
        told.append((Justification.COGNATE, f"names sound alike ({alike:.2f})"))
    if by_encoder:
        told.append((Justification.ENCODER, "an encoder finds them near"))
    if by_position:
        told.append((Justification.POSITION, "the same place in lists of which the rest agrees"))
    if not told:
        told.append((Justification.COGNATE, f"no other name is nearer ({alike:.2f})"))
    justification = told[0][0] if len(told) == 1 else Justification.COMPOSITE
    return justification, "; ".join(words for _, words in told)
