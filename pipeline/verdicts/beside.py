"""Words beside numbers that mean one thing in two sources, learned where both give the same number with them.

"80 reisijat" and "60 passagiers" may count different things. But where of the tram, in the same row, one source says
"250 reisijat" and the other "250 passagiers", the words are one unit, whatever the language, and of the bus the numbers
differ. So a unit that no locale knows ("קמ״ש") is read as well.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import combinations, product

from pipeline.model import Origin, Statement
from pipeline.text.cues import LETTER
from pipeline.verdicts.quantities import bare_number
from pipeline.verdicts.respects import Respect, SameWords, Side

_LETTERS = re.compile(rf"(?:(?![\d_]){LETTER})+")
_STRUCTURED = (Origin.TABLE, Origin.LIST)
_UNIT = 2  # words: "km h"
_STEM = 5  # letters by which the forms of a word for a unit begin alike: "lappuse", "lappuses"
_FEW = 1.0  # a single one of a thing is said of many things in a row


def learned_words(compared: Iterable[tuple[Respect, Sequence[Side]]]) -> Mapping[str, SameWords]:
    """Return for each aspect the pairs of words that stand beside equal numbers on the same thing in two sources.

    Args:
        compared: respects with the sides that speak in them.
    """
    found: dict[str, set[frozenset[tuple[str, str]]]] = defaultdict(set)
    for respect, sides in compared:
        numbered = [(side.source_id, list(_numbered(side))) for side in sides]
        for (one, mine), (other, theirs) in combinations([side for side in numbered if side[1]], 2):
            for (number, words), (same, others) in product(mine, theirs):
                if number == same:
                    found[respect.aspect_id].add(frozenset(((one, words), (other, others))))
    return {aspect: frozenset(pairs) for aspect, pairs in found.items()}


def are_one_unit(one: Statement, other: Statement, same: SameWords) -> bool:
    """Tell whether two statements give a number each, with words beside it that are known to mean the same."""
    pair = ((one.source_id, words_beside(one.value)), (other.source_id, words_beside(other.value)))
    return frozenset(pair) in same


def words_beside(text: str) -> str:
    """Return how the words behind the number that a text opens with begin, where they are few as a unit's are.

    Before a number stand bounds: "from 200 euro" and "da 150 euro" are no prices that differ.
    """
    words = _LETTERS.findall(text.casefold()) if text.strip()[:1].isdigit() else []
    return " ".join(word[:_STEM] for word in words) if len(words) <= _UNIT else ""


def _numbered(side: Side) -> Iterator[tuple[float, str]]:
    for one in side.statements:
        number = bare_number(one.value) if one.origin in _STRUCTURED else None
        words = words_beside(one.value)
        if number is not None and number > _FEW and words:
            yield number, words
