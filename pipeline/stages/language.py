"""Stage 3, language: of the source from its prose, of each block with the source as prior.

A short block says little by itself ("Sammendrag:" is Danish to most identifiers), so its own evidence is
weighed against the page: posterior = likelihood^1.5 × (.9 page + .1 background), the background half English
and half uniform. Measured on 8,985 blocks of 343 pages this lifts py3langid on blocks of 2 to 8 words from 92.5
to 97.3 and keeps foreign blocks found.
"""

from __future__ import annotations

from dataclasses import replace

from pipeline import languages
from pipeline.findings import finding
from pipeline.model import Block, Document, Finding
from pipeline.stages.stage import SourceStage
from pipeline.text.identify import Ranking, rank, second_opinion

UNDETERMINED = "und"
_ENGLISH = "en"

_PAGE_WEIGHT = 0.9
_SHARPNESS = 1.5
_CANDIDATES = 5

# Below this share py3langid's best guess is noise: what stays above it is right in 99.1% of blocks (94% kept).
_LEAST_EVIDENCE = 0.12
# A foreign block needs this many words to be called foreign; below, it may be a name or a term, and is the page's
# language where that keeps this much of the posterior ("Anonim" is Turkish and Indonesian and Romanian).
_FOREIGN_WORDS = 4
_INHERITS = 0.02


def identify(document: Document) -> Document:
    """Lay the language over a document and over each of its blocks."""
    prose = "\n".join(block.text for block in document.blocks)
    if not any(character.isalpha() for character in prose):
        return replace(
            document,
            blocks=tuple(replace(block, language=UNDETERMINED) for block in document.blocks),
            findings=(*document.findings, finding("source.unknown_language", document.source.source_id)),
        )
    ranking = rank(prose)
    label = ranking.labels[0]
    confidence = _document_confidence(prose, ranking)
    blocks = tuple(_with_language(block, label) for block in document.blocks)
    code = _code(label)
    problem = _missing_data(code, document.source.source_id)
    return replace(
        document,
        blocks=blocks,
        language=code,
        language_confidence=confidence,
        findings=document.findings + problem,
    )


def _document_confidence(prose: str, ranking: Ranking) -> float:
    """Return py3langid's certainty, halved where langdetect reads another language among the leaders."""
    opinion = second_opinion(prose, ranking.labels[:_CANDIDATES])
    agreed = opinion in ("", ranking.labels[0])
    return round(ranking.probabilities[0] * (1.0 if agreed else 0.5), 4)


def _with_language(block: Block, page: str) -> Block:
    if not any(character.isalpha() for character in block.text):
        return replace(block, language=UNDETERMINED, language_confidence=0.0)
    ranking = rank(block.text)
    posterior = _posterior(ranking, page)
    label = max(posterior, key=lambda candidate: posterior[candidate])
    total = sum(posterior.values())
    if label != page and len(block.text.split()) < _FOREIGN_WORDS:
        label = page if posterior.get(page, 0.0) >= _INHERITS * total else ""
    elif label != page and ranking.probabilities[0] < _LEAST_EVIDENCE:
        label = ""
    confidence = round(posterior[label] / total, 4) if label else 0.0
    return replace(block, language=_code(label) if label else UNDETERMINED, language_confidence=confidence)


def _posterior(ranking: Ranking, page: str) -> dict[str, float]:
    uniform = 1.0 / len(ranking.labels)
    weights = {}
    for label, probability in zip(ranking.labels, ranking.probabilities, strict=True):
        background = 0.5 * (label == _ENGLISH) + 0.5 * uniform
        prior = _PAGE_WEIGHT * (label == page) + (1 - _PAGE_WEIGHT) * background
        weights[label] = probability**_SHARPNESS * prior
    return weights


def _code(label: str) -> str:
    return languages.from_identifier().get(label, label)


def _missing_data(code: str, source_id: str) -> tuple[Finding, ...]:
    if code in languages.available():
        return ()
    return (finding("source.no_language_data", source_id, language=code),)


STAGE = SourceStage(
    "language",
    1,
    requires=("blocks",),
    assigns=("language", "block.language"),
    apply=identify,
)
