"""What a brief clause calls its subject, as a common value: "la mediación es voluntaria", "медијација је добровољна".

Behind the name of the subject and the copula stands an adjective or a noun that the vocabulary has in many languages.
So clauses of two languages agree where both give one value, and oppose each other where the vocabulary says that both
values cannot hold. A clause that says more than that is left to others.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import product

from pipeline import languages, vocabulary
from pipeline.languages import Language
from pipeline.model import Modality, Origin, Polarity, Relation, Scope, Span, Statement, Verdict
from pipeline.reading.qualities import qualities_of
from pipeline.text.analysis import function_words
from pipeline.verdicts.making import alone, make
from pipeline.verdicts.respects import Respect, Voice
from pipeline.verdicts.rules import SOFT, Names, Outcome

_PROSE = (Origin.PROSE, Origin.KEY_DIFFERENCE, Origin.DEFINITION, Origin.SUMMARY)
_WEAK = (Modality.POSSIBLE, Modality.TYPICAL)
_COPULAS = ("definition", "negation")
_MOST = 4  # words of a complement
_NAME = 2  # words of a name that stand before it, articles and copulas aside
_NAMED = 0.45  # the confidence of a statement whose clause names its subject, in a respect that is guessed
_EDGES = " \t.,;:!?।"


@dataclass(frozen=True, slots=True)
class Said:
    """A clause of a source, with the common values that it gives its subject."""

    statement: Statement
    values: tuple[str, ...]
    source: str


def compare_complements(topic_id: str, one: Voice, other: Voice, names: Names) -> Iterator[Verdict]:
    """Yield what the brief clauses of two independent sources in two languages say of each other.

    Args:
        topic_id: the topic.
        one, other: the sources.
        names: gives the English label of a concept.
    """
    mine, theirs = _said(one), _said(other)
    # One shared name may be a false friend: a "mariposa" is a butterfly in Spanish and a moth in Portuguese.
    is_sure = len(_subjects(one) & _subjects(other)) > 1
    for subject in sorted(mine.keys() & theirs.keys()):
        for first, second in product(mine[subject], theirs[subject]):
            outcome = _compared(first, second, names)
            if outcome and (is_sure or outcome.relation is not Relation.CONFLICT):
                aspect = vocabulary.load().aspect_of(first.values[0]) or first.statement.aspect_id
                evidence = [alone(said.statement) for said in (first, second)]
                yield make(Respect(topic_id, subject, aspect), Scope.CROSS, evidence, outcome)


def _subjects(voice: Voice) -> set[str]:
    return {statement.subject_id for statement in voice.statements}


def complement(text: str, code: str) -> tuple[str, ...]:
    """Return the common values that a clause gives its subject, or () where it says more or less than that.

    Args:
        text: a clause.
        code: its language; one that does not part words gives none.
    """
    language = languages.load(code)
    words = text.strip(_EDGES).split()
    if not language.spaces or not 1 < len(words) <= _MOST * 2:
        return ()
    while len(words) > 1 and _is_idle(words[-1], language, _COPULAS):  # it stands last in Hindi
        words.pop()
    if _is_partial(words, language):
        return ()
    for start in range(max(1, len(words) - _MOST), len(words)):
        before = [word for word in words[:start] if not _is_idle(word, language)]
        found = qualities_of(" ".join(words[start:]), "", code) if 1 <= len(before) <= _NAME else ()
        if found:
            return found
    return ()


def _is_partial(words: Sequence[str], language: Language) -> bool:
    """Tell whether something else than an article stands before the name: "some moths are diurnal"."""
    keys = (language.fold_key(word.strip(_EDGES)) for word in words)
    first = next((key for key in keys if key not in language.names.articles), "")
    return first in function_words(language.code)


def _is_idle(word: str, language: Language, groups: tuple[str, ...] = (*_COPULAS, "modality")) -> bool:
    """Tell whether a word says nothing by itself: an article, a copula, a negation."""
    key = language.fold_key(word.strip(_EDGES))
    whole = (cue for cue in language.lexicon.find(key) if cue.group in groups and (cue.start, cue.end) == (0, len(key)))
    return not key or key in function_words(language.code) or any(whole)


def _said(voice: Voice) -> dict[str, list[Said]]:
    """Return the clauses that give a value so, by subject, a passage once; without those that were read otherwise."""
    read = {(one.subject_id, one.span) for one in voice.statements if one.value_concept_ids}
    found: dict[str, dict[Span, Said]] = defaultdict(dict)
    for one in voice.statements:
        if one.origin in _PROSE and one.confidence >= _NAMED and (one.subject_id, one.span) not in read:
            values = complement(one.value, voice.language)
            if values:
                found[one.subject_id].setdefault(one.span, Said(one, values, voice.name))
    return {subject: list(clauses.values()) for subject, clauses in found.items()}


def _compared(one: Said, other: Said, names: Names) -> Outcome | None:
    first, second = one.statement, other.statement
    weak = [said.statement.modality in _WEAK for said in (one, other)]
    denied = [said.statement.polarity is Polarity.NEGATIVE for said in (one, other)]
    calls = [f"{said.source} calls it {_listed(said.values, names)}" for said in (one, other)]
    if set(one.values) != set(other.values):
        known = vocabulary.load()
        if any((*weak, *denied)) or not any(known.exclude(a, b) for a in one.values for b in other.values):
            return None
        return Outcome(Relation.CONFLICT, "clause.exclusive", f"{', '.join(calls)}; both cannot hold.", SOFT, 0.7)
    named = _listed(one.values, names)
    if first.polarity is not second.polarity:
        denying, affirming = (one, other) if denied[0] else (other, one)
        reason = f"{affirming.source} calls it {named}, {denying.source} denies it."
        return Outcome(Relation.CONFLICT, "clause.value_denied", reason, SOFT, 0.6)
    if weak[0] != weak[1]:
        hedging = one.source if weak[0] else other.source
        reason = f"Both call it {named}, but {hedging} does not say it outright."
        return Outcome(Relation.PARTIAL, "clause.force", reason, "", 0.7)
    return Outcome(Relation.AGREE, "clause.same_value", f"Both call it {named}.", "", 0.8)


def _listed(values: tuple[str, ...], names: Names) -> str:
    return ", ".join(names(value) for value in values)
