"""How a function is mapped over chunks: here, in processes of this machine, or over a cluster.

An engine only maps. Grouping, resuming and the order of results are ours, so that every engine gives the same dataset.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Protocol, TypeVar

Item = TypeVar("Item")
Result = TypeVar("Result")


class Engine(Protocol):
    """One method: map a function over chunks."""

    def map(
        self,
        function: Callable[[Sequence[Item]], Result],
        chunks: Iterable[Sequence[Item]],
        lost: Callable[[Item, str], Result],
    ) -> Iterator[Result]:
        """Yield the result of each chunk, in any order.

        Args:
            function: what to apply; for engines with processes it and its results can be pickled.
            chunks: taken one by one, so that they may be made on the way.
            lost: gives the result of a single item on which a worker has died every time it was tried, with the reason.
        """


class EngineError(RuntimeError):
    """An engine cannot be had; the message says what to install or to start."""


def in_chunks(items: Iterable[Item], size: int) -> Iterator[tuple[Item, ...]]:
    """Yield items in tuples of `size`, the last one shorter."""
    chunk: list[Item] = []
    for item in items:
        chunk.append(item)
        if len(chunk) == size:
            yield tuple(chunk)
            chunk = []
    if chunk:
        yield tuple(chunk)
