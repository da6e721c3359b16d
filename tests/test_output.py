"""The dataset as it is written: the same bytes from the same articles, valid as a data package, true to the files."""

from __future__ import annotations

import io
import json
import os
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from pipeline.export.contents import Contents, contents_of
from pipeline.export.csv_files import read_table
from pipeline.export.folder import write_files
from pipeline.export.formats import FORMATS, chosen
from pipeline.export.rows import Rows, make_rows
from pipeline.export.schema import SCHEMAS, schema
from pipeline.files import find_files
from pipeline.running import runner

ROOT = Path(__file__).parent.parent
RAW = ROOT / "raw"
OUTPUT = ROOT / "output"
UNCOMMITTED = {"dataset.duckdb"}  # a megabyte of what the other files hold
NAMES = {name for one in FORMATS for name in one.files} - UNCOMMITTED
DEFLATED = {"dataset.xlsx"}  # whose bytes depend on the zlib of the machine; what is packed in it does not

Records = dict[str, list[dict[str, Any]]]


@pytest.fixture(scope="module")
def contents() -> Contents:
    result = runner.run(find_files([RAW]))
    return contents_of(make_rows(result.documents, result.topics), result.documents, result.topics)


@pytest.fixture(scope="module")
def rows(contents: Contents) -> Rows:
    return contents.rows


