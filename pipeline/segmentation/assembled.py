"""Tables flattened to one cell a line."""

from __future__ import annotations

from collections.abc import Sequence


def assemble_lines(lines: Sequence[str], columns: int) -> tuple[tuple[int, ...], ...]:
    """Group lines that hold one cell each into rows.

    Args:
        lines: texts of the lines, in order; blank ones part cells and are skipped.
        columns: number of cells in a row.

    Returns:
        For each row the numbers of its lines; empty where the lines do not fill whole rows.
    """
    filled = [number for number, line in enumerate(lines) if line.strip()]
    if columns < 1 or not filled or len(filled) % columns:
        return ()
    return tuple(tuple(filled[at : at + columns]) for at in range(0, len(filled), columns))
