"""What tells, without its language, which things a source compares: the keys of its subjects, the names in its body.

A signature holds a few hundred bytes of a source, so that topics can be found over all sources of a run at once.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from pipeline import languages
from pipeline.languages import Language
from pipeline.mapping.cognates import is_untranslated, name_key
from pipeline.mapping.facts import facts_of
from pipeline.model import Document, Subject
from pipeline.text.analysis import norm_of

_MOST_NAMES = 200  # of a body
_LONGEST_NAME = 14  # characters; longer ones with a capital inside are cells that lost their blank
_SHORTEST_WORD = 3  # letters of a capitalized word
_BLOCKS = 60  # in which a subject's short name is looked for
# "Transportstyring (TMS)": a short name in brackets behind a name.
_BRACKETED = re.compile(r"(\w[\w'’\-]*)\s?[(（]([^\W\d_][\w\-]{1,7})[)）]")
# Words of scripts with case (Latin, Greek, Cyrillic, Armenian), also where no blank parts them from other scripts.
_CASED = r"A-Za-zÀ-ɏͰ-ϿЀ-ԯԱ-ևḀ-ỿ"
_TOKEN = re.compile(rf"[{_CASED}0-9]+(?:[\-.][{_CASED}0-9]+)*")
_INSIDE_A_SENTENCE = re.compile(rf"(?:[a-zà-ɏͱ-ϿЀ-ԯա-ևḁ-ỿ,]|[^\W{_CASED}0-9_]) ?$")
_NUMBER = re.compile(r"\d{2,}")
_BEFORE = 3  # characters before a word that tell whether a sentence begins


@dataclass(frozen=True, slots=True)
class SubjectKeys:
    """A compared thing: its identity so far, how the source writes it, and keys that any language may share.

    `is_name` tells that the source never writes it in small letters, as it would a word of its language; `facts` are
    what its tables say of it in numbers and known values.
    """

    concept_id: str
    label: str
    keys: frozenset[str]
    is_name: bool = False
    facts: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Signature:
    """A source as far as its topic goes: `names` are the untranslated names and the numbers of its body."""

    source_id: str
    path: str
    language: str
    subjects: tuple[SubjectKeys, ...] = ()
    names: frozenset[str] = frozenset()

    @property
    def identity(self) -> tuple[str, ...]:
        """The compared concepts, in no order."""
        return tuple(sorted(subject.concept_id for subject in self.subjects))


def signature_of(document: Document) -> Signature:
    """Return the signature of a document with subjects."""
    language = languages.load(document.language)
    body = [block.text for block in document.blocks if not block.boilerplate]
    shorts = dict(_short_names(body[:_BLOCKS], language))
    subjects = tuple(
        replace(_keys(subject, shorts, body, language), facts=facts_of(document, subject.concept_id))
        for subject in document.subjects
    )
    own = frozenset(key for subject in subjects for key in subject.keys)
    names = list(dict.fromkeys(key for text in body for key in _names(text) if key not in own))[:_MOST_NAMES]
    source = document.source
    return Signature(source.source_id, source.path, language.code, subjects, frozenset(names))


def _keys(subject: Subject, shorts: dict[str, str], body: Sequence[str], language: Language) -> SubjectKeys:
    """Key a subject by its name, by what it stands for, and by the short name that the body puts beside it."""
    names = [subject.label, *([subject.expansion.text] if subject.expansion else [])]
    short = shorts.get(norm_of(subject.label.split()[-1], language), "") if subject.label.split() else ""
    keys = {name_key(name) for name in (*names, *([short] if short else []))}
    is_name = is_untranslated(subject.label) or _is_never_small(subject.label, body)
    return SubjectKeys(subject.concept_id, subject.label, frozenset({*keys, subject.concept_id} - {""}), is_name)


def _is_never_small(label: str, body: Sequence[str]) -> bool:
    """Tell whether each word of a label begins with a capital, and the body nowhere writes it without."""
    small = label.lower()
    return all(word[0].isupper() for word in label.split()) and not any(small in text for text in body)


def _short_names(body: Sequence[str], language: Language) -> Iterator[tuple[str, str]]:
    """Yield the stem of the word before a short name in brackets, with it; one that stands behind two is neither's."""
    found: dict[str, str] = {}
    for text in body:
        for match in _BRACKETED.finditer(text):
            word, short = match.groups()
            if is_untranslated(short) and not is_untranslated(word):
                found.setdefault(norm_of(word, language), short)
    owners = Counter(found.values())
    yield from ((word, short) for word, short in found.items() if owners[short] == 1)


def _names(text: str) -> Iterator[str]:
    """Yield the keys of what is not translated: numbers, acronyms, and words with a capital inside a sentence."""
    for match in _TOKEN.finditer(text):
        word = match.group()
        if _NUMBER.fullmatch(word) or _is_name(word) or _is_capitalized(word, text, match.start()):
            yield name_key(word)


def _is_name(word: str) -> bool:
    return 1 < len(word) <= _LONGEST_NAME and is_untranslated(word) and not word.isdigit()


def _is_capitalized(word: str, text: str, start: int) -> bool:
    if len(word) < _SHORTEST_WORD or not word[0].isupper() or not word[1:].islower():
        return False
    return _INSIDE_A_SENTENCE.search(text[max(0, start - _BEFORE) : start]) is not None
