"""What a source costs, beside what other tools take for less, all in one run: ``make bench``.

Processor time, not time of the clock, and ratios between figures of one run, so that a busy machine measures the same.
Texts are generated from the given articles and ours (`benchmarks.generated`), no two alike, and none is measured that
was read before: what is kept of a text would make its second reading cheap. Pages are such texts in plain markup.
Processes are measured as installed packages run, from bytecode, whatever the environment says of writing it.
Tools that are not installed are left out: ``pip install trafilatura unstructured docling``.
The figures go to standard output as JSON, and as a table into docs/performance.md between its two marks.
"""

from __future__ import annotations

import argparse
import gc
import importlib
import json
import os
import platform
import re
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from html import escape
from pathlib import Path
from typing import Any

from benchmarks.generated import ROOT, articles
from pipeline.files import RawFile, find_files
from pipeline.running import runner
from pipeline.running.sequence import SOURCE_STAGES

_PAGE = ROOT / "docs" / "performance.md"
_BEGIN, _END = "<!-- figures -->", "<!-- end of figures -->"
_GENERATED = 40  # a round, in ten languages
_ROUNDS = 3
_PROCESSES = 4  # runs of a process, of which the fastest counts
_IDENTIFYING = "language"  # the stage whose time is that of language identifiers; that of spaCy lies within others
_FORMATS = ("csv", "json", "skos", "sssom", "annotations", "duckdb", "parquet", "xlsx")
_SLOWEST = 12  # modules of the start-up


@dataclass(frozen=True, slots=True)
class Figure:
    """One ratio: what was measured, against what, and the most that it may be."""

    name: str
    seconds: float
    beside: str
    other: float | None  # seconds; None where the other tool is not installed
    target: float

    @property
    def ratio(self) -> float | None:
        """How much of the other's time it took."""
        return None if self.other is None else self.seconds / self.other


def main(write: bool = True) -> None:
    """Measure, print JSON, and put the table into the page."""
    with tempfile.TemporaryDirectory() as name:
        seeds = range(1, 2 * _ROUNDS + 3)
        plain = [_written(Path(name, f"{seed}.txt"), seed, str) for seed in seeds[: _ROUNDS + 1]]
        pages = [_written(Path(name, f"{seed}.html"), seed, _page) for seed in seeds[_ROUNDS + 1 :]]
        texts, documents = _contents(plain[1]), _contents(pages[1])
        of_plain, stages = _through_all_stages([find_files([folder]) for folder in plain])
        of_pages, _ = _through_all_stages([find_files([folder]) for folder in pages])
        trafilatura = _other("trafilatura", "extract", documents)
        ours = sum(seconds for stage, seconds in stages.items() if stage != _IDENTIFYING)
        figures = [
            Figure("plain text, all stages", of_plain, "unstructured.partition_text", _unstructured(texts), 0.35),
            Figure("plain text, all stages", of_plain, "langdetect.detect, whole text", _langdetect(texts), 1.0),
            Figure("HTML, all stages", of_pages, "trafilatura.extract", trafilatura, 1.5),
            Figure("HTML, all stages", of_pages, "docling, HTML", _docling(sorted(pages[1].iterdir())), 0.15),
            Figure("all stages but language identification", ours, "trafilatura.extract", trafilatura, 0.15),
            Figure(
                "cold run, the given articles, CSV and JSON",
                _cold("csv,json"),
                "importing pandas, spacy, bs4, langdetect",
                _process("import pandas, spacy, bs4, langdetect"),
                0.6,
            ),
            Figure("import of pipeline", _process("import pipeline") - _process("pass"), "a second", 1.0, 0.15),
        ]
        report = {
            "python": platform.python_version(),
            "texts": _GENERATED * _ROUNDS,
            "figures": [{**asdict(one), "ratio": one.ratio} for one in figures],
            "milliseconds a text by stage": {stage: round(1000 * seconds, 2) for stage, seconds in stages.items()},
            "cold run by format, s": {name: round(_cold(name), 3) for name in (*_FORMATS[1:], ",".join(_FORMATS))},
            "start-up, ms by module": _modules(),
        }
    print(json.dumps(report, indent=1))
    if write:
        before, _, rest = _PAGE.read_text(encoding="utf-8").partition(_BEGIN)
        after = rest.partition(_END)[2]
        _PAGE.write_text(f"{before}{_BEGIN}\n\n{_tables(figures, report)}\n{_END}{after}", encoding="utf-8")


def _written(folder: Path, seed: int, made: Callable[[str], str]) -> Path:
    """Write the texts of a seed to a folder."""
    folder.mkdir()
    for name, text in articles(_GENERATED, seed):
        (folder / name).with_suffix(folder.suffix).write_text(made(text), encoding="utf-8")
    return folder


def _contents(folder: Path) -> list[str]:
    return [path.read_text(encoding="utf-8") for path in sorted(folder.iterdir())]


def _page(text: str) -> str:
    title, *lines = (line for line in text.splitlines() if line.strip())
    body = "\n".join(f"<p>{escape(line)}</p>" for line in lines)
    menu = "".join(f"<li><a href='/{number}'>{number}</a></li>" for number in range(20))
    head = f"<head><meta charset='utf-8'><title>{escape(title)}</title></head>"
    article = f"<article><h1>{escape(title)}</h1>\n{body}</article>"
    return f"<!DOCTYPE html><html>{head}<body><nav><ul>{menu}</ul></nav>\n{article}</body></html>"


