"""What is known of a table before it is cut."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from functools import lru_cache
from typing import NamedTuple

_TURKIC = {0x49: 0x131, 0x130: 0x69}  # the dotted and the dotless i are different letters


class Request(NamedTuple):
    """The rows of one table, what its header tells, and what the language data tells.

    `columns` counts the aspect column, where there is one; `subjects` are the header texts of the value
    columns; abbreviations and aspect labels are as the language data writes them; `glued` tells that the header's
    cells were run together; `whole_words` are words that look run together, and are not ("iXBRL").
    """

    rows: tuple[str, ...]
    columns: int
    subjects: tuple[str, ...]
    aspect_column: bool
    casing: str
    spaces: bool
    closing_abbreviations: frozenset[str]
    inner_abbreviations: frozenset[str]
    known_aspects: frozenset[str]
    glued: bool = False
    whole_words: frozenset[str] = frozenset()


def request(
    rows: Sequence[str], columns: int, subjects: Sequence[str], *, aspect_column: bool, casing: str,
    spaces: bool, closing_abbreviations: Collection[str], inner_abbreviations: Collection[str],
    known_aspects: Collection[str], glued: bool = False, whole_words: Collection[str] = (),
) -> Request:  # fmt: skip
    """Gather the arguments of a segmentation, folded for comparison."""
    return Request(
        tuple(rows), columns, tuple(subjects), aspect_column, casing, spaces,
        _lowered(tuple(closing_abbreviations), casing),
        _lowered(tuple(inner_abbreviations), casing),
        frozenset(lower(label, casing) for label in known_aspects),
        glued,
        frozenset(whole_words),
    )  # fmt: skip


@lru_cache(maxsize=256)  # the abbreviations of a language are the same for all its tables
def _lowered(words: tuple[str, ...], casing: str) -> frozenset[str]:
    return frozenset(lower(word, casing) for word in words)


def lower(text: str, casing: str) -> str:
    """Lower-case a text for comparison; offsets need not survive."""
    return (text.translate(_TURKIC) if casing == "turkic" else text).lower()
