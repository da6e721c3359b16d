"""Which values a passage names, grouped by the aspect that each belongs to."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations

from pipeline import vocabulary
from pipeline.reading.label_matcher import SCALES
from pipeline.reading.mentions import Found
from pipeline.text.cues import Cue

# Aspects that structure tells (a list of types, a definition): the bare word in prose says nothing about a subject.
STRUCTURAL = frozenset(
    f"aspect:{name}"
    for name in (
        "types", "definition", "genus", "expansion", "difference", "similarity", "relation", "examples", "features",
        "advantages", "disadvantages",
    )
)  # fmt: skip
_NEAR_DENIAL = 10  # characters
_BESIDE = 3  # tokens between an aspect and what puts it on a scale: "privacy is high", "a lower degree of control"
SIZE = "aspect:size"
GENUS = "aspect:genus"
TYPES = "aspect:types"
DEFINITION = "aspect:definition"
EXPANSION = "aspect:expansion"
ADVANTAGES = "aspect:advantages"
DISADVANTAGES = "aspect:disadvantages"
DIFFERENCE = "aspect:difference"
SIMILARITY = "aspect:similarity"
FEATURES = "aspect:features"
USE = "aspect:use"
# What prose is told under where it names no respect: two sources that both have some of it share nothing by that.
CATCH_ALL = frozenset((DIFFERENCE, SIMILARITY, FEATURES))


def values_by_aspect(found: Iterable[Found], subject_ids: Iterable[str]) -> Mapping[str, tuple[str, ...]]:
    """Return the value and type concepts that a passage names, by the aspect each belongs to.

    Args:
        found: the concepts named in the passage, by place.
        subject_ids: the compared things, which are no values of one another.
    """
    groups: dict[str, dict[str, None]] = defaultdict(dict)
    subjects = frozenset(subject_ids)
    known = vocabulary.load()
    for one in found:
        concept = known.by_id.get(one.concept_id)
        if concept is None or concept.scheme == SCALES or concept.concept_id in subjects:
            continue
        if concept.kind in ("value", "type") and concept.aspect_id:
            groups[concept.aspect_id].setdefault(one.concept_id)
    return {aspect: tuple(ids) for aspect, ids in groups.items()}


def places_of(found: Iterable[Found], ids: Sequence[str]) -> tuple[tuple[int, int], ...]:
    """Return where a passage names the given concepts."""
    return tuple((one.start, one.end) for one in found if one.concept_id in ids)


def aspects_on_scales(found: Sequence[Found]) -> Mapping[str, tuple[str, ...]]:
    """Return the aspects that a passage puts on a scale, with their places ("privacy is high").

    A place belongs to the aspect beside it; an aspect that is only named says nothing of the subject.
    """
    aspects = [one for one in found if one.concept_id.startswith("aspect:") and one.concept_id not in STRUCTURAL]
    placed: dict[str, tuple[str, ...]] = {}
    for scale in (one for one in found if one.concept_id.startswith(SCALES + ":")):
        nearest = min(aspects, key=lambda aspect: _distance(aspect, scale), default=None)
        if nearest and _distance(nearest, scale) <= _BESIDE and _is_said_of(scale.concept_id, nearest.concept_id):
            place = place_on_scale(scale.concept_id, nearest.concept_id)
            placed[nearest.concept_id] = (*placed.get(nearest.concept_id, ()), place)
    return placed


def _is_said_of(place: str, aspect: str) -> bool:
    """Tell whether a place beside an aspect is said of it: "large customers" are no size of the customers."""
    known = vocabulary.load()
    own = known.by_id[place].aspect_id
    return not own or known.family(own) == known.family(aspect)


def scales_named(found: Iterable[Found], aspect: str) -> tuple[str, ...]:
    """Return the places on scales that a cell names in a respect ("high", "an increase").

    None where it names both ends of a scale: it sets one thing against another.
    """
    named = (one.concept_id for one in found if one.concept_id.startswith(SCALES + ":"))
    places = tuple(dict.fromkeys(place_on_scale(one, aspect) for one in named))
    known = vocabulary.load()
    return () if any(known.exclude(one, other) for one, other in combinations(places, 2)) else places


def place_on_scale(place: str, aspect: str) -> str:
    """Return what a place is called in a respect: of a price, what is expensive is high.

    Args:
        place: a place on a scale, as a passage names it.
        aspect: the respect in which it is said.
    """
    known = vocabulary.load()
    own = known.by_id[place].aspect_id
    return known.family(place) if own and known.family(own) == known.family(aspect) else place


def aspects_denied(found: Sequence[Found], cues: Sequence[Cue]) -> tuple[str, ...]:
    """Return the aspects that a passage denies, by a negation right behind them."""
    denials = [cue for cue in cues if cue.group == "negation"]
    named = (one for one in found if one.concept_id.startswith("aspect:") and one.concept_id not in STRUCTURAL)
    near = (one for one in named if any(0 <= cue.start - one.end <= _NEAR_DENIAL for cue in denials))
    return tuple(dict.fromkeys(one.concept_id for one in near))


def _distance(one: Found, other: Found) -> int:
    return max(other.first - one.last, one.first - other.last)
