"""Names inside words: a compound is a kind of what its last part names, and may hold a name of two words as one.

"Kundeservicesentrene" speaks of centres, "Callcentern" of call centers. Only a known name is looked for, so that no
dictionary of words is needed (Koehn & Knight, "Empirical methods for compound splitting", 2003, need one).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from pipeline.languages import Language
from pipeline.model import Match
from pipeline.text.analysis import norm_of

_SHORTEST_HEAD = 5  # letters; "rat" stands at the end of a thousand words
_SHORTEST_FIRST_PART = 3


class Part(NamedTuple):
    """A concept named inside a word, from a place in it to its end."""

    concept_id: str
    start: int
    match: Match


def joined_names(names: Iterable[tuple[str, str]], language: Language) -> dict[str, str]:
    """Return concepts by the stem of a name of several words written as one.

    Args:
        names: (concept id, name) pairs.
        language: whose stems are taken.
    """
    several = ((concept_id, name.replace("-", " ").split()) for concept_id, name in names)
    return _by_stem(((concept_id, "".join(words)) for concept_id, words in several if len(words) > 1), language)


def heads(names: Iterable[tuple[str, str]], language: Language) -> dict[str, str]:
    """Return concepts by the stem of a name that may stand last in a compound, where the language has compounds."""
    if not language.compounds:
        return {}
    single = ((concept_id, name) for concept_id, name in names if " " not in name and len(name) >= _SHORTEST_HEAD)
    return _by_stem(
        ((concept_id, name) for concept_id, name in single if name.isalpha() and not name.isupper()), language
    )


def _by_stem(names: Iterable[tuple[str, str]], language: Language) -> dict[str, str]:
    """Return concepts by the stem of a name and by the name: "senteret" has the stem "senter", "senter" has "sent"."""
    found: dict[str, str] = {}
    for concept_id, name in names:
        found[language.fold_key(name)] = found[norm_of(name, language)] = concept_id
    return found


def part_of(word: str, joined: Mapping[str, str], last: Mapping[str, str], language: Language) -> Part | None:
    """Return the concept that a word names as a whole or by its longest last part.

    Args:
        word: one word as a source writes it.
        joined: what `joined_names` gives.
        last: what `heads` gives.
        language: the language of the source.
    """
    if not word.isalpha():
        return None
    whole = joined.get(norm_of(word, language))
    if whole:
        return Part(whole, 0, Match.STEM)
    for start in range(_SHORTEST_FIRST_PART, len(word) - _SHORTEST_HEAD + 1) if last else ():
        found = last.get(norm_of(word[start:], language))
        if found:
            return Part(found, start, Match.COMPOUND)
    return None
