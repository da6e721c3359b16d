"""Writing the output folder: beside, then renamed, so that an interrupted run leaves the previous one whole."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType

from pipeline.export.csv_files import write_table
from pipeline.export.json_file import write_json
from pipeline.export.package import describe
from pipeline.export.rows import Rows
from pipeline.export.schema import SCHEMAS

_ASIDE = ".previous"


class OutputError(OSError):
    """The output folder could not be written; the message says which and what to do."""


def files_of(rows: Rows) -> Mapping[str, str]:
    """Return the files of a dataset: name to content."""
    tables = {f"{table.name}.csv": write_table(table, rows[table.name]) for table in SCHEMAS}
    return {**tables, "dataset.json": write_json(rows), "datapackage.json": describe(tables)}


def write_folder(rows: Rows, folder: Path, others: Mapping[str, str] = MappingProxyType({})) -> None:
    """Write a dataset to a folder, whole or not at all.

    Args:
        rows: the rows of every table.
        folder: where. Files of other names that stand there are kept.
        others: files beside the tables: name to content.

    Raises:
        OutputError: the folder cannot be written.
    """
    files = {**files_of(rows), **others}
    try:
        restore(folder)
        folder.parent.mkdir(parents=True, exist_ok=True)
        beside = Path(tempfile.mkdtemp(prefix=f".{folder.name}-", dir=folder.parent))
        try:
            for name, content in files.items():
                _write(beside / name, content)
            _exchange(beside, folder)
        finally:
            shutil.rmtree(beside, ignore_errors=True)
    except OSError as error:
        raise OutputError(
            f"{folder} could not be written ({error.strerror}); choose another folder with --output."
        ) from error


def restore(folder: Path) -> None:
    """Bring a folder back that a run had set aside when it was killed between two renames."""
    aside = _aside(folder)
    if aside.exists() and not folder.exists():
        aside.rename(folder)


def _write(path: Path, content: str) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def _exchange(beside: Path, folder: Path) -> None:
    aside = _aside(folder)
    if folder.exists():
        for other in folder.iterdir():
            if not (beside / other.name).exists():
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
