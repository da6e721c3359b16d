"""What the program knows of a language, one ``<bcp47>.toml`` file each, validated when loaded."""

from pipeline.languages.loader import LanguageError, available, close, from_identifier, load, telling
from pipeline.languages.schema import Language
from pipeline.languages.tags import generalized, lookup

__all__ = [
    "Language", "LanguageError", "available", "close", "from_identifier", "generalized", "load", "lookup", "telling",
]  # fmt: skip
