"""With what force a passage speaks: polarity, modality, stated counts, lists left open."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pipeline.model import Modality, Polarity
from pipeline.text.cues import Cue

_NEAR = 40  # characters between a number word and the noun it counts: "seks forskjellige typer"
_NEAR_VALUE = 20  # characters between a negation and the value that it denies
_SAYING_SO = ("negation", "modality", "contrast")  # "không giống như" (unlike) denies nothing
_ANNOUNCING = ("roles", "contrast", "modality")  # Hindi "hardly ever" holds its "perhaps"
_STRENGTHS = (("possible", Modality.POSSIBLE), ("typical", Modality.TYPICAL), ("necessary", Modality.NECESSARY))


def modality_of(cues: Sequence[Cue]) -> Modality:
    """Return the force of a clause; a weakening word counts before a strengthening one ("rarely needs repair")."""
    keys = {cue.key for cue in cues if cue.group == "modality" and not _inside_another(cue, cues, _ANNOUNCING)}
    return next((modality for key, modality in _STRENGTHS if key in keys), Modality.ACTUAL)


def polarity_of(
    cues: Sequence[Cue], values: Sequence[tuple[int, int]] = (), concord: bool = False, near: int = _NEAR_VALUE
) -> Polarity:
    """Return whether a passage denies its values, or itself where it names none: an odd number of negations does.

    Where the language has negative concord any number does: "ne … pas", "nikdo nikdy nepřišel" deny once.

    Args:
        cues: the cues of the passage.
        values: the places of its values; a negation further from all of them denies something else ("kundeservice …
            uten å koble fra" is customer service all the same).
        concord: whether several negations deny once.
        near: characters between a negation and a value that it denies.
    """
    denials = {
        cue.start: cue for cue in cues if cue.group == "negation" and not _inside_another(cue, cues, _SAYING_SO)
    }.values()
    close = [cue for cue in denials if not values or any(_distance(cue, place) <= near for place in values)]
    return Polarity.NEGATIVE if (close if concord else len(close) % 2) else Polarity.POSITIVE


def _inside_another(cue: Cue, cues: Sequence[Cue], groups: tuple[str, ...]) -> bool:
    """Tell whether a word is part of a longer phrase: なければなりません is "must", and no denial.

    Nor is "mainly" a restriction in the Chinese for "the main difference".
    """
    longer = (one for one in cues if one.end - one.start > cue.end - cue.start and one.group in groups)
    return any(one.start <= cue.start and cue.end <= one.end for one in longer)


def _distance(cue: Cue, place: tuple[int, int]) -> int:
    return max(place[0] - cue.end, cue.start - place[1])


def is_open(cues: Sequence[Cue]) -> bool:
    """Tell whether a list is left open ("etc.", "including") or claims the commonest only.

    A word for "like" that asks how to do something opens none ("Como cuidar de uma viola").
    """
    opening = (cue for cue in cues if cue.group == "lists" and cue.key in ("open", "most_common"))
    asking = [cue for cue in cues if (cue.group, cue.key) == ("lists", "steps")]
    return any(not any(cue.lies_in(one) for one in asking) for cue in opening)


def count_of(cues: Sequence[Cue], kind: str = "") -> int | None:
    """Return the number that a passage states of types, kinds, ways; None where it states none.

    One is left out: in most languages it is the article too. So is a number in "both", which in
    Turkish holds the word for two, and one of the commonest or main ones, of which there may be more.

    Args:
        cues: the cues of the passage.
        kind: the kind of a list whose items are counted too ("three advantages").
    """
    if any((cue.group, cue.key) == ("lists", "most_common") for cue in cues):
        return None
    nouns = [cue for cue in cues if cue.group == "lists" and cue.key in ("count_nouns", kind)]
    for number in _numbers(cues):
        if any(noun.start == number.start or 0 <= noun.start - number.end <= _NEAR for noun in nouns):  # a dual
            return int(number.key)
    return None


def count_of_kinds(cues: Sequence[Cue]) -> int | None:
    """Return the number beside words that announce types, where no noun stands for these: "divided into three"."""
    if any((cue.group, cue.key) == ("lists", "most_common") for cue in cues):
        return None
    announcing = [cue for cue in cues if (cue.group, cue.key) == ("lists", "types")]
    beside = [one for one in _numbers(cues) if any(_distance(one, (cue.start, cue.end)) <= 1 for cue in announcing)]
    return int(beside[0].key) if beside else None


def _numbers(cues: Sequence[Cue]) -> Iterator[Cue]:
    """Yield the number words from two on, without those inside a word for both."""
    pairs = [cue for cue in cues if cue.group == "contrast" and cue.key == "both"]
    for number in (cue for cue in cues if cue.group == "numbers" and cue.key != "1"):
        if not any(pair.start <= number.start and number.end <= pair.end for pair in pairs):
            yield number
