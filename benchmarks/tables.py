"""Flattened tables: the segmenter beside simple methods, by variant and kind of script, against pinned floors.

``python benchmarks/tables.py DEV_JSONL [--held-out PHRASES_JSON]``. A line of the file is one table in one variant:
``variant`` (A header lines apart and cells joined by one blank, B header glued, C one cell a line, D tabs or runs of
blanks), ``text``, ``header`` and ``rows`` with spans, ``subjects``, ``lang`` and ``family``. Exit status 1 where a
figure is below its floor in ``floors.toml``. The stored weights have seen the development tables; the figures that
tell of other tables are those of ``--held-out``, which learns anew without the group that it tests (two minutes).
"""

from __future__ import annotations

import argparse
import json
import sys
import time
import tomllib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

ROOT = Path(__file__).absolute().parent.parent
if str(ROOT) not in sys.path:
    sys.path.insert(0, str(ROOT))

from benchmarks.table_baselines import BASELINES, Method, Spans  # noqa: E402
from pipeline import languages  # noqa: E402
from pipeline.languages import Language  # noqa: E402
from pipeline.reading.aspects import labels_opening  # noqa: E402
from pipeline.segmentation import assemble_lines, segment, split_header  # noqa: E402

FLOORS = ROOT / "benchmarks" / "floors.toml"
_UNSPACED = frozenset({"ja", "zh", "th", "km", "my"})
_WITHOUT_CASE = 0.02  # share of upper-case letters under which a table counts as without case


@dataclass(frozen=True, slots=True)
class FlatTable:
    """A flattened table with its right cells, row by row, as offsets into the row's text."""

    variant: str
    language: str
    header: str
    labels: tuple[str, ...]
    subjects: tuple[str, ...]
    rows: tuple[str, ...]
    cells: tuple[Spans, ...]
    lines: tuple[str, ...]

    @property
    def kind(self) -> str:
        """The kind of script: unspaced, caseless or cased."""
        if self.language in _UNSPACED:
            return "unspaced"
        text = "".join(self.rows)
        return "cased" if sum(map(str.isupper, text)) > _WITHOUT_CASE * len(text) else "caseless"


@dataclass(slots=True)
class Tally:
    """Counts of cells, rows and edges between cells."""

    cells: int = 0
    right_cells: int = 0
    rows: int = 0
    right_rows: int = 0
    edges: int = 0
    found_edges: int = 0
    right_edges: int = 0
    seconds: float = field(default=0.0)

    def add(self, wanted: Spans, found: Spans) -> None:
        """Count one row."""
        self.cells += len(wanted)
        self.right_cells += len(set(wanted) & set(found))
        self.rows += 1
        self.right_rows += wanted == found
        edges, cut = {start for start, _ in wanted[1:]}, {start for start, _ in found[1:]}
        self.edges += len(edges)
        self.found_edges += len(cut)
        self.right_edges += len(edges & cut)

    @property
    def figures(self) -> tuple[float, float, float]:
        """Shares of right cells and rows, and F1 of the edges."""
        return (
            self.right_cells / max(1, self.cells),
            self.right_rows / max(1, self.rows),
            2 * self.right_edges / max(1, self.edges + self.found_edges),
        )


def read_tables(path: Path) -> Iterator[FlatTable]:
    """Read the tables of a file."""
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            yield _table(json.loads(line))


def _table(record: dict[str, Any]) -> FlatTable:
    text, rows = record["text"], record["rows"]
    return FlatTable(
        record["variant"],
        record["lang"],
        text.split("\n", 1)[0],
        tuple(cell["text"] for cell in record["header"]),
        tuple(record["subjects"]),
        tuple(text[row[0][0] : row[-1][1]] for row in rows),
        tuple([(start - row[0][0], end - row[0][0]) for start, end in row] for row in rows),
        tuple(text.splitlines()),
    )


def ours(table: FlatTable) -> list[Spans]:
    """Cut the rows of a table with the segmenter, told what the program tells it: language data and vocabulary."""
    language = _language(table)
    found = segment(
        table.rows, len(table.labels), table.subjects, spaces=language.spaces, casing=language.casing,
        closing_abbreviations=language.abbreviations.closing, inner_abbreviations=language.abbreviations.inner,
        known_aspects=labels_opening(table.rows, language.code),
    )  # fmt: skip
    return [[(cell.start, cell.end) for cell in cut.cells] for cut in found.rows]


