"""Dask: worker processes on this machine, or a cluster whose scheduler is joined.

Dask does what is hard beyond one machine: it notices dead workers and lost nodes and gives their chunks to others. It
only maps here, since what is gathered is small (`pipeline.running.jobs`). The store's folder has to be one that every
worker can write.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from itertools import islice
from typing import Any

from pipeline.engines import EngineError, Item, Result

_AHEAD = 4  # chunks waiting per worker
_DEATHS = 3  # of workers on one chunk before its items are tried alone
_LOOK = 1000  # milliseconds after which it is looked whether all workers are there
_DIED = "the workers died on it, time and again"


@dataclass
class Cluster:
    """An engine of `workers` local processes, or of those that the scheduler at `address` has, joined for all maps."""

    workers: int
    address: str = ""
    _client: Any = field(default=None, init=False, repr=False, compare=False)
    _opened: ExitStack = field(default_factory=ExitStack, init=False, repr=False, compare=False)

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
        if self._client is None:
            self._client = self._opened.enter_context(_joined(self))
        is_whole = False
        try:
            yield from _mapped(self._client, function, first, remaining, lost)
            is_whole = True
        finally:
            if not is_whole:
                self.end()

    def end(self) -> None:
        """Leave the scheduler, and end it where it was started here."""
        self._client = None
        self._opened.close()

    def __del__(self) -> None:
        """End what was started with the engine."""
        self.end()


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
    suspects: list[Item] = []
    ahead = _AHEAD * max(1, len(client.scheduler_info()["workers"]))
    done = as_completed([submit(first), *map(submit, islice(remaining, ahead - 1))])
    for future in done:
        chunk = waiting.pop(future.key)
        try:
            yield future.result()
        except KilledWorker:
            suspects.extend(chunk)
        finally:
            future.release()
        if (chunk_ahead := next(remaining, None)) is not None:
            done.add(submit(chunk_ahead))
    # One after the other, for Dask suspects all that a worker had before it when it died, not what killed it alone.
    for item in suspects:
        try:
            yield submit((item,)).result()
        except KilledWorker:
            yield lost(item, _DIED)


@contextmanager
def _joined(engine: Cluster) -> Iterator[Any]:
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
                opened.enter_context(_kept_up(where, engine.workers))
            client = opened.enter_context(Client(where))
        except OSError as error:
            raise EngineError(f"No Dask scheduler answers at {engine.address or 'this machine'}: {error}.") from error
        yield client


@contextmanager
def _kept_up(cluster: Any, workers: int) -> Iterator[None]:
    """See to it that a local cluster has its workers.

    Dask gives up a worker that has died and is not back within 15 s, as on a busy machine; without any the run would
    wait for ever.
    """
    from tornado.ioloop import PeriodicCallback

    keeper = PeriodicCallback(lambda: cluster.scale(workers), _LOOK)
    cluster.loop.add_callback(keeper.start)
    try:
        yield
    finally:
        cluster.loop.add_callback(keeper.stop)
