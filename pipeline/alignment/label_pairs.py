"""Labels that belong together, learned without gold over many tables of two languages."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

_OFTEN = 2  # tables in which a pair of labels must meet to be believed


@dataclass(slots=True)
class LabelPairs:
    """How often two labels met in aligned rows, and how often each stood in a table at all."""

    together: Counter[tuple[str, str]] = field(default_factory=Counter)
    apart: Counter[str] = field(default_factory=Counter)

    def learn(self, one: Sequence[str], other: Sequence[str], pairs: Iterable[tuple[int, int]]) -> None:
        """Count the labels of two tables of which some rows are aligned."""
        self.apart.update({*one, *other})
        self.together.update((one[i], other[j]) for i, j in pairs)

    def score(self, one: str, other: str) -> float:
        """Return the Dice coefficient of two labels, 0 where they met by chance or once."""
        met = self.together[one, other]
        return 2 * met / (self.apart[one] + self.apart[other]) if met >= _OFTEN else 0.0


NOTHING_LEARNED = LabelPairs()
