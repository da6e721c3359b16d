"""Telling close languages apart by the words of their own data.

Identifiers count letters, and those of Croatian and Bosnian or of Bokmål and Nynorsk are nearly the same. What differs
is words, above all the small ones that the language files hold anyway: "ikkje" is Nynorsk, "ikke" is not.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import fields
from functools import lru_cache

from pipeline.languages.loader import Language, available, close, load
from pipeline.text.cues import LETTER

_WORD = re.compile(rf"{LETTER}{{2,}}")
_SLOT = re.compile(r"\{\w\}")


def rivals(code: str) -> tuple[str, ...]:
    """Return the languages with a file that are close to `code`, or that it is close to, sorted."""
    near = close()
    mutual = {*near.get(code, ()), *(other for other, names in near.items() if code in names)}
    return tuple(sorted(mutual & set(available())))


def familiar_words(text: str, code: str) -> int:
    """Return how many different words of `text` stand in the data of a language."""
    language = load(code)
    return len(_words(code) & set(_WORD.findall(language.fold_key(text))))


@lru_cache(maxsize=64)
def _words(code: str) -> frozenset[str]:
    language = load(code)
    phrases = " ".join(_SLOT.sub(" ", phrase) for phrase in _phrases(language))
    whole = " ".join(word for word in phrases.split() if "*" not in word)
    return frozenset(_WORD.findall(language.fold_key(whole)))


def _phrases(language: Language) -> Iterator[str]:
    for table in (language.title, language.lists, language.contrast, language.definition, language.modality):
        for entry in fields(table):
            yield from getattr(table, entry.name)
    yield from language.negation.words
    yield from language.table.aspect_header
    for phrases in language.roles.values():
        yield from phrases
    for forms in language.numbers.words:
        yield from forms.split("|")
