"""Types that a sentence announces: "there are three kinds of tea: A, B and C", "tea is divided into A and B".

Words for kinds announce the types of a thing only where they are of that thing: its name stands beside them, or they
stand by themselves where the clause goes on about it. "Frogs eat three types of insects: …" names no types of frog.
Behind a colon, or a "namely" or "such as", stands a list; behind a mere comma or "are" only where the members are
called after the thing, or are as many as is said. In languages whose verb comes last the list
stands before the words that announce it, and those must close the clause.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from pipeline.languages import Language
from pipeline.model import Match, Span
from pipeline.reading.clauses import Clause, How, Reader
from pipeline.reading.enumeration import members
from pipeline.reading.force import count_of, count_of_kinds
from pipeline.reading.forms import holds
from pipeline.reading.mentions import Found
from pipeline.text.analysis import function_words
from pipeline.text.cues import LETTER, Cue
from pipeline.text.folding import fold
from pipeline.text.titles import without_article

_COLONS = (":", "：")
_COMMAS = (",", "，", "、", "،")
_MARK_NEAR = 24  # characters between words for kinds and the "such as" behind them
_LITTLE_WORD = 2  # letters: articles and prepositions
_ASIDE = 3  # words between a name and a colon: "three kinds of router on the market:"
_BEFORE_KINDS = 1  # words before kinds that no name stands beside: "Experts know three types:"
_EDGES = " \t\r\n.,;:!?،、，。：؛।۔“”\"'«»()（）"
_WORD = re.compile(rf"{LETTER}+(?:['’\-]{LETTER}+)*")
_INHERITED = (How.INHERITED, How.SECTION)
_AROUND = ("types", "count_nouns", "most_common", "open", "namely")  # cues that open or close a list
_INFLECTED, _BENT = 3, 5  # letters behind the stem of a noun, and where nouns bend: "class*" is none in "classified"
_BENDING = 3  # letters of an ending, and more, where nouns bend
_HEADED = 0.5  # of the members, that are called after the thing


class _Kinds(NamedTuple):
    """Words for kinds, or verbs that divide, at ``[start, end)`` of a clause."""

    start: int
    end: int


class _Passage:
    """A clause on one thing, and what is known of its words; places count in the clause."""

    def __init__(self, clause: Clause, subject: int, reader: Reader) -> None:
        self.text, self.language, self.how = clause.text, reader.language, clause.how
        named = [one for one in clause.found if reader.names((one,)) == (subject,)]
        self.names = [
            Span(one.start - clause.start, one.end - clause.start) for one in named if not _is_head(one, clause)
        ]
        self.is_about_it = bool(named) or clause.how in _INHERITED
        self.labels = [label for concept, label in reader.lens.names if concept == reader.subject_ids[subject]]
        self.cues = [cue._replace(start=cue.start - clause.start, end=cue.end - clause.start) for cue in clause.cues]
        nouns = [
            cue
            for cue in self.cues
            if (cue.group, cue.key) == ("lists", "count_nouns") and _is_noun(cue, reader.language)
        ]
        announcing = [cue for cue in self.cues if (cue.group, cue.key) == ("lists", "types")]
        verbs = [cue for cue in announcing if not any(_meet(cue, noun) for noun in nouns)]
        self.kinds = _merged([*nouns, *(cue for cue in announcing if cue not in verbs)])
        self.verbs = _merged([cue for cue in verbs if not any(_meet(cue, one) for one in self.kinds)])
        self.count = count_of(clause.cues) or count_of_kinds(clause.cues)
        folded = fold(self.text, self.language.casing)
        places = ((cue, folded.span(cue.start, cue.end)) for cue in self.language.verbs_of_being.find(folded.text))
        self.being = [cue._replace(start=place.start, end=place.end) for cue, place in places]

    def may_stand_around(self, cue: Cue) -> bool:
        """Tell whether a cue may open or close a list: no longer word ("classical") and no name of the thing does."""
        return _is_noun(cue, self.language) and not any(_meet(cue, one) for one in self.names)

    def unknown(self, start: int, end: int) -> int:
        """Return how many words of a stretch say more than a number, a verb of being or a function word."""
        letters = list(self.text[start:end])
        for one in (*self._idle(), *self.being):
            left, right = max(one.start, start) - start, min(one.end, end) - start
            if left < right:
                letters[left:right] = " " * (right - left)
        rest = "".join(letters)
        if not self.language.spaces:
            particles = sorted((*self.language.marks.suffix_marks, *function_words(self.language.code)), key=len)
            for particle in reversed(particles):
                rest = rest.replace(particle, " ") if particle else rest
            return sum(map(str.isalpha, rest))
        idle = {*function_words(self.language.code), *self.language.names.articles, *self.language.marks.suffix_marks}
        words = (self.language.fold_key(word) for word in _WORD.findall(rest))
        return sum(len(word) > _LITTLE_WORD and word not in idle and not word.isdigit() for word in words)

    def _idle(self) -> Iterator[Cue]:
        for cue in self.cues:
            if cue.group in ("numbers", "modality") or (cue.group == "lists" and cue.key in _AROUND):
                yield cue


def announced_types(clause: Clause, subject: int, reader: Reader) -> tuple[Span, ...]:
    """Return the places in a clause's text of the types of a thing that it announces; () where it announces none.

    Args:
        clause: a clause on one thing.
        subject: the thing, by its number in the document.
        reader: what it takes to read the document.
    """
    if not any(cue.group == "lists" and cue.key in ("types", "count_nouns") for cue in clause.cues):
        return ()
    passage = _Passage(clause, subject, reader)
    found = next(filter(None, _readings(passage)), ())
    if any(_is_a_thing(one.of(clause.text), reader) for one in found):
        return ()  # "three types of canoe and kayak"
    return found


def _readings(passage: _Passage) -> Iterator[tuple[Span, ...]]:
    """Yield what each form of announcement gives, the surest first."""
    yield from (_behind_a_mark(kinds, passage) for kinds in reversed(passage.kinds))
    yield from (_behind_verb(verb, passage) for verb in passage.verbs if passage.is_about_it)
    yield from (_behind_name(kinds, passage) for kinds in passage.kinds)
    closing = [*passage.kinds, *passage.verbs]
    yield from (_before(one, passage) for one in sorted(closing) if _closes(one, passage))


# ---------------------------------------------------------------------------------------------- whose kinds they are


def _end_of_announcement(kinds: _Kinds, passage: _Passage) -> int | None:
    """Return where the words for kinds end with the name of the thing, or None where they are of something else."""
    behind = next((one for one in passage.names if one.start >= kinds.end), None)
    if behind and not passage.unknown(kinds.end, behind.start) and not _is_parted(kinds.end, behind.start, passage):
        return behind.end
    before = [one for one in passage.names if one.end <= kinds.start]
    if before:
        beside = not passage.unknown(before[-1].end, kinds.start)
        return kinds.end if beside and not _is_parted(before[-1].end, kinds.start, passage) else None
    inherited = passage.how in _INHERITED and passage.unknown(0, kinds.start) <= _BEFORE_KINDS
    divided = any(verb.end <= kinds.start and not passage.unknown(verb.end, kinds.start) for verb in passage.verbs)
    return kinds.end if inherited or divided else None


def _is_parted(start: int, end: int, passage: _Passage) -> bool:
    return any(mark in passage.text[start:end] for mark in (*_COLONS, *_COMMAS, ";"))


# ------------------------------------------------------------------------------------------------- where a list stands


def _behind_a_mark(kinds: _Kinds, passage: _Passage) -> tuple[Span, ...]:
    """Read "three kinds of tea: …", "types of tea such as …"."""
    divides = any(verb.start <= kinds.start and not passage.unknown(verb.end, kinds.start) for verb in passage.verbs)
    end = kinds.end if divides else _end_of_announcement(kinds, passage)
    if end is None:
        return ()
    colon = min((place for mark in _COLONS if (place := passage.text.find(mark, end)) >= 0), default=-1)
    if colon >= 0:
        found = _listed(colon + 1, passage)
        named = end != kinds.end
        aside = _ASIDE if named and (_are_sure(found, passage) or _goes_on_small(end, colon, passage)) else 0
        return found if passage.unknown(end, colon) <= aside else ()
    opening = [cue for cue in passage.cues if cue.group == "lists" and cue.key in ("open", "namely")]
    for cue in opening:
        if end <= cue.start <= end + _MARK_NEAR and not passage.unknown(end, cue.start):
            return _listed(cue.end, passage)
    return ()


def _goes_on_small(end: int, colon: int, passage: _Passage) -> bool:
    """Tell whether a function word follows the name: "kinds of router on the market", not "of router companies"."""
    following = _WORD.search(passage.text, end, colon)
    return following is not None and not passage.unknown(*following.span())


def _behind_verb(verb: _Kinds, passage: _Passage) -> tuple[Span, ...]:
    """Read "tea is divided into …", behind the number and the kinds that it may be divided into."""
    colon = min((place for mark in _COLONS if (place := passage.text.find(mark, verb.end)) >= 0), default=-1)
    if colon >= 0:
        return _listed(colon + 1, passage) if passage.unknown(verb.end, colon) <= _ASIDE else ()
    inside = [one.end for one in passage.kinds if one.start >= verb.end and not passage.unknown(verb.end, one.start)]
    found = _listed(max(inside, default=verb.end), passage)
    idle = [_idle_opening(one, passage) for one in found]
    if 2 * sum(map(bool, idle)) > len(found):
        return ()  # "occurs in water, in air and in soil"
    return (Span(found[0].start + idle[0], found[0].end), *found[1:]) if found else ()


def _idle_opening(member: Span, passage: _Passage) -> int:
    """Return how many characters of a member are a function word before its others, as the "into" of "divided into"."""
    opening = _WORD.match(passage.text, member.start) if passage.language.spaces else None
    if opening is None or opening.end() >= member.end or passage.unknown(*opening.span()):
        return 0
    return len(passage.text[member.start : opening.end()]) + 1


def _behind_name(kinds: _Kinds, passage: _Passage) -> tuple[Span, ...]:
    """Read "there are two types of tea, …", "the main types of tea are …", "types of tea include …"."""
    end = _end_of_announcement(kinds, passage)
    if end is None:
        return ()
    start = max((cue.end for cue in passage.being if cue.start == end), default=end)
    found = _listed(start, passage)
    if not found or passage.unknown(end, found[0].start) or any(one in passage.text[end:] for one in _COLONS):
        return ()
    return found if _are_sure(found, passage) else ()


def _are_sure(found: Sequence[Span], passage: _Passage) -> bool:
    """Tell whether members are called after the thing, most of them, or are as many as is said."""
    headed = sum(_is_called_after(one.of(passage.text), passage) for one in found)
    return bool(found) and (headed >= _HEADED * len(found) or passage.count == len(found))


def _before(closing: _Kinds, passage: _Passage) -> tuple[Span, ...]:
    """Read a list before the words that announce it, in languages whose verb comes last."""
    start = next((one.end for one in passage.names if one.end <= closing.start), 0)
    by = [cue.end for cue in passage.being if cue.key == "by" and start <= cue.start and cue.end < closing.start]
    comma = min((place for one in _COMMAS if (place := passage.text.find(one, start)) >= 0), default=closing.start)
    start = max((end for end in by if end <= comma), default=start)
    return _listed(start, passage, closing.start)


def _closes(kinds: _Kinds, passage: _Passage) -> bool:
    """Tell whether nothing is said behind words for kinds, which have a number before them, or behind a verb."""
    numbered = any(
        cue.group == "numbers" and cue.key != "1" and cue.end <= kinds.end and kinds.start - cue.end <= 2
        for cue in passage.cues
    )
    told = numbered if kinds in passage.kinds else True
    return told and passage.is_about_it and not passage.unknown(kinds.end, len(passage.text))


# ------------------------------------------------------------------------------------------------------- the members


def _listed(start: int, passage: _Passage, end: int | None = None) -> tuple[Span, ...]:
    """Return the members of a coordination that fills a stretch, without the words around it."""
    start, end = _trimmed(start, len(passage.text) if end is None else end, passage)
    if start >= end:
        return ()
    found = members(passage.text[start:end], passage.language, passage.count)
    places = (Span(start + one.start, start + one.end) for one in found)
    bare = (Span(*without_article(passage.text, one, passage.language)) for one in places)
    kept = tuple(one for one in bare if not _is_idle(one, passage))
    return kept if len(kept) > 1 else ()


def _trimmed(start: int, end: int, passage: _Passage) -> tuple[int, int]:
    """Leave out what opens a list and what closes it: "are", "such as", "three kinds", "and so on"."""
    around = [
        cue for cue in passage.cues if cue.group == "lists" and cue.key in _AROUND and passage.may_stand_around(cue)
    ]
    around += [cue for cue in passage.cues if cue.group == "numbers" and _counts_kinds(cue, passage)]
    around += [cue for cue in passage.being if passage.language.spaces or cue.end - cue.start > 1]
    text, changed = passage.text, True
    while changed and start < end:
        before = start, end
        while start < end and text[start] in _EDGES:
            start += 1
        while start < end and text[end - 1] in _EDGES:
            end -= 1
        start = max((cue.end for cue in around if cue.start <= start < cue.end <= end), default=start)
        end = min((cue.start for cue in around if start <= cue.start < end <= cue.end), default=end)
        start, end = _without_particles(start, end, passage)
        changed = (start, end) != before
    return start, end


def _without_particles(start: int, end: int, passage: _Passage) -> tuple[int, int]:
    """Leave out the particles of a topic before a list, and of its last member behind it."""
    if passage.language.spaces and not _particles(passage.language):
        return start, end
    for one in _particles(passage.language):
        if passage.text.startswith(one, start) and start and passage.text[start - 1] not in _EDGES:
            start += len(one)
        if passage.text.endswith(one, start + 1, end) and end < len(passage.text):
            end -= len(one)
            break
    return start, end


@lru_cache(maxsize=128)
def _particles(language: Language) -> tuple[str, ...]:
    """Return what is written behind a name without a mark between, the longest first."""
    return tuple(sorted((one for one in language.marks.suffix_marks if one[:1].isalpha()), key=len, reverse=True))


def _is_head(one: Found, clause: Clause) -> bool:
    """Tell whether a name ends a longer word, which names a kind of the thing: "two types of e-bikes"."""
    return clause.block.text[max(0, one.start - 1) : one.start].isalnum() and one.match is Match.COMPOUND


def _is_idle(place: Span, passage: _Passage) -> bool:
    """Tell whether a member only says that there are more ("etc.")."""
    idle = (cue for cue in passage.cues if cue.group == "lists" and cue.key in ("open", "namely"))
    return any(cue.start <= place.start and place.end <= cue.end for cue in idle)


def _is_called_after(text: str, passage: _Passage) -> bool:
    """Tell whether a member holds the name of the thing, by a word of its own or in a compound."""
    language = passage.language
    key = language.fold_key(text)
    forms = (*passage.labels, *(name.of(passage.text) for name in passage.names))
    if any(key.endswith(language.fold_key(form)) for form in forms):
        return True
    return any(holds(text, label, language) for label in passage.labels)


def _is_a_thing(text: str, reader: Reader) -> bool:
    """Tell whether a text is the name of a compared thing, with nothing besides."""
    key = reader.language.fold_key(text)
    return any(
        key == reader.language.fold_key(label)
        or (len(key.split()) == len(label.split()) and holds(text, label, reader.language))
        for concept, label in reader.lens.names
        if concept in reader.subject_ids
    )


def _is_noun(cue: Cue, language: Language) -> bool:
    ending = _BENT if language.names.endings > _BENDING else _INFLECTED
    return not cue.phrase.endswith("*") or cue.end - cue.start <= len(cue.phrase) - 1 + ending


def _counts_kinds(number: Cue, passage: _Passage) -> bool:
    """Tell whether a number stands right before words for kinds; others may begin a name ("one-family house")."""
    return any(number.start <= one.start <= number.end + 1 for one in (*passage.kinds, *passage.verbs))


def _meet(one: Cue, other: Cue | _Kinds | Span) -> bool:
    return one.start < other.end and other.start < one.end


def _merged(cues: Sequence[Cue]) -> list[_Kinds]:
    """Return the places of cues, those that overlap as one."""
    merged: list[_Kinds] = []
    for cue in sorted(cues, key=lambda one: (one.start, one.end)):
        if merged and cue.start < merged[-1].end:
            merged[-1] = _Kinds(merged[-1].start, max(merged[-1].end, cue.end))
        else:
            merged.append(_Kinds(cue.start, cue.end))
    return merged
