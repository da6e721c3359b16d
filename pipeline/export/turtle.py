"""The concepts as Turtle: https://www.w3.org/TR/turtle/."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from pipeline.export.contents import Contents
from pipeline.export.graph import PREFIXES, Iri, Literal, Resource, resources

_ESCAPES = str.maketrans(
    {
        "\\": "\\\\",
        '"': '\\"',
        **{chr(code): f"\\u{code:04X}" for code in (*range(0x20), 0x7F, 0x85, 0x2028, 0x2029)},
    }
)


def write_turtle(contents: Contents, folder: Path) -> None:
    """Write ``concepts.ttl``."""
    with (folder / "concepts.ttl").open("w", encoding="utf-8", newline="") as file:
        file.writelines(f"@prefix {prefix}: <{iri}> .\n" for prefix, iri in PREFIXES.items())
        for resource in resources(contents):
            file.writelines(_lines(resource))


def _lines(resource: Resource) -> Iterator[str]:
    yield f"\n<{resource.iri}> a {resource.kind}"
    for term, values in resource.said:
        yield f" ;\n    {term} " + ", ".join(_term(value) for value in values)
    yield " .\n"


def _term(value: Iri | Literal) -> str:
    if isinstance(value, Iri):
        return f"<{value.iri}>"
    text = f'"{value.text.translate(_ESCAPES)}"'
    return f"{text}@{value.language}" if value.language else text
