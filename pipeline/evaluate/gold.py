"""The gold as read from its folder."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any


@dataclass(frozen=True, slots=True)
class Fact:
    """A fact between two articles or within one: what a verdict should find, with its passages by language."""

    fact_id: str
    scope: str
    subject: str
    aspect: str
    verdict: str
    strength: str
    quotes: tuple[tuple[str, str], ...]  # (language, quote)


@dataclass(frozen=True, slots=True)
class Gold:
    """What is true of the given articles: the structure of each, and the facts."""

    documents: tuple[dict[str, Any], ...]
    facts: tuple[Fact, ...]


def load_gold(folder: Path) -> Gold:
    """Read the gold of a folder.

    Raises:
        FileNotFoundError: a file is missing.
    """
    structure = json.loads((folder / "structure.json").read_text(encoding="utf-8"))
    facts = json.loads((folder / "consistency.json").read_text(encoding="utf-8"))
    return Gold(tuple(structure["documents"]), tuple(_fact(row) for row in facts))


def _fact(row: dict[str, Any]) -> Fact:
    quotes = [
        (language, row[f"{language}_quote{which}"])
        for language in ("nb", "tr")
        for which in ("", "_b")
        if row.get(f"{language}_quote{which}")
    ]
    verdict = "only_in" if row["verdict"].startswith("only_") else row["verdict"]
    return Fact(row["id"], row["scope"], row["subject"], row["aspect"], verdict, row["strength"] or "", tuple(quotes))
