"""A block before it is rendered: the lines it is made of, by tokens and places."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from pipeline.html.rendering import readable
from pipeline.html.tree import Tree
from pipeline.model import BlockKind, Span


class Line(NamedTuple):
    """A stretch of text from `start`, in the token `first`, to `end`, in the token `last`, inclusive."""

    first: int
    start: int
    last: int
    end: int

    def to(self, other: Line) -> Line:
        """Return the stretch from the beginning of this line to the end of `other`."""
        return Line(self.first, self.start, other.last, other.end)

    def text(self, tree: Tree) -> str:
        """Return the readable form."""
        return readable(tree.text, tree.tokens, first=self.first, last=self.last, start=self.start, end=self.end)

    @property
    def span(self) -> Span:
        """The place in the file."""
        return Span(self.start, self.end)


@dataclass(frozen=True, slots=True)
class Draft:
    """A block before it is rendered: ``<br>`` and the paragraphs of one list item make its lines."""

    kind: BlockKind
    lines: tuple[Line, ...]
    level: int = 0
    marker: str = ""
    rule: str = ""

    @property
    def extent(self) -> Line:
        """All lines as one."""
        return self.lines[0].to(self.lines[-1])
