"""English names for concepts, for reasons and reports."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from pipeline import vocabulary
from pipeline.model import Document

_ENGLISH = "en"


def english(documents: Sequence[Document]) -> Callable[[str], str]:
    """Return a function that names a concept: its English label, else the one a source gave it, else its identifier."""
    own = {concept.concept_id: concept.labels[0].text for document in documents for concept in document.concepts}
    known = _preferred(tuple(sorted({document.language for document in documents} - {_ENGLISH})))

    def name(concept_id: str) -> str:
        return known.get(concept_id) or own.get(concept_id) or concept_id

    return name


@vocabulary.remembered(maxsize=64)
def _preferred(codes: tuple[str, ...]) -> Mapping[str, str]:
    """Return the preferred labels of concepts in some languages, and in English, which counts where there is one."""
    labels = vocabulary.load().labels(*codes, _ENGLISH)
    return {concept.concept_id: label.text for concept, label in labels if label.kind == "pref"}
