"""How time, memory and bytes grow with the number of sources, and what runs after the first one cost.

``make bench-scale``, or ``python -m benchmarks.scale [SIZES]``. Every figure is of a whole process, as users start it:
seconds of processor time of it and its workers, its largest memory, the bytes of the cache. Articles are generated
(`benchmarks.generated`): no two are alike.
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
_PARALLEL = 1000  # sources, up to which two processes are measured: beyond, it only takes longer
_FORMATS = "csv,json"
_MEGABYTE = 1_000_000


@dataclass(frozen=True, slots=True)
class Run:
    """One run: what was done, over how many sources, and what it took."""

    name: str
    sources: int
    seconds: float  # of the clock
    processor: float  # seconds, with workers
    memory: int  # bytes, the largest of its processes
    cache: int  # bytes


def main(sizes: Sequence[int] = _SIZES) -> None:
    """Measure and print a table, with one JSON object a line for machines."""
    runs: list[Run] = []
    for size in sizes:
        for run in _runs(size):
            runs.append(run)
            print(json.dumps(asdict(run)), flush=True)
    print()
    print("| run | sources | s | CPU s | ms a source | memory MB | cache MB |")
    print("|---|---:|---:|---:|---:|---:|---:|")
    for run in runs:
        each = run.processor / run.sources * 1000
        print(
            f"| {run.name} | {run.sources:,} | {run.seconds:.1f} | {run.processor:.1f} | {each:.1f} "
            f"| {run.memory / _MEGABYTE:.0f} | {run.cache / _MEGABYTE:.1f} |"
        )
    print()
    for line in _ratios(runs):
        print(line)


def _runs(size: int) -> Iterator[Run]:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        write(folder / "raw", size)
        yield _measured("first", folder, size, "--engine", "serial")
        changed = next((folder / "raw").glob("*/*.txt"))
        changed.write_text(changed.read_text(encoding="utf-8") + "\n1\n", encoding="utf-8")
        yield _measured("one changed", folder, size, "--engine", "serial")
        yield _measured("nothing changed", folder, size, "--engine", "serial")
        if size > _PARALLEL:
            return
        shutil.rmtree(folder / "cache" / "store")
        yield _measured("first, two processes", folder, size, "--engine", "processes", "--workers", "2")


def _measured(name: str, folder: Path, size: int, *options: str) -> Run:
    command = [sys.executable, "-m", "pipeline", "run", str(folder / "raw"), "--output", str(folder / "output"), "-q"]
    environment = {**os.environ, "TERTIUM_CACHE": str(folder / "cache")}
    script = (
        "import json, resource, subprocess, sys\n"
        "subprocess.run(sys.argv[1:], check=True)\n"
        "used = resource.getrusage(resource.RUSAGE_CHILDREN)\n"
        "print(json.dumps([used.ru_utime + used.ru_stime, used.ru_maxrss * 1024]))\n"
    )
    begun = time.perf_counter()
    ran = subprocess.run(
        [sys.executable, "-c", script, *command, "--formats", _FORMATS, *options],
        check=True, capture_output=True, encoding="utf-8", env=environment,
    )  # fmt: skip
    seconds = time.perf_counter() - begun
    processor, memory = json.loads(ran.stdout)
    cache = sum(path.stat().st_size for path in (folder / "cache").rglob("*") if path.is_file())
    return Run(name, size, seconds, processor, memory, cache)


def _ratios(runs: Sequence[Run]) -> Iterator[str]:
    """Yield what the targets speak of: shares of the first run, and the exponent of growth."""
    of = {(run.name, run.sources): run for run in runs}
    sizes = sorted({run.sources for run in runs})
    for size in sizes:
        first = of["first", size]
        share = of["one changed", size].processor / first.processor
        parallel = of.get(("first, two processes", size))
        faster = f", two processes {first.seconds / parallel.seconds:.2f} times as fast" if parallel else ""
        yield (
            f"{size:,} sources: one changed {share:.3f} of the first run, nothing changed "
            f"{of['nothing changed', size].processor:.2f} s{faster}"
        )
    for small, large in pairwise(sizes):
        ratio = of["first", large].processor / of["first", small].processor
        yield f"growth from {small:,} to {large:,}: exponent {math.log(ratio) / math.log(large / small):.3f}"


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("sizes", nargs="*", type=int, default=list(_SIZES))
    main(parser.parse_args().sizes)
