"""Which row of a source's own table a sentence repeats: "durian berbau kuat" says what the row "Bau" has as "Kuat".

Articles of the genre say in prose what their table says. A sentence on a thing that names no respect is said in that of
the one row whose label it names, or whose cell for the thing it shares words with that the cells of the others lack.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from pipeline import languages
from pipeline.languages import Language
from pipeline.model import CellKind, Document
from pipeline.reading.aspects import aspect_of
from pipeline.reading.clauses import Clause
from pipeline.reading.forms import is_form_of
from pipeline.reading.lens import answer_of, asked_often
from pipeline.statements.values import STRUCTURAL
from pipeline.text.analysis import function_words, norm_of
from pipeline.text.cues import LETTER

_WORD = re.compile(rf"{LETTER}+")
_BETWEEN = re.compile(r"[\s、，,/・。()（）:：;；]+")
_SHORTEST = 3  # letters of a word that tells; digits tell by themselves
_SHORTEST_RUNNING = 2  # characters where no blanks part words
_LABEL = 2.0  # what the label weighs
_LEAST = 0.34  # share of the telling words of the sentence, or of the cell where it has fewer, that both have
_LEAST_OF_SENTENCE = 0.2


@dataclass(frozen=True, slots=True)
class Row:
    """What a row of a table says of one thing: its aspect, the words of its label, and those its cell alone has."""

    aspect_id: str
    subject: int
    label: frozenset[str]
    own: frozenset[str]


def row_repeated(clause: Clause, subject: int, document: Document) -> str:
    """Return the aspect of the row that a clause on a subject repeats, or "" where none or several fit equally."""
    weights: dict[str, float] = {}
    for row in _rows(document):
        if row.subject == subject and (weight := _weight(row, clause.text, document)):
            weights[row.aspect_id] = max(weight, weights.get(row.aspect_id, 0))
    most = max(weights.values(), default=0)
    best = [aspect for aspect, weight in weights.items() if weight == most]
    return best[0] if len(best) == 1 else ""


def _weight(row: Row, text: str, document: Document) -> float:
    """Return how much of a row a text repeats, from 0: its whole label, and what its cell has alone."""
    language = languages.load(document.language)
    if language.spaces:
        words = _stems(text, language, _names(document))
        labelled, said = row.label <= words, len(row.own & words)
        share = said / min(len(words), len(row.own)) if said >= max(1, _LEAST_OF_SENTENCE * len(words)) else 0.0
    else:
        folded = language.fold_key(text)
        labelled, said = all(one in folded for one in row.label), sum(one in folded for one in row.own)
        share = said / len(row.own) if said else 0.0
    return _LABEL * (labelled and bool(row.label)) + (said if share >= _LEAST else 0)


@asked_often
def _rows(document: Document) -> tuple[Row, ...]:
    return tuple(_read(document))


def _read(document: Document) -> Iterator[Row]:
    language, names = languages.load(document.language), _names(document)
    words = _stems if language.spaces else _stretches
    for table in document.tables:
        labelled = [(cell, label) for cell, label in table.labelled() if cell.kind is CellKind.VALUE and label]
        for cell, label in labelled:
            aspect = aspect_of(label.text, language.code) if label else ""
            if cell.subject is None or label is None or aspect in STRUCTURAL:
                continue
            beside = (other for other, its in labelled if its == label and other.subject != cell.subject)
            elsewhere = words(" ".join(other.text for other in beside), language, names)
            own = frozenset() if answer_of(cell.text, language.code) else words(cell.text, language, names) - elsewhere
            yield Row(aspect, cell.subject, words(label.text, language, names), own)


@asked_often
def _names(document: Document) -> tuple[str, ...]:
    names = (name for one in document.subjects for name in (one.label, *one.aliases))
    return tuple(dict.fromkeys(word for name in names for word in name.split()))


@lru_cache(maxsize=1024)
def _stems(text: str, language: Language, names: tuple[str, ...]) -> frozenset[str]:
    """Return the stems of the words that tell something, the names of the compared things left out."""
    idle = function_words(language.code)
    words = (word for word in _WORD.findall(language.fold_key(text)) if word not in idle)
    telling = (word for word in words if len(word) >= _SHORTEST or word.isdigit())
    return frozenset(
        norm_of(word, language) for word in telling if not any(is_form_of(word, name, language) for name in names)
    )


def _stretches(text: str, language: Language, names: tuple[str, ...]) -> frozenset[str]:
    """Return the stretches between pauses, where no blanks part words."""
    parts = (part for part in _BETWEEN.split(language.fold_key(text)) if len(part) >= _SHORTEST_RUNNING)
    return frozenset(parts) - set(names)
