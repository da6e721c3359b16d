"""In which respect a clause speaks of its thing, where it names no value that would tell.

An item or a heading says so first ("Depth: …"); then an aspect that the clause names, a verb that tells it ("lasts",
"made of"), what a thing is used for, a row of the table that it repeats, and what is true of all the things alike. What
a passage that opposes the things says of one of them is a difference; what a passage on one thing goes on to say of it
is a feature. The less is said, the lower the confidence.
"""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.languages.schema import ITSELF
from pipeline.model import Match, Role
from pipeline.reading.aspects import is_label
from pipeline.reading.clauses import OPPOSING, Clause, How, announces
from pipeline.reading.scope import PAUSE
from pipeline.statements.values import DIFFERENCE, FEATURES, SIMILARITY, STRUCTURAL, USE

_SPEAKING = (Role.DEFINITION, Role.INTRODUCTION, Role.BODY, Role.FEATURES)
_OF_SECTION = {Role.USES: USE, Role.HISTORY: "aspect:history", Role.SIMILARITIES: SIMILARITY}


@dataclass(frozen=True, slots=True)
class Respect:
    """An aspect, and by how much its being guessed lowers the confidence of a statement."""

    aspect_id: str
    certainty: float


_OF_ITS_OBJECT = ("need", "composition", "causes")  # what "needs maintenance" is said of is the maintenance
_OPENING = 12  # characters
LABELLED = 0.9
_HEADED = 0.8
_NAMED = 0.7
_BY_CUE = 0.7
_BY_ROW = 0.65
_OPPOSED = 0.8
_BY_SECTION = 0.6
_LEFT_OVER = 0.5


def respect_of(clause: Clause, heading: str, row: str, code: str, *, is_half: bool) -> Respect | None:
    """Return the respect in which a clause speaks, or None where nothing shows it.

    Args:
        clause: a clause on a subject, in which no value and no definition was found.
        heading: the aspect that the heading over it names, or "".
        row: the aspect of the row of the source's table that it repeats, or "".
        code: the language of the source.
        is_half: whether its sentence sets another thing against it.
    """
    section = clause.block.section_role
    if clause.has(ITSELF):
        return None  # "the table below compares the two formats"
    if clause.how is How.BOTH:
        if announces(clause.cues) or not _is_of_all(clause):
            return None
        return Respect(DIFFERENCE if _tells_apart(clause) else SIMILARITY, _BY_CUE)
    if len(clause.subjects) > 1:
        return None  # it goes on about several things, of which it may mean any
    if heading and heading not in STRUCTURAL:
        return Respect(heading, _HEADED)
    if worded := _worded(clause):
        return worded
    if _tells_use(clause, code):
        return Respect(USE, _BY_CUE)
    if row:
        return Respect(row, _BY_ROW)
    if is_half or (section in OPPOSING and clause.how is not How.INHERITED):
        return Respect(DIFFERENCE, _OPPOSED)
    if section in _OF_SECTION:
        return Respect(_OF_SECTION[section], _BY_SECTION)
    return Respect(FEATURES, _LEFT_OVER) if section in (*_SPEAKING, *OPPOSING) else None


def _worded(clause: Clause) -> Respect | None:
    """Return the respect that a clause names, or that its verb tells where it only names one behind it.

    In "lasts for 50 years after the death of the author" the verb tells more than the death.
    """
    verb = next((cue for cue in clause.cues if cue.group == "predicates"), None)
    for one in clause.found:  # exactly: Turkish "smoothly" holds the stem of "shape"
        if one.concept_id.startswith("aspect:") and one.match is Match.EXACT and one.concept_id not in STRUCTURAL:
            if verb and verb.key not in _OF_ITS_OBJECT and verb.end <= one.start:
                break
            return Respect(one.concept_id, _NAMED)
    return Respect(f"aspect:{verb.key}", _BY_CUE) if verb else None


def _tells_apart(clause: Clause) -> bool:
    """Tell whether a clause on all the things says that they are unlike: "use different terms".

    Behind a comma ("both are lakes, but of different depth") it says first what they share.
    """
    places = (cue.start for cue in clause.cues if (cue.group, cue.key) == ("contrast", "differing"))
    return any(PAUSE.search(clause.block.text, clause.start, place) is None for place in places)


def _tells_use(clause: Clause, code: str) -> bool:
    """Tell whether a clause says what a thing is used for: by a verb, not by a noun such as "applications"."""
    uses = (cue.phrase for cue in clause.cues if (cue.group, cue.key) == ("lists", "uses"))
    return any(" " in phrase or not is_label(phrase, code) for phrase in uses)


def _is_of_all(clause: Clause) -> bool:
    """Tell whether a clause names several things, or opens with "both": further on the word joins other things."""
    named = {one.concept_id for one in clause.found}
    opens = (
        cue.start - clause.start <= _OPENING for cue in clause.cues if (cue.group, cue.key) == ("contrast", "both")
    )
    return len(named) > 1 or any(opens)
