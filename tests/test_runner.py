"""The runner: the order of the stages, what becomes of a source that fails, duplicates and progress."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

import pipeline
from pipeline.export.rows import make_rows
from pipeline.files import InputError, RawFile, find_files
from pipeline.model import Document, Topic
from pipeline.running import runner, sequence
from pipeline.running.progress import Phase, Step
from pipeline.stages.stage import SourceStage, TopicStage

RAW = Path(__file__).parent.parent / "raw"
GIVEN = (*sequence.SOURCE_STAGES, *sequence.TOPIC_STAGES)
NB = "bpo-call-center-differkinome.txt"
TR = "bpo-cagri-merkezi-removalsclassifieds.txt"


def stage(name: str, requires: tuple[str, ...], assigns: tuple[str, ...]) -> SourceStage:
    return SourceStage(name, 1, requires, assigns, lambda document: document)


def codes(document: Document) -> list[str]:
    return [finding.code for finding in document.findings]


# --------------------------------------------------------------------------------------------------------- the order


def test_the_stages_stand_in_an_order_that_gives_each_what_it_requires() -> None:
    sequence.check_order(GIVEN, ("source.text", "topics"))


def test_a_stage_before_the_one_that_it_rests_on_is_refused() -> None:
    first, second = stage("blocks", ("source.text",), ("blocks",)), stage("language", ("blocks",), ("language",))
    sequence.check_order((first, second))
    with pytest.raises(sequence.StageOrderError, match="Stage language requires blocks, which no stage before it"):
        sequence.check_order((second, first))


def test_a_stage_cannot_give_itself_what_it_requires() -> None:
    with pytest.raises(sequence.StageOrderError, match="blocks"):
        sequence.check_order((stage("blocks", ("blocks",), ("blocks",)),))


@pytest.mark.parametrize("position", range(len(sequence.SOURCE_STAGES)), ids=lambda at: sequence.SOURCE_STAGES[at].name)
def test_no_stage_can_stand_first_but_the_first(position: int) -> None:
    moved = sequence.SOURCE_STAGES[position]
    order = (moved, *(one for one in GIVEN if one is not moved))
    if position == 0:
        sequence.check_order(order, ("source.text", "topics"))
    else:
        with pytest.raises(sequence.StageOrderError, match=moved.name):
            sequence.check_order(order, ("source.text", "topics"))


def test_a_run_checks_the_order_before_it_reads_anything(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(sequence, "SOURCE_STAGES", tuple(reversed(sequence.SOURCE_STAGES)))
    with pytest.raises(sequence.StageOrderError):
        runner.run([RawFile(tmp_path / "never-read.txt", "never-read.txt")])


# ------------------------------------------------------------------------------------------------------- a bad source


def failing(name: str, victim: str, error: BaseException) -> tuple[SourceStage, ...]:
    """Return the stages with one that fails on one source."""
    given = next(one for one in sequence.SOURCE_STAGES if one.name == name)

    def apply(document: Document) -> Document:
        if document.source.path == victim:
            raise error
        return given.apply(document)

    return tuple(replace(one, apply=apply) if one is given else one for one in sequence.SOURCE_STAGES)


@pytest.mark.parametrize("name", [one.name for one in sequence.SOURCE_STAGES])
def test_a_stage_that_fails_on_a_source_quarantines_it_alone(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    whole = runner.run(find_files([RAW]))
    monkeypatch.setattr(sequence, "SOURCE_STAGES", failing(name, TR, ValueError("a bad row")))
    result = runner.run(find_files([RAW]))
    victim, other = result.documents
    assert (victim.source.path, other.source.path) == (TR, NB)
    assert victim.quarantined
    assert codes(victim)[-1] == "source.failed"
    assert f"Stage {name} failed on this source (ValueError: a bad row)" in victim.findings[-1].message
    assert victim.statements == victim.tables == victim.subjects == ()
    assert other == whole.documents[1]
    assert [one.source.path for topic in result.topics for one in topic.documents] == [NB]


def test_the_rows_of_a_failed_source_are_its_text_and_its_finding(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sequence, "SOURCE_STAGES", failing("statements", TR, KeyError("gone")))
    result = runner.run(find_files([RAW]))
    rows = make_rows(result.documents, result.topics)
    failed = result.documents[0].source.source_id
    assert [row[0] for row in rows["sources"]].count(failed) == 1
    assert [row for row in rows["blocks"] if row[1] == failed]
    assert not [row for row in rows["statements"] if row[1] == failed]
    assert "source.failed" in {row[2] for row in rows["findings"] if row[1] == failed}


@pytest.mark.parametrize("error", [KeyboardInterrupt(), MemoryError()], ids=lambda error: type(error).__name__)
def test_what_is_no_fault_of_the_source_ends_the_run(monkeypatch: pytest.MonkeyPatch, error: BaseException) -> None:
    monkeypatch.setattr(sequence, "SOURCE_STAGES", failing("roles", TR, error))
    with pytest.raises(type(error)):
        runner.run(find_files([RAW]))


def test_no_stage_sees_a_source_in_quarantine(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    seen: list[str] = []

    def watch(document: Document) -> Document:
        seen.append(document.source.path)
        return document

    watching = tuple(replace(one, apply=watch) for one in sequence.SOURCE_STAGES[:1])
    monkeypatch.setattr(sequence, "SOURCE_STAGES", watching)
    monkeypatch.setattr(sequence, "TOPIC_STAGES", ())
    (tmp_path / "empty.txt").write_bytes(b" \n")
    (tmp_path / "full.txt").write_bytes(b"Difference between tea and coffee")
    runner.run(find_files([tmp_path]))
    assert seen == ["full.txt"]


def test_a_topic_stage_sees_topics_without_quarantined_sources(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    topics: list[Topic] = []

    def watch(topic: Topic) -> Topic:
        topics.append(topic)
        return topic

    monkeypatch.setattr(sequence, "TOPIC_STAGES", (TopicStage("watch", 1, ("topics",), (), watch),))
    (tmp_path / "empty.txt").write_bytes(b"")
    result = runner.run([*find_files([RAW]), *find_files([tmp_path])])
    assert [one.source.path for one in result.documents if one.quarantined] == ["empty.txt"]
    assert [[one.source.path for one in topic.documents] for topic in topics] == [[TR, NB]]


def test_a_file_that_vanishes_is_a_finding_and_no_error(tmp_path: Path) -> None:
    document = runner.read(RawFile(tmp_path / "gone.txt", "gone.txt"))
    assert codes(document) == ["source.unreadable"]
    assert document.quarantined
    assert "No such file" in document.findings[0].message


def test_a_path_that_never_was_is_the_users_error(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"gone\.txt does not exist"):
        pipeline.run([tmp_path / "gone.txt"])


# ------------------------------------------------------------------------------------------- duplicates and progress


def test_the_same_bytes_under_two_names_count_once(tmp_path: Path) -> None:
    for name in ("b.txt", "a.txt", "c.txt"):
        (tmp_path / name).write_bytes((RAW / NB).read_bytes())
    (document,) = runner.run(find_files([tmp_path])).documents
    assert document.source.path == "a.txt"
    assert not document.quarantined
    told = [finding.message for finding in document.findings if finding.code == "source.duplicate"]
    assert ["b.txt" in told[0], "c.txt" in told[1], len(told)] == [True, True, 2]


def test_the_order_of_the_files_changes_nothing() -> None:
    files = find_files([RAW])
    assert runner.run(files) == runner.run(reversed(files))


def test_the_same_file_named_twice_is_read_once() -> None:
    assert len(find_files([RAW, RAW / NB, RAW / "." / NB])) == 2


def test_progress_is_told_of_every_step_of_every_phase(tmp_path: Path) -> None:
    (tmp_path / "empty.txt").write_bytes(b"")
    told: list[Step] = []
    runner.run([*find_files([tmp_path]), *find_files([RAW])], told.append)
    names = sorted([TR, NB, "empty.txt"])
    topic = "outsourcing:bpo+outsourcing:call-center"
    assert told == [
        Step(phase, done, len(things), name)
        for phase, things in ((Phase.READING, names), (Phase.FINDING, names), (Phase.CHECKING, [topic]))
        for done, name in enumerate(["", *things])
    ]


def test_reading_one_file_gives_it_every_layer() -> None:
    document = pipeline.read(RAW / NB)
    assert document == runner.run(find_files([RAW])).documents[1]
    assert document.statements
