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
from typing import NamedTuple
from zlib import crc32

from pipeline.segmentation.weights import LEARNED

BUCKETS = 1 << 19
_LAST = BUCKETS - 1
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
    return _meets(_hashes(before), _hashes(left), _hashes(right), _hashes(after))


class _Hashes(NamedTuple):
    """A word as bytes, whole and in part, and the checksums that the buckets of a pair go on from."""

    whole: bytes
    ending: bytes
    beginning: bytes
    before: int
    before_ending: int
    begins: int
    left: int
    left_ending: int
    left_longer: int
    left_apart: int
    left_end: int


@lru_cache(maxsize=65_536)
def _hashes(word: str) -> _Hashes:
    keys = (
        f"M{word} ", f"m{word[-2:]} ", f"S{word} ", f"X{word} ", f"x{word[-2:]} ", f"w{word[-3:]} ", f"v{word} ",
        f"u{word[-2:]} ",
    )  # fmt: skip
    return _Hashes(word.encode(), word[-2:].encode(), word[:3].encode(), *[crc32(key.encode()) for key in keys])


def _meets(before: _Hashes, left: _Hashes, right: _Hashes, after: _Hashes) -> tuple[int, ...]:
    """Return the buckets of two words side by side; a checksum of two strings goes on from that of the first."""
    whole, ending = right.whole, right.ending
    return (
        crc32(left.whole, before.before) & _LAST, crc32(left.ending, before.before_ending) & _LAST,
        crc32(after.whole, right.begins) & _LAST, crc32(whole, left.left) & _LAST,
        crc32(ending, left.left_ending) & _LAST, crc32(right.beginning, left.left_longer) & _LAST,
        crc32(ending, left.left_apart) & _LAST, crc32(whole, left.left_end) & _LAST,
    )  # fmt: skip


def edge_scores(words: Sequence[str]) -> list[float]:
    """Score every place between two words of a row.

    Args:
        words: the row's words, as :func:`plain` gives them.

    Returns:
        As many numbers as words, in logits; number i is for the place before word i, the first is 0.
    """
    weigh = _weights().__getitem__
    padded = [_hashes(word) for word in ("", *words, "", "")]
    scores = [0.0]
    for at in range(1, len(words)):
        total = _ending(words[at - 1]) + _beginning(words[at])
        total += sum(map(weigh, _meets(*padded[at - 1 : at + 3])))
        scores.append(INTERCEPT + SCALE * total)
    return scores


def _buckets(*keys: str) -> tuple[int, ...]:
    return tuple([crc32(key.encode()) & _LAST for key in keys])


@lru_cache(maxsize=65_536)
def _ending(word: str) -> int:
    return sum(map(_weights().__getitem__, ends(word)))


@lru_cache(maxsize=65_536)
def _beginning(word: str) -> int:
    return sum(map(_weights().__getitem__, begins(word)))


@lru_cache(maxsize=1)
def _weights() -> array[int]:
    return array("b", (LEARNED / "phrase_edges.bin").read_bytes())
