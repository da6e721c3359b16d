"""What the language files hold, and whether they hold together: for ``tertium languages`` and its ``check``.

The loader refuses a file that breaks the schema; :func:`problems` finds what the schema cannot see, such as one phrase
that announces two roles.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, fields
from pathlib import Path

from pipeline.languages.loader import FOLDER, LanguageError, parse
from pipeline.languages.schema import Language, Phrases
from pipeline.model import Role

# A title opens, a list is led in and a body stands where the layout says so: no phrase announces them.
WORDED_ROLES = tuple(role for role in Role if role not in (Role.TITLE, Role.LIST_INTRO, Role.BODY))
NUMBER_WORDS = 20

_TABLES = ("title", "table", "lists", "contrast", "definition", "modality", "negation", "abbreviations", "marks")
# Entries that many a language has nothing for: endings that define or deny, suffixes parted by a mark.
_MAY_BE_EMPTY = frozenset((
    "definition.ending", "negation.endings", "negation.seeming", "negation.without", "negation.lacking",
    "negation.opening", "negation.closing", "marks.suffix_marks", "lists.by",
))  # fmt: skip
_SLOT = re.compile(r"\{[^{}]*\}")


@dataclass(frozen=True, slots=True)
class Coverage:
    """How much a language file holds."""

    code: str
    name: str
    titles: int
    roles: int
    role_phrases: int
    cues: int
    numbers: int
    opposites: int


def read_all(folder: Path = FOLDER) -> Iterator[Language]:
    """Load every language file of a folder by its name.

    Raises:
        LanguageError: a file does not fit the schema.
    """
    for path in sorted(folder.glob("*.toml")):
        yield parse(path.read_text(encoding="utf-8"), path.name)


def coverage(language: Language) -> Coverage:
    """Count what a language file holds."""
    roles = [phrases for role in WORDED_ROLES if (phrases := language.roles.get(role, ()))]
    return Coverage(
        language.code,
        language.name,
        titles=len(language.title.patterns),
        roles=len(roles),
        role_phrases=sum(map(len, roles)),
        cues=sum(len(phrases) for key, phrases in _entries(language) if not key.startswith("title.")),
        numbers=len(language.numbers.words),
        opposites=len(language.opposites.pairs),
    )


def listing(folder: Path = FOLDER) -> Iterator[str]:
    """Yield a table of the language files of a folder, one line each under a line of headings.

    Raises:
        LanguageError: a file does not fit the schema.
    """
    yield _row("code", "language", "titles", "roles", "phrases", "cues", "numbers", "opposites")
    for language in read_all(folder):
        it = coverage(language)
        roles = f"{it.roles}/{len(WORDED_ROLES)}"
        yield _row(it.code, it.name, it.titles, roles, it.role_phrases, it.cues, it.numbers, it.opposites)


def _row(code: str, name: str, *counts: object) -> str:
    return f"{code:8} {name:24}" + "".join(f"{count!s:>10}" for count in counts)


def check(folder: Path = FOLDER) -> int:
    """Check every language file of a folder and return how many there are.

    Raises:
        LanguageError: a file does not fit the schema, or what it says does not hold together; the message says which
            and how to mend it.
    """
    languages = list(read_all(folder))
    for language, path in zip(languages, sorted(folder.glob("*.toml")), strict=True):
        if language.code != path.stem:
            raise LanguageError(f'{path.name}: code is "{language.code}"; write "{path.stem}", as the file is named.')
        for problem in problems(language):
            raise LanguageError(f"{path.name}: {problem}")
    return len(languages)


def problems(language: Language) -> Iterator[str]:
    """Yield what is wrong with a language that fits the schema, each as a sentence with its mend."""
    yield from _missing(language)
    yield from _in_two_roles(language)
    yield from _slots(language)
    for key, phrases in (*_entries(language), *_role_entries(language)):
        for phrase in phrases:
            if any(
                word.count("*") > 1 or ("*" in word[1:-1] and not key.startswith("negation."))
                for word in phrase.split()
            ):
                yield f"{key} holds “{phrase}”; a star stands at the beginning or the end of a word, or for a word."
            if set("{}") & set(_SLOT.sub("", phrase)):
                yield f"{key} holds “{phrase}”, whose braces do not match."
    for quotes in language.marks.quotes:
        if len(quotes) != 2:
            yield f"marks.quotes holds “{quotes}”; write the opening and the closing mark together."


def _missing(language: Language) -> Iterator[str]:
    for role in WORDED_ROLES:
        if not language.roles.get(role):
            yield f"roles.{role} has no phrase; add how headings of the language word it."
    for key, phrases in _entries(language):
        if not phrases and key not in _MAY_BE_EMPTY:
            yield f"{key} has no phrase; add one."
    if len(language.numbers.words) != NUMBER_WORDS:
        yield f"numbers.words has {len(language.numbers.words)} entries; write those of 1 to {NUMBER_WORDS}."
    if not language.identified_as:
        yield f'identified_as is empty; write what language identifiers call it, ["{language.code}"].'


def _in_two_roles(language: Language) -> Iterator[str]:
    seen: dict[str, str] = {}
    for key, phrases in _role_entries(language):
        role = key.partition(".")[2]
        for phrase in phrases:
            folded = language.fold_key(phrase)
            other = seen.setdefault(folded, role)
            if other != role:
                yield f"“{phrase}” stands for {other} and for {role}; leave it where it is said more often."


def _slots(language: Language) -> Iterator[str]:
    wanted = (
        ("title.patterns", language.title.patterns, ("{a}", "{b}")),
        ("contrast.between", language.contrast.between, ("{a}", "{b}")),
        ("definition.expansion", language.definition.expansion, ("{x}", "{e}")),
    )
    for key, phrases, slots in wanted:
        for phrase in phrases:
            if any(phrase.count(slot) != 1 for slot in slots):
                yield f"{key} holds “{phrase}”; it must hold {' and '.join(slots)} once each."


def _entries(language: Language) -> Iterator[tuple[str, Phrases]]:
    for table in _TABLES:
        values = getattr(language, table)
        for entry in fields(values):
            yield f"{table}.{entry.name}", getattr(values, entry.name)


def _role_entries(language: Language) -> Iterator[tuple[str, Phrases]]:
    for role, phrases in language.roles.items():
        yield f"roles.{role}", phrases
    for role in WORDED_ROLES:
        if role.value in language.mistranslated:
            yield f"mistranslated.{role}", language.mistranslated[role.value]
