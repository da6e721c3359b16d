"""From what a run left in the store to the output folder, one source after the other."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from operator import attrgetter
from pathlib import Path

from pipeline.export.contents import Contents
from pipeline.export.folder import OutputError, write_folder
from pipeline.export.spool import Spool
from pipeline.model import Topic
from pipeline.running.jobs import Jobs
from pipeline.running.runner import Made
from pipeline.running.store import VanishedError
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


def write(made: Made, output: Path, formats: Iterable[str], excel_bom: bool = False) -> Summary:
    """Write the dataset of a run and return its summary.

    Args:
        made: a run whose jobs have packed what is written.
        output: the folder.
        formats: the names of formats.
        excel_bom: whether CSV begins with a byte order mark.

    Raises:
        pipeline.export.folder.OutputError: the output cannot be written.
        pipeline.running.store.VanishedError: what is written of a source is no longer in the store.
    """
    homes = made.homes()
    with tempfile.TemporaryDirectory(prefix="tertium-") as folder:
        try:
            spool = Spool(Path(folder))
            sources, topics = _spooled(made, homes, spool)
            rows = spool.rows()
        except VanishedError:
            raise
        except OSError as error:
            raise OutputError(
                f"The tables could not be put together in {folder} ({error.strerror}); make room there, or name "
                "another place with TMPDIR."
            ) from error
        contents = Contents(rows, Texts(made.jobs, homes), spool.mappings, excel_bom, Topics(made))
        write_folder(contents, output, formats)
        return summarize(sources, topics, {name: len(of_table) for name, of_table in rows.items()}, output, formats)


def _spooled(made: Made, homes: Mapping[str, str], spool: Spool) -> tuple[list[SourceNotes], list[TopicNotes]]:
    """Add all parts to a spool, and return what they give to the summary."""
    sources: list[SourceNotes] = []
    topics: list[TopicNotes] = []
    for source_id, key in homes.items():
        part = made.jobs.source_part(key, source_id)
        spool.add(part.packed)
        sources.append(part.notes)
    for topic in made.topics:
        of_topic = made.jobs.topic_part(topic)
        spool.add(of_topic.packed)
        topics.append(of_topic.notes)
    return sorted(sources, key=attrgetter("told.path")), topics


@lru_cache(maxsize=1)
def _text(jobs: Jobs, key: str, source_id: str) -> str:
    return jobs.text(key, source_id)
