"""Copying articles into the raw folder, whole or not at all, and never over another one."""

from __future__ import annotations

import csv
import filecmp
import shutil
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from pipeline.cache import writing
from pipeline.files import SOURCES_FILE, STANDARD_INPUT, SUFFIXES, RawFile, is_article, look_through

_COLUMNS = ("file", "site", "url")


class AddError(ValueError):
    """A file cannot be added; the message says why and what to do. Nothing was copied."""


@dataclass(frozen=True, slots=True)
class Added:
    """What was copied, what stood there already with the same content, and what of a folder is no article."""

    copied: tuple[str, ...]
    known: tuple[str, ...]
    left_out: tuple[str, ...] = ()

    def __str__(self) -> str:
        """Tell it in a sentence."""
        there = f"; {', '.join(self.known)} stood there already" if self.known else ""
        out = f"; left out, as no article by their endings: {', '.join(self.left_out)}" if self.left_out else ""
        return f"Copied {', '.join(self.copied) or 'nothing'}{there}{out}."


def add(paths: Iterable[Path], raw: Path) -> Added:
    """Copy articles into the raw folder, under their names; those of a folder with the folders below it.

    What a ``sources.csv`` beside them says of them goes along.

    Args:
        paths: files and folders of articles.
        raw: the raw folder; made where it is missing.

    Raises:
        AddError: a file of another content has the name already, or a run would not read it, or there is none.
        pipeline.files.InputError: a path does not exist.
    """
    paths = tuple(paths)
    found = look_through(paths)
    files = found.files
    if not files:
        raise AddError(f"There are no articles in {', '.join(map(str, paths))}; name {', '.join(SUFFIXES)} files.")
    for file in files:
        _check(file, raw / file.name)
    same = {file.name for file in files if (raw / file.name).exists()}
    new = [file for file in files if file.name not in same]
    try:
        for file in new:
            _copy(file.path, raw / file.name)
        _note(new, raw / SOURCES_FILE)
    except OSError as error:
        raise AddError(f"{raw} cannot be written ({error.strerror}); name another folder with --raw.") from error
    return Added(tuple(file.name for file in new), tuple(sorted(same)), found.left_out)


def _check(file: RawFile, target: Path) -> None:
    if file.path == STANDARD_INPUT:
        raise AddError("The standard input has no name to be added under; write it to a file first.")
    if file.problem:
        raise AddError(f"{file.path} leads out of its folder or cannot be read; copy what it leads to.")
    if not is_article(file.name):
        raise AddError(f"A run would not read {file.name}; give it one of the endings {', '.join(SUFFIXES)}.")
    if target.exists() and not filecmp.cmp(file.path, target, shallow=False):
        raise AddError(f"{target} is there with another content; rename the new file, or remove the old one.")


def _copy(source: Path, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    with writing(target) as beside:
        shutil.copyfile(source, beside)
        beside.chmod(0o644)


def _note(files: Sequence[RawFile], path: Path) -> None:
    """Write into ``sources.csv`` what is known of files, in the columns that it has."""
    noted = [dict(zip(_COLUMNS, (file.name, file.site, file.url), strict=True)) for file in files]
    noted = [row for row in noted if row["site"] or row["url"]]
    if not noted:
        return
    columns: Sequence[str] = _COLUMNS
    rows: list[dict[str, str]] = []
    if path.is_file():
        with path.open(encoding="utf-8-sig", newline="") as file:
            reader = csv.DictReader(file)
            rows = list(reader)
            columns = list(dict.fromkeys([*(reader.fieldnames or ()), *_COLUMNS]))
    with writing(path) as beside:
        with beside.open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, columns, restval="", extrasaction="ignore")
            writer.writeheader()
            writer.writerows([*rows, *noted])
        beside.chmod(0o644)
