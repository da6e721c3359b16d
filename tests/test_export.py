"""Export: rows in CSV and JSON, exact and safe; the same rows whatever the order of the files."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import pipeline
from pipeline.dataset import Dataset, DatasetError, load
from pipeline.export.contents import Contents
from pipeline.export.csv_files import csv_of, from_field, header_of, read_table, to_field
from pipeline.export.folder import OutputError, restore, write_files, write_folder
from pipeline.export.formats import FormatError, chosen
from pipeline.export.rows import Row, Rows, Value, make_rows
from pipeline.export.schema import SCHEMAS, Column, schema
from pipeline.export.verify import verify
from pipeline.model import Document
from pipeline.running import runner, sequence
from pipeline.stages.ingest import ingest

Read = Callable[..., Document]
TEXTS = ("csv", "json")

CANOE = """Difference between canoe and kayak

A canoe is an open boat. A kayak is a closed boat, "covered" by a deck.

=1+1 is no formula

Types of canoe
• River canoe: short | wide
• -Sea canoe, long
"""
KANO = """Forskjellen mellom kano og kajakk

En kano er en åpen båt. En kajakk er en lukket båt med dekk.
"""

# --- one value ------------------------------------------------------------------------------------------------


def _is_safe_in_a_list(text: str) -> bool:
    return bool(text) and "\\" not in text


STRING, LIST = Column("c", "string", ""), Column("c", "list", "")
texts = st.one_of(st.text(max_size=20), st.text(alphabet="'=+-@|\\\t\r\n,\" a", max_size=12))
values = st.one_of(
    st.tuples(st.just(STRING), texts),
    st.tuples(st.just(LIST), st.lists(texts.filter(_is_safe_in_a_list), max_size=4).map(tuple)),
    st.tuples(st.just(Column("c", "integer", "")), st.one_of(st.none(), st.integers(-(10**9), 10**9))),
    st.tuples(st.just(Column("c", "number", "")), st.one_of(st.none(), st.floats(allow_nan=False))),
    st.tuples(st.just(Column("c", "boolean", "")), st.booleans()),
)


@pytest.mark.parametrize(
    ("value", "field"),
    [
        ("=SUM(A1)", "'=SUM(A1)"),
        ("-1 apple", "'-1 apple"),
        ("+", "'+"),
        ("@me", "'@me"),
        ("\tx", "'\tx"),
        ("'=x", "''=x"),
        ("it's", "it's"),
        ("'quoted'", "'quoted'"),
        ("", ""),
        (("a", "b"), "a|b"),
        (("a|b", "c\\d"), "a\\|b|c\\\\d"),
        ((), ""),
        (("=a", "b"), "'=a|b"),
        (True, "true"),
        (None, ""),
        (0.1, "0.1"),
        (-3, "-3"),
    ],
)
def test_a_value_is_written_safe_to_open(value: Value, field: str) -> None:
    assert to_field(value) == field


@settings(max_examples=500, deadline=None, derandomize=True)
@given(values)
def test_what_is_written_is_read_back(pair: tuple[Column, Value]) -> None:
    column, value = pair
    assert from_field(to_field(value), column) == value


@pytest.mark.parametrize("value", [("a\\b", "c"), ("\\|",), ("a\\", "b")])
def test_a_list_is_read_back_whatever_it_holds(value: Value) -> None:
    assert from_field(to_field(value), LIST) == value


@settings(max_examples=300, deadline=None, derandomize=True)
@given(texts)
def test_no_text_opens_as_a_formula(text: str) -> None:
    assert to_field(text)[:1] not in set("=+-@\t\r")


# --- one table ------------------------------------------------------------------------------------------------


@settings(max_examples=200, deadline=None, derandomize=True)
@given(st.lists(st.tuples(texts, texts, texts, texts, st.just(""), st.integers(0, 9)), max_size=5))
def test_a_table_of_any_texts_comes_back(rows: list[Row]) -> None:
    table = schema("labels")
    narrowed = [(*row[: len(table.columns) - 1], row[-1]) for row in rows]
    written = (header_of(table) + csv_of(narrowed)).decode()
    assert list(read_table(table, io.StringIO(written, newline=""))) == narrowed


def test_lines_end_in_cr_lf_and_nothing_is_put_before_the_header() -> None:
    assert header_of(schema("labels")).decode() == ",".join(schema("labels").names) + "\r\n"


def test_a_table_with_other_columns_is_refused() -> None:
    with pytest.raises(ValueError, match=r"labels\.csv has the columns a, b"):
        list(read_table(schema("labels"), io.StringIO("a,b\r\n1,2\r\n", newline="")))


# --- the dataset ----------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def paths(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    folder = tmp_path_factory.mktemp("raw")
    texts = {"canoe.txt": CANOE, "kano.txt": KANO, "copy.txt": CANOE, "empty.txt": "", "tea.txt": "Tea is hot."}
    for name, text in texts.items():
        (folder / name).write_text(text, encoding="utf-8")
    return [folder / name for name in texts]


@pytest.fixture(scope="module")
def rows(paths: list[Path]) -> Rows:
    return pipeline.run(paths).rows


def test_the_same_rows_come_out_whatever_the_order_of_the_files(paths: list[Path], rows: Rows) -> None:
    assert pipeline.run(paths[::-1]).rows == rows


def test_csv_json_and_rows_say_the_same(rows: Rows, tmp_path: Path) -> None:
    write_folder(Contents(rows), tmp_path / "out", TEXTS)
    read_back = load(tmp_path / "out").rows
    records = json.loads((tmp_path / "out" / "dataset.json").read_text(encoding="utf-8"))
    assert set(records) == {table.name for table in SCHEMAS}
    for table in SCHEMAS:
        assert read_back[table.name] == rows[table.name]
        listed = [
            {name: list(v) if isinstance(v, tuple) else v for name, v in zip(table.names, row, strict=True)}
            for row in rows[table.name]
        ]
        assert records[table.name] == listed


@pytest.mark.parametrize("table", SCHEMAS, ids=lambda table: table.name)
def test_rows_are_sorted_by_a_key_that_names_each_once(rows: Rows, table: object) -> None:
    one = schema(table.name)  # type: ignore[attr-defined]
    keys = [tuple(row[one.names.index(column)] for column in one.key) for row in rows[one.name]]
    assert keys == sorted(keys)
    assert len(keys) == len(set(keys))


@pytest.mark.parametrize("table", SCHEMAS, ids=lambda table: table.name)
def test_what_a_row_refers_to_is_there(rows: Rows, table: object) -> None:
    one = schema(table.name)  # type: ignore[attr-defined]
    for key in one.foreign_keys:
        other = schema(key.table)
        known = {row[other.names.index(key.target)] for row in rows[other.name]}
        used = {row[one.names.index(key.column)] for row in rows[one.name]}
        assert used - {"", None} <= known, key.column


@pytest.mark.parametrize("table", SCHEMAS, ids=lambda table: table.name)
def test_each_value_is_of_its_column(rows: Rows, table: object) -> None:
    types = {"string": str, "integer": int, "number": (int, float), "boolean": bool, "list": tuple}
    one = schema(table.name)  # type: ignore[attr-defined]
    for row in rows[one.name]:
        for value, column in zip(row, one.columns, strict=True):
            assert isinstance(value, types[column.type]) or (value is None and not column.required), column.name
            assert not column.enum or value in column.enum, column.name


def test_every_quote_is_what_stands_at_its_place(paths: list[Path], rows: Rows) -> None:
    documents = [ingest(path.name, path.read_bytes()) for path in paths]
    text_of = {document.source.source_id: document.text for document in documents}
    for table in SCHEMAS:
        if "quote" in table.names:
            start, end, quote, source = (table.names.index(name) for name in ("start", "end", "quote", "source_id"))
            for row in rows[table.name]:
                if row[start] is not None:
                    assert text_of[str(row[source])][row[start] : row[end]] == row[quote]  # type: ignore[misc]


def test_a_file_that_lies_there_twice_is_counted_once(rows: Rows) -> None:
    paths = [row[schema("sources").names.index("path")] for row in rows["sources"]]
    assert sorted(map(str, paths)) == ["canoe.txt", "empty.txt", "kano.txt", "tea.txt"]
    codes = [row[schema("findings").names.index("code")] for row in rows["findings"]]
    assert {"source.duplicate", "source.empty", "source.not_comparison"} <= set(codes)


def test_frames_have_the_types_of_their_columns(rows: Rows) -> None:
    dataset = Dataset(rows)
    assert list(dataset) == [table.name for table in SCHEMAS]
    assert len(dataset.blocks) == len(rows["blocks"])
    assert str(dataset.blocks["start"].dtype) == "Int64"
    assert str(dataset.blocks["kind"].dtype) == "category"
    with pytest.raises(AttributeError, match="no table nonsense"):
        _ = dataset.nonsense


# --- the folder -----------------------------------------------------------------------------------------------


def test_other_files_in_the_folder_are_kept(rows: Rows, tmp_path: Path) -> None:
    folder = tmp_path / "out"
    folder.mkdir()
    (folder / "notes.md").write_text("mine", encoding="utf-8")
    (folder / "sources.csv").write_text("old", encoding="utf-8")
    write_folder(Contents(rows), folder, TEXTS)
    assert (folder / "notes.md").read_text(encoding="utf-8") == "mine"
    assert load(folder).rows["sources"] == rows["sources"]
    assert [path.name for path in tmp_path.iterdir()] == ["out"]


def test_a_run_that_fails_leaves_the_folder_as_it_was(
    rows: Rows, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "out"
    write_folder(Contents(rows), folder, TEXTS)
    before = {path.name: path.read_bytes() for path in folder.iterdir()}

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("pipeline.export.folder._keep", full)
    with pytest.raises(OutputError, match="No space left"):
        write_folder(Contents(rows), folder, TEXTS)
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == before
    assert [path.name for path in tmp_path.iterdir()] == ["out"]


def test_a_folder_set_aside_by_a_run_that_was_killed_comes_back(rows: Rows, tmp_path: Path) -> None:
    folder = tmp_path / "out"
    write_folder(Contents(rows), folder, TEXTS)
    folder.rename(tmp_path / ".out.previous")
    restore(folder)
    assert load(folder).rows["sources"] == rows["sources"]


def test_formats_that_are_not_wanted_this_time_go(rows: Rows, tmp_path: Path) -> None:
    folder = tmp_path / "out"
    write_folder(Contents(rows), folder, ["csv", "json", "parquet"])
    write_folder(Contents(rows), folder, ["json"])
    assert sorted(path.name for path in folder.iterdir()) == ["dataset.json", "dataset.schema.json"]
    assert load(folder).rows == rows


@pytest.mark.parametrize(
    ("names", "told"),
    [(["csv", "toml"], "There is no format toml; the formats are csv, json,"), ([], "No format is named")],
)
def test_a_format_that_is_not_there_is_told(rows: Rows, tmp_path: Path, names: list[str], told: str) -> None:
    with pytest.raises(FormatError, match=told):
        write_folder(Contents(rows), tmp_path / "out", names)
    assert not list(tmp_path.iterdir())


def test_excel_knows_the_encoding_by_a_mark_that_reading_takes_away(rows: Rows, tmp_path: Path) -> None:
    write_folder(Contents(rows, excel_bom=True), tmp_path / "out", TEXTS)
    assert all(path.read_bytes().startswith(b"\xef\xbb\xbf") for path in (tmp_path / "out").glob("*.csv"))
    assert load(tmp_path / "out").rows == rows


def test_a_folder_set_aside_is_read_where_it_stands(rows: Rows, tmp_path: Path) -> None:
    write_folder(Contents(rows), tmp_path / "out", TEXTS)
    (tmp_path / "out").rename(tmp_path / ".out.previous")
    assert load(tmp_path / "out").rows == rows
    assert [path.name for path in tmp_path.iterdir()] == [".out.previous"]


def test_a_folder_without_a_dataset_is_told(tmp_path: Path) -> None:
    with pytest.raises(DatasetError, match=r"sources\.csv is missing"):
        load(tmp_path)


def test_json_has_a_record_a_line(rows: Rows, tmp_path: Path) -> None:
    write_files(Contents(rows), tmp_path, chosen(["json"]))
    lines = (tmp_path / "dataset.json").read_text(encoding="utf-8").splitlines()
    assert sum(line.lstrip().startswith('{"source_id"') for line in lines) >= len(rows["sources"])


# --- any text -------------------------------------------------------------------------------------------------

_LINES = ("Difference between tea and coffee", "Tea vs coffee", "tea and coffee", "What is tea?", "Tea is a drink.",
          "The former is hot, while the latter is cold.", "• green tea: mild", "1. black tea", "Feature | tea | coffee",
          "Colour | green | black", "Origin\tAsia\tAfrica", "Types of tea", "Tea is of three types:", "Summary:",
          "Home", "tea", "coffee", "Cost high low", "“green tea” and “black tea”", "İçindekiler:", "紅茶と緑茶の違い",
          "\u200b", "-", "“", "||", "(", "ﬁ", "\u0301", "")  # fmt: skip
articles = st.one_of(
    st.lists(st.sampled_from(_LINES), max_size=20).map("\n".join),
    st.lists(st.sampled_from(_LINES), max_size=12)
    .map("\n\n".join)
    .map("Difference between tea and coffee\n\ntea, coffee\n".__add__),
    st.text(st.characters(codec="utf-8"), max_size=80),
)


@settings(max_examples=80, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
@given(articles)
def test_any_text_becomes_rows_and_the_same_ones_each_time(text: str) -> None:
    def exported() -> Rows:
        documents = [runner.process(ingest("a.txt", text.encode()))]
        verify(documents)
        made = [sequence.check(topic) for topic in runner.topics.group(documents)]
        return make_rows(documents, made)

    first = exported()
    assert "source.failed" not in [row[2] for row in first["findings"]]
    assert exported() == first
