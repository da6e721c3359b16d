"""A column of notes behind those of all things, of which most cells may be empty and so leave no trace.

Both ways are tried. On a line of its own the header cell over notes looks like the label of a row: the lines below come
out in rows that look more like rows in the right way. And of rows that blanks joined each is cut with its note and
without, with more confidence in the right way.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from pipeline.languages import Language
from pipeline.model import Document, Name, Span
from pipeline.reading.aspects import is_label
from pipeline.segmentation import Segmentation
from pipeline.tables.extent import blocks_below
from pipeline.tables.headers import Header, may_be_cell
from pipeline.tables.layouts import are_labelled
from pipeline.tables.out_of_step import how_much_in_step

# Of 425 development tables without notes .5 % are read with some; of 138 with a note in every third row 98.6 % are.
_LEAD = 2.0
_FEWEST_ROWS = 3
# Where the mean confidence with notes leads by this, all rows have some. Of 490 development tables with a last column
# of notes .82 of the rows come out right where every third has one (.29 if all are cut with one), .90 where all have.
_ALL_NOTED = 0.1


def with_notes(header: Header, document: Document, language: Language) -> Header:
    """Return the header with the line below it as its last cell, where that stands over notes; else as it is.

    Args:
        header: the header.
        document: the document it stands in.
        language: the language of the document.
    """
    following = document.blocks[header.blocks[-1] + 1 : header.blocks[-1] + 2]
    named = header.has_aspects and None not in header.subjects[1:] and header.one_cell_a_line
    if not named or not following or not may_be_cell(following[0]) or is_label(following[0].text, language.code):
        return header
    columns, above = len(header.cells), following[0]
    plain = blocks_below(header, document, language, columns)
    if len(plain) < _FEWEST_ROWS * columns or plain[0] is not above:
        return header
    if are_labelled(blocks_below(header, document, language, 2), columns, language):
        return header
    without, noted = (
        how_much_in_step(plain, columns, language),
        how_much_in_step(plain[1:], columns + 1, language, notes=True),
    )
    if noted - without < _LEAD:
        return header
    return replace(
        header,
        blocks=(*header.blocks, above.position),
        cells=(*header.cells, Name(above.text, above.span)),
        subjects=(*header.subjects, None),
        has_notes=True,
    )


def with_notes_left_out(noted: Segmentation, bare: Segmentation, texts: Sequence[str]) -> Segmentation:
    """Return rows cut with a note each or without, whichever is the surer.

    Args:
        noted: the rows cut into all columns.
        bare: the same rows cut into one column less.
        texts: the rows.
    """
    leads = [one.confidence - other.confidence for one, other in zip(noted.rows, bare.rows, strict=True)]
    if sum(leads) > _ALL_NOTED * len(leads):
        return noted
    rows = (
        one if lead >= 0 else replace(other, cells=(*other.cells, Span(len(text), len(text))))
        for one, other, lead, text in zip(noted.rows, bare.rows, leads, texts, strict=True)
    )
    return replace(noted, rows=tuple(rows))
