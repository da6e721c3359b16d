"""Dask: worker processes on this machine, or a cluster whose scheduler is joined.

Dask does what is hard beyond one machine: it notices dead workers and lost nodes and gives their chunks to others. It
only maps here, since what is gathered is small (`pipeline.running.jobs`). The store's folder has to be one that every
worker can write.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from itertools import islice
from typing import Any

from pipeline.engines import EngineError, Item, Result

_AHEAD = 4  # chunks waiting per worker
_DEATHS = 3  # of workers on one chunk before its items are tried alone
_DIED = "the workers died on it, time and again"


@dataclass(frozen=True)
class Cluster:
    """An engine of `workers` local processes, or of those that the scheduler at `address` has."""

    workers: int
    address: str = ""

    def map(
        self,
        function: Callable[[Sequence[Item]], Result],
        chunks: Iterable[Sequence[Item]],
        lost: Callable[[Item, str], Result],
    ) -> Iterator[Result]:
        """Yield the result of each chunk as it is done.

        Raises:
            EngineError: Dask is not installed, or no scheduler answers.
        """
        remaining = iter(chunks)
        first = next(remaining, None)
        if first is None:
            return
        with _client(self) as client:
            yield from _mapped(client, function, first, remaining, lost)


def _mapped(
    client: Any,
    function: Callable[[Sequence[Item]], Result],
    first: Sequence[Item],
    remaining: Iterator[Sequence[Item]],
    lost: Callable[[Item, str], Result],
) -> Iterator[Result]:
    from distributed import KilledWorker, as_completed

    def submit(chunk: Sequence[Item]) -> Any:
        future = client.submit(function, chunk, pure=False)
        waiting[future.key] = chunk
        return future

    waiting: dict[str, Sequence[Item]] = {}
    ahead = _AHEAD * max(1, len(client.scheduler_info()["workers"]))
    done = as_completed([submit(first), *map(submit, islice(remaining, ahead - 1))])
    for future in done:
        chunk = waiting.pop(future.key)
        try:
            result = future.result()
        except KilledWorker:
            if len(chunk) == 1:
                yield lost(chunk[0], _DIED)
            else:
                for item in chunk:
                    done.add(submit((item,)))
            continue
        finally:
            future.release()
        yield result
        if (chunk_ahead := next(remaining, None)) is not None:
            done.add(submit(chunk_ahead))


@contextmanager
def _client(engine: Cluster) -> Iterator[Any]:
    """Join the scheduler at the address, or start one here that ends with the block."""
    try:
        import dask
        from distributed import Client, LocalCluster
    except ImportError as error:
        raise EngineError("The engine dask needs the extra of that name: make extras EXTRAS=dask.") from error
    dask.config.set({"distributed.scheduler.allowed-failures": _DEATHS})
    with ExitStack() as opened:
        try:
            if engine.address:
                where = engine.address
            else:
                where = opened.enter_context(
                    LocalCluster(
                        n_workers=engine.workers,
                        threads_per_worker=1,
                        dashboard_address=None,
                        silence_logs=logging.CRITICAL,
                    )
                )
            client = opened.enter_context(Client(where))
        except OSError as error:
            raise EngineError(f"No Dask scheduler answers at {engine.address or 'this machine'}: {error}.") from error
        yield client
