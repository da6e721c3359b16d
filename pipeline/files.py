"""Finding the raw files: which of the given paths are sources, and what ``sources.csv`` says of them."""

from __future__ import annotations

import csv
import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from operator import attrgetter
from pathlib import Path

TEXTS = (".txt", ".md", ".markdown", ".html", ".htm", ".xhtml", ".mhtml", ".mht")
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


def look_through(paths: Iterable[Path], limit: int = LIMIT, output: Path | None = None) -> Found:
    """Do as `find_files`, and tell what was left out of the folders, but for hidden files and ``sources.csv``.

    An output that stands in a given folder is passed over, or its report would be an article of the next run.
    """
    apart = output.resolve() if output else None
    found: dict[str, RawFile] = {}
    left_out: set[str] = set()
    for path in paths:
        for place, file in _in(path, limit, apart):
            if file is None:
                left_out.add(place)
            else:
                found.setdefault(place, file)
    return Found(tuple(sorted(found.values(), key=lambda file: file.name)), tuple(sorted(left_out)))


def is_raw(folder: Path, paths: Iterable[Path]) -> bool:
    """Tell whether a folder is one of raw files, whose ``sources.csv`` a dataset in it would replace."""
    given = (path for path in paths if path != STANDARD_INPUT)
    return folder.resolve() in {(path if path.is_dir() else path.parent).resolve() for path in given}


def _in(path: Path, limit: int, apart: Path | None) -> Iterable[tuple[str, RawFile | None]]:
    """Return the files of a path, each after the path where its bytes really lie; a name alone is left out."""
    if path == STANDARD_INPUT:
        return [(str(path), RawFile(path, "stdin", limit=limit))]
    if not path.exists():
        raise InputError(f"{path} does not exist; give a file or a folder of articles.")
    return _in_folder(path, limit, apart) if path.is_dir() else [_single(path, limit)]


def _single(path: Path, limit: int) -> tuple[str, RawFile]:
    site, url = _notes(path.parent).get(path.name, ("", ""))
    return str(_real(path) or path), RawFile(path, _shown(path.name), site, url, limit=limit)


def _in_folder(folder: Path, limit: int, apart: Path | None) -> Iterator[tuple[str, RawFile | None]]:
    """Yield the articles of a folder tree, and the names of what is none.

    Real files come before links to them, so that none is read a second time.
    """
    notes = _notes(folder)
    inside = folder.resolve()
    links: list[RawFile] = []
    passed_over = apart.relative_to(inside).as_posix() if apart and apart.is_relative_to(inside) else ""
    for entry, name in _walk(folder, passed_over):
        if isinstance(entry, OSError):
            path = Path(entry.filename)
            yield str(path), RawFile(path, _shown(name), "", "", "source.unreadable", entry.strerror or "", limit)
            continue
        file = RawFile(Path(entry.path), _shown(name), *notes.get(name, ("", "")), limit=limit)
        if entry.is_symlink():
            links.append(file)
        elif is_article(entry.name) and entry.is_file():
            # Nothing below the folder is a link on the way to it: to resolve each path would take half of a run with
            # nothing to do.
            yield f"{inside}{entry.path[len(str(folder)) :]}", file
        elif name != SOURCES_FILE:
            yield file.name, None
    for file in links:
        target = _real(file.path)
        if target is None or not target.is_relative_to(inside):
            yield str(file.path), replace(file, problem="source.outside")
        elif is_article(file.path.name) and target.is_file():
            yield str(target), file
        else:
            yield file.name, None


def is_article(name: str) -> bool:
    """Tell by its name whether a file of a folder is meant to be read."""
    return name.lower().removesuffix(_PACKED).endswith(SUFFIXES)


def _walk(folder: Path, apart: str) -> Iterator[tuple[os.DirEntry[str] | OSError, str]]:
    """Yield what is in a folder tree, links to folders too, each with its name below the folder.

    Hidden entries and what is called `apart` are passed over; a folder that cannot be listed is an error and its name.
    """
    waiting = [(str(folder), "")]
    while waiting:
        place, below = waiting.pop()
        try:
            with os.scandir(place) as listed:
                entries = sorted(listed, key=attrgetter("name"))
        except OSError as error:
            yield error, below.removesuffix("/") or "."
            continue
        for entry in entries:
            if entry.name.startswith(".") or below + entry.name == apart:
                continue
            if entry.is_dir(follow_symlinks=False):
                waiting.append((entry.path, f"{below}{entry.name}/"))
            else:
                yield entry, below + entry.name


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
