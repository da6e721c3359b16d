"""Aligning rows of tables on one entity across languages, without translating: the layout of InfoSync.

Khincha et al. 2023, InfoSync: Information Synchronization across Multilingual Semi-structured Tables; their own system
reaches a row F1 of .879 with translation models. ``python -m benchmarks.infosync FOLDER`` reads a folder that holds
``NAME.json`` (category, entity, language: pairs of labels, English first) and, in ``NAME/CATEGORY/ENTITY/LANGUAGE``,
``table.html`` (a row for each ``<tr>``: label in ``<th>``, value in ``<td>``); no ``final_translations.html`` is read.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from bs4 import BeautifulSoup

from pipeline import languages
from pipeline.alignment.known_names import known_names
from pipeline.alignment.rows import Row, align_all
from pipeline.reading.aspects import known_aspect

_ENGLISH = "en"
_PARTS = "|"  # what the data set joins the parts of a value by


@dataclass(frozen=True, slots=True)
class Pair:
    """An English table, the table of another language on the same entity, and the labels that belong together."""

    language: str
    english: tuple[Row, ...]
    other: tuple[Row, ...]
    gold: frozenset[tuple[str, str]]


@dataclass(slots=True)
class Tally:
    """Pairs of rows that were found, that are right, and that should be found."""

    found: int = 0
    right: int = 0
    wanted: int = 0

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall."""
        return 2 * self.right / (self.found + self.wanted) if self.found + self.wanted else 0.0


def pairs(folder: Path) -> Iterator[Pair]:
    """Yield the pairs of tables of a folder; one without both tables is left out."""
    for index in sorted(folder.glob("*.json")):
        for category, entities in json.loads(index.read_text(encoding="utf-8")).items():
            for entity, by_language in entities.items():
                place = folder / index.stem / category / entity
                english = rows(place / _ENGLISH / "table.html", _ENGLISH)
                for language, labels in by_language.items():
                    other = rows(place / language / "table.html", language)
                    if english and other:
                        gold = frozenset((plain(one), plain(two)) for one, two in labels)
                        yield Pair(language, english, other, gold)


def rows(path: Path, tag: str) -> tuple[Row, ...]:
    """Return the rows of a table file with what labels and cells name; none where there is no such file."""
    if not path.is_file():
        return ()
    language = languages.from_identifier().get(tag, tag)  # "zh" is Chinese in simplified letters
    soup = BeautifulSoup(path.read_text(encoding="utf-8"), "html.parser")
    found = []
    for line in soup.find_all("tr"):
        label, value = line.find("th"), line.find("td")
        if label and value:
            parts = tuple(part.strip() for part in value.get_text(" ").split(_PARTS))
            named = tuple(name for part in parts for name in known_names(part, language))
            name = plain(label.get_text(" "))
            found.append(Row(name, parts, known_aspect(name, language), named))
    return tuple(found)


def plain(label: str) -> str:
    """Return a label with one blank for each stretch of them: tables and gold pairs differ in theirs."""
    return " ".join(label.split())


def without_concepts(pair: Pair) -> Pair:
    """Return a pair of tables whose labels name nothing that is known."""
    english, other = (tuple(replace(row, concept_id="") for row in side) for side in (pair.english, pair.other))
    return replace(pair, english=english, other=other)


def score(tables: Iterable[Pair]) -> dict[str, Tally]:
    """Align every pair of tables, language by language, and count; the key "all" holds them together."""
    by_language: dict[str, list[Pair]] = defaultdict(list)
    for pair in tables:
        by_language[pair.language].append(pair)
    tallies: dict[str, Tally] = defaultdict(Tally)
    for language, held in sorted(by_language.items()):
        aligned = align_all([(pair.english, pair.other) for pair in held])
        for pair, matches in zip(held, aligned, strict=True):
            found = {(pair.english[i].label, pair.other[j].label) for i, j in matches}
            for key in (language, "all"):
                tallies[key].found += len(found)
                tallies[key].right += len(found & pair.gold)
                tallies[key].wanted += len(pair.gold)
    return tallies


def main() -> int:
    """Print the row F1 by language, with the vocabulary's names of labels and without."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=Path)
    read = list(pairs(parser.parse_args().folder))
    with_them, without = score(read), score(map(without_concepts, read))
    for language, tally in with_them.items():
        told = f"found {tally.found:6} right {tally.right:6} wanted {tally.wanted:6} F1 {tally.f1:.3f}"
        print(f"{language:5} {told}, without the vocabulary {without[language].f1:.3f}")
    return 0 if read else 1


if __name__ == "__main__":
    sys.exit(main())
