"""With what force a passage speaks: polarity, modality, stated counts, lists left open."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.model import Modality, Polarity
from pipeline.text.cues import Cue

_NEAR = 40  # characters between a number word and the noun it counts: "seks forskjellige typer"
_STRENGTHS = (("possible", Modality.POSSIBLE), ("necessary", Modality.NECESSARY), ("typical", Modality.TYPICAL))


def modality_of(cues: Sequence[Cue]) -> Modality:
    """Return the force of a clause; a weakening word counts before a strengthening one."""
    keys = {cue.key for cue in cues if cue.group == "modality"}
    return next((modality for key, modality in _STRENGTHS if key in keys), Modality.ACTUAL)


def polarity_of(cues: Sequence[Cue]) -> Polarity:
    """Return whether a clause denies: an odd number of negations does."""
    places = {cue.start for cue in cues if cue.group == "negation"}
    return Polarity.NEGATIVE if len(places) % 2 else Polarity.POSITIVE


def is_open(cues: Sequence[Cue]) -> bool:
    """Tell whether a list is left open ("etc.", "including") or claims the commonest only."""
    return any(cue.group == "lists" and cue.key in ("open", "most_common") for cue in cues)


def count_of(cues: Sequence[Cue]) -> int | None:
    """Return the number that a passage states of types, kinds, ways; None where it states none.

    One is left out: in most languages it is the article too. So is a number in "both" ("her iki tür").
    """
    nouns = [cue for cue in cues if cue.group == "lists" and cue.key == "count_nouns"]
    pairs = [cue for cue in cues if cue.group == "contrast" and cue.key == "both"]
    for number in (cue for cue in cues if cue.group == "numbers" and cue.key != "1"):
        if any(pair.start <= number.start and number.end <= pair.end for pair in pairs):
            continue
        if any(0 <= noun.start - number.end <= _NEAR for noun in nouns):
            return int(number.key)
    return None
