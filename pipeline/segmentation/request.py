"""What is known of a table before it is cut."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Request:
    """The rows of one table, what its header tells, and what the language data tells.

    `columns` counts the aspect column, where there is one; `subjects` are the header texts of the value
    columns; abbreviations and aspect labels are as the language data writes them.
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


def request(
    rows: Collection[str], columns: int, subjects: Collection[str], *, aspect_column: bool, casing: str,
    spaces: bool, closing_abbreviations: Collection[str], inner_abbreviations: Collection[str],
    known_aspects: Collection[str],
) -> Request:  # fmt: skip
    """Gather the arguments of a segmentation, folded for comparison."""
    return Request(
        tuple(rows), columns, tuple(subjects), aspect_column, casing, spaces,
        frozenset(lower(word, casing) for word in closing_abbreviations),
        frozenset(lower(word, casing) for word in inner_abbreviations),
        frozenset(lower(label, casing) for label in known_aspects),
    )  # fmt: skip


def lower(text: str, casing: str) -> str:
    """Lower-case a text for comparison; offsets need not survive."""
    if casing == "turkic":
        text = text.replace("I", "\N{LATIN SMALL LETTER DOTLESS I}").replace(
            "\N{LATIN CAPITAL LETTER I WITH DOT ABOVE}", "i"
        )
    return text.lower()
