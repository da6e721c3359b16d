"""A run that is interrupted or killed: the output before it stays whole, and the next run completes."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from pipeline import cli
from pipeline.export.formats import FORMATS
from tests.cli.commands import PATIENCE, TERTIUM, Tertium, contents


def opened(pipe: Path) -> int:
    """Open a pipe for writing, which waits until somebody reads from it; fail where nobody does."""
    opening = ThreadPoolExecutor().submit(os.open, pipe, os.O_WRONLY)
    try:
        return opening.result(PATIENCE)
    finally:
        os.close(os.open(pipe, os.O_RDONLY | os.O_NONBLOCK))  # lets the thread go


@pytest.fixture
def waiting(raw: Path, output: Path, tmp_path: Path) -> Iterator[subprocess.Popen[str]]:
    """A run that has read one article and waits in the middle of the next, which is a pipe that nobody fills."""
    pipe = tmp_path / "zz-pipe"
    os.mkfifo(pipe)
    command = [str(TERTIUM), "run", str(raw), str(pipe), "--output", str(output)]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, encoding="utf-8")
    writer = opened(pipe)  # waits until the run opens the other end
    yield process
    os.close(writer)
    process.kill()
    process.communicate(timeout=PATIENCE)


def test_an_interrupted_run_leaves_the_output_as_it_was(
    waiting: subprocess.Popen[str], output: Path, tmp_path: Path
) -> None:
    before = contents(output)
    waiting.send_signal(signal.SIGINT)
    told, error = waiting.communicate(timeout=PATIENCE)
    assert (waiting.returncode, told) == (cli.INTERRUPTED, "")
    assert error.strip() == "Interrupted; the previous output is untouched."
    assert contents(output) == before
    assert sorted(path.name for path in tmp_path.iterdir()) == ["output", "raw", "zz-pipe"]  # and no lock


def test_a_killed_run_leaves_the_output_as_it_was(waiting: subprocess.Popen[str], output: Path) -> None:
    before = contents(output)
    waiting.kill()
    assert waiting.wait(timeout=PATIENCE) == -signal.SIGKILL
    assert contents(output) == before


_KILLED_AT = """
import os, pathlib, signal, sys
from pipeline import cli
names, kept = iter(range(1000)), {kept!r}
original = getattr({where}, kept)
def dying(*arguments, **settings):
    if next(names) == {calls}:
        os.kill(os.getpid(), signal.SIGKILL)
    return original(*arguments, **settings)
setattr({where}, kept, dying)
sys.argv[0] = "tertium"
cli.main()
"""


@pytest.mark.parametrize(
    ("where", "kept", "calls"),
    [
        pytest.param("os", "fsync", 0, id="in the first file"),
        pytest.param("os", "fsync", sum(len(one.files) for one in FORMATS) - 1, id="in the last file"),
        pytest.param("pathlib.Path", "rename", 0, id="before the old folder is set aside"),
        pytest.param("pathlib.Path", "rename", 1, id="between the two renames"),
    ],
)
def test_a_run_killed_while_it_writes_loses_nothing(
    tertium: Tertium, raw: Path, output: Path, where: str, kept: str, calls: int
) -> None:
    old = {"verdicts.csv": b"old", "notes.md": b"mine", "plots/one.svg": b"<svg/>"}
    (output / "verdicts.csv").write_bytes(old["verdicts.csv"])
    before = contents(output)
    script = _KILLED_AT.format(where=where, kept=kept, calls=calls)
    command = [sys.executable, "-c", script, "run", str(raw), "--output", str(output), "-q"]
    assert subprocess.run(command, timeout=PATIENCE, check=False).returncode == -signal.SIGKILL
    assert contents(output if output.exists() else output.parent / ".output.previous") == before
    assert tertium("run", raw, "-q").returncode == 0
    after = contents(output)
    assert after["verdicts.csv"] != old["verdicts.csv"]
    assert {name: after[name] for name in ("notes.md", "plots/one.svg")} == {
        name: old[name] for name in ("notes.md", "plots/one.svg")
    }
