"""A run from the command line: an output folder is locked, brought up to date and remembered.

What is kept from run to run lies in the cache; where nothing can be kept, a folder that ends with the run is used,
since workers hand their documents on through it.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from pipeline import cache, encoders, vocabulary
from pipeline.files import RawFile
from pipeline.lastrun import Inputs, LastRun, holds, inputs_of, recall, remember, why, written_to
from pipeline.limits import TIME_LIMIT
from pipeline.lock import locked
from pipeline.recipe import Recipe, recipe
from pipeline.store import FolderStore, Store

_NOTHING_CHANGED = "Nothing changed since the last run into this folder; it stands as it was written."


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a run tells: its summary, what is doubtful about the sources, and what ran for which reason."""

    summary: tuple[str, ...]
    doubt: str
    why: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Session:
    """Where a run writes and how it is carried out."""

    output: Path
    cached: bool = True
    engine: str = ""
    workers: int = 0
    address: str = ""
    time_limit: float = TIME_LIMIT
    strict: bool = False
    formats: tuple[str, ...] = ()  # all
    excel_bom: bool = False

    def run(self, files: Sequence[RawFile], progress: Callable[[str], None] | None = None) -> Outcome:
        """Bring the output up to date with files.

        Args:
            files: the raw files.
            progress: called with the name of each file when it is done.

        Raises:
            pipeline.runner.QuarantineError: a source is in quarantine, and the run is strict.
            pipeline.lock.LockedError: another run writes to the output.
            pipeline.store.StoreError: the cache cannot be written.
            pipeline.export.folder.OutputError: the output cannot be written.
            pipeline.export.formats.FormatError: there is no format of a name.
        """
        self._check_formats()
        with locked(self.output), self._store() as store:
            last = recall(store, self.output)
            inputs = inputs_of(files)
            made_with = self._recipe()
            if last and holds(last, made_with, inputs, self._form, self.output):
                return Outcome(last.summary, last.doubt, (_NOTHING_CHANGED,))
            return self._made(files, inputs, progress, store, last)

    def _made(
        self,
        files: Sequence[RawFile],
        inputs: Inputs,
        progress: Callable[[str], None] | None,
        store: Store,
        last: LastRun | None,
    ) -> Outcome:
        from pipeline import runner
        from pipeline.engines import engine
        from pipeline.export.contents import contents_of
        from pipeline.export.folder import write_folder
        from pipeline.export.formats import NAMES
        from pipeline.export.rows import make_rows
        from pipeline.export.verify import verify
        from pipeline.jobs import Jobs
        from pipeline.summary import doubt, summarize

        made_with = self._recipe()
        settings = runner.Settings(
            Jobs(store, made_with, self.time_limit), engine(self.engine, self.workers, self.address), self.strict
        )
        made = runner.execute(files, progress, settings)
        result = made.result()
        verify(result.documents)
        rows = make_rows(result.documents, result.topics)
        formats = self.formats or NAMES
        write_folder(contents_of(rows, result.documents, result.topics, self.excel_bom), self.output, formats)
        summary = tuple(summarize(result, rows, self.output, formats))
        doubtful = doubt(result)
        remember(store, self.output, LastRun(made_with, inputs, self._form, written_to(self.output), summary, doubtful))
        return Outcome(summary, doubtful, tuple(why(made, inputs, last)))

    @property
    def _form(self) -> str:
        """In what form the dataset is written."""
        return f"{','.join(self.formats)} {self.excel_bom}"

    def _check_formats(self) -> None:
        """Tell of a format that is not there before hours of reading, not after."""
        if self.formats:
            from pipeline.export.formats import chosen

            chosen(self.formats)

    def _recipe(self) -> Recipe:
        return recipe(vocabulary.own_files(), " ".join([f"{self.time_limit:g}", *encoders.named()]))

    @contextmanager
    def _store(self) -> Iterator[Store]:
        if self.cached and _writable(cache.folder()):
            yield default_store()
        else:
            with tempfile.TemporaryDirectory(prefix="tertium-") as folder:
                yield FolderStore(Path(folder))


def default_store() -> FolderStore:
    """Return the store in the cache folder."""
    return FolderStore(cache.folder() / "store")


def _writable(folder: Path) -> bool:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError:
        return False
    return os.access(folder, os.W_OK)
