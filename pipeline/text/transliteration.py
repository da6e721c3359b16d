"""Names written in another script than the one they come from: "جسون" is JSON, "БПО" is BPO.

Names are romanized by anyascii (ISC). Scripts that leave vowels out transliterate into consonants ("جسون" is "jswn"),
and vowels differ too much between the others, so that names of two scripts are compared by the skeleton of their
consonants, with one letter for those that scripts lack or write for one another.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from functools import lru_cache

from pipeline.model import Block, Document
from pipeline.text.folding import fold_key

_NOT_OF_A_WORD = re.compile(r"[^0-9a-z]+")
# Vowels, what is written for one, and h, which many scripts leave out; of a doubled consonant the first is left.
_NOT_OF_THE_SKELETON = re.compile(r"[^b-df-gj-np-tvxz0-9]|([a-z])(?=\1)")
_ALIKE = str.maketrans("cqxzvfpdg", "kkksbbbtj")
_LATIN = re.compile(r"(?<![^\W_])[A-Za-z][A-Za-z0-9]+(?![^\W_])")
_LATIN_BELOW = "\u0250"
_FEWEST = 2  # consonants and digits that a skeleton needs
_LEAST = 2  # places at which a text names a thing by its Latin form


@lru_cache(maxsize=65_536)
def romanized(name: str) -> str:
    """Return a name in small Latin letters and digits, its words parted by one blank."""
    from anyascii import anyascii

    return _NOT_OF_A_WORD.sub(" ", anyascii(fold_key(name)).lower()).strip()


def spells(one: str, other: str) -> bool:
    """Tell whether two names in different scripts have the same consonants, at least two of them."""
    if one.isascii() == other.isascii() or _scripts(one) & _scripts(other):
        return False
    consonants = _consonants(one)
    return len(consonants) >= _FEWEST and consonants == _consonants(other)


def latin_form(name: str, document: Document) -> str:
    """Return the Latin spelling under which a text names a thing too, or "" where it has none.

    Args:
        name: a name as the title has it; one in Latin letters has no other form.
        document: the document whose text may hold it, often enough to be a name of the article.
    """
    if name.isascii() or _is_latin(name):
        return ""
    words = _latin_words(document.blocks)
    fitting = [word for word, count in words.items() if count >= _LEAST and spells(name, word)]
    return max(fitting, key=lambda word: (words[word], word), default="")


@lru_cache(maxsize=4)
def _latin_words(blocks: tuple[Block, ...]) -> Counter[str]:
    return Counter(word for block in blocks if not block.boilerplate for word in _LATIN.findall(block.text))


def _is_latin(name: str) -> bool:
    """Tell whether most of a name is of the Latin alphabet, with whatever marks."""
    return 2 * sum(letter < _LATIN_BELOW for letter in name) > len(name)


@lru_cache(maxsize=4096)
def _scripts(text: str) -> frozenset[str]:
    return frozenset(unicodedata.name(letter, "").split(" ", 1)[0] for letter in text if letter.isalpha())


@lru_cache(maxsize=65_536)
def _consonants(name: str) -> str:
    return _NOT_OF_THE_SKELETON.sub("", romanized(name)).translate(_ALIKE)
