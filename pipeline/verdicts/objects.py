"""What a thing contains, needs, is made of: clauses of two languages with one verb and one object.

"Untul conține colesterol" and "maslo obsahuje cholesterol" bear verbs that tell the same respect, and objects that
sound alike, are one value of the vocabulary ("vegetable oils") or one country. Then the two agree, or one denies what
the other says. Objects that differ say nothing: a thing contains many things.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product

from pipeline import languages
from pipeline.mapping.cognates import cognate_similarity
from pipeline.model import Modality, Origin, Polarity, Relation, Scope, Span, Statement, Verdict
from pipeline.reading.qualities import qualities_of
from pipeline.text.analysis import function_words
from pipeline.text.cues import LETTER
from pipeline.verdicts.making import alone, make
from pipeline.verdicts.respects import Respect, Voice
from pipeline.verdicts.rules import SOFT, Outcome

_PROSE = (Origin.PROSE, Origin.KEY_DIFFERENCE, Origin.DEFINITION, Origin.SUMMARY)
_WORD = re.compile(rf"{LETTER}+|[^\w\s]")
_WEAK = (Modality.POSSIBLE, Modality.TYPICAL)
_MOST = 3  # words of an object
_ALIKE, _SHORTEST = 0.8, 5  # letters
_TOLD = "predicates"


@dataclass(frozen=True, slots=True)
class _Said:
    words: tuple[str, ...]
    values: tuple[str, ...]
    statement: Statement


def compare_objects(topic_id: str, one: Voice, other: Voice) -> Iterator[Verdict]:
    """Yield what the brief clauses of two independent sources in two languages say with one verb of one object.

    Args:
        topic_id: the topic.
        one, other: the sources.
    """
    mine, theirs = _said(one), _said(other)
    for subject, respect in sorted(mine.keys() & theirs.keys()):
        for first, second in product(mine[subject, respect], theirs[subject, respect]):
            if _are_one(first, second):
                outcome = _compared(first.statement, second.statement, (one.name, other.name))
                yield make(
                    Respect(topic_id, subject, f"aspect:{respect}"),
                    Scope.CROSS,
                    [alone(first.statement), alone(second.statement)],
                    outcome,
                )


def _are_one(one: _Said, other: _Said) -> bool:
    """Tell whether two objects are one: a known value, or word for word alike."""
    if one.values or other.values:
        return one.values == other.values
    pairs = zip(one.words, other.words, strict=False)
    return len(one.words) == len(other.words) and all(
        min(len(first), len(second)) >= _SHORTEST and cognate_similarity(first, second) >= _ALIKE
        for first, second in pairs
    )


def _compared(one: Statement, other: Statement, names: tuple[str, str]) -> Outcome:
    if one.polarity is not other.polarity:
        denying = names[0] if one.polarity is Polarity.NEGATIVE else names[1]
        if any(said.modality in _WEAK for said in (one, other)):
            return Outcome(Relation.PARTIAL, "clause.object_hedged", f"{denying} denies what may be so.", "", 0.5)
        return Outcome(Relation.CONFLICT, "clause.object_denied", f"The same, denied by {denying}.", SOFT, 0.6)
    weak = [said.modality in _WEAK for said in (one, other)]
    if weak[0] != weak[1]:
        hedging = names[0] if weak[0] else names[1]
        return Outcome(Relation.PARTIAL, "clause.force", f"The same, but {hedging} does not say it outright.", "", 0.6)
    return Outcome(Relation.AGREE, "clause.same_object", "Both say it of one object.", "", 0.7)


def _said(voice: Voice) -> dict[tuple[str, str], list[_Said]]:
    """Return the objects of brief clauses by subject and respect, a passage once."""
    found: dict[tuple[str, str], dict[Span, _Said]] = defaultdict(dict)
    for one in voice.statements:
        if one.origin in _PROSE:
            for respect, words in _objects(one.value, voice.language):
                values = qualities_of(" ".join(words), "", voice.language)
                found[one.subject_id, respect].setdefault(one.span, _Said(words, values, one))
    return {key: list(clauses.values()) for key, clauses in found.items()}


def _objects(text: str, code: str) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield the respect that a verb of a clause tells, with the few words behind it that end the clause.

    Where the object stands before the verb, as in Turkish, it is not told from the subject, and none is found.
    """
    language = languages.load(code)
    folded = language.fold_key(text)
    idle = function_words(code)
    for cue in language.lexicon.find(folded) if language.spaces else ():
        if cue.group == _TOLD and not cue.has_slot:
            words = tuple(word for word in _WORD.findall(folded[cue.end :].rstrip(" .!")) if word not in idle)
            if 0 < len(words) <= _MOST and all(word[0].isalpha() for word in words):
                yield cue.key, words
