"""What an element does on a page: by its name, or by the ARIA role that its author gave it (WAI-ARIA 1.2)."""

from __future__ import annotations

from pipeline.html.names import CELLS, HEADINGS, LISTS
from pipeline.html.soup import PlacedTag

_ROLES = frozenset((
    "table", "grid", "treegrid", "row", "cell", "gridcell", "columnheader", "rowheader", "caption", "rowgroup",
    "list", "listitem", "heading", "presentation", "none",
))  # fmt: skip
_SAME = {"grid": "table", "treegrid": "table", "gridcell": "cell", "none": "presentation"}
_NATURAL = {"table": "table", "tr": "row", "td": "cell", "th": "header", "caption": "caption", "li": "listitem"}
_NATURAL |= dict.fromkeys(LISTS, "list") | dict.fromkeys(HEADINGS, "heading")

HEADER_CELLS = frozenset(("header", "columnheader", "rowheader"))
ALL_CELLS = HEADER_CELLS | {"cell"}


def function_of(element: PlacedTag) -> str:
    """Return what an element does: table, row, cell, header, list, listitem, heading, caption … or nothing."""
    role = element.role
    if role and role in _ROLES and not (element.name in CELLS and role in ("presentation", "none")):
        return _SAME.get(role, role)
    return _NATURAL.get(element.name, "")
