"""Which backend of natural language inference a run asks: none, unless the user names one that is installed.

A package offers a backend as an entry point of the group ``tertium.inference`` that makes it.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pipeline.verdicts.inference import Inference

_GROUP = "tertium.inference"
_in_use = ""


class InferenceChoiceError(ValueError):
    """The backend that was asked for is not installed; the message says what to do."""


def use(name: str) -> None:
    """Put the backend of a name to use, until the next call; "" for none.

    Raises:
        InferenceChoiceError: no package offers it.
    """
    global _in_use  # noqa: PLW0603  the backend in use is that of the process, as the vocabulary is
    if name:
        _opened(name)
    _in_use = name


def named() -> str:
    """Return the name of the backend in use, by which another process can put it to use; "" for none."""
    return _in_use


def in_use() -> Inference | None:
    """Return the backend in use."""
    return _opened(_in_use) if _in_use else None


@lru_cache(maxsize=4)
def _opened(name: str) -> Inference:
    from importlib.metadata import entry_points

    offered = entry_points(group=_GROUP)
    for point in offered.select(name=name):
        backend: Inference = point.load()()
        return backend
    known = ", ".join(sorted(offered.names)) or "none"
    raise InferenceChoiceError(
        f"No installed package offers the inference {name} (offered: {known}); docs/verdicts.md tells how one does."
    )
