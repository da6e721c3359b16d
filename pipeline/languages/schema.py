"""The schema of a language file: its tables are these types, their keys the fields."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, fields
from functools import cached_property
from types import MappingProxyType
from typing import Any

from pipeline.model import Role
from pipeline.text.cues import Lexicon
from pipeline.text.folding import fold_key

Phrases = tuple[str, ...]
ITSELF = "itself"  # the group of the cues by which a page speaks of itself
SUBORDINATION = "subordination"  # the group of the cues that begin or end a clause whose denials are its own
_VERBS_OF_BEING = ("being", "by")  # of the lists; too common to look for in every passage
_SUBORDINATING = (("negation", "opening"), ("negation", "closing"))
IDIOMS = "idioms"  # the group of the cues of phrases that say nothing by their words


@dataclass(frozen=True, slots=True)
class Title:
    """How titles word a comparison."""

    patterns: Phrases
    decorations: Phrases
    promises_table: Phrases


@dataclass(frozen=True, slots=True)
class TableWords:
    """What stands over the column of aspects."""

    aspect_header: Phrases


@dataclass(frozen=True, slots=True)
class ListWords:
    """Lead-ins of lists by kind, and how enumerations are joined, opened ("namely"), left open and counted.

    `being`: verbs that join a thing or its kinds to their names ("there are", "comes in"); `by`: what closes the
    criterion of a division that stands before the kinds ("according to", in languages that say it behind).
    """

    types: Phrases
    advantages: Phrases
    disadvantages: Phrases
    differences: Phrases
    features: Phrases
    uses: Phrases
    summary: Phrases
    steps: Phrases
    conjunctions: Phrases
    open: Phrases
    most_common: Phrases
    count_nouns: Phrases
    namely: Phrases = ()
    being: Phrases = ()
    by: Phrases = ()


@dataclass(frozen=True, slots=True)
class Contrast:
    """What sets one compared thing against the other.

    `although`: opens the half of a sentence that is granted; `unlike`: what a thing is only compared with, before or
    behind the phrase as the slot shows; `that`: what stands between "the difference between … is" and what it is;
    `differing`: what is true of things that are unlike ("use different terms").
    """

    clause: Phrases
    sentence: Phrases
    former: Phrases
    latter: Phrases
    both: Phrases
    between: Phrases
    although: Phrases = ()
    unlike: Phrases = ()
    that: Phrases = ()
    differing: Phrases = ()


@dataclass(frozen=True, slots=True)
class Definition:
    """How a sentence says what a thing is, or what its short name stands for."""

    after: Phrases
    ending: Phrases
    expansion: Phrases


@dataclass(frozen=True, slots=True)
class ModalityWords:
    """How a sentence weakens or strengthens what it says."""

    possible: Phrases
    necessary: Phrases
    typical: Phrases


@dataclass(frozen=True, slots=True)
class Negation:
    """How a sentence denies.

    `seeming`: words that begin or end as a denial does and deny nothing (Czech for "neutralizes", Turkish for
    "independent"); `without`: prepositions that deny what stands behind them alone; `lacking`: what does so behind it
    (in Hungarian); `opening` and `closing`: what begins or ends a clause whose denials are its own ("if").
    """

    words: Phrases
    endings: Phrases
    seeming: Phrases = ()
    without: Phrases = ()
    lacking: Phrases = ()
    opening: Phrases = ()
    closing: Phrases = ()


@dataclass(frozen=True, slots=True)
class Numbers:
    """Number words from one on."""

    words: Phrases


@dataclass(frozen=True, slots=True)
class Abbreviations:
    """Words with a full stop that does not end a sentence; `closing` ones may stand at its end."""

    closing: Phrases
    inner: Phrases


@dataclass(frozen=True, slots=True)
class Names:
    """How names bend in running text; a file without the table says that they do not.

    `endings`: letters of the longest ending by which they bend, 0 where the stemmer joins their forms; `prefixes`:
    particles that are written together with the word behind them; `articles`: what a title may put before a name;
    `fleeting`: letters that come and go at the end of a stem ("orel", "orla"), without accents; `alternations`: pairs
    of letters of which one stands for the other there ("park", "pargi").
    """

    endings: int = 0
    prefixes: Phrases = ()
    articles: Phrases = ()
    fleeting: Phrases = ()
    alternations: Phrases = ()


@dataclass(frozen=True, slots=True)
class Marks:
    """Quotation marks in pairs, and what may follow a name without changing it."""

    quotes: Phrases
    suffix_marks: Phrases


@dataclass(frozen=True, slots=True)
class Opposites:
    """Words at the two ends of one scale."""

    pairs: tuple[tuple[str, str], ...]


@dataclass(frozen=True, eq=False)
class Language:
    """One language file; each is loaded once, so that identity is equality."""

    code: str
    name: str
    native: str
    script: str
    direction: str
    casing: str
    spaces: bool
    negative_concord: bool
    compounds: bool  # nouns are written as one word, the head last
    spacy: str
    snowball: str
    identified_as: Phrases
    close: Phrases
    telling: Phrases
    title: Title
    roles: MappingProxyType[Role, Phrases]
    mistranslated: MappingProxyType[str, Phrases]
    table: TableWords
    lists: ListWords
    contrast: Contrast
    definition: Definition
    modality: ModalityWords
    negation: Negation
    numbers: Numbers
    abbreviations: Abbreviations
    marks: Marks
    opposites: Opposites
    names: Names = Names()
    idioms: Phrases = ()  # in which no word says in what respect, or where on a scale ("at the same time")
    of_itself: Phrases = ()  # how a page speaks of itself ("the table below", "in this article")
    function_words: Phrases = ()  # that say nothing by themselves, where spaCy lists none or few
    verb_second: bool = False  # behind a clause that opens a sentence the verb comes before its subject
    variants: MappingProxyType[str, Phrases] = field(default_factory=lambda: MappingProxyType({}))  # by norm
    predicates: MappingProxyType[str, Phrases] = field(  # verbs, by the aspect in which they speak
        default_factory=lambda: MappingProxyType({})
    )

    events: MappingProxyType[str, Phrases] = field(  # words beside which a year tells when a thing came about
        default_factory=lambda: MappingProxyType({})
    )
    territories: MappingProxyType[str, Phrases] = field(  # what countries are called beside their names in CLDR
        default_factory=lambda: MappingProxyType({})
    )
    units: MappingProxyType[str, Phrases] = field(  # words beside a number that CLDR lacks, by what pint calls the unit
        default_factory=lambda: MappingProxyType({})
    )

    @cached_property
    def lexicon(self) -> Lexicon:
        """Every cue phrase of the language, ready to be found."""
        return Lexicon(self._cues(), self.spaces)

    @cached_property
    def verbs_of_being(self) -> Lexicon:
        """The words that join a thing to its kinds, which are looked for only beside words for kinds."""
        named = ((key, phrase) for key in _VERBS_OF_BEING for phrase in getattr(self.lists, key))
        return Lexicon((("lists", key, self.fold_key(phrase)) for key, phrase in named), self.spaces)

    def fold_key(self, text: str) -> str:
        """Fold `text` as this language cases it, blanks made one."""
        return fold_key(text, self.casing)

    def _cues(self) -> Iterator[tuple[str, str, str]]:
        tables: dict[str, Any] = {"table": self.table, "lists": self.lists, "contrast": self.contrast,
                  "definition": self.definition, "modality": self.modality, "negation": self.negation}  # fmt: skip
        for group, table in tables.items():
            for entry in (one for one in fields(table) if one.name not in _VERBS_OF_BEING):
                of = SUBORDINATION if (group, entry.name) in _SUBORDINATING else group
                for phrase in getattr(table, entry.name):
                    yield of, entry.name, self.fold_key(phrase)
        keyed: dict[str, Any] = {
            "predicates": self.predicates,
            "events": self.events,
            "roles": self.roles,
            "mistranslated": self.mistranslated,
        }
        for group, by_key in keyed.items():
            for key, phrases in by_key.items():
                for phrase in phrases:
                    yield group, key, self.fold_key(phrase)
        for group, phrases in ((IDIOMS, self.idioms), (ITSELF, self.of_itself)):
            for phrase in phrases:
                yield group, group, self.fold_key(phrase)
        for phrase in self.title.promises_table:
            yield "title", "promises_table", self.fold_key(phrase)
        for value, word in enumerate(self.numbers.words, start=1):
            for form in word.split("|"):  # "du|dvi": one value, several forms
                yield "numbers", str(value), self.fold_key(form)
            yield "numbers", str(value), str(value)