@pytest.fixture(scope="module")
def fresh(contents: Contents, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("fresh")
    write_files(contents, folder)
    return folder


@pytest.fixture(scope="module")
def records(rows: Rows) -> Records:
    return {table.name: [dict(zip(table.names, row, strict=True)) for row in rows[table.name]] for table in SCHEMAS}


@pytest.fixture
def package(tmp_path: Path) -> Path:
    return Path(shutil.copytree(OUTPUT, tmp_path / "output"))


def files_in(folder: Path) -> dict[str, bytes]:
    """Return the files of the dataset."""
    paths = {path.relative_to(folder).as_posix(): path for path in folder.rglob("*") if path.is_file()}
    return {name: path.read_bytes() for name, path in sorted(paths.items())}


def unpacked(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        return {name: packed.read(name) for name in packed.namelist()}


# ---------------------------------------------------------------------------------------------------- the same bytes


@pytest.mark.parametrize("name", sorted(NAMES))
def test_a_fresh_run_gives_the_committed_bytes(fresh: Path, name: str) -> None:
    made, committed = (folder / name for folder in (fresh, OUTPUT))
    if name in DEFLATED:
        assert unpacked(made.read_bytes()) == unpacked(committed.read_bytes()), "run `make all` and read what changed"
    else:
        assert made.read_bytes() == committed.read_bytes(), "run `make all` and read what changed"


def test_the_committed_folder_holds_the_dataset_and_nothing_else() -> None:
    assert set(files_in(OUTPUT)) - UNCOMMITTED == NAMES


def test_the_database_is_not_committed() -> None:
    ignored = (ROOT / ".gitignore").read_text(encoding="utf-8").splitlines()
    assert {f"output/{name}" for name in UNCOMMITTED} <= set(ignored)


def test_the_order_of_the_files_changes_no_byte(fresh: Path, tmp_path: Path) -> None:
    result = runner.run(reversed(find_files([RAW])))
    documents = tuple(reversed(result.documents))
    write_files(contents_of(make_rows(documents, result.topics), documents, result.topics), tmp_path)
    assert files_in(tmp_path) == files_in(fresh)


@pytest.mark.parametrize("seed", ["0", "1", "4242"])
def test_neither_hash_seed_nor_place_nor_locale_changes_a_byte(tmp_path: Path, fresh: Path, seed: str) -> None:
    raw = shutil.copytree(RAW, tmp_path / f"elsewhere {seed}")
    environment = {**os.environ, "PYTHONHASHSEED": seed, "LC_ALL": "C", "TZ": "Asia/Tokyo"}
    script = "import sys, pipeline.cli; sys.argv[0] = 'tertium'; pipeline.cli.main()"
    command = [sys.executable, "-c", script, "run", str(raw), "--output", "out", "--quiet"]
    subprocess.run(command, cwd=tmp_path, env=environment, check=True)
    assert files_in(tmp_path / "out") == files_in(fresh)


# ------------------------------------------------------------------------------------------------ CSV and JSON


def test_csv_gives_the_rows_back_exactly(rows: Rows, fresh: Path) -> None:
    for table in SCHEMAS:
        with (fresh / f"{table.name}.csv").open(encoding="utf-8", newline="") as file:
            assert tuple(read_table(table, file)) == rows[table.name]


def test_json_holds_the_same_rows(rows: Rows, fresh: Path) -> None:
    tables = json.loads((fresh / "dataset.json").read_text(encoding="utf-8"))
    assert list(tables) == [table.name for table in SCHEMAS]
    for table in SCHEMAS:
        wanted = [[list(value) if isinstance(value, tuple) else value for value in row] for row in rows[table.name]]
        assert [list(record.values()) for record in tables[table.name]] == wanted
        assert all(tuple(record) == table.names for record in tables[table.name])


def test_no_cell_is_a_formula_to_a_spreadsheet(tmp_path: Path) -> None:
    title = "Difference between =SUM(A1) and +tea"
    (tmp_path / "a.txt").write_text(f"{title}\n\n=SUM(A1) is a formula. +tea is a drink.\n", encoding="utf-8")
    result = runner.run(find_files([tmp_path]))
    made = make_rows(result.documents, result.topics)
    out = tmp_path / "out"
    out.mkdir()
    write_files(Contents(made), out, chosen(["csv"]))
    written = (out / "blocks.csv").read_text(encoding="utf-8")
    assert "'=SUM(A1) is a formula" in written
    assert ",=SUM" not in written and ',"=SUM' not in written
    assert tuple(read_table(schema("blocks"), io.StringIO(written))) == made["blocks"]


# --------------------------------------------------------------------------------------------------- the data package


def problems(folder: Path) -> set[tuple[str, str]]:
    """Return the faults that frictionless finds, by resource and type, but for the hashes that any change breaks."""
    import frictionless

    report = frictionless.validate(str(folder / "datapackage.json"))
    found = {(task.name, error.type) for task in report.tasks for error in task.errors}
    found |= {("", error.type) for error in report.errors}
    return {(name, kind) for name, kind in found if kind not in ("hash-count", "byte-count")}


def test_the_package_is_valid_with_its_hashes(package: Path) -> None:
    import frictionless

    report = frictionless.validate(str(package / "datapackage.json"))
    assert report.valid, report.flatten(["type", "note"])
    assert len(report.tasks) == len(SCHEMAS)


def test_the_package_for_excel_is_valid_too(contents: Contents, tmp_path: Path) -> None:
    import frictionless

    write_files(replace(contents, excel_bom=True), tmp_path, chosen(["csv"]))
    report = frictionless.validate(str(tmp_path / "datapackage.json"))
    assert report.valid, report.flatten(["type", "note"])


def test_the_package_names_its_licence_and_its_sources(records: Records) -> None:
    package = json.loads((OUTPUT / "datapackage.json").read_text(encoding="utf-8"))
    assert [one["name"] for one in package["licenses"]] == ["MIT"]
    assert [one["version"] for one in package["sources"]] == [f"sha256:{one['sha256']}" for one in records["sources"]]


def test_a_source_has_a_path_where_its_address_is_known(tmp_path: Path) -> None:
    (tmp_path / "raw").mkdir()
    (tmp_path / "raw" / "a.txt").write_text("Difference between tea and coffee\n\nTea is hot.\n", encoding="utf-8")
    (tmp_path / "raw" / "sources.csv").write_text("file,url\na.txt,https://example.org/a\n", encoding="utf-8")
    result = runner.run(find_files([tmp_path / "raw"]))
    write_files(Contents(make_rows(result.documents, result.topics)), tmp_path, chosen(["csv"]))
    (source,) = json.loads((tmp_path / "datapackage.json").read_text(encoding="utf-8"))["sources"]
    assert (source["title"], source["path"]) == ("Difference between tea and coffee", "https://example.org/a")


Change = Callable[[list[str]], list[str]]


@pytest.mark.parametrize(
    ("table", "change", "fault"),
    [
        pytest.param("sources", lambda lines: lines[:2], ("statements", "foreign-key"), id="a source gone"),
        pytest.param(
            "verdicts",
            lambda lines: [lines[0], lines[1].replace(",aspect:", ",aspect:no-such-", 1), *lines[2:]],
            ("verdicts", "foreign-key"),
            id="a broken key",
        ),
        pytest.param("labels", lambda lines: [*lines, lines[1]], ("labels", "primary-key"), id="a row twice"),
        pytest.param(
            "findings",
            lambda lines: [f"{line},{'extra' if index == 0 else index}" for index, line in enumerate(lines)],
            ("findings", "extra-label"),
            id="a column too many",
        ),
        pytest.param(
            "verdicts",
            lambda lines: [lines[0], lines[1].replace(",cross,", ",crossed,").replace(",within,", ",inside,")],
            ("verdicts", "constraint-error"),
            id="a value outside its list",
        ),
        pytest.param(
            "mentions",
            lambda lines: [lines[0], lines[1].replace(",0.9", ",much"), *lines[2:]],
            ("mentions", "type-error"),
            id="a word for a number",
        ),
        pytest.param(
            "mentions",
            lambda lines: [lines[0], lines[1].replace(",0.9", ",9.9"), *lines[2:]],
            ("mentions", "constraint-error"),
            id="a number out of bounds",
        ),
    ],
)
def test_a_fault_in_a_table_is_found(package: Path, table: str, change: Change, fault: tuple[str, str]) -> None:
    path = package / f"{table}.csv"
    lines = path.read_bytes().decode().removesuffix("\r\n").split("\r\n")
    path.write_bytes("".join(f"{line}\r\n" for line in change(lines)).encode())
    assert path.read_bytes() != (OUTPUT / path.name).read_bytes()
    assert fault in problems(package)


def test_a_changed_byte_breaks_the_hash(package: Path) -> None:
    import frictionless

    path = package / "concepts.csv"
    path.write_bytes(path.read_bytes().replace(b",advantages,", b",Advantages,", 1))
    report = frictionless.validate(str(package / "datapackage.json"))
    assert [error.type for task in report.tasks for error in task.errors] == ["hash-count"]


# ----------------------------------------------------------------------------------------- what the rows promise


@pytest.mark.parametrize("table", [table.name for table in SCHEMAS if "quote" in table.names])
def test_every_quote_stands_in_its_file_at_its_place(records: Records, table: str) -> None:
    texts = {one["source_id"]: (RAW / one["path"]).read_bytes().decode() for one in records["sources"]}
    placed = [one for one in records[table] if one["start"] is not None]
    assert placed
    for one in placed:
        assert texts[one["source_id"]][one["start"] : one["end"]] == one["quote"]


@pytest.mark.parametrize(
    ("table", "column", "target"),
    [
        ("verdicts", "statement_ids", "statements"),
        ("verdicts", "source_ids", "sources"),
        ("statements", "value_concept_ids", "concepts"),
        ("sources", "subject_ids", "concepts"),
    ],
)
def test_the_lists_lead_to_rows_that_are_there(records: Records, table: str, column: str, target: str) -> None:
    named = {one for record in records[table] for one in record[column]}
    assert named
    assert named <= {record[schema(target).key[0]] for record in records[target]}


def test_each_verdict_has_its_statements_its_rule_and_its_reason(records: Records) -> None:
    statements = {one["statement_id"]: one for one in records["statements"]}
    for verdict in records["verdicts"]:
        said = [statements[one] for one in verdict["statement_ids"]]
        assert said and verdict["rule"] and verdict["reason"].endswith(".")
        assert {one["source_id"] for one in said} == set(verdict["source_ids"])
        # A swap is told once, on the first subject, and rests on what is said of both.
        assert {one["aspect_id"] for one in said} == {verdict["aspect_id"]}
        assert (verdict["strength"] != "") == (verdict["verdict"] == "conflict")
        if verdict["scope"] == "within" or verdict["verdict"] == "only_in":
            assert len(verdict["source_ids"]) == 1
        else:
            assert len(verdict["source_ids"]) == 2


def test_rows_stand_in_the_order_of_their_keys_and_no_key_twice(records: Records) -> None:
    for table in SCHEMAS:
        keys = [tuple(one[column] for column in table.key) for one in records[table.name]]
        assert keys == sorted(set(keys)), table.name


def test_every_sentence_is_english_and_no_place_of_this_machine_is_in_it(records: Records) -> None:
    told = [one["message"] for one in records["findings"]] + [one["reason"] for one in records["verdicts"]]
    assert not [one for one in told if str(ROOT) in one or "{" in one or "source:" in one or "aspect:" in one]
