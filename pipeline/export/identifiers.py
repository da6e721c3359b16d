"""Stable identifiers of rows: derived from content, never random, so that a row keeps its name from run to run."""

from __future__ import annotations

import hashlib

from pipeline.model import Finding, Source, Statement, Verdict

_DIGITS = 10  # 40 bits: of 10,000 statements of one source two share an identifier once in 20,000 sources


def block_id(source: Source, position: int) -> str:
    """Name a block by its place."""
    return f"{source.source_id}.b{position:04d}"


def table_id(source: Source, number: int) -> str:
    """Name a table by its place among the tables of its source."""
    return f"{source.source_id}.t{number}"


def list_id(source: Source, number: int) -> str:
    """Name a list by its place among the lists of its source."""
    return f"{source.source_id}.l{number:02d}"


def mention_id(source: Source, start: int) -> str:
    """Name a mention by where it begins: no two overlap."""
    return f"{source.source_id}.m{start:06d}"


def statement_id(statement: Statement) -> str:
    """Name a statement by what it says and where."""
    key = (statement.subject_id, statement.aspect_id, *statement.span, *statement.value_concept_ids)
    return f"{statement.source_id}.s{_digest(*key)}"


def verdict_id(verdict: Verdict) -> str:
    """Name a verdict by its rule and its statements."""
    said = sorted(statement_id(statement) for statement in verdict.statements)
    return "v" + _digest(
        verdict.topic_id, verdict.scope, verdict.subject_id, verdict.aspect_id, verdict.rule, verdict.relation, *said
    )


def finding_id(finding: Finding) -> str:
    """Name a finding by its code and place."""
    return "f" + _digest(finding.source_id, finding.code, *(finding.span or ()), finding.message)


def _digest(*parts: object) -> str:
    return hashlib.sha256("\x1f".join(map(str, parts)).encode()).hexdigest()[:_DIGITS]
