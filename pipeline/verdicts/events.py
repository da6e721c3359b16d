"""When a thing came about: two clauses on one event, a year in each, in any two languages.

"Она была открыта в 1876 году" and "la meiosi va ser descoberta el 1883" tell of one discovery and give two years. A
clause counts that says little else: where it names a place or several other things, it may tell of another event ("was
introduced in Japan in 805").
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from pipeline import languages
from pipeline.alignment.anchors import anchors
from pipeline.model import Modality, Origin, Polarity, Relation, Scope, Span, Statement, Verdict
from pipeline.text.analysis import function_words
from pipeline.text.cues import LETTER
from pipeline.verdicts.making import alone, make
from pipeline.verdicts.names import names_a_place
from pipeline.verdicts.respects import Respect, Voice
from pipeline.verdicts.rules import SOFT, Outcome
from pipeline.verdicts.units import unit_of

_PROSE = (Origin.PROSE, Origin.KEY_DIFFERENCE, Origin.DEFINITION, Origin.SUMMARY)
_WORD = re.compile(rf"{LETTER}+")
_YEAR = re.compile(r"[12]\d{3}")
_OTHERS = 4  # content words beside event and year, those of the subject's name among them
_LETTERS = 24  # of a clause in a script that does not part words
Dated = dict[tuple[str, str], dict[str, Statement]]  # by subject and event, then by year


def compare_events(topic_id: str, one: Voice, other: Voice) -> Iterator[Verdict]:
    """Yield what two independent sources say of the year of one event.

    Args:
        topic_id: the topic.
        one, other: the sources.
    """
    mine, theirs = _dated(one), _dated(other)
    for key in sorted(mine.keys() & theirs.keys()):
        if len(mine[key]) == len(theirs[key]) == 1:
            ((first_year, first),), ((second_year, second),) = mine[key].items(), theirs[key].items()
            yield make(
                Respect(topic_id, key[0], first.aspect_id),
                Scope.CROSS,
                [alone(first), alone(second)],
                _outcome((first_year, one.name), (second_year, other.name)),
            )


def _outcome(first: tuple[str, str], second: tuple[str, str]) -> Outcome:
    if first[0] == second[0]:
        return Outcome(Relation.AGREE, "clause.same_year", f"Both give {first[0]} for it.", "", 0.8)
    said = " and ".join(f"{year} in {name}" for year, name in (first, second))
    return Outcome(Relation.CONFLICT, "clause.other_year", f"One event, in {said}.", SOFT, 0.7)


def _dated(voice: Voice) -> Dated:
    found: Dated = defaultdict(dict)
    seen: set[tuple[str, Span]] = set()
    for one in voice.statements:
        is_flat = one.polarity is Polarity.POSITIVE and one.modality is Modality.ACTUAL
        if one.origin in _PROSE and is_flat and (one.subject_id, one.span) not in seen:
            seen.add((one.subject_id, one.span))
            numbers = [anchor for anchor in anchors(one.value) if anchor.isdigit()]
            if len(numbers) == 1 and _YEAR.fullmatch(numbers[0]):
                for event in _events(one.value, voice.language):
                    found[one.subject_id, event].setdefault(numbers[0], one)
    return found


def _events(text: str, code: str) -> Iterator[str]:
    """Yield the events that a clause tells of, if it tells little else."""
    language = languages.load(code)
    folded = language.fold_key(text)
    cues = [cue for cue in language.lexicon.find(folded) if cue.group == "events"]
    if not cues or names_a_place(text, code):
        return
    kept = list(folded)
    for cue in cues:
        kept[cue.start : cue.end] = " " * (cue.end - cue.start)
    words = _WORD.findall("".join(kept))
    idle = function_words(code)
    others = [word for word in words if word not in idle and unit_of(word, code) != "year"]
    if len(others) <= _OTHERS if language.spaces else len(folded) <= _LETTERS:
        yield from dict.fromkeys(cue.key for cue in cues)
