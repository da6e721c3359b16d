"""Whether the body of a source speaks of the things that its title names."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache

from pipeline.languages import Language
from pipeline.model import Block, Document
from pipeline.reading.forms import holds
from pipeline.text.cues import LETTER
from pipeline.text.transliteration import latin_form

# Inflection changes the end of a word: "čajem" is a tea, "kahvin" a coffee. A word of this length may lose so much.
_LOSES = ((6, 2), (5, 2), (4, 1))

_HEADER = 200  # characters
_CORNER_WORDS = 4  # over the aspects: "Parameters of comparison"
_SENTENCE_ENDS = (".", "!", "?", "…", "。", "！", "？", "।", "؟", "։", "۔")


class Confirmation:
    """Counts the blocks that name a thing, a title and site furniture left out.

    Args:
        document: the document.
        titles: the blocks that do not count, by position: those that the names were taken from.
        language: the language of the document.
    """

    def __init__(self, document: Document, titles: Iterable[int], language: Language) -> None:
        left_out = frozenset(titles)
        self._texts = [_folded(block, language) for block in document.blocks if _counts(block, left_out)]
        self._language = language
        self._document = document

    def blocks(self, name: str, others: Iterable[str] = ()) -> int:
        """Return how many blocks name a thing, in whatever inflection.

        Args:
            name: its name, raw.
            others: the other names; where one of them holds this one (HTTPS holds HTTP), its places do not count.
        """
        return sum(map(self._naming(name, others), self._texts))

    def together(self, names: Iterable[str]) -> int:
        """Return how many blocks name all of several things."""
        every = set(names)
        naming = [self._naming(name, every - {name}) for name in every]
        return sum(all(names_it(text) for names_it in naming) for text in self._texts)

    def verbatim(self, text: str) -> bool:
        """Tell whether a block holds a text as it stands."""
        return self.holding(text) > 0

    def holding(self, text: str) -> int:
        """Return how many blocks hold a text as it stands."""
        key = self._language.fold_key(text)
        return sum(key in block for block in self._texts)

    def over_columns(self, names: Sequence[str], whole: str) -> bool:
        """Tell whether a header of a table names several things: on one line and hardly more, or on lines in a row.

        Args:
            names: their names, raw.
            whole: the words that they were parted from; a line that repeats these is no header.
        """
        key = self._language.fold_key(whole)
        runs = (self._texts[at : at + len(names)] for at in range(len(self._texts) - len(names) + 1))
        lines = (text for text in self._texts if key not in text and len(text) <= _HEADER and self._holds(text, names))
        return any(lines) or any(all(map(self._is_bare, run, names)) for run in runs)

    def _holds(self, text: str, names: Sequence[str]) -> bool:
        words = sum(len(name.split()) for name in names)
        few = len(text.split()) <= words + _CORNER_WORDS and not text.endswith(_SENTENCE_ENDS)
        return few and all(self._naming(name, set(names) - {name})(text) for name in names)

    def _is_bare(self, text: str, name: str) -> bool:
        return len(text.split()) <= len(name.split()) and self._naming(name, ())(text)

    def _naming(self, name: str, others: Iterable[str]) -> Callable[[str], bool]:
        """Return what tells whether a folded text names a thing, other than in a longer name of another."""
        language = self._language
        key, *keys = map(language.fold_key, (name, *others))
        longer = sorted((one for one in keys if key != one and key in one), key=_longest_first)
        inflected = _inflected(key, language.spaces)
        latin = latin_form(name, self._document).lower()

        def names_it(text: str) -> bool:
            for one in longer:
                text = text.replace(one, " ")
            if key in text or inflected.search(text) is not None or (latin != "" and latin in text):
                return True
            return language.names.endings > 0 and holds(text, name, language)

        return names_it


def _longest_first(name: str) -> tuple[int, str]:
    return -len(name), name


def _counts(block: Block, left_out: frozenset[int]) -> bool:
    return not block.boilerplate and block.position not in left_out


def _folded(block: Block, language: Language) -> str:
    return language.fold_key(block.text)


@lru_cache(maxsize=1024)
def _inflected(key: str, spaces: bool) -> re.Pattern[str]:
    """Return a pattern for a folded name whose words may end otherwise."""
    words = [_shortened(word) for word in key.split()]
    pattern = (LETTER + r"*\s+").join(map(re.escape, words))
    return re.compile(rf"(?<!\w){pattern}" if spaces else pattern)


def _shortened(word: str) -> str:
    loss = next((loss for length, loss in _LOSES if len(word) >= length), 0)
    return word[: len(word) - loss] if word.isalpha() else word
