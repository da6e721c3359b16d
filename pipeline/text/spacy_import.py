"""Import spaCy without its command line.

``import spacy`` also loads ``spacy.cli`` with typer, requests, jinja2 and weasel, for the one function
``spacy.info``: 150 of its 410 ms here, which a program that runs for half a second feels. A placeholder stands in
for that module during the import and is taken away again, so that a later ``import spacy.cli`` gets the real one.
Where spaCy is laid out otherwise, or is imported already, nothing is done.
"""

from __future__ import annotations

import sys
from functools import lru_cache
from types import ModuleType
from typing import Any

_COMMAND_LINE = ("spacy.cli", "spacy.cli.info")


@lru_cache(maxsize=1)
def import_spacy() -> Any:
    """Return the spaCy module, imported as cheaply as it can be."""
    if "spacy" not in sys.modules:
        _import_without_command_line()
    import spacy

    return spacy


def _import_without_command_line() -> None:
    for name in _COMMAND_LINE:
        placeholder = ModuleType(name)
        placeholder.__path__ = []
        placeholder.info = None  # type: ignore[attr-defined]
        sys.modules[name] = placeholder
    try:
        import spacy
    finally:
        for name in _COMMAND_LINE:
            sys.modules.pop(name, None)
    for name in ("cli", "info"):
        spacy.__dict__.pop(name, None)