def _through_all_stages(rounds: Sequence[Sequence[RawFile]]) -> tuple[float, dict[str, float]]:
    """Return the seconds a source in all, and by stage; by the first round all is made that is made once a process."""
    for file in rounds[0]:
        runner.process(runner.read(file))
    by_stage: dict[str, float] = defaultdict(float)
    gc.disable()  # as the command does
    for files in rounds[1:]:
        begun = time.process_time()
        documents = [runner.read(file) for file in files]
        by_stage["ingest"] += time.process_time() - begun
        for stage in SOURCE_STAGES:
            begun = time.process_time()
            documents = [runner.process(document, (stage,)) for document in documents]
            by_stage[stage.name] += time.process_time() - begun
    gc.enable()
    count = sum(map(len, rounds[1:]))
    return sum(by_stage.values()) / count, {name: seconds / count for name, seconds in by_stage.items()}


def _timed(function: Callable[[Any], object], given: Sequence[Any]) -> float:
    """Return the seconds that a call takes, least of several rounds, after one to warm up."""
    function(given[0])
    rounds = []
    for _ in range(_ROUNDS):
        begun = time.process_time()
        for one in given:
            function(one)
        rounds.append(time.process_time() - begun)
    return min(rounds) / len(given)


def _other(module: str, function: str, given: Sequence[Any]) -> float | None:
    try:
        found = importlib.import_module(module)
    except ImportError:
        return None
    return _timed(getattr(found, function), given)


def _langdetect(texts: Sequence[str]) -> float | None:
    return _other("langdetect", "detect", texts)


def _unstructured(texts: Sequence[str]) -> float | None:
    try:
        from unstructured.partition.text import partition_text
    except ImportError:
        return None
    try:
        return _timed(lambda text: partition_text(text=text), texts)
    except (OSError, LookupError, RuntimeError):  # it fetches a model when it is first called
        return None


def _docling(paths: Sequence[Path]) -> float | None:
    try:
        from docling.document_converter import DocumentConverter
    except ImportError:
        return None
    return _timed(DocumentConverter().convert, paths)


def _process(script: str, *arguments: str) -> float:
    """Return the processor time of a Python process, its workers included: the least of several."""
    measuring = (
        "import resource, subprocess, sys\n"
        "subprocess.run(sys.argv[1:], check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)\n"
        "used = resource.getrusage(resource.RUSAGE_CHILDREN)\n"
        "print(used.ru_utime + used.ru_stime)\n"
    )
    command = [sys.executable, "-c", measuring, sys.executable, "-c", script, *arguments]
    runs = [
        subprocess.run(command, check=True, capture_output=True, encoding="utf-8", env=_environment())
        for _ in range(_PROCESSES)
    ]
    return min(float(run.stdout) for run in runs)


def _environment() -> dict[str, str]:
    """Return this environment, but that Python writes the bytecode of what it imports, as an installer does."""
    return {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}


def _cold(formats: str) -> float:
    """Return the processor time of a run over the given articles that finds nothing in a cache."""
    with tempfile.TemporaryDirectory() as folder:
        script = "import sys; from pipeline import cli; sys.argv[0] = 'tertium'; cli.main()"
        options = ("run", str(ROOT / "raw"), "--output", str(Path(folder, "output")), "-q", "--no-cache")
        return _process(script, *options, "--formats", formats)


def _modules() -> dict[str, float]:
    """Return the modules that take longest to import by themselves in a cold run, in milliseconds."""
    with tempfile.TemporaryDirectory() as folder:
        script = "import sys; from pipeline import cli; sys.argv[0] = 'tertium'; cli.main()"
        command = [sys.executable, "-X", "importtime", "-c", script, "run", str(ROOT / "raw"), "-q", "--no-cache"]
        command += ["--output", str(Path(folder, "output")), "--formats", "csv,json"]
        ran = subprocess.run(command, check=True, capture_output=True, encoding="utf-8", env=_environment())
    found = re.findall(r"import time:\s+(\d+) \|\s+\d+ \|\s*(\S+)", ran.stderr)
    slowest = sorted(((int(own) / 1000, name) for own, name in found), reverse=True)[:_SLOWEST]
    return {name: milliseconds for milliseconds, name in slowest}


def _tables(figures: Sequence[Figure], report: dict[str, Any]) -> str:
    lines = ["| what | beside | ms | ms of the other | ratio | at most |", "|---|---|---:|---:|---:|---:|"]
    for one in figures:
        other = "not installed" if one.other is None else f"{one.other * 1000:.1f}"
        ratio = "" if one.ratio is None else f"{one.ratio:.2f}"
        lines.append(f"| {one.name} | {one.beside} | {one.seconds * 1000:.1f} | {other} | {ratio} | {one.target} |")
    for title, name in (
        ("stage | ms a text", "milliseconds a text by stage"),
        ("formats | s of a cold run", "cold run by format, s"),
        ("module | ms to import, by itself", "start-up, ms by module"),
    ):
        lines += ["", f"| {title} |", "|---|---:|", *(f"| {key} | {value} |" for key, value in report[name].items())]
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--print-only", action="store_true", help="leave docs/performance.md alone")
    main(not parser.parse_args().print_only)
