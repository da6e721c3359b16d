"""Finding the header of a flattened table: the cells that name the compared things, in whatever shape."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.languages import Language
from pipeline.model import Block, BlockKind, Document, Name, Span
from pipeline.segmentation import split_header
from pipeline.text.titles import read_title

_CELL_WORDS = 8
_LINE_WORDS = 16
_DELIMITER = re.compile(r"\s*\|\s*|\t+|\s{2,}")


@dataclass(frozen=True, slots=True)
class Header:
    """The header of a table.

    `subjects` holds, per column, the index of the subject it speaks of, or None; `blocks` the positions taken up.
    """

    blocks: tuple[int, ...]
    cells: tuple[Name, ...]
    subjects: tuple[int | None, ...]

    @property
    def has_aspects(self) -> bool:
        """Whether the first column names the aspects."""
        return self.subjects[0] is None

    @property
    def one_cell_a_line(self) -> bool:
        """Whether each header cell stands on a line of its own."""
        return len(self.blocks) > 1

    @property
    def subject_texts(self) -> tuple[str, ...]:
        """The header texts over the value columns."""
        return tuple(cell.text for cell, subject in zip(self.cells, self.subjects, strict=True) if subject is not None)


def find_header(document: Document, position: int, language: Language) -> Header | None:
    """Return the table header that begins at a block, or None.

    Args:
        document: a document with subjects.
        position: the block to begin at.
        language: the language of the document.
    """
    return _one_line(document, position, language) or _one_cell_a_line(document, position, language)


def _one_cell_a_line(document: Document, position: int, language: Language) -> Header | None:
    """Two or more short lines that name all subjects once each, with at most one cell before them."""
    count = len(document.subjects)
    for extra in (1, 0):
        blocks = document.blocks[position : position + count + extra]
        if len(blocks) < count + extra or not all(_is_cell(block) for block in blocks):
            continue
        subjects = assign_subjects([block.text for block in blocks[extra:]], document, language)
        if subjects and (not extra or not _names_a_subject(blocks[0].text, document, language)):
            cells = tuple(Name(block.text, block.span) for block in blocks)
            return Header(tuple(block.position for block in blocks), cells, (*([None] * extra), *subjects))
    return None


def _one_line(document: Document, position: int, language: Language) -> Header | None:
    """A line whose cells are parted by delimiters, by blanks or by nothing ("FeatureYAMLJSON")."""
    block = document.blocks[position]
    if (
        block.boilerplate
        or block.kind in (BlockKind.TITLE, BlockKind.LIST_ITEM)
        or len(block.text.split()) > _LINE_WORDS
    ):
        return None
    if read_title(block.text, language):
        return None  # "X vs Y" names both things, but as a heading
    for spans in (_delimited(block.text), split_header(block.text, _labels(document), casing=language.casing)):
        texts = [span.of(block.text) for span in spans]
        for extra in (1, 0):
            if len(texts) != len(document.subjects) + extra:
                continue
            subjects = assign_subjects(texts[extra:], document, language)
            if subjects:
                cells = tuple(Name(text, block.place(*span)) for text, span in zip(texts, spans, strict=True))
                return Header((position,), cells, (*([None] * extra), *subjects))
    return None


def assign_subjects(texts: Sequence[str], document: Document, language: Language) -> tuple[int, ...]:
    """Return which subject each header text names, each subject once; () where they do not fit.

    The longest label in a text counts, so that "iXBRL" is not taken for "XBRL".
    """
    folded = [language.fold_key(text) for text in texts]
    chosen = tuple(_named(text, document, language) for text in folded)
    if None in chosen or len(set(chosen)) != len(chosen):
        return ()
    return tuple(index for index in chosen if index is not None)


def _named(folded: str, document: Document, language: Language) -> int | None:
    fitting = []
    for subject in document.subjects:
        names = [subject.label, *([subject.expansion.text] if subject.expansion else [])]
        for key in (language.fold_key(name) for name in names):
            if folded == key or re.search(rf"(?<!\w){re.escape(key)}", folded):
                fitting.append((len(key), subject.position))
    return max(fitting)[1] if fitting else None


def _names_a_subject(text: str, document: Document, language: Language) -> bool:
    return _named(language.fold_key(text), document, language) is not None


def _is_cell(block: Block) -> bool:
    kinds = (BlockKind.HEADING, BlockKind.PARAGRAPH)
    return not block.boilerplate and block.kind in kinds and len(block.text.split()) <= _CELL_WORDS


def _delimited(text: str) -> tuple[Span, ...]:
    """Return the cells of a line between tabs, pipes or runs of blanks."""
    edges = [(match.start(), match.end()) for match in _DELIMITER.finditer(text)]
    starts = [0, *(end for _, end in edges)]
    ends = [*(start for start, _ in edges), len(text)]
    return tuple(Span(start, end) for start, end in zip(starts, ends, strict=True) if start < end)


def _labels(document: Document) -> tuple[str, ...]:
    return tuple(subject.label for subject in document.subjects)
