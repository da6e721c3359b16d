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
from collections.abc import Sequence
from functools import lru_cache
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
_WHOLE, _BEGINS_THREE, _ENDS_TWO, _ENDS_THREE = 0, 3, 6, 7
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


def keys(word: str) -> list[int]:
    """Return the checksums of a word and of its parts."""
    parts = (
        "w" + word, "a" + word[:1], "b" + word[:2], "c" + word[:3], "d" + word[:4],
        "1" + word[-1:], "2" + word[-2:], "3" + word[-3:], "4" + word[-4:],
    )  # fmt: skip
    return [crc32(part.encode()) for part in parts]


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


class _Known(NamedTuple):
    """What both models know of a word wherever it stands."""

    numbers: NDArray[np.float64]
    keys: Keys
    ending: int
    beginning: int


def edge_scores(rows: Sequence[Sequence[str]]) -> list[list[float]]:
    """Score every place between two words of each row.

    Args:
        rows: the words of each row, as :func:`plain` gives them.

    Returns:
        As many numbers a row as it has words, in logits; number i is for the place before word i, the first is 0.
    """
    known: list[_Known] = []
    lefts: list[int] = []
    for row in rows:
        known.append(_known(""))
        first = len(known)
        known += map(_known, row)
        lefts += range(first, len(known) - 1)
        known.append(_known(""))
    if not lefts:
        return [[0.0] * len(row) for row in rows]
    scores = iter(_judge(known, np.array(lefts)).tolist())
    return [[0.0, *(next(scores) for _ in row[1:])] if row else [] for row in rows]


def _judge(known: Sequence[_Known], left: NDArray[np.intp]) -> NDArray[np.float64]:
    """Score the places behind some of the words, in logits."""
    weights = _weights()
    around = [left - 1, left, left + 1, left + 2]
    found, numbers = np.array([word.keys for word in known]), np.array([word.numbers for word in known])
    ending, beginning = np.array([word.ending for word in known]), np.array([word.beginning for word in known])
    pairs = weights.linear[pair_buckets([found[one] for one in around])].sum(axis=1, dtype=np.int64)
    remembered = INTERCEPT + SCALE * (ending[left] + beginning[left + 1] + pairs)
    units = np.concatenate([numbers[one] for one in around], axis=1) @ weights.hidden + weights.bias
    told = weights.shift + weights.step * (np.maximum(units, 0.0) @ weights.out)
    return np.asarray((remembered + told) / 2)


@lru_cache(maxsize=32_768)
def _known(word: str) -> _Known:
    weights, found = _weights(), np.array(keys(word), dtype=np.uint32)
    ending, beginning = (int(weights.linear[word_buckets(found, role)].sum(dtype=np.int64)) for role in (0, 1))
    numbers = weights.parts[part_buckets(found)].sum(axis=0, dtype=np.int64).astype(np.float64)
    return _Known(numbers, found, ending, beginning)


@lru_cache(maxsize=1)
def _weights() -> Weights:
    with np.load(LEARNED / "phrase_edges.npz") as stored:
        hidden, bias, out = (stored[name].astype(np.float64) for name in ("hidden", "bias", "out"))
        step, shift = stored["steps"].tolist()
        return Weights(stored["linear"], stored["parts"], hidden, bias, out, step, shift)
