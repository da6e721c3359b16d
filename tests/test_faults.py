"""What goes wrong outside of us: whatever dies or runs full, the output stays whole and the next run completes."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from pipeline.export.beside import make_beside
from pipeline.export.folder import OutputError
from pipeline.export.formats import NAMES
from pipeline.files import RawFile, find_files
from pipeline.inputs import Payload, payloads
from pipeline.model import Topic
from pipeline.running import runner, sequence
from pipeline.running.session import Form, Session
from tests.runs import THIRD, content, from_nothing, run


def test_what_a_killed_run_left_beside_is_swept_and_nothing_else(raw: Path) -> None:
    left = make_beside(raw.parent / "output")
    (left / "verdicts.csv").write_bytes(b"half")
    others = [raw.parent / name for name in (".output-notes", ".output-x-abcdefgh", "output-abcdefgh")]
    for other in others:
        other.mkdir()
    run(raw)
    assert not left.exists()
    assert all(other.is_dir() for other in others)
    assert {path.name for path in raw.parent.glob(".output*")} == {".output-notes", ".output-x-abcdefgh"}


_DYING = """
import os, signal, sys
from dataclasses import replace
from pipeline import cli
from pipeline.running import sequence
def dying(document):
    os.kill(os.getpid(), signal.SIGKILL)
{victims} = tuple(replace(one, apply=dying) if one.name == {name!r} else one for one in {victims})
sys.argv[0] = "tertium"
cli.main()
"""


@pytest.mark.parametrize("name", [one.name for one in (*runner.sequence.SOURCE_STAGES, *runner.sequence.TOPIC_STAGES)])
def test_a_run_killed_at_a_stage_leaves_the_output_whole_and_the_next_completes(raw: Path, name: str) -> None:
    output = raw.parent / "output"
    run(raw)
    before = content(output)
    (raw / "third.txt").write_text(THIRD, encoding="utf-8")
    of_topics = name in [one.name for one in runner.sequence.TOPIC_STAGES]
    victims = "sequence.TOPIC_STAGES" if of_topics else "sequence.SOURCE_STAGES"
    script = _DYING.format(name=name, victims=victims)
    command = [sys.executable, "-c", script, "run", str(raw), "--output", str(output), "-q"]
    assert subprocess.run(command, check=False, timeout=60).returncode == -9
    assert content(output) == before
    run(raw)
    assert content(output) == from_nothing(raw)


_DYING_WRITER = """
import os, signal, sys
from dataclasses import replace
from pipeline import cli
from pipeline.export import formats
def dying(contents, folder):
    (folder / "half").write_text("half")
    os.kill(os.getpid(), signal.SIGKILL)
