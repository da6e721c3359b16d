"""How the rows of a table lie on the lines below its header: a row on each, a cell on each, or labels on their own.

Told by the number of words on the lines alone, so in any language. The thresholds part 82 development tables of three
and four columns, each laid out in all three ways: no joined row has fewer words than cells, but two fifths of single
cells have; labels on their own are a sixth as long as what follows (half at most), single cells two thirds at least.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from enum import Enum, auto
from itertools import pairwise

from pipeline.languages import Language
from pipeline.model import Block
from pipeline.segmentation.atoms import seams_in

_FEWEST_ROWS = 2
_FEWEST_SHORT = 2
_TOO_SHORT = 0.1  # share of lines with fewer words than columns; 95 of 100 tables of single cells have more
_LABELS_SHARE = 0.7  # of the mean cell, where each cell has a line; 85 of 100 such tables, and 5 of joined rows
_LABELS_OF_VALUES = 0.5
_LABEL_WORDS = 8
_LABELS_TOO_SHORT = 0.25  # share of labels with fewer words than columns, so that they are no rows
_LEAST_ALTERNATING = 3  # pairs of a short and a long line may be so by chance
_ANSWERS = 0.1  # three quarters of the tables of single cells that nothing else tells, and 6 of 100 of joined rows
_MOSTLY = 0.8
_SENTENCE_END = re.compile(r"[.!?。！？؟।։።။]+(?=\s|$|[^\W\d_])")
_ENDS_SENTENCE = re.compile(r"(?:(?<!\.\.)\.|[!?。！？؟।…։۔።။])$")  # "tar -xf ..." goes on


class Layout(Enum):
    """What stands on a line."""

    ROWS = auto()
    CELLS = auto()
    LABELS = auto()  # and below each the values of its row

    def lines(self, columns: int) -> int:
        """Return how many lines a row takes."""
        return {Layout.ROWS: 1, Layout.LABELS: 2, Layout.CELLS: columns}[self]


def is_sentence(block: Block) -> bool:
    """Tell whether a block ends as a sentence does."""
    return _ENDS_SENTENCE.search(block.text) is not None


def size_of(text: str, language: Language) -> float:
    """Return the number of words of a text, run together or not; where no blanks part words two characters are one."""
    if not language.spaces:
        return len(text) / 2
    return sum(1 + seams_in(word) for word in text.split())


def are_labelled(blocks: Sequence[Block], columns: int, language: Language) -> bool:
    """Tell whether every second line is a label, and the line below it holds the values of its row.

    Args:
        blocks: the lines.
        columns: the number of cells in a row, the label's among them.
        language: the language of the document.
    """
    labels, values = blocks[::2], blocks[1::2]
    if len(blocks) % 2 or len(labels) < _FEWEST_ROWS or any(map(is_sentence, labels)):
        return False
    sizes, others = ([size_of(block.text, language) for block in half] for half in (labels, values))
    shorter = sum(one < other for one, other in zip(sizes, others, strict=True)) / len(sizes)
    no_rows = sum(size < columns for size in sizes) >= _LABELS_TOO_SHORT * len(sizes)
    whole = sum(other < columns - 1 for other in others) <= _TOO_SHORT * len(others)
    told = shorter >= _MOSTLY if no_rows else shorter == 1 and len(sizes) > _LEAST_ALTERNATING
    return told and whole and max(sizes) <= _LABEL_WORDS and sum(sizes) <= _LABELS_OF_VALUES * sum(others)


def hold_sentences(blocks: Sequence[Block], columns: int) -> bool:
    """Tell whether each line holds as many sentences as there are columns, so that it is a row and no cell.

    Args:
        blocks: the lines.
        columns: the number of cells in a row.
    """
    return len(blocks) > _FEWEST_ROWS and all(
        is_sentence(block) and len(_SENTENCE_END.findall(block.text)) == columns for block in blocks
    )


def are_too_short(blocks: Sequence[Block], columns: int, language: Language) -> bool:
    """Tell whether lines have too few words to be rows, and so are cells; the last ones may be no more of the table.

    Args:
        blocks: the lines.
        columns: the number of cells in a row.
        language: the language of the document.
    """
    if len(blocks) < _FEWEST_ROWS * columns:
        return False
    first = blocks[: max(len(blocks) - columns, _FEWEST_ROWS * columns)]
    short = sum(size_of(block.text, language) < columns for block in first)
    return short >= _FEWEST_SHORT and short > _TOO_SHORT * len(blocks)


def are_cells(blocks: Sequence[Block], columns: int, language: Language) -> bool:
    """Tell whether each line is a cell by how it compares to its neighbours, where the first of a row is a label.

    Args:
        blocks: the lines, of which any may be long enough for a row.
        columns: the number of cells in a row.
        language: the language of the document.
    """
    if len(blocks) % columns == columns - 1:  # the last cell of all may be empty
        blocks = blocks[: 1 - columns]
    if len(blocks) < _FEWEST_ROWS * columns or len(blocks) % columns or any(map(is_sentence, blocks[::columns])):
        return False
    values = [block for number, block in enumerate(blocks) if number % columns]
    close = sum(map(is_sentence, values)) >= _MOSTLY * len(values)
    answers = _answers([block.text for block in blocks], columns) >= _ANSWERS
    return close or answers or are_labelled_cells(blocks, columns, language)


def are_labelled_cells(blocks: Sequence[Block], columns: int, language: Language) -> bool:
    """Tell whether the first of as many lines as there are columns is mostly the shortest of them.

    Args:
        blocks: the lines.
        columns: the number of cells in a row.
        language: the language of the document.
    """
    if len(blocks) % columns or any(map(is_sentence, blocks[::columns])):
        return False
    sizes = [size_of(block.text, language) for block in blocks]
    rows = [sizes[start : start + columns] for start in range(0, len(sizes), columns)]
    shortest = sum(row[0] <= min(row[1:]) for row in rows) >= _MOSTLY * len(rows) > _FEWEST_ROWS
    return shortest and sum(row[0] for row in rows) * columns <= _LABELS_SHARE * sum(sizes)


def _answers(texts: Sequence[str], columns: int) -> float:
    """Return how much more the values of one row have in common with each other than with labels: shares of trigrams.

    Such answer each other in the same words: "The board was connected", "The board could not be connected".
    """
    trigrams = [{text[at : at + 3] for at in range(len(text) - 2)} for text in map(str.casefold, texts)]
    shared: tuple[list[float], list[float]] = ([], [])
    for place, (one, other) in enumerate(pairwise(trigrams), start=1):
        shared[place % columns > 1].append(len(one & other) / max(1, min(len(one), len(other))))
    across, within = (sum(some) / max(1, len(some)) for some in shared)
    return within - across
