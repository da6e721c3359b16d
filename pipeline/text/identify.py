"""What language identifiers make of a text: py3langid and eldc on even terms, langdetect as a second opinion.

py3langid covers most languages and its confidence holds; eldc reads short text best, and knows sixty. On interface
strings of two to eight words in 57 languages, py3langid alone is right on 82.4% of them, eldc on 79.8%, their average
on 87.5% and, where a language that only py3langid knows shares what eldc gives to its neighbours, on 89.1%; what it is
sure of at .9 was never wrong. langdetect's confidence means nothing (37 of 373 wrong at .9), so it has no vote here.
"""

from __future__ import annotations

import importlib.util
import math
import mmap
import os
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from pipeline import cache as store
from pipeline import languages

_OPINION = 2_000  # characters for langdetect, whose cost grows with them: its answer settles long before
_LONGEST = 20_000  # characters; identifiers are certain long before, and long pages cost time

# eldc reads the first 1,000 bytes; a longer text is read a window at a time, each ending where a character does.
_WINDOW = 1_000
_MOST_SCORES = 20  # as many as eldc gives
_NOTHING = 1e-9
# eldc's mean score of an n-gram, times this, is its log likelihood: of 3 to 20 the best on text of two to eight words.
_ELDC_SHARPNESS = 8.0

# Of 140 languages that py3langid knows, articles of this kind come in some sixty. The others are rarer by this factor,
# which lifts short text by one point: a short Spanish line is Extremaduran to the identifier, and hardly ever is.
_RARE = 0.1


@dataclass(frozen=True, slots=True)
class Ranking:
    """Identifier labels with their probabilities, best first."""

    labels: tuple[str, ...]
    probabilities: tuple[float, ...]

    @property
    def best(self) -> str:
        """The likeliest label."""
        return self.labels[0]

    def probability(self, label: str) -> float:
        """Return the probability of one label, 0 where the identifier does not know it."""
        return self.probabilities[self.labels.index(label)] if label in self.labels else 0.0


def rank(text: str) -> Ranking:
    """Rank every language that an identifier knows for `text`.

    Lui & Baldwin, "langid.py: An Off-the-shelf Language Identification Tool" (ACL 2012), in py3langid's form, which
    divides the log likelihood by the root of the length, so that its confidence holds; and Nito's Efficient Language
    Detector in C.

    Args:
        text: any text; of a long one the beginning is read.

    Returns:
        The labels that are possible at all with probabilities that sum to 1, equal ones by label. A text without
        letters leaves all languages nearly alike.
    """
    cleaned = text[:_LONGEST].encode("utf-8", "replace").decode("utf-8")  # lone surrogates crash them
    panel = _panel()
    shares = panel.shares(cleaned)
    order = (-shares).argsort(kind="stable")[: (shares > _NOTHING).sum()]
    return Ranking(tuple(map(panel.labels.__getitem__, order.tolist())), tuple(shares[order].tolist()))


def release() -> None:
    """Give back the memory that texts have mapped of the model: 40 MB after a few, and no time to map it again."""
    _, unpacked = _files()
    if unpacked is not None and unpacked.is_file() and hasattr(mmap, "MADV_DONTNEED"):  # Windows has none
        _mapping(unpacked).madvise(mmap.MADV_DONTNEED)


def second_opinion(text: str, labels: tuple[str, ...]) -> str:
    """Return which of `labels` langdetect finds in `text`, or "" where it cannot judge.

    It cannot where it does not know the first of them (Serbian, Malay, Nynorsk), knows no other, or finds no feature.

    Shuyo, "Language Detection Library for Java" (2010), in the langdetect port, seeded: unseeded it changes its
    answer from run to run on 4 of 50 blocks. Only the profiles of `labels` are loaded: all 55 cost 0.4 s of CPU.
    """
    from langdetect.detector_factory import PROFILES_DIRECTORY, DetectorFactory
    from langdetect.lang_detect_exception import LangDetectException

    profiles = [Path(PROFILES_DIRECTORY, label) for label in labels]
    known = [path for path in profiles if path.is_file()]
    if len(known) < 2 or known[0] != profiles[0]:
        return ""
    factory = DetectorFactory()
    factory.set_seed(0)
    factory.load_json_profile([path.read_text(encoding="utf-8") for path in known])
    detector = factory.create()
    detector.append(text[:_OPINION])
    try:
        return str(detector.detect())
    except LangDetectException:  # "CSS 3 ÷ 4" holds no three letters that any of the profiles has
        return ""


