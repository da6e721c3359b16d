"""Whether two sources compare the same things, by ordered levels: the first that holds decides, and is named.

Equal keys come first; names that sound alike count where no other pairing of the names sounds as well; what is left is
decided by the untranslated names that the two bodies share, and by what their tables say. Two names that no language
translates and that differ (HTTPS and FTP) refute that the sources belong together, whatever else they share.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from itertools import permutations

from pipeline.mapping.cognates import cognate_similarity, is_untranslated
from pipeline.mapping.facts import Frequencies, best_pairing
from pipeline.mapping.signature import Signature, SubjectKeys

# How alike names must sound: by themselves, within one language (where "inbound" and "outbound" are near), and where
# the bodies share names. "Mitosis" and "mitoz" reach .71, "ecology" and "zoologie" .57.
_SOUND_ALIKE = 0.75
_ALIKE_IN_ONE_LANGUAGE = 0.85
_ALIKE_WITH_BODIES = 0.55
_NEAREST_OTHER = 0.15  # by which the pairing must beat the next
_UNLIKE = 0.5
# Translated subjects may share no letter; their sources share product names, of which none is a subject.
EQUAL = "equal"
_OF_SOURCES = "source:"
_SHARED_NAMES = 4
_SHARE_OF_NAMES = 0.4
_LEAST_BY_FACTS, _MORE_BY_FACTS = 0.7, 0.14  # confidence, up to that of a known position


@dataclass(frozen=True, slots=True)
class Sameness:
    """How the subjects of two sources pair: `pairing[i]` is the other's subject for the i-th; `level` says why."""

    pairing: tuple[int, ...]
    level: str
    confidence: float


def same_subjects(one: Signature, other: Signature) -> Sameness | None:
    """Return how the subjects of two sources pair, or None where they are not the same things.

    Args:
        one: the signature of a source.
        other: that of another.
    """
    if len(one.subjects) != len(other.subjects):
        return None
    ranked = sorted(
        ((sum(_likeness(one, other, pairing)), pairing) for pairing in permutations(range(len(one.subjects)))),
        key=lambda scored: (-scored[0], scored[1]),
    )
    best, pairing = ranked[0]
    pairs = [(one.subjects[at], other.subjects[to]) for at, to in enumerate(pairing)]
    if any(refuted(*pair, one.language == other.language) for pair in pairs):
        return None
    likeness = _likeness(one, other, pairing)
    if min(likeness) == 1:
        return Sameness(pairing, EQUAL, 1.0)
    margin = best - ranked[1][0] if len(ranked) > 1 else best
    enough = _ALIKE_IN_ONE_LANGUAGE if one.language == other.language else _SOUND_ALIKE
    if min(likeness) >= enough and margin >= _NEAREST_OTHER:
        return Sameness(pairing, "cognate", 0.95)
    if not _bodies_agree(one, other) or one.language == other.language:
        return None
    if min(likeness) >= _ALIKE_WITH_BODIES and margin >= _NEAREST_OTHER:
        return Sameness(pairing, "cognate with bodies", 0.9)
    if sum(like == 1 for like in likeness) == len(likeness) - 1:
        return Sameness(pairing, "position with bodies", 0.85)
    return None


def same_facts(one: Signature, other: Signature, known: Frequencies) -> Sameness | None:
    """Return how the subjects of two sources in two languages pair by what their tables say; None where that is little.

    Args:
        one: the signature of a source.
        other: that of another.
        known: how usual facts are in the run.
    """
    if len(one.subjects) != len(other.subjects) or one.language == other.language:
        return None
    found = best_pairing(one, other, known)
    if found is None or any(refuted(one.subjects[at], other.subjects[to], False) for at, to in enumerate(found[0])):
        return None
    pairing, surplus = found
    return Sameness(pairing, "facts", round(_LEAST_BY_FACTS + _MORE_BY_FACTS * (1 - math.exp(-surplus)), 4))


def refuted(one: SubjectKeys, other: SubjectKeys, same_language: bool) -> bool:
    """Tell whether two names cannot be of one thing.

    Two concepts of the vocabulary are two; names that are not translated would be alike if they were of one thing, and
    so would two names of one language.
    """
    if one.keys & other.keys:
        return False
    if _is_known(one) and _is_known(other):
        return True
    if is_untranslated(one.label) and is_untranslated(other.label):
        return True
    alike = cognate_similarity(one.label, other.label)
    return alike < _UNLIKE and (same_language or (one.is_name and other.is_name))


def _is_known(subject: SubjectKeys) -> bool:
    return not subject.concept_id.startswith(_OF_SOURCES)


def _likeness(one: Signature, other: Signature, pairing: tuple[int, ...]) -> list[float]:
    return [_alike(one.subjects[at], other.subjects[to]) for at, to in enumerate(pairing)]


def _alike(one: SubjectKeys, other: SubjectKeys) -> float:
    """Return 1 for things that share a key, else how alike their names sound, short of 1."""
    return 1.0 if one.keys & other.keys else min(0.99, cognate_similarity(one.label, other.label))


def _bodies_agree(one: Signature, other: Signature) -> bool:
    shared = len(one.names & other.names)
    return shared >= _SHARED_NAMES and shared >= _SHARE_OF_NAMES * min(len(one.names), len(other.names))
