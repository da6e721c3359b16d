"""Places between and inside phrases, to learn from: random phrases of a language side by side, three a row."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from pipeline.segmentation.phrase_edges import AROUND, plain, word_keys

TRIPLES = 8000  # a language, and a round
_WELL_KNOWN = 4300  # phrases from which a language gives all its triples; others a number in proportion
_FEWEST_TRIPLES = 250
_LONG, _KEPT = 18, 14  # a phrase of more words than the first is cut down to the second
_SHORT = 0.5  # power of a phrase's words that its chance falls with: cells are shorter than messages
_BESIDE = AROUND // 2


class Phrases(NamedTuple):
    """Phrases as numbers of words.

    `keys` holds those of each word, the empty one first; phrase i is ``words[starts[i]:starts[i + 1]]``; `languages`
    are the first and the last phrase of each, half open.
    """

    keys: NDArray[np.uint32]
    words: NDArray[np.int64]
    starts: NDArray[np.int64]
    languages: tuple[tuple[int, int], ...]


class Places(NamedTuple):
    """Places between two words: the four words around each, and 1 where two phrases meet, else 0."""

    around: NDArray[np.int64]
    seams: NDArray[np.float32]


def number(phrases: Mapping[str, Iterable[str]]) -> Phrases:
    """Number the words of each language's phrases."""
    numbers = {"": 0}
    words: list[int] = []
    starts = [0]
    languages = []
    for found in phrases.values():
        first = len(starts) - 1
        for phrase in found:
            words += [numbers.setdefault(plain(word.lower()), len(numbers)) for word in phrase.split()]
            starts.append(len(words))
        languages.append((first, len(starts) - 1))
    return Phrases(word_keys(numbers), np.array(words), np.array(starts), tuple(languages))


def draw(phrases: Phrases, chance: np.random.Generator, triples: int = TRIPLES) -> Places:
    """Draw triples of phrases of every language, and return their places."""
    found = [_draw(phrases, chance, first, last, triples) for first, last in phrases.languages]
    return Places(np.concatenate([one.around for one in found]), np.concatenate([one.seams for one in found]))


def _draw(phrases: Phrases, chance: np.random.Generator, first: int, last: int, triples: int) -> Places:
    known = last - first
    rows = max(_FEWEST_TRIPLES * triples // TRIPLES, min(triples, known * triples // _WELL_KNOWN))
    lengths = np.diff(phrases.starts[first : last + 1])
    odds = lengths**-_SHORT
    chosen = chance.choice(known, 3 * rows, p=odds / odds.sum())
    begins, counts = phrases.starts[first + chosen], lengths[chosen]
    long = counts > _LONG
    begins += (long & (chance.random(len(chosen)) < 0.5)) * (counts - _KEPT)
    return _lay(phrases.words, begins, np.where(long, _KEPT, counts))


def _lay(words: NDArray[np.int64], begins: NDArray[np.int64], counts: NDArray[np.int64]) -> Places:
    """Lay phrases out, three a row, with empty words between the rows."""
    beside = np.arange(len(counts)) // 3 * _BESIDE + _BESIDE
    laid = np.cumsum(counts) - counts + beside  # where each phrase begins
    inside = np.arange(counts.sum()) - np.repeat(np.cumsum(counts) - counts, counts)
    at = np.repeat(laid, counts) + inside
    row = np.zeros(at[-1] + 1 + _BESIDE, dtype=np.int64)
    row[at] = words[np.repeat(begins, counts) + inside]
    seams = np.repeat(np.arange(len(counts)) % 3 > 0, counts) & (inside == 0)
    places = row[at - 1] > 0  # not before the first word of a row
    around = np.stack([row[at[places] + shift] for shift in range(-_BESIDE, _BESIDE)], axis=1)
    return Places(around, seams[places].astype(np.float32))
