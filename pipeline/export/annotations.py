"""Rows with a passage as W3C Web Annotations: https://www.w3.org/TR/annotation-model/.

Each has the two selectors that the dataset's spans are: a position in code points of the decoded file, and the quote
with what stands before and after it, so that a passage is found again in a text that has changed elsewhere.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from pipeline.export.contents import Contents
from pipeline.export.iris import concept_iri, row_iri
from pipeline.export.rows import Value
from pipeline.export.schema import SCHEMAS

_CONTEXT = "http://www.w3.org/ns/anno.jsonld"
_AROUND = 32  # code points of prefix and suffix, as Hypothesis keeps

Record = dict[str, Value]
Body = dict[str, Any]

_encode = json.JSONEncoder(ensure_ascii=False).encode


def write_annotations(contents: Contents, folder: Path) -> None:
    """Write ``annotations.jsonl``."""
    with (folder / "annotations.jsonl").open("w", encoding="utf-8", newline="") as file:
        file.writelines(_encode(one) + "\n" for one in _annotations(contents))


def _annotations(contents: Contents) -> Iterator[dict[str, Any]]:
    """Yield an annotation for each row that has a passage."""
    for table in SCHEMAS:
        if table.name in _BODIES:
            bodies = _BODIES[table.name]
            for record in contents.records(table.name):
                if record["start"] is not None:
                    name = ".".join(str(record[column]) for column in table.key)
                    yield {
                        "@context": _CONTEXT,
                        "id": row_iri(table.name, name),
                        "type": "Annotation",
                        "body": list(bodies(record)),
                        "target": _target(record, contents.texts.get(str(record["source_id"]), "")),
                    }


def _target(record: Record, text: str) -> dict[str, Any]:
    start, end = int(str(record["start"])), int(str(record["end"]))
    quote = {"type": "TextQuoteSelector", "exact": record["quote"]}
    if text:
        quote["prefix"] = text[max(0, start - _AROUND) : start]
        quote["suffix"] = text[end : end + _AROUND]
    return {
        "source": row_iri("sources", str(record["source_id"])),
        "selector": [{"type": "TextPositionSelector", "start": start, "end": end}, quote],
    }


def _concept(value: Value, purpose: str = "identifying") -> Iterator[Body]:
    """Yield a body that names a concept, where there is one."""
    if value:
        yield {"type": "SpecificResource", "source": concept_iri(str(value)), "purpose": purpose}


def _text(value: Value, purpose: str) -> Iterator[Body]:
    """Yield a body that says a text, where there is one."""
    if value:
        yield {"type": "TextualBody", "value": value, "format": "text/plain", "purpose": purpose}


def _block(record: Record) -> Iterator[Body]:
    yield from _text(record["role"], "tagging")
    yield from _text(record["boilerplate_rule"], "tagging")


def _subject(record: Record) -> Iterator[Body]:
    yield from _concept(record["concept_id"])
    yield from _text(record["expansion"], "describing")


def _cell(record: Record) -> Iterator[Body]:
    yield from _text(record["text"], "describing")
    yield from _concept(record["subject_id"], "linking")
    yield from _concept(record["aspect_id"], "classifying")


def _item(record: Record) -> Iterator[Body]:
    yield from _text(record["label"], "describing")
    yield from _concept(record["concept_id"])
    yield from _concept(record["parent_concept_id"], "linking")
    yield from _text(record["list_kind"], "tagging")


def _mention(record: Record) -> Iterator[Body]:
    yield from _concept(record["concept_id"])


def _statement(record: Record) -> Iterator[Body]:
    yield from _text(record["value"], "describing")
    yield from _concept(record["subject_id"], "linking")
    yield from _concept(record["aspect_id"], "classifying")


def _finding(record: Record) -> Iterator[Body]:
    yield from _text(record["code"], "tagging")
    yield from _text(record["message"], "assessing")


_BODIES: dict[str, Callable[[Record], Iterator[Body]]] = {
    "blocks": _block,
    "subjects": _subject,
    "table_cells": _cell,
    "taxonomy_items": _item,
    "mentions": _mention,
    "statements": _statement,
    "findings": _finding,
}
