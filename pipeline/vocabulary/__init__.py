"""What the program knows of domains: SKOS vocabularies in Turtle, checked when loaded."""

from pipeline.vocabulary.loader import Vocabulary, VocabularyError, beside, files, load, own_files, remembered, use

__all__ = ["Vocabulary", "VocabularyError", "beside", "files", "load", "own_files", "remembered", "use"]