@dataclass(frozen=True, slots=True, eq=False)
class _Panel:
    """The two identifiers over one list of labels.

    eldc knows no Nynorsk, Indonesian, Bosnian, Macedonian, Galician or Afrikaans, and gives their text to a neighbour.
    A family is such a neighbour (its place is in `neighbours`) with the languages that only py3langid knows: a row of
    ones and zeros over the labels.
    """

    labels: tuple[str, ...]
    place: dict[str, int]
    weights: Any
    known_to_eldc: Any
    neighbours: Any
    families: Any
    judged_by_both: Any
    eldc: Any

    def shares(self, text: str) -> Any:
        """Return the probability of each label."""
        import numpy

        ranked = dict(_identifier().rank(text))
        first = numpy.array([ranked.get(label, 0.0) for label in self.labels]) * self.weights
        first /= first.sum()
        second = self._eldc_shares(text)
        if second is None:
            return first
        averaged = numpy.where(self.judged_by_both, (first + self._lent(first, second)) / 2, first)
        return averaged / averaged.sum()

    def _lent(self, first: Any, second: Any) -> Any:
        """Share what eldc gives to a neighbour out among its family, as py3langid sees them."""
        lent = second.copy()
        lent[self.neighbours] = 0.0
        scale = second[self.neighbours] / (self.families @ first + _NOTHING)
        return lent + first * (scale @ self.families)

    def _eldc_shares(self, text: str) -> Any:
        """Return eldc's distribution over the languages that it knows, or None where it reads nothing in `text`."""
        import numpy

        evidence = numpy.zeros(len(self.labels))
        windows = list(_windows(text)) if self.eldc else []
        for window in windows:
            for label, score in self.eldc.detect_details(window).scores.items():
                evidence[self.place[label]] -= math.log(max(_NOTHING, 1.0 - score)) / len(windows)
        if not evidence.any():
            return None
        shares = numpy.exp(_ELDC_SHARPNESS * (evidence - evidence.max())) * self.weights * self.known_to_eldc
        return shares / shares.sum()


def _windows(text: str) -> Iterator[str]:
    """Cut a text to what eldc reads of it at a time, each piece ending where a character does."""
    if len(text) < _WINDOW // 4:  # no character has more than four bytes
        yield text
        return
    data = text.encode()
    for start in range(0, len(data), _WINDOW):
        yield data[start : start + _WINDOW].decode("utf-8", "ignore")


@lru_cache(maxsize=1)
def _panel() -> _Panel:
    import numpy

    eldc, known = _eldc()
    codes = languages.from_identifier()
    labels = tuple(sorted({*_identifier().labels, *known}))
    place = {label: index for index, label in enumerate(labels)}
    strangers = [label for label in labels if label in codes and label not in known]
    families = {
        label: [stranger for stranger in strangers if codes.get(label) in languages.close()[codes[stranger]]]
        for label in labels
        if label in known
    }
    families = {label: family for label, family in families.items() if family}
    rows = [[one == label or one in family for one in labels] for label, family in families.items()]
    kin = numpy.array(rows, dtype=float).reshape(len(rows), len(labels))
    return _Panel(
        labels,
        place,
        weights=numpy.array([1.0 if label in codes else _RARE for label in labels]),
        known_to_eldc=numpy.array([label in known for label in labels]),
        neighbours=numpy.array([place[label] for label in families], dtype=int),
        families=kin,
        judged_by_both=numpy.array([label in known for label in labels]) | (kin.sum(axis=0) > 0),
        eldc=eldc,
    )


def _eldc() -> tuple[Any, frozenset[str]]:
    """Return eldc and the labels that it knows; on a machine that it has no build for, py3langid judges alone."""
    if importlib.util.find_spec("eldc") is None:
        return None, frozenset()
    import eldc

    eldc.init()
    reader = eldc.instance()
    reader.set_scores(_MOST_SCORES)
    return reader, frozenset(eldc.LANGUAGES)


@lru_cache(maxsize=1)
def _identifier() -> Any:
    """Return py3langid's identifier, from a model that is unpacked once: unpacking costs .3 s of CPU."""
    from py3langid.langid import LanguageIdentifier

    packed, unpacked = _files()
    if unpacked is None:
        return LanguageIdentifier.from_model_file(packed, norm_probs=True)
    if not unpacked.is_file():
        try:
            _unpack(packed, unpacked)
        except OSError:  # the disk is full: .3 s of CPU again in the next run
            return LanguageIdentifier.from_model_file(packed, norm_probs=True)
    return _load(unpacked)


@lru_cache(maxsize=1)
def _files() -> tuple[Path, Path | None]:
    """Return where the model is, and where it is unpacked to if there is a place for that."""
    from py3langid.langid import MODEL_DIR, MODEL_FILE

    packed = Path(MODEL_DIR) / MODEL_FILE
    return packed, store.entry("py3langid-3", packed)


def _unpack(packed: Path, unpacked: Path) -> None:
    """Write the model as it is mapped, its features by how common they are: a text then touches few pages of it."""
    import numpy
    from py3langid.modelio import load_model

    ptc, pc, classes, nextmove, row, output = load_model(packed)
    common = (-numpy.exp(ptc).mean(axis=1)).argsort(kind="stable")
    place = numpy.empty_like(common)
    place[common] = numpy.arange(len(common))
    output = numpy.asarray(output)
    output = numpy.where(output < 0, output, place[output])  # below zero: a state that ends no feature
    with store.writing(unpacked) as path, path.open("wb") as file:
        for part in (pc, numpy.asarray(nextmove), numpy.asarray(row), output, numpy.asarray(classes), ptc[common]):
            numpy.save(file, part)


def _load(unpacked: Path) -> Any:
    """Load the unpacked model; its tables of 40 and 28 MB are mapped, since a text touches a few rows of them."""
    from py3langid.langid import LanguageIdentifier

    mapping = _mapping(unpacked)
    pc, nextmove, row, output, classes, ptc = (_array(mapping) for _ in range(6))
    # A view gives one number at a time as fast as a list does; numpy would make an object of each.
    moves, rows, outputs = (memoryview(part.view("B")).cast(part.dtype.char) for part in (nextmove, row, output))
    return LanguageIdentifier(ptc, pc, classes.tolist(), moves, outputs, norm_probs=True, tk_row=rows)


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
