"""IRIs of what the dataset speaks of: ``urn:tertium:`` and the identifier that the tables use."""

from __future__ import annotations

from urllib.parse import quote

_URN = "urn:tertium:"
_KEPT = ":.+-_~"


def concept_iri(concept_id: str) -> str:
    """Return the IRI of a concept, or of a scheme: what the vocabulary files call it."""
    return _URN + _safe(concept_id)


def row_iri(table: str, identifier: str) -> str:
    """Return the IRI of a row of a table."""
    return f"{_URN}{table}:{_safe(identifier)}"


def _safe(identifier: str) -> str:
    """Write as a percent sign and two digits what an IRI may not hold; letters of every script may stay."""
    return "".join(one if one.isalnum() or one in _KEPT else quote(one, safe="") for one in identifier)
