"""What the fork server imports, so that each worker begins with it: the stages, and spaCy, which takes longest."""

import pipeline.running.jobs  # noqa: F401
from pipeline.text.spacy_import import import_spacy

import_spacy()
