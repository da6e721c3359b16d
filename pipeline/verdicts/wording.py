"""The wording of two statements in one language: the same words, denied words, one word and its opposite."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from pipeline import languages
from pipeline.alignment.anchors import anchors, overlap
from pipeline.languages import Language
from pipeline.model import Modality, Relation, Statement
from pipeline.text.analysis import function_words
from pipeline.text.cues import LETTER, Cue, Lexicon
from pipeline.text.stems import stem
from pipeline.verdicts.rules import HARD, SOFT, Outcome

_WORD = re.compile(rf"{LETTER}+")
_SAME = 0.65  # of the words of both, two of three; below, two passages may speak of different things
_REST = 0.6  # beside a word and its opposite
_PIECE = 2  # characters, in a script that does not part words


def compare_wording(one: Statement, other: Statement, code: str) -> Outcome | None:
    """Compare what two statements say in so many words.

    Antonyms and negations are wrong more often than right as cues by themselves (.41 and .21 on VitaminC); they count
    here only where all else in the two statements is the same.

    Args:
        one, other: statements in one language on the same subject in the same respect.
        code: the language.

    Returns:
        Agreement, a conflict, or None where the words do not tell.
    """
    first, second = Words.of(one.value, code), Words.of(other.value, code)
    if not first.words or not second.words:
        return None
    denied = one.polarity is not other.polarity
    opposites = _crossing(first.poles, second.poles)
    if opposites and overlap(first.rest, second.rest) >= (_REST if first.rest or second.rest else 0):
        said = f"“{opposites[0]}” and “{opposites[1]}”"
        if denied:
            return Outcome(Relation.PARTIAL, "wording.opposite_denied", f"{said}, one of them denied.", "", 0.5)
        flat = all(statement.modality is Modality.ACTUAL for statement in (one, other))
        return Outcome(
            Relation.CONFLICT, "wording.opposite", f"{said} are opposites, in the same words otherwise.",
            HARD if flat else SOFT, 0.8,
        )  # fmt: skip
    if overlap(first.words, second.words) < _SAME or first.numbers != second.numbers:
        return None
    if denied:
        return Outcome(
            Relation.CONFLICT, "wording.denied", "The same is said and denied, in the same words.", SOFT, 0.7
        )
    return Outcome(Relation.AGREE, "wording.same", "Both say the same, in the same words.", "", 0.9)


@dataclass(frozen=True, slots=True)
class Words:
    """The stems of a text without its negations, the poles of scales among them, the rest, and the numbers."""

    words: Counter[str]
    poles: tuple[Cue, ...]
    rest: Counter[str]
    numbers: Counter[str]

    @classmethod
    @lru_cache(maxsize=16_384)
    def of(cls, text: str, code: str) -> Words:
        """Return the words of a text in a language; its numbers in digits or words are told apart from them."""
        language = languages.load(code)
        folded = language.fold_key(text)
        poles = _poles(language).find(folded)
        cues = language.lexicon.find(folded)
        denials = [cue for cue in cues if cue.group == "negation"]
        counted = [cue for cue in cues if cue.group == "numbers" and cue.key != "1"]  # one is an article, too
        numbers = Counter({anchor: count for anchor, count in anchors(text).items() if anchor.isdigit()})
        numbers.update(cue.key for cue in counted if not folded[cue.start : cue.end].isdigit())
        said = [*denials, *counted]
        words = _stems(_without(folded, said), language)
        return cls(words, tuple(poles), _stems(_without(folded, [*said, *poles]), language), numbers)


def shared_words(one: Words, other: Words) -> float:
    """Return the share of the words of two texts that both have, 0 to 1, numbers and negations left out."""
    return overlap(one.words, other.words)


def _stems(folded: str, language: Language) -> Counter[str]:
    if language.spaces:
        idle = function_words(language.code)
        words = _WORD.findall(folded)
        telling = [word for word in words if word not in idle] or words
        return Counter(stem(word, language.snowball) for word in telling)
    letters = "".join(_WORD.findall(folded))
    return Counter(letters[at : at + _PIECE] for at in range(max(1, len(letters) - _PIECE + 1)) if letters)


def _without(folded: str, cues: Sequence[Cue]) -> str:
    kept = list(folded)
    for cue in cues:
        kept[cue.start : cue.end] = " " * (cue.end - cue.start)
    return "".join(kept)


def _crossing(one: Sequence[Cue], other: Sequence[Cue]) -> tuple[str, str] | None:
    """Return a word and its opposite, one on each side; None where a side holds both."""
    for first in one:
        for second in other:
            if first.group == second.group and first.key != second.key:
                both = (
                    {cue.key for cue in one if cue.group == first.group},
                    {cue.key for cue in other if cue.group == first.group},
                )
                if all(len(keys) == 1 for keys in both):
                    return first.phrase.strip("*"), second.phrase.strip("*")
    return None


@lru_cache(maxsize=64)
def _poles(language: Language) -> Lexicon:
    """Return the opposites of a language as cues: the group is the pair, the key the side."""
    return Lexicon(
        (
            (str(number), side, language.fold_key(word))
            for number, pair in enumerate(language.opposites.pairs)
            for side, word in zip(("one", "other"), pair, strict=True)
        ),
        language.spaces,
    )
