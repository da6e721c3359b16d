"""What each format costs: of a cold run over the given articles, and for 2, 100 and 1,000 sources.

``make bench-export``, or ``python -m benchmarks.export [COUNT ...]``. The sources are made from the given articles:
each has other names for the compared things, shared by five sources, and lacks other lines, so that no two have the
same rows. All times are CPU seconds of one core.
"""

from __future__ import annotations

import random
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

from pipeline.export.contents import Contents, contents_of
from pipeline.export.folder import write_files
from pipeline.export.formats import FORMATS
from pipeline.export.rows import make_rows
from pipeline.files import find_files
from pipeline.running import runner, sequence
from pipeline.stages import topics
from pipeline.stages.ingest import ingest

RAW = Path(__file__).parent.parent / "raw"
COUNTS = (2, 100, 1_000)
RUNS = 7  # cold runs of which the median is told
TOPIC = 5  # sources that share their compared things
KEPT = 0.9  # share of the lines that a source keeps
LETTERS = ("bdfgklmnprstvz", "aeiou")


def texts(count: int, seed: int = 7) -> Iterator[tuple[str, str]]:
    """Yield the names and texts of sources; the first two are the given articles."""
    given = []
    for file in find_files([RAW]):
        document = runner.process(runner.read(file))
        given.append(
            (file.name, document.text, sorted({one.label for one in document.subjects}, key=len, reverse=True))
        )
        yield file.name, document.text
    dice = random.Random(seed)
    names: list[str] = []
    for number in range(count - len(given)):
        if number % TOPIC == 0:
            names = ["".join(dice.choice(LETTERS[place % 2]) for place in range(7)).title() for _ in range(2)]
        name, text, labels = given[number % len(given)]
        lines = text.split("\n")
        text = "\n".join(line for place, line in enumerate(lines) if place < 8 or dice.random() < KEPT)
        for label, other in zip(labels, names, strict=True):
            text = text.replace(label, other)
        yield f"{number:05}-{name}", f"{text}\n\n{number}\n"  # two of a thousand may have lost the same lines


def contents(count: int) -> Contents:
    """Return what a run over so many sources hands to the writers."""
    documents = [runner.process(ingest(name, text.encode())) for name, text in texts(count)]
    grouped = tuple(sequence.check(topic) for topic in topics.group(documents))
    return contents_of(make_rows(documents, grouped), documents, grouped)


def cold(formats: str) -> float:
    """Return the CPU seconds of a run over the given articles that starts from nothing."""
    script = "import sys, pipeline.cli; sys.argv[0] = 'tertium'; pipeline.cli.main()"
    with tempfile.TemporaryDirectory() as folder:
        command = [sys.executable, "-c", script, "run", str(RAW), "--output", f"{folder}/output", "-q", "--no-cache"]
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        subprocess.run([*command, *(["--formats", formats] if formats else [])], check=True)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def warm(one: Contents) -> Iterator[tuple[str, float, float]]:
    """Yield each format with the CPU seconds that it takes, imports done, and the megabytes that it writes."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for entry in FORMATS:
            start = time.process_time()
            write_files(one, folder, [entry])
            spent = time.process_time() - start
            yield entry.name, spent, sum((folder / file).stat().st_size for file in entry.files) / 1e6


def main(counts: Sequence[int]) -> None:
    """Print both tables."""
    names = [entry.name for entry in FORMATS]
    kinds = {"csv": "csv", **{f"csv + {name}": f"csv,{name}" for name in names if name != "csv"}, "all": ""}
    spent: dict[str, list[float]] = {kind: [] for kind in kinds}
    for _ in range(RUNS):  # turn by turn, so that a machine that slows down slows all
        for kind, formats in kinds.items():
            spent[kind].append(cold(formats))
    base = statistics.median(spent["csv"])
    print(f"a cold run over {len(find_files([RAW]))} articles (median of {RUNS})")
    for kind, times in spent.items():
        middle = statistics.median(times)
        print(f"  {kind:18} {middle:6.3f} s  {middle / base - 1:+6.0%}")
    list(warm(contents(2)))  # imports
    for count in counts:
        start = time.process_time()
        one = contents(count)
        took = time.process_time() - start
        rows = sum(len(table) for table in one.rows.values())
        print(f"{count:,} sources, {rows:,} rows, read and compared in {took:.1f} s")
        total = 0.0
        for name, seconds, size in warm(one):
            total += seconds
            print(f"  {name:18} {seconds:8.3f} s  {size:8.1f} MB")
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        print(f"  {'all':18} {total:8.3f} s  {total / took:+8.0%}  peak {peak:,.0f} MB")


if __name__ == "__main__":
    main([int(one) for one in sys.argv[1:]] or COUNTS)
