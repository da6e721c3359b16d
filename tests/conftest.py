"""What the tests share: reading a text, and the places of data that may be absent."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from pipeline.model import Document, Topic
from pipeline.running import runner, sequence
from pipeline.stages import topics
from pipeline.stages.ingest import ingest

ROOT = Path(__file__).parent.parent
RAW = ROOT / "raw"
SHARED = Path(os.environ.get("TERTIUM_SHARED", ROOT.parent / "shared"))

Reader = Callable[..., Document]


@pytest.fixture
def read() -> Reader:
    """Read a text as a file of a name through every stage per source."""

    def _read(text: str, name: str = "article.txt") -> Document:
        return runner.process(ingest(name, text.encode()))

    return _read


@pytest.fixture
def compare() -> Callable[..., tuple[Topic, ...]]:
    """Compare documents and return the topics with their verdicts."""

    def _compare(*documents: Document) -> tuple[Topic, ...]:
        return tuple(sequence.check(topic) for topic in topics.group(documents))

    return _compare


@pytest.fixture(scope="session")
def norwegian() -> str:
    """The given Norwegian article."""
    return (RAW / "bpo-call-center-differkinome.txt").read_text(encoding="utf-8")


@pytest.fixture(scope="session")
def turkish() -> str:
    """The given Turkish article."""
    return (RAW / "bpo-cagri-merkezi-removalsclassifieds.txt").read_text(encoding="utf-8")


@pytest.fixture(scope="session")
def gold() -> Path:
    """The folder of the gold, which never ships with the project."""
    folder = SHARED / "gold"
    if not folder.is_dir():
        pytest.skip(f"no gold at {folder}; set TERTIUM_SHARED to the folder that holds it")
    return folder


@pytest.fixture(scope="session")
def articles() -> Path:
    """The folder of the development articles, which never ship with the project."""
    folder = SHARED / "data" / "articles"
    if not folder.is_dir():
        pytest.skip(f"no articles at {folder}; set TERTIUM_SHARED to the folder that holds data/articles")
    return folder


@pytest.fixture
def raw(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the given articles, and a cache of their own."""
    monkeypatch.setenv("TERTIUM_CACHE", str(tmp_path / "cache"))
    return Path(shutil.copytree(RAW, tmp_path / "raw"))
