"""What the last run into an output folder saw and wrote: so that a run with nothing to do does nothing."""

from __future__ import annotations

import time
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.files import RawFile
from pipeline.running.recipe import Recipe, content_of, digest, recipe
from pipeline.running.store import Store
from pipeline.running.summary import Summary

if TYPE_CHECKING:
    from pipeline.running.jobs import Known

RUNS, KNOWN = "runs", "known"  # kinds of entries in the store
_TYPED = ("lastrun.py", "recipe.py", "summary.py")  # where the types of what is remembered stand
_TICK = 2_000_000_000  # nanoseconds: no file system in use counts time in coarser steps (FAT)


@dataclass(frozen=True, slots=True)
class Input:
    """A raw file: the hash of its bytes, and of them with what ``sources.csv`` says; "" for what is read only once."""

    name: str
    content: str
    origin: str


Inputs = tuple[Input, ...]


@dataclass(frozen=True, slots=True)
class Seen:
    """The raw files, and the states by which those can be known again that do not change any more."""

    inputs: Inputs
    settled: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Written:
    """A file of the output as it was when the run ended: when its bytes changed, and when anything of it did."""

    name: str
    size: int
    changed: int  # nanoseconds
    touched: int  # nanoseconds; a date put back does not put this back


@dataclass(frozen=True, slots=True)
class LastRun:
    """What a run saw and wrote.

    `inputs` are the name and the hash of each raw file with what ``sources.csv`` says of it, of those that it was not
    to read, too; `kind` tells in which formats it wrote which of them; `summary` is what it told; `settled` are the
    states by which the next run knows files again without reading them.
    """

    recipe: Recipe
    inputs: Inputs
    kind: str
    written: tuple[Written, ...]
    summary: Summary
    settled: Mapping[str, str] = field(default_factory=dict)


def recall(store: Store, output: Path) -> LastRun | None:
    """Return what the last run into an output folder left, or None."""
    last: LastRun | None = store.get(RUNS, _key(output))
    return last


def remember(store: Store, output: Path, last: LastRun) -> None:
    """Keep what a run left."""
    store.put(RUNS, _key(output), last)


def recall_known(store: Store, output: Path) -> Known | None:
    """Return what the last run into an output folder had at hand, or None."""
    known: Known | None = store.get(KNOWN, digest(recipe().program, _key(output)))
    return known


def remember_known(store: Store, output: Path, known: Known) -> None:
    """Keep what a run had at hand."""
    store.put(KNOWN, digest(recipe().program, _key(output)), known)


def look_at(files: Iterable[RawFile], last: LastRun | None = None) -> Seen:
    """Return each file with its hashes.

    A file that was changed shortly before it is looked at may be changed again within one tick of the clock, and keep
    its size: its state proves nothing. Git has the same case, and the same answer ("racy git"). With a clock that was
    put back files seem to come from the future, and prove nothing either.

    Args:
        files: the raw files.
        last: the last run; what it knew of files that are in the state in which it saw them is not found out again.
    """
    now = time.time_ns()
    known = {one.name: one.content for one in last.inputs if one.name in last.settled} if last else {}
    found: list[Input] = []
    settled: dict[str, str] = {}
    for file in sorted(files, key=lambda file: file.name):
        state, changed = state_of(file)  # before its content: a change in between gives a state that is not this one
        content = known[file.name] if last and state and last.settled.get(file.name) == state else content_of(file)
        found.append(
            Input(file.name, content, content and digest(content, file.site, file.url, file.problem, file.limit))
        )
        if state and content and changed + _TICK < now:
            settled[file.name] = state
    return Seen(tuple(found), settled)


def state_of(file: RawFile) -> tuple[str, int]:
    """Return a file's device and number, its size, and when its bytes and its state changed; "" if it is gone.

    With it comes the later of these times, in nanoseconds.
    """
    try:
        state = file.path.stat()
    except OSError:
        return "", 0
    told = f"{state.st_dev} {state.st_ino} {state.st_size} {state.st_mtime_ns} {state.st_ctime_ns}"
    return told, max(state.st_mtime_ns, state.st_ctime_ns)


def written_to(output: Path) -> tuple[Written, ...]:
    """Return the state of the files of an output folder."""
    paths = sorted(path for path in output.rglob("*") if path.is_file())
    states = ((path.relative_to(output).as_posix(), path.stat()) for path in paths)
    return tuple(Written(name, state.st_size, state.st_mtime_ns, state.st_ctime_ns) for name, state in states)


def holds(last: LastRun, now: Recipe, inputs: Inputs, kind: str, output: Path) -> bool:
    """Tell whether a run would do again what the last one did, and its output still stands."""
    return (
        last.recipe == now
        and last.inputs == inputs
        and last.kind == kind
        and all(one.content for one in inputs)
        and set(last.written) <= set(written_to(output))
    )


def _key(output: Path) -> str:
    """Name what is remembered of an output; a program whose types are others forgets, for it could not read it."""
    return digest(output.resolve(), *((Path(__file__).parent / name).read_bytes() for name in _TYPED))
