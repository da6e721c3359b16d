"""How a function is mapped over chunks: here, in processes of this machine, or over a cluster.

An engine only maps. Grouping, resuming and the order of results are ours, so that every engine gives the same dataset.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Protocol, TypeVar

# A pool costs a second and a half to start, which four chunks of eight articles take in one process.
_WORTH = 5

Item = TypeVar("Item")
Result = TypeVar("Result")


class Engine(Protocol):
    """One method that counts: map a function over chunks. The workers that it starts stay for the next map."""

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

    def end(self) -> None:
        """End the workers; the next map starts others."""


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


def engine(name: str = "", workers: int = 0, address: str = "") -> Engine:
    """Return an engine by its name.

    Args:
        name: ``serial``, ``processes`` or ``dask``; "" for processes where there is work for them.
        workers: how many; 0 for one a core.
        address: of a Dask scheduler to join.

    Raises:
        EngineError: there is no such engine, or what it needs is not installed.
    """
    from pipeline.engines.processes import Processes, workers_of_this_machine
    from pipeline.engines.serial import Serial

    count = workers or workers_of_this_machine()
    if name == "dask" or (address and not name):
        from pipeline.engines.cluster import Cluster

        return Cluster(count, address)
    if name == "serial" or (not name and count == 1):
        return Serial()
    if name in ("", "processes"):
        return Processes(count, worth=0 if name else _WORTH)
    raise EngineError(f"There is no engine {name}; choose serial, processes or dask.")
