"""Whether a word is a name in another form: with another ending, or with particles written together with it.

A stemmer is asked first. Where names bend by case it leaves many forms apart ("kass" and "kassi", "potkulauta" and
"potkulaudan"), and many languages have none; there two words are forms of one name if they begin alike and differ in
short endings, which is safe for the two to four names of a title and would not be for all words of a text.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import cache, lru_cache
from itertools import repeat, takewhile
from operator import eq

from pipeline.languages import Language
from pipeline.text.analysis import norm_of
from pipeline.text.cues import LETTER

_WORD = re.compile(rf"{LETTER}+(?:['.:-]{LETTER}+)*")
_SHARED = 3  # letters that two forms of a name begin with at least; the endings behind three are no longer than they
_LOST = 2  # letters that a name loses: "rowerem" its "em"; a long one may lose one more ("hulajnogami")
_LONG = 5
_PARTED = "Arab"  # Persian and Urdu part endings by a mark that joins no letters
_STRESSED, _ACUTE = "Grek", "\u0301"
_CONSONANTS = (2, 3)  # of a short stem, among which its vowel comes and goes
_NON_JOINER = "\u200c"
_SOFT_SIGN = "\u044c"  # stands in Russian for the vowel that a short stem has lost
_VOWELS = frozenset(  # as Unicode names letters, Armenian ones behind the others
    ("A", "E", "I", "O", "U", "Y", "IE", "IO", "YERU", "YU", "YA", "AYB", "ECH", "EH", "ET", "INI", "VO", "OH", "YIWN")
)
_SHORTEST_BARE = 2  # letters of a word without its particles


@lru_cache(maxsize=65_536)
def is_form_of(word: str, name: str, language: Language) -> bool:
    """Tell whether a word of a text is a word of a name, in whatever form.

    Args:
        word: one word as it stands in the text.
        name: one word of a name, as a title writes it.
        language: the language of the text.
    """
    key, other = _key(word, language), _key(name, language)
    if key == other or _is_stem_of(norm_of(word, language), norm_of(name, language), other, language):
        return True
    if key.startswith(other + _NON_JOINER):
        return True  # Persian parts an ending so
    if not bend(language):
        return False
    if key.startswith(other) and _is_long(other) and _are_particles(key[len(other) :], language):
        return True
    if language.names.prefixes and (bare_forms := _without_prefixes(key, language)):
        bare = _without_prefix(other, language)
        stems = {norm_of(other, language), norm_of(bare, language)}
        if any(one in (other, bare) or norm_of(one, language) in stems for one in bare_forms):
            return True
    if name.isupper() or _plain(key[:1]) != _plain(other[:1]):
        return False  # no ending changes how a word begins
    plain, bare_name = _plain(key), _plain(other)
    return _differ_in_endings(plain, bare_name, language) or _loses_its_vowel(plain, bare_name, language)


def _is_stem_of(stem: str, name_stem: str, name: str, language: Language) -> bool:
    """Tell whether the stem of a word is that of a name, or the name as it is: the stemmer cuts "tepe" to "tep"."""
    if stem in (name_stem, name):
        return True
    # Nothing is left of some words: of blanks, and of Greek "έως", of which the stemmer keeps no letter.
    begin_alike = stem[: _SHARED - 1] == name_stem[: _SHARED - 1]
    return begin_alike and (_elided(stem, language) == name_stem or _elided(name_stem, language) == stem)


def _elided(stem: str, language: Language) -> str:
    """Return a stem without the vowel before its last consonant: "elcykel" has "elcyklar", "sykkel" has "sykler"."""
    vowel = next((one for one in language.names.fleeting if stem[:-1].endswith(one)), "")
    before = stem[: -1 - len(vowel)]
    if not vowel or len(before) < _SHARED or _is_vowel(before[-1]) or _is_vowel(stem[-1]):
        return ""
    doubled = before[-1] == before[-2]
    return before[: len(before) - doubled] + stem[-1]


@lru_cache(maxsize=16_384)
def _key(word: str, language: Language) -> str:
    return _unstressed(language.fold_key(word), language)


def _unstressed(word: str, language: Language) -> str:
    """Return a word without marks of stress, where it moves with the ending: "πρωτόνιο", "πρωτονίου"."""
    if language.script != _STRESSED:
        return word
    return unicodedata.normalize("NFC", unicodedata.normalize("NFD", word).replace(_ACUTE, ""))


@cache
def bend(language: Language) -> bool:
    """Tell whether the language data says how names bend."""
    return (
        language.names.endings > 0
        or bool(language.names.fleeting)
        or bool(language.names.prefixes)
        or bool(_particles(language))
        or language.script == _PARTED
    )


@cache
def _particles(language: Language) -> tuple[str, ...]:
    """Return what is written behind a name without a mark between: "커피는", "kafearen"."""
    return tuple(mark for mark in language.marks.suffix_marks if mark[0].isalpha())


def _is_long(name: str) -> bool:
    """Tell whether a name has letters enough to stand before a particle; a Hangul syllable is two letters or three."""
    return len(unicodedata.normalize("NFD", name)) >= _SHORTEST_BARE


def _are_particles(rest: str, language: Language) -> bool:
    """Tell whether what stands behind a name is one particle, or two ("에서" and "는")."""
    particles = _particles(language)
    return any(rest == one or rest[len(one) :] in particles for one in particles if rest.startswith(one))


def holds(text: str, name: str, language: Language) -> bool:
    """Tell whether a text holds a name, its words one behind the other in whatever form."""
    words, parts = _words(text), name.split()
    windows = (words[first : first + len(parts)] for first in range(len(words) - len(parts) + 1))
    return any(all(map(is_form_of, window, parts, repeat(language))) for window in windows)


@lru_cache(maxsize=256)  # asked for each of the names of a title
def _words(text: str) -> tuple[str, ...]:
    return tuple(_WORD.findall(text))


def shared(word: str, name: str, language: Language) -> int:
    """Return how many letters two words begin with in common."""
    return _alike(language.fold_key(word), language.fold_key(name))


def _alike(word: str, name: str) -> int:
    return sum(takewhile(bool, map(eq, word, name)))


def _with_one_vowel(word: str, name: str, language: Language) -> str:
    """Return a word with the vowel of a name where the two differ by one inside their stems."""
    place = _alike(word, name)
    if not 0 < place < min(len(word), len(name)) - 1 or word[place + 1] != name[place + 1]:
        return word
    pair = {word[place], name[place]}
    changes = any(pair == set(one) for one in language.names.alternations) and all(map(_is_vowel, pair))
    return word[:place] + name[place:][:1] + word[place + 1 :] if changes else word


def _loses_its_vowel(word: str, name: str, language: Language) -> bool:
    """Tell whether a short word bends by losing its one vowel: Polish "pies" has "psem", Armenian "գիրք" has "գրքի"."""
    for short, other in ((word, name), (name, word)):
        place = _alike(short, other)
        vowel = max((one for one in language.names.fleeting if short.startswith(one, place)), key=len, default="")
        stem = short[:place] + short[place + len(vowel) :]
        is_stem = len(stem) in _CONSONANTS and not any(map(_is_vowel, stem))
        if vowel and is_stem and _is_with_ending(other.replace(_SOFT_SIGN, "", 1), stem, language):
            return True
    return False


def _is_with_ending(word: str, stem: str, language: Language) -> bool:
    ending = word.removeprefix(stem)
    return ending != word and 0 < len(ending) <= language.names.endings and _is_vowel(ending[0])


def _is_vowel(letter: str) -> bool:
    """Tell by its name in Unicode whether a letter is a vowel."""
    return unicodedata.name(letter, "").rpartition(" ")[2] in _VOWELS


def _differ_in_endings(word: str, name: str, language: Language) -> bool:
    """Tell whether two words differ in endings: "čaj" takes in "čajem" and "čajích", and leaves out "čajovna"."""
    word = _with_one_vowel(word, name, language)
    alike = _alike(word, name)
    if alike < _SHARED or not (_is_of_letters(word) and _is_of_letters(name)):
        return False
    rests = [(word[alike:], name[alike:]), *_changed(word[alike:], name[alike:], language)]
    return any(_are_endings(*rest, alike, language.names.endings) for rest in rests)


def _are_endings(left: str, lost: str, alike: int, longest: int) -> bool:
    """Tell whether what two words go on with, behind the letters they share, may be endings."""
    more = _alike(left, lost)
    shared_letters, gained, dropped = alike + more, len(left) - more, len(lost) - more
    if shared_letters == _SHARED:
        return gained <= longest and gained + dropped <= min(_SHARED, longest + 1)
    return gained <= longest and dropped <= min(longest, _LOST if shared_letters < _LONG else _LOST + 1)


def _changed(left: str, lost: str, language: Language) -> Iterator[tuple[str, str]]:
    """Yield what follows a letter of the stem that bends: one that comes and goes, or one that another stands for.

    "štrudelj" has "štrudlja", and Estonian "park" has "pargi".
    """
    if not (left and lost):
        return
    for vowel in language.names.fleeting:
        if left.startswith(vowel) and left[len(vowel) :][:1] == lost[0]:
            yield left[len(vowel) :], lost
        if lost.startswith(vowel) and lost[len(vowel) :][:1] == left[0]:
            yield left, lost[len(vowel) :]
    if any({left[0], lost[0]} == set(pair) for pair in language.names.alternations):
        yield left[1:], lost[1:]


def _plain(word: str) -> str:
    """Return a word without its accents: they come and go where a name bends ("εστιατόριο" has "εστιατορίου")."""
    if word.isascii():
        return word
    apart = unicodedata.normalize("NFD", word)
    return unicodedata.normalize("NFC", "".join(letter for letter in apart if not "\u0300" <= letter <= "\u036f"))


def _is_of_letters(word: str) -> bool:
    return word.isalpha() or all(letter.isalpha() or unicodedata.category(letter)[0] == "M" for letter in word)


def _without_prefixes(word: str, language: Language) -> tuple[str, ...]:
    """Return what is left of a word without each of the particles that it may begin with."""
    fitting = (prefix for prefix in language.names.prefixes if word.startswith(prefix))
    return tuple(word[len(one) :] for one in fitting if len(word) - len(one) >= _SHORTEST_BARE)


def _without_prefix(name: str, language: Language) -> str:
    """Return a name without its article; a single letter is left alone, for it may belong to the name."""
    articles = [one for one in language.names.prefixes if len(one) > 1 and name.startswith(one)]
    longest = max(articles, key=len, default="")
    return name[len(longest) :] if len(name) - len(longest) >= _SHORTEST_BARE else name
