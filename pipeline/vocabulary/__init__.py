"""What the program knows of domains: SKOS vocabularies in Turtle, checked when loaded."""

from pipeline.vocabulary.loader import Vocabulary, VocabularyError, load

__all__ = ["Vocabulary", "VocabularyError", "load"]
