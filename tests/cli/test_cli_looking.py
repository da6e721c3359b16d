"""Commands that look at a dataset or bring it up to date: explain, add, diff, eval."""

from __future__ import annotations

import json
import os
import subprocess
from pathlib import Path

from pipeline import cli
from tests.cli.commands import NB, PATIENCE, PEACEFUL, TERTIUM, TR, Tertium, rows


def test_explain_shows_a_verdict_with_its_passages(tertium: Tertium, raw: Path, output: Path) -> None:
    verdict = next(row for row in rows(output, "verdicts") if row["verdict"] == "conflict" and row["scope"] == "cross")
    ran = tertium("explain", verdict["verdict_id"])
    assert (ran.returncode, ran.stderr) == (0, "")
    assert ran.stdout.startswith("verdicts: a row made by the stage consistency\n")
    assert f"Rule: {verdict['rule']}: {verdict['reason']}" in ran.stdout
    assert f"{NB} [" in ran.stdout and f"{TR} [" in ran.stdout
    quotes = {row["statement_id"]: row["quote"] for row in rows(output, "statements")}
    for statement in verdict["statement_ids"].split("|"):
        assert f"»{' '.join(quotes[statement].split())}«" in ran.stdout


def test_explain_reads_the_dataset_that_a_killed_run_set_aside(tertium: Tertium, raw: Path, output: Path) -> None:
    assert tertium("run", raw, "-q").returncode == 0
    output.rename(output.parent / ".output.previous")
    ran = tertium("explain", "outsourcing:nearshore", "--raw", raw)
    assert (ran.returncode, ran.stdout.splitlines()[0]) == (0, "concepts: a row made by the stage concepts")


def test_explain_takes_another_dataset_and_other_articles(tertium: Tertium, tmp_path: Path) -> None:
    (tmp_path / "articles").mkdir()
    (tmp_path / "articles" / "a.txt").write_text(PEACEFUL, encoding="utf-8")
    tertium("run", "articles", "--output", "out", "-q")
    block = rows(tmp_path / "out", "blocks")[0]["block_id"]
    ran = tertium("explain", block, "--dataset", "out", "--raw", "articles")
    assert ran.returncode == 0
    assert "  … »Difference between tea and coffee« Tea is a drink" in ran.stdout


CLAIM = (
    "Difference between BPO and call center\n\nA call center is local.\n\nTypes of BPO\n\n- Solar BPO\n- Lunar BPO\n"
)


def test_add_copies_runs_and_shows_what_changed(tertium: Tertium, raw: Path, tmp_path: Path) -> None:
    tertium("run", "--formats", "csv", "-q")
    (tmp_path / "claim.txt").write_text(CLAIM, encoding="utf-8")
    ran = tertium("add", "claim.txt", "--formats", "csv")
    assert (ran.returncode, ran.stderr) == (0, "")
    assert (raw / "claim.txt").read_text(encoding="utf-8") == CLAIM
    lines = ran.stdout.splitlines()
    assert lines[:2] == ["Copied claim.txt.", "Read 3 sources: 3 compared, 0 quarantined."]
    assert "sources: 1 added, 0 removed, 0 changed" in lines[lines.index("What changed:") :]
    assert lines[lines.index("New concepts:") + 1].startswith("  - Lunar BPO (")
    again = json.loads(tertium("add", "claim.txt", "--formats", "csv", "--json").stdout)
    assert (again["copied"], again["known"], again["summary"]["unchanged"]) == ([], ["claim.txt"], True)
    assert not any(table["added"] for table in again["changes"]["tables"])


def test_diff_shows_what_is_in_one_dataset_only(tertium: Tertium, raw: Path, tmp_path: Path) -> None:
    tertium("run", "--formats", "csv", "-q")
    tertium("run", raw / NB, "--formats", "json", "--output", "less", "-q")
    assert tertium("diff", "output", "output").stdout == "Nothing differs.\n"
    lines = tertium("diff", "less", "output").stdout.splitlines()
    assert lines[0] == "sources: 1 added, 0 removed, 0 changed"
    told = json.loads(tertium("diff", "output", "less", "--json").stdout)
    gone = next(table["removed"] for table in told["tables"] if table["table"] == "sources")
    assert gone == [[row["source_id"]] for row in rows(tmp_path / "output", "sources") if row["path"] == TR]


def test_completion_is_for_the_shell_that_is_asked_for(tertium: Tertium) -> None:
    ran = subprocess.run(
        [str(TERTIUM)],
        env={**os.environ, "_TERTIUM_COMPLETE": "complete_bash", "COMP_WORDS": "tertium re", "COMP_CWORD": "1"},
        capture_output=True,
        encoding="utf-8",
        timeout=PATIENCE,
        check=False,
    )
    assert ran.stdout.split() == ["review"]


def test_eval_scores_the_dataset(tertium: Tertium, output: Path, gold: Path) -> None:
    ran = tertium("eval", gold, "--dataset", output)
    assert (ran.returncode, ran.stderr) == (0, "")
    lines = ran.stdout.splitlines()
    assert all(line.startswith("ok ") for line in lines)
    assert next(line.split()[-2:] for line in lines if "table cells" in line) == ["18/18", "1.000"]


def test_eval_leaves_with_1_where_a_floor_is_not_reached(
    tertium: Tertium, raw: Path, tmp_path: Path, gold: Path
) -> None:
    (raw / TR).unlink()
    tertium("run", "-q")
    ran = tertium("eval", gold)
    assert ran.returncode == cli.STRICT
    low = [line for line in ran.stdout.splitlines() if line.startswith("LOW")]
    assert any("table cells" in line for line in low)
