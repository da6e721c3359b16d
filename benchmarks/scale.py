"""How time, memory and bytes grow with the number of sources, and what runs after the first one cost.

``make bench-scale``, or ``python -m benchmarks.scale [SIZES] [--workers N] [--parallel N]``. Every figure is of whole
processes, as users start them: seconds of processor time, of the main process and of its workers; the largest memory of
each; the bytes of the cache. Articles are generated (`benchmarks.generated`): no two are alike.

Beside how much faster two processes are stand two bounds: what the part that only the main process can do allows
(Amdahl, "Validity of the single processor approach", 1967), and what the machine gives two loops that share nothing;
on a machine that others use the second is the lower one.
"""

from __future__ import annotations

import argparse
import json
import math
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from itertools import pairwise
from pathlib import Path

from benchmarks.generated import write

_SIZES = (100, 1000, 10_000)
_PARALLEL = 1000  # sources, up to which two processes are measured against one: beyond, it only takes longer
_FORMATS = "csv,json"
_MEGABYTE = 1_000_000
_LOOP = "n = 0\nfor number in range(30_000_000):\n    n += number % 7\n"
# Takes part of orphans (PR_SET_CHILD_SUBREAPER), for workers are children of a fork server, which outlives the run.
_WATCHED = """
import ctypes, json, os, subprocess, sys
ctypes.CDLL(None).prctl(36, 1, 0, 0, 0)
_, status, main = os.wait4(subprocess.Popen(sys.argv[1:]).pid, 0)
workers = []
while True:
    try:
        workers.append(os.wait4(-1, 0)[2])
    except ChildProcessError:
        break
print(json.dumps({
    "main": main.ru_utime + main.ru_stime,
    "processor": sum(one.ru_utime + one.ru_stime for one in (main, *workers)),
    "memory": main.ru_maxrss * 1024,
    "of_worker": max((one.ru_maxrss for one in workers), default=0) * 1024,
}))
sys.exit(os.waitstatus_to_exitcode(status))
"""


@dataclass(frozen=True, slots=True)
class Run:
    """One run: what was done, over how many sources, and what it took."""

    name: str
    sources: int
    seconds: float  # of the clock
    processor: float  # seconds, of all processes
    main: float  # seconds, of the main process
    memory: int  # bytes, the largest of the main process
    of_worker: int  # bytes, the largest of a worker; 0 without workers
    cache: int  # bytes


def main(sizes: Sequence[int] = _SIZES, workers: int = 1, parallel: int = _PARALLEL) -> None:
    """Measure and print a table, with one JSON object a line for machines.

    Args:
        sizes: numbers of sources.
        workers: how many processes the first runs get.
        parallel: up to how many sources two processes are measured against one.
    """
    runs: list[Run] = []
    for size in sizes:
        for run in _runs(size, workers, two=workers == 1 and size <= parallel):
            runs.append(run)
            print(json.dumps(asdict(run)), flush=True)
    print()
    print("| run | sources | s | CPU s | of it main | ms a source | main MB | worker MB | cache MB |")
    print("|---|---:|---:|---:|---:|---:|---:|---:|---:|")
    for run in runs:
        each = run.processor / run.sources * 1000
        print(
            f"| {run.name} | {run.sources:,} | {run.seconds:.1f} | {run.processor:.1f} | {run.main:.1f} | {each:.1f} "
            f"| {run.memory / _MEGABYTE:.0f} | {run.of_worker / _MEGABYTE:.0f} | {run.cache / _MEGABYTE:.1f} |"
        )
    print()
    for line in _ratios(runs):
        print(line)


def _runs(size: int, workers: int, two: bool) -> Iterator[Run]:
    engine = ("--engine", "processes", "--workers", str(workers)) if workers > 1 else ("--engine", "serial")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        write(folder / "raw", size)
        yield _measured("first", folder, size, *engine)
        changed = next((folder / "raw").glob("*/*.txt"))
        changed.write_text(changed.read_text(encoding="utf-8") + "\n1\n", encoding="utf-8")
        yield _measured("one changed", folder, size, "--engine", "serial")
        yield _measured("nothing changed", folder, size, "--engine", "serial")
        if two:
            shutil.rmtree(folder / "cache" / "store")
            yield _measured("first, two processes", folder, size, "--engine", "processes", "--workers", "2")


def _measured(name: str, folder: Path, size: int, *options: str) -> Run:
    command = [sys.executable, "-m", "pipeline", "run", str(folder / "raw"), "--output", str(folder / "output"), "-q"]
    environment = {**os.environ, "TERTIUM_CACHE": str(folder / "cache")}
    begun = time.perf_counter()
    ran = subprocess.run(
        [sys.executable, "-c", _WATCHED, *command, "--formats", _FORMATS, *options],
        check=True, stdout=subprocess.PIPE, encoding="utf-8", env=environment,
    )  # fmt: skip
    seconds = time.perf_counter() - begun
    cache = sum(path.stat().st_size for path in (folder / "cache").rglob("*") if path.is_file())
    return Run(name, size, seconds, cache=cache, **json.loads(ran.stdout))


def _ratios(runs: Sequence[Run]) -> Iterator[str]:
    """Yield what the targets speak of: shares of the first run, and how time and memory grow."""
    of = {(run.name, run.sources): run for run in runs}
    sizes = sorted({run.sources for run in runs})
    for size in sizes:
        first, changed = of["first", size], of["one changed", size]
        yield (
            f"{size:,} sources: one changed {changed.processor / first.processor:.3f} of the first run, nothing "
            f"changed {of['nothing changed', size].processor:.2f} s"
        )
        if both := of.get(("first, two processes", size)):
            bound = both.processor / (both.main + (both.processor - both.main) / 2)
            yield (
                f"{size:,} sources: two processes {first.seconds / both.seconds:.2f} times as fast, at most "
                f"{first.processor / both.processor * bound:.2f} ({both.processor / first.processor:.2f} of the work "
                f"of one, {both.main / both.processor:.3f} of it in the main process); two loops alone "
                f"{_of_the_machine():.2f}"
            )
    for small, large in pairwise(sizes):
        one, other = of["first", small], of["first", large]
        exponent = math.log(other.processor / one.processor) / math.log(large / small)
        each = (other.memory - one.memory) / (large - small) / 1000
        cache = (other.cache - one.cache) / (large - small) / 1000
        yield (
            f"growth from {small:,} to {large:,}: exponent {exponent:.3f}; a source takes {each:.1f} KB more of the "
            f"main process and {cache:.1f} KB of the cache"
        )


def _of_the_machine() -> float:
    """Return how much faster two processes do two loops that share nothing than one after the other."""
    alone, together = _looped(1), _looped(2)
    return 2 * alone / together


def _looped(count: int) -> float:
    begun = time.perf_counter()
    loops = [subprocess.Popen([sys.executable, "-c", _LOOP]) for _ in range(count)]
    for loop in loops:
        loop.wait()
    return time.perf_counter() - begun


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("sizes", nargs="*", type=int, default=list(_SIZES))
    parser.add_argument("--workers", type=int, default=1, help="how many processes the first runs get")
    parser.add_argument("--parallel", type=int, default=_PARALLEL, help="up to here two processes are measured, too")
    given = parser.parse_args()
    main(given.sizes, given.workers, given.parallel)
