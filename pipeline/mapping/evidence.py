"""What speaks for it that two terms are one concept: as numbers, for a matrix of the terms of one source by another's.

The similarity that an encoder gives is told in standard deviations over what the terms have in common with the labels
of the vocabulary's aspects, which are names of the same kind and of neither concept: so it needs no scale of the
encoder's own, and weights learned with one encoder serve with another (.89 of the terms at precision .95 instead of
.89, and .74 instead of .74). The idea is that of CSLS (Conneau et al., "Word translation without parallel data", 2018).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from pipeline import vocabulary
from pipeline.encoders.protocol import Encoder
from pipeline.mapping.cognates import cognate_similarity, shared_words
from pipeline.model import Concept, Label

Matrix = NDArray[np.float64]
_ENGLISH = "en"
_BACKGROUND = 120  # labels; more change nothing and cost 40 ms each


@dataclass(frozen=True, slots=True)
class Names:
    """The names of one side, in one language, and the texts that an encoder reads for them."""

    labels: tuple[str, ...]
    texts: tuple[str, ...]
    language: str


def cognates(one: Names, other: Names) -> Matrix:
    """Return how alike the names sound, 0 to 1, a row for each name of `one`."""
    return _of_pairs(cognate_similarity, one, other)


def words(one: Names, other: Names) -> Matrix:
    """Return how much of the names stands in words that sound alike, 0 to 1, a row for each name of `one`."""
    return _of_pairs(shared_words, one, other)


def _of_pairs(likeness: Callable[[str, str], float], one: Names, other: Names) -> Matrix:
    found = [[likeness(a, b) for b in other.labels] for a in one.labels]
    return np.array(found, dtype=float).reshape(len(one.labels), len(other.labels))


@dataclass(frozen=True, slots=True)
class Similarity:
    """How near an encoder finds names, in standard deviations, and how near the nearest label of the background is."""

    scores: Matrix
    nearest: Matrix


def similarities(one: Names, other: Names, encoders: Sequence[Encoder]) -> Similarity | None:
    """Return the mean similarity that encoders give; None where none knows both languages."""
    knowing = [encoder for encoder in encoders if encoder.knows(one.language) and encoder.knows(other.language)]
    if not knowing:
        return None
    found = [_standardized(one, other, encoder) for encoder in knowing]
    scores: Matrix = np.mean([each.scores for each in found], axis=0)
    nearest: Matrix = np.mean([each.nearest for each in found], axis=0)
    return Similarity(scores, nearest)


def margins(scores: Matrix) -> Matrix:
    """Return by how much each score beats the best other one of its row and its column."""
    if not scores.size:
        return scores
    beaten: Matrix = scores - np.maximum(_best_other(scores), _best_other(scores.T).T)
    return beaten


def _best_other(scores: Matrix) -> Matrix:
    """Return the best score in each row without the place itself; 0 where there is no other."""
    if scores.shape[1] < 2:
        return np.zeros_like(scores)
    ordered = np.sort(scores, axis=1)
    best, second = ordered[:, -1:], ordered[:, -2:-1]
    is_best = scores == best
    alone = is_best.sum(axis=1, keepdims=True) == 1
    others: Matrix = np.where(is_best & alone, second, best)
    return others


def _standardized(one: Names, other: Names, encoder: Encoder) -> Similarity:
    backgrounds = _background(one.language), _background(other.language)
    vectors = encoder.encode((*one.texts, *other.texts, *backgrounds[0], *backgrounds[1]))
    rows, columns, row_background, column_background = (
        _stacked(texts, vectors) for texts in (one.texts, other.texts, *backgrounds)
    )
    alike = rows @ columns.T
    by_row, by_column = rows @ column_background.T, columns @ row_background.T
    in_rows = (alike - by_row.mean(axis=1)[:, None]) / _spread(by_row)[:, None]
    in_columns = (alike - by_column.mean(axis=1)[None]) / _spread(by_column)[None]
    nearest = np.maximum(_nearest(by_row)[:, None], _nearest(by_column)[None])
    return Similarity((in_rows + in_columns) / 2, nearest)


def _nearest(background: Matrix) -> Matrix:
    """Return the standard deviations that the nearest label of the background stands out by, for each name."""
    nearest: Matrix = (background.max(axis=1) - background.mean(axis=1)) / _spread(background)
    return nearest


def _spread(scores: Matrix) -> Matrix:
    spread: Matrix = np.maximum(scores.std(axis=1), 1e-6)
    return spread


def _stacked(texts: Sequence[str], vectors: dict[str, NDArray[np.float32]]) -> Matrix:
    """Return the vectors of texts, one a row; of a text that could not be encoded all zeros."""
    width = next((len(vector) for vector in vectors.values()), 1)
    none = np.zeros(width)
    return np.array([vectors.get(text, none) for text in texts], dtype=float).reshape(len(texts), width)


def _background(language: str) -> tuple[str, ...]:
    """Return labels of aspects in a language, or in English where the vocabulary has none in it."""
    for code in (language, _ENGLISH):
        labels = [label.text for concept, label in vocabulary.load().labels(code) if _is_background(concept, label)]
        if labels:
            return tuple(labels[:_BACKGROUND])
    return ()


def _is_background(concept: Concept, label: Label) -> bool:
    return concept.kind == "aspect" and label.kind == "pref"
