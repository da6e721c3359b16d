"""From what a run left in the store to the output folder, one source after the other."""

from __future__ import annotations

import tempfile
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from operator import attrgetter
from pathlib import Path

from pipeline import vocabulary
from pipeline.export.concepts import used_concepts
from pipeline.export.contents import Contents
from pipeline.export.folder import OutputError, write_folder
from pipeline.export.formats import chosen
from pipeline.export.packing import FORMS
from pipeline.export.spool import Spool
from pipeline.model import Topic
from pipeline.pickling import pickled, unpickled
from pipeline.running.jobs import Jobs
from pipeline.running.ledger import Binder, Ledger, Shelf
from pipeline.running.renewal import Renewed, renewed
from pipeline.running.runner import Made
from pipeline.running.store import StoreError, VanishedError
from pipeline.running.summary import SourceNotes, Summary, TopicNotes, summarize


@dataclass(frozen=True)
class Texts(Mapping[str, str]):
    """The decoded texts of the sources, read when they are asked for."""

    jobs: Jobs
    homes: Mapping[str, str]

    def __getitem__(self, source_id: str) -> str:
        """Return the text of a source; rows of one source mostly stand together."""
        return _text(self.jobs, self.homes[source_id], source_id)

    def __iter__(self) -> Iterator[str]:
        """Yield the identifiers of the sources."""
        return iter(self.homes)

    def __len__(self) -> int:
        """Return how many sources there are."""
        return len(self.homes)


@dataclass(frozen=True)
class Topics:
    """The topics with their documents, one in memory at a time; read as often as wanted."""

    made: Made

    def __iter__(self) -> Iterator[Topic]:
        """Yield the topics, by identifier."""
        return self.made.checked()


def write(
    made: Made, output: Path, formats: Iterable[str], excel_bom: bool = False, shelf: Shelf | None = None
) -> Summary:
    """Write the dataset of a run and return its summary.

    Args:
        made: a run whose jobs have packed what is written.
        output: the folder.
        formats: the names of formats.
        excel_bom: whether CSV begins with a byte order mark.
        shelf: where the ledger of the output is, if rows that stand there may be copied.

    Raises:
        pipeline.export.folder.OutputError: the output cannot be written.
        pipeline.running.store.VanishedError: what is written of a source is no longer in the store.
    """
    formats = tuple(formats)
    keeping = shelf if all(one.copied for one in chosen(formats)) else None
    again = _renewed(made, output, formats, keeping) if keeping else None
    if again:
        write_folder(Contents(again.tables, excel_bom=excel_bom), output, formats)
    ledger = again.ledger if again else _from_parts(made, output, formats, excel_bom, keeping)
    if keeping:
        keeping.remember(ledger.standing(output))
    by_path = sorted(made.cards, key=attrgetter("path", "source_id"))
    sources: Iterable[SourceNotes] = (unpickled(ledger.source_notes[card.source_id]) for card in by_path)
    topics: Iterable[TopicNotes] = (unpickled(ledger.topic_notes[topic.key]) for topic in made.topics)
    counts = {name: one.rows() for name, one in ledger.tables.items()}
    coined = used_concepts(ledger.referrals) - vocabulary.load().by_id.keys()
    return summarize(sources, topics, counts, len(coined), output, formats)


def _renewed(made: Made, output: Path, formats: Collection[str], shelf: Shelf) -> Renewed | None:
    """Return the tables made of those that stand in the output; None where they cannot be."""
    ledger = shelf.recall()
    if ledger is None or not ledger.holds(output, [form for form in FORMS if form in formats]):
        return None
    try:
        return renewed(made, ledger, shelf)
    except VanishedError:
        return None


def _from_parts(made: Made, output: Path, formats: Iterable[str], excel_bom: bool, shelf: Shelf | None) -> Ledger:
    """Write the dataset from all its parts, and return its ledger; the leaves of that only where there is a shelf."""
    binder = Binder(shelf) if shelf else None
    with tempfile.TemporaryDirectory(prefix="tertium-") as folder:
        try:
            spool = Spool(Path(folder), binder)
            ledger = _spooled(made, spool)
            rows = spool.rows()
        except StoreError:
            raise
        except OSError as error:
            raise OutputError(
                f"The tables could not be put together in {folder} ({error.strerror}); make room there, or name "
                "another place with TMPDIR."
            ) from error
        contents = Contents(rows, Texts(made.jobs, ledger.homes), spool.mappings, excel_bom, Topics(made))
        write_folder(contents, output, formats)
    return replace(ledger, referrals=spool.referrals, leaves=binder.end() if binder else ())


def _spooled(made: Made, spool: Spool) -> Ledger:
    """Add all parts to a spool, and return the ledger without its leaves."""
    homes = made.homes()
    sources: dict[str, bytes] = {}
    topics: dict[str, bytes] = {}
    for source_id, key in homes.items():
        part = made.jobs.source_part(key, source_id)
        spool.add(part.packed, source_id)
        sources[source_id] = pickled(part.notes)
    for topic in made.topics:
        of_topic = made.jobs.topic_part(topic.key)
        spool.add(of_topic.packed)
        topics[topic.key] = pickled(of_topic.notes)
    tables = {name: table.blocks for name, table in spool.tables.items()}
    return Ledger(
        made.jobs.recipe, made.languages(), homes, frozenset(topics), tables, spool.repeats, {}, (), sources, topics
    )


@lru_cache(maxsize=1)
def _text(jobs: Jobs, key: str, source_id: str) -> str:
    return jobs.text(key, source_id)
