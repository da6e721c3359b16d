"""The command as it is installed, and what the tests of it read of the disk."""

from __future__ import annotations

import csv
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent
RAW = ROOT / "raw"
TERTIUM = Path(sys.executable).parent / "tertium"
NB = "bpo-call-center-differkinome.txt"
TR = "bpo-cagri-merkezi-removalsclassifieds.txt"
PEACEFUL = "Difference between tea and coffee\n\nTea is a drink that is made from leaves.\n\nCoffee is a drink too.\n"
PATIENCE = 60  # seconds

Ran = subprocess.CompletedProcess[str]
Tertium = Callable[..., Ran]


def contents(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def rows(folder: Path, table: str) -> list[dict[str, str]]:
    with (folder / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))
