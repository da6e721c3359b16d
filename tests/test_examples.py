"""The examples answer their questions, each tool the same; R, which is not here, is read as text."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import duckdb
import pandas
import pytest

import pipeline
from pipeline.dataset import Dataset
from pipeline.export.contents import Contents
from pipeline.export.csv_files import to_field
from pipeline.export.folder import write_folder
from pipeline.export.schema import SCHEMAS
from pipeline.reference import dataset_page, findings_page

ROOT = Path(__file__).parent.parent
EXAMPLES = ROOT / "docs" / "examples"


@pytest.fixture(scope="module")
def dataset() -> Dataset:
    return pipeline.run([ROOT / "raw"])


@pytest.fixture(scope="module")
def folder(dataset: Dataset, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("examples") / "output"
    write_folder(Contents(dataset.rows), folder)
    return folder


def answers(dataset: Dataset) -> list[str]:
    """Answer both questions from the rows, without any of the tools."""
    records = Contents(dataset.rows).records
    paths = {one["source_id"]: one["path"] for one in records("sources")}
    labels = {one["concept_id"]: str(one["pref_label"]) for one in records("concepts")}
    named: dict[str, set[str]] = {}
    for one in records("taxonomy_items"):
        if (one["list_kind"], one["parent_concept_id"]) == ("types", "outsourcing:call-center"):
            named.setdefault(str(paths[one["source_id"]]), set()).add(labels[one["concept_id"]])
    lines = ["Types of call center", *(f"  {path}: {', '.join(sorted(named[path]))}" for path in sorted(named))]
    lines.append("Conflicts about BPO")
    for one in records("verdicts"):
        if (one["verdict"], one["scope"], one["subject_id"]) == ("conflict", "cross", "outsourcing:bpo"):
            lines.append(f"  {labels[one['aspect_id']]} ({one['strength']}): {one['reason']}")
    return lines


def test_both_questions_have_answers(dataset: Dataset) -> None:
    lines = answers(dataset)
    assert len(lines) == 6
    assert "inbound call center, outbound call center" in lines[1]


@pytest.mark.parametrize("tool", ["pandas", "duckdb", "polars"])
def test_an_example_gives_the_answers(dataset: Dataset, folder: Path, tool: str) -> None:
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "utf-8"}
    command = [sys.executable, str(EXAMPLES / f"with_{tool}.py"), str(folder)]
    ran = subprocess.run(command, env=environment, capture_output=True, encoding="utf-8", check=True)
    assert ran.stdout.splitlines() == answers(dataset)


def test_the_example_in_r_names_tables_and_columns_that_are_there() -> None:
    text = (EXAMPLES / "with_r.R").read_text(encoding="utf-8")
    tables = {table.name: table for table in SCHEMAS}
    named = re.findall(r'table\("(\w+)"\)', text)
    assert set(named) == {"taxonomy_items", "sources", "concepts", "verdicts"} <= set(tables)
    columns = {column for name in named for column in tables[name].names}
    used = re.findall(r"(\w+) ==", text) + re.findall(r'by = "(\w+)"', text) + re.findall(r"conflicts\$(\w+)", text)
    assert set(used) <= columns
    assert text.count("(") == text.count(")")


# --------------------------------------------------------------------------------------------------------- the pages

PAGE = (ROOT / "docs" / "loading.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("code", re.findall(r"```python\n(.*?)```", PAGE, re.DOTALL))
def test_the_python_of_the_page_runs(code: str) -> None:
    ran = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, encoding="utf-8", check=False)
    assert ran.returncode == 0, ran.stderr


@pytest.mark.parametrize("query", re.findall(r"^SELECT .*?;$", PAGE, re.DOTALL | re.MULTILINE))
def test_the_sql_of_the_page_finds_something(folder: Path, query: str) -> None:
    with duckdb.connect(folder / "dataset.duckdb", read_only=True) as database:
        assert database.execute(query).fetchall()


def test_the_pages_of_the_code_are_up_to_date() -> None:
    assert (ROOT / "docs" / "dataset.md").read_text(encoding="utf-8") == dataset_page(), "run `make docs`"
    assert (ROOT / "docs" / "findings.md").read_text(encoding="utf-8") == findings_page(), "run `make docs`"


def test_the_page_tells_how_a_guarded_text_is_had_back() -> None:
    before, after = re.search(r'replace\(r"(.*?)", r"(.*?)", regex=True\)', dataset_page()).groups()  # type: ignore[union-attr]
    for text in ("=1+1", "'=1", "''-x", "'quoted'", "plain", "-", "@a\nb", "\tx"):
        guarded = pandas.Series([to_field(text)])
        assert list(guarded.replace(before, after, regex=True)) == [text]
