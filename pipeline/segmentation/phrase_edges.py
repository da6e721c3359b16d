"""How likely two neighbouring words part two phrases, by their letters alone.

A logistic model over hashed words, word beginnings and word endings (the hashing trick, Weinberger et al.
2009), learned from the phrases of user interfaces in a hundred languages: what ends a phrase, what begins
one, and which words stay together. It sees neither case nor punctuation, so it is what remains for scripts
without case.
"""

from __future__ import annotations

import re
from array import array
from collections.abc import Sequence
from functools import lru_cache
from zlib import crc32

from pipeline.segmentation.weights import LEARNED

BUCKETS = 1 << 19
SCALE = 1 / 32  # one step of a stored weight, in logits
INTERCEPT = -1.5
_DIGIT = re.compile(r"\d")
_EDGE_MARKS = ".,:;!?\u3002\u3001\u2026"


def plain(lowered: str) -> str:
    """Reduce a lower-cased word to what the model sees: no marks at its edges, every digit a zero."""
    return _DIGIT.sub("0", lowered).strip(_EDGE_MARKS) or lowered


def ends(word: str) -> tuple[int, ...]:
    """Return the buckets of a word that may end a phrase."""
    return _buckets("L" + word, "1" + word[-1:], "2" + word[-2:], "3" + word[-3:], "4" + word[-4:])


def begins(word: str) -> tuple[int, ...]:
    """Return the buckets of a word that may begin a phrase."""
    return _buckets("R" + word, "a" + word[:2], "b" + word[:3], "c" + word[:4], "y" + word[-2:], "z" + word[-3:])


def meets(before: str, left: str, right: str, after: str) -> tuple[int, ...]:
    """Return the buckets of two words and their neighbours taken together."""
    return _buckets(
        f"M{before} {left}", f"m{before[-2:]} {left[-2:]}", f"S{right} {after}", f"X{left} {right}",
        f"x{left[-2:]} {right[-2:]}", f"w{left[-3:]} {right[:3]}", f"v{left} {right[-2:]}", f"u{left[-2:]} {right}",
    )  # fmt: skip


def edge_scores(words: Sequence[str]) -> list[float]:
    """Score every place between two words of a row.

    Args:
        words: the row's words, as :func:`plain` gives them.

    Returns:
        As many numbers as words, in logits; number i is for the place before word i, the first is 0.
    """
    weights = _weights()
    padded = ["", *words, "", ""]
    scores = [0.0]
    for at in range(1, len(words)):
        left, right = padded[at], padded[at + 1]
        total = _ending(left) + _beginning(right)
        for bucket in meets(padded[at - 1], left, right, padded[at + 2]):
            total += weights[bucket]
        scores.append(INTERCEPT + SCALE * total)
    return scores


def _buckets(*keys: str) -> tuple[int, ...]:
    return tuple([crc32(key.encode()) & (BUCKETS - 1) for key in keys])


@lru_cache(maxsize=8192)
def _ending(word: str) -> int:
    weights = _weights()
    return sum(weights[bucket] for bucket in ends(word))


@lru_cache(maxsize=8192)
def _beginning(word: str) -> int:
    weights = _weights()
    return sum(weights[bucket] for bucket in begins(word))


@lru_cache(maxsize=1)
def _weights() -> array[int]:
    return array("b", (LEARNED / "phrase_edges.bin").read_bytes())
