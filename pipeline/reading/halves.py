"""Cutting a sentence where it sets one compared thing against the other.

The word that does so stands before the second half ("while"), inside it (in Turkish, behind the subject) or
behind the first (in Japanese), so that each of the three places is tried; only a cut that leaves different things on
its two sides counts.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise

from pipeline.text.cues import Cue
from pipeline.text.marks import SENTENCE_ENDS

_EDGES = " \t\r\n,;:–—-、，；،؛"
_SHORTEST = 3  # characters; less than that between two cuts is a conjunction
_STRONG = re.compile(r"[;；؛]")
_COMMA = re.compile(r"[,،，、](?!\d)")
_PAUSES = (",", "،", "，", "、", ";", "；", "؛")
_PAUSE = re.compile(r"[,،，、;；؛](?!\d)|(?<=[\u0e00-\u0eff])\s(?=[\u0e00-\u0eff])")  # in Thai and Lao a blank is one
_WORD = re.compile(r"\S+")
_PARTING = ("clause", "sentence", "although")
_OPENING_PARTS = ("clause", "although")
_MARKED = 2  # words of a half before a word of contrast ("danau luas, sedangkan …")
_PREDICATE = 3  # words of a half that punctuation parts: fewer say nothing of its thing
_CHARACTERS = 4  # the same in scripts without blanks
_NAME_CHARACTERS = 8
_LONGEST = 2000  # characters; what is longer is data, no sentence
_FIRST_IDEOGRAPH = "\u0e00"  # Thai, and behind it the scripts of East Asia
_OPENING = 3  # words before the name of the thing in a half that a bare comma parts

Named = Callable[[int, int], tuple[int, ...]]


def halves(
    text: str,
    sentence: tuple[int, int],
    cues: Sequence[Cue],
    named: Named,
    articles: Sequence[str],
    opposes: bool,
    verb_second: bool = False,
) -> list[tuple[int, int]]:
    """Return the parts of a sentence that speak of different things, or the whole of it.

    Args:
        text: the text of its block.
        sentence: its place there.
        cues: the cues of the language data in it.
        named: the subjects named between two places, in their order.
        articles: the articles of its language, which belong to the word behind them.
        opposes: whether its passage sets the things against each other, so that a comma by itself may part them.
        verb_second: whether in its language a verb before its subject begins the half behind an opening clause.
    """
    start, end = sentence
    if end - start > _LONGEST:
        return [sentence]
    contrast = _beside_foils([cue._replace(end=end_of(text, cue)) for cue in cues if cue.group == "contrast"])
    orders = _apart([cue for cue in outermost(contrast) if cue.key in ("former", "latter")])
    places = sorted({_before_article(text, start, cue.start, articles) for cue in orders})
    if len(places) < 2:
        marked = (place for place in _beside_markers(text, sentence, contrast) if _says(text[start:place], _MARKED))
        inverted = _before_its_verb(text, sentence, contrast, named, articles) if verb_second else ()
        candidates = [*marked, *inverted, *_at_punctuation(text, sentence, opposes, named)]
        parting = [place for place in candidates if _parts(start, place, end, named)]
        # Of two places beside one marker, that which leaves no thing on both sides: in "X is …, Y however needs …" the
        # comma, not "however".
        apart = [place for place in parting if not {*named(start, place)} & {*named(place, end)}]
        places = (apart or parting)[:1]
    edges = [start, *(place for place in places if place > start), end]
    if len(edges) == 2:  # "if you print texts, buy …" says less without its "if"
        contrast = [cue for cue in contrast if cue.key != "although"]
    parts = (_without_marker(text, _trimmed(text, left, right), contrast) for left, right in pairwise(edges))
    return [part for part in parts if part[1] - part[0] >= _SHORTEST]


def _before_article(text: str, start: int, place: int, articles: Sequence[str]) -> int:
    words = text[start:place].split()
    return text.rindex(words[-1], start, place) if words and words[-1].lower() in articles else place


def _beside_foils(contrast: list[Cue]) -> list[Cue]:
    """Leave out the markers inside a phrase that only compares: "in contrast" in "in contrast to"."""
    phrases = [cue for cue in outermost(contrast) if cue.key == "unlike"]
    return [cue for cue in contrast if not any(one.start < cue.end and cue.start < one.end for one in phrases)]


def _beside_markers(text: str, sentence: tuple[int, int], contrast: Sequence[Cue]) -> Iterator[int]:
    """Yield where a marker may cut: where it opens the sentence at a comma behind it, the last one first."""
    for cue in (one for one in contrast if one.key in _PARTING):
        is_ending = cue.phrase.startswith("*")  # an ending ("tutulurken") closes the first half
        before = text[sentence[0] : cue.start]
        if not is_ending and cue.key in _OPENING_PARTS and not before.strip(_EDGES):
            yield from reversed([match.start() for match in _PAUSE.finditer(text, cue.end, sentence[1])])
            continue
        if cue.key == "although" and not is_ending and not before.rstrip().endswith(_PAUSES):
            continue  # "if" and "even" in the middle of a clause
        if not is_ending:
            yield cue.start
        commas = [match.start() for match in _COMMA.finditer(text, sentence[0], cue.start)]
        strong = [match.start() for match in _STRONG.finditer(text, sentence[0], cue.start)]
        yield from sorted((*commas[-1:], *strong[-1:]), reverse=True)
        yield cue.end


def _before_its_verb(
    text: str, sentence: tuple[int, int], contrast: Sequence[Cue], named: Named, articles: Sequence[str]
) -> Iterator[int]:
    """Yield where the verb stands behind an opening clause without a comma: "medan katten är tyst | skäller hunden"."""
    start, end = sentence
    opening = (cue for cue in contrast if cue.key in _OPENING_PARTS and not text[start : cue.start].strip(_EDGES))
    first = next((cue.end for cue in opening), end)
    if _PAUSE.search(text, first, end):
        return
    places = [match.span() for match in _WORD.finditer(text, first, end)]
    behind = next((n for n, (_, stop) in enumerate(places) if len(set(named(first, stop))) > 1), 0)
    while behind and text[slice(*places[behind - 1])].lower() in articles:
        behind -= 1
    if behind > _PREDICATE:  # a thing, a verb and what it says of it, and the verb of the other
        yield places[behind - 1][0]


def _at_punctuation(text: str, sentence: tuple[int, int], opposes: bool, named: Named) -> Iterator[int]:
    strong = (match.start() for match in _STRONG.finditer(text, *sentence))
    yield from (place for place in strong if _says(text[sentence[0] : place], _PREDICATE))
    if opposes:
        for match in _COMMA.finditer(text, *sentence):
            behind = text[match.end() :].split()[:_OPENING]
            reach = match.end() + sum(len(word) + 1 for word in behind) + 1
            first = text[sentence[0] : match.start()]
            if not _says(first, _PREDICATE) or _ends_in_a_name(text, sentence[0], match.start(), named):
                continue  # "unlike a pond" says nothing of ponds
            if _says(text[match.end() : sentence[1]], _PREDICATE) and named(match.end(), min(reach, sentence[1])):
                yield match.start()


def _ends_in_a_name(text: str, start: int, end: int, named: Named) -> bool:
    """Tell whether the last word of a stretch names a thing; where no blanks part words, whether a name ends it."""
    words = text[start:end].split()
    if not words:
        return False
    begin = end - len(words[-1])
    if text[end - 1] < _FIRST_IDEOGRAPH:
        return bool(named(begin, end))
    near = max(begin, end - _NAME_CHARACTERS)
    return set(named(near, end)) != set(named(near, end - 1))


def _says(text: str, words: int) -> bool:
    """Tell whether a half has so many words, or in a script without blanks what may be as many."""
    running = any(character >= _FIRST_IDEOGRAPH for character in text) and " " not in text.strip()
    return len(text) > _CHARACTERS if running else len(text.split()) >= words


def _parts(start: int, place: int, end: int, named: Named) -> bool:
    if not start < place < end:
        return False
    left, right = named(start, place), named(place, end)
    return bool(left) and bool(right) and right[0] != left[-1 if len(left) > 1 and left[0] == right[0] else 0]


def outermost(cues: Sequence[Cue]) -> list[Cue]:
    """Leave out the cues that stand inside a longer one: "former" in "the former"."""
    return [
        cue
        for cue in cues
        if not any(
            one.start <= cue.start and cue.end <= one.end and one.end - one.start > cue.end - cue.start for one in cues
        )
    ]


def _apart(cues: Sequence[Cue]) -> Iterator[Cue]:
    """Leave out the cues that overlap the one before: "pierwszy ma" behind "ten pierwszy"."""
    end = 0
    for cue in cues:
        if cue.start >= end:
            yield cue
        end = max(end, cue.end)


def _without_marker(text: str, part: tuple[int, int], contrast: Sequence[Cue]) -> tuple[int, int]:
    """Take the contrast word at the edge of a clause off it ("mens call centers er …", "… is hard, while")."""
    start, end = part
    for cue in contrast:
        if cue.start <= start < cue.end and cue.key in _PARTING and not cue.phrase.startswith("*"):
            start = cue.end
        elif cue.end == end and cue.key == "clause" and start < cue.start and not cue.phrase.startswith("*"):
            end = cue.start
    return _trimmed(text, start, end)


def end_of(text: str, cue: Cue) -> int:
    """Return where a marker ends; of one that is written together with the next word ("בעוד ש*"), behind its letter."""
    letter = cue.phrase.split()[-1].removesuffix("*")
    if len(letter) > 1 or not cue.phrase.endswith("*"):
        return cue.end
    return text.rindex(" ", cue.start, cue.end) + 1 + len(letter)


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start] in _EDGES:
        start += 1
    while end > start and text[end - 1] in _EDGES + SENTENCE_ENDS:
        end -= 1
    return start, end
