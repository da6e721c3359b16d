"""What a stage is: a named function with a version, what it requires and what it assigns.

The manner is spaCy's (`Language.component(requires=…, assigns=…)`): the runner checks the order when it starts,
so a stage moved to the wrong place fails at once and not with an empty column.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from pipeline.model import Document, Topic


@dataclass(frozen=True, slots=True)
class SourceStage:
    """A pure function from a document to the same document with one more layer."""

    name: str
    version: int
    requires: tuple[str, ...]
    assigns: tuple[str, ...]
    apply: Callable[[Document], Document]


@dataclass(frozen=True, slots=True)
class TopicStage:
    """A pure function over all documents of a topic."""

    name: str
    version: int
    requires: tuple[str, ...]
    assigns: tuple[str, ...]
    apply: Callable[[Topic], Topic]
