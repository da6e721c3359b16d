"""What a source costs, beside what other tools take for less, all in one run: ``make bench``.

Processor time, not time of the clock, and ratios between figures of one run, so that a busy machine measures the same.
Users read an article once, in a process that has read others: so does each measurement, in a process of its own that
has read other articles in the languages before. Three sets of texts: the real articles, where they are at hand
(``--articles``); of ours (tests/articles) those that are as long, after the shorter ones; and short ones that are
generated (`benchmarks.generated`), no two alike. Pages are such texts in plain markup.
Processes are measured as installed packages run, from bytecode, whatever the environment says of writing it.
Tools that are not installed are left out: ``pip install trafilatura lxml_html_clean unstructured docling-slim``, and
for unstructured the spaCy model ``en_core_web_sm``, which it fetches when it is first called.
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
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import asdict, dataclass
from functools import partial
from html import escape
from io import BytesIO
from multiprocessing import get_context
from pathlib import Path
from typing import Any

import pipeline
from benchmarks.generated import ROOT, articles
from pipeline.files import RawFile, find_files
from pipeline.model import BlockKind
from pipeline.running import runner
from pipeline.running.sequence import SOURCE_STAGES

_PAGE = ROOT / "docs" / "performance.md"
_BEGIN, _END = "<!-- figures -->", "<!-- end of figures -->"
_OURS = ROOT / "tests" / "articles"
_REAL = Path("../shared/data/articles")
_AS_LONG = 1_200  # characters: the median of those of ours that have so many is that of the real articles, 1,366
_GENERATED = 80  # in ten languages
_PROCESSES = 4  # runs of a process, of which the fastest counts
_IDENTIFYING = "language"  # the stage whose time is that of language identifiers; that of spaCy lies within others
_TAGS = {BlockKind.TITLE: "h1", BlockKind.HEADING: "h2", BlockKind.LIST_ITEM: "li"}
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


@dataclass(frozen=True, slots=True)
class Texts:
    """What is measured: each text once, after other texts that make the process warm."""

    name: str
    warm: tuple[str, ...]
    texts: tuple[str, ...]

    @property
    def characters(self) -> int:
        """The median length of a text."""
        return round(statistics.median(map(len, self.texts)))

    def as_pages(self) -> Texts:
        """Return the same in markup."""
        return Texts(self.name, tuple(map(_page, self.warm)), tuple(map(_page, self.texts)))


def main(articles_folder: Path, write: bool = True) -> None:
    """Measure, print JSON, and put the table into the page."""
    sets = tuple(_sets(articles_folder))
    figures: list[Figure] = []
    stages: dict[str, dict[str, float]] = {}
    for one in sets:
        pages = one.as_pages()
        by_stage, of_pages = _apart(one, ".txt"), sum(_apart(pages, ".html").values())
        stages[one.name], of_plain = by_stage, sum(by_stage.values())
        trafilatura = _other("trafilatura", "extract", pages)
        unstructured, langdetect = _unstructured(one), _other("langdetect", "detect", one)
        figures += [
            Figure(f"plain text, {one.name}", of_plain, "langdetect.detect, whole text", langdetect, 1.0),
            Figure(f"plain text, {one.name}", of_plain, "unstructured.partition_text", unstructured, 0.35),
            Figure(f"HTML, {one.name}", of_pages, "trafilatura.extract", trafilatura, 1.5),
            Figure(f"HTML, {one.name}", of_pages, "docling, HTML", _docling(pages), 0.15),
            Figure(
                f"all but language identification, {one.name}",
                of_plain - by_stage[_IDENTIFYING],
                "trafilatura.extract",
                trafilatura,
                0.15,
            ),
        ]
    figures += [
        Figure(
            "cold run, the two given articles, CSV and JSON",
            _cold("csv,json"),
            "importing pandas, spacy, bs4, langdetect",
            _process("import pandas, spacy, bs4, langdetect"),
            0.6,
        ),
        Figure("import of pipeline", _process("import pipeline") - _process("pass"), "a second", 1.0, 0.15),
    ]
    report = {
        "python": platform.python_version(),
        "texts": {one.name: {"number": len(one.texts), "median characters": one.characters} for one in sets},
        "figures": [{**asdict(one), "ratio": one.ratio} for one in figures],
        "milliseconds a text by stage": {
            name: {stage: round(1000 * seconds, 2) for stage, seconds in some.items()} for name, some in stages.items()
        },
        "cold run by format, s": {name: round(_cold(name), 3) for name in (*_FORMATS[1:], ",".join(_FORMATS))},
        "start-up, ms by module": _modules(),
    }
    print(json.dumps(report, indent=1))
    if write:
        before, _, rest = _PAGE.read_text(encoding="utf-8").partition(_BEGIN)
        after = rest.partition(_END)[2]
        _PAGE.write_text(f"{before}{_BEGIN}\n\n{_tables(figures, report)}\n{_END}{after}", encoding="utf-8")


def _sets(folder: Path) -> Iterator[Texts]:
    """Yield the sets of texts; what warms up is in all languages of what is measured."""
    ours = [(path.stem, path.read_text(encoding="utf-8")) for path in sorted(_OURS.glob("*/*.txt"))]
    if real := tuple(path.read_text(encoding="utf-8") for path in sorted(folder.glob("*.txt"))):
        yield Texts("real articles", tuple(text for _, text in ours), real)
    shorter = [(code, text) for code, text in ours if len(text) < _AS_LONG]
    known = {code for code, _ in shorter}
    long = (text for code, text in ours if len(text) >= _AS_LONG and code in known)
    yield Texts("articles of ours as long", tuple(text for _, text in shorter), tuple(long))
    warm, measured = (tuple(text for _, text in articles(_GENERATED, seed)) for seed in (1, 2))
    yield Texts("short, generated", warm, measured)


def _page(text: str) -> str:
    """Return a text as a page: its lines as titles, headings, items and paragraphs, behind a menu."""
    with tempfile.TemporaryDirectory() as name:
        blocks = pipeline.read(*(file.path for file in _written(Path(name, "plain"), (text,), ".txt"))).blocks
    title = next((block.text for block in blocks if block.kind is BlockKind.TITLE), blocks[0].text)
    lines = ((_TAGS.get(block.kind, "p"), escape(block.text)) for block in blocks)
    body = "\n".join(f"<{tag}>{line}</{tag}>" for tag, line in lines)
    menu = "".join(f"<li><a href='/{number}'>{number}</a></li>" for number in range(20))
    head = f"<head><meta charset='utf-8'><title>{escape(title)}</title></head>"
    return f"<!DOCTYPE html><html>{head}<body><nav><ul>{menu}</ul></nav>\n<article>{body}</article></body></html>"


def _apart(texts: Texts, suffix: str) -> dict[str, float]:
    """Return the seconds a text takes in each stage, measured in a process of its own."""
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as process:
        return process.submit(_through_all_stages, texts, suffix).result()


def _through_all_stages(texts: Texts, suffix: str) -> dict[str, float]:
    """Return the seconds a text takes in each stage, one text after the other through all of them."""
    steps: list[tuple[str, Callable[[Any], Any]]] = [("ingest", runner.read)]
    steps += [(stage.name, partial(runner.process, stages=(stage,))) for stage in SOURCE_STAGES]
    by_stage = dict.fromkeys((name for name, _ in steps), 0.0)
    with tempfile.TemporaryDirectory() as name:
        for file in _written(Path(name, "warm"), texts.warm, suffix):
            runner.process(runner.read(file))
        gc.disable()  # as the command does
        for file in _written(Path(name, "measured"), texts.texts, suffix):
            made: Any = file
            for step, function in steps:
                begun = time.process_time()
                made = function(made)
                by_stage[step] += time.process_time() - begun
    return {step: seconds / len(texts.texts) for step, seconds in by_stage.items()}


def _written(folder: Path, texts: Sequence[str], suffix: str) -> Sequence[RawFile]:
    """Write texts to files of a folder."""
    folder.mkdir()
    for number, text in enumerate(texts):
        (folder / f"{number:04d}{suffix}").write_text(text, encoding="utf-8")
    return find_files([folder])


def _other(module: str, function: str, texts: Texts) -> float | None:
    try:
        found = importlib.import_module(module)
    except ImportError:
        return None
    return _timed(getattr(found, function), texts)


def _timed(function: Callable[[str], object], texts: Texts) -> float:
    """Return the seconds that a call takes on a text, each given once, after those that warm up."""
    for one in texts.warm:
        function(one)
    begun = time.process_time()
    for one in texts.texts:
        function(one)
    return (time.process_time() - begun) / len(texts.texts)


def _unstructured(texts: Texts) -> float | None:
    try:
        from unstructured.partition.text import partition_text
    except ImportError:
        return None
    try:
        return _timed(lambda text: partition_text(text=text), texts)
    except (OSError, LookupError, RuntimeError):  # it fetches a model when it is first called
        return None


def _docling(pages: Texts) -> float | None:
    """Return what docling's reader of HTML takes by itself: its converter, around it, needs torch for other formats."""
    try:
        from docling.backend.html_backend import HTMLDocumentBackend
        from docling.datamodel.base_models import InputFormat
        from docling.datamodel.document import InputDocument
    except ImportError:
        return None

    def convert(page: str) -> object:
        given = InputDocument(BytesIO(page.encode()), InputFormat.HTML, HTMLDocumentBackend, filename="page.html")
        return given._backend.convert()  # as docling's own pipelines do

    return _timed(convert, pages)


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
    lines = ["| texts | number | characters, median |", "|---|---:|---:|"]
    for name, told in report["texts"].items():
        lines.append(f"| {name} | {told['number']} | {told['median characters']} |")
    lines += ["", "| what | beside | ms | ms of the other | ratio | at most |", "|---|---|---:|---:|---:|---:|"]
    for one in figures:
        other = "not installed" if one.other is None else f"{one.other * 1000:.1f}"
        ratio = "" if one.ratio is None else f"{one.ratio:.2f}"
        lines.append(f"| {one.name} | {one.beside} | {one.seconds * 1000:.1f} | {other} | {ratio} | {one.target} |")
    by_set = report["milliseconds a text by stage"]
    lines += ["", f"| ms a text by stage | {' | '.join(by_set)} |", "|---|" + "---:|" * len(by_set)]
    for stage in next(iter(by_set.values())):
        lines.append(f"| {stage} | {' | '.join(str(some[stage]) for some in by_set.values())} |")
    for title, name in (
        ("formats | s of a cold run", "cold run by format, s"),
        ("module | ms to import, by itself", "start-up, ms by module"),
    ):
        lines += ["", f"| {title} |", "|---|---:|", *(f"| {key} | {value} |" for key, value in report[name].items())]
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--print-only", action="store_true", help="leave docs/performance.md alone")
    parser.add_argument("--articles", type=Path, default=_REAL, help="a folder of real articles, as plain text")
    told = parser.parse_args()
    main(told.articles, not told.print_only)
