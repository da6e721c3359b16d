"""From evidence to a probability: logistic regression whose weights were learned on terms of the genre."""

from __future__ import annotations

import json
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from pipeline.encoders.protocol import Encoder
from pipeline.mapping.cognates import cognate_similarity, is_untranslated, name_key
from pipeline.mapping.evidence import Matrix, Names, cognates, margins, similarities, words

LEARNED = Path(__file__).parent.parent / "learned" / "mapping.json"
BY_NAMES, BY_ENCODER = "names", "encoder"
# Below this probability two terms are better left without a partner.
LEAST = 0.02
_SURE_SOUND = 0.8
_LONG = 8  # letters of a word that two languages write alike
_VERY_LONG, _SURE_OF_LONG = 10, 0.85  # letters of a word that they write nearly alike ("photosynthesis")
_TOGETHER = 2  # names of two lists that have one each that is alike: they may well be the same list
_RANK = 0.01  # what a doubtful pair keeps of its odds, so that the best still comes first
_NOT_SURE = float(np.log(0.85 / 0.15))
_LEAST_ODDS = float(np.log(LEAST / (1 - LEAST)))

Weights = dict[str, list[float]]


def features(one: Names, other: Names, encoders: Sequence[Encoder] = ()) -> tuple[str, NDArray[np.float64]]:
    """Return the evidence for each pair of names, with the name of the weights that it is for.

    Returns:
        An array of rows × columns × features: how alike the names sound, by how much that beats the next, whether they
        are equal; where an encoder knows both languages how near it finds them, by how much that beats the next, and
        by how much the nearest label of the background; else how much of the names stands in words that sound alike,
        and by how much that beats the next; and 1.
    """
    sound = cognates(one, other)
    layers = [sound, margins(sound), (sound == 1).astype(float)]
    similarity = similarities(one, other, encoders) if encoders and sound.size else None
    if similarity is not None:
        layers += [similarity.scores, margins(similarity.scores), similarity.scores - similarity.nearest]
    else:
        shared = words(one, other)
        layers += [shared, margins(shared)]
    name = BY_NAMES if similarity is None else BY_ENCODER
    return name, np.stack([*layers, np.ones_like(sound)], axis=-1)


def log_odds(
    one: Names, other: Names, encoders: Sequence[Encoder] = (), weights: Weights | None = None
) -> tuple[str, Matrix]:
    """Return the log odds that two names are of one concept, a row for each name of `one`, and which weights were used.

    Args:
        one: names in one language.
        other: names in another.
        encoders: those in use.
        weights: others than the learned ones, for measuring.
    """
    kind, evidence = features(one, other, encoders)
    odds: Matrix = evidence @ np.array((weights or learned())[kind])
    if kind == BY_NAMES:
        doubtful = _doubtful(one, other, odds, evidence[..., 0])
        odds = np.where(doubtful, _NOT_SURE + _RANK * (odds - _NOT_SURE), odds)
    return kind, odds


def _doubtful(one: Names, other: Names, odds: Matrix, sound: Matrix) -> NDArray[np.bool_]:
    """Return which pairs would be sure by their letters alone, and are not."""
    alike = odds > _NOT_SURE
    if (alike.sum(axis=1) == 1).sum() >= _TOGETHER:
        telling = sound >= _SURE_SOUND
    else:
        told = [[is_telling(a, b) for b in other.labels] for a in one.labels]
        telling = np.array(told, dtype=bool).reshape(alike.shape)
    return alike & ~telling


def is_telling(one: str, other: str) -> bool:
    """Tell whether the likeness of two names, if nothing else is known, can make it sure that they are one concept.

    A part of a name is not sure to be it ("marketing", "telemarketing"), nor is a single word: false friends are alike
    in every letter where they are short ("gift": Swedish for poison, or married), and in most where they are longer
    ("fábrica", "fabric").
    """
    alike = cognate_similarity(one, other)
    if alike == 1 and is_untranslated(one):
        return True
    if min(len(name.split()) for name in (one, other)) > 1:
        return alike >= _SURE_SOUND
    letters = min(len(name_key(name)) for name in (one, other))
    return letters >= _LONG and (alike == 1 or (letters >= _VERY_LONG and alike >= _SURE_OF_LONG))


def probability(odds: float) -> float:
    """Return the probability of log odds."""
    return float(1 / (1 + np.exp(-odds)))


def gains(odds: Matrix) -> Matrix:
    """Return what each pair gains over two terms without a partner."""
    return odds - _LEAST_ODDS


@lru_cache(maxsize=1)
def learned() -> Weights:
    """Return the learned weights."""
    weights: Weights = json.loads(LEARNED.read_text(encoding="utf-8"))
    return weights
