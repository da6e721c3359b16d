"""Finding and reading the raw files: the only place where sources are read."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

SUFFIXES = (".txt", ".md", ".html", ".htm", ".xhtml")
SOURCES_FILE = "sources.csv"


@dataclass(frozen=True, slots=True)
class RawFile:
    """A file to read: its path, the name to show for it, and what ``sources.csv`` says of it."""

    path: Path
    name: str
    site: str = ""
    url: str = ""


class InputError(OSError):
    """A path that was given does not exist; the message says which."""


def find_files(paths: Iterable[Path]) -> list[RawFile]:
    """Return the articles in files and folders, sorted by name.

    Args:
        paths: files, taken whatever their suffix, and folders, searched for articles; hidden files are left out.

    Raises:
        InputError: a path does not exist.
    """
    found: dict[Path, RawFile] = {}
    for path in paths:
        if not path.exists():
            raise InputError(f"{path} does not exist; give a file or a folder of articles.")
        for file in _in_folder(path) if path.is_dir() else [_single(path)]:
            found.setdefault(file.path.resolve(), file)
    return sorted(found.values(), key=lambda file: file.name)


def _single(path: Path) -> RawFile:
    site, url = _notes(path.parent).get(path.name, ("", ""))
    return RawFile(path, path.name, site, url)


def _in_folder(folder: Path) -> Iterator[RawFile]:
    notes = _notes(folder)
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        hidden = any(part.startswith(".") for part in path.relative_to(folder).parts)
        if not hidden and path.suffix.lower() in SUFFIXES and path.is_file():
            yield RawFile(path, name, *notes.get(name, ("", "")))


def _notes(folder: Path) -> dict[str, tuple[str, str]]:
    """Read ``sources.csv``: file, site and, where given, url."""
    path = folder / SOURCES_FILE
    if not path.is_file():
        return {}
    with path.open(encoding="utf-8-sig", newline="") as file:
        return {
            row["file"]: (row.get("site") or "", row.get("url") or "")
            for row in csv.DictReader(file)
            if row.get("file")
        }
