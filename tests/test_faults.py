"""What goes wrong outside of us: whatever dies or runs full, the output stays whole and the next run completes."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from pipeline.export.folder import OutputError
from pipeline.export.formats import NAMES
from pipeline.files import find_files
from pipeline.running.session import Form, Session
from tests.runs import THIRD, content, from_nothing, run

linux_only = pytest.mark.skipif(sys.platform != "linux", reason="how disks are mounted")

_DYING_WRITER = """
import os, signal, sys
from dataclasses import replace
from pipeline import cli
from pipeline.export import formats
def dying(contents, folder):
    (folder / "half").write_text("half")
    os.kill(os.getpid(), signal.SIGKILL)
formats.FORMATS = tuple(
    replace(one, writers=(*one.writers[:-1], dying)) if one.name == {name!r} else one for one in formats.FORMATS
)
sys.argv[0] = "tertium"
cli.main()
"""


@pytest.mark.parametrize("name", NAMES)
def test_a_run_killed_while_it_writes_a_format_leaves_the_output_whole(raw: Path, name: str) -> None:
    output = raw.parent / "output"
    run(raw)
    before = content(output)
    (raw / "third.txt").write_text(THIRD, encoding="utf-8")
    command = [sys.executable, "-c", _DYING_WRITER.format(name=name), "run", str(raw), "--output", str(output), "-q"]
    assert subprocess.run(command, check=False, timeout=60).returncode == -9
    assert content(output) == before
    run(raw)
    assert content(output) == from_nothing(raw)


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """Mount a disk of 300 KB, smaller than the dataset."""
    place = tmp_path / "disk"
    place.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=300k", "tmpfs", str(place)], check=False, capture_output=True
    )
    if mounted.returncode:
        pytest.skip("only root may mount a disk")
    yield place
    subprocess.run(["umount", str(place)], check=True)


@linux_only
def test_a_disk_that_is_full_is_told_and_keeps_what_stood_there(raw: Path, small_disk: Path) -> None:
    output = small_disk / "output"
    Session(output, form=Form(("skos",))).run(find_files([raw]))
    before = content(output)
    with pytest.raises(OutputError, match="No space left on device"):
        Session(output).run(find_files([raw]))
    assert content(output) == before
    assert [path.name for path in small_disk.iterdir()] == ["output"]


@linux_only
def test_an_output_on_a_disk_that_is_read_only_is_told(raw: Path, small_disk: Path) -> None:
    subprocess.run(["mount", "-o", "remount,ro", str(small_disk)], check=True)
    with pytest.raises(OutputError, match=r"Read-only file system.*choose another folder"):
        Session(small_disk / "output").run(find_files([raw]))
