"""One chunk after the other, in this process."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from pipeline.engines import Item, Result


@dataclass(frozen=True)
class Serial:
    """The engine that everything else must equal."""

    def map(
        self,
        function: Callable[[Sequence[Item]], Result],
        chunks: Iterable[Sequence[Item]],
        lost: Callable[[Item, str], Result],  # noqa: ARG002 - whoever dies here takes the run along
    ) -> Iterator[Result]:
        """Yield the result of each chunk, in order."""
        yield from map(function, chunks)

    def end(self) -> None:
        """End nothing: no worker was started."""
