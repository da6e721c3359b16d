"""Tables to learn from: the development tables, altered copies of them, and tables made of phrases."""

from __future__ import annotations

import json
import random
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from zlib import crc32

from pipeline import languages, vocabulary
from pipeline.reading.aspects import labels_opening

Cells = list[list[str]]
_FEWEST_USABLE = 20  # phrases of which a language's tables are made
_OF_ASPECTS, _KNOWN_ASPECT = 0.5, 0.6  # shares of made tables, and of their rows, that the vocabulary knows
_UNSPACED = ("ja", "zh", "th", "km", "my")


@dataclass(frozen=True, slots=True)
class Sample:
    """A table with its right cells.

    `group` is what is held out together, `weight` how much it counts, `labels` are the aspect labels of the
    vocabulary that open its rows.
    """

    group: str
    language: str
    subjects: tuple[str, ...]
    cells: Cells
    weight: float
    labels: frozenset[str] = frozenset()

    @property
    def rows(self) -> list[str]:
        """The flattened rows: cells joined by one blank."""
        return [" ".join(row) for row in self.cells]

    def cut(self, row: int) -> tuple[int, ...]:
        """Return the numbers of the words that open the cells of a row after the first."""
        at, places = 0, []
        for cell in self.cells[row][:-1]:
            at += len(cell.split())
            places.append(at)
        return tuple(places)


def group_of(family: str) -> str:
    """Name what is held out together: the three large families apart, the small ones as one."""
    return {"azd": "azd", "iot": "iot", "suwa-sh/zenn-contents": "zenn"}.get(family, "other")


def read_tables(path: Path) -> list[Sample]:
    """Read the development tables (variant A), large families weighed down to 60 tables' square root."""
    records = [record for line in path.open(encoding="utf-8") if (record := json.loads(line))["variant"] == "A"]
    sizes: dict[str, int] = defaultdict(int)
    for record in records:
        sizes[group_of(record["family"])] += 1
    samples = []
    for record in records:
        group = group_of(record["family"])
        cells = [[" ".join(record["text"][a:b].split()) for a, b in row] for row in record["rows"]]
        weight = min(1.0, (60 / sizes[group]) ** 0.5) if group in ("azd", "iot") else 1.0
        language = record["lang"]
        samples.append(Sample(group, language, tuple(record["subjects"]), cells, weight, _labels(cells, language)))
    return samples


def _labels(cells: Cells, language: str) -> frozenset[str]:
    return labels_opening((" ".join(row) for row in cells), _code(language))


def altered(samples: Sequence[Sample]) -> Iterator[Sample]:
    """Yield copies of tables without case, with columns swapped and rows left out, and with a column fewer."""
    for sample in samples:
        chance = random.Random(crc32(repr(sample.cells).encode()))
        half = sample.weight / 2
        if any(c.isupper() for row in sample.rows for c in row):
            cells = [[_lower(cell) for cell in row] for row in sample.cells]
            subjects = tuple(_lower(subject) for subject in sample.subjects)
            yield Sample(sample.group, sample.language, subjects, cells, half)
        columns = len(sample.cells[0])
        order = list(range(1, columns))
        chance.shuffle(order)
        if order == sorted(order):
            order.reverse()
        rows = sample.cells
        if len(rows) > 3:
            rows = chance.sample(rows, chance.randint(2, len(rows) - 1))
        yield _columns(sample, rows, order, half)
        if columns == 4:
            order = sorted(chance.sample(range(1, 4), 2))
            yield _columns(sample, sample.cells, order, half)


def _columns(sample: Sample, rows: Cells, order: Sequence[int], weight: float) -> Sample:
    subjects = tuple(sample.subjects[at - 1] for at in order)
    cells = [[row[0], *(row[at] for at in order)] for row in rows]
    return Sample(sample.group, sample.language, subjects, cells, weight, sample.labels)


def _lower(text: str) -> str:
    return "".join(c.lower() if len(c.lower()) == 1 else c for c in text)


