"""``tertium run --inference``: a backend that an installed package offers may lower verdicts."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.commands import ROOT, Tertium, rows

BACKEND = '''
from pipeline.verdicts.inference import Judgement

class Doubter:
    """Finds that nothing contradicts anything."""

    def judge(self, premise, hypothesis):
        return Judgement(entailment=0.5, contradiction=0.0)
'''


@pytest.fixture
def doubter(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """A package on the path that offers a backend, as pip would have installed it."""
    site = tmp_path / "site"
    (site / "doubter-1.dist-info").mkdir(parents=True)
    (site / "doubter.py").write_text(BACKEND)
    (site / "doubter-1.dist-info" / "METADATA").write_text("Name: doubter\nVersion: 1\n")
    (site / "doubter-1.dist-info" / "entry_points.txt").write_text("[tertium.inference]\ndoubter = doubter:Doubter\n")
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join(filter(None, [str(site), os.environ.get("PYTHONPATH")])))
    return "doubter"


def conflicts(output: Path) -> int:
    return sum(row["verdict"] == "conflict" for row in rows(output, "verdicts"))


def test_what_the_backend_doubts_is_no_conflict(tertium: Tertium, raw: Path, doubter: str, tmp_path: Path) -> None:
    assert tertium("run", raw, "--output", tmp_path / "plain", "-q").returncode == 0
    assert tertium("run", raw, "--output", tmp_path / "second", "-q", "--inference", doubter).returncode == 0
    assert conflicts(tmp_path / "plain") > 0
    assert conflicts(tmp_path / "second") == 0
    assert any("language inference doubts it" in row["reason"] for row in rows(tmp_path / "second", "verdicts"))
    # Without the backend the verdicts come back: what was kept with it is not taken for what is found without.
    assert tertium("run", raw, "--output", tmp_path / "second", "-q").returncode == 0
    assert conflicts(tmp_path / "second") == conflicts(tmp_path / "plain")


def test_a_backend_that_nobody_offers_is_told_before_anything_is_read(tertium: Tertium, raw: Path) -> None:
    ran = tertium("run", raw, "--inference", "oracle")
    assert (ran.returncode, ran.stdout) == (2, "")
    assert "oracle" in ran.stderr and "Traceback" not in ran.stderr


def test_a_worker_asks_the_backend_that_the_run_names(doubter: str) -> None:
    script = (
        "from pipeline.running.jobs import Knowledge; from pipeline.verdicts import second_opinion; "
        f"Knowledge(inference={doubter!r}).put_to_use(); print(type(second_opinion.in_use()).__name__)"
    )
    ran = subprocess.run([sys.executable, "-c", script], cwd=ROOT, capture_output=True, encoding="utf-8", check=True)
    assert ran.stdout.strip() == "Doubter"
