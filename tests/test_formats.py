"""Each format says what the rows say, whatever the texts in them, and is what its standard asks for."""

from __future__ import annotations

import json
import subprocess
import sys
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import duckdb
import jsonschema
import openpyxl
import polars
import pyshacl
import pytest
import rdflib
from openpyxl.utils.escape import unescape
from rdflib import SKOS, Literal, URIRef
from rdflib.compare import isomorphic

from pipeline.export.contents import Contents, batches, contents_of
from pipeline.export.folder import write_files
from pipeline.export.formats import FORMATS, chosen
from pipeline.export.json_schema import json_schema
from pipeline.export.rows import Row, Value, make_rows
from pipeline.export.schema import SCHEMAS, schema
from pipeline.export.views import VIEWS
from pipeline.files import find_files
from pipeline.running import runner

ROOT = Path(__file__).parent.parent
SHAPES = ROOT / "pipeline" / "export" / "shapes.ttl"

# An article whose own words are an attack on every format.
HOSTILE = """Difference between O'Neill and =SUM(A1)

O'Neill is a "quote"\\" and a <tag> & more; DROP TABLE sources--\t. =SUM(A1) is a formula: {one} ^two` |three.

Types of O'Neill
• +one \\ {two}: @three ^four` \u202e\U0001f600 \x01
• =HYPERLINK("http://x") <x>, 'five |six: -seven
• http://x.y/z: mailto:a@b
"""


