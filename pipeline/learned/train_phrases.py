"""Learn what parts phrases: ``python -m pipeline.learned.train_phrases ARCHIVES HELD_JSON``.

ARCHIVES is the folder with the archives of ``phrase_sources.toml``. Three of their phrases of a language are put side
by side, and two models learn to tell the two seams from the places inside phrases. One phrase in eight is kept from
them and written to HELD_JSON, for ``train_tables.py`` to make tables of. The same archives give the same bytes. Needs
numpy.
"""

from __future__ import annotations

import argparse
import json
import random
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from pipeline.learned.catalogues import read_phrases, read_sources
from pipeline.learned.phrase_models import Linear, Network
from pipeline.learned.phrase_places import TRIPLES, Phrases, Places, draw, number

OUT = Path(__file__).parent / "phrase_edges.npz"
_HELD = 8
_ROUNDS, _BATCH = 2, 8192


def batches(phrases: Phrases, triples: int, rounds: int = _ROUNDS) -> Iterator[tuple[Places, float]]:
    """Yield places in random order, and how far the learning is, from 0 to 1; a round draws other triples."""
    chance = np.random.default_rng(3)
    for turn in range(rounds):
        drawn = draw(phrases, chance, triples)
        order = chance.permutation(len(drawn.seams))
        for start in range(0, len(order), _BATCH):
            batch = order[start : start + _BATCH]
            yield Places(drawn.around[batch], drawn.seams[batch]), (turn + start / len(order)) / rounds


def fit(phrases: Phrases, triples: int = TRIPLES) -> dict[str, NDArray[np.generic]]:
    """Fit both models, each by itself, and return their weights as the program reads them."""
    linear, network = Linear(), Network()
    for batch, done in batches(phrases, triples):
        words, around = np.unique(batch.around, return_inverse=True)
        linear.learn(phrases.keys[words], around, batch.seams)
        network.learn(phrases.keys[words], around, batch.seams, done)
    return {**linear.stored(), **network.stored()}


def learn(
    phrases: Mapping[str, Sequence[str]], triples: int = TRIPLES
) -> tuple[dict[str, NDArray[np.generic]], dict[str, list[str]]]:
    """Learn from the phrases of each language.

    Returns:
        The weights by name, in whole steps, and the phrases of each language that were kept back.
    """
    chance = random.Random(3)
    shuffled = {language: chance.sample(found, len(found)) for language, found in phrases.items()}
    held = {language: found[: len(found) // _HELD] for language, found in shuffled.items()}
    return fit(number({language: found[len(found) // _HELD :] for language, found in shuffled.items()}), triples), held


def main() -> None:
    """Read the catalogues, learn, and write the weights and the phrases held back."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("archives", type=Path)
    parser.add_argument("held", type=Path)
    chosen = parser.parse_args()
    weights, held = learn(read_phrases(chosen.archives, read_sources()))
    np.savez(OUT, allow_pickle=False, **weights)
    chosen.held.write_text(json.dumps(held, ensure_ascii=False) + "\n", "utf-8")


if __name__ == "__main__":
    main()
