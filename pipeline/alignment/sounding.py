"""Labels of rows that two languages share: "transactions" sounds alike in Portuguese, Ukrainian and Japanese.

Word for word: "obsah tuku" (fat content) and "obsah cukru" (sugar content) share a word and are two respects.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from pipeline.mapping.cognates import cognate_similarity

_ALIKE = 0.65  # "schema" in Ukrainian and Portuguese is .71, "transactions" in Ukrainian and Japanese .69
_MARGIN = 0.15  # by which no other label may come near


def labels_that_sound_alike(one: Mapping[str, str], other: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Yield the rows of two tables in two languages whose labels sound alike, and like no other of the two tables.

    Args:
        one, other: labels by row.
    """
    alike = {(row, another): _alike(one[row], other[another]) for row in one for another in other}
    for (row, another), likeness in alike.items():
        rivals = [score for pair, score in alike.items() if (pair[0] == row) != (pair[1] == another)]
        if likeness >= _ALIKE and all(likeness - rival >= _MARGIN for rival in rivals):
            yield row, another


def _alike(one: str, other: str) -> float:
    """Return how alike the least alike words at one place of two labels of as many words sound, 0 to 1."""
    words = one.split(), other.split()
    if not words[0] or len(words[0]) != len(words[1]):
        return 0.0
    return min(cognate_similarity(first, second) for first, second in zip(*words, strict=True))
