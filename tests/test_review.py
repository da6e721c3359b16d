"""Review: what is not sure is listed with its passages, and what the user decides holds in the next run."""

from __future__ import annotations

from pathlib import Path

import pytest

import pipeline
from pipeline import vocabulary
from pipeline.export.contents import contents_of
from pipeline.export.folder import write_folder
from pipeline.export.mappings import FILE
from pipeline.export.rows import make_rows
from pipeline.files import find_files
from pipeline.mapping.review import Proposal, ReviewError, decide, listing, passages, proposals
from pipeline.running.runner import Result, run

ENGLISH = """Difference between MTS and M2TS

MTS is a format of video. M2TS is a format of video, too.

Comparison table

| | MTS | M2TS |
|---|---|---|
| Glarbling | big | small |
| Use | cameras | discs |
| Size | 4 GB | 8 GB |
"""
TURKISH = """MTS ve M2TS arasındaki fark

MTS bir video formatıdır. M2TS de bir video formatıdır.

Karşılaştırma tablosu

| | MTS | M2TS |
|---|---|---|
| Zonklama | büyük | küçük |
| Kullanım | kamera | disk |
| Boyut | 4 GB | 8 GB |
"""
NAMES = ("source:zonklama", "source:glarbling")


@pytest.fixture
def raw(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A raw folder of two articles whose tables have one row that no vocabulary knows."""
    monkeypatch.setenv("TERTIUM_CACHE", str(tmp_path / "cache"))
    folder = tmp_path / "raw"
    folder.mkdir()
    (folder / "en.txt").write_text(ENGLISH, encoding="utf-8")
    (folder / "tr.txt").write_text(TURKISH, encoding="utf-8")
    yield folder
    vocabulary.use()


def written(raw: Path) -> Path:
    """Run and write the dataset as the command does."""
    vocabulary.use(*vocabulary.beside([raw]))
    result: Result = run(find_files([raw]))
    folder = raw.parent / "output"
    write_folder(contents_of(make_rows(result.documents, result.topics), result.documents, result.topics), folder)
    return folder


def the_one(folder: Path) -> Proposal:
    (found,) = [one for one in proposals(folder) if {one.one.concept_id, one.other.concept_id} == set(NAMES)]
    return found


def aspects(raw: Path) -> set[str]:
    """Return the identities of the row that no vocabulary knows, over both sources."""
    table = pipeline.run([raw]).table_cells
    row = table[(table["cell_kind"] == "aspect") & table["text"].isin(["Glarbling", "Zonklama"])]
    return set(row["aspect_id"])


def test_what_is_not_sure_is_listed_with_its_passages(raw: Path) -> None:
    folder = written(raw)
    found = the_one(folder)
    assert not found.joined
    assert found.evidence == "the same place in lists of which the rest agrees"
    dataset = pipeline.load(folder)
    assert [(place.path, place.text) for place in passages(found.one, dataset)] == [("tr.txt", "Zonklama")]
    assert any(line.startswith(found.mapping_id) for line in listing([found], folder))
    assert aspects(raw) == set(NAMES)


def test_what_the_user_accepts_is_one_concept_from_then_on(raw: Path) -> None:
    found = the_one(written(raw))
    path = decide(proposals(raw.parent / "output"), [found.mapping_id], [], raw.parent / "vocabulary")
    assert path == raw.parent / "vocabulary" / "reviewed.ttl"
    assert len(aspects(raw)) == 1
    assert vocabulary.load().by_id["source:glarbling"].kind == "aspect"
    assert [one for one in proposals(written(raw)) if not one.joined and one.one.concept_id in NAMES] == []


def test_what_the_user_rejects_is_proposed_no_more(raw: Path) -> None:
    found = the_one(written(raw))
    decide([found], [], [found.mapping_id], raw.parent / "vocabulary")
    assert aspects(raw) == set(NAMES)
    assert [one for one in proposals(written(raw)) if one.mapping_id == found.mapping_id] == []


def test_a_later_decision_takes_the_place_of_an_earlier_one(raw: Path) -> None:
    found = the_one(written(raw))
    decide([found], [found.mapping_id], [], raw.parent / "vocabulary")
    decide([found], [], [found.mapping_id], raw.parent / "vocabulary")
    assert aspects(raw) == set(NAMES)


def test_a_mapping_that_is_not_there_is_told(raw: Path, tmp_path: Path) -> None:
    with pytest.raises(ReviewError, match="no mapping nosuch"):
        decide([], ["nosuch"], [], tmp_path / "vocabulary")
    with pytest.raises(ReviewError, match="is missing"):
        proposals(tmp_path)


# --- the file --------------------------------------------------------------------------------------------------


def test_every_mapping_is_a_row_with_its_justification(raw: Path) -> None:
    lines = (written(raw) / FILE).read_text(encoding="utf-8").splitlines()
    head = [line for line in lines if line.startswith("#")]
    assert "# curie_map:" in head
    assert '#   source: "urn:tertium:source:"' in head
    header, *rows = (line.split("\t") for line in lines if not line.startswith("#"))
    assert rows == sorted(rows)
    by_id = {row[0]: dict(zip(header, row, strict=True)) for row in rows}
    assert by_id["source:kullan%C4%B1m" if "source:kullan%C4%B1m" in by_id else "source:kullanim"]["object_id"] == (
        "aspect:use"
    )
    assert by_id["source:zonklama"]["predicate_id"] == "skos:closeMatch"
    assert by_id["source:zonklama"]["mapping_justification"] == "semapv:StructuralMatching"


def test_the_file_is_valid_for_sssom_py(raw: Path) -> None:
    parsers = pytest.importorskip("sssom.parsers")
    validators = pytest.importorskip("sssom.validators")
    path = written(raw) / FILE
    table = parsers.parse_sssom_table(path)
    rows = [line for line in path.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    assert len(table.df) == len(rows) - 1
    assert all(not report.results for report in validators.validate(table).values())
