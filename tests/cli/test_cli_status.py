"""With which status the command leaves, and what it tells of wrong use and bad input."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline import cli
from pipeline.export.csv_files import read_table
from pipeline.export.rows import make_rows
from pipeline.export.schema import schema
from pipeline.files import find_files
from pipeline.running import runner
from tests.cli.commands import NB, PEACEFUL, RAW, TR, Tertium, contents, rows


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
