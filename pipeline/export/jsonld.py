"""The concepts as JSON-LD: https://www.w3.org/TR/json-ld11/. The context stands inside, so nothing is fetched."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from pipeline.export.contents import Contents
from pipeline.export.graph import PREFIXES, Iri, Literal, Resource, resources

_encode = json.JSONEncoder(ensure_ascii=False).encode


def write_jsonld(contents: Contents, folder: Path) -> None:
    """Write ``concepts.jsonld``: one resource a line."""
    with (folder / "concepts.jsonld").open("w", encoding="utf-8", newline="") as file:
        file.write(f'{{"@context": {_encode(PREFIXES)},\n"@graph": [')
        separator = "\n"
        for resource in resources(contents):
            file.write(separator + _encode(_node(resource)))
            separator = ",\n"
        file.write("\n]}\n")


def _node(resource: Resource) -> dict[str, Any]:
    said = {term: [_value(value) for value in values] for term, values in resource.said}
    return {"@id": resource.iri, "@type": resource.kind, **said}


def _value(value: Iri | Literal) -> dict[str, str]:
    if isinstance(value, Iri):
        return {"@id": value.iri}
    return {"@value": value.text, "@language": value.language} if value.language else {"@value": value.text}
