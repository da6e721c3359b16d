"""Stems by the Snowball algorithms (Porter, "Snowball: A language for stemming algorithms", 2001)."""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from typing import Any


@lru_cache(maxsize=100_000)
def stem(word: str, algorithm: str) -> str:
    """Return the stem of a folded word.

    Args:
        word: one folded word.
        algorithm: a Snowball algorithm, or "" for a language without one: the word itself is returned.
    """
    if not algorithm or not (word.isalpha() or all(map(_is_letter, word))):
        return word
    return str(_stemmer(algorithm).stemWord(word))


def _is_letter(character: str) -> bool:
    return character.isalpha() or unicodedata.category(character)[0] == "M"


@lru_cache(maxsize=32)
def _stemmer(algorithm: str) -> Any:
    from Stemmer import Stemmer

    return Stemmer(algorithm)
