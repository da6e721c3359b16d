"""What the program knows of a language, one ``<bcp47>.toml`` file each, validated when loaded."""

from pipeline.languages.loader import Language, LanguageError, available, close, from_identifier, load, telling

__all__ = ["Language", "LanguageError", "available", "close", "from_identifier", "load", "telling"]
