"""What the language data and the header say of places, beside the learned scores."""

from __future__ import annotations

from pipeline.segmentation import traits
from pipeline.segmentation.context import Context
from pipeline.segmentation.request import lower

# Logits. The scores of places span -6 to 6; a hint is strong evidence, but several other signs outvote it.
_INNER_ABBREVIATION = -4.0
_ABBREVIATION_GOES_ON = -4.0
_RUN_TOGETHER = 5.0  # where the header's cells were run together, a blank is inside a cell


def hint_places(context: Context, row: int) -> list[float]:
    """Return what is to be added to the scores of a row's places, in logits.

    An abbreviation that never closes a sentence speaks against a cut behind it, and so does a closing one
    before a lower-case word (Turkish "vb. gibi"). In a glued table a place without a blank speaks for a cut, and
    a blank against.
    """
    request, words = context.request, context.rows[row]
    hints = [0.0] * len(words.written)
    for position in range(1, len(hints)):
        left = lower(words.written[position - 1], request.casing)
        if left in request.inner_abbreviations:
            hints[position] += _INNER_ABBREVIATION
        elif left in request.closing_abbreviations and words.opens[position] == traits.LOWER:
            hints[position] += _ABBREVIATION_GOES_ON
    if request.glued:
        for position in range(1, len(hints)):
            joined = words.line.starts[position] == words.line.ends[position - 1]
            hints[position] += _RUN_TOGETHER if joined else -_RUN_TOGETHER
    return hints
