"""The command as it is installed: what it prints, with which status it leaves, and what it leaves on the disk."""

from __future__ import annotations

import csv
import json
import os
import pty
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from pipeline import cli
from pipeline.cli.progress import progress_of
from pipeline.export.csv_files import read_table
from pipeline.export.formats import FORMATS, NAMES
from pipeline.export.rows import make_rows
from pipeline.export.schema import schema
from pipeline.files import find_files
from pipeline.running import runner
from pipeline.running.progress import Phase, Step

ROOT = Path(__file__).parent.parent
RAW = ROOT / "raw"
TERTIUM = Path(sys.executable).parent / "tertium"
NB = "bpo-call-center-differkinome.txt"
TR = "bpo-cagri-merkezi-removalsclassifieds.txt"
PEACEFUL = "Difference between tea and coffee\n\nTea is a drink that is made from leaves.\n\nCoffee is a drink too.\n"
PATIENCE = 60  # seconds

Ran = subprocess.CompletedProcess[str]
Tertium = Callable[..., Ran]


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


def contents(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def rows(folder: Path, table: str) -> list[dict[str, str]]:
    with (folder / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


# --------------------------------------------------------------------------------------------------------------- help


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


# ---------------------------------------------------------------------------------------------------------------- run


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
    assert lines[:2] == ["Read 22 sources: 12 compared, 10 quarantined.", "  In en 12."]
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
    assert lines[0] == "2 files: 0 kept, 2 read (2 because no run into this folder is remembered)"
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


# -------------------------------------------------------------------------------------------------------- exit status


def test_strict_leaves_with_1_on_a_conflict(tertium: Tertium, raw: Path, tmp_path: Path) -> None:
    assert tertium("run", "--strict", "-q").returncode == cli.STRICT
    assert (tmp_path / "output" / "dataset.json").is_file()


def test_strict_leaves_with_0_where_all_is_well_and_1_where_a_source_is_not(tertium: Tertium, tmp_path: Path) -> None:
    articles = tmp_path / "articles"
    articles.mkdir()
    (articles / "peaceful.txt").write_text(PEACEFUL, encoding="utf-8")
    assert tertium("run", articles, "--strict", "-q").returncode == 0
    (articles / "empty.txt").write_bytes(b"")
    assert tertium("run", articles, "-q").returncode == 0
    assert tertium("run", articles, "--strict", "-q").returncode == cli.STRICT


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        pytest.param(("run", "--no-such-option"), "No such option", id="an option that is none"),
        pytest.param(("nothing",), "No such command", id="a command that is none"),
        pytest.param(("explain",), "Missing argument", id="an argument missing"),
        pytest.param(("run", "gone"), "gone does not exist; give a file or a folder of articles.", id="a path missing"),
        pytest.param(("run", "bare"), "no articles in bare; put .txt, .md or .html files there.", id="an empty folder"),
        pytest.param(("run", "raw", "--output", "file"), "file could not be written", id="an output that is a file"),
        pytest.param(("run", "raw", "--output", "file/out"), "choose another folder", id="an output below a file"),
        pytest.param(("explain", "v0", "--dataset", "bare"), "sources.csv is missing", id="no dataset to explain"),
        pytest.param(("explain", "v0"), "No row is called v0;", id="a row that is none"),
        pytest.param(("diff", "bare", "output"), "sources.csv is missing", id="no dataset to compare"),
        pytest.param(("serve", "--dataset", "bare"), "There is no report.html in bare; run", id="no report"),
        pytest.param(("run", "raw", "--since", "soon"), "soon is no date such as 2026-11-01", id="no moment"),
        pytest.param(("run", "raw", "--only", "gold"), "No source matches gold", id="a pattern of nothing"),
        pytest.param(("add", "gone.txt"), "gone.txt does not exist", id="nothing to add"),
        pytest.param(("eval", "bare"), "bare holds no structure.json; name the folder of the gold", id="no gold"),
    ],
)
def test_wrong_use_is_told_in_a_sentence_and_leaves_with_2(
    tertium: Tertium, raw: Path, output: Path, tmp_path: Path, arguments: tuple[str, ...], told: str
) -> None:
    (tmp_path / "bare").mkdir()
    (tmp_path / "file").write_text("mine", encoding="utf-8")
    before = contents(tmp_path)
    ran = tertium(*arguments)
    assert (ran.returncode, ran.stdout) == (cli.USAGE, "")
    assert told in ran.stderr
    assert "Traceback" not in ran.stderr
    assert contents(tmp_path) == before


def test_a_bug_of_ours_is_told_with_its_trace_and_leaves_with_70(capfd: pytest.CaptureFixture[str]) -> None:
    assert cli.status_of(lambda: 1 / 0) == cli.BUG
    told = capfd.readouterr().err
    assert "ZeroDivisionError" in told
    assert told.endswith("tertium: this is a bug of ours; please report it with the lines above.\n")