def _language(table: FlatTable) -> Language:
    return languages.load(languages.from_identifier().get(table.language, table.language))


def baseline(method: Method) -> Callable[[FlatTable], list[Spans]]:
    """Cut the rows of a table with a simple method."""
    return lambda table: method(table.rows, len(table.labels), table.subjects)


def tally(tables: Sequence[FlatTable], cut: Callable[[FlatTable], list[Spans]]) -> dict[str, Tally]:
    """Count what a method gets right, over all tables and by kind of script."""
    counts = {kind: Tally() for kind in ("all", "cased", "caseless", "unspaced")}
    for table in tables:
        labels_opening(table.labels, _language(table).code)  # a run reads the data of a language once
        before = time.process_time()
        found = cut(table)
        counts["all"].seconds += time.process_time() - before
        for wanted, cells in zip(table.cells, found, strict=True):
            counts["all"].add(wanted, cells)
            counts[table.kind].add(wanted, cells)
    return counts


def right_lines(tables: Sequence[FlatTable]) -> float:
    """Return the share of cells that assembling one cell a line puts in the right place."""
    right = total = 0
    for table in tables:
        columns = len(table.labels)
        rows = assemble_lines(table.lines, columns)
        wanted = [row[start:end] for row, cells in zip(table.rows, table.cells, strict=True) for start, end in cells]
        found = [table.lines[number] for row in rows[1:] for number in row]
        total += len(wanted)
        right += sum(map(str.__eq__, wanted, found))
    return right / max(1, total)


def right_headers(tables: Sequence[FlatTable]) -> float:
    """Return the share of glued headers that are cut right."""
    right = sum(
        tuple(span.of(table.header) for span in split_header(table.header, table.subjects)) == table.labels
        for table in tables
    )
    return right / max(1, len(tables))


def run(path: Path) -> dict[str, float]:
    """Print the comparison and return the figures that have floors."""
    by_variant: dict[str, list[FlatTable]] = {variant: [] for variant in "ABCD"}
    for table in read_tables(path):
        by_variant[table.variant].append(table)
    print(f"{'variant':8}{'method':28}{'tables':10}{'cells':>8}{'rows':>8}{'edges':>8}")
    figures: dict[str, float] = {}
    for variant in "ABD":
        tables = by_variant[variant]
        methods = [("segment", ours), *((name, baseline(method)) for name, method in BASELINES)]
        for name, method in methods if variant == "A" else methods[:1]:
            counts = tally(tables, method)
            for kind, count in counts.items():
                cells, rows, edges = count.figures
                print(f"{variant:8}{name:28}{kind:10}{cells:8.3f}{rows:8.3f}{edges:8.3f}")
            if name == "segment":
                figures[f"{variant}_cells"], figures[f"{variant}_rows"], _ = counts["all"].figures
                if variant == "A":
                    figures["rows_per_second"] = counts["all"].rows / counts["all"].seconds
    figures["B_header"] = right_headers(by_variant["B"])
    figures["C_cells"] = right_lines(by_variant["C"])
    for name in ("B_header", "C_cells", "rows_per_second"):
        print(f"{name:46}{figures[name]:8.3f}" if figures[name] <= 1 else f"{name:46}{figures[name]:8.0f}")
    return figures


def below(figures: dict[str, float], floors: dict[str, float]) -> list[str]:
    """Name the figures that are below their floors."""
    return [
        f"{name}: {figures[name]:.4f} is below {floor}"
        for name, floor in floors.items()
        if name in figures and figures[name] < floor
    ]


def main() -> int:
    """Compare the methods on a file of tables and hold the figures against their floors."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("tables", type=Path)
    parser.add_argument("--held-out", type=Path, metavar="PHRASES_JSON")
    chosen = parser.parse_args()
    figures = run(chosen.tables)
    if chosen.held_out:
        from benchmarks.tables_held_out import check

        figures |= check(chosen.tables, chosen.held_out)
    floors: dict[str, float] = tomllib.loads(FLOORS.read_text("utf-8")).get("tables", {})
    failures = below(figures, floors)
    for failure in failures:
        print(failure)
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
