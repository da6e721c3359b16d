"""Cut the rows of a flattened comparison table into cells."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from operator import add

from pipeline.model import Span
from pipeline.segmentation.atoms import Line, divide
from pipeline.segmentation.context import context
from pipeline.segmentation.cut import Cut, Segmentation
from pipeline.segmentation.delimiters import split_delimited
from pipeline.segmentation.hints import hint_places
from pipeline.segmentation.places import score_places
from pipeline.segmentation.ranking import rank
from pipeline.segmentation.request import Request, request
from pipeline.segmentation.search import best_cuts
from pipeline.segmentation.weights import place_weights

_CANDIDATES = 100  # with 30, .003 of the rows fewer are right, all of them long ones
_SURE = 0.5  # below this probability a row is listed for review


def segment(
    rows: Sequence[str],
    columns: int,
    subjects: Sequence[str] = (),
    *,
    aspect_column: bool = True,
    casing: str = "simple",
    spaces: bool = True,
    closing_abbreviations: Collection[str] = (),
    inner_abbreviations: Collection[str] = (),
    known_aspects: Collection[str] = (),
    glued: bool = False,
    whole_words: Collection[str] = (),
) -> Segmentation:
    """Cut the rows of one table into cells, each row in the light of all others.

    Args:
        rows: texts of the rows, each a line.
        columns: number of cells in a row, with the aspect column.
        subjects: header texts of the value columns, left to right.
        aspect_column: whether the first column names the aspect.
        casing: ``simple``, ``turkic`` or ``none``, from the language data.
        spaces: whether the script parts words by blanks.
        closing_abbreviations: abbreviations that may end a cell, with their full stop.
        inner_abbreviations: abbreviations that never end one.
        known_aspects: labels of aspects that the vocabulary knows.
        glued: whether the cells of the header were run together, so that those of the rows are too.
        whole_words: words with a seam inside that the article writes elsewhere, so that it parts no cells.

    Returns:
        One cut a row, in order, and the method: ``delimiter``, ``joint`` or ``none``. A row with fewer
        words than columns has fewer cells, and is ambiguous.

    Raises:
        ValueError: `columns` is less than 1.
    """
    if columns < 1:
        raise ValueError(f"a table has at least one column, not {columns}")
    delimited = split_delimited(rows, columns)
    if delimited:
        return Segmentation(tuple(Cut(cells, 1.0, False) for cells in delimited), "delimiter")
    asked = request(
        rows, columns, subjects, aspect_column=aspect_column, casing=casing, spaces=spaces,
        closing_abbreviations=closing_abbreviations, inner_abbreviations=inner_abbreviations,
        known_aspects=known_aspects, glued=glued, whole_words=whole_words,
    )  # fmt: skip
    lines = divide(asked)
    filled = [number for number, line in enumerate(lines) if len(line)]
    judged = dict(zip(filled, _judged(asked, [lines[number] for number in filled]), strict=True))
    empty = Cut((), 0.0, True)
    return Segmentation(tuple(judged.get(number, empty) for number in range(len(lines))), "joint" if filled else "none")


def _judged(asked: Request, lines: Sequence[Line]) -> list[Cut]:
    """Cut rows that have at least one word each."""
    if not lines:
        return []
    table = context(asked, lines)
    weights = place_weights()
    logits = [score_places(table, row, weights) for row in range(len(lines))]
    hints = [hint_places(table, row) for row in range(len(lines))]
    candidates = [
        best_cuts(list(map(add, scores, more)), asked.columns - 1, _CANDIDATES)
        for scores, more in zip(logits, hints, strict=True)
    ]
    chances = rank(table, logits, hints, candidates)
    return [
        _cut(asked, line, [candidate.cut for candidate in found], shares)
        for line, found, shares in zip(lines, candidates, chances, strict=True)
    ]


def _cut(asked: Request, line: Line, cuts: Sequence[tuple[int, ...]], chances: Sequence[float]) -> Cut:
    order = sorted(range(len(cuts)), key=lambda at: (-chances[at], cuts[at]))
    cells = line.cells(cuts[order[0]])
    if len(cells) < asked.columns:
        return Cut(cells, 0.0, True)
    runner_up: tuple[Span, ...] = line.cells(cuts[order[1]]) if len(order) > 1 else ()
    chance = chances[order[0]]
    return Cut(cells, round(chance, 4), chance < _SURE, runner_up)