# ---------------------------------------------------------------------------------------------------------- bad input

BAD = {
    "empty.txt": (b" \n\t\n", "source.empty"),
    "broken.txt": (b"Forskjellen mellom te og kaffe\xff\xc3\x28 mer", "source.undecodable"),
    "image.txt": (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "source.binary"),
    "zeros.txt": (b"Difference\0between\0tea\0and\0coffee", "source.binary"),
    "letter.txt": (b"Dear Sir,\n\nthe parcel has not arrived. Please send it again.\n", "source.not_comparison"),
}


def test_bad_files_are_quarantined_each_with_its_code_and_the_rest_is_written(
    tertium: Tertium, raw: Path, tmp_path: Path
) -> None:
    for name, (data, _) in BAD.items():
        (raw / name).write_bytes(data)
    (raw / "copy.txt").write_bytes((raw / NB).read_bytes())
    ran = tertium("run")
    out = tmp_path / "output"
    assert (ran.returncode, ran.stderr) == (0, "")
    assert ran.stdout.startswith(f"Read 7 sources: 2 compared, {len(BAD)} quarantined.")
    paths = {row["source_id"]: row["path"] for row in rows(out, "sources")}
    errors = {paths[row["source_id"]]: row["code"] for row in rows(out, "findings") if row["severity"] == "error"}
    assert errors == {name: code for name, (_, code) in BAD.items()}
    for name, code in errors.items():
        line = next(line for line in ran.stdout.splitlines() if line.strip().startswith(name))
        assert f"quarantined, {code}: " in line and line.endswith(".")
    assert {row["path"] for row in rows(out, "sources") if row["topic_id"]} == {NB, TR}
    duplicates = [row for row in rows(out, "findings") if row["code"] == "source.duplicate"]
    assert [(row["severity"], paths[row["source_id"]], "copy.txt" in row["message"]) for row in duplicates] == [
        ("warning", NB, True)
    ]
    undisturbed = runner.run(find_files([RAW]))
    given = make_rows(undisturbed.documents, undisturbed.topics)
    for table in ("statements", "verdicts", "table_cells", "taxonomy_items"):
        with (out / f"{table}.csv").open(encoding="utf-8", newline="") as file:
            assert tuple(read_table(schema(table), file)) == given[table]


def test_nothing_but_bad_files_still_makes_a_dataset(tertium: Tertium, tmp_path: Path) -> None:
    (tmp_path / "empty.txt").write_bytes(b"")
    assert tertium("run", "empty.txt", "-q").returncode == 0
    assert [row["code"] for row in rows(tmp_path / "output", "findings")] == ["source.empty"]
    assert rows(tmp_path / "output", "verdicts") == []


# -------------------------------------------------------------------------------------------------- interrupted runs


@pytest.fixture
def waiting(raw: Path, output: Path, tmp_path: Path) -> Iterator[subprocess.Popen[str]]:
    """A run that has read one article and waits in the middle of the next, which is a pipe that nobody fills."""
    pipe = tmp_path / "zz-pipe"
    os.mkfifo(pipe)
    command = [str(TERTIUM), "run", str(raw), str(pipe), "--output", str(output)]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, encoding="utf-8")
    writer = os.open(pipe, os.O_WRONLY)  # waits until the run opens the other end
    yield process
    os.close(writer)
    process.kill()
    process.communicate(timeout=PATIENCE)


def test_an_interrupted_run_leaves_the_output_as_it_was(
    waiting: subprocess.Popen[str], output: Path, tmp_path: Path
) -> None:
    before, around = contents(output), sorted(tmp_path.iterdir())
    waiting.send_signal(signal.SIGINT)
    told, error = waiting.communicate(timeout=PATIENCE)
    assert (waiting.returncode, told) == (cli.INTERRUPTED, "")
    assert error.strip() == "Interrupted; the previous output is untouched."
    assert contents(output) == before
    assert sorted(tmp_path.iterdir()) == around


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


# ---------------------------------------------------------------------------------------------------- explain and eval


def test_explain_shows_a_verdict_with_its_passages(tertium: Tertium, raw: Path, output: Path) -> None:
    verdict = next(row for row in rows(output, "verdicts") if row["verdict"] == "conflict" and row["scope"] == "cross")
    ran = tertium("explain", verdict["verdict_id"])
    assert (ran.returncode, ran.stderr) == (0, "")
    assert ran.stdout.startswith("verdicts: a row made by the stage consistency\n")
    assert f"Rule: {verdict['rule']}: {verdict['reason']}" in ran.stdout
    assert f"{NB} [" in ran.stdout and f"{TR} [" in ran.stdout
    quotes = {row["statement_id"]: row["quote"] for row in rows(output, "statements")}
    for statement in verdict["statement_ids"].split("|"):
        assert f"»{quotes[statement]}«" in ran.stdout


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
