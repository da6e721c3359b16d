"""What language identifiers make of a text: py3langid and eldc on even terms, langdetect as a second opinion.

py3langid covers most languages and its confidence holds; eldc reads short text best, and knows sixty. On interface
strings of two to eight words in 57 languages, py3langid alone is right on 82.4% of them, eldc on 79.8%, their average
on 87.5% and, where a language that only py3langid knows shares what eldc gives to its neighbours, on 89.1%; what it is
sure of at .9 was never wrong. langdetect's confidence means nothing (37 of 373 wrong at .9), so it has no vote here.
"""

from __future__ import annotations

import importlib.util
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from pipeline import languages
from pipeline.text import bayes

_OPINION = 2_000  # characters for langdetect, whose cost grows with them: its answer settles long before
_LONGEST = 20_000  # characters; identifiers are certain long before, and long pages cost time
_PORTION = 40_000  # characters of texts that are read at once

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
    """Rank every language that an identifier knows for `text`, as :func:`rank_all` does."""
    (ranking,) = rank_all((text,))
    return ranking


def rank_all(texts: Sequence[str]) -> list[Ranking]:
    """Rank every language that an identifier knows for each text; together they cost a third of one by one.

    py3langid's model (:mod:`pipeline.text.bayes`), and Nito's Efficient Language Detector in C.

    Args:
        texts: any texts; of a long one the beginning is read.

    Returns:
        The labels that are possible at all with probabilities that sum to 1, equal ones by label. A text without
        letters leaves all languages nearly alike.
    """
    panel = _panel()
    cleaned = [text[:_LONGEST].encode("utf-8", "replace").decode("utf-8") for text in texts]  # no lone surrogates
    rankings = []
    for some in _portions(cleaned):
        shares = panel.shares(some)
        orders = (-shares).argsort(axis=1, kind="stable")
        possible = (shares > _NOTHING).sum(axis=1).tolist()
        for row, order, count in zip(shares, orders, possible, strict=True):
            places = order[:count]
            labels = tuple(map(panel.labels.__getitem__, places.tolist()))
            rankings.append(Ranking(labels, tuple(row[places].tolist())))
    return rankings


def _portions(texts: Sequence[str]) -> Iterator[Sequence[str]]:
    """Yield texts as many at a time as are read in 10 MB of memory."""
    start = length = 0
    for end, text in enumerate(texts):
        if length + len(text) > _PORTION and start < end:
            yield texts[start:end]
            start, length = end, 0
        length += len(text)
    if start < len(texts):
        yield texts[start:]


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
    columns: Any  # the places of py3langid's labels
    weights: Any
    known_to_eldc: Any
    neighbours: Any
    families: Any
    judged_by_both: Any
    eldc: Any

    def shares(self, texts: Sequence[str]) -> Any:
        """Return the probability of each label: a row a text."""
        import numpy

        first = numpy.zeros((len(texts), len(self.labels)))
        first[:, self.columns] = bayes.load().shares(texts)
        first *= self.weights
        first /= first.sum(axis=1, keepdims=True)
        if self.eldc is None:
            return first
        evidence = self._eldc_evidence(texts)
        second = numpy.exp(_ELDC_SHARPNESS * (evidence - evidence.max(axis=1, keepdims=True)))
        second *= self.weights * self.known_to_eldc
        second /= second.sum(axis=1, keepdims=True)
        averaged = numpy.where(self.judged_by_both, (first + self._lent(first, second)) / 2, first)
        averaged /= averaged.sum(axis=1, keepdims=True)
        return numpy.where(evidence.any(axis=1, keepdims=True), averaged, first)  # eldc may read nothing in a text

    def _lent(self, first: Any, second: Any) -> Any:
        """Share what eldc gives to a neighbour out among its family, as py3langid sees them."""
        lent = second.copy()
        lent[:, self.neighbours] = 0.0
        scale = second[:, self.neighbours] / (first @ self.families.T + _NOTHING)
        return lent + first * (scale @ self.families)

    def _eldc_evidence(self, texts: Sequence[str]) -> Any:
        """Return eldc's log likelihood of each label, 0 of all where it reads nothing: a row a text."""
        import numpy

        evidence = numpy.zeros((len(texts), len(self.labels)))
        cells: list[tuple[int, int]] = []
        scores: list[float] = []
        parts: list[int] = []
        for row, text in enumerate(texts):
            windows = tuple(_windows(text))
            for window in windows:
                found = self.eldc.detect_details(window).scores
                cells += [(row, self.place[label]) for label in found]
                scores += found.values()
                parts += [len(windows)] * len(found)
        if cells:
            logs = numpy.log(numpy.maximum(_NOTHING, 1.0 - numpy.array(scores))) / numpy.array(parts)
            numpy.subtract.at(evidence, tuple(numpy.array(cells).T), logs)
        return evidence


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
    read = bayes.load().labels
    labels = tuple(sorted({*read, *known}))
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
        columns=numpy.array([place[label] for label in read]),
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
