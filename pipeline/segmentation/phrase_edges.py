"""How likely two neighbouring words part two phrases, by their letters alone.

Two models are averaged, which make different mistakes: a linear one over hashed pairs of words (the hashing trick,
Weinberger et al. 2009) remembers, and a network with one hidden layer over bags of word parts (fastText, Bojanowski et
al. 2017) tells words by their beginnings and endings. Both learned from the phrases of user interfaces in a hundred
languages what ends a phrase, what begins one, and which words stay together. They see neither case nor punctuation, so
they are what remains for scripts without case.

All weights are whole numbers, and all sums are below 2^53: they are exact, and the same on every machine.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from struct import Struct
from typing import NamedTuple
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from pipeline.segmentation.weights import LEARNED

PAIR_BITS = 18  # of the buckets of the linear model
PART_BITS = 17  # of the buckets of word parts
SCALE = 1 / 32  # one step of a linear weight, in logits
INTERCEPT = -1.5
BEFORE, LEFT, RIGHT, AFTER = range(4)
AROUND = 4  # words that a place is judged by

Keys = NDArray[np.uint32]
_DIGIT = re.compile(r"\d")
_EDGE_MARKS = ".,:;!?\u3002\u3001\u2026"
# The parts of a word: whole, its beginnings and its endings of one to four letters.
_PARTS, _WHOLE, _BEGINS_THREE, _ENDS_TWO, _ENDS_THREE = 9, 0, 3, 6, 7
_PACKED = Struct(f"<{_PARTS}I")
# Which parts of which two words are taken together.
_PAIRS = (
    (BEFORE, _WHOLE, LEFT, _WHOLE), (BEFORE, _ENDS_TWO, LEFT, _ENDS_TWO), (RIGHT, _WHOLE, AFTER, _WHOLE),
    (LEFT, _WHOLE, RIGHT, _WHOLE), (LEFT, _ENDS_TWO, RIGHT, _ENDS_TWO), (LEFT, _ENDS_THREE, RIGHT, _BEGINS_THREE),
    (LEFT, _WHOLE, RIGHT, _ENDS_TWO), (LEFT, _ENDS_TWO, RIGHT, _WHOLE),
)  # fmt: skip
_MIX = 0x9E3779B1  # Knuth's multiplicative hashing; every bucket's number is the top bits of a product
_ROLES = np.arange(3, 3 + 2 * (2 + len(_PAIRS)), 2, dtype=np.uint32) * np.uint32(0x85EBCA6B)


def plain(lowered: str) -> str:
    """Reduce a lower-cased word to what the models see: no marks at its edges, every digit a zero."""
    return _DIGIT.sub("0", lowered).strip(_EDGE_MARKS) or lowered


def word_keys(words: Iterable[str]) -> Keys:
    """Return the checksums of words and of their parts, a row a word."""
    return np.frombuffer(b"".join(map(_keys, words)), dtype="<u4").reshape(-1, _PARTS)


@lru_cache(maxsize=65_536)
def _keys(word: str) -> bytes:
    parts = (
        "w" + word, "a" + word[:1], "b" + word[:2], "c" + word[:3], "d" + word[:4],
        "1" + word[-1:], "2" + word[-2:], "3" + word[-3:], "4" + word[-4:],
    )  # fmt: skip
    return _PACKED.pack(*[crc32(part.encode()) for part in parts])


def part_buckets(found: Keys) -> NDArray[np.intp]:
    """Return the buckets of the parts of words, given their keys."""
    return (found >> np.uint32(32 - PART_BITS)).astype(np.intp)


def word_buckets(found: Keys, role: int) -> NDArray[np.intp]:
    """Return the buckets of words that may end a phrase (role 0) or begin one (role 1), given their keys."""
    return _top(found * _ROLES[role])


def pair_buckets(around: Sequence[Keys]) -> NDArray[np.intp]:
    """Return the buckets of the pairs of words at each place, given the keys of the words around it."""
    return np.stack(
        [
            _top((around[one][:, part] * role + around[other][:, its_part]) * np.uint32(_MIX))
            for (one, part, other, its_part), role in zip(_PAIRS, _ROLES[2:], strict=True)
        ],
        axis=1,
    )


def _top(mixed: Keys) -> NDArray[np.intp]:
    return (mixed >> np.uint32(32 - PAIR_BITS)).astype(np.intp)


class Weights(NamedTuple):
    """The whole-numbered weights of both models.

    `linear` holds a weight a bucket of words and pairs. Of the network, `parts` holds a row a bucket of word parts,
    `hidden` a row for each number of the four words around a place and a column a hidden unit, with a `bias` each,
    and `out` a weight a hidden unit; `step` is what one of its outcome is worth in logits, and `shift` its intercept.
    """

    linear: NDArray[np.int8]
    parts: NDArray[np.int8]
    hidden: NDArray[np.float64]
    bias: NDArray[np.float64]
    out: NDArray[np.float64]
    step: float
    shift: float


def edge_scores(rows: Sequence[Sequence[str]]) -> list[list[float]]:
    """Score every place between two words of each row.

    Args:
        rows: the words of each row, as :func:`plain` gives them.

    Returns:
        As many numbers a row as it has words, in logits; number i is for the place before word i, the first is 0.
    """
    numbers = {"": 0}
    words: list[int] = []
    lefts: list[int] = []
    for row in rows:
        words += [0, *[numbers.setdefault(word, len(numbers)) for word in row], 0]
        lefts += range(len(words) - 1 - len(row), len(words) - 2)
    if not lefts:
        return [[0.0] * len(row) for row in rows]
    scores = iter(_judge(word_keys(numbers), np.array(words), np.array(lefts)).tolist())
    return [[0.0, *(next(scores) for _ in row[1:])] if row else [] for row in rows]


def _judge(keys: Keys, words: NDArray[np.intp], left: NDArray[np.intp]) -> NDArray[np.float64]:
    """Score places, in logits.

    Args:
        keys: those of different words, a row each.
        words: numbers of the words that stand side by side.
        left: where among them the words before the places stand.
    """
    weights = _weights()
    around = [words[left + shift] for shift in (-1, 0, 1, 2)]
    ending, beginning = (weights.linear[word_buckets(keys, role)].sum(axis=1, dtype=np.int64) for role in (0, 1))
    pairs = weights.linear[pair_buckets([keys[one] for one in around])].sum(axis=1, dtype=np.int64)
    remembered = INTERCEPT + SCALE * (ending[around[LEFT]] + beginning[around[RIGHT]] + pairs)
    parts = weights.parts[part_buckets(keys)].sum(axis=1, dtype=np.float64)
    units = parts[np.stack(around, axis=1)].reshape(len(left), -1) @ weights.hidden + weights.bias
    told = weights.shift + weights.step * (np.maximum(units, 0.0) @ weights.out)
    return np.asarray((remembered + told) / 2)


@lru_cache(maxsize=1)
def _weights() -> Weights:
    with np.load(LEARNED / "phrase_edges.npz") as stored:
        hidden, bias, out = (stored[name].astype(np.float64) for name in ("hidden", "bias", "out"))
        step, shift = stored["steps"].tolist()
        return Weights(stored["linear"], stored["parts"], hidden, bias, out, step, shift)
