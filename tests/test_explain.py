"""Explaining a row: its passage with its neighbours, the stage and the rule, for every table."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

import pipeline
from pipeline.dataset import Dataset
from pipeline.dataset.explain import Explanation, UnknownRowError, explain
from pipeline.dataset.records import Record, Records, records_of
from pipeline.export.schema import SCHEMAS, schema

ROOT = Path(__file__).parent.parent
RAW = ROOT / "raw"
PLACED = ("blocks", "table_cells", "taxonomy_items", "mentions", "statements")
BY_ID = [table.name for table in SCHEMAS if table.name not in ("labels", "subjects")]  # the others have no one column


@pytest.fixture(scope="module")
def dataset() -> Dataset:
    return pipeline.load(ROOT / "output")


@pytest.fixture(scope="module")
def records(dataset: Dataset) -> Records:
    return records_of(dataset)


def first(records: Records, table: str, **wanted: object) -> Record:
    rows = records.of(table)
    return next(row for row in rows if all(getattr(row, name) == value for name, value in wanted.items()))


def explained(record: Record, table: str, dataset: Dataset) -> Explanation:
    return explain(str(getattr(record, schema(table).key[0])), dataset, RAW)


@pytest.mark.parametrize("table", BY_ID)
def test_every_row_of_a_table_is_found_by_its_identifier(dataset: Dataset, records: Records, table: str) -> None:
    for record in list(records.of(table))[::20]:
        found = explained(record, table, dataset)
        assert found.table == table
        assert found.stage
        assert [name for name, _ in found.fields] == list(schema(table).names)


@pytest.mark.parametrize("table", PLACED)
def test_a_passage_stands_between_its_neighbours(dataset: Dataset, records: Records, table: str) -> None:
    paths = {source.source_id: RAW / source.path for source in records.of("sources")}
    for record in list(records.of(table))[::20]:
        (passage,) = explained(record, table, dataset).passages
        text = paths[record.source_id].read_text(encoding="utf-8")
        assert passage.quote == record.quote == text[passage.start : passage.end]
        assert passage.before == re.sub(r"\s+", " ", text[max(0, passage.start - 160) : passage.start])
        assert passage.after == re.sub(r"\s+", " ", text[passage.end : passage.end + 160])


def test_a_verdict_shows_the_passage_of_each_of_its_statements(dataset: Dataset, records: Records) -> None:
    verdict = first(records, "verdicts", verdict="conflict", scope="cross")
    found = explained(verdict, "verdicts", dataset)
    quotes = {one.quote for one in records.of("statements") if one.statement_id in verdict.statement_ids}
    assert {passage.quote for passage in found.passages} == quotes
    assert len({passage.path for passage in found.passages}) == 2
    assert found.rule == f"{verdict.rule}: {verdict.reason}"
    assert found.stage == "consistency"


def test_a_concept_shows_where_it_is_named(dataset: Dataset, records: Records) -> None:
    found = explain("outsourcing:nearshore", dataset, RAW)
    assert found.table == "concepts"
    named = [one.quote for one in records.of("mentions") if one.concept_id == "outsourcing:nearshore"]
    assert [passage.quote for passage in found.passages] == named != []


def test_a_cell_tells_how_it_was_cut(dataset: Dataset, records: Records) -> None:
    cell = first(records, "table_cells", row=5, column=1)
    found = explained(cell, "table_cells", dataset)
    assert found.rule.startswith(f"cut by joint, confidence {cell.confidence:.2f}; ")
    assert found.rule.endswith("another cut was nearly as good" if cell.ambiguous else "no other cut came near")


def test_a_statement_tells_its_force_and_a_mention_its_match(dataset: Dataset, records: Records) -> None:
    statement = first(records, "statements", polarity="negative")
    rule = explained(statement, "statements", dataset).rule
    assert rule.startswith(f"read from a {statement.origin}, {statement.modality}, negative, confidence 0.")
    mention = first(records, "mentions", match="acronym")
    assert explained(mention, "mentions", dataset).rule == "recognized by acronym match, confidence 0.95"


def test_a_block_tells_the_rule_that_made_it_furniture_or_its_role(dataset: Dataset, records: Records) -> None:
    furniture, content = (first(records, "blocks", boilerplate=value) for value in (True, False))
    assert explained(furniture, "blocks", dataset).rule == furniture.boilerplate_rule != ""
    assert explained(content, "blocks", dataset).rule == f"role {content.role} in a section on {content.section_role}"


def test_a_finding_tells_its_code(dataset: Dataset, records: Records) -> None:
    finding = first(records, "findings", code="references.empty")
    found = explained(finding, "findings", dataset)
    assert found.rule == "references.empty (warning)"
    assert [passage.quote for passage in found.passages] == ["Referanslar"]


def test_a_source_is_explained_without_a_passage(dataset: Dataset, records: Records) -> None:
    source = next(records.of("sources"))
    found = explained(source, "sources", dataset)
    assert (found.table, found.passages) == ("sources", ())
    assert dict(found.fields)["subject_ids"] == ", ".join(source.subject_ids)


def test_an_unknown_row_is_told(dataset: Dataset) -> None:
    with pytest.raises(UnknownRowError, match="No row is called v0000000000"):
        explain("v0000000000", dataset, RAW)


# ---------------------------------------------------------------------------------------- raw files that have changed


@pytest.fixture
def raw(tmp_path: Path) -> Path:
    return Path(shutil.copytree(RAW, tmp_path / "raw"))


def without_neighbours(dataset: Dataset, records: Records, raw: Path) -> bool:
    statement = first(records, "statements", polarity="negative")
    (passage,) = explain(statement.statement_id, dataset, raw).passages
    return (passage.before, passage.quote, passage.after) == ("", statement.quote, "")


def test_the_neighbours_come_from_the_raw_file(dataset: Dataset, records: Records, raw: Path) -> None:
    assert not without_neighbours(dataset, records, raw)


@pytest.mark.parametrize(
    "damage",
    [
        pytest.param(Path.unlink, id="gone"),
        pytest.param(lambda path: path.write_text("Something else.", encoding="utf-8"), id="changed"),
        pytest.param(lambda path: path.write_bytes(b"\xff\xff" + path.read_bytes()), id="undecodable"),
    ],
)
def test_a_raw_file_that_changed_gives_no_wrong_neighbours(
    dataset: Dataset, records: Records, raw: Path, damage: object
) -> None:
    for path in raw.glob("*.txt"):
        damage(path)  # type: ignore[operator]
    assert without_neighbours(dataset, records, raw)


MARKED_UP = """<!DOCTYPE html><html lang="en"><title>Canoe vs Kayak</title><body>
<h1>Difference between Canoe and Kayak</h1>
<p>A <b>canoe</b> is an open&nbsp;boat. A <b>kayak</b> is a closed boat.</p>
<ul><li><strong>River canoe</strong>: short &amp; light</li></ul>
<table><tr><th>Respect</th><th>Canoe</th><th>Kayak</th></tr><tr><td>Deck</td><td>open</td><td>closed</td></tr>
<tr><td>Blades</td><td>one</td><td>two</td></tr></table></body></html>
"""


def test_a_passage_of_a_page_is_shown_as_it_reads_without_markup(tmp_path: Path) -> None:
    (tmp_path / "article.html").write_text(MARKED_UP, encoding="utf-8")
    dataset = pipeline.run([tmp_path])
    row = next(one for one in records_of(dataset).of("statements") if "is an open" in one.quote)
    (passage,) = explain(row.statement_id, dataset, tmp_path).passages
    assert passage.quote == MARKED_UP[passage.start : passage.end] == "A <b>canoe</b> is an open&nbsp;boat"
    assert passage.text == "A canoe is an open boat"
    assert passage.before == "Difference between Canoe and Kayak "
    assert passage.after.startswith(". A kayak is a closed boat. River canoe: short & light ")


DOUBTFUL = """Difference between Canoe and Kayak

