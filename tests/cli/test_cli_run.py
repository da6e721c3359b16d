"""What a run prints, in which formats it writes, and what it leaves alone."""

from __future__ import annotations

import json
import os
import pty
import subprocess
import sys
from pathlib import Path

import pytest

from pipeline import cli
from pipeline.cli.progress import progress_of
from pipeline.export.formats import FORMATS, NAMES
from pipeline.running.progress import Phase, Step
from tests.cli.commands import NB, PATIENCE, PEACEFUL, TERTIUM, TR, Tertium, rows


@pytest.mark.parametrize("arguments", [(), ("--help",)], ids=["nothing", "--help"])
def test_help_lists_the_commands(tertium: Tertium, arguments: tuple[str, ...]) -> None:
    ran = tertium(*arguments)
    for command in ("run", "add", "explain", "diff", "review", "eval", "serve", "languages", "cache"):
        assert f" {command} " in ran.stdout
    assert "prepare" not in ran.stdout  # for the installation only
    assert ran.stderr.strip() == ""
    assert ran.returncode == (0 if arguments else cli.USAGE)


@pytest.mark.parametrize(
    ("command", "told"),
    [("run", "--strict"), ("add", "--raw"), ("explain", "--dataset"), ("diff", "--json"), ("serve", "--no-open")],
)
def test_each_command_has_help(tertium: Tertium, command: str, told: str) -> None:
    ran = tertium(command, "--help")
    assert ran.returncode == 0
    assert told in ran.stdout


def test_a_run_without_arguments_reads_raw_and_writes_output(tertium: Tertium, raw: Path, tmp_path: Path) -> None:
    ran = tertium("run")
    assert (ran.returncode, ran.stderr) == (0, "")
    lines = ran.stdout.splitlines()
    assert lines[0] == "Read 2 sources: 2 compared, 0 quarantined."
    assert lines[1].split() == [TR, "[tr", "1.00]", "BPO", "and", "Çağrı", "Merkezi"]
    assert lines[-1] == f"Written to output as {', '.join(NAMES)}."
    assert [line for line in lines if line.startswith("  - hard conflict")]
    written = {Path(name).parts[0] for one in FORMATS for name in one.files}
    assert {path.name for path in (tmp_path / "output").iterdir()} == written
    assert sorted(path.name for path in tmp_path.iterdir()) == ["output", "raw"]


def test_the_numbers_of_the_summary_are_those_of_the_tables(tertium: Tertium, raw: Path, tmp_path: Path) -> None:
    told = next(line for line in tertium("run").stdout.splitlines() if line.startswith("Found "))
    for part in told.removeprefix("Found ").rstrip(".").split(", "):
        number, name = part.split(" ", 1)
        assert len(rows(tmp_path / "output", name.replace(" ", "_"))) == int(number)


def test_a_concept_of_several_sources_is_one_that_the_vocabulary_lacks(tertium: Tertium, tmp_path: Path) -> None:
    for name in ("a.txt", "b.txt", "c.txt"):
        (tmp_path / name).write_text(f"{PEACEFUL}\nTypes of tea\n\n- green tea\n- {name}\n", encoding="utf-8")
    told = tertium("run", tmp_path, "--formats", "csv").stdout
    lacking = [row for row in rows(tmp_path / "output", "concepts") if row["defined_by"] == "source"]
    assert f"  - {len(lacking)} concepts that the vocabulary lacks" in told


