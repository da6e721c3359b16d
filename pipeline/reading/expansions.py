"""What a short name stands for, where a source explains it.

A phrase that says so ("stands for") is believed. One that only sets two names side by side ("X or E",
"X (E)") counts where the initials of the words spell the short name.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from pipeline.languages import Language
from pipeline.model import Block, Name, Span
from pipeline.text.cues import template
from pipeline.text.folding import fold

_SHORT_NAME = re.compile(r"[A-ZÀ-ÞĀ-ŽА-ЯΑ-Ω][A-ZÀ-ÞĀ-ŽА-ЯΑ-Ω0-9]{1,7}")
_BLOCKS = 40  # a short name is explained where it first stands, not at the end
_SMALL_WORD = 3  # letters of a word that a short name may skip ("of", "and", "ve")
_EXPANSION = r"[^.;:()]{3,80}?"
_SLOT = re.compile(r"\{\w\}")
_BETWEEN_WORDS = re.compile(r"\{\w\}|\s+|\*")
_NAME_SLOT, _EXPANSION_SLOT = "{x}", "{e}"


def find_expansion(label: str, blocks: Sequence[Block], language: Language) -> Name | None:
    """Return what a short name stands for, with its place, or None where no block explains it.

    Args:
        label: a name as the title writes it; only one in capitals is a short name.
        blocks: the blocks of its source.
        language: whose phrases explain short names.
    """
    if not _SHORT_NAME.fullmatch(label):
        return None
    key = language.fold_key(label)
    prose = (block for block in blocks[:_BLOCKS] if not block.boilerplate)
    naming = (block for block in prose if key in fold(block.text, language.casing).text)
    found = (_explained(label, phrase, block, language) for block in naming for phrase in _phrases_in(block, language))
    return next(filter(None, found), None)


def _phrases_in(block: Block, language: Language) -> Iterator[str]:
    """Yield the phrases all of whose words stand in a block, which few do: to compile one takes longer than to look."""
    folded = fold(block.text, language.casing).text
    for phrase in language.definition.expansion:
        if all(word in folded for word in _BETWEEN_WORDS.split(language.fold_key(phrase))):
            yield phrase


def _explained(label: str, phrase: str, block: Block, language: Language) -> Name | None:
    folded = fold(block.text, language.casing)
    open_ended = phrase.endswith(_EXPANSION_SLOT)
    for match in re.finditer(_pattern(label, phrase, language), folded.text):
        place = folded.span(*match.span("e"))
        if open_ended or not _says_so(phrase, language):
            begins = _word_starts(block.text, place) if phrase.startswith(_EXPANSION_SLOT) else iter((place.start,))
            spelled = (_spelled_out(label, block.text, begin, language) for begin in begins)
            place = next((one for one in spelled if one and (open_ended or one.end == place.end)), Span(0, 0))
        if place.end:
            return Name(place.of(block.text), block.place(*place))
    return None


def _pattern(label: str, phrase: str, language: Language) -> str:
    slots = {"x": re.escape(language.fold_key(label)), "e": _EXPANSION}
    end = r"(?=[\s.,;:)]|$)" if phrase.endswith(_EXPANSION_SLOT) else ""
    return r"(?<!\w)" + template(language.fold_key(phrase), slots, language.spaces) + end


def _says_so(phrase: str, language: Language) -> bool:
    """Tell whether a phrase has words of its own, more than a conjunction."""
    joins = {language.fold_key(word) for word in language.lists.conjunctions}
    return any(word not in joins for word in re.findall(r"\w{2,}", _SLOT.sub(" ", language.fold_key(phrase))))


def _word_starts(text: str, place: Span) -> Iterator[int]:
    """Yield where the words of a stretch begin, the last first: only the end of what precedes "(API)" spells it."""
    starts = [match.start() for match in re.finditer(r"(?<!\w)\w", text) if place.start <= match.start() < place.end]
    return reversed(starts)


def _spelled_out(label: str, text: str, start: int, language: Language) -> Span | None:
    """Return the words from `start` whose initials are the letters of `label`, small words skipped.

    Schwartz & Hearst, "A simple algorithm for identifying abbreviation definitions" (PSB 2003), forwards.
    """
    letters = list(language.fold_key(label))
    end = start
    for word in re.finditer(r"[^\W\d_][\w'-]*", text[start:]):
        if letters and language.fold_key(word.group())[0] == letters[0]:
            letters.pop(0)
            end = start + word.end()
        elif len(word.group()) > _SMALL_WORD:
            return None
        if not letters:
            return Span(start, end)
    return None
