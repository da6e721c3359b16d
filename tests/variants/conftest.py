"""No rule may fit only the two given articles: variants of them, made here, must be read as what they have become.

Each variant changes one thing. What must follow from it is asserted, and that nothing else does.
"""

from __future__ import annotations

from collections.abc import Callable

import pytest

from pipeline.model import Document
from pipeline.running import runner
from pipeline.stages.ingest import ingest
from tests.variants.reading import NB, TR, Claim, Compare, claims


@pytest.fixture(scope="session")
def given(norwegian: str, turkish: str) -> tuple[Document, Document]:
    """The two given articles as they are read."""
    return runner.process(ingest(NB, norwegian.encode())), runner.process(ingest(TR, turkish.encode()))


@pytest.fixture
def lost_and_gained(given: tuple[Document, Document], compare: Compare) -> Callable[..., tuple[set[Claim], set[Claim]]]:
    """Return which verdicts a change takes away and which it brings, each counted."""

    def _difference(*documents: Document) -> tuple[set[Claim], set[Claim]]:
        before, after = claims(compare(*given)), claims(compare(*documents))
        return set((before - after).elements()), set((after - before).elements())

    return _difference
