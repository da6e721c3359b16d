"""What a person should decide: mappings that are not sure, with their passages; and writing down the decisions.

Decisions go to a vocabulary file in the folder ``vocabulary`` beside the raw files, in SKOS and OWL: an accepted
mapping is ``skos:exactMatch`` with the label it brings, a rejected one ``owl:differentFrom``. The next run reads them.
"""

from __future__ import annotations

import csv
import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote

from pipeline import languages
from pipeline.dataset import Dataset, load
from pipeline.dataset.records import Record, records_of
from pipeline.export.mappings import CLOSE, FILE
from pipeline.export.named import OF_THE_VOCABULARY
from pipeline.report.readable import as_read

REVIEWED = "reviewed.ttl"
_DIGITS = 8
_LABEL = "aspect"  # the kind of the cells that label a row
# Where a concept is named: the table, and the columns that hold its identifier and its passage.
_PLACES = (("subjects", "concept_id"), ("taxonomy_items", "concept_id"), ("table_cells", "aspect_id"))


class ReviewError(ValueError):
    """There is nothing to review, or a mapping that is named is not there; the message says what to do."""


@dataclass(frozen=True, slots=True)
class Side:
    """One of two concepts, as a source names it."""

    concept_id: str
    label: str
    language: str


@dataclass(frozen=True, slots=True)
class Proposal:
    """A mapping of a dataset; `joined` tells that the dataset treats the two as one."""

    mapping_id: str
    kind: str
    one: Side
    other: Side
    joined: bool
    confidence: float
    evidence: str


@dataclass(frozen=True, slots=True)
class Passage:
    """Where a source names a concept, and how the passage reads."""

    path: str
    start: int
    text: str


def proposals(folder: Path) -> list[Proposal]:
    """Return the mappings of a dataset, those that are not joined first, the likeliest first.

    Args:
        folder: the dataset.

    Raises:
        ReviewError: it holds no mappings.
    """
    path = folder / FILE
    if not path.is_file():
        raise ReviewError(f"{path} is missing; run `tertium run` first, or name the folder that it wrote.")
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader((line for line in file if not line.startswith("#")), delimiter="\t"))
    found = [_proposal(row) for row in rows if row["comment"] not in OF_THE_VOCABULARY]
    return sorted(found, key=lambda one: (one.joined, -one.confidence, one.mapping_id))


def passages(side: Side, dataset: Dataset) -> Iterator[Passage]:
    """Yield where the sources of a dataset name a concept in a language.

    Args:
        side: the concept with its label.
        dataset: the dataset that the mapping is of.
    """
    records = records_of(dataset)
    sources = {
        one.source_id: one for one in records.of("sources") if languages.load(one.language).code == side.language
    }
    for table, column in _PLACES:
        for row in records.of(table):
            if getattr(row, column) == side.concept_id and row.source_id in sources and _is_name(row):
                source = sources[row.source_id]
                yield Passage(source.path, row.start, as_read(row.quote, source.media_type))


def listing(proposed: Sequence[Proposal], folder: Path) -> Iterator[str]:
    """Yield lines that show mappings with the passages of both sides."""
    if not proposed:
        yield "There is nothing to review."
        return
    dataset = load(folder)
    for one in proposed:
        yield f"{one.mapping_id}  {one.confidence:.2f}  {one.kind}: {one.evidence}"
        for side in (one.one, one.other):
            yield f"    {side.label} [{side.language}] {side.concept_id}"
            yield from (f"        {place.path}:{place.start} {place.text}" for place in passages(side, dataset))
    yield "Write --accept or --reject with what stands first in a line."


def decide(proposed: Sequence[Proposal], accepted: Iterable[str], rejected: Iterable[str], folder: Path) -> Path:
    """Write decisions into the vocabulary file of a folder, beside those that stand there.

    Args:
        proposed: the mappings that identifiers may name.
        accepted: identifiers of mappings that are right.
        rejected: identifiers of mappings that are wrong.
        folder: the vocabulary folder beside the raw files; made where it is missing.

    Returns:
        The file.

    Raises:
        ReviewError: an identifier names no mapping.
    """
    from pipeline.mapping.decisions import write_decisions

    known = {one.mapping_id: one for one in proposed}
    yes, no = (_named(identifiers, known) for identifiers in (accepted, rejected))
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / REVIEWED
    write_decisions(path, yes, no)
    return path


def _named(identifiers: Iterable[str], known: Mapping[str, Proposal]) -> list[Proposal]:
    wanted = list(identifiers)
    if unknown := [one for one in wanted if one not in known]:
        raise ReviewError(f"There is no mapping {', '.join(unknown)}; `tertium review` lists them.")
    return [known[one] for one in wanted]


def _proposal(row: Mapping[str, str]) -> Proposal:
    languages = dict(pair.split("=", 1) for pair in row["other"].split("|"))
    one, other = (
        Side(unquote(row[f"{side}_id"]), row[f"{side}_label"], languages[f"{side}_language"])
        for side in ("subject", "object")
    )
    name = hashlib.sha256(f"{one.concept_id}\x1f{other.concept_id}".encode()).hexdigest()[:_DIGITS]
    joined = row["predicate_id"] != CLOSE
    return Proposal(name, row["subject_category"], one, other, joined, float(row["confidence"]), row["comment"])


def _is_name(row: Record) -> bool:
    """Tell whether a row names the concept: of table cells those that label a row do."""
    return str(getattr(row, "cell_kind", _LABEL)) == _LABEL
