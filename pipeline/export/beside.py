"""The folder beside an output in which a run writes before it renames, and what killed runs have left of such."""

from __future__ import annotations

import re
import shutil
import tempfile
from pathlib import Path

_MADE = "[a-z0-9_]{8}"  # what tempfile puts behind a prefix


def make_beside(output: Path) -> Path:
    """Make an empty folder beside an output."""
    return Path(tempfile.mkdtemp(prefix=_prefix(output), dir=output.parent))


def sweep(output: Path) -> None:
    """Remove what killed runs have left beside an output; for the run that holds its lock."""
    made = re.compile(re.escape(_prefix(output)) + _MADE)
    for folder in output.parent.glob(".*"):
        if made.fullmatch(folder.name) and folder.is_dir() and not folder.is_symlink():
            shutil.rmtree(folder, ignore_errors=True)


def _prefix(output: Path) -> str:
    return f".{output.name}-"
