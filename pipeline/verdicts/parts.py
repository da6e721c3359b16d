"""How many of something a thing has: "die Geige hat vier Saiten", "il violino ha quattro corde".

A brief clause gives one number and a noun behind it. The nouns of two languages mean the same where they sound alike
("фази", "phases"), or where of another of the compared things both give the same number with them (four strings, "vier
Saiten"). A unit is no part: how long or heavy things are is compared in the respect of which it is said.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product

from pipeline import languages
from pipeline.mapping.cognates import cognate_similarity, sounds
from pipeline.model import Modality, Origin, Polarity, Relation, Scope, Span, Statement, Verdict
from pipeline.text.analysis import function_words
from pipeline.text.cues import LETTER
from pipeline.text.stems import stem
from pipeline.verdicts.making import alone, make
from pipeline.verdicts.respects import Respect, Voice
from pipeline.verdicts.rules import SOFT, Outcome
from pipeline.verdicts.units import unit_of

_PROSE = (Origin.PROSE, Origin.KEY_DIFFERENCE, Origin.DEFINITION, Origin.SUMMARY)
_WORD = re.compile(rf"{LETTER}+|\d+(?:[.,]\d+)*|[^\w\s]")
_LIST = re.compile(r"[:：]")  # behind it the parts are listed
_LONGEST = 8  # words of a clause
_BEFORE = 4  # words before the number: a name and a verb
_BEHIND = 3  # words of what is counted
_ALIKE = 0.75
_BRIEF, _BEGINNING = 5, 3  # letters
_MOST = 100  # a larger number is a year, or rough


@dataclass(frozen=True, slots=True)
class _Counted:
    number: int
    noun: str
    statement: Statement


def compare_parts(topic_id: str, one: Voice, other: Voice) -> Iterator[Verdict]:
    """Yield what two independent sources in two languages say of how many parts their things have.

    Args:
        topic_id: the topic.
        one, other: the sources.
    """
    mine, theirs = _counted(one), _counted(other)
    pairs = [
        (subject, first, second)
        for subject in sorted(mine.keys() & theirs.keys())
        for first, second in product(mine[subject], theirs[subject])
    ]
    learned = {(first.noun, second.noun): subject for subject, first, second in pairs if first.number == second.number}
    for subject, first, second in pairs:
        alike = _sound_alike(first.noun, second.noun)
        if first.number == second.number:
            if alike or sum((first.noun, second.noun) == (a.noun, b.noun) for _, a, b in pairs) > 1:
                yield _told(
                    Respect(topic_id, subject, first.statement.aspect_id), first, second, (one.name, other.name)
                )
        elif alike or learned.get((first.noun, second.noun), subject) != subject:
            yield _told(Respect(topic_id, subject, first.statement.aspect_id), first, second, (one.name, other.name))


def _sound_alike(one: str, other: str) -> bool:
    """Tell whether two nouns sound alike; brief ones ("фази", "fases") where they begin alike and are as long."""
    first, second = sounds(one), sounds(other)
    if max(len(first), len(second)) <= _BRIEF:
        return first[:_BEGINNING] == second[:_BEGINNING] and abs(len(first) - len(second)) <= 1
    return cognate_similarity(one, other) >= _ALIKE


def _told(respect: Respect, one: _Counted, other: _Counted, names: tuple[str, str]) -> Verdict:
    said = f"“{one.noun}” and “{other.noun}”"
    if one.number == other.number:
        outcome = Outcome(Relation.AGREE, "clause.same_count", f"Both count {one.number}: {said}.", "", 0.7)
    else:
        counts = f"{one.number} in {names[0]} and {other.number} in {names[1]}"
        outcome = Outcome(Relation.CONFLICT, "clause.other_count", f"Of {said} there are {counts}.", SOFT, 0.6)
    return make(respect, Scope.CROSS, [alone(one.statement), alone(other.statement)], outcome)


def _counted(voice: Voice) -> dict[str, list[_Counted]]:
    """Return what brief clauses count, by subject; a noun that is counted twice of a thing is left out."""
    found: dict[str, dict[str, list[_Counted]]] = defaultdict(lambda: defaultdict(list))
    seen: set[tuple[str, Span]] = set()
    for one in voice.statements:
        is_flat = one.polarity is Polarity.POSITIVE and one.modality is Modality.ACTUAL and not one.open_list
        if one.origin in _PROSE and is_flat and (one.subject_id, one.span) not in seen:
            seen.add((one.subject_id, one.span))
            counted = _count(one, voice.language)
            if counted:
                found[one.subject_id][counted.noun].append(counted)
    return {
        subject: [clauses[0] for clauses in nouns.values() if len({one.number for one in clauses}) == 1]
        for subject, nouns in found.items()
    }


def _count(statement: Statement, code: str) -> _Counted | None:
    """Return the one number of a brief clause, with the noun behind it; None where it says more."""
    language = languages.load(code)
    words = _WORD.findall(_LIST.split(language.fold_key(statement.value))[0])
    if not language.spaces or len(words) > _LONGEST:
        return None
    numbers = [(at, number) for at, word in enumerate(words) if (number := _number(word, code)) is not None]
    if len(numbers) != 1:
        return None
    ((at, number),) = numbers
    behind = words[at + 1 :]
    noun = behind[: next((end for end, word in enumerate(behind) if word in function_words(code)), len(behind))]
    is_introduced = all(word in function_words(code) for word in words[:at])  # "there are five phases of mitosis"
    is_brief = 0 < at <= _BEFORE and 0 < len(noun) <= _BEHIND and (is_introduced or len(noun) == len(behind))
    if not is_brief or not all(word.isalpha() for word in (*words[:at], *noun)) or unit_of(noun[0], code):
        return None
    return _Counted(number, " ".join(stem(word, language.snowball) for word in noun), statement)


def _number(word: str, code: str) -> int | None:
    """Return a number from two to a hundred in digits or as a word; one is an article, too."""
    if word.isdigit():
        return int(word) if 1 < int(word) <= _MOST else None
    cues = languages.load(code).lexicon.find(word)
    values = [int(cue.key) for cue in cues if cue.group == "numbers" and (cue.start, cue.end) == (0, len(word))]
    return values[0] if values and values[0] > 1 else None
