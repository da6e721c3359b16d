"""The formats that a dataset is written in. A new one is a line in FORMATS and a module with its writer.

A writer takes the contents and the folder and writes its files there. What it imports beyond the standard library it
imports when it is called: duckdb and xlsxwriter cost .08 and .04 s, which a run that does not want them should not pay.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from pipeline.export.annotations import write_annotations
from pipeline.export.contents import Contents
from pipeline.export.csv_files import write_csv
from pipeline.export.database import write_database, write_parquet
from pipeline.export.json_file import write_json
from pipeline.export.json_schema import write_json_schema
from pipeline.export.jsonld import write_jsonld
from pipeline.export.mappings import write_mappings
from pipeline.export.package import write_package
from pipeline.export.schema import SCHEMAS
from pipeline.export.turtle import write_turtle
from pipeline.export.workbook import write_workbook
from pipeline.report import write_report

Writer = Callable[[Contents, Path], None]


class FormatError(ValueError):
    """A format that nobody knows was asked for; the message names those that there are."""


@dataclass(frozen=True, slots=True)
class Format:
    """A format: the files it makes, relative to the output folder, their writers in order, and for whom they are."""

    name: str
    files: tuple[str, ...]
    writers: tuple[Writer, ...]
    purpose: str
    copied: bool = False  # whether it is put together of what was made of each row, so that rows that stand are copied


FORMATS: tuple[Format, ...] = (
    Format(
        "csv",
        (*(f"{table.name}.csv" for table in SCHEMAS), "datapackage.json"),
        (write_csv, write_package),
        "A table each, for everything; `datapackage.json` describes them (Frictionless), with licence and provenance.",
        copied=True,
    ),
    Format(
        "json",
        ("dataset.json", "dataset.schema.json"),
        (write_json, write_json_schema),
        "All tables in one object with exact values, and its JSON Schema (draft 2020-12).",
        copied=True,
    ),
    Format(
        "skos",
        ("concepts.ttl", "concepts.jsonld"),
        (write_turtle, write_jsonld),
        "The concepts with their labels, for thesaurus tools and triple stores (SKOS).",
    ),
    Format(
        "sssom",
        ("mappings.sssom.tsv",),
        (write_mappings,),
        "Which concepts of the sources are one, and which may be, each with its justification (SSSOM).",
    ),
    Format(
        "annotations",
        ("annotations.jsonl",),
        (write_annotations,),
        "Every row with a passage as a W3C Web Annotation, one a line, for annotation tools.",
    ),
    Format(
        "duckdb",
        ("dataset.duckdb",),
        (write_database,),
        "The tables with their keys, and views of them, in one file for SQL (DuckDB).",
    ),
    Format(
        "parquet",
        tuple(f"parquet/{table.name}.parquet" for table in SCHEMAS),
        (write_parquet,),
        "The typed tables, for pandas, polars, R and everything that reads columns.",
    ),
    Format(
        "xlsx",
        ("dataset.xlsx",),
        (write_workbook,),
        "The tables as sheets, to look at in a spreadsheet; a text there is never a formula.",
    ),
    Format(
        "report",
        ("report.html",),
        (write_report,),
        "A page to read and to search, with every source in full; it needs no network (`docs/report.md`).",
    ),
)
NAMES = tuple(one.name for one in FORMATS)


def chosen(names: Iterable[str] = NAMES) -> tuple[Format, ...]:
    """Return formats by their names, in the order of FORMATS.

    Raises:
        FormatError: there is no format of a name, or no name at all.
    """
    wanted = set(names)
    if unknown := sorted(wanted - set(NAMES)):
        raise FormatError(f"There is no format {', '.join(unknown)}; the formats are {', '.join(NAMES)}.")
    if not wanted:
        raise FormatError(f"No format is named; the formats are {', '.join(NAMES)}.")
    return tuple(one for one in FORMATS if one.name in wanted)
