"""What the line above a list announces of it: its kind, how many items it has, and whether there are more.

A paragraph leads a list in with its last sentence; what comes before tells of other things, unless that is all it says.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.languages import Language
from pipeline.model import Block, BlockKind, ListKind, Role
from pipeline.reading.force import count_of, count_of_kinds, is_open
from pipeline.text.analysis import sentences
from pipeline.text.cues import Cue
from pipeline.text.folding import fold
from pipeline.text.titles import COMMAS

_COLONS = (":", "：")
_FIRM_SECTIONS = (ListKind.ADVANTAGES, ListKind.DISADVANTAGES)
_FIRM = (ListKind.TYPES, *_FIRM_SECTIONS)
_OPENING_WORDS = 4  # before the word that says of what kind a list is: "The most important and best features are"
_CLOSING_WORDS = 3  # behind it: "has these features of its own:"
_KINDS = frozenset(kind.value for kind in ListKind)
_KIND_OF_ROLE = {
    Role.TYPES: ListKind.TYPES,
    Role.ADVANTAGES: ListKind.ADVANTAGES,
    Role.DISADVANTAGES: ListKind.DISADVANTAGES,
    Role.KEY_DIFFERENCE: ListKind.DIFFERENCES,
    Role.FEATURES: ListKind.FEATURES,
    Role.USES: ListKind.USES,
    Role.SUMMARY: ListKind.SUMMARY,
    Role.CONCLUSION: ListKind.SUMMARY,
}


@dataclass(frozen=True, slots=True)
class LeadIn:
    """A line above a list; `text` is the sentence that leads it in, and `cues` what is known of its words."""

    block: Block
    text: str
    cues: Sequence[Cue]
    language: Language

    @classmethod
    def of(cls, block: Block, language: Language) -> LeadIn:
        """Return a line above a list, read by its last sentence where that says something of a list."""
        parts = sentences(block.text, language.code) if block.kind is BlockKind.PARAGRAPH else ()
        last = block.text[parts[-1].start :] if parts else block.text
        cues = _cues(last, language)
        if any(cue.group == "lists" for cue in cues):
            return cls(block, last, cues, language)
        return cls(block, block.text, _cues(block.text, language), language)

    def kind(self, section: Role) -> ListKind:
        """Return the kind that is announced, the longest phrase first, else that of the section."""
        of_section = _KIND_OF_ROLE.get(section, ListKind.OTHER)
        if not self._announces:
            return of_section
        cues = (cue for cue in self.cues if cue.group == "lists" and cue.key in _KINDS)
        announced = [cue for cue in cues if cue.key in _FIRM or self._heads(cue)]
        if of_section in _FIRM_SECTIONS and self.block.kind is not BlockKind.HEADING:
            # Under "Advantages" a lead-in that speaks of uses announces no other list.
            announced = [cue for cue in announced if cue.key in _FIRM]
        if any(cue.key == ListKind.TYPES for cue in announced) and count_of(self.cues) is not None:
            return ListKind.TYPES  # "Man unterscheidet vier Arten": what is counted is listed
        if announced:
            return ListKind(max(announced, key=lambda cue: (cue.end - cue.start, cue.start)).key)
        if of_section is ListKind.OTHER and self._counts_kinds():
            return ListKind.TYPES
        return of_section

    def count(self, kind: ListKind) -> int | None:
        """Return the number of items that is stated, or None: "three advantages", "divided into three"."""
        stated = count_of(self.cues, kind.value)
        if stated is None and kind is ListKind.TYPES and self.text.endswith(_COLONS):
            return count_of_kinds(self.cues)
        return stated

    @property
    def is_open(self) -> bool:
        """Whether there may be more items than are listed."""
        return is_open(self.cues)

    @property
    def _announces(self) -> bool:
        """Whether it may say of what kind the list is: a clause above it, or a heading that has no role of its own."""
        return self.block.role is Role.LIST_INTRO or (
            self.block.kind is BlockKind.HEADING and self.block.role is Role.BODY
        )

    def _counts_kinds(self) -> bool:
        """Tell whether it speaks of kinds, but does not say that a thing is divided into them ("these kinds:")."""
        return self.text.endswith(_COLONS) and any(
            (cue.group, cue.key) == ("lists", "count_nouns") for cue in self.cues
        )

    def _heads(self, cue: Cue) -> bool:
        """Tell whether a word opens or closes a lead-in; "these lack the features of a hub that …" announces none.

        In scripts without blanks there is no telling.
        """
        folded = fold(self.text, self.language.casing).text
        before, behind = folded[: cue.start].split(), folded[cue.end :]
        closes = len(behind.split()) <= _CLOSING_WORDS and not set(COMMAS) & set(behind)
        return not self.language.spaces or len(before) <= _OPENING_WORDS or closes


def kind_of_section(section: Role) -> ListKind:
    """Return the kind of a list that nothing leads in, by the role of its section."""
    return _KIND_OF_ROLE.get(section, ListKind.OTHER)


def _cues(text: str, language: Language) -> Sequence[Cue]:
    return language.lexicon.find(fold(text, language.casing).text)
