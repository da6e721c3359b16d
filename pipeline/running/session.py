"""A run from the command line: an output folder is locked, brought up to date and remembered.

What is kept from run to run lies in the cache; where nothing can be kept, a folder that ends with the run is used,
since workers hand their documents on through it.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from pipeline import cache, encoders, vocabulary
from pipeline.export.beside import sweep
from pipeline.files import RawFile
from pipeline.running.lastrun import (
    Inputs,
    LastRun,
    Seen,
    holds,
    look_at,
    recall,
    recall_known,
    remember,
    remember_known,
    written_to,
)
from pipeline.running.limits import TIME_LIMIT
from pipeline.running.lock import locked
from pipeline.running.progress import Phase, Progress, Step, silent
from pipeline.running.pruning import STORE
from pipeline.running.recipe import Recipe, recipe
from pipeline.running.store import FolderStore, Store
from pipeline.running.summary import Summary
from pipeline.verdicts import second_opinion

_NOTHING_CHANGED = "Nothing changed since the last run into this folder; it stands as it was written."


class NothingChangedError(Exception):
    """No file has changed since the moment that was asked for, and nothing was written; the message says so."""


@dataclass(frozen=True, slots=True)
class Form:
    """In what form a dataset is written: the names of its formats, none for all, and a mark for Excel or not."""

    formats: tuple[str, ...] = ()
    excel_bom: bool = False


@dataclass(frozen=True, slots=True)
class Means:
    """By what means a run is carried out: the store, the engine, seconds of processor time for a stage."""

    cached: bool = True
    engine: str = ""
    workers: int = 0
    address: str = ""
    time_limit: float = TIME_LIMIT


@dataclass(frozen=True, slots=True)
class Choice:
    """Of which sources a dataset is made: patterns (`selection`), a moment (`since`)."""

    only: tuple[str, ...] = ()
    since: str = ""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a run tells: its summary, what ran for which reason, and whether the dataset stands as it did."""

    summary: Summary
    why: tuple[str, ...]
    unchanged: bool = False


@dataclass(frozen=True, slots=True)
class Session:
    """Where a run writes what, of which sources, and by what means; a strict one stops at a source in quarantine."""

    output: Path
    form: Form = field(default_factory=Form)
    means: Means = field(default_factory=Means)
    choice: Choice = field(default_factory=Choice)
    strict: bool = False

    def run(self, files: Sequence[RawFile], progress: Progress = silent) -> Outcome:
        """Bring the output up to date with files.

        Args:
            files: the raw files.
            progress: told of every step.

        Raises:
            NothingChangedError: none of them has changed since the moment of the choice.
            pipeline.running.since.SinceError: that moment is none.
            pipeline.running.selection.SelectionError: no source matches.
            pipeline.running.runner.QuarantineError: a source is in quarantine, and the run is strict.
            pipeline.running.lock.LockedError: another run writes to the output.
            pipeline.running.store.StoreError: the cache cannot be written.
            pipeline.export.folder.OutputError: the output cannot be written.
            pipeline.export.formats.FormatError: there is no format of a name.
        """
        with locked(self.output), self._store() as store:
            sweep(self.output)
            last = recall(store, self.output)
            seen = look_at(files, last)
            wanted = self._changed(files, seen.inputs, last)
            if last and holds(last, self._recipe(), seen.inputs, self._kind(wanted), self.output):
                return Outcome(last.summary, (_NOTHING_CHANGED,), unchanged=True)
            self._check_formats()
            return self._made(wanted, seen, progress, store, last)

    def _made(
        self, files: Sequence[RawFile], seen: Seen, progress: Progress, store: Store, last: LastRun | None
    ) -> Outcome:
        """Run, and where an entry of the cache has vanished run again without it."""
        from pipeline.running.store import VanishedError

        try:
            return self._run(files, seen, progress, store, last)
        except VanishedError:
            return self._run(files, seen, progress, store, last, anew=True)

    def _run(
        self,
        files: Sequence[RawFile],
        seen: Seen,
        progress: Progress,
        store: Store,
        last: LastRun | None,
        anew: bool = False,
    ) -> Outcome:
        from pipeline.engines import engine
        from pipeline.export.formats import NAMES
        from pipeline.running import runner
        from pipeline.running.jobs import Jobs, Known
        from pipeline.running.ledger import Shelf
        from pipeline.running.reasons import Reasons
        from pipeline.running.selection import Selection
        from pipeline.running.writing import write

        made_with, means = self._recipe(), self.means
        settings = runner.Settings(
            Jobs(store, made_with, means.time_limit, packing=True),
            engine(means.engine, means.workers, means.address),
            self.strict,
            Selection(self.choice.only),
            {one.name: one.content for one in seen.inputs},
            recall_known(store, self.output) or Known(),
            anew,
        )
        made = runner.execute(files, progress, settings)
        progress(Step(Phase.WRITING, 0, 1))
        shelf = None if anew else Shelf(store, self.output)
        summary = write(made, self.output, self.form.formats or NAMES, self.form.excel_bom, shelf)
        progress(Step(Phase.WRITING, 1, 1))
        written = written_to(self.output)
        remember(
            store, self.output,
            LastRun(made_with, seen.inputs, self._kind(files), written, summary, seen.settled),
        )  # fmt: skip
        remember_known(store, self.output, made.known())
        return Outcome(summary, tuple(Reasons(made, seen.inputs, last, means.cached).lines()))

    def _changed(self, files: Sequence[RawFile], inputs: Inputs, last: LastRun | None) -> Sequence[RawFile]:
        """Return the files that the run reads: all, or those that have changed since the moment of the choice."""
        if not self.choice.since:
            return files
        from pipeline.running.since import LAST, changed

        wanted = changed(files, self.choice.since, inputs, last.inputs if last else ())
        if not wanted:
            moment = "the last run" if self.choice.since == LAST else self.choice.since
            raise NothingChangedError(f"No file has changed since {moment}; {self.output} is untouched.")
        return wanted

    def _kind(self, wanted: Sequence[RawFile]) -> str:
        """Tell in what form the dataset is written, and of which sources it is made."""
        names = sorted(file.name for file in wanted) if self.choice.since else []
        return repr((self.form.formats, self.form.excel_bom, self.choice.only, names))

    def _check_formats(self) -> None:
        """Tell of a format that is not there before hours of reading, not after."""
        if self.form.formats:
            from pipeline.export.formats import chosen

            chosen(self.form.formats)

    def _recipe(self) -> Recipe:
        opinions = (*encoders.named(), *filter(None, [second_opinion.named()]))
        return recipe(vocabulary.own_files(), " ".join([f"{self.means.time_limit:g}", *opinions]))

    @contextmanager
    def _store(self) -> Iterator[Store]:
        if self.means.cached and _writable(cache.folder()):
            yield default_store()
        else:
            with tempfile.TemporaryDirectory(prefix="tertium-") as folder:
                yield FolderStore(Path(folder))


def default_store() -> FolderStore:
    """Return the store in the cache folder."""
    return FolderStore(cache.folder() / STORE)


def _writable(folder: Path) -> bool:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError:
        return False
    return os.access(folder, os.W_OK)