def test_files_of_a_folder_that_are_not_read_are_told(tertium: Tertium, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(PEACEFUL, encoding="utf-8")
    for name in ("notes", "slides.pptx", "style.css", "table.ods"):
        (tmp_path / name).write_text(PEACEFUL, encoding="utf-8")
    ran = tertium("run", tmp_path, "--formats", "csv", "--json")
    assert ran.stderr.startswith(
        "Left out: notes, slides.pptx, style.css and 1 more. In a folder, files that end in .txt"
    )
    assert json.loads(ran.stdout)["rows"]["blocks"] > 0


def test_an_output_within_the_raw_folder_is_not_read(tertium: Tertium, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(PEACEFUL, encoding="utf-8")
    first, again = tertium("run", "."), tertium("run", ".", "--no-cache")
    assert first.stdout.startswith("Read 1 source: 1 compared")
    assert (again.stdout, again.stderr) == (first.stdout, "")


def test_the_raw_folder_is_never_the_output(tertium: Tertium, raw: Path) -> None:
    known = (raw / "sources.csv").read_bytes()
    for given in (raw, raw / NB):
        ran = tertium("run", given, "--output", raw)
        assert ran.returncode == cli.USAGE
        assert "name another folder with --output" in ran.stderr
    assert (raw / "sources.csv").read_bytes() == known


def test_quiet_prints_nothing(tertium: Tertium, raw: Path, tmp_path: Path) -> None:
    ran = tertium("run", raw, "--output", "out", "--quiet")
    assert (ran.returncode, ran.stdout, ran.stderr) == (0, "", "")
    assert (tmp_path / "out" / "dataset.json").is_file()


def test_json_is_one_object_that_tells_what_the_tables_hold(tertium: Tertium, raw: Path, tmp_path: Path) -> None:
    (raw / "empty.txt").write_bytes(b"")
    ran, again = tertium("run", "--json"), tertium("run", "--json")
    told = json.loads(ran.stdout)
    assert (ran.returncode, ran.stderr, told["unchanged"]) == (0, "", False)
    assert told["rows"]["verdicts"] == len(rows(tmp_path / "output", "verdicts"))
    assert told["rows"]["verdicts"] == sum(told["topics"][0]["verdicts"].values())
    assert [(one["path"], one["code"]) for one in told["sources"]] == [
        (TR, ""), (NB, ""), ("empty.txt", "source.empty"),
    ]  # fmt: skip
    assert len(told["conflicts"]) == told["topics"][0]["verdicts"]["conflict"]
    assert told["doubt"].startswith("empty.txt is in quarantine (source.empty): ")
    assert json.loads(again.stdout) == {**told, "unchanged": True}


def test_a_summary_of_many_sources_counts_them(tertium: Tertium, tmp_path: Path) -> None:
    twelve(tmp_path)
    for number in range(10):
        (tmp_path / f"bad{number}.txt").write_text("\n" * number, encoding="utf-8")
    lines = tertium("run", tmp_path, "--formats", "csv").stdout.splitlines()
    assert lines[:2] == ["Read 22 sources: 12 compared, 10 quarantined.", "  Languages: en 12."]
    assert len([line for line in lines if "quarantined, source.empty: " in line]) == 8
    assert "  … and 2 more quarantined: source.empty 2." in lines


@pytest.mark.parametrize("option", ["-v", "--verbose", "--explain-cache"])
def test_a_run_with_nothing_to_do_says_why(tertium: Tertium, raw: Path, option: str) -> None:
    assert tertium("run", "-q").returncode == 0
    ran = tertium("run", option, "-q")
    assert (ran.returncode, ran.stdout) == (0, "")
    assert ran.stderr.startswith("Nothing changed since the last run into this folder")


def test_verbose_tells_what_ran_and_why_apart_from_the_summary(tertium: Tertium, raw: Path) -> None:
    ran = tertium("run", "-v", "--no-cache")
    lines = ran.stderr.splitlines()
    assert lines[0].startswith("2 files: 0 kept, 2 read (2 because nothing is kept with --no-cache: ")
    assert [line.split(":")[0] for line in lines[3:]] == ["reading", "finding facts", "checking topics", "writing"]
    assert ran.stdout.startswith("Read 2 sources: ")


def test_since_nothing_changed_leaves_the_output_alone(tertium: Tertium, raw: Path, tmp_path: Path) -> None:
    ran = tertium("run", "--since", "2999-01-01")
    assert (ran.returncode, ran.stderr) == (0, "")
    assert ran.stdout == "No file has changed since 2999-01-01; output is untouched.\n"
    assert not (tmp_path / "output").exists()
    assert json.loads(tertium("run", "--since", "2999-01-01", "--json").stdout)["unchanged"] is True


def test_formats_are_chosen_and_those_not_chosen_cost_no_import(raw: Path, tmp_path: Path) -> None:
    script = (
        "import sys, pipeline.cli; sys.argv = ['tertium', 'run', *sys.argv[1:]]\n"
        "from pipeline.cli import app\n"
        "app(standalone_mode=False)\n"
        "print(*({'duckdb', 'xlsxwriter', 'rdflib', 'pandas'} & set(sys.modules)))"
    )
    command = [sys.executable, "-c", script, str(raw), "--output", "out", "--formats", "csv, skos", "-q"]
    ran = subprocess.run(command, cwd=tmp_path, capture_output=True, encoding="utf-8", check=True, timeout=PATIENCE)
    assert ran.stdout.split() == []
    names = {path.name for path in (tmp_path / "out").iterdir()}
    assert {"concepts.ttl", "concepts.csv", "datapackage.json"} <= names
    assert not names & {"dataset.json", "dataset.duckdb", "dataset.xlsx", "parquet"}


def test_another_choice_of_formats_is_another_run(tertium: Tertium, raw: Path, tmp_path: Path) -> None:
    assert tertium("run", raw, "--formats", "csv,parquet", "-q").returncode == 0
    assert not (tmp_path / "output" / "dataset.json").exists()
    assert tertium("run", raw, "--formats", "csv,json,parquet", "-q").returncode == 0
    assert (tmp_path / "output" / "dataset.json").is_file()


def test_a_file_of_a_folder_in_the_output_that_is_gone_is_written_again(
    tertium: Tertium, raw: Path, tmp_path: Path
) -> None:
    path = tmp_path / "output" / "parquet" / "verdicts.parquet"
    for _ in range(2):
        assert tertium("run", raw, "--formats", "parquet", "-q").returncode == 0
        path.unlink()


def test_an_unknown_format_is_told_before_anything_is_read(tertium: Tertium, raw: Path, tmp_path: Path) -> None:
    ran = tertium("run", raw, "--formats", "csv,toml")
    assert (ran.returncode, ran.stdout) == (2, "")
    assert ran.stderr.startswith("tertium: There is no format toml; the formats are csv, json, ")
    assert not (tmp_path / "output").exists()


def test_csv_for_excel_begins_with_a_mark(tertium: Tertium, raw: Path, tmp_path: Path) -> None:
    assert tertium("run", raw, "--formats", "csv", "--excel-bom", "-q").returncode == 0
    assert (tmp_path / "output" / "verdicts.csv").read_bytes().startswith(b"\xef\xbb\xbfverdict_id,")


def test_files_and_folders_are_read_together(tertium: Tertium, raw: Path, tmp_path: Path) -> None:
    (tmp_path / "article").write_text(PEACEFUL, encoding="utf-8")  # given by name, it needs no suffix
    assert tertium("run", "article", raw / NB, "-q").returncode == 0
    assert {row["path"] for row in rows(tmp_path / "output", "sources")} == {"article", NB}


def test_other_files_in_the_output_are_kept(tertium: Tertium, raw: Path, output: Path) -> None:
    (output / "verdicts.csv").write_text("old", encoding="utf-8")
    assert tertium("run", raw, "-q").returncode == 0
    assert (output / "notes.md").read_text(encoding="utf-8") == "mine"
    assert (output / "plots" / "one.svg").read_bytes() == b"<svg/>"
    assert (output / "verdicts.csv").read_text(encoding="utf-8").startswith("verdict_id,")


def twelve(folder: Path) -> Path:
    for number in range(12):
        (folder / f"{number:02}.txt").write_text(f"{PEACEFUL}\nNumber {number}.\n", encoding="utf-8")
    return folder


def test_no_progress_is_shown_where_there_is_no_terminal(tertium: Tertium, tmp_path: Path) -> None:
    (tmp_path / "many").mkdir()
    ran = tertium("run", twelve(tmp_path / "many"))
    assert (ran.returncode, ran.stderr) == (0, "")
    assert "\x1b" not in ran.stdout and "\r" not in ran.stdout


def test_progress_is_shown_on_a_terminal(tmp_path: Path) -> None:
    (tmp_path / "many").mkdir()
    leader, follower = pty.openpty()
    command = [str(TERTIUM), "run", str(twelve(tmp_path / "many")), "--output", str(tmp_path / "out")]
    environment = {**os.environ, "TERM": "xterm"}
    subprocess.run(command, stdout=subprocess.DEVNULL, stderr=follower, env=environment, timeout=PATIENCE, check=True)
    shown = os.read(leader, 100_000)
    os.close(follower)
    os.close(leader)
    assert b"12/12" in shown


def test_the_share_that_is_done_grows_over_all_phases_to_the_whole() -> None:
    steps = [Step(phase, done, 4) for phase in Phase for done in range(5)]
    shares = [progress_of(step) for step in steps]
    assert shares == sorted(shares)
    assert (shares[0], shares[-1]) == (0.0, pytest.approx(1.0))
    assert progress_of(Step(Phase.CHECKING, 0, 0)) == progress_of(Step(Phase.CHECKING, 4, 4))  # nothing to check
