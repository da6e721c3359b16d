"""Finding the raw files: which of the given paths are sources, and what ``sources.csv`` says of them."""

from __future__ import annotations

import csv
import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

TEXTS = (".txt", ".md", ".markdown", ".html", ".htm", ".xhtml")
ARCHIVES = (".warc", ".wet")
DOCUMENTS = (".pdf", ".docx")
SUFFIXES = (*TEXTS, *ARCHIVES, *DOCUMENTS)
SOURCES_FILE = "sources.csv"
STANDARD_INPUT = Path("-")
_PACKED = ".gz"

# Bytes, unpacked. The longest article of this genre has 60 KB, the largest page with its scripts some 5 MB. Beyond, a
# file is a dump or an accident, and reading it costs a second and 60 MB of memory a megabyte; a user may raise it.
LIMIT = 16 * 2**20


@dataclass(frozen=True, slots=True)
class RawFile:
    """A file to read: its path, the name to show for it, and what ``sources.csv`` says of it.

    `problem` is the code of a finding where the file must not or cannot be read, with its `reason`; `limit` is how many
    bytes a source in it may have.
    """

    path: Path
    name: str
    site: str = ""
    url: str = ""
    problem: str = ""
    reason: str = ""
    limit: int = LIMIT


@dataclass(frozen=True, slots=True)
class Found:
    """The articles in files and folders, and the names of what was left out: no file, or not named like an article."""

    files: tuple[RawFile, ...]
    left_out: tuple[str, ...]


class InputError(OSError):
    """A path that was given does not exist, or ``sources.csv`` cannot be read; the message says which."""


def find_files(paths: Iterable[Path], limit: int = LIMIT) -> list[RawFile]:
    """Return the articles in files and folders, sorted by name.

    Args:
        paths: files, taken whatever their suffix; folders, searched for articles; ``-`` for the standard input. Hidden
            files are left out. Nothing outside a given folder is read: a link that leads out of it is reported.
        limit: how many bytes a source may have, unpacked.

    Raises:
        InputError: a path does not exist.
    """
    return list(look_through(paths, limit).files)


def look_through(paths: Iterable[Path], limit: int = LIMIT) -> Found:
    """Do as `find_files`, and tell what was left out of the folders, but for hidden files and ``sources.csv``."""
    found: dict[Path, RawFile] = {}
    left_out: set[str] = set()
    for path in paths:
        for file in _in(path):
            if isinstance(file, str):
                left_out.add(file)
            else:
                real = file.path if file.problem else _real(file.path) or file.path
                found.setdefault(real, replace(file, limit=limit))
    return Found(tuple(sorted(found.values(), key=lambda file: file.name)), tuple(sorted(left_out)))


def _in(path: Path) -> Iterable[RawFile | str]:
    if path == STANDARD_INPUT:
        return [RawFile(path, "stdin")]
    if not path.exists():
        raise InputError(f"{path} does not exist; give a file or a folder of articles.")
    return _in_folder(path) if path.is_dir() else [_single(path)]


def _single(path: Path) -> RawFile:
    site, url = _notes(path.parent).get(path.name, ("", ""))
    return RawFile(path, _shown(path.name), site, url)


def _in_folder(folder: Path) -> Iterator[RawFile | str]:
    """Yield the articles of a folder tree, and the names of what is none.

    Real files come before links to them, so that none is read a second time.
    """
    notes = _notes(folder)
    inside = folder.resolve()
    links: list[RawFile] = []
    for path in _walk(folder):
        if isinstance(path, RawFile):
            yield path
            continue
        name = path.relative_to(folder).as_posix()
        file = RawFile(path, _shown(name), *notes.get(name, ("", "")))
        if path.is_symlink():
            links.append(file)
        elif name != SOURCES_FILE:
            yield file if is_article(path.name) and path.is_file() else file.name
    for file in links:
        target = _real(file.path)
        if target is None or not target.is_relative_to(inside):
            yield replace(file, problem="source.outside")
        else:
            yield file if is_article(file.path.name) and target.is_file() else file.name


def is_article(name: str) -> bool:
    """Tell by its name whether a file of a folder is meant to be read."""
    return name.lower().removesuffix(_PACKED).endswith(SUFFIXES)


def _walk(folder: Path) -> Iterator[Path | RawFile]:
    """Yield files, and links to folders; a folder that cannot be listed is a file that cannot be read."""
    unlisted: list[OSError] = []
    for parent, folders, files in os.walk(folder, onerror=unlisted.append):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        linked = [name for name in folders if Path(parent, name).is_symlink()]
        for name in sorted([*files, *linked]):
            if not name.startswith("."):
                yield Path(parent, name)
    for error in unlisted:
        path = Path(error.filename)
        name = path.relative_to(folder).as_posix()
        yield RawFile(path, _shown(name), problem="source.unreadable", reason=error.strerror or "")


def _real(path: Path) -> Path | None:
    """Return where a path leads, or None for links that lead in a circle or nowhere."""
    try:
        return path.resolve(strict=True)
    except (OSError, RuntimeError):  # Python 3.11 tells a circle of links by RuntimeError
        return None


def _shown(name: str) -> str:
    """Return a name that is safe to print and to write: a line end or a lone surrogate in it is escaped."""
    if name.isprintable():
        return name
    return "".join(one if one.isprintable() else one.encode("unicode_escape").decode() for one in name)


def _notes(folder: Path) -> dict[str, tuple[str, str]]:
    """Read ``sources.csv``: file, site and, where given, url."""
    path = folder / SOURCES_FILE
    if not path.is_file() or path.is_symlink():
        return {}
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            return {
                row["file"]: (row.get("site") or "", row.get("url") or "")
                for row in csv.DictReader(file)
                if row.get("file")
            }
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise InputError(
            f"{path} cannot be read ({error}); write it as UTF-8 with the columns file, site, url."
        ) from error
