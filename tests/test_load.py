"""Loading a dataset into a notebook: exact rows, typed frames, and sentences about what is wrong with a folder."""

from __future__ import annotations

import shutil
from pathlib import Path

import pandas
import pytest

import pipeline
from pipeline.dataset import Dataset, DatasetError
from pipeline.export.schema import SCHEMAS, Column, TableSchema

ROOT = Path(__file__).parent.parent
COLUMNS = [
    pytest.param(table, column, id=f"{table.name}.{column.name}") for table in SCHEMAS for column in table.columns
]


@pytest.fixture(scope="module")
def dataset() -> Dataset:
    return pipeline.load(ROOT / "output")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(ROOT / "output", tmp_path / "output"))


@pytest.mark.parametrize(("table", "column"), COLUMNS)
def test_a_column_has_the_type_that_its_schema_says(dataset: Dataset, table: TableSchema, column: Column) -> None:
    series = dataset.frame(table.name)[column.name]
    if column.enum:
        assert list(series.cat.categories) == list(column.enum)
    else:
        wanted = {"string": "string", "integer": "Int64", "number": "Float64", "boolean": "boolean", "list": "object"}
        assert series.dtype == wanted[column.type]
    if column.type == "list":
        assert all(isinstance(value, tuple) for value in series)
    if column.required:
        assert series.notna().all()


def test_a_frame_holds_the_rows_in_their_columns(dataset: Dataset) -> None:
    for table in SCHEMAS:
        frame = dataset.frame(table.name)
        assert list(frame.columns) == list(table.names)
        assert len(frame) == len(dataset.rows[table.name]) > 0


def test_tables_are_attributes(dataset: Dataset) -> None:
    assert list(dataset) == [table.name for table in SCHEMAS]
    for name in dataset:
        pandas.testing.assert_frame_equal(getattr(dataset, name), dataset.frame(name))


def test_no_value_is_the_empty_string_where_a_number_is_missing(dataset: Dataset) -> None:
    counts = dataset.statements["count"]
    assert counts.isna().any()
    assert set(counts.dropna()) == {2, 6}


def test_an_empty_reference_is_missing_and_an_empty_text_is_empty(dataset: Dataset) -> None:
    concepts = dataset.concepts
    assert list(concepts[concepts.broader_id.isna()].concept_id) == [
        row[0] for row in dataset.rows["concepts"] if row[3] == ""
    ]
    assert (dataset.taxonomy_items.description == "").any()
    assert dataset.taxonomy_items.description.notna().all()


def test_a_dataset_without_csv_is_loaded_from_json(dataset: Dataset, folder: Path) -> None:
    for path in folder.glob("*.csv"):
        path.unlink()
    assert pipeline.load(folder).rows == dataset.rows


@pytest.mark.parametrize("text", ["{", "[]", "{}", '{"sources": [{}]}'])
def test_a_damaged_json_is_told(tmp_path: Path, text: str) -> None:
    (tmp_path / "dataset.json").write_text(text, encoding="utf-8")
    with pytest.raises(DatasetError, match=r"dataset\.json is not a dataset of this version"):
        pipeline.load(tmp_path)


def test_the_notebook_lines_of_the_readme_work(dataset: Dataset) -> None:
    items = dataset.taxonomy_items
    types = items[items.list_kind == "types"].groupby(["parent_concept_id", "source_id"]).label.apply(list)
    assert [labels.count("CRM Call Centers") for labels in types].count(1) == 1
    verdicts = dataset.verdicts
    conflicts = verdicts[verdicts.verdict == "conflict"][["subject_id", "aspect_id", "strength", "reason"]]
    assert set(conflicts.strength) == {"hard", "soft"}


def test_a_run_in_memory_has_the_rows_that_a_run_writes(dataset: Dataset) -> None:
    rows = pipeline.run([ROOT / "raw"]).rows
    for table in SCHEMAS:
        assert rows[table.name] == dataset.rows[table.name], table.name


def test_empty_tables_have_typed_columns(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Nothing is compared here.", encoding="utf-8")
    empty = pipeline.run([tmp_path])
    assert [len(empty.sources), len(empty.statements), len(empty.verdicts)] == [1, 0, 0]
    assert empty.statements["count"].dtype == "Int64"
    assert list(empty.verdicts.columns) == list(next(one for one in SCHEMAS if one.name == "verdicts").names)


# ------------------------------------------------------------------------------------------------------------ errors


def test_another_attribute_is_an_error_that_names_the_tables(dataset: Dataset) -> None:
    with pytest.raises(AttributeError, match="no table verdict; it has sources, blocks"):
        dataset.verdict  # noqa: B018
    assert not hasattr(dataset, "__array__")


def test_another_frame_is_an_error(dataset: Dataset) -> None:
    with pytest.raises(KeyError, match="nothing"):
        dataset.frame("nothing")


def test_a_folder_without_a_dataset_is_told(tmp_path: Path) -> None:
    with pytest.raises(DatasetError, match=r"sources\.csv is missing; run `tertium run` first"):
        pipeline.load(tmp_path)


@pytest.mark.parametrize("table", [table.name for table in SCHEMAS])
def test_each_table_is_missed(folder: Path, table: str) -> None:
    (folder / f"{table}.csv").unlink()
    with pytest.raises(DatasetError, match=rf"{table}\.csv is missing"):
        pipeline.load(folder)


def test_other_columns_are_told(folder: Path) -> None:
    path = folder / "sources.csv"
    path.write_bytes(path.read_bytes().replace(b"source_id,path,", b"source_id,file,", 1))
    with pytest.raises(
        DatasetError, match=r"sources\.csv has the columns source_id, file, .* expected source_id, path"
    ):
        pipeline.load(folder)


@pytest.mark.parametrize(
    ("table", "old", "new"),
    [
        pytest.param("sources", b",1.0,", b",high,", id="a word for a number"),
        pytest.param("sources", b"\r\n", b",more\r\n", id="a column too many"),
        pytest.param("sources", b"BPO", b"\xff\xfe", id="bytes that are no text"),
        pytest.param("blocks", b",0,0,", b",0,zero,", id="a word for an integer"),
    ],
)  # fmt: skip
def test_a_damaged_table_is_a_dataset_error(folder: Path, table: str, old: bytes, new: bytes) -> None:
    path = folder / f"{table}.csv"
    head, body = path.read_bytes().split(b"\r\n", 1)
    assert old in body or table == "blocks"
    path.write_bytes(head + b"\r\n" + (body.replace(old, new) if old in body else body + b"broken\r\n"))
    with pytest.raises(DatasetError):
        pipeline.load(folder)
