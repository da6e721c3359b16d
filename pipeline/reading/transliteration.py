"""Names written in another script than the one they come from: "МТС" where the text also writes "MTS".

Scripts that leave vowels out transliterate into consonants ("جسون" is "jswn"), so names are compared by the skeleton
of their consonants; one spelling of the Latin alphabet in the text has to fit, and often enough to be a name of the
article.
"""

from __future__ import annotations

import re
from collections import Counter
from functools import lru_cache

from anyascii import anyascii

from pipeline.model import Block, Document

_LATIN = re.compile(r"(?<![^\W_])[A-Za-z][A-Za-z0-9]+(?![^\W_])")
_LEAST = 2  # places that name it
_SHORTEST = 2  # consonants and digits that a skeleton needs
_NOT_OF_THE_SKELETON = re.compile(r"[^b-df-hj-np-tvxz0-9]")


def latin_form(name: str, document: Document) -> str:
    """Return the Latin spelling under which a text names a thing too, or "" where it has none.

    Args:
        name: a name as the title has it; one in Latin letters has no other form.
        document: the document whose text may hold it.
    """
    if name.isascii() or _is_latin(name):
        return ""
    wanted = _skeleton(name)
    if len(wanted) < _SHORTEST:
        return ""
    words = _latin_words(document.blocks)
    fitting = [word for word, count in words.items() if count >= _LEAST and _skeleton(word) == wanted]
    return max(fitting, key=lambda word: (words[word], word), default="")


@lru_cache(maxsize=4)
def _latin_words(blocks: tuple[Block, ...]) -> Counter[str]:
    return Counter(word for block in blocks if not block.boilerplate for word in _LATIN.findall(block.text))


def _is_latin(name: str) -> bool:
    """Tell whether most of a name is of the Latin alphabet, with whatever marks."""
    latin = sum(letter.isascii() or letter < "\u0250" for letter in name)
    return 2 * latin > len(name)


def _skeleton(name: str) -> str:
    return _NOT_OF_THE_SKELETON.sub("", anyascii(name).lower())