A canoe is an open boat, whereas a kayak is a closed boat.

Parameters of comparison

Canoe

Kayak

Paddle One blade Two blades
Seat Kneeling on a bench Sitting low
Deck Open Closed
Typical use calm lakes and slow rivers white water and open sea
"""


def test_an_ambiguous_cell_is_explained_with_how_else_its_row_could_be_cut(tmp_path: Path) -> None:
    (tmp_path / "article.txt").write_text(DOUBTFUL, encoding="utf-8")
    dataset = pipeline.run([tmp_path])
    doubtful = next(row for row in dataset.rows["table_cells"] if row[11])
    found = explain(str(doubtful[0]), dataset, tmp_path)
    assert "another cut was nearly as good The row could also be cut as Typical" in found.rule
    assert found.rule.count(" | ") == 2


# -------------------------------------------------------------------------------------------------- rows of a frame


@pytest.mark.parametrize("table", [table.name for table in SCHEMAS])
def test_a_row_of_a_frame_is_explained_as_by_its_identifier(dataset: Dataset, table: str) -> None:
    row = dataset.frame(table).iloc[-1]
    found = dataset.explain(row, RAW)
    assert (found.table, dict(found.fields)[schema(table).key[0]]) == (table, row[schema(table).key[0]])
    if table in BY_ID:
        assert found == dataset.explain(str(row[schema(table).key[0]]), RAW)


def test_a_row_with_other_columns_is_told(dataset: Dataset) -> None:
    with pytest.raises(UnknownRowError, match="has not the columns of a table"):
        dataset.explain(dataset.verdicts[["verdict_id", "reason"]].iloc[0], RAW)


def test_a_row_of_another_dataset_is_told(dataset: Dataset) -> None:
    row = dataset.labels.iloc[0].copy()
    row["label"] = "nobody's"
    with pytest.raises(UnknownRowError, match=r"labels has no row .*nobody's"):
        dataset.explain(row, RAW)
