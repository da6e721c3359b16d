"""The two models of places between phrases, as they learn: by batches, with steps of their own size for each weight."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from pipeline.segmentation import phrase_edges
from pipeline.segmentation.phrase_edges import AROUND, INTERCEPT, LEFT, PAIR_BITS, PART_BITS, RIGHT, Keys

Floats = NDArray[np.float32]
Indices = NDArray[np.int64]
_NUMBERS, _UNITS = 4, 32  # a bucket of word parts, and hidden


class Adam:
    """Weights that are learned by gradient steps, scaled by the gradient's running moments (Kingma and Ba 2015)."""

    _RATE, _MEAN, _SQUARE, _TINY = 0.003, 0.1, 0.001, np.float32(1e-8)

    def __init__(self, weights: Floats) -> None:
        self.weights, self._steps = weights, 0
        self._mean, self._square = np.zeros_like(weights), np.zeros_like(weights)

    def step(self, slope: Floats, done: float) -> None:
        """Take a step; the rate falls to a twentieth as `done` goes to 1."""
        self._steps += 1
        known = [1 - (1 - share) ** self._steps for share in (self._MEAN, self._SQUARE)]
        rate = self._RATE * (1 - 0.95 * done) * known[1] ** 0.5 / known[0]
        self._mean += np.float32(self._MEAN) * (slope - self._mean)
        self._square += np.float32(self._SQUARE) * (slope * slope - self._square)
        self.weights -= np.float32(rate) * self._mean / (np.sqrt(self._square) + self._TINY)


class Linear:
    """Logistic regression over the buckets of words and of pairs of words, by AdaGrad (Duchi et al. 2011)."""

    _RATE, _RIDGE = 0.15, 6e-6

    def __init__(self) -> None:
        self._weights = np.zeros(1 << PAIR_BITS, np.float32)
        self._squares = np.zeros(1 << PAIR_BITS, np.float32)

    def learn(self, keys: Keys, around: Indices, seams: Floats) -> None:
        """Learn from a batch of places: the keys of its words, the four words of each place, and what is a seam."""
        found = [keys[around[:, one]] for one in range(AROUND)]
        words = [phrase_edges.word_buckets(found[one], role) for role, one in enumerate((LEFT, RIGHT))]
        buckets = np.concatenate([*words, phrase_edges.pair_buckets(found)], axis=1)
        rest = _sigmoid(self._weights[buckets].sum(1) + np.float32(INTERCEPT)) - seams
        slope = np.bincount(buckets.ravel(), np.repeat(rest, buckets.shape[1]), 1 << PAIR_BITS).astype(np.float32)
        hit = np.flatnonzero(slope)
        slope = slope[hit] + self._RIDGE * len(seams) * self._weights[hit]
        self._squares[hit] += slope**2
        self._weights[hit] -= self._RATE * slope / np.sqrt(self._squares[hit] + 1)

    def stored(self) -> dict[str, NDArray[np.generic]]:
        """Return the weights in steps of ``SCALE`` logits."""
        return {"linear": _whole(self._weights, phrase_edges.SCALE, np.int8)}


class Network:
    """A network with one hidden layer over sums of the numbers of word parts."""

    def __init__(self) -> None:
        chance = np.random.default_rng(0)

        def drawn(spread: float, *shape: int) -> Adam:
            return Adam(chance.normal(0, spread, shape).astype(np.float32))

        self._parts = drawn(0.1, 1 << PART_BITS, _NUMBERS)
        self._hidden = drawn((AROUND * _NUMBERS) ** -0.5, AROUND * _NUMBERS, _UNITS)
        self._bias = Adam(np.zeros(_UNITS, np.float32))
        self._out = drawn(_UNITS**-0.5, _UNITS)
        self._shift = Adam(np.full(1, INTERCEPT, np.float32))

    def learn(self, keys: Keys, around: Indices, seams: Floats, done: float) -> None:
        """Learn from a batch of places: the keys of its words, the four words of each place, and what is a seam."""
        parts = phrase_edges.part_buckets(keys)
        words = self._parts.weights[parts].sum(axis=1)
        inputs = words[around].reshape(len(seams), -1)
        units = np.maximum(inputs @ self._hidden.weights + self._bias.weights, 0)
        rest = (_sigmoid(units @ self._out.weights + self._shift.weights) - seams) / np.float32(len(seams))
        back = rest[:, None] * self._out.weights * (units > 0)
        by_place = (back @ self._hidden.weights.T).reshape(-1, _NUMBERS)
        by_word = _gathered(around.reshape(-1, 1), by_place, len(keys))
        self._out.step(rest @ units, done)
        self._shift.step(rest.sum(keepdims=True), done)
        self._hidden.step(inputs.T @ back, done)
        self._bias.step(back.sum(0), done)
        self._parts.step(_gathered(parts, by_word, 1 << PART_BITS), done)

    def stored(self) -> dict[str, NDArray[np.generic]]:
        """Return the weights in whole steps; the last two numbers are the step of the outcome, and its shift."""
        part = float(np.quantile(np.abs(self._parts.weights), 0.9995)) / 127
        hidden, out = (float(np.abs(one.weights).max()) / 127 for one in (self._hidden, self._out))
        return {
            "parts": _whole(self._parts.weights, part, np.int8),
            "hidden": _whole(self._hidden.weights, hidden, np.int8),
            "bias": _whole(self._bias.weights, part * hidden, np.int32),
            "out": _whole(self._out.weights, out, np.int8),
            "steps": np.array([part * hidden * out, float(self._shift.weights[0])]),
        }


def _gathered(rows: Indices, values: Floats, count: int) -> Floats:
    """Add each row of values to the rows of a table that it belongs to."""
    total = np.empty((count, values.shape[1]), np.float32)
    for column in range(values.shape[1]):
        total[:, column] = np.bincount(rows.ravel(), np.repeat(values[:, column], rows.shape[1]), count)
    return total


def _sigmoid(logits: Floats) -> Floats:
    return np.asarray(1 / (1 + np.exp(-logits)), dtype=np.float32)


def _whole(weights: Floats, step: float, kind: type[np.int8] | type[np.int32]) -> NDArray[np.generic]:
    most = np.iinfo(kind).max
    return np.clip(np.round(weights / step), -most, most).astype(kind)
