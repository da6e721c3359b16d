"""The empty cell over the aspects, which flattening leaves no trace of: rows have one cell more than the header then.

Told by the rows alone: single cells of which every third (below two names) is the shortest of its row, or joined rows
that open with known labels of aspects.
"""

from __future__ import annotations

from dataclasses import replace

from pipeline.languages import Language
from pipeline.model import Document, Name, Span
from pipeline.reading.aspects import labels_opening
from pipeline.stages.extent import blocks_below
from pipeline.stages.headers import Header
from pipeline.stages.layouts import are_labelled_cells

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
    if are_labelled_cells(blocks_below(whole, document, language, columns), columns, language):
        return whole
    rows = [block.text for block in blocks_below(whole, document, language, 1)]
    labels = tuple(labels_opening(rows, language.code))
    opened = sum(row.startswith(labels) for row in rows)
    return whole if opened >= max(_FEWEST_LABELS, _MOSTLY * len(rows)) else header
