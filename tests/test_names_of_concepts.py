"""How a concept that sources define is called: in English where one of them is English, whatever its path."""

from __future__ import annotations

import pytest

from pipeline.export.concepts import Describer, Usage
from pipeline.model import Concept, Label

TEA = "source:tea"


def usage(path: str, code: str, name: str) -> Usage:
    """Return how a source of a language uses the concept that it calls so."""
    concept = Concept(TEA, "subject", (Label(code, name, "pref"),), scheme="source", defined_by="source")
    return Usage(TEA, path, definitions=(concept,))


@pytest.mark.parametrize(
    ("usages", "name"),
    [
        ((usage("a", "en", "tea"), usage("b", "pl", "herbata")), "tea"),
        ((usage("a", "pl", "herbata"), usage("b", "en", "tea"), usage("c", "tr", "çay")), "tea"),
        ((usage("a", "pl", "herbata"), usage("b", "tr", "çay")), "çay"),
    ],
)
def test_a_concept_is_called_as_an_english_source_calls_it(usages: tuple[Usage, ...], name: str) -> None:
    _, _, told, *_ = Describer(("en", "pl", "tr")).describe(TEA, usages).concept
    assert told == name