def made_of_phrases(path: Path, tables: int, weight: float) -> Iterator[Sample]:
    """Yield tables whose cells are user-interface phrases that the phrase model did not learn from.

    They teach how far the phrase model may be trusted in scripts that the development tables hardly show.
    """
    phrases: dict[str, list[str]] = json.loads(path.read_text("utf-8"))
    chance = random.Random(0)
    for language in sorted(phrases):
        usable = [p for p in phrases[language] if len(p.split()) <= 14 and p[0] not in ")]\"'("]
        aspects = _aspects(language)
        for _ in range(tables * 2 if language in ("ja", "zh") else tables):
            if len(usable) >= _FEWEST_USABLE:
                yield _made(chance, language, usable, aspects if chance.random() < _OF_ASPECTS else (), weight)


def _aspects(language: str) -> list[str]:
    """Return the labels of aspects that the vocabulary has in a language."""
    labels = vocabulary.load().labels(_code(language))
    return sorted({label.text for concept, label in labels if concept.kind == "aspect" and label.kind != "hidden"})


def _code(language: str) -> str:
    return languages.from_identifier().get(language, language)


def _made(
    chance: random.Random, language: str, phrases: Sequence[str], aspects: Sequence[str], weight: float
) -> Sample:
    columns = 3 if chance.random() < 0.65 else 4
    terse = chance.random() < 0.65
    limit = 14 if language in _UNSPACED else 38
    pool = [p for p in phrases if (len(p) < limit) == terse] or list(phrases)
    short = [p for p in phrases if len(p.split()) <= 3 and len(p) < 30] or list(phrases)
    style, stopped = chance.random(), chance.random() < 0.15 and not terse
    alike = _alike(pool)
    themes: list[Sequence[str]] = [
        chance.choice(alike) if alike and chance.random() < 0.3 else () for _ in range(columns)
    ]
    cells = []
    for _ in range(chance.randint(3, 8)):
        row = [chance.choice(aspects if aspects and chance.random() < _KNOWN_ASPECT else short)]
        row += _numbers(chance, short, columns) if chance.random() < 0.12 else _values(chance, pool, alike, themes)
        if style < 0.7:
            row = [cell[:1].upper() + cell[1:] if len(cell[:1].upper()) == 1 else cell for cell in row]
        elif style < 0.85:
            row = [_lower(cell) for cell in row]
        cells.append([row[0], *(cell + "." * stopped for cell in row[1:])])
    subjects = tuple(chance.choice(short) for _ in range(columns - 1))
    cells = [[" ".join(cell.split()) for cell in row] for row in cells]
    return Sample("made", language, subjects, cells, weight, _labels(cells, language))


def _alike(pool: Sequence[str]) -> list[list[str]]:
    """Group phrases that share their first or their last word."""
    groups: dict[tuple[bool, str], list[str]] = defaultdict(list)
    for phrase in pool:
        groups[True, phrase.split()[0].lower()].append(phrase)
        groups[False, phrase.split()[-1].lower()].append(phrase)
    return [group for group in groups.values() if len(group) > 1]


def _values(
    chance: random.Random, pool: Sequence[str], alike: list[list[str]], themes: list[Sequence[str]]
) -> list[str]:
    together = chance.choice(alike) if alike and chance.random() < 0.45 else pool
    near = chance.choice(pool)
    values = []
    for theme in themes[1:]:
        if theme and chance.random() < 0.7:
            values.append(chance.choice(theme))
        elif chance.random() < 0.5:
            values.append(chance.choice(together))
        else:
            values.append(min(chance.sample(pool, min(6, len(pool))), key=lambda p: abs(len(p) - len(near))))
    return values


def _numbers(chance: random.Random, short: Sequence[str], columns: int) -> list[str]:
    unit = chance.choice(("%", " GB", " ms", "", " " + chance.choice(short).lower(), " " + chance.choice(short)))
    sign = chance.choice(("", "", "", "~", "<", ">", "$"))
    until = chance.random()
    values = []
    for _ in range(columns - 1):
        low = chance.randint(1, 500)
        tail = f"-{chance.randint(501, 900)}" if until < 0.3 else "+" if until < 0.45 else ""
        values.append(f"{sign}{low}{tail}{unit}")
    return values
