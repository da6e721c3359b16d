"""Scores of what was read off each article: language, furniture, headings, cells, items, subjects."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from pipeline.dataset.records import Record, Records
from pipeline.evaluate.gold import Gold
from pipeline.evaluate.scores import Score
from pipeline.languages.tags import lookup

# The gold names the role of two headings in the plural and in the singular; they are one.
_SAME_ROLE = {"key_differences": "key_difference"}


def languages(records: Records, gold: Gold) -> Score:
    """Score the language of each source."""
    hits = sum(
        bool(lookup(source.language, (document["language"], *document.get("language_alt_accepted", ()))))
        and source.language != "no"
        for document, source in _pairs(records, gold)
    )
    return Score("language of sources", hits, len(gold.documents), 1.0)


def block_languages(records: Records, gold: Gold) -> Score:
    """Score the language of each block, by the line it begins on; neutral lines are left out."""
    hits = total = 0
    for document, source in _pairs(records, gold):
        by_line = {line: code for code, lines in document["blocks_language"].items() for line in lines}
        starts = _line_starts(document)
        for block in records.of("blocks", source.source_id):
            wanted = by_line.get(starts.get(block.start, 0), "neutral_or_en")
            if wanted != "neutral_or_en":
                total += 1
                hits += block.language == wanted
    return Score("language of blocks", hits, total, 0.95)


def boilerplate_found(records: Records, gold: Gold) -> Score:
    """Score the lines that are certainly furniture."""
    wanted = [
        (source, row) for document, source in _pairs(records, gold) for row in document["boilerplate"] if row["certain"]
    ]
    hits = sum(_block_at(records, source, row["start"]).boilerplate for source, row in wanted)
    return Score("boilerplate lines found", hits, len(wanted), 1.0)


def boilerplate_wrong(records: Records, gold: Gold) -> Score:
    """Count content lines labelled as furniture."""
    wrong = 0
    for document, source in _pairs(records, gold):
        furniture = {row["start"] for row in document["boilerplate"]}
        wrong += sum(
            block.boilerplate and block.start not in furniture for block in records.of("blocks", source.source_id)
        )
    return Score("content lines called boilerplate", wrong, 0, 0, ceiling=True)


def heading_roles(records: Records, gold: Gold) -> Score:
    """Score the role of each heading."""
    hits = total = 0
    missed = []
    for document, source in _pairs(records, gold):
        for row in document["headings"]:
            total += 1
            role = _block_at(records, source, row["start"]).role
            hit = role == _SAME_ROLE.get(row["role"], row["role"])
            hits += hit
            if not hit:
                missed.append(f"{row['text']}: {role}, gold {row['role']}")
    return Score("roles of headings", hits, total, 0.9, note="; ".join(missed))


def cells(records: Records, gold: Gold) -> Score:
    """Score the cells of the tables, header and rows: exact text, exact offsets."""
    hits = total = 0
    for document, source in _pairs(records, gold):
        if not document["table"]:
            continue
        found = {(cell.row, cell.column): cell for cell in records.of("table_cells", source.source_id)}
        rows = [document["table"]["header"], *document["table"]["rows"]]
        for number, row in enumerate(rows):
            for column, key in enumerate(("parameter", "A", "B")):
                total += 1
                cell = found.get((number, column))
                hits += cell is not None and (cell.text, cell.start, cell.end) == (
                    row[key]["text"],
                    row[key]["start"],
                    row[key]["end"],
                )
    return Score("table cells, text and offsets", hits, total, 1.0)


def items(records: Records, gold: Gold) -> Score:
    """Score the items of the bulleted lists: label, description, parent."""
    hits = total = 0
    for document, source in _pairs(records, gold):
        concepts = _subject_concepts(records, document, source)
        found = {item.start: item for item in records.of("taxonomy_items", source.source_id) if item.marker}
        for taxonomy in document["taxonomies"]:
            for row in taxonomy["items"]:
                total += 1
                item = found.get(row["label"]["start"])
                description = row["description"]["text"] if row["description"] else ""
                hits += item is not None and (item.label, item.description, item.parent_concept_id) == (
                    row["label"]["text"], description, concepts.get(taxonomy["parent"]),
                )  # fmt: skip
    return Score("list items: label, description, parent", hits, total, 1.0)


def list_kinds(records: Records, gold: Gold) -> Score:
    """Score the kind of each bulleted list: the taxonomies are types, the numbered claims a summary."""
    hits = total = 0
    for document, source in _pairs(records, gold):
        kinds = {item.start: item.list_kind for item in records.of("taxonomy_items", source.source_id) if item.marker}
        wanted = [(taxonomy["items"][0]["label"]["start"], "types") for taxonomy in document["taxonomies"]]
        wanted += [(document["summary_claims"][0]["start"], "summary")] if document["summary_claims"] else []
        total += len(wanted)
        hits += sum(kinds.get(start) == kind for start, kind in wanted)
    return Score("kinds of lists", hits, total, 1.0)


def subjects(records: Records, gold: Gold) -> Score:
    """Score the subjects: the right name, its expansion, and the same concept in every source."""
    hits = total = 0
    concepts: dict[str, str] = {}
    for document, source in _pairs(records, gold):
        found = {one.start: one for one in records.of("subjects", source.source_id)}
        for row in document["subjects"]:
            total += 1
            subject = found.get(row["surface"]["start"])
            expansion = row["expansion"]["text"] if row["expansion"] else ""
            if subject is not None and (subject.label, subject.expansion) == (row["surface"]["text"], expansion):
                hits += concepts.setdefault(row["id"], subject.concept_id) == subject.concept_id
    return Score("subjects: name, expansion, one concept", hits, total, 1.0)


def _pairs(records: Records, gold: Gold) -> Iterator[tuple[dict[str, Any], Record]]:
    for document in gold.documents:
        source = records.source(document["file"])
        if source is not None:
            yield document, source


def _block_at(records: Records, source: Record, start: int) -> Record:
    missing = Record(boilerplate=False, role="", language="")
    return next((block for block in records.of("blocks", source.source_id) if block.start == start), missing)


def _subject_concepts(records: Records, document: dict[str, Any], source: Record) -> dict[str, str]:
    found = {one.start: one.concept_id for one in records.of("subjects", source.source_id)}
    return {row["id"]: found.get(row["surface"]["start"], "") for row in document["subjects"]}


def _line_starts(document: dict[str, Any]) -> dict[int, int]:
    """Map the offsets at which the gold's passages begin to their lines."""
    starts: dict[int, int] = {}

    def walk(node: Any) -> None:
        if isinstance(node, dict):
            if "line" in node and "start" in node:
                starts.setdefault(node["start"], node["line"])
            for value in node.values():
                walk(value)
        elif isinstance(node, list):
            for value in node:
                walk(value)

    walk(document)
    return starts
