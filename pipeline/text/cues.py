"""Finding the cue phrases of a language in folded text.

A lexicon is a trie over words. A word of a phrase may end or begin with ``*`` (any continuation), and a
phrase may hold a slot such as ``{x}``, which stands for other words of the passage. Scripts that do not
part words by blanks are searched by substring instead.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

# Python's \w knows no combining marks, so that Devanagari, Bengali or Tamil words would fall apart at their vowels.
# These are the marks of the Indic, Hebrew, Arabic, Thai and Khmer blocks, and the joiners of Persian.
LETTER = (
    r"[\w\u0300-\u036f\u0591-\u05bd\u05bf-\u05c7\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed\u0900-\u0963\u0966-\u0dff"
    r"\u0e31\u0e34-\u0e3a\u0e47-\u0e4e\u1000-\u109f\u1780-\u17d3\u200c\u200d]"
)
_WORD = re.compile(rf"{LETTER}+(?:['.\-]{LETTER}+)*\.?|[&?]")
_SLOT = re.compile(r"\{\w\}")
_OUTER_SLOTS = re.compile(r"^(?:\{\w\}\s*)+|(?:\s*\{\w\})+$")
_SLOT_WORDS = 4  # that a slot inside a phrase may hold: "what does {x} mean"


@dataclass(frozen=True, slots=True)
class Cue:
    """A phrase of the language data found at ``[start, end)`` of a folded text."""

    group: str  # the table of the language file: roles, lists, contrast …
    key: str  # its entry: types, former …
    phrase: str
    start: int
    end: int
    has_slot: bool = False


@dataclass(slots=True)
class _Node:
    exact: dict[str, _Node] = field(default_factory=dict)
    prefix: dict[str, _Node] = field(default_factory=dict)
    suffix: dict[str, _Node] = field(default_factory=dict)
    slot: _Node | None = None
    ends: list[tuple[str, str, str, bool]] = field(default_factory=list)
    longest: int = 0  # letters of a part: a word may be as long as its file

    def step(self, word: str) -> Iterator[_Node]:
        """Yield the nodes that `word` leads to: itself, its beginnings, its endings."""
        if word in self.exact:
            yield self.exact[word]
        lengths = range(1, min(len(word), self.longest) + 1)
        for length in lengths if self.prefix else ():
            if word[:length] in self.prefix:
                yield self.prefix[word[:length]]
        for length in reversed(lengths) if self.suffix else ():
            if word[-length:] in self.suffix:
                yield self.suffix[word[-length:]]

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
        return self.exact.setdefault(word, _Node())


class Lexicon:
    """All cue phrases of one language, found in one pass.

    Args:
        phrases: (group, key, folded phrase) triples.
        spaces: whether the language parts words by blanks.
    """

    def __init__(self, phrases: Iterable[tuple[str, str, str]], spaces: bool = True) -> None:
        self._root = _Node()
        self._substrings: list[tuple[str, str, str, bool]] = []
        for group, key, phrase in phrases:
            has_slot = bool(_SLOT.search(phrase))
            bare = _SLOT.sub(" ", phrase).strip()
            if spaces:
                self._add_words(group, key, _OUTER_SLOTS.sub("", phrase), has_slot)
            elif bare:
                self._substrings.append((group, key, bare.replace("*", ""), has_slot))

    def _add_words(self, group: str, key: str, phrase: str, has_slot: bool) -> None:
        node = self._root
        for word in phrase.split():
            node = node.child(word.strip(",:.-") or word)
        if node is not self._root:
            node.ends.append((group, key, phrase, has_slot))

    def find(self, folded: str) -> list[Cue]:
        """Return every cue in `folded`, by place, longer ones first where two begin together."""
        found = [*self._find_words(folded), *self._find_substrings(folded)]
        return sorted(found, key=lambda cue: (cue.start, -cue.end, cue.group, cue.key))

    def _find_words(self, folded: str) -> Iterator[Cue]:
        words = [(m.group().rstrip("."), m.start(), m.end()) for m in _WORD.finditer(folded)]
        for index, (_, start, _) in enumerate(words):
            yield from self._walk(self._root, words, index, start)

    def _walk(self, node: _Node, words: list[tuple[str, int, int]], index: int, start: int) -> Iterator[Cue]:
        if index == len(words):
            return
        word, _, _ = words[index]
        end = words[index][1] + len(word)
        for following in node.step(word):
            for group, key, phrase, has_slot in following.ends:
                yield Cue(group, key, phrase, start, end, has_slot)
            yield from self._walk(following, words, index + 1, start)
            if following.slot:
                for behind in range(index + 2, min(index + 2 + _SLOT_WORDS, len(words))):
                    yield from self._walk(following.slot, words, behind, start)

    def _find_substrings(self, folded: str) -> Iterator[Cue]:
        for group, key, phrase, has_slot in self._substrings:
            start = folded.find(phrase)
            while start >= 0:
                yield Cue(group, key, phrase, start, start + len(phrase), has_slot)
                start = folded.find(phrase, start + 1)


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
