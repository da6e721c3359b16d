"""Which compared thing the text of a header cell, or of a row's first cell, names."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from pipeline import languages
from pipeline.languages import Language
from pipeline.model import BlockKind, Document, Name
from pipeline.tables.whole_words import WholeWords
from pipeline.text.analysis import norm_of
from pipeline.text.titles import read_title
from pipeline.text.transliteration import spells

_SHORTEST_STEM, _SHORT_WORD, _LONGEST_ENDING = 3, 5, 2  # characters
_IN_PARENTHESES = re.compile(r"\s*[(（]([A-Z][A-Z0-9]{1,7})[)）]")  # a short name keeps its letters in translation


@dataclass(frozen=True, slots=True)
class Compared:
    """A thing that a column or a row may name: its folded names and, where it is one, the index of the subject."""

    names: tuple[str, ...]
    subject: int | None = None
    stems: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class Reader:
    """What the tables of a document are read with.

    `things` are its subjects; `sections` holds, per block, what the heading above compares, where it compares others
    than the title does; `whole_words` are those that no seam parts.
    """

    language: Language
    things: tuple[Compared, ...]
    sections: tuple[tuple[Compared, ...], ...]
    whole_words: WholeWords

    @classmethod
    def of(cls, document: Document) -> Reader:
        """Return what is known of a document before its tables are read."""
        language = languages.load(document.language)
        sections = tuple(_by_section(document, language))
        return cls(language, compared_things(document, language), sections, WholeWords(document))


def compared_things(document: Document, language: Language) -> tuple[Compared, ...]:
    """Return the subjects of a document as things that a column or a row may name."""
    things = []
    for subject in document.subjects:
        names = _names_of((subject.label, *subject.aliases), subject.expansion, language)
        names = (*names, *_short_names(names, document, language))
        things.append(Compared(names, subject.position, tuple(_stems(name, language) for name in names)))
    return tuple(things)


def _short_names(names: Sequence[str], document: Document, language: Language) -> tuple[str, ...]:
    """Return the short names that stand in parentheses behind a name: "Transport management (TMS)"."""
    found: dict[str, None] = {}
    for block in document.blocks:
        if block.boilerplate or not (matches := list(_IN_PARENTHESES.finditer(block.text))):
            continue
        for match in matches:
            before = language.fold_key(block.text[: match.start()])
            if any(before.endswith(name) for name in names):
                found[language.fold_key(match[1])] = None
    return tuple(short for short in found if short not in names)


def named(text: str, things: Sequence[Compared], language: Language) -> Compared | None:
    """Return the thing that a text names: as the title does, else in another case ("rowerem", "Rower") or script.

    The longest name in a text counts, so that "iXBRL" is not taken for "XBRL".
    """
    return _named(language.fold_key(text), tuple(things), language)


@lru_cache(maxsize=4096)  # a line is looked at as the cell of several headers
def _named(folded: str, things: tuple[Compared, ...], language: Language) -> Compared | None:
    fitting = [
        (len(name), -index)
        for index, thing in enumerate(things)
        for name in thing.names
        if folded == name or re.search(rf"(?<!\w){re.escape(name)}", folded)
    ]
    if fitting:
        return things[-max(fitting)[1]]
    stems = _stems(folded, language)
    inflected = next((thing for thing in things if stems in thing.stems), None)
    inflected = inflected or next(
        (thing for thing in things if any(_ends_otherwise(folded, name) for name in thing.names)), None
    )
    return inflected or next((thing for thing in things if any(spells(folded, name) for name in thing.names)), None)


def _ends_otherwise(folded: str, name: str) -> bool:
    """Tell whether a text is a name with other endings of a letter or two, word by word ("Reka", "reko")."""
    words, others = folded.split(), name.split()
    return len(words) == len(others) and all(map(_one_ends_otherwise, words, others))


def _one_ends_otherwise(word: str, other: str) -> bool:
    shorter = min(len(word), len(other))
    kept = max(_SHORTEST_STEM, shorter - (2 if shorter > _SHORT_WORD else 1))
    near = abs(len(word) - len(other)) <= _LONGEST_ENDING
    return word == other or (near and shorter >= kept and word.isalpha() and word[:kept] == other[:kept])


def is_name(text: str, things: Sequence[Compared], language: Language) -> bool:
    """Tell whether a text is the name of a thing and nothing else."""
    folded = language.fold_key(text).strip(" :：")
    return any(folded in thing.names or _stems(folded, language) in thing.stems for thing in things)


def assign_subjects(texts: Sequence[str], things: Sequence[Compared], language: Language) -> tuple[Compared, ...]:
    """Return which thing each text names, each once; () where they do not fit."""
    chosen = tuple(named(text, things, language) for text in texts)
    if None in chosen or len(set(chosen)) != len(chosen):
        return ()
    return tuple(thing for thing in chosen if thing is not None)


def subjects_named(texts: Sequence[str], things: Sequence[Compared], language: Language) -> tuple[int | None, ...]:
    """Return per text the index of the subject it names; None where it names none, or one named before."""
    found: list[int | None] = []
    for text in texts:
        thing = named(text, things, language)
        subject = thing.subject if thing else None
        found.append(None if subject in found else subject)
    return tuple(found)


def _by_section(document: Document, language: Language) -> Iterator[tuple[Compared, ...]]:
    things: tuple[Compared, ...] = ()
    for block in document.blocks:
        yield things
        comparison = None
        if block.kind is BlockKind.HEADING and not block.boilerplate:
            comparison = read_title(block.text, language)
        if comparison:
            spans = (comparison.first, comparison.second)
            things = tuple(Compared((_stem(language.fold_key(block.text[start:end])),)) for start, end in spans)


def _stem(folded: str) -> str:
    """Cut a name so that its other forms begin with it ("centralisering", "sentraliserte systemer")."""
    return folded if len(folded) <= 5 else folded[: max(5, len(folded) * 2 // 3)]


def _names_of(labels: tuple[str, ...], expansion: Name | None, language: Language) -> tuple[str, ...]:
    return tuple(language.fold_key(text) for text in (*labels, *((expansion.text,) if expansion else ())))


def _stems(folded: str, language: Language) -> tuple[str, ...]:
    return tuple(norm_of(word, language) for word in folded.split())
