"""What to look for in a source, and the identities of what it names."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from functools import lru_cache, wraps
from typing import TypeVar

from pipeline import languages, vocabulary
from pipeline.model import Document
from pipeline.reading.label_matcher import beginnings
from pipeline.reading.mentions import Lens

_SOURCE = "source"
_DOTLESS, _DOTTED = "\u0131", "i"
_ENGLISH = "en"
ANSWERS = ("answer:no", "answer:yes")
_MARKS = " .!。"
_KEPT = 2  # documents: a stage asks about the one before it and about what it has made of it

Answer = TypeVar("Answer")


class _Itself:
    """A document as a key: this one, for to compare two that are alike takes as long as to answer anew."""

    __slots__ = ("document",)

    def __init__(self, document: Document) -> None:
        self.document = document

    def __hash__(self) -> int:
        return id(self.document)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Itself) and self.document is other.document


def asked_often(function: Callable[[Document], Answer]) -> Callable[[Document], Answer]:
    """Decorate a function of a document that a stage asks for each of its clauses."""
    kept = vocabulary.remembered(maxsize=_KEPT)(lambda key: function(key.document))
    return wraps(function)(lambda document: kept(_Itself(document)))


@asked_often
def lens_of(document: Document) -> Lens:
    """Return what to look for in a document: the domains of its subjects, and its own names for them."""
    concepts = vocabulary.load().by_id
    ids = [subject.concept_id for subject in document.subjects]
    schemes = frozenset(concepts[one].scheme for one in ids if one in concepts)
    read = "\n".join(block.text for block in document.blocks)
    names = [
        (subject.concept_id, name)
        for subject in document.subjects
        for name in (subject.label, *subject.aliases, *((subject.expansion.text,) if subject.expansion else ()))
    ]
    return Lens(document.language, schemes, tuple(names), _beginnings(read, document.language))


@lru_cache(maxsize=8)
def _beginnings(text: str, code: str) -> frozenset[str] | None:
    language = languages.load(code)
    if not language.spaces:
        return None  # words are not parted by blanks, so a label may begin anywhere
    return beginnings(text, language)


def source_concept_id(label: str, code: str) -> str:
    """Return the identifier of a concept that only sources define: the same label is the same concept.

    A name that is not translated ("YAML", "Azure CLI") so has one identity in all languages, also where the language
    writes the small letter of its I without a dot.
    """
    folded = languages.load(code).fold_key(label).replace(_DOTLESS, _DOTTED)
    words = "".join(letter if _is_of_a_word(letter) else " " for letter in folded)
    return f"{_SOURCE}:{'-'.join(words.split())}"


def _is_of_a_word(character: str) -> bool:
    """Tell letters, digits and the marks on them, which alone part "दिन" (day) from "दान" (gift)."""
    return character.isalnum() or unicodedata.category(character).startswith("M")


@vocabulary.remembered(maxsize=4096)
def vocabulary_concept(label: str, code: str, kind: str) -> str:
    """Return the vocabulary's concept of a kind that bears exactly this label, or "".

    Args:
        label: a name as a source writes it.
        code: the language of the source; English labels count in every language.
        kind: subject, aspect, type or value.
    """
    index = _exact_labels(code, kind)
    return index.get(languages.load(code).fold_key(label), "")


def answer_of(text: str, code: str) -> str:
    """Return the answer that a cell gives by itself ("Yes", "nein", "あり"), or "".

    Args:
        text: the whole cell.
        code: the language of the source; English answers count in every language.
    """
    return _answers(code).get(languages.load(code).fold_key(text.strip(_MARKS)), "")


@vocabulary.remembered(maxsize=64)
def _answers(code: str) -> dict[str, str]:
    language = languages.load(code)
    labels = vocabulary.load().labels(_ENGLISH, code)
    return {language.fold_key(label.text): one.concept_id for one, label in labels if one.concept_id in ANSWERS}


@vocabulary.remembered(maxsize=256)
def _exact_labels(code: str, kind: str) -> dict[str, str]:
    language = languages.load(code)
    return {
        language.fold_key(label.text): concept.concept_id
        for concept, label in vocabulary.load().labels(_ENGLISH, code)
        if concept.kind == kind and label.kind != "short"
    }
