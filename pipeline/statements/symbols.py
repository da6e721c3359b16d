"""Cells that hold a sign in place of words: a check, a cross, a plus, a minus.

A minus, or a cross that is a letter, denies only in a table that also has the sign it is set against: elsewhere a dash
leaves a cell empty, and an x marks what is so.
"""

from __future__ import annotations

from pipeline.model import CellKind, Polarity, Table

_CHECKS = frozenset("✓✔√☑✅")
_CROSSES = frozenset("✗✘❌☒")
_LETTER_CROSSES = frozenset("×✕✖xXхХΧχ")
_PLUSES = frozenset("+＋")
_MINUSES = frozenset("-‐–—−－")
_PRESENTATION = "\ufe0e\ufe0f"  # whether a sign is shown as text or as a picture


def signs_of(table: Table) -> dict[str, Polarity | None]:
    """Return, for each text of a value cell that is a sign alone, what it says; None where it says nothing."""
    texts = {cell.text for cell in table.cells if cell.kind is CellKind.VALUE}
    used = {_sign(text) for text in texts}
    denied = _CROSSES | (_LETTER_CROSSES if used & _CHECKS else frozenset())
    denied |= _MINUSES if used & (_PLUSES | _CHECKS) else frozenset()
    found: dict[str, Polarity | None] = {}
    for text in texts:
        sign = _sign(text)
        if sign in denied:
            found[text] = Polarity.NEGATIVE
        elif sign in _MINUSES:
            found[text] = None
        elif sign in _CHECKS | _PLUSES | _LETTER_CROSSES:
            found[text] = Polarity.POSITIVE
    return found


def _sign(text: str) -> str:
    bare = text.strip().strip(_PRESENTATION)
    return bare if len(bare) == 1 else ""
