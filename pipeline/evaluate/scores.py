"""All scores of a dataset against gold, each with the least that it must reach."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from pipeline.dataset import Dataset
from pipeline.dataset.records import Records, records_of
from pipeline.evaluate.gold import Gold, load_gold


@dataclass(frozen=True, slots=True)
class Score:
    """A measure: how many of how many, the share, and the floor under it (a ceiling for counts of errors)."""

    name: str
    hits: float
    total: float
    floor: float
    ceiling: bool = False
    note: str = ""

    @property
    def value(self) -> float:
        """The share of hits; for a ceiling, the count itself."""
        if self.ceiling:
            return self.hits
        return self.hits / self.total if self.total else 0.0

    @property
    def reached(self) -> bool:
        """Whether the floor, or the ceiling, is kept."""
        return self.value <= self.floor if self.ceiling else self.value >= self.floor


def evaluate(dataset: Dataset, gold_folder: Path) -> tuple[Score, ...]:
    """Score a dataset against ``structure.json`` and ``consistency.json`` of a folder.

    Args:
        dataset: a dataset made from the articles that the gold describes, known by their file names.
        gold_folder: where the gold is.

    Raises:
        FileNotFoundError: the gold is not there.
    """
    return tuple(_scores(records_of(dataset), load_gold(gold_folder)))


def _scores(records: Records, gold: Gold) -> Iterator[Score]:
    from pipeline.evaluate import consistency, structure

    yield structure.languages(records, gold)
    yield structure.block_languages(records, gold)
    yield structure.boilerplate_found(records, gold)
    yield structure.boilerplate_wrong(records, gold)
    yield structure.heading_roles(records, gold)
    yield structure.cells(records, gold)
    yield structure.items(records, gold)
    yield structure.list_kinds(records, gold)
    yield structure.subjects(records, gold)
    yield from consistency.structural_findings(records, gold)
    yield from consistency.verdicts(records, gold)
