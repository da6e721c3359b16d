"""Writing the output folder: beside, then renamed, so that an interrupted run leaves the previous one whole."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterable
from pathlib import Path

from pipeline.export.beside import make_beside
from pipeline.export.contents import Contents
from pipeline.export.formats import FORMATS, NAMES, Format, chosen

_ASIDE = ".previous"


class OutputError(OSError):
    """The output folder could not be written; the message says which and what to do."""


def write_folder(contents: Contents, folder: Path, formats: Iterable[str] = NAMES) -> None:
    """Write a dataset to a folder, whole or not at all.

    Args:
        contents: what is written.
        folder: where. Files of other names that stand there are kept; those of formats that are not wanted this time
            go, for they would tell of another run.
        formats: names of formats.

    Raises:
        OutputError: the folder cannot be written.
        pipeline.export.formats.FormatError: there is no such format.
    """
    wanted = chosen(formats)
    try:
        restore(folder)
        folder.parent.mkdir(parents=True, exist_ok=True)
        beside = make_beside(folder)
        try:
            write_files(contents, beside, wanted)
            _exchange(beside, folder)
        finally:
            shutil.rmtree(beside, ignore_errors=True)
    except OSError as error:
        raise OutputError(
            f"{folder} could not be written ({error.strerror}); choose another folder with --output."
        ) from error


def write_files(contents: Contents, folder: Path, formats: Iterable[Format] = FORMATS) -> None:
    """Write the files of formats to a folder that is there and has none of them."""
    for one in formats:
        for write in one.writers:
            write(contents, folder)
        for name in one.files:
            _keep(folder / name)


def restore(folder: Path) -> None:
    """Bring a folder back that a run had set aside when it was killed between two renames."""
    aside = _aside(folder)
    if aside.exists() and not folder.exists():
        aside.rename(folder)


def standing(folder: Path) -> Path:
    """Return where the dataset of a folder stands: there, or set aside by a run that was killed between two renames.

    Nothing is renamed, for the run may be alive and about to.
    """
    aside = _aside(folder)
    return aside if aside.exists() and not folder.exists() else folder


def _keep(path: Path) -> None:
    """See to it that a file is on the disk before its folder is renamed."""
    with path.open("rb") as file:
        os.fsync(file.fileno())


def _exchange(beside: Path, folder: Path) -> None:
    aside = _aside(folder)
    if folder.exists():
        ours = {Path(name).parts[0] for one in FORMATS for name in one.files}
        for other in folder.iterdir():
            if other.name not in ours:
                (shutil.copytree if other.is_dir() else shutil.copy2)(other, beside / other.name)
        shutil.rmtree(aside, ignore_errors=True)
        beside.chmod(folder.stat().st_mode)
        folder.rename(aside)
    else:
        beside.chmod(0o755)
    beside.rename(folder)
    shutil.rmtree(aside, ignore_errors=True)


def _aside(folder: Path) -> Path:
    return folder.parent / f".{folder.name}{_ASIDE}"
