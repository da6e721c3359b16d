"""A folder with the given articles and the dataset of an earlier run, and the command run in it."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from tests.cli.commands import PATIENCE, RAW, ROOT, TERTIUM, Ran, Tertium


@pytest.fixture
def tertium(tmp_path: Path) -> Tertium:
    """Run the command in a folder of its own."""

    def _tertium(*arguments: str | Path) -> Ran:
        command = [str(TERTIUM), *map(str, arguments)]
        return subprocess.run(
            command, cwd=tmp_path, capture_output=True, encoding="utf-8", timeout=PATIENCE, check=False
        )

    return _tertium


@pytest.fixture
def raw(tmp_path: Path) -> Path:
    return Path(shutil.copytree(RAW, tmp_path / "raw"))


@pytest.fixture
def output(tmp_path: Path) -> Path:
    """An output folder of an earlier run, with files of the user's beside it."""
    folder = Path(shutil.copytree(ROOT / "output", tmp_path / "output"))
    (folder / "notes.md").write_text("mine", encoding="utf-8")
    (folder / "plots").mkdir()
    (folder / "plots" / "one.svg").write_bytes(b"<svg/>")
    return folder
