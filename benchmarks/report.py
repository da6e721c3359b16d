"""How long the report takes to write and to open, for 2, 100 and 1,000 sources, and for 100 that share one topic.

``make bench-report``, or ``python -m benchmarks.report [COUNT ...]``. The sources are those of ``benchmarks.export``.
Times of writing are CPU seconds of one core, imports done; a page is open when its first screen is drawn, seconds on
the clock, the median of several openings in a Chromium that runs already. Without Chromium and Playwright only the
writing is timed.
"""

from __future__ import annotations

import random
import shutil
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from benchmarks import export
from pipeline.export.contents import Contents, contents_of
from pipeline.export.rows import make_rows
from pipeline.files import find_files
from pipeline.report import write_report
from pipeline.running import runner, sequence
from pipeline.stages import topics
from pipeline.stages.ingest import ingest

COUNTS = (2, 100, 1_000)
SHARED = 100  # sources of the one topic
KEPT = 0.5  # share of the lines that a source of it keeps
OPENINGS = 5
PLACES = {"start": "", "a topic": "#t0", "all of it": "#t0/findings"}


def one_topic(count: int, seed: int = 3) -> Contents:
    """Return what a run over so many articles on the same things hands to the writers."""
    dice = random.Random(seed)
    given = [(file.name, runner.process(runner.read(file)).text.split("\n")) for file in find_files([export.RAW])]
    documents = []
    for number in range(count):
        name, lines = given[number % len(given)]
        kept = [line for place, line in enumerate(lines) if place < 8 or dice.random() < KEPT]
        documents.append(runner.process(ingest(f"{number:05}-{name}", "\n".join(kept).encode())))
    grouped = tuple(sequence.check(topic) for topic in topics.group(documents))
    return contents_of(make_rows(documents, grouped), documents, grouped)


@contextmanager
def browser() -> Iterator[Any]:
    """Start Chromium, or yield None where it cannot be."""
    program = shutil.which("chromium") or shutil.which("google-chrome")
    try:
        from playwright.sync_api import sync_playwright
    except ImportError:
        program = None
    if program is None:
        yield None
        return
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=program)
        yield started
        started.close()


def opening(started: Any, address: str) -> float:
    """Return the seconds until a page is drawn."""
    taken = []
    for _ in range(OPENINGS):
        page = started.new_page()
        start = time.perf_counter()
        page.goto(address)
        page.wait_for_selector("html[data-ready]")
        page.evaluate("() => new Promise(requestAnimationFrame)")
        taken.append(time.perf_counter() - start)
        page.close()
    return statistics.median(taken)


def tell(name: str, contents: Contents, started: Any) -> None:
    """Print the times of a report."""
    with tempfile.TemporaryDirectory() as folder:
        write_report(contents, Path(folder))
        start = time.process_time()
        write_report(contents, Path(folder))
        spent = time.process_time() - start
        report = Path(folder) / "report.html"
        opened = "".join(
            f"  {place} {opening(started, report.as_uri() + where):.2f} s" for place, where in PLACES.items() if started
        )
        print(f"{name:28} written in {spent * 1000:7.1f} ms  {report.stat().st_size / 1e6:6.2f} MB{opened}")


def main(counts: Sequence[int]) -> None:
    """Print the times for each number of sources."""
    with browser() as started:
        for count in counts:
            tell(f"{count:,} sources", export.contents(count), started)
        tell(f"{SHARED} sources of one topic", one_topic(SHARED), started)


if __name__ == "__main__":
    main([int(one) for one in sys.argv[1:]] or COUNTS)
