"""Words that look run together and are not ("iXBRL"): an article writes them where no cells were.

They are gathered once for a document and looked up by how they open: gathered for each table and searched one by one,
40,000 of them cost 2,000 tables over a minute.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from functools import cached_property

from pipeline.model import Document
from pipeline.segmentation.atoms import has_seam
from pipeline.tables.layouts import is_sentence

_WORD = re.compile(r"\w+")
_UNMARKED = re.compile(r"[^\s\d.,;:!?()\[\]\"“”«»।॥۔؟،؛…/|–—-]+")  # \w leaves out the vowel signs of Indic scripts
_SHORTEST_PART = 2  # characters
_GLUED_ROWS = 0.5  # share
_OPENING = 3  # letters; a word of two opens with both
_A_NAME = -1  # the place of a word of a compared thing's name, which is no block


class WholeWords:
    """The words of a document that would be parted, if cells run together were told by their seams."""

    def __init__(self, document: Document) -> None:
        self._document = document

    def within(self, texts: Iterable[str], table: Collection[int]) -> frozenset[str]:
        """Return those that stand in some texts and are written outside of their table too.

        Args:
            texts: the rows, or parts of them.
            table: the positions of the blocks that the table takes up.
        """
        found = {word for text in texts for word in self._inside(text)} if self._places else frozenset()
        return frozenset(word for word in found if any(place not in table for place in self._places[word]))

    def _inside(self, text: str) -> Iterator[str]:
        for at in range(len(text)):
            for length in range(2, _OPENING + 1):
                for word in self._by_opening.get(text[at : at + length], ()):
                    if text.startswith(word, at):
                        yield word

    def run_together(self, texts: Sequence[str], table: Collection[int]) -> frozenset[str]:
        """Return the words that other words of rows consist of, where no capital shows that they were glued.

        A word that the article writes too is none of those, nor is one with a part that is written nowhere.

        Args:
            texts: the rows, or parts of them.
            table: the positions of the blocks that the table takes up.

        Returns:
            The words; none where fewer than half of the rows have such a word.
        """
        within = Counter(word for place in table for word in _words(self._document.blocks[place].text))
        rows = [set(_words(text)) for text in texts]
        inside = frozenset().union(*rows)

        def is_known(word: str) -> bool:
            return word in inside or word in self._written

        glued = [{word for word in row if self._written[word] == within[word]} for row in rows]
        parts = [{part for word in row for part in _parts(word, is_known)} for row in glued]
        if sum(map(bool, parts)) < _GLUED_ROWS * len(rows):
            return frozenset()
        found = frozenset().union(*parts)
        return found.union(word for word in inside.difference(*glued) if any(part in word for part in found))

    @cached_property
    def _written(self) -> Counter[str]:
        """How often the document writes each word."""
        names = (subject.label for subject in self._document.subjects)
        return Counter(word for text in (*names, *(one.text for one in self._document.blocks)) for word in _words(text))

    @cached_property
    def _places(self) -> dict[str, dict[int, None]]:
        """The blocks of prose that each stands in."""
        places: dict[str, dict[int, None]] = defaultdict(dict)
        names = (label for subject in self._document.subjects for label in (subject.label, *subject.aliases))
        prose = ((block.position, block.text) for block in self._document.blocks if is_sentence(block))
        for place, text in (*((_A_NAME, name) for name in names), *prose):
            for word in filter(has_seam, _WORD.findall(text)):
                places[word][place] = None
        return dict(places)

    @cached_property
    def _by_opening(self) -> dict[str, list[str]]:
        openings: dict[str, list[str]] = defaultdict(list)
        for word in self._places:
            openings[word[:_OPENING]].append(word)
        return dict(openings)


def _words(text: str) -> list[str]:
    return _UNMARKED.findall(text)


def _parts(word: str, is_known: Callable[[str], bool]) -> tuple[str, ...]:
    """Return the known words that a word consists of, the first as long as may be; none where it is one."""
    for at in range(len(word) - _SHORTEST_PART, _SHORTEST_PART - 1, -1):
        if not is_known(word[:at]):
            continue
        rest = word[at:]
        if behind := _parts(rest, is_known) or (rest,) * is_known(rest):
            return word[:at], *behind
    return ()
