"""Worker processes of this machine.

`concurrent.futures` and not `multiprocessing.Pool`, which waits for ever when a worker dies. A worker that dies takes
the pool along: what was under way is tried again one item at a time in a pool of its own, so that the item that kills
is found, reported as lost, and nothing else is.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, field
from itertools import chain, islice
from multiprocessing import connection

from pipeline.engines import EngineError, Item, Result

_AHEAD = 2  # chunks waiting per worker: enough to keep it busy, few enough to hold in memory
# After so many chunks a worker fresh workers take over, so that a leak anywhere stays bounded. The pool's own
# max_tasks_per_child can hang on Python 3.11 (python/cpython#115634).
_CHUNKS_PER_WORKER = 500
_DIED = "the worker process died on it, twice"


@dataclass
class _Shift:
    """A pool, and how many chunks it may still get."""

    pool: ProcessPoolExecutor
    left: int


@dataclass
class Processes:
    """An engine of `workers` processes; fewer than `worth` chunks are done in this one, sooner than a pool starts.

    Workers stay from one map to the next, for what a worker has to load and to learn takes it a second or two.
    """

    workers: int
    worth: int = 0
    _shift: _Shift | None = field(default=None, init=False, repr=False, compare=False)

    def map(
        self,
        function: Callable[[Sequence[Item]], Result],
        chunks: Iterable[Sequence[Item]],
        lost: Callable[[Item, str], Result],
    ) -> Iterator[Result]:
        """Yield the result of each chunk as it is done.

        Raises:
            EngineError: no worker stays alive, whatever it is given.
        """
        remaining = iter(chunks)
        if self._shift is None:
            opening = list(islice(remaining, self.worth))
            if len(opening) < self.worth:
                yield from map(function, opening)
                return
            remaining = chain(opening, remaining)
        for first in remaining:
            suspects: list[Sequence[Item]] = []
            yield from self._until_a_death(function, chain([first], remaining), suspects)
            for item in chain.from_iterable(suspects):
                yield self._alone(function, item, lost)

    def end(self) -> None:
        """End the workers at once, whatever they do."""
        if self._shift is not None:
            _end(self._shift.pool)
            self._shift = None

    def __del__(self) -> None:
        """End the workers with the engine."""
        self.end()

    def _until_a_death(
        self, function: Callable[[Sequence[Item]], Result], chunks: Iterator[Sequence[Item]], died: list[Sequence[Item]]
    ) -> Iterator[Result]:
        """Map until all is done, a worker dies or the shift is over; `died` gets the chunks that a death was under."""
        shift = self._shift = self._shift or _Shift(_pool(self.workers), self.workers * _CHUNKS_PER_WORKER)
        running: dict[Future[Result], Sequence[Item]] = {}
        is_whole = False
        try:
            while True:
                while shift.left and len(running) < self.workers * _AHEAD and (chunk := next(chunks, None)) is not None:
                    shift.left -= 1
                    try:
                        running[shift.pool.submit(function, chunk)] = chunk
                    except BrokenProcessPool:
                        died.append(chunk)
                        break
                if not running:
                    is_whole = not died
                    return
                done, _ = wait(running, return_when=FIRST_COMPLETED)
                for future in done:
                    chunk = running.pop(future)
                    try:
                        result = future.result()
                    except BrokenProcessPool:
                        died.append(chunk)
                        continue
                    yield result
                if died:
                    for future, chunk in running.items():
                        if future.done() and future.exception() is None:
                            yield future.result()
                        else:
                            died.append(chunk)
                    return
        finally:
            if not (is_whole and shift.left):
                self.end()

    def _alone(
        self, function: Callable[[Sequence[Item]], Result], item: Item, lost: Callable[[Item, str], Result]
    ) -> Result:
        """Try one item in a process of its own."""
        pool = _pool(1)
        try:
            return pool.submit(function, (item,)).result()
        except BrokenProcessPool:
            _check_that_workers_live()
            return lost(item, _DIED)
        finally:
            _end(pool)


def _check_that_workers_live() -> None:
    """Tell a worker that dies on an item from workers that die on anything, lest every source be reported as lost.

    Raises:
        EngineError: they die on anything.
    """
    pool = _pool(1)
    try:
        pool.submit(os.getpid).result()
    except BrokenProcessPool as error:
        raise EngineError(
            'No worker process stays alive; a script that runs the pipeline does so under `if __name__ == "__main__":`,'
            " or with the engine serial."
        ) from error
    finally:
        _end(pool)


def workers_of_this_machine() -> int:
    """Return how many cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _pool(workers: int) -> ProcessPoolExecutor:
    # A fork server imports the pipeline once and forks from a process without threads: a fork of ours could copy a
    # lock that the thread of the progress bar holds.
    start = "forkserver" if "forkserver" in multiprocessing.get_all_start_methods() else "spawn"
    context = multiprocessing.get_context(start)
    if start == "forkserver":
        context.set_forkserver_preload(["pipeline.engines.preloaded"])
    return ProcessPoolExecutor(workers, mp_context=context, initializer=_prepare)


def _prepare() -> None:
    """Leave the interrupt key to the parent, which ends its workers itself; end when it could not."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if parent := multiprocessing.parent_process():
        threading.Thread(target=_end_with, args=(parent.sentinel,), daemon=True).start()


def _end_with(parent: int) -> None:
    """Wait until the parent is gone: of a run that was killed each worker would wait for work for ever (250 MB)."""
    connection.wait([parent])
    os._exit(1)


def _end(pool: ProcessPoolExecutor) -> None:
    """End a pool at once where it is still at work, whatever its workers do."""
    processes = list((pool._processes or {}).values())
    pool.shutdown(wait=False, cancel_futures=True)
    for process in processes:
        process.terminate()
