"""Mappings between concepts as a Simple Standard for Sharing Ontological Mappings table (Matentzoglu et al., 2022).

The file begins with its metadata as comments in YAML, as the standard says; its rows are sorted.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from itertools import groupby
from operator import attrgetter
from pathlib import Path
from urllib.parse import quote

from pipeline.export.contents import Contents
from pipeline.export.sorting import Sorter
from pipeline.model import ConceptMapping, Naming

FILE = "mappings.sssom.tsv"
EXACT, CLOSE = "skos:exactMatch", "skos:closeMatch"
COLUMNS = (
    "subject_id", "subject_label", "subject_category", "predicate_id", "object_id", "object_label", "object_category",
    "mapping_justification", "confidence", "subject_source", "object_source", "mapping_tool", "comment", "other",
)  # fmt: skip
_URN = "urn:tertium:"
_STANDARD_PREFIXES = {
    "semapv": "https://w3id.org/semapv/vocab/",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "tertium": _URN,
}
_KEPT = ".-_~"


def write_mappings(contents: Contents, folder: Path) -> None:
    """Write ``mappings.sssom.tsv``: a row that is joined is an exact match, one that is proposed a close one."""
    rows: Sorter[tuple[str, ...]] = Sorter(tuple)
    prefixes = dict(_STANDARD_PREFIXES)
    for _, same in groupby(contents.mappings, key=attrgetter("one", "other")):
        *_, last = same
        row = _row(last)
        prefixes |= {row[at].split(":")[0]: "" for at in (0, 4)}
        rows.extend([row])
    with (folder / FILE).open("w", encoding="utf-8", newline="") as file:
        file.writelines(f"# {line}\n" for line in _metadata(prefixes))
        writer = csv.writer(file, delimiter="\t", lineterminator="\n")
        writer.writerow(COLUMNS)
        writer.writerows(rows)


def curie(concept_id: str) -> str:
    """Return an identifier as a CURIE: sssom-py takes no letters beyond ASCII, so the IRI is written as a URI."""
    prefix, _, local = concept_id.partition(":")
    return f"{prefix}:{quote(local, safe=_KEPT)}"


def _metadata(prefixes: dict[str, str]) -> Iterator[str]:
    yield 'mapping_set_id: "urn:tertium:mappings"'
    yield 'license: "https://opensource.org/license/mit"'
    yield "curie_map:"
    for prefix, iri in sorted(prefixes.items()):
        yield f'  {prefix}: "{iri or f"{_URN}{prefix}:"}"'


def _row(mapping: ConceptMapping) -> tuple[str, ...]:
    one, other = mapping.one, mapping.other
    return (
        curie(one.concept_id), _plain(one.label), mapping.kind,
        EXACT if mapping.joined else CLOSE,
        curie(other.concept_id), _plain(other.label), mapping.kind,
        mapping.justification.value, f"{mapping.confidence:g}", *(_source(naming) for naming in (one, other)),
        "tertium", mapping.evidence, f"subject_language={one.language}|object_language={other.language}",
    )  # fmt: skip


def _source(naming: Naming) -> str:
    scheme = naming.concept_id.split(":")[0]
    return f"tertium:{scheme}"


def _plain(label: str) -> str:
    return " ".join(label.split())
