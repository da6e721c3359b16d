"""A dataset made of the last one: what stands is copied, and no byte differs from a run from nothing."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from pipeline import cache
from pipeline.export.blocks import Blocks, Stretch, patch
from pipeline.export.concepts import Described, Describer, Usage
from pipeline.export.packing import PackedRows
from pipeline.files import find_files
from pipeline.findings import finding
from pipeline.model import Topic
from pipeline.running import ledger as ledger_module
from pipeline.running import renewal, sequence, writing
from pipeline.running.session import Form, Means, Session
from pipeline.running.store import FolderStore
from tests import runs
from tests.runs import NB, THIRD, content

PAIRS = [("tea", "coffee"), ("boats", "ships"), ("cats", "dogs"), ("lakes", "seas"), ("hills", "mountains")]
FORM = Form(("csv", "json"))


@pytest.fixture(autouse=True)
def several(raw: Path) -> None:
    """Set several small sources in place of the given ones."""
    for path in raw.glob("*.txt"):
        path.rename(raw.parent / path.name)
    for one, other in PAIRS:
        page(raw, one, other)
    (raw / "second.txt").write_text(THIRD, encoding="utf-8")


def page(raw: Path, one: str, other: str, word: str = "old") -> None:
    text = f"Difference between {one} and {other}\n\nPrice: {one} are {word}, while {other} are new.\n"
    (raw / f"{one}.txt").write_text(text, encoding="utf-8")


def run(raw: Path, form: Form = FORM) -> dict[str, bytes]:
    runs.run(raw, form=form)
    return content(raw.parent / "output")


def from_nothing(raw: Path, form: Form = FORM) -> dict[str, bytes]:
    return runs.from_nothing(raw, form)


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> list[object]:
    """Return what runs make of the last dataset, as they go: a None where all parts are put together instead."""
    made: list[object] = []

    def watched(*given: object) -> object:
        made.append(renewal.renewed(*given))  # type: ignore[arg-type]
        return made[-1]

    monkeypatch.setattr(writing, "renewed", watched)
    return made


def change(raw: Path) -> None:
    page(raw, "boats", "ships", "cheap")


def change_the_first(raw: Path) -> None:
    with (raw / min(path.name for path in raw.glob("*.txt"))).open("a", encoding="utf-8") as file:
        file.write("\nPrice: 3 kr.\n")


def add(raw: Path) -> None:
    page(raw, "moons", "suns")


def add_to_a_topic(raw: Path) -> None:
    (raw / "fourth.txt").write_text(THIRD.replace("brewed", "cheap"), encoding="utf-8")


def take_away(raw: Path) -> None:
    (raw / "cats.txt").unlink()


def take_the_rest_away(raw: Path) -> None:
    for one, _ in PAIRS[1:]:
        (raw / f"{one}.txt").unlink(missing_ok=True)


def copy(raw: Path) -> None:
    shutil.copy(raw / "lakes.txt", raw / "a copy.txt")


def rename(raw: Path) -> None:
    (raw / "lakes.txt").rename(raw / "zz.txt")


def exchange(raw: Path) -> None:
    take_away(raw)
    add(raw)
    change(raw)


def put_back(raw: Path) -> None:
    page(raw, "cats", "dogs")
    page(raw, "lakes", "seas")
    (raw / "zz.txt").unlink()


CHANGES = (change, change_the_first, add, add_to_a_topic, copy, exchange, rename, put_back, take_the_rest_away)


@pytest.mark.parametrize(
    ("usages", "form"),
    [
        pytest.param(1, replace(FORM, excel_bom=True), id="a leaf a concept, with a mark for Excel"),
        pytest.param(7, FORM, id="small leaves"),
        pytest.param(200, FORM, id="leaves as they are"),
    ],
)
def test_change_upon_change_leaves_no_trace(
    raw: Path, monkeypatch: pytest.MonkeyPatch, made: list[object], usages: int, form: Form
) -> None:
    monkeypatch.setattr(ledger_module, "_USAGES", usages)
    run(raw, form)
    for changed in CHANGES:
        changed(raw)
        assert run(raw, form) == from_nothing(raw, form), changed.__name__
    assert [bool(one) for one in made] == [True] * len(CHANGES)


def test_a_broader_concept_comes_and_goes_with_the_narrower_one(raw: Path, made: list[object]) -> None:
    for one, _ in PAIRS:
        (raw / f"{one}.txt").unlink()
    assert b"\naspect:cost," not in run(raw)["concepts.csv"]
    page(raw, "boats", "ships")  # it names a price, which the vocabulary has under cost
    added = run(raw)
    assert b"\naspect:cost," in added["concepts.csv"]
    assert added == from_nothing(raw)
    (raw / "boats.txt").unlink()
    assert run(raw) == from_nothing(raw)
    assert len(made) == 2 and all(made)


def test_a_finding_that_several_topics_give_stands_until_none_gives_it(
    raw: Path, monkeypatch: pytest.MonkeyPatch, made: list[object]
) -> None:
    last = sequence.TOPIC_STAGES[-1]

    def remarking(topic: Topic) -> Topic:
        topic = last.apply(topic)
        return replace(topic, findings=(*topic.findings, finding("topic.sampled", count=20, most=12)))

    monkeypatch.setattr(sequence, "TOPIC_STAGES", (*sequence.TOPIC_STAGES[:-1], replace(last, apply=remarking)))
    run(raw)
    for one, _ in PAIRS[2:]:
        (raw / f"{one}.txt").unlink()
        left = run(raw)
        assert left["findings.csv"].count(b"topic.sampled") == 1
        assert left == from_nothing(raw)
    assert len(made) == len(PAIRS[2:]) and all(made)


def test_only_concepts_that_a_change_touches_are_described_anew(raw: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    run(raw)
    described: set[str] = set()
    describe = Describer.describe

    def watched(self: Describer, concept_id: str, usages: Sequence[Usage]) -> Described:
        described.add(concept_id)
        return describe(self, concept_id, usages)

    monkeypatch.setattr(Describer, "describe", watched)
    change(raw)
    run(raw)
    assert {"source:boats", "source:ships"} <= described
    assert not {f"source:{name}" for pair in PAIRS for name in pair if "boats" not in pair} & described


def test_the_summary_tells_all_sources(raw: Path) -> None:
    session = Session(raw.parent / "output", FORM)
    session.run(find_files([raw]))
    change(raw)
    told = session.run(find_files([raw])).summary
    fresh = Session(raw.parent / "fresh", FORM, Means(cached=False)).run(find_files([raw])).summary
    assert replace(told, output="") == replace(fresh, output="")


def test_a_language_that_is_new_makes_all_labels_anew(raw: Path) -> None:
    run(raw)
    (raw.parent / NB).rename(raw / NB)
    assert run(raw) == from_nothing(raw)


def test_a_file_that_someone_touched_is_not_copied_from(raw: Path) -> None:
    run(raw)
    path = raw.parent / "output" / "blocks.csv"
    state = path.stat()
    path.write_bytes(path.read_bytes().replace(b"coffee", b"toffee"))
    os.utime(path, ns=(state.st_atime_ns, state.st_mtime_ns))
    change(raw)
    assert run(raw) == from_nothing(raw)


@pytest.mark.parametrize("kind", [ledger_module.LEDGERS, ledger_module.LEAVES, "parts"])
@pytest.mark.parametrize("damage", [lambda data: b"", lambda data: data[:-1]], ids=["empty", "cut off"])
def test_a_ledger_that_is_not_whole_is_not_trusted(raw: Path, kind: str, damage: Callable[[bytes], bytes]) -> None:
    run(raw)
    for path, _ in FolderStore(cache.folder() / "store").entries():
        if path.parent.parent.name == kind:
            path.write_bytes(damage(path.read_bytes()))
    change(raw)
    assert run(raw) == from_nothing(raw)


@pytest.mark.parametrize(
    ("owner", "name"),
    [
        pytest.param(writing, "write_folder", id="before the output stood"),
        pytest.param(ledger_module.Shelf, "remember", id="before its ledger was kept"),
    ],
)
def test_leaves_that_a_killed_run_exchanged_are_not_trusted(
    raw: Path, monkeypatch: pytest.MonkeyPatch, owner: object, name: str
) -> None:
    run(raw)
    with monkeypatch.context() as killed:
        killed.setattr(owner, name, lambda *_: (_ for _ in ()).throw(KeyboardInterrupt))
        add(raw)
        with pytest.raises(KeyboardInterrupt):
            run(raw)
    (raw / "moons.txt").unlink()
    change(raw)
    assert run(raw) == from_nothing(raw)


def test_formats_come_and_go(raw: Path) -> None:
    run(raw, Form(("csv",)))
    change(raw)
    assert run(raw) == from_nothing(raw)
    add(raw)
    assert run(raw, Form(("json",))) == from_nothing(raw, Form(("json",)))
    take_away(raw)
    assert run(raw, Form()) == from_nothing(raw, Form())


def test_with_many_changes_all_is_put_together(raw: Path, monkeypatch: pytest.MonkeyPatch, made: list[object]) -> None:
    run(raw)
    change(raw)  # a part goes, and one comes
    monkeypatch.setattr(renewal, "_MOST", 1)
    assert run(raw) == from_nothing(raw)
    assert made == [None]


def rows(text: str) -> PackedRows:
    return PackedRows(1, b"", text.encode(), text.encode())


def test_blocks_between_changes_are_copied_in_stretches() -> None:
    old = Blocks()
    for key in "bdfh":
        old.append(key, rows(key))
    made = patch(old, {"a": rows("A"), "d": rows("DD"), "f": None, "g": None})
    assert made.steps == (rows("A"), Stretch(0, 1), rows("DD"), Stretch(3, 4))
    assert (list(made.blocks.keys), list(made.blocks.sizes["csv"])) == (["a", "b", "d", "h"], [1, 1, 2, 1])
