"""Finding the cue phrases of a language in folded text.

A lexicon is a trie over words. A word of a phrase may end or begin with ``*`` (any continuation) or hold one ("ne*uje":
begins and ends so), and a phrase may hold a slot such as ``{x}``, which stands for other words of the passage. Scripts
that do not part words by blanks are searched by substring instead.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import NamedTuple

# Python's \w knows no combining marks, so that Devanagari, Bengali or Tamil words would fall apart at their vowels.
# These are the marks of the Indic, Hebrew, Arabic, Thai and Khmer blocks, and the joiners of Persian.
LETTER = (
    r"[\w\u0300-\u036f\u0591-\u05bd\u05bf-\u05c7\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed\u0900-\u0963\u0966-\u0dff"
    r"\u0e31\u0e34-\u0e3a\u0e47-\u0e4e\u1000-\u109f\u1780-\u17d3\u200c\u200d]"
)
_WORD = re.compile(rf"{LETTER}+(?:['.\-]{LETTER}+)*\.?|[&?]")
_SLOT = re.compile(r"\{\w\}")
SLOT_MARK = " … "  # between the parts of a phrase in a script without blanks
_OUTER_SLOTS = re.compile(r"^(?:\{\w\}\s*)+|(?:\s*\{\w\})+$")
SEEMING = "seeming"  # the key of phrases that look like others of their group and are none ("neuron" is no negation)
_SLOT_WORDS = 4  # that a slot inside a phrase may hold: "what does {x} mean"
_SLOT_CHARACTERS = 12  # the same where no blanks part words

# A heading is asked for its role, its label, its defects, each time by the same lexicon.
_TEXTS = 256  # whose cues a lexicon remembers
_WORDS = 4_096  # whose first steps it remembers


class Cue(NamedTuple):
    """A phrase of the language data found at ``[start, end)`` of a folded text."""

    group: str  # the table of the language file: roles, lists, contrast …
    key: str  # its entry: types, former …
    phrase: str
    start: int
    end: int
    has_slot: bool = False

    def lies_in(self, other: Cue) -> bool:
        """Tell whether a cue stands inside another, or is as long."""
        return other.start <= self.start and self.end <= other.end


class _Word(NamedTuple):
    """A word of a text without the stop behind it, and where it stands with it."""

    text: str
    start: int
    end: int


@lru_cache(maxsize=_TEXTS)
def _words(folded: str) -> tuple[_Word, ...]:
    return tuple(_Word(found.group().rstrip("."), *found.span()) for found in _WORD.finditer(folded))


@dataclass(slots=True)
class _Node:
    exact: dict[str, _Node] = field(default_factory=dict)
    prefix: dict[str, _Node] = field(default_factory=dict)
    suffix: dict[str, _Node] = field(default_factory=dict)
    both: dict[str, _Node] = field(default_factory=dict)  # by beginning: the node of the endings that go with it
    slot: _Node | None = None
    ends: list[tuple[str, str, str, bool]] = field(default_factory=list)
    longest: int = 0  # letters of a part: a word may be as long as its file

    def step(self, word: str) -> tuple[_Node, ...]:
        """Return the nodes that `word` leads to: itself, its beginnings, its endings."""
        found = [self.exact[word]] if word in self.exact else []
        if self.prefix or self.suffix or self.both:
            lengths = range(1, min(len(word), self.longest) + 1)
            found += [self.prefix[word[:length]] for length in lengths if word[:length] in self.prefix]
            found += [self.suffix[word[-length:]] for length in reversed(lengths) if word[-length:] in self.suffix]
            for length in lengths if self.both else ():
                if word[:length] in self.both:
                    found += self.both[word[:length]].step(word[length:])
        return tuple(found)

    def child(self, word: str) -> _Node:
        """Return the node for one word of a phrase or a slot inside it, made where it is missing."""
        if _SLOT.fullmatch(word):
            self.slot = self.slot or _Node()
            return self.slot
        self.longest = max(self.longest, len(word))
        if word.endswith("*"):
            return self.prefix.setdefault(word[:-1], _Node())
        if word.startswith("*"):
            return self.suffix.setdefault(word[1:], _Node())
        if "*" in word[1:]:
            beginning, ending = word.split("*")
            return self.both.setdefault(beginning, _Node()).child(f"*{ending}")
        return self.exact.setdefault(word, _Node())


class Lexicon:
    """All cue phrases of one language, found in one pass.

    Args:
        phrases: (group, key, folded phrase) triples.
        spaces: whether the language parts words by blanks.
    """

    def __init__(self, phrases: Iterable[tuple[str, str, str]], spaces: bool = True) -> None:
        self._root = _Node()
        self._substrings: list[tuple[str, str, tuple[str, ...], bool]] = []
        self._cues_of = lru_cache(maxsize=_TEXTS)(self._search)
        self._first_steps = lru_cache(maxsize=_WORDS)(self._root.step)
        for group, key, phrase in phrases:
            has_slot = bool(_SLOT.search(phrase))
            bare = _OUTER_SLOTS.sub("", phrase)
            if spaces:
                self._add_words(group, key, bare, has_slot)
            elif any(map(str.isalnum, _SLOT.sub("", bare))):
                parts = tuple(part.strip() for part in _SLOT.split(bare.replace("*", "")))
                self._substrings.append((group, key, parts, has_slot))

    def _add_words(self, group: str, key: str, phrase: str, has_slot: bool) -> None:
        node = self._root
        for word in phrase.split():
            node = node.child(word.strip(",:.-") or word)
        if node is not self._root:
            node.ends.append((group, key, phrase, has_slot))

    def find(self, folded: str) -> tuple[Cue, ...]:
        """Return every cue in `folded`, by place, longer ones first where two begin together."""
        return self._cues_of(folded)

    def _search(self, folded: str) -> tuple[Cue, ...]:
        found = [*self._find_words(folded), *self._find_substrings(folded)]
        if seeming := [cue for cue in found if cue.key == SEEMING]:
            found = [cue for cue in found if not any(_hides(one, cue) for one in seeming)]
        return tuple(sorted(found, key=lambda cue: (cue.start, -cue.end, cue.group, cue.key)))

    def _find_words(self, folded: str) -> Iterator[Cue]:
        words = _words(folded)
        for index, word in enumerate(words):
            for following in self._first_steps(word.text):  # nearly always none
                yield from self._walk(following, words, index, word.start)

    def _walk(self, node: _Node, words: Sequence[_Word], index: int, start: int) -> Iterator[Cue]:
        """Yield the cues that end with the word at `index`, which led to `node`, and those that go on behind it."""
        end = words[index].start + len(words[index].text)
        for group, key, phrase, has_slot in node.ends:
            yield Cue(group, key, phrase, start, end, has_slot)
        yield from self._onwards(node, words, index + 1, start)
        if node.slot:
            for behind in range(index + 2, min(index + 2 + _SLOT_WORDS, len(words))):
                yield from self._onwards(node.slot, words, behind, start)

    def _onwards(self, node: _Node, words: Sequence[_Word], index: int, start: int) -> Iterator[Cue]:
        for following in node.step(words[index].text) if index < len(words) else ():
            yield from self._walk(following, words, index, start)

    def _find_substrings(self, folded: str) -> Iterator[Cue]:
        for group, key, parts, has_slot in self._substrings:
            start = folded.find(parts[0])
            while start >= 0:
                end = _end_of(parts, folded, start)
                if end is not None and not (parts[0].isdigit() and _in_a_number(folded, start, end)):
                    yield Cue(group, key, SLOT_MARK.join(parts), start, end, has_slot)
                start = folded.find(parts[0], start + 1)


def _hides(seeming: Cue, cue: Cue) -> bool:
    """Tell whether a cue stands in a phrase that only looks like one of its group; the phrase hides itself as well."""
    return seeming.group == cue.group and seeming.start <= cue.start and cue.end <= seeming.end


def _in_a_number(folded: str, start: int, end: int) -> bool:
    """Tell whether digits are a part of more digits: "2" in "12", "2.5"."""
    return any(one.isdigit() or one in ".," for one in (*folded[:start][-1:], *folded[end : end + 1]))


def _end_of(parts: tuple[str, ...], folded: str, start: int) -> int | None:
    """Return where a phrase ends that begins at a place, each of its slots filled by a few characters, or None."""
    end = start + len(parts[0])
    for part in parts[1:]:
        place = folded.find(part, end + 1, end + _SLOT_CHARACTERS + len(part))
        if place < 0:
            return None
        end = place + len(part)
    return end


def template(pattern: str, slots: Mapping[str, str], spaces: bool = True) -> str:
    """Turn a folded phrase with slots into a regular expression with one named group per slot.

    Args:
        pattern: a folded phrase such as ``difference between {a} and {b}``.
        slots: what each slot may match, by its letter.
        spaces: whether words of the language stand between blanks.
    """
    parts = re.split(r"(\{\w\}|\s+|\*)", pattern)
    return "".join(_template_part(part, slots, spaces) for part in parts)


def _template_part(part: str, slots: Mapping[str, str], spaces: bool) -> str:
    if _SLOT.fullmatch(part):
        return f"(?P<{part[1]}>{slots[part[1]]})"
    if part == "*":
        return LETTER + "*"
    if part.isspace():
        return r"\s+" if spaces else r"\s*"
    return re.escape(part) + r"\.?" if part.isalpha() else re.escape(part)  # "vs" is written "vs." too
