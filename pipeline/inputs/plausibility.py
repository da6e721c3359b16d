"""Which encoding makes text of bytes: the one whose characters are those that its language is written with.

charset-normalizer proposes, and the encodings that people met in the wild are tried besides; the languages decide. Each
decoding is read as one of the three languages that py3langid finds most likely, and its characters beyond ASCII are
looked up among those that the file of the language holds: Turkish read as cp1252 has an eth (U+00F0) for its soft g,
which no Turkish phrase has.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from pipeline import languages
from pipeline.languages.loader import FOLDER
from pipeline.text.identify import rank

_TRIED = (
    "cp1252", "cp1254", "cp1250", "cp1251", "cp1253", "cp1255", "cp1256", "cp1257", "cp1258", "cp874",
    "iso8859-2", "iso8859-5", "iso8859-7", "iso8859-15", "koi8-r", "koi8-u", "cp866", "mac-roman",
    "gb18030", "big5hkscs", "cp932", "euc_jp", "cp949",
)  # fmt: skip
_PROPOSED = 4
_SAMPLE = 6000  # characters, of lines that hold anything beyond ASCII
_PROPOSAL_BYTES = 20_000
_LANGUAGES = 3

# Measured on the 48 development articles in every encoding of _TRIED that can write them: the right decoding reaches
# .59 (Japanese) to 1.0, the best wrong one that differs .55.
_ENOUGH = 0.5
_MARGIN = 0.04
# A declaration is believed unless this many characters beyond ASCII fit another encoding better by so much: pages in
# Turkish that call themselves ISO-8859-1 reach .6 as such and 1.3 as what they are.
_EVIDENCE = 20
_TRUST = 0.2
_BONUS, _MOST_BONUS = 0.05, 0.6

_TYPOGRAPHY = frozenset("‘’‚“”„†‡•…‰‹›€™–—«»°·£§©®±²³½¼¾×\u00a0、。「」『』・ー（），．：；？！¿¡„”´№")
_WRONG = ("Cc", "Cf", "Cn", "Co", "Cs")


@dataclass(frozen=True, slots=True)
class Choice:
    """An encoding; `doubtful` where `runner_up` gives another text that is nearly as plausible."""

    encoding: str
    fit: float
    runner_up: str = ""
    doubtful: bool = False


def choose(data: bytes, declared: tuple[str, ...]) -> Choice | None:
    """Choose the encoding of bytes that are not UTF-8.

    Args:
        data: the bytes.
        declared: codecs that the file or its container names, tried first and kept among equals.

    Returns:
        The choice, or None where no decoding looks like any language.
    """
    stated = next((one for one in declared if _sample(data, one)), "")
    if stated and _marked(_sample(data, stated)) < _EVIDENCE:
        return Choice(stated, 1.0)
    fits: dict[str, tuple[float, str]] = {}
    for encoding in dict.fromkeys((*declared, *_TRIED, *_proposals(data))):
        sample = _sample(data, encoding)
        if sample and sample not in fits:  # among encodings that give the same text the first stands
            fits[sample] = (fit(sample), encoding)
    best, *others = sorted(fits.values(), key=lambda one: -one[0] - _TRUST * (one[1] == stated)) or [(0.0, "")]
    if best[1] == stated != "":
        return Choice(stated, best[0])
    if best[0] < _ENOUGH:
        return None
    runner_up = others[0] if others else (0.0, "")
    return Choice(best[1], best[0], runner_up[1], doubtful=best[0] - runner_up[0] < _MARGIN)


def fit(text: str) -> float:
    """Return how well the characters of a text beyond ASCII fit the language that it seems to be in, at most 1.6."""
    marked = [character for character in text if not character.isascii()]
    if not marked:
        return 0.0
    spoilt = sum(_is_spoilt(pair) for pair in _pairs(text))
    codes = dict.fromkeys(languages.from_identifier().get(label, label) for label in rank(text).labels[:_LANGUAGES])
    return max(
        (sum(_value(one, characters_of(code)) for one in marked) - spoilt) / len(marked) + _phrases(text, code)
        for code in codes
    )


def _marked(text: str) -> int:
    return sum(not character.isascii() for character in text)


def _phrases(text: str, code: str) -> float:
    """Return a bonus for phrases of the language: Hebrew read as cp1251 is all Cyrillic letters and no Russian word."""
    if not languages.lookup(code, languages.available()):
        return 0.0
    language = languages.load(code)
    folded = language.fold_key(text)
    found = sum(not folded[cue.start : cue.end].isascii() for cue in language.lexicon.find(folded))
    return min(_MOST_BONUS, found * _BONUS)


@lru_cache(maxsize=64)
def characters_of(code: str) -> frozenset[str]:
    """Return the characters beyond ASCII that the file of a language is written with, in both cases."""
    path = FOLDER / f"{code}.toml"
    text = path.read_text(encoding="utf-8") if path.is_file() else ""
    return frozenset(one for one in text + text.lower() + text.upper() if not one.isascii() and one.isalpha())


def _value(character: str, known: frozenset[str]) -> float:
    if character in known or character in _TYPOGRAPHY:
        return 1.0
    if unicodedata.category(character) in _WRONG:
        return -2.0
    if known and character.isalpha() and any(_script(character) == _script(one) for one in _few(known)):
        return 0.3
    return -0.5


def _few(known: frozenset[str]) -> list[str]:
    return sorted(known)[:: max(1, len(known) // 8)]


@lru_cache(maxsize=65536)
def _script(character: str) -> str:
    return unicodedata.name(character, "").split(" ")[0]


def _pairs(text: str) -> Iterator[str]:
    return (text[index : index + 2] for index in range(len(text) - 1) if not text[index : index + 2].isascii())


def _is_spoilt(pair: str) -> bool:
    """A capital behind a small letter, or two scripts in one word."""
    first, second = pair[0], pair[1]
    if not (first.isalpha() and second.isalpha()):
        return False
    if first.islower() and second.isupper():
        return True
    scripts = {_script(first), _script(second)}
    return len(scripts) == 2 and "LATIN" in scripts


def _proposals(data: bytes) -> Iterator[str]:
    from charset_normalizer import from_bytes

    for match in list(from_bytes(data[:_PROPOSAL_BYTES]))[:_PROPOSED]:
        yield match.encoding


def _sample(data: bytes, encoding: str) -> str:
    """Return the lines that tell, or "" where the bytes are not of this encoding."""
    try:
        text = data.decode(encoding)
    except (UnicodeError, LookupError, ValueError):
        return ""
    telling = [line for line in text.splitlines() if not line.isascii()]
    return "\n".join(telling)[:_SAMPLE]