@pytest.fixture(scope="module", params=["the given articles", "hostile text", "nothing"])
def contents(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Contents:
    raw = ROOT / "raw"
    if request.param != "the given articles":
        raw = tmp_path_factory.mktemp("raw")
        (raw / "a'b.txt").write_text(HOSTILE if request.param == "hostile text" else "", encoding="utf-8")
    result = runner.run(find_files([raw]))
    return contents_of(make_rows(result.documents, result.topics), result.documents, result.topics)


@pytest.fixture(scope="module")
def folder(contents: Contents, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("it's here")
    write_files(contents, folder)
    return folder


def typed(contents: Contents, name: str) -> list[Row]:
    """Return the rows as typed formats hold them: an empty closed value or reference is nothing, a list is a list."""
    table = schema(name)

    def cell(value: Value, column: str) -> Any:
        return list(value) if isinstance(value, tuple) else None if value == "" and column in table.optional else value

    return [
        tuple(cell(value, column) for value, column in zip(row, table.names, strict=True))
        for row in contents.rows[name]
    ]


def test_every_format_writes_the_files_that_it_names_and_no_others(folder: Path) -> None:
    written = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}
    assert written == {name for one in FORMATS for name in one.files}


@pytest.mark.parametrize("name", [one.name for one in FORMATS])
def test_the_same_rows_give_the_same_bytes(contents: Contents, folder: Path, tmp_path: Path, name: str) -> None:
    (one,) = chosen([name])
    write_files(contents, tmp_path, [one])
    for file in one.files:
        assert (tmp_path / file).read_bytes() == (folder / file).read_bytes()


def test_rows_are_handed_on_in_batches() -> None:
    assert [len(batch) for batch in batches([(number,) for number in range(25)], 10)] == [10, 10, 5]
    assert list(batches([])) == []


# ------------------------------------------------------------------------------------------------------- JSON Schema


def test_the_json_is_what_its_schema_says(folder: Path) -> None:
    told = json.loads((folder / "dataset.schema.json").read_text(encoding="utf-8"))
    assert told == json_schema()
    jsonschema.Draft202012Validator.check_schema(told)
    jsonschema.validate(json.loads((folder / "dataset.json").read_text(encoding="utf-8")), told)


Tables = dict[str, list[dict[str, Any]]]


@pytest.mark.parametrize(
    "damage",
    [
        pytest.param(lambda tables: tables.pop("verdicts"), id="a table gone"),
        pytest.param(lambda tables: tables["blocks"][0].pop("kind"), id="a column gone"),
        pytest.param(lambda tables: tables["blocks"][0].update(more=1), id="a column too many"),
        pytest.param(lambda tables: tables["blocks"][0].update(kind="prose"), id="a value outside its list"),
        pytest.param(lambda tables: tables["mentions"][0].update(confidence=1.5), id="a number out of bounds"),
        pytest.param(lambda tables: tables["mentions"][0].update(start=None), id="nothing where something must be"),
        pytest.param(lambda tables: tables["sources"][0].update(subject_ids="a|b"), id="a text for a list"),
        pytest.param(lambda tables: tables["concepts"][0].update(concept_id=""), id="an empty key"),
    ],
)
def test_the_schema_refuses_a_damaged_dataset(damage: Callable[[Tables], object]) -> None:
    tables = json.loads((ROOT / "output" / "dataset.json").read_text(encoding="utf-8"))
    damage(tables)
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(tables, json_schema())


# --------------------------------------------------------------------------------------------------------------- SKOS


@pytest.fixture(scope="module")
def graph(folder: Path) -> rdflib.Graph:
    return rdflib.Graph().parse(folder / "concepts.ttl")


def test_turtle_and_json_ld_say_the_same(folder: Path, graph: rdflib.Graph) -> None:
    other = rdflib.Graph().parse(folder / "concepts.jsonld", format="json-ld")
    assert isomorphic(graph, other)


def test_the_graph_holds_every_concept_with_its_labels(contents: Contents, graph: rdflib.Graph) -> None:
    named = {str(graph.value(node, SKOS.notation)): node for node in graph.subjects(rdflib.RDF.type, SKOS.Concept)}
    assert set(named) == {row[0] for row in contents.rows["concepts"]}
    properties = {"pref": SKOS.prefLabel, "alt": SKOS.altLabel, "observed": SKOS.hiddenLabel}
    for record in contents.records("labels"):
        literal = Literal(str(record["label"]), lang=str(record["language"]))
        assert (named[str(record["concept_id"])], properties[str(record["label_kind"])], literal) in graph
    for record in contents.records("concepts"):
        broader = named[str(record["broader_id"])] if record["broader_id"] else None
        assert graph.value(named[str(record["concept_id"])], SKOS.broader) == broader


def faults(graph: rdflib.Graph) -> list[str]:
    shapes = rdflib.Graph().parse(SHAPES)
    _, report, _ = pyshacl.validate(graph, shacl_graph=shapes, advanced=True)
    return sorted({str(message) for message in report.objects(None, rdflib.SH.resultMessage)})


def test_the_graph_has_the_shape_that_is_promised(graph: rdflib.Graph) -> None:
    assert faults(graph) == []


BPO = URIRef("urn:tertium:outsourcing:bpo")
METHOD = URIRef("urn:tertium:outsourcing:outsourcing-method")


@pytest.mark.parametrize(
    ("triple", "fault"),
    [
        pytest.param((BPO, SKOS.prefLabel, Literal("another", lang="en")), "one a language", id="two labels"),
        pytest.param((BPO, SKOS.altLabel, Literal("no language")), "has a language", id="a label without a language"),
        pytest.param((METHOD, SKOS.broader, BPO), "not broader than itself", id="a circle"),
        pytest.param((METHOD, SKOS.broader, URIRef("urn:x")), "is one concept, described here", id="nobody's concept"),
        pytest.param((BPO, SKOS.topConceptOf, URIRef("urn:tertium:aspect")), "has nothing broader", id="a false top"),
        pytest.param((BPO, SKOS.inScheme, URIRef("urn:tertium:aspect")), "is in one scheme", id="two schemes"),
    ],
)
def test_the_shapes_find_a_fault(triple: tuple[URIRef, URIRef, Any], fault: str) -> None:
    graph = rdflib.Graph().parse(ROOT / "output" / "concepts.ttl")
    graph.add(triple)
    assert [message for message in faults(graph) if fault in message]


# -------------------------------------------------------------------------------------------------------- annotations


def annotations(folder: Path) -> Iterator[dict[str, Any]]:
    with (folder / "annotations.jsonl").open(encoding="utf-8", newline="") as file:
        yield from map(json.loads, file)


def test_each_row_with_a_passage_is_an_annotation_and_none_twice(contents: Contents, folder: Path) -> None:
    names = [one["id"] for one in annotations(folder)]
    placed = [table for table in SCHEMAS if "start" in table.names]
    rows = sum(record["start"] is not None for table in placed for record in contents.records(table.name))
    assert len(names) == len(set(names)) == rows
    assert all(URIRef(name).n3() for name in names)


def test_both_selectors_lead_to_the_passage(contents: Contents, folder: Path) -> None:
    for one in annotations(folder):
        text = contents.texts[one["target"]["source"].removeprefix("urn:tertium:sources:")]
        position, quote = one["target"]["selector"]
        start, end = position["start"], position["end"]
        assert (position["type"], quote["type"]) == ("TextPositionSelector", "TextQuoteSelector")
        assert text[start:end] == quote["exact"]
        assert text[:start].endswith(quote["prefix"]) and text[end:].startswith(quote["suffix"])
        assert len(quote["prefix"]) == min(32, start) and len(quote["suffix"]) == min(32, len(text) - end)


def test_an_annotation_has_what_the_model_asks_for(folder: Path) -> None:
    for one in annotations(folder):
        assert one["@context"] == "http://www.w3.org/ns/anno.jsonld"
        assert one["type"] == "Annotation"
        for body in one["body"]:
            assert body["purpose"] in {"assessing", "classifying", "describing", "identifying", "linking", "tagging"}
            assert ("value" in body) == (body["type"] == "TextualBody")
            assert ("source" in body) == (body["type"] == "SpecificResource")


# ------------------------------------------------------------------------------------------------- DuckDB and Parquet


@pytest.fixture(scope="module")
def database(folder: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    with duckdb.connect(folder / "dataset.duckdb", read_only=True) as connection:
        yield connection


@pytest.mark.parametrize("table", [table.name for table in SCHEMAS])
def test_the_database_holds_the_rows(contents: Contents, database: duckdb.DuckDBPyConnection, table: str) -> None:
    key = ", ".join(schema(table).key)
    assert database.sql(f"SELECT * FROM {table} ORDER BY {key}").fetchall() == typed(contents, table)


def test_the_database_knows_types_keys_and_meanings(database: duckdb.DuckDBPyConnection) -> None:
    query = "SELECT table_name, constraint_type, count(*) FROM duckdb_constraints() GROUP BY ALL"
    kinds = database.sql(query).fetchall()
    for table in SCHEMAS:
        assert (table.name, "PRIMARY KEY", 1) in kinds
        if table.foreign_keys:
            assert (table.name, "FOREIGN KEY", len(table.foreign_keys)) in kinds
    comments = dict(database.sql("SELECT table_name, comment FROM duckdb_tables()").fetchall())
    assert comments["verdicts"] == "A row is a comparison."
    columns = dict(database.sql("SELECT column_name, column_type FROM (DESCRIBE verdicts)").fetchall())
    assert columns["strength"] == "ENUM('hard', 'soft')"
    assert (columns["statement_ids"], columns["confidence"]) == ("VARCHAR[]", "DOUBLE")


@pytest.mark.parametrize(
    ("row", "told"),
    [
        pytest.param("'nobody', 'en', 'x', 'pref', 1", "foreign key constraint", id="a broken key"),
        pytest.param("'one', 'en', 'one', 'alt', 1", "[Dd]uplicate key", id="a row twice"),
        pytest.param("'one', 'en', 'x', 'pref', -1", "CHECK constraint", id="a number out of bounds"),
        pytest.param("'one', 'en', 'x', 'wrong', 1", "Could not convert", id="a value outside its list"),
        pytest.param("'one', NULL, 'x', 'pref', 1", "NOT NULL constraint", id="nothing where something must be"),
    ],
)
def test_the_database_guards_its_keys(tmp_path: Path, row: str, told: str) -> None:
    rows: dict[str, tuple[Row, ...]] = {table.name: () for table in SCHEMAS}
    rows["concepts"] = (("one", "type", "one", "two", "", "source"), ("two", "type", "two", "", "", "source"))
    rows["labels"] = (("one", "en", "one", "pref", 1),)
    write_files(Contents(rows), tmp_path, chosen(["duckdb"]))
    with duckdb.connect(tmp_path / "dataset.duckdb") as connection:
        connection.execute("INSERT INTO labels VALUES ('two', 'en', 'two', 'pref', 1)")
        with pytest.raises(duckdb.Error, match=told):
            connection.execute(f"INSERT INTO labels VALUES ({row})")


@pytest.mark.parametrize("table", [table.name for table in SCHEMAS])
def test_parquet_holds_the_rows_in_their_order(contents: Contents, folder: Path, table: str) -> None:
    frame = polars.read_parquet(folder / "parquet" / f"{table}.parquet")
    assert frame.columns == list(schema(table).names)
    assert frame.rows() == typed(contents, table)


def test_every_view_answers(contents: Contents, database: duckdb.DuckDBPyConnection) -> None:
    for view in VIEWS:
        database.sql(f"FROM {view.name}").fetchall()
    tree = database.sql("SELECT concept_id, depth, len(path) FROM taxonomy_tree").fetchall()
    assert sorted(row[0] for row in tree) == sorted(row[0] for row in contents.rows["concepts"])
    assert all(depth + 1 == length for _, depth, length in tree)


def test_the_matrix_holds_each_statement_once(contents: Contents, database: duckdb.DuckDBPyConnection) -> None:
    said = database.sql("SELECT unnest(statement_ids) FROM comparison_matrix").fetchall()
    known = {row[0] for row in contents.rows["statements"] if row[2]}
    assert {one for (one,) in said} == known
    assert len(said) == len(known)


def test_a_verdict_has_a_passage_for_each_of_its_statements(
    contents: Contents, database: duckdb.DuckDBPyConnection
) -> None:
    passages = database.sql("SELECT verdict_id, statement_id, quote FROM verdict_passages").fetchall()
    quotes = {str(one["statement_id"]): one["quote"] for one in contents.records("statements")}
    wanted = {
        (one["verdict_id"], said, quotes[said]) for one in contents.records("verdicts") for said in one["statement_ids"]
    }
    assert set(passages) == wanted and len(passages) == len(wanted)


# -------------------------------------------------------------------------------------------------------------- Excel


def test_the_workbook_holds_the_rows_as_texts_and_numbers(contents: Contents, folder: Path) -> None:
    check_workbook(contents, folder)


def test_the_workbook_of_many_rows_holds_them_too(
    contents: Contents, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("pipeline.export.workbook._FEW", 0)
    write_files(contents, tmp_path, chosen(["xlsx"]))
    check_workbook(contents, tmp_path)


def test_rows_beyond_what_a_sheet_holds_are_left_out_and_that_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("pipeline.export.workbook._MOST_ROWS", 3)
    labels = tuple(("concept", "en", f"label {number}", "pref", 1) for number in range(5))
    rows = {table.name: labels if table.name == "labels" else () for table in SCHEMAS}
    write_files(Contents(rows), tmp_path, chosen(["xlsx"]))
    book = openpyxl.load_workbook(tmp_path / "dataset.xlsx")
    assert [row[2] for row in book["labels"].values] == ["label", "label 0", "label 1"]
    told = {row[0]: row[1:] for row in book["about"].values}
    assert told["labels"] == ("a label of a concept; the sheet shows the first 2", 5)


def check_workbook(contents: Contents, folder: Path) -> None:
    book = openpyxl.load_workbook(folder / "dataset.xlsx")
    assert book.sheetnames == ["about", *(table.name for table in SCHEMAS)]
    for table in SCHEMAS:
        first, *rest = book[table.name].iter_rows()
        assert tuple(cell.value for cell in first) == table.names
        assert not [cell for row in rest for cell in row if cell.data_type == "f" or cell.hyperlink]
        for cells, row in zip(rest, contents.rows[table.name], strict=True):
            for cell, value in zip(cells, row, strict=True):
                wanted = ", ".join(value) if isinstance(value, tuple) else value
                found = unescape(cell.value) if isinstance(cell.value, str) else cell.value
                assert found == (wanted if wanted != "" else None)


def test_the_workbook_names_no_day_but_a_fixed_one(folder: Path) -> None:
    with zipfile.ZipFile(folder / "dataset.xlsx") as packed:
        assert b"2000-01-01T00:00:00Z" in packed.read("docProps/core.xml")
        assert {one.date_time[0] for one in packed.infolist()} == {1980}


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        pytest.param("a" * 32_767, "a" * 32_767, id="as long as a cell"),
        pytest.param("a" * 32_768, "a" * 32_766 + "…", id="longer"),
        pytest.param("\U0001f600" * 20_000, "\U0001f600" * 16_383 + "…", id="signs that count twice"),
    ],
)
def test_a_text_that_no_cell_holds_is_cut_and_shows_it(tmp_path: Path, text: str, wanted: str) -> None:
    label = ("concept", "en", text, "pref", 1)
    rows = {table.name: (label,) if table.name == "labels" else () for table in SCHEMAS}
    write_files(Contents(rows), tmp_path, chosen(["xlsx"]))
    assert openpyxl.load_workbook(tmp_path / "dataset.xlsx")["labels"]["C2"].value == wanted


# ------------------------------------------------------------------------------------------------------- a full disk

_FULL = """
import pathlib, resource, sys
import pipeline
from pipeline.export.contents import Contents
from pipeline.export.folder import OutputError, write_folder
raw, folder, name, size = sys.argv[1:]
contents = Contents(pipeline.run([raw]).rows)
resource.setrlimit(resource.RLIMIT_FSIZE, (int(size), int(size)))
try:
    write_folder(contents, pathlib.Path(folder), [name])
except OutputError as error:
    print(error)
"""


@pytest.mark.parametrize(
    ("name", "size"),
    [("csv", 2_000), ("json", 2_000), ("skos", 2_000), ("annotations", 2_000), ("duckdb", 4_000), ("duckdb", 30_000),
     ("duckdb", 500_000), ("parquet", 4_000), ("xlsx", 2_000), ("xlsx", 30_000)],
)  # fmt: skip
def test_a_full_disk_is_told_whatever_the_format(tmp_path: Path, name: str, size: int) -> None:
    command = [sys.executable, "-c", _FULL, str(ROOT / "raw"), str(tmp_path / "out"), name, str(size)]
    ran = subprocess.run(command, cwd=ROOT, capture_output=True, encoding="utf-8", check=True)
    assert "could not be written" in ran.stdout
    assert not list(tmp_path.iterdir())
