"""Learn what parts phrases: ``python -m pipeline.learned.train_phrases ARCHIVES HELD_JSON``.

ARCHIVES is the folder with the archives of ``phrase_sources.toml``. Three of their phrases of a language are put side
by side, and logistic regression over hashed words (AdaGrad, Duchi et al. 2011) learns to tell the two seams from the
places inside phrases. One phrase in eight is kept from it and written to HELD_JSON, for ``train_tables.py`` to make
tables of. The same archives give the same bytes. Needs numpy.
"""

from __future__ import annotations

import argparse
import json
import random
from array import array
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from pipeline.learned.catalogues import read_phrases, read_sources
from pipeline.segmentation.phrase_edges import BUCKETS, INTERCEPT, SCALE, begins, ends, meets, plain

OUT = Path(__file__).with_name("phrase_edges.bin")
_TRIPLES = 26_000  # a language
_WELL_KNOWN = 4300  # phrases from which a language gives all its triples; others a number in proportion
_FEWEST_TRIPLES = 800
_LONG, _KEPT = 18, 14  # a phrase of more words than the first is cut down to the second
_HELD = 8
_RATE, _RIDGE, _BATCH, _ROUNDS = 0.15, 6e-6, 4096, 2


def places(phrases: Sequence[Sequence[str]], chance: random.Random, triples: int) -> Iterator[tuple[list[int], bool]]:
    """Yield the places of random triples of phrases: their buckets, and whether two phrases meet there."""
    for _ in range(triples):
        row: list[str] = []
        seams = set()
        for _ in range(3):
            words = chance.choice(phrases)
            if len(words) > _LONG:
                words = words[:_KEPT] if chance.random() < 0.5 else words[-_KEPT:]
            seams.add(len(row))
            row += [plain(word.lower()) for word in words]
        padded = ["", *row, "", ""]
        for at in range(1, len(row)):
            left, right = padded[at], padded[at + 1]
            around = meets(padded[at - 1], left, right, padded[at + 2])
            yield [*ends(left), *begins(right), *around], at in seams


def fit(buckets: NDArray[np.uint32], seams: NDArray[np.float32]) -> NDArray[np.float32]:
    """Fit the weights of the buckets; the intercept is that of the program, and not learned.

    Args:
        buckets: the buckets of each place, one row a place.
        seams: 1 where two phrases meet, 0 elsewhere.

    Returns:
        One weight a bucket, in logits.
    """
    weights = np.zeros(BUCKETS, np.float32)
    squares = np.zeros(BUCKETS, np.float32)
    chance = np.random.default_rng(0)
    for _ in range(_ROUNDS):
        order = chance.permutation(len(seams))
        for start in range(0, len(order), _BATCH):
            batch = order[start : start + _BATCH]
            found = buckets[batch]
            rest = 1 / (1 + np.exp(-(weights[found].sum(1) + INTERCEPT))) - seams[batch]
            slope = np.bincount(found.ravel(), np.repeat(rest, found.shape[1]), BUCKETS).astype(np.float32)
            hit = slope != 0
            slope[hit] += _RIDGE * _BATCH * weights[hit]
            squares[hit] += slope[hit] ** 2
            weights[hit] -= _RATE * slope[hit] / np.sqrt(squares[hit] + 1)
    return weights


def learn(phrases: Mapping[str, Sequence[str]]) -> tuple[NDArray[np.int8], dict[str, list[str]]]:
    """Learn from the phrases of each language.

    Returns:
        The weights, in steps of ``SCALE`` logits, and the phrases of each language that were kept back.
    """
    chance = random.Random(3)
    held: dict[str, list[str]] = {}
    buckets, seams = array("I"), array("b")
    for language, found in phrases.items():
        shuffled = chance.sample(found, len(found))
        kept = len(found) // _HELD
        held[language] = shuffled[:kept]
        known = [phrase.split() for phrase in shuffled[kept:]]
        triples = max(_FEWEST_TRIPLES, min(_TRIPLES, len(known) * _TRIPLES // _WELL_KNOWN))
        for place, is_seam in places(known, chance, triples):
            buckets.extend(place)
            seams.append(is_seam)
    targets = np.frombuffer(seams, np.int8).astype(np.float32)
    weights = fit(np.frombuffer(buckets, np.uint32).reshape(len(targets), -1), targets)
    return np.clip(np.round(weights / SCALE), -127, 127).astype(np.int8), held


def main() -> None:
    """Read the catalogues, learn, and write the weights and the phrases held back."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("archives", type=Path)
    parser.add_argument("held", type=Path)
    chosen = parser.parse_args()
    weights, held = learn(read_phrases(chosen.archives, read_sources()))
    weights.tofile(OUT)
    chosen.held.write_text(json.dumps(held, ensure_ascii=False) + "\n", "utf-8")


if __name__ == "__main__":
    main()
