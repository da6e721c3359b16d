"""What a brief clause calls its subject, as a common value: "la mediación es voluntaria", "медијација је добровољна".

Behind the name of the subject and the copula stands an adjective or a noun that the vocabulary has in many languages.
So clauses of two languages agree where both give one value, and oppose each other where the vocabulary says that both
values cannot hold. A clause that says more than that is left to others.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

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
Said = tuple[Statement, tuple[str, ...]]


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
        for first, values in mine[subject]:
            for second, others in theirs[subject]:
                outcome = _compared(first, values, second, others, names)
                if outcome and (is_sure or outcome.relation is not Relation.CONFLICT):
                    respect = Respect(topic_id, subject, _aspect(values[0], first))
                    yield make(respect, Scope.CROSS, [alone(first), alone(second)], outcome)


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
                found[one.subject_id].setdefault(one.span, (one, values))
    return {subject: list(clauses.values()) for subject, clauses in found.items()}


def _compared(
    one: Statement, values: tuple[str, ...], other: Statement, others: tuple[str, ...], names: Names
) -> Outcome | None:
    if set(values) != set(others):
        known = vocabulary.load()
        opposed = any(known.exclude(a, b) for a in values for b in others)
        denied = Polarity.NEGATIVE in (one.polarity, other.polarity)
        if not opposed or denied or any(said.modality in _WEAK for said in (one, other)):
            return None
        reason = f"One calls it {_listed(values, names)}, the other {_listed(others, names)}; both cannot hold."
        return Outcome(Relation.CONFLICT, "clause.exclusive", reason, SOFT, 0.7)
    named = _listed(values, names)
    if one.polarity is not other.polarity:
        return Outcome(
            Relation.CONFLICT, "clause.value_denied", f"One calls it {named}, the other denies it.", SOFT, 0.6
        )
    if (one.modality in _WEAK) != (other.modality in _WEAK):
        return Outcome(Relation.PARTIAL, "clause.force", f"Both name {named}, but only one says it outright.", "", 0.7)
    return Outcome(Relation.AGREE, "clause.same_value", f"Both call it {named}.", "", 0.8)


def _listed(values: tuple[str, ...], names: Names) -> str:
    return ", ".join(names(value) for value in values)


def _aspect(value: str, statement: Statement) -> str:
    return vocabulary.load().aspect_of(value) or statement.aspect_id
