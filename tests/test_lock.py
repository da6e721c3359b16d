"""One run at a time writes to an output; another is told so, whatever its cache."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from pipeline.running import lock as lock_module
from pipeline.running.lock import LockedError, locked
from tests.runs import run


def test_two_runs_on_one_output_are_told_apart(raw: Path) -> None:
    with locked(raw.parent / "output"), pytest.raises(LockedError, match="Another run is writing to"):
        run(raw)
    run(raw)


def test_two_runs_on_one_output_meet_whatever_their_caches(raw: Path) -> None:
    output = raw.parent / "output"
    command = [sys.executable, "-m", "pipeline", "run", str(raw), "--output", str(output), "-q"]
    environment = {**os.environ, "TERTIUM_CACHE": str(raw.parent / "another cache")}
    with locked(output):
        ran = subprocess.run(command, env=environment, capture_output=True, encoding="utf-8", check=False, timeout=60)
    assert (ran.returncode, "Another run is writing to" in ran.stderr) == (2, True)
    assert not output.exists()
    assert not list(raw.parent.glob(".output*"))


def test_a_lock_that_its_holder_has_just_removed_holds_nothing(raw: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    output, lock = raw.parent / "output", raw.parent / ".output.lock"
    system, taken = lock_module._lock, []

    def late(descriptor: int) -> None:
        if not taken:
            lock.unlink()  # its holder ends between our opening and our locking
        taken.append(descriptor)
        system(descriptor)

    monkeypatch.setattr(lock_module, "_lock", late)
    with locked(output):
        monkeypatch.undo()
        with pytest.raises(LockedError), locked(output):
            pass
    assert len(taken) == 2
