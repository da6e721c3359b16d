"""The cell over the aspects where the header lacks it: rows have one cell more than the header then.

An empty one leaves no trace when flattened; another may stand on a line of its own above the names. Told by the rows:
single cells of which every third (below two names) is the shortest of its row or the label of a known aspect, labels on
lines of their own, or joined rows that open with known labels.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from pipeline.languages import Language
from pipeline.model import Block, Document, Name, Role, Span
from pipeline.reading.aspects import is_label, labels_opening
from pipeline.tables.extent import blocks_below
from pipeline.tables.headers import Header, may_be_cell
from pipeline.tables.layouts import are_labelled, are_labelled_cells
from pipeline.tables.orientation import is_aspect_header
from pipeline.tables.spacing import stands_apart

_FEWEST_LABELS = 3
_MOSTLY = 0.6  # of the rows; two fifths of the labels of this genre are in no vocabulary


def with_lost_corner(header: Header, document: Document, language: Language) -> Header:
    """Return the header with a cell before it, where the rows below have one cell more; else as it is.

    Args:
        header: the header.
        document: the document it stands in.
        language: the language of the document.
    """
    if header.has_aspects or header.sides or not header.named or None in header.subjects:
        return header
    start = header.cells[0].span.start
    whole = replace(header, cells=(Name("", Span(start, start)), *header.cells), subjects=(None, *header.subjects))
    corner = _line_above(header, document, language)
    sure = corner is not None and not stands_apart(corner, document.blocks[header.blocks[0]], document)
    if not sure and not _have_labels(whole, document, language):
        return header
    if corner is None:
        return whole
    cells = (Name(corner.text, corner.span), *header.cells)
    return replace(whole, blocks=(corner.position, *header.blocks), cells=cells)


def _have_labels(whole: Header, document: Document, language: Language) -> bool:
    """Tell whether the rows below a header have a cell before those that it names."""
    columns = len(whole.cells)
    below = blocks_below(whole, document, language, columns)
    if are_labelled_cells(below, columns, language) or _are_known_labels(
        [one.text for one in below], columns, language
    ):
        return True
    if not whole.one_cell_a_line and are_labelled(blocks_below(whole, document, language, 2), columns, language):
        return True
    rows = [block.text for block in blocks_below(whole, document, language, 1)]
    labels = tuple(labels_opening(rows, language.code))
    opened = sum(row.startswith(labels) for row in rows)
    return opened >= max(_FEWEST_LABELS, _MOSTLY * len(rows))


def _line_above(header: Header, document: Document, language: Language) -> Block | None:
    """Return the line above names on one line that stands over the aspects, if one does."""
    at = header.blocks[0] - 1
    if header.one_cell_a_line or at < 1:
        return None
    corner = document.blocks[at]
    known = is_aspect_header(corner.text, language, whole=True)
    return corner if may_be_cell(corner) and (known or _opens_a_run(corner, document)) else None


def _opens_a_run(block: Block, document: Document) -> bool:
    """Tell whether a line that opens no section is parted from the one before it, and not from the one behind."""
    before, _, behind = document.blocks[block.position - 1 : block.position + 2]
    apart = stands_apart(before, block, document) and not stands_apart(block, behind, document)
    return apart and block.role is Role.BODY


def _are_known_labels(cells: Sequence[str], columns: int, language: Language) -> bool:
    """Tell whether the first cells of rows are mostly labels of known aspects, and few others are."""
    known = [is_label(cell, language.code) for cell in cells]
    rows = len(cells) // columns
    first = sum(known[::columns])
    return not len(cells) % columns and first >= max(_FEWEST_LABELS, _MOSTLY * rows) and sum(known) < 2 * first
