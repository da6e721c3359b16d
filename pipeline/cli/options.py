"""Options that several commands have."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from pipeline.cli.panels import TOLD, WRITTEN

RAW = Path("raw")
OUTPUT = Path("output")

Output = Annotated[Path, typer.Option(help="Where to write the dataset.", rich_help_panel=WRITTEN)]
Formats = Annotated[
    str,
    typer.Option(
        help="Which formats to write, by commas; docs/dataset.md lists them.",
        show_default="all",
        rich_help_panel=WRITTEN,
    ),
]
ExcelBom = Annotated[
    bool,
    typer.Option(
        "--excel-bom", help="Begin each CSV with the mark by which Excel knows UTF-8.", rich_help_panel=WRITTEN
    ),
]
Quiet = Annotated[
    bool, typer.Option("--quiet", "-q", help="Print nothing but errors.", rich_help_panel=TOLD, show_default=False)
]
AsJson = Annotated[
    bool, typer.Option("--json", help="Print one JSON object instead, for programs.", rich_help_panel=TOLD)
]
Dataset = Annotated[Path, typer.Option(help="The folder of the dataset.")]


def names_in(formats: str) -> tuple[str, ...]:
    """Return names that commas part."""
    return tuple(name.strip() for name in formats.split(",")) if formats else ()
