"""The stored weights can be made anew: their sources are named, checked and read in one order."""

from __future__ import annotations

import hashlib
import json
import zipfile
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from pipeline.learned import train_phrases
from pipeline.learned.catalogues import Source, read_phrases, read_sources
from pipeline.learned.phrase_places import draw, number
from pipeline.segmentation.phrase_edges import edge_scores
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


def test_places_are_those_between_two_words_of_a_row_of_three_phrases() -> None:
    phrases = number({"xx": ["a b", "c d"]})
    drawn = draw(phrases, np.random.default_rng(0), triples=32)
    first_words = drawn.around[:, 2] % 2 == 1  # words are numbered from 1, "a" and "c" open a phrase
    assert (drawn.seams == first_words).all()
    assert drawn.seams.mean() == 2 / 5
    assert ((drawn.around[:, 1:3] > 0).all(axis=1)).all()  # the words beside a place; those farther off may be missing
    assert (drawn.around[:, 0] == 0).mean() == (drawn.around[:, 3] == 0).mean() == 1 / 5


def test_learning_twice_gives_the_same_bytes(tmp_path: Path) -> None:
    phrases = read_phrases(tmp_path, (archive(tmp_path, 150),))
    (once, held), (again, held_again) = (train_phrases.learn(phrases, triples=800) for _ in range(2))
    assert {name: found.tobytes() for name, found in once.items()} == {
        name: found.tobytes() for name, found in again.items()
    }
    assert once["linear"].any()
    assert held == held_again


def test_a_place_is_judged_by_its_row_alone() -> None:
    rows = [["all", "changes", "are", "saved"], [], ["yes"], ["turn", "the", "lights", "off"]]
    assert edge_scores(rows) == [score for row in rows for score in edge_scores([row])]
    assert [len(row) for row in edge_scores(rows)] == [4, 0, 1, 4]


def test_a_word_that_ends_no_phrase_is_no_place_for_an_edge() -> None:
    (scores,) = edge_scores([["value", "of", "the", "setting", "not", "available"]])
    assert max(range(1, 6), key=scores.__getitem__) == 4
    assert max(scores[1], scores[2], scores[3]) < 0


def test_the_stored_weights_are_small() -> None:
    assert sum(path.stat().st_size for path in LEARNED.iterdir() if path.is_file()) < 1_000_000
