"""Runs over a copy of the given articles, for tests of what is kept and of what goes wrong."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from pipeline.files import find_files
from pipeline.running.session import Choice, Form, Means, Outcome, Session

RAW = Path(__file__).parent.parent / "raw"
NB = "bpo-call-center-differkinome.txt"
TR = "bpo-cagri-merkezi-removalsclassifieds.txt"
THIRD = "Difference between tea and coffee\n\nTea is a drink. Coffee is a drink, whereas tea is brewed.\n"


def run(raw: Path, choice: Choice | None = None, form: Form | None = None, **means: object) -> Outcome:
    """Run over a folder into the one called output beside it."""
    session = Session(raw.parent / "output", form or Form(), replace(Means(), **means))  # type: ignore[arg-type]
    return replace(session, choice=choice or Choice()).run(find_files([raw]))


def content(folder: Path) -> dict[str, bytes]:
    """Return the files of a dataset."""
    paths = {path.relative_to(folder).as_posix(): path for path in folder.rglob("*") if path.is_file()}
    return {name: path.read_bytes() for name, path in paths.items()}


def from_nothing(raw: Path, form: Form | None = None) -> dict[str, bytes]:
    """Return what a run without a cache makes of a folder."""
    output = raw.parent / "fresh"
    Session(output, form or Form(), Means(cached=False)).run(find_files([raw]))
    return content(output)
