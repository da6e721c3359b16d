"""What a heading announces: the role whose phrase covers most of what is left once the names are taken out of it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from pipeline import languages
from pipeline.languages import Language
from pipeline.model import Role
from pipeline.reading.forms import is_form_of
from pipeline.text.cues import Cue
from pipeline.text.titles import read_title

FURNITURE_ROLES = (Role.CONTENTS, Role.BYLINE, Role.SHARE, Role.NAVIGATION, Role.RELATED, Role.VIDEO)

# Words of a heading that neither the phrase nor a name explains. "Sudden Benefits Cut Sparks Protest" holds
# "benefits" and is no heading of a section on advantages.
_UNEXPLAINED_WORDS = 3
_LITTLE_WORD = 2  # letters: articles and prepositions
_ROLE_NAMES = frozenset(role.value for role in Role)
_ASKED_FOR = frozenset((
    Role.TYPES, Role.ADVANTAGES, Role.DISADVANTAGES, Role.SIMILARITIES, Role.FEATURES, Role.USES, Role.KEY_DIFFERENCE,
))  # fmt: skip


@dataclass(frozen=True, slots=True)
class HeadingReading:
    """The role of a heading, and whether the phrase that gave it means something else (a mistranslation)."""

    role: Role
    mistranslated: bool = False


@lru_cache(maxsize=1024)  # the stages ask one after the other
def read_heading(text: str, names: tuple[str, ...], language: Language) -> HeadingReading | None:
    """Return the role that a heading announces, or None.

    Args:
        text: the heading.
        names: folded names of the compared things, to be taken out of it.
        language: whose phrases are tried; English ones are tried last (headings are left untranslated).
    """
    for candidate in (language, languages.load("en")):
        folded = candidate.fold_key(text)
        fitting = _fitting(folded, names, candidate)
        if not fitting and (compared := _compared_in(text, candidate)) != names:
            fitting = _fitting(folded, compared, candidate)
        if fitting:
            best = max(_most_telling(fitting), key=_telling)
            return HeadingReading(Role(best.key), best.group == "mistranslated")
    return None


def _compared_in(text: str, language: Language) -> tuple[str, ...]:
    """Return the names that a heading compares in itself, inflected otherwise than in the title."""
    comparison = read_title(text, language)
    if comparison is None or not comparison.specific:
        return ()
    return tuple(language.fold_key(text[start:end]) for start, end in (comparison.first, comparison.second))


def _fitting(folded: str, names: tuple[str, ...], language: Language) -> list[Cue]:
    """Return the cues that give the heading a role and leave little of it unexplained, none inside another's place."""
    cues = language.lexicon.find(folded)
    giving = [cue for cue in cues if _gives_role(cue)]
    if not giving:
        return []
    named = [place for name in names if name for place in _places(folded, name)]
    giving = [cue for cue in giving if not any(_lies_in(cue, *place) for place in named)]
    fitting = [
        cue for cue in giving
        if _unexplained(folded, [cue, *_explained_with(cue, cues)], named, names, language) <= _allowed(cue)
    ]  # fmt: skip
    wholes = [*fitting, *(cue for cue in cues if cue.group == "table")]
    return [cue for cue in fitting if not any(other.key != cue.key and _is_part(cue, other) for other in wholes)]


def _places(folded: str, name: str) -> list[tuple[int, int]]:
    return [(match.start(), match.end()) for match in re.finditer(re.escape(name), folded)]


def _lies_in(cue: Cue, start: int, end: int) -> bool:
    return start <= cue.start and cue.end <= end


def _is_part(cue: Cue, whole: Cue) -> bool:
    """Tell whether a cue is found inside a longer one.

    The Japanese word for merits ends the one for demerits, and "comparison" opens "comparison parameters", which stands
    over a column.
    """
    return _lies_in(cue, whole.start, whole.end) and cue.end - cue.start < whole.end - whole.start


def _gives_role(cue: Cue) -> bool:
    return cue.group == "roles" or (cue.group == "mistranslated" and cue.key in _ROLE_NAMES)


def _explained_with(cue: Cue, cues: Sequence[Cue]) -> list[Cue]:
    """Return what else a heading may hold: more phrases of the role, "and", the question that the role stands in."""
    return [
        other for other in cues
        if other.key in (cue.key, "conjunctions") or (other.key == Role.DEFINITION and other.has_slot)
    ]  # fmt: skip


def _most_telling(cues: list[Cue]) -> list[Cue]:
    """Leave out the question where it asks for another role, and the cons of a heading on pros and cons.

    "What are the drawbacks of a canoe?" asks for drawbacks, and defines nothing. "Key differences at a glance" are told
    in a table.
    """
    roles = {cue.key for cue in cues}
    if roles & _ASKED_FOR:
        cues = [cue for cue in cues if not (cue.key == Role.DEFINITION and cue.has_slot)]
    if Role.COMPARISON_TABLE in roles:
        cues = [cue for cue in cues if cue.key not in (Role.KEY_DIFFERENCE, Role.INTRODUCTION, Role.SUMMARY)]
    if {Role.ADVANTAGES, Role.DISADVANTAGES} <= roles:
        cues = [cue for cue in cues if cue.key != Role.DISADVANTAGES]
    return cues


def _telling(cue: Cue) -> tuple[int, bool, bool, int]:
    """The longest phrase tells most; of two, the one that stands for itself, word by word, and comes first."""
    return cue.end - cue.start, not cue.has_slot, "*" not in cue.phrase, -cue.start


def _allowed(cue: Cue) -> int:
    """A heading that is furniture says nothing else: "Format video MTS" is no video's label."""
    if cue.key in FURNITURE_ROLES:
        return 0
    return 1 if cue.key == Role.REFERENCES else _UNEXPLAINED_WORDS  # "Terms, reference data and reports" has none


def _unexplained(
    folded: str, cues: list[Cue], named: list[tuple[int, int]], names: tuple[str, ...], language: Language
) -> int:
    """Count the words of a heading outside phrases, names and articles; a slot explains what stands in it."""
    letters = list(folded)
    for start, end in (*named, *((cue.start, cue.end) for cue in cues)):
        letters[start:end] = " " * (end - start)
    rest = "".join(letters).split()
    words = [word for word in rest if any(map(str.isalpha, word)) and not _is_small(word, names, language)]
    if not language.spaces:
        return len("".join(words)) // 4
    if cues[0].key in FURNITURE_ROLES:
        return len(words)
    telling = sum(len(word) > _LITTLE_WORD for word in words)
    return max(0, telling - _UNEXPLAINED_WORDS - 1) if cues[0].has_slot else telling


def _is_small(word: str, names: tuple[str, ...], language: Language) -> bool:
    """Tell whether a word is an article, or a name in another form."""
    parts = {part for name in names for part in name.split()}
    return word in language.names.articles or any(is_form_of(word, part, language) for part in parts)
