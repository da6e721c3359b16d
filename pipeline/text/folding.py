"""Language-aware folding with a way back to the raw offsets.

Lower-casing is not harmless: Turkish ``İ`` becomes two code points under ``str.lower`` and every offset
behind it is wrong. A :class:`Folded` text therefore carries, for each of its code points, the raw place it
came from. The map is dropped where folding kept every place, which is nearly always.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from pipeline.model import Span

# Unicode's Turkic casing (CaseFolding.txt, status T): the dotted and the dotless i are different letters.
_WITH_TWO_I = "turkic"
_TURKIC = {0x49: "ı", 0x130: "i"}

# Typographic variants that writers and converters use for one another. Each is one code point wide.
_VARIANTS = {
    0x2018: "'", 0x2019: "'", 0x02BC: "'", 0x2032: "'", 0x00B4: "'",
    0x00A0: " ", 0x202F: " ", 0x2009: " ", 0x2007: " ", 0x3000: " ",
    0x2010: "-", 0x2011: "-",
}  # fmt: skip
_VARIANT = re.compile(f"[{''.join(map(chr, _VARIANTS))}]")

# Lower-casing writes a capital sigma at a word's end in another form than inside it.
_FINAL_SIGMA, _SIGMA = "\u03c2", "\u03c3"

# Zero-width marks and the soft hyphen carry no letter; they vanish from the folded text.
_INVISIBLE = frozenset("\u00ad\u200b\u200e\u200f\u2060\ufeff\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")

_VANISHING = re.compile(f"[{''.join(sorted(_INVISIBLE))}]")

# Characters that nothing composes with: behind the last of them another stands that does not.
_ASCII_RUN = re.compile(r"[\x00-\x7f]+(?=[\x00-\x7f])")

# The first character that composes with the one before it without being a combining mark (Bengali aa).
_FIRST_JOINING = "\u09be"


@dataclass(frozen=True, slots=True)
class Folded:
    """A folded text and the raw offset of each of its code points (`origins` is None for the identity)."""

    text: str
    origins: tuple[int, ...] | None = None

    def span(self, start: int, end: int) -> Span:
        """Return the raw span of the folded stretch ``[start, end)``."""
        if self.origins is None:
            return Span(start, end)
        if start >= end:
            return Span(self.origins[start], self.origins[start])
        while self.origins[end] == self.origins[end - 1]:  # half of "ﬁ" is the whole of it
            end += 1
        return Span(self.origins[start], self.origins[end])


@lru_cache(maxsize=2048)  # several stages ask for each block
def fold(text: str, casing: str = "simple") -> Folded:
    """Fold case, width and typographic variants, keeping the way back.

    Args:
        text: any text, raw.
        casing: ``simple``, ``turkic`` or ``none``, from the language data.

    Returns:
        The folded text with its map; ``fold(text).span(i, j)`` is a span of `text`.
    """
    in_place = _fold_in_place(text, casing)
    return _fold_clusters(text, casing) if in_place is None else Folded(in_place)


@lru_cache(maxsize=16_384)  # words and labels, most of which every source asks for
def fold_key(text: str, casing: str = "simple") -> str:
    """Return the folded text alone, with runs of blanks made one: a key to compare labels by."""
    in_place = _fold_in_place(text, casing)
    return " ".join((_fold_clusters(text, casing).text if in_place is None else in_place).split())


def _fold_in_place(text: str, casing: str) -> str | None:
    """Return a folded text all of whose characters keep their places; None where some do not."""
    cased = text.translate(_TURKIC) if casing == _WITH_TWO_I else text
    if text.isascii():
        return cased.lower()
    if _VARIANT.search(text):
        text, cased = text.translate(_VARIANTS), cased.translate(_VARIANTS)
    if _VANISHING.search(text) or not unicodedata.is_normalized("NFKC", text):
        return None
    lowered = cased.lower().replace(_FINAL_SIGMA, _SIGMA)
    return lowered if len(lowered) == len(text) and unicodedata.is_normalized("NFKC", lowered) else None


def _fold_clusters(text: str, casing: str) -> Folded:
    """Fold a base character with its combining marks at a time, so that composition has a place."""
    variants = _VARIANTS | _TURKIC if casing == _WITH_TWO_I else _VARIANTS
    folded: list[str] = []
    origins: list[int] = []
    start = 0
    while start < len(text):
        if plain := _ASCII_RUN.match(text, start):
            folded.append(plain.group().translate(variants).lower())
            origins.extend(range(start, plain.end()))
            start = plain.end()
        end = start + 1
        while end < len(text) and _joins(text[start:end], text[end]):
            end += 1
        # Composed first, so that "I" with a dot above is the Turkish "İ"; lowered last, so that "𝐁" is "b".
        cluster = unicodedata.normalize("NFKC", text[start:end]).translate(variants).lower()
        cluster = unicodedata.normalize("NFKC", cluster).translate(variants)
        cluster = "".join(c for c in cluster.replace(_FINAL_SIGMA, _SIGMA) if c not in _INVISIBLE)
        folded.append(cluster)
        origins.extend([start] * len(cluster))
        start = end
    return Folded("".join(folded), (*origins, len(text)))


def _joins(cluster: str, following: str) -> bool:
    """Tell whether a character composes with those before it: a combining mark, a Hangul vowel, a Bengali sign."""
    if unicodedata.combining(following):
        return True
    if following < _FIRST_JOINING:
        return False
    return len(unicodedata.normalize("NFKC", cluster + following)) == len(unicodedata.normalize("NFKC", cluster))
