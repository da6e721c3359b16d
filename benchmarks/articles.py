"""Reading real articles by others: subjects, tables, lists and roles against gold, by language.

``make bench-articles``, or ``python -m benchmarks.articles FOLDER``: a folder with ``index.jsonl``, ``<id>.txt`` and
``gold/<id>.json``. Scores under the pinned floors of ``benchmarks/floors.toml`` make it exit with 1.
"""

from __future__ import annotations

import argparse
import json
import math
import re
import sys
import tomllib
from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pipeline
from pipeline.model import Document, Origin
from pipeline.running import runner
from pipeline.stages.ingest import ingest

FLOORS = Path(__file__).with_name("floors.toml")

# What the gold calls a role, where it and the project have different words for the same thing.
ROLES = {"analogy": "examples", "when_to_use": "uses", "comparison": "comparison_table"}
KINDS = {"references": "other", "similarities": "other"}  # kinds that the dataset's schema has not
UNJUDGED = ("section", "other")  # headings of no role that the genre knows


@dataclass
class Tally:
    """Hits of a total for each measure."""

    hits: dict[str, float] = field(default_factory=lambda: defaultdict(float))
    totals: dict[str, float] = field(default_factory=lambda: defaultdict(float))

    def count(self, measure: str, hit: float, total: float = 1.0) -> None:
        """Add to a measure."""
        self.hits[measure] += hit
        self.totals[measure] += total

    def share(self, measure: str) -> float:
        """Return the share of hits."""
        return self.hits[measure] / self.totals[measure] if self.totals[measure] else float("nan")


def score(folder: Path) -> dict[str, Tally]:
    """Score every article, by language; the key "all" holds them together."""
    tallies: dict[str, Tally] = defaultdict(Tally)
    for line in (folder / "index.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        gold = json.loads((folder / "gold" / f"{row['id']}.json").read_text(encoding="utf-8"))
        document = pipeline.read(folder / f"{row['id']}.txt")
        for key in ("all", row["language"]):
            judge(document, gold, tallies[key])
    return dict(sorted(tallies.items(), key=lambda pair: (pair[0] != "all", pair[0])))


def judge(document: Document, gold: dict[str, Any], tally: Tally) -> None:
    """Compare one article with its gold."""
    if not gold["is_comparison"]:
        tally.count("no comparison told", document.quarantined)
        return
    tally.count("comparison told", not document.quarantined)
    wanted = {subject["label"].casefold() for subject in gold["subjects"]}
    tally.count("subjects", are_named(document, wanted))
    judge_tables(document, gold, tally)
    judge_prose(document, tally)
    judge_lists(document, gold, tally)
    judge_headings(document, gold, tally)


def are_named(document: Document, wanted: set[str]) -> bool:
    """Tell whether the subjects are those of the gold, in the form of the title or in the one that the body lists."""
    ours = [{name.casefold() for name in (one.label, *one.aliases)} for one in document.subjects]
    return len(ours) == len(wanted) and all(names & wanted for names in ours)


def judge_tables(document: Document, gold: dict[str, Any], tally: Tally) -> None:
    """A table is found where one of ours has its header; its cells count where row and column agree."""
    ours = [grid(table.cells) for table in document.tables]
    for table in gold["tables"]:
        match = next((one for one in ours if one[0] == table["header"]), None)
        tally.count("tables found", match is not None)
        for number, row in enumerate(table["rows"], start=1):
            found = match[number] if match and number < len(match) else []
            tally.count("cells exact", sum(a == b for a, b in zip(row, found, strict=False)), len(row))
            tally.count("rows exact", row == found)
    extra = len(ours) - sum(any(one[0] == table["header"] for table in gold["tables"]) for one in ours)
    tally.count("tables of ours that are none", extra, len(ours))


def judge_prose(document: Document, tally: Tally) -> None:
    """What is left of an article without its tables is prose, where none may be found: as it is, and respaced.

    Respaced it has lost its blank lines, or has one behind every line, as scrapers leave it.
    """
    text = document.text
    for table in sorted(document.tables, key=lambda one: -one.span.start):
        text = text[: table.span.start] + text[table.span.end :]
    for spaced in (text, re.sub(r"\n+", "\n", text), re.sub(r"\n+", "\n\n", text)):
        prose = runner.process(ingest(document.source.path, spaced.encode()))
        tally.count("prose without a table", not prose.tables)


def grid(cells: Any) -> list[list[str]]:
    """Return the texts of a table by row."""
    rows: dict[int, list[str]] = defaultdict(list)
    for cell in sorted(cells, key=lambda one: (one.row, one.column)):
        rows[cell.row].append(cell.text)
    return [rows[number] for number in sorted(rows)]


def judge_lists(document: Document, gold: dict[str, Any], tally: Tally) -> None:
    """A list is found by its first item; its kind and items count then."""
    ours = [one for one in document.taxonomies if one.origin is Origin.LIST]
    texts = [[flat(item.span.of(document.text)) for item in one.items] for one in ours]
    every = {text for one in texts for text in one}
    for one in gold["lists"]:
        items = [flat(item["text"]) for item in one["items"] if not item.get("level")]
        for item in one["items"]:
            tally.count("list items exact", flat(item["text"]) in every)
        index = next((number for number, text in enumerate(texts) if items and items[0] in text), None)
        tally.count(
            "kinds of lists", index is not None and ours[index].kind.value == KINDS.get(one["kind"], one["kind"])
        )
        tally.count("lists whole", index is not None and texts[index] == items)


def judge_headings(document: Document, gold: dict[str, Any], tally: Tally) -> None:
    """The role of a heading counts where the genre has one for it."""
    roles = {flat(block.text): block.role.value for block in document.blocks}
    for heading in gold["headings"]:
        role = heading["role"].split(":")[0]
        if role not in UNJUDGED:
            found = roles.get(flat(heading["text"]), "")
            tally.count("roles of headings", found in (role, ROLES.get(role, role)))


def flat(text: str) -> str:
    """Fold blanks."""
    return " ".join(text.split())


def main() -> int:
    """Print the scores, by language, and compare them with the floors."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=Path)
    folder = parser.parse_args().folder
    if not (folder / "index.jsonl").is_file():
        print(f"{folder} holds no index.jsonl; nothing to score.")
        return 0
    tallies = score(folder)
    measures = list(tallies["all"].totals)
    for measure in measures:
        hits, total = tallies["all"].hits[measure], tallies["all"].totals[measure]
        print(f"{measure:30} {hits:7g}/{total:<7g} {tallies['all'].share(measure):.3f}")
    print("\nby language: " + ", ".join(("subjects", "cells exact", "list items exact", "roles of headings")))
    for language, tally in tallies.items():
        shares = [tally.share(name) for name in ("subjects", "cells exact", "list items exact", "roles of headings")]
        print(f"  {language:4} " + "  ".join("  –  " if math.isnan(value) else f"{value:.3f}" for value in shares))
    return below_floors(tallies["all"])


def below_floors(tally: Tally) -> int:
    """Return 1, and say which, where a score is under its floor."""
    floors = tomllib.loads(FLOORS.read_text(encoding="utf-8")).get("articles", {}) if FLOORS.is_file() else {}
    low = {name: floor for name, floor in floors.items() if tally.share(name) < floor}
    for name, floor in low.items():
        print(f"BELOW ITS FLOOR: {name} {tally.share(name):.3f} < {floor}")
    return 1 if low else 0


if __name__ == "__main__":
    sys.exit(main())
