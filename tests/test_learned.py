"""The stored weights can be made anew: their sources are named, checked and read in one order."""

from __future__ import annotations

import hashlib
import json
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest

from pipeline.learned import train_phrases
from pipeline.learned.catalogues import Source, read_phrases, read_sources
from pipeline.segmentation.phrase_edges import BUCKETS
from pipeline.segmentation.weights import LEARNED

PERMISSIVE = {"Apache-2.0", "BSD-2-Clause", "BSD-3-Clause", "MIT"}
ENGLISH = {"first": "Save all changes", "second": "Name: {name}", "third": "Turn the lights off"}
GERMAN = {"first": "Alle Änderungen speichern", "second": "Name: {name}", "third": "Turn the lights off"}


def archive(folder: Path, fewest: int) -> Source:
    """Write an archive with a catalogue in English and one in German, which leaves a message in English."""
    path = folder / "program-1.0.whl"
    more = {
        f"more {number}": f"Taste {'abcdefghijklmnopqrstuvwxyz'[number % 26] * (number + 1)}"
        for number in range(fewest)
    }
    with zipfile.ZipFile(path, "w") as wheel:
        wheel.writestr("program/translations/en.json", json.dumps(ENGLISH))
        wheel.writestr("program/translations/de.json", json.dumps(GERMAN | more, ensure_ascii=False))
        wheel.writestr("program/code.py", "print('Not a message')")
    checksum = hashlib.sha256(path.read_bytes()).hexdigest()
    return Source("program", "1.0", "pypi", "MIT", path.name, checksum, r"translations/(\w+)\.json$")


def test_phrases_are_the_translated_messages_without_markup(tmp_path: Path) -> None:
    source = archive(tmp_path, 150)
    phrases = read_phrases(tmp_path, (source,))
    assert list(phrases) == ["de"]  # English has too few
    assert phrases["de"][0] == "Alle Änderungen speichern"
    assert not {"Turn the lights off", "Name: {name}"} & set(phrases["de"])


def test_another_archive_than_the_listed_one_is_refused(tmp_path: Path) -> None:
    source = replace(archive(tmp_path, 0), sha256="0" * 64)
    with pytest.raises(ValueError, match="checksum"):
        read_phrases(tmp_path, (source,))


def test_every_source_is_pinned_and_under_a_permissive_licence() -> None:
    sources = read_sources()
    assert {source.licence for source in sources} <= PERMISSIVE
    assert all(source.version and len(source.sha256) == 64 for source in sources)


def test_learning_twice_gives_the_same_bytes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(train_phrases, "_FEWEST_TRIPLES", 20)
    phrases = read_phrases(tmp_path, (archive(tmp_path, 150),))
    (once, held), (again, held_again) = train_phrases.learn(phrases), train_phrases.learn(phrases)
    assert once.tobytes() == again.tobytes()
    assert once.any()
    assert held == held_again


def test_the_stored_weights_are_small_and_whole() -> None:
    assert (LEARNED / "phrase_edges.bin").stat().st_size == BUCKETS
    assert sum(path.stat().st_size for path in LEARNED.iterdir() if path.is_file()) < 1_000_000
