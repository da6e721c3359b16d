"""How far a denial reaches: what stands in a clause of its own, or behind "without", is denied by itself.

"The ink can dry if you do not print" affirms that the ink can dry, and "a snowboard is used without poles" that it is
used. (Of 41 denials in the development articles 14 stood so: 9 behind "without", 5 in a subordinate clause.)
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from pipeline.languages import Language
from pipeline.languages.schema import SUBORDINATION
from pipeline.text.analysis import function_words
from pipeline.text.cues import Cue

PAUSE = re.compile(r"[,،、，;；؛:](?!\d)|\s[–—-]\s")
_WORD = re.compile(r"\w+")
_LACKED = 2  # words that "without" stands behind
_AT_THE_END = 2  # characters: a full stop, a bracket
_BESIDE = ("without", "lacking")
_NEAR = 20  # characters between "without" and the value that it denies: an article, an adjective

Place = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Passage:
    """What a statement is read off: ``[start, end)`` of a text, where it names its thing, and where its values."""

    text: str
    start: int
    end: int
    named: tuple[Place, ...] = ()
    values: tuple[Place, ...] = ()


def reaching(cues: Sequence[Cue], passage: Passage, language: Language) -> tuple[Cue, ...]:
    """Return the cues of a passage without the denials that do not reach what it says.

    Args:
        cues: those of the language data in the passage, by place.
        passage: what is said.
        language: its language.
    """
    denials = [cue for cue in cues if cue.group == "negation"]
    beside = [cue for cue in denials if cue.key in _BESIDE]
    missing = {cue for cue in beside if not _denies_the_passage(cue, passage, cues, language)}
    missing |= {cue for cue in denials if cue not in beside and any(map(cue.lies_in, beside))}
    asides = _asides(cues, passage) if denials else []
    missing |= {cue for cue in denials if any(start <= cue.start and cue.end <= end for start, end in asides)}
    return tuple(cue for cue in cues if cue not in missing) if missing else tuple(cues)


def without_answer(cues: Sequence[Cue], text: str, start: int) -> tuple[Cue, ...]:
    """Leave out the denial that opens a sentence as an answer ("No, a lake is deeper"): it denies what was asked.

    Args:
        cues: those of the language data in the sentence, by place.
        text: the text in which they stand.
        start: where the sentence begins.
    """
    return tuple(
        cue
        for cue in cues
        if cue.group != "negation" or text[start : cue.start].strip() or not PAUSE.match(text, cue.end)
    )


def _asides(cues: Sequence[Cue], passage: Passage) -> list[Place]:
    """Return the subordinate parts of a passage that name neither its thing nor its values; where all are so, none.

    Before a part that is ended by its mark the thing may be named as the topic of all ("インクは使わない場合、…").
    """
    opening = {cue.start for cue in cues if (cue.group, cue.key) == (SUBORDINATION, "opening")}
    closing = {cue.end for cue in cues if (cue.group, cue.key) == (SUBORDINATION, "closing")}
    if not opening and not closing:
        return []
    pauses = (match.end() for match in PAUSE.finditer(passage.text, passage.start, passage.end))
    edges = sorted({passage.start, *pauses, *opening, *closing, passage.end})
    parts = [(start, end) for start, end in pairwise(edges) if passage.text[start:end].strip()]
    asides = [part for part in parts if part[1] in closing and not _hold(passage.values, part)]
    opened = [part for part in parts if _begins_with(part, opening, passage.text)]
    asides += [part for part in opened if not _hold(passage.values or passage.named, part)]
    return asides if len(asides) < len(parts) else []


def _hold(places: Iterable[Place], part: Place) -> bool:
    return any(part[0] <= start < part[1] for start, _ in places)


def _begins_with(part: Place, opening: Iterable[int], text: str) -> bool:
    return part[0] + len(text[slice(*part)]) - len(text[slice(*part)].lstrip()) in opening


def _denies_the_passage(cue: Cue, passage: Passage, cues: Sequence[Cue], language: Language) -> bool:
    """Tell whether "without" denies what a passage says: right beside a value, or else as its whole predicate."""
    if passage.values:
        gaps = ((start - cue.end) if cue.key == "without" else (cue.start - end) for start, end in passage.values)
        return any(0 <= gap <= _NEAR for gap in gaps)
    begin = max((end for _, end in passage.named if end <= cue.start), default=passage.start)
    idle = function_words(language.code)
    copulas = [one for one in cues if one.group == "definition"]
    telling = [
        word
        for word in _WORD.finditer(passage.text, begin, cue.start)
        if word.group().lower() not in idle and not any(one.start <= word.start() < one.end for one in copulas)
    ]
    if cue.key == "without":
        return not telling
    return len(telling) <= _LACKED and passage.end - cue.end <= _AT_THE_END
