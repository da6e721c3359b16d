"""The examples answer their questions, each tool the same; R, which is not here, is read as text."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

import pipeline
from pipeline.dataset import Dataset
from pipeline.export.contents import Contents
from pipeline.export.folder import write_folder
from pipeline.export.schema import SCHEMAS

ROOT = Path(__file__).parent.parent
EXAMPLES = ROOT / "examples"


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
