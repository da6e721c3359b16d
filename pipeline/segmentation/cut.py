"""What segmentation returns: cuts of rows, with how sure they are."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.model import Span


@dataclass(frozen=True, slots=True)
class Cut:
    """One row cut into cells.

    `cells` are half-open offsets into the row's text, trimmed of blanks; `confidence` is the calibrated
    probability (0 to 1) that every cell of the row is right; `runner_up` is the best other cut, or ``()``.
    """

    cells: tuple[Span, ...]
    confidence: float
    ambiguous: bool
    runner_up: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Segmentation:
    """The cuts of all rows of a table, in order, and the method that made them."""

    rows: tuple[Cut, ...]
    method: str
