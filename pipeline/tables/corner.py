"""The empty cell over the aspects, which flattening leaves no trace of: rows have one cell more than the header then.

Told by the rows alone: single cells of which every third (below two names) is the shortest of its row or the label of a
known aspect, or joined rows that open with such labels.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from pipeline.languages import Language
from pipeline.model import Document, Name, Span
from pipeline.reading.aspects import is_label, labels_opening
from pipeline.tables.extent import blocks_below
from pipeline.tables.headers import Header
from pipeline.tables.layouts import are_labelled_cells

_FEWEST_LABELS = 3
_MOSTLY = 0.6  # of the rows; two fifths of the labels of this genre are in no vocabulary


def with_lost_corner(header: Header, document: Document, language: Language) -> Header:
    """Return the header with an empty cell before it, where the rows below have one cell more; else as it is.

    Args:
        header: the header.
        document: the document it stands in.
        language: the language of the document.
    """
    if header.has_aspects or header.sides or not header.named or None in header.subjects:
        return header
    start = header.cells[0].span.start
    whole = replace(header, cells=(Name("", Span(start, start)), *header.cells), subjects=(None, *header.subjects))
    columns = len(whole.cells)
    below = blocks_below(whole, document, language, columns)
    if are_labelled_cells(below, columns, language) or _are_known_labels(
        [one.text for one in below], columns, language
    ):
        return whole
    rows = [block.text for block in blocks_below(whole, document, language, 1)]
    labels = tuple(labels_opening(rows, language.code))
    opened = sum(row.startswith(labels) for row in rows)
    return whole if opened >= max(_FEWEST_LABELS, _MOSTLY * len(rows)) else header


def _are_known_labels(cells: Sequence[str], columns: int, language: Language) -> bool:
    """Tell whether the first cells of rows are mostly labels of known aspects, and few others are."""
    known = [is_label(cell, language.code) for cell in cells]
    rows = len(cells) // columns
    first = sum(known[::columns])
    return not len(cells) % columns and first >= max(_FEWEST_LABELS, _MOSTLY * rows) and sum(known) < 2 * first
