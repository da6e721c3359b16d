"""The learned weights of the segmenter, as plain numbers."""

from __future__ import annotations

import json
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple

LEARNED = Path(__file__).parent.parent / "learned"


class PlaceWeights(NamedTuple):
    """Weights of the places: of their numbers, with and without case, and one table for each pair of classes."""

    intercept: float
    seam: float
    cased: list[float]
    caseless: list[float]
    tables: list[list[float]]


class CutWeights(NamedTuple):
    """Weights of whole cuts, of the aspect column and of the value columns apart.

    `place` weighs a cut's place, `cell` a cell alone, `ends` the classes of its two ends, `column` its
    agreement with the column, `pair` two value cells of a row, `aspect` a value cell with its aspect.
    """

    place: list[list[float]]
    cell: list[list[float]]
    ends: list[list[float]]
    column: list[list[float]]
    pair: list[float]
    aspect: list[float]
    temperature: float


@lru_cache(maxsize=1)
def place_weights() -> PlaceWeights:
    """Return the weights of places."""
    return PlaceWeights(**_stored()["places"])


@lru_cache(maxsize=4)
def cut_weights(caseless: bool, many: bool) -> CutWeights:
    """Return the weights of cuts for a table with or without case, of one or two value columns or of more."""
    return CutWeights(**_stored()["cuts"][2 * caseless + many])


@lru_cache(maxsize=1)
def _stored() -> dict[str, Any]:
    text = (LEARNED / "tables.json").read_text("utf-8")
    stored: dict[str, Any] = json.loads(text)
    return stored
