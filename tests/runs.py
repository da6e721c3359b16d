"""Runs over a copy of the given articles, for tests of what is kept and of what goes wrong."""

from __future__ import annotations

from pathlib import Path

from pipeline.export.formats import FORMATS
from pipeline.files import find_files
from pipeline.running.session import Means, Outcome, Session

UNREPEATABLE = {name for one in FORMATS if not one.repeatable for name in one.files}
THIRD = "Difference between tea and coffee\n\nTea is a drink. Coffee is a drink, whereas tea is brewed.\n"


def run(raw: Path) -> Outcome:
    """Run over a folder into the one called output beside it."""
    return Session(raw.parent / "output").run(find_files([raw]))


def content(folder: Path) -> dict[str, bytes]:
    """Return the files of a dataset but for those whose bytes never repeat."""
    paths = {path.relative_to(folder).as_posix(): path for path in folder.rglob("*") if path.is_file()}
    return {name: path.read_bytes() for name, path in paths.items() if name not in UNREPEATABLE}


def from_nothing(raw: Path) -> dict[str, bytes]:
    """Return what a run without a cache makes of a folder."""
    output = raw.parent / "fresh"
    Session(output, means=Means(cached=False)).run(find_files([raw]))
    return content(output)
