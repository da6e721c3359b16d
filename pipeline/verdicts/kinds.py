"""What two definitions call a thing: the noun that each begins with, found without a grammar.

Behind the defining phrase stand the words of the noun and of what describes it, up to a mark or a function word: "a
large reptile | of the family", "un insecto | de colores vivos". Two definitions name one kind where all words of one
are among the other's, or where the last are the same ("infectious agent", "неклеточный инфекционный агент"), and in two
languages where the vocabulary has both nouns as one kind (fuel, in Finnish and Hungarian). Nouns that differ say
nothing: they may be synonyms. So this finds agreement and never a conflict.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from pipeline import languages, vocabulary
from pipeline.languages import Language
from pipeline.mapping.cognates import cognate_similarity
from pipeline.model import Origin, Polarity, Relation, Statement
from pipeline.reading.qualities import qualities_of
from pipeline.statements.values import GENUS
from pipeline.text.analysis import function_words
from pipeline.text.cues import LETTER
from pipeline.text.stems import stem
from pipeline.verdicts.rules import Names, Outcome

_PIECE = re.compile(rf"{LETTER}+(?:-{LETTER}+)*|[.,;:!?()]")
_NOT_LETTERS = re.compile(rf"(?:(?!{LETTER}).)+")
_DASH = " — "
_MARKS = " .,;:!?।。"
_OF_KINDS = (GENUS, "aspect:biological-class", "aspect:parties")
_KINDS_TOO = frozenset(  # values of other respects that definitions call things by
    f"quality:{name}"
    for name in ("plant", "animal", "fruit", "vegetable", "fish", "virus", "bacteria", "fungus", "metal")
)
_WORDS = 3  # of the name of a kind
_LETTERS = 6  # of one, in a script that does not part words
_MOST = 5  # words of a noun and what describes it
_ALIKE = 0.8
_SHORTEST = 5  # letters of a word that may be a cognate
_SHORTEST_FIRST, _SHORTEST_HEAD = 3, 4  # letters of the parts of a compound: "Schwert" is no "Wert"


def compare_kinds(one: Statement, other: Statement, codes: tuple[str, str], names: Names) -> Outcome | None:
    """Compare what two definitions call the thing they define.

    Args:
        one, other: statements on the same subject.
        codes: their languages.
        names: gives the English label of a concept.

    Returns:
        Agreement, or None where one is no definition or the nouns do not tell.
    """
    if any(said.origin is not Origin.DEFINITION or said.polarity is Polarity.NEGATIVE for said in (one, other)):
        return None
    shared_kinds = [kind for kind in kinds_named(one.value, codes[0]) if kind in kinds_named(other.value, codes[1])]
    if shared_kinds:
        return Outcome(
            Relation.AGREE, "definition.kind", f"Both define it as a kind of {names(shared_kinds[0])}.", "", 0.7
        )
    first, second = kind_words(one.value, codes[0]), kind_words(other.value, codes[1])
    if not first or not second:
        return None
    shared = [word for word in first if any(_same(word, another, codes) for another in second)]
    back = [word for word in second if any(_same(another, word, codes) for another in first)]
    if len(shared) == len(first) or len(back) == len(second) or _same(first[-1], second[-1], codes):
        named = shared[-1] if shared else first[-1]
        return Outcome(Relation.AGREE, "definition.kind", f"Both define it as a kind of “{named}”.", "", 0.7)
    return None


@vocabulary.remembered(maxsize=4096)
def kinds_named(text: str, code: str) -> tuple[str, ...]:
    """Return the kinds of the vocabulary that a definition calls its thing by, in reading order.

    Args:
        text: a clause that defines.
        code: its language.
    """
    language = languages.load(code)
    if not language.spaces:
        return _kind_of_letters(text, language)
    for words in (kind_words(text, code), _last_words(text, language), _behind_dash(text, language)):
        parts = [words[start:end] for start in range(len(words)) for end in range(len(words), start, -1)]
        whole = [part for part in parts if len(part) <= _WORDS]
        named = (kind for part in (*whole, *_joined(text, language)) for kind in _nouns(" ".join(part), code))
        found = tuple(dict.fromkeys(named)) or tuple(dict.fromkeys(_heads(words, language)))
        if found:
            return found
    return ()


def _joined(text: str, language: Language) -> Iterator[tuple[str, ...]]:
    """Yield three words behind the defining phrase of which a function word joins two: "titluri de valoare"."""
    folded = language.fold_key(text)
    behind = [cue.end for cue in language.lexicon.find(folded) if (cue.group, cue.key) == ("definition", "after")]
    words = _PIECE.findall(folded[min(behind) :])[: _MOST + 1] if behind else []
    for three in zip(words, words[1:], words[2:], strict=False):
        if three[1] in function_words(language.code):
            yield three


def _heads(words: Sequence[str], language: Language) -> Iterator[str]:
    """Yield the kinds that compounds end with: a "Streichinstrument" is an instrument."""
    for word in words if language.compounds else ():
        starts = range(_SHORTEST_FIRST, len(word) - _SHORTEST_HEAD + 1)
        yield from next((kinds for start in starts if (kinds := _nouns(word[start:], language.code))), ())


def _nouns(text: str, code: str) -> tuple[str, ...]:
    """Return the kinds that some words name; what only describes ("large", "digital") is none."""
    known = vocabulary.load()
    named = qualities_of(text, GENUS, code)
    return tuple(kind for kind in named if known.aspect_of(kind) in _OF_KINDS or kind in _KINDS_TOO)


def _kind_of_letters(text: str, language: Language) -> tuple[str, ...]:
    """Return the kind that a definition names last, in a script that does not part words."""
    folded = language.fold_key(text)
    ends = [cue.start for cue in language.lexicon.find(folded) if (cue.group, cue.key) == ("definition", "ending")]
    phrase = folded[: max(ends)] if ends else folded
    tail = _NOT_LETTERS.split(phrase.rstrip(_MARKS))[-1]
    for size in range(min(_LETTERS, len(tail)), 1, -1):
        found = _nouns(tail[-size:], language.code)
        if found:
            return found
    return ()


def _last_words(text: str, language: Language) -> tuple[str, ...]:
    """Return the last words before the copula of a definition that ends with it, as in Turkish, or its main clause.

    In "एक खेल है" nothing follows, in "حقی است که" the relative clause.
    """
    folded = " ".join(language.fold_key(text).strip(_MARKS).split())
    for cue in language.lexicon.find(folded):
        is_last = cue.end == len(folded)
        is_word = not cue.phrase.startswith("*") and folded[cue.end : cue.end + 1] in (" ", ",")
        if (cue.group, cue.key) == ("definition", "ending") and (is_last or is_word):
            tail = cue.phrase.strip("*") if cue.phrase.startswith("*") else folded[cue.start :]
            return tuple(folded.removesuffix(tail).split()[-_WORDS:])
    return ()


def _behind_dash(text: str, language: Language) -> tuple[str, ...]:
    """Return the last words behind a dash that stands for the copula, as in Kazakh: the noun ends what describes it."""
    _, dash, behind = language.fold_key(text).strip(_MARKS).partition(_DASH)
    return tuple(_PIECE.findall(behind)[-_WORDS:]) if dash else ()


@lru_cache(maxsize=4096)
def kind_words(text: str, code: str) -> tuple[str, ...]:
    """Return the words of the noun that a definition calls its thing by, folded; none where no phrase defines it.

    Args:
        text: a clause that defines.
        code: its language; one that does not part words has none.
    """
    language = languages.load(code)
    folded = language.fold_key(text)
    behind = [cue.end for cue in language.lexicon.find(folded) if (cue.group, cue.key) == ("definition", "after")]
    if not behind or not language.spaces:
        return ()
    idle, found = function_words(code), list[str]()
    for piece in _PIECE.findall(folded[min(behind) :]):
        if piece in idle or not piece[0].isalpha():
            if found:
                break
        else:
            found.append(piece)
    return tuple(found[:_MOST])


def _same(one: str, other: str, codes: tuple[str, str]) -> bool:
    if codes[0] == codes[1]:
        snowball = languages.load(codes[0]).snowball
        return stem(one, snowball) == stem(other, snowball)
    return min(len(one), len(other)) >= _SHORTEST and cognate_similarity(one, other) >= _ALIKE
