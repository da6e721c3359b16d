"""Where the cells of a header lie on the one line that blanks, or nothing, joined them on."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from pipeline.languages import Language
from pipeline.model import Span
from pipeline.tables.naming import Compared
from pipeline.text.folding import fold

TAIL_WORDS = 2  # behind a name in a header cell: "Azure CLI (az)", "TMS term"
_WORDS = re.compile(r"\S+")
_LAST_WORD = re.compile(r"(?<!\w)\w+\s+$")


def parted_by_names(text: str, things: Sequence[Compared], language: Language) -> tuple[Span, ...]:
    """Part a line where the names of the things begin; what stands before the first is the cell over the aspects.

    A word that stands before every name belongs to the names ("Sistemele centralizate Sistemele descentralizate").
    """
    folded = fold(text, language.casing)
    names = sorted((name for thing in things for name in thing.names), key=len, reverse=True)
    # What is no subject has been cut to its stem, which inside a word is none ("de|centraliz" and "centraliz").
    whole = r"(?<!\w)" if language.spaces and all(thing.subject is None for thing in things) else ""
    found = re.finditer(f"{whole}(?:{'|'.join(map(re.escape, names))})", folded.text)
    starts = sorted({match.start() for match in found})
    if len(starts) != len(things):
        return ()
    starts = _with_shared_word(folded.text, starts)
    edges = [0, *starts, len(folded.text)] if starts[0] else [*starts, len(folded.text)]
    tails = [_tail(folded.text[left:right].strip(), names) for left, right in pairwise(edges[-len(things) - 1 :])]
    if any(len(tail.split()) > TAIL_WORDS for tail in tails):
        return ()
    return tuple(_trimmed(text, folded.span(left, right)) for left, right in pairwise(edges))


def parted_by_capitals(text: str) -> tuple[Span, ...]:
    """Part a line before each capital, as the cells of a header begin with one where other words have none."""
    words = list(_WORDS.finditer(text))
    starts = [word.start() for word in words if word.group()[0].isupper()]
    if not starts or starts[0]:
        return ()
    return tuple(_trimmed(text, Span(left, right)) for left, right in pairwise([*starts, len(text)]))


def parted_by_words(text: str) -> tuple[Span, ...]:
    """Part a line before each word: a name may be written in other letters than in the title ("YAML جسون")."""
    return tuple(Span(*word.span()) for word in _WORDS.finditer(text))


def _with_shared_word(folded: str, starts: list[int]) -> list[int]:
    words = [match.group() if (match := _LAST_WORD.search(folded[:start])) else "" for start in starts]
    return [start - len(words[0]) for start in starts] if words[0] and len(set(words)) == 1 else starts


def _tail(text: str, names: Sequence[str]) -> str:
    return next((text.split(name, 1)[1] for name in names if name in text), text)


def _trimmed(text: str, span: Span) -> Span:
    piece = span.of(text)
    return Span(span.start + len(piece) - len(piece.lstrip()), span.start + len(piece.rstrip()))
