"""Which files have changed: since a date, since a commit, or since the last run into an output folder."""

from __future__ import annotations

import subprocess
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from pathlib import Path

from pipeline.files import STANDARD_INPUT, RawFile
from pipeline.running.lastrun import Inputs

LAST = "last"


class SinceError(ValueError):
    """It cannot be told what has changed; the message says why."""


def changed(files: Sequence[RawFile], when: str, inputs: Inputs, before: Inputs) -> list[RawFile]:
    """Return the files that have changed since a moment; the standard input always has.

    Args:
        files: the files of the run.
        when: ``last``, for files that the last run did not see as they are; a date or a time in ISO 8601, local where
            it names no zone, for files whose time of change is not before it; else a commit, branch or tag, for files
            that differ from it, untracked ones among them.
        inputs: what the files are now.
        before: what the last run saw; nothing where there was none.

    Raises:
        SinceError: `when` is nothing of that.
    """
    if when == LAST:
        new = {one.name for one in set(inputs) - set(before)}
        return [file for file in files if file.name in new]
    moment = _moment(when)
    if moment is not None:
        return [file for file in files if _is_piped(file) or _time_of_change(file) >= moment]
    touched = {path for folder in _folders(files) for path in _differing(folder, when)}
    return [file for file in files if _is_piped(file) or file.path.resolve() in touched]


def _moment(when: str) -> float | None:
    try:
        return datetime.fromisoformat(when).timestamp()
    except ValueError:
        return None


def _is_piped(file: RawFile) -> bool:
    return file.path == STANDARD_INPUT


def _time_of_change(file: RawFile) -> float:
    try:
        return file.path.stat().st_mtime
    except OSError:  # the run itself tells that it cannot be read
        return float("inf")


def _folders(files: Iterable[RawFile]) -> list[Path]:
    """Return the folders of files without those inside another, for git lists a folder with all that is below it."""
    folders = {file.path.resolve().parent for file in files if not _is_piped(file)}
    return sorted(folder for folder in folders if not folders & set(folder.parents))


def _differing(folder: Path, commit: str) -> Iterator[Path]:
    top = Path(_git(folder, commit, "rev-parse", "--show-toplevel").rstrip("\n"))
    known = _git(folder, commit, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{commit}^{{commit}}").strip()
    for listed in (
        _git(folder, commit, "diff", "--name-only", "--no-ext-diff", "-z", known, "--", "."),
        _git(folder, commit, "ls-files", "--others", "--full-name", "-z", "--", "."),
    ):
        yield from (top / name for name in listed.split("\0") if name)


def _git(folder: Path, commit: str, *arguments: str) -> str:
    command = ["git", "-c", "core.fsmonitor=false", "-C", str(folder), *arguments]
    try:
        ran = subprocess.run(command, capture_output=True, check=True, encoding="utf-8", errors="surrogateescape")
    except (OSError, subprocess.CalledProcessError) as error:
        raise SinceError(
            f"{commit} is no date such as 2026-11-01, not “{LAST}”, and no commit that git knows in {folder}."
        ) from error
    return ran.stdout
