"""Which sources a run keeps: those whose path, compared things or topic match a pattern.

All files are read all the same, for what a source compares is known only then, and which lines are furniture only from
the other pages of its site. With the cache that costs little; what is kept is what a full run makes of these sources.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fnmatch import fnmatchcase

from pipeline.running.jobs import Card
from pipeline.stages import topics

_WILD = "*?["


class SelectionError(ValueError):
    """No source matches; the message says what patterns are held against."""


@dataclass(frozen=True, slots=True)
class Selection:
    """Patterns of the shell, in any case; one without ``*``, ``?`` and ``[`` may stand anywhere. None: all sources."""

    patterns: tuple[str, ...] = ()

    def of(self, cards: Sequence[Card]) -> list[Card]:
        """Return the cards that a pattern matches by path, topic or compared thing (its name, its concept).

        Raises:
            SelectionError: none matches.
        """
        if not self.patterns:
            return list(cards)
        groups = topics.gather(card.signature for card in cards)
        topic_of = {source_id: topics.topic_id(one.subject_ids) for one in groups for source_id in one.source_ids}
        kept = [card for card in cards if self._matches(_names(card, topic_of.get(card.source_id, "")))]
        if not kept:
            raise SelectionError(
                f"No source matches {', '.join(self.patterns)}; a pattern is held against paths, compared things and "
                "topics, which a run without --only lists."
            )
        return kept

    def _matches(self, names: Iterable[str]) -> bool:
        folded = [name.casefold() for name in names]
        return any(fnmatchcase(name, _anywhere(pattern.casefold())) for pattern in self.patterns for name in folded)


def _names(card: Card, topic_id: str) -> Iterable[str]:
    yield card.path
    yield topic_id
    for subject in card.signature.subjects:
        yield subject.label
        yield subject.concept_id


def _anywhere(pattern: str) -> str:
    return pattern if any(sign in pattern for sign in _WILD) else f"*{pattern}*"