formats.FORMATS = tuple(
    replace(one, writers=(*one.writers[:-1], dying)) if one.name == {name!r} else one for one in formats.FORMATS
)
sys.argv[0] = "tertium"
cli.main()
"""


@pytest.mark.parametrize("name", NAMES)
def test_a_run_killed_while_it_writes_a_format_leaves_the_output_whole(raw: Path, name: str) -> None:
    output = raw.parent / "output"
    run(raw)
    before = content(output)
    (raw / "third.txt").write_text(THIRD, encoding="utf-8")
    command = [sys.executable, "-c", _DYING_WRITER.format(name=name), "run", str(raw), "--output", str(output), "-q"]
    assert subprocess.run(command, check=False, timeout=60).returncode == -9
    assert content(output) == before
    run(raw)
    assert content(output) == from_nothing(raw)


_FULL = """
import resource, sys
from pipeline import cli
resource.setrlimit(resource.RLIMIT_FSIZE, ({size}, {size}))
sys.argv[0] = "tertium"
cli.main()
"""


@pytest.mark.parametrize(
    ("size", "told"),
    [
        pytest.param(100, "The cache", id="the cache"),
        pytest.param(60_000, "could not be put together", id="the tables"),
        pytest.param(250_000, "could not be written", id="the output"),
    ],
)
def test_a_full_disk_is_told_and_leaves_the_output_whole(raw: Path, size: int, told: str) -> None:
    output = raw.parent / "output"
    assert _with_room(1 << 40, raw).returncode == 0
    before = content(output)
    (raw / "third.txt").write_text(THIRD, encoding="utf-8")
    ran = _with_room(size, raw)
    assert (ran.returncode, told in ran.stderr) == (2, True)
    assert content(output) == before


def _with_room(size: int, raw: Path) -> subprocess.CompletedProcess[str]:
    """Run with no file longer than `size` bytes."""
    output = str(raw.parent / "output")
    command = [sys.executable, "-c", _FULL.format(size=size), "run", str(raw), "--output", output, "-q"]
    return subprocess.run(command, check=False, timeout=60, capture_output=True, encoding="utf-8")


def test_a_disk_too_full_for_what_is_derived_once_costs_only_time(raw: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERTIUM_CACHE", str(raw.parent / "bare"))
    ran = _with_room(1_000_000, raw)  # the language model has 80 MB
    assert (ran.returncode, ran.stderr) == (0, "")
    assert not list((raw.parent / "bare").glob("py3langid*"))
    command = [sys.executable, "-c", _VOCABULARY_ALONE]
    environment = {**os.environ, "TERTIUM_CACHE": str(raw.parent / "barer")}
    subprocess.run(command, env=environment, check=True, timeout=60)


_VOCABULARY_ALONE = """
import resource
from pipeline import vocabulary
resource.setrlimit(resource.RLIMIT_FSIZE, (1_000, 1_000))
assert vocabulary.load().by_id
"""


def test_an_output_that_cannot_be_written_is_told(raw: Path) -> None:
    from pipeline.export.folder import OutputError

    with pytest.raises(OutputError, match="choose another folder"):
        Session(Path("/proc/tertium")).run(find_files([raw]))


def test_a_file_that_takes_for_ever_to_unpack_is_quarantined(raw: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def endless(file: RawFile) -> Iterator[Payload]:
        begun = time.process_time()
        while file.name == "third.txt" and time.process_time() < begun + 10:  # for ever, under a limit of two
            sum(range(1000))
        yield from payloads(file)

    (raw / "third.txt").write_text(THIRD, encoding="utf-8")
    monkeypatch.setattr(sequence, "payloads", endless)
    (told,) = (one for one in run(raw, time_limit=2).summary.sources if one.path == "third.txt")
    assert told.code == "source.too_slow"
    assert "Stage ingest took more than 2 s" in told.quarantine


def test_a_topic_on_which_a_stage_fails_costs_itself_alone(raw: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def failing(topic: Topic) -> Topic:
        if any(document.source.path == "third.txt" for document in topic.documents):
            raise ValueError("a bug")
        return topic

    (raw / "third.txt").write_text(THIRD, encoding="utf-8")
    first, *others = sequence.TOPIC_STAGES
    monkeypatch.setattr(sequence, "TOPIC_STAGES", (replace(first, apply=failing), *others))
    told = {len(one.verdicts) > 0 for one in run(raw).summary.topics if one.sources == 2}
    findings = (raw.parent / "output" / "findings.csv").read_text(encoding="utf-8")
    assert told == {True}
    assert "topic.lost" in findings
    assert "ValueError: a bug" in findings


linux_only = pytest.mark.skipif(sys.platform != "linux", reason="how disks are mounted")


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """Mount a disk of 300 KB, smaller than the dataset."""
    place = tmp_path / "disk"
    place.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=300k", "tmpfs", str(place)], check=False, capture_output=True
    )
    if mounted.returncode:
        pytest.skip("only root may mount a disk")
    yield place
    subprocess.run(["umount", str(place)], check=True)


@linux_only
def test_a_disk_that_is_full_is_told_and_keeps_what_stood_there(raw: Path, small_disk: Path) -> None:
    output = small_disk / "output"
    Session(output, form=Form(("skos",))).run(find_files([raw]))
    before = content(output)
    with pytest.raises(OutputError, match="No space left on device"):
        Session(output).run(find_files([raw]))
    assert content(output) == before
    assert [path.name for path in small_disk.iterdir()] == ["output"]


@linux_only
def test_an_output_on_a_disk_that_is_read_only_is_told(raw: Path, small_disk: Path) -> None:
    subprocess.run(["mount", "-o", "remount,ro", str(small_disk)], check=True)
    with pytest.raises(OutputError, match=r"Read-only file system.*choose another folder"):
        Session(small_disk / "output").run(find_files([raw]))
