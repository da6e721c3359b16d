"""py3langid's naive Bayes over byte n-grams, read for all texts of a page at once.

Lui & Baldwin, "langid.py: An Off-the-shelf Language Identification Tool" (ACL 2012), in py3langid's form, which
divides the log likelihood by the root of the length, so that its confidence holds. Model and arithmetic are
py3langid's, to the bit; its automaton is walked by numpy here, which takes a tenth of the time.
"""

from __future__ import annotations

import importlib.util
import math
import mmap
import os
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import pairwise
from pathlib import Path
from typing import Any

from pipeline import cache as store

_MODEL = Path("data", "model.npz.xz")
_FORMAT = "py3langid-4"  # of the unpacked model


@dataclass(frozen=True, slots=True, eq=False)
class Bayes:
    """The model.

    `likelihoods` have a row a feature and a column a class, and `classes` are the labels of the columns, of which two
    may bear the same; state `s` goes on byte `b` to ``moves[rows[s] + b]``, the root is 0, and `outputs` says which
    feature ends in a state, below 0 that none does.
    """

    classes: tuple[str, ...]
    priors: Any
    likelihoods: Any
    moves: Any
    rows: Any
    outputs: Any

    @property
    def labels(self) -> tuple[str, ...]:
        """The labels, each once."""
        return tuple(dict.fromkeys(self.classes))

    def shares(self, texts: Sequence[str]) -> Any:
        """Return the probability of each label for each text: a row a text."""
        import numpy

        encoded = [_encoded(text) for text in texts]
        scores = self._scores(encoded)
        roots = [1.0 / math.sqrt(len(one) or 1) for one in encoded]
        scores *= numpy.array(roots, dtype=numpy.float32)[:, None]
        numpy.exp(scores - scores.max(axis=1, keepdims=True), out=scores)
        scores /= scores.sum(axis=1, keepdims=True)
        first = _first_columns(self.classes)
        for column, label in enumerate(self.classes):
            if first[label] != column:  # Serbian in Latin letters is a class by itself
                scores[:, first[label]] += scores[:, column]
        return scores[:, list(first.values())]

    def _scores(self, encoded: Sequence[bytes]) -> Any:
        """Return the log posteriors; 0 for all classes where a text has no feature."""
        import numpy

        features, starts = self._features(encoded)
        scores = numpy.zeros((len(encoded), len(self.classes)), dtype=numpy.float32)
        # A number for each feature of each text, in the order in which a text first has it: so sums are py3langid's.
        owners = numpy.repeat(numpy.arange(len(encoded)), numpy.diff(starts)) * len(self.likelihoods)
        _, first, counts = numpy.unique(owners + features, return_index=True, return_counts=True)
        order = first.argsort()
        first, weights = first[order], numpy.log1p(counts[order].astype(numpy.float32))
        ends = first.searchsorted(starts)
        rows = self.likelihoods[features[first]].astype(numpy.float32)
        for text, (start, end) in enumerate(pairwise(ends.tolist())):
            if start < end:
                scores[text] = weights[start:end] @ rows[start:end] + self.priors
        return scores

    def _features(self, encoded: Sequence[bytes]) -> tuple[Any, Any]:
        """Return the features of all texts, one behind the other, and where those of each text begin and the last end.

        All places take a step at once, again until none changes: the state of a place is settled by the last six bytes
        at most, the longest features, so that eight steps walk any text.
        """
        import numpy

        data = numpy.frombuffer(b"\0".join(encoded), dtype=numpy.uint8)
        ends = numpy.cumsum([len(one) + 1 for one in encoded]) - 1  # where a text ends, the next begins at the root
        states = numpy.zeros(len(data) + 1, dtype=numpy.int64)
        while True:
            following = self.moves[self.rows[states[:-1]] + data]
            following[ends[:-1]] = 0
            if numpy.array_equal(following, states[1:]):
                break
            states[1:] = following
        features = self.outputs[states[1:]]
        places = numpy.flatnonzero(features >= 0)
        return features[places], numpy.concatenate(([0], places.searchsorted(ends)))


@lru_cache(maxsize=1)
def _first_columns(classes: tuple[str, ...]) -> dict[str, int]:
    """Return the first column of each label."""
    return {label: classes.index(label) for label in dict.fromkeys(classes)}


def _encoded(text: str) -> bytes:
    return unicodedata.normalize("NFC", text.lower() if text.isupper() else text).encode()


def release() -> None:
    """Give back the memory that texts have mapped of the model, 40 MB after a few; to map it again takes .5 ms."""
    _, unpacked = _files()
    if unpacked is not None and unpacked.is_file() and hasattr(mmap, "MADV_DONTNEED"):  # Windows has none
        _mapping(unpacked).madvise(mmap.MADV_DONTNEED)


@lru_cache(maxsize=1)
def load() -> Bayes:
    """Return the model, which is unpacked once: unpacking costs .3 s of CPU.

    Raises:
        FileNotFoundError: py3langid is not installed.
    """
    packed, unpacked = _files()
    if unpacked is None:
        return _made_of(*_read(packed))
    if not unpacked.is_file():
        try:
            _unpack(packed, unpacked)
        except OSError:  # the disk is full: .3 s of CPU again in the next run
            return _made_of(*_read(packed))
    mapping = _mapping(unpacked)
    mapping.seek(0)
    return _made_of(*(_array(mapping) for _ in range(6)))  # those of 40 and 28 MB are touched at a few rows a text


def _made_of(priors: Any, moves: Any, rows: Any, outputs: Any, classes: Any, likelihoods: Any) -> Bayes:
    return Bayes(tuple(classes.tolist()), priors, likelihoods, moves, rows, outputs)


@lru_cache(maxsize=1)
def _files() -> tuple[Path, Path | None]:
    """Return where the model is, and where it is unpacked to if there is a place for that."""
    package = importlib.util.find_spec("py3langid")
    if package is None or package.origin is None:
        raise FileNotFoundError("py3langid is not installed; pip install py3langid.")
    packed = Path(package.origin).parent / _MODEL
    return packed, store.entry(_FORMAT, packed)


def _read(packed: Path) -> tuple[Any, ...]:
    """Read the model as it ships, its features by how common they are: a text then touches few pages of it."""
    import numpy
    from py3langid.modelio import load_model

    ptc, pc, classes, nextmove, row, output = load_model(packed)
    common = (-numpy.exp(ptc).mean(axis=1)).argsort(kind="stable")
    place = numpy.empty_like(common)
    place[common] = numpy.arange(len(common))
    output = numpy.asarray(output)
    output = numpy.where(output < 0, output, place[output])  # below zero: a state that ends no feature
    rows = numpy.asarray(row).astype(numpy.int64) << 8
    return pc, numpy.asarray(nextmove), rows, output, numpy.asarray(classes), ptc[common]


def _unpack(packed: Path, unpacked: Path) -> None:
    import numpy

    with store.writing(unpacked) as path, path.open("wb") as file:
        for part in _read(packed):
            numpy.save(file, part)


@cache
def _mapping(path: Path) -> mmap.mmap:
    with path.open("rb") as file:
        return mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)


def _array(mapping: mmap.mmap) -> Any:
    """Return the array that stands at the place of a mapped file, without a copy, and go on behind it."""
    import numpy

    numpy.lib.format.read_magic(mapping)
    shape, _, dtype = numpy.lib.format.read_array_header_1_0(mapping)
    array = numpy.ndarray(shape, dtype, mapping, mapping.tell())
    mapping.seek(array.nbytes, os.SEEK_CUR)
    return array
