"""What a clause says of its thing by its predicate alone: "HDDs are slow", "the quince is sour", "它很贵".

What is left of the clause without its thing, what that is compared with, and the words that say nothing by themselves,
has to be a common value or a place on a scale as a whole: in "the papaya has small seeds" it is more. A noun is no
predicate by itself; with a verb that tells its respect it is ("contains milk", "is made of wool").
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import pairwise

from pipeline import vocabulary
from pipeline.languages import Language
from pipeline.reading.clauses import Clause, How, Reader, announces
from pipeline.reading.label_matcher import SCALES
from pipeline.reading.qualities import named_as_written
from pipeline.statements.values import GENUS, place_on_scale
from pipeline.text.analysis import function_words
from pipeline.text.cues import LETTER

_WORD = re.compile(rf"{LETTER}+(?:['.-]{LETTER}+)*")
_EDGES = " \t,.;:!?，、。；：！？・"
_IDLE = ("contrast", "definition", "negation", "modality", "predicates")  # cues that say nothing by themselves
_COLONS = ":："
_FEW, _MOST_WORDS = 1, 4
_MOST_CHARACTERS = 12  # where no blanks part words
_NAMING = (How.NAMED, How.FORMER, How.LATTER)
# Respects whose values are nouns and adverbs: "a volcano trembles near mountains" tells no habitat.
_WITH_THEIR_VERB = frozenset(
    f"aspect:{name}"
    for name in (
        "habitat", "material", "composition", "users", "parties", "location", "treatment", "causes", "symptoms",
        "medium", "diet", "reproduction", "biological-class", "energy", "body-covering", "activity", "frequency",
        "time", "part-of-speech", "access",
    )
)  # fmt: skip

Place = tuple[int, int]


def said_alone(clause: Clause, label: str, row: str, reader: Reader) -> Mapping[str, tuple[str, ...]]:
    """Return the values that a clause gives its thing by its predicate alone, by the aspect each belongs to.

    Args:
        clause: a clause on one subject.
        label: the respect that its item opens with ("Taste: …"), or "".
        row: the respect of the row of a table that it repeats, or "".
        reader: what it takes to read its document.
    """
    if clause.how not in _NAMING:
        return {}
    code, known = reader.language.code, vocabulary.load()
    verbs = {f"aspect:{cue.key}" for cue in clause.cues if cue.group == "predicates"}
    found: dict[str, tuple[str, ...]] = {}
    aspect, places = label or row, tuple(_predicates(clause, reader))
    said = (_values(place, clause, told, code) for told in dict.fromkeys((label, row)) for place in places)
    values = next(filter(None, said), ())
    for one in values:
        own = known.aspect_of(one)
        if aspect and len(values) == 1 and (not own or known.family(own) == known.family(aspect)):
            own = aspect  # of a river "wide and long", two aspects of one family are told
        if not own or own == GENUS or ((own in _WITH_THEIR_VERB or verbs) and own not in verbs):
            continue
        place = place_on_scale(one, own) if known.by_id[one].scheme == SCALES else one
        found[own] = (*found.get(own, ()), place)
    return found


def _values(place: Place, clause: Clause, aspect: str, code: str) -> tuple[str, ...]:
    """Return what a stretch of a clause names as a whole; a place on a scale may be named by its stem."""
    written = named_as_written(clause.block.text[slice(*place)], aspect, code)
    stems = (one for one in clause.found if (one.start, one.end) == place)
    return written or tuple(one.concept_id for one in stems if one.concept_id.startswith(SCALES + ":"))


def _predicates(clause: Clause, reader: Reader) -> Iterator[Place]:
    """Yield where the predicate may be: where no blanks part words, with and without what stands at its edges."""
    text, language = clause.block.text, reader.language
    things = [(one.start, one.end) for one in clause.found if one.concept_id in reader.subject_ids]
    idle_cues = [cue for cue in clause.cues if cue.group in _IDLE and not cue.phrase.startswith("*")]
    aside = [*things, *((cue.start, cue.end) for cue in idle_cues if "{" not in cue.phrase)]
    if not language.spaces:
        yield from _running(clause, aside, language)
        return
    around = (word for cue in idle_cues if "{" in cue.phrase for word in cue.phrase.split())  # "as … as"
    idle = {*function_words(language.code), *language.names.articles, *around}
    first = min((start for start, _ in things), default=clause.start)
    begin = max((start for start, _ in things), default=first) if announces(clause.cues) else clause.start
    begin = max(begin, *(text.rfind(colon, clause.start, first) + 1 for colon in _COLONS))
    words = [match.span() for match in _WORD.finditer(text, begin, clause.end)]
    words = [word for word in words if not _lies_in(word, things)]
    left = [word for word in words if not _lies_in(word, aside)]
    # The lists of words that say nothing by themselves hold some that do: Russian "меньше", Indonesian "kecil".
    telling = [word for word in left if text[slice(*word)].lower() not in idle]
    # Albanian adjectives stand behind an article of their own: "është i lirë".
    for part in (telling, left[-1:], words[-1:]) if len(telling) < _FEW else (telling, left):
        if not part or len(part) > _MOST_WORDS or any(part[0][0] < place < part[-1][1] for place, _ in things):
            continue
        start, end = part[0][0], part[-1][1]
        yield start, end
        yield from ((start, end - len(copula)) for copula in _copulas_behind(text[start:end], language))


def _lies_in(place: Place, places: Iterable[Place]) -> bool:
    return any(start <= place[0] and place[1] <= end for start, end in places)


def _copulas_behind(text: str, language: Language) -> Iterator[str]:
    """Yield the endings of a text that are a copula, as in Turkish and Azerbaijani."""
    endings = (one.removeprefix("*") for one in language.definition.ending if one.startswith("*"))
    return (one for one in endings if text.endswith(one))


def _running(clause: Clause, aside: list[Place], language: Language) -> Iterator[Place]:
    text = clause.block.text
    cuts = sorted({(clause.start, clause.start), *aside, (clause.end, clause.end)})
    words = sorted({*language.marks.suffix_marks, *function_words(language.code)} - {""}, key=len, reverse=True)
    stretches = [_trimmed(text, left, right) for (_, left), (right, _) in pairwise(cuts) if left < right]
    telling = [place for place in stretches if text[slice(*place)] and text[slice(*place)] not in words]
    if len(telling) != 1 or telling[0][1] - telling[0][0] > _MOST_CHARACTERS:
        return
    start, end = telling[0]
    yield start, end
    start += next((len(word) for word in words if text.startswith(word, start, end)), 0)
    yield start, end
    yield from ((start, end - len(word)) for word in words if text.endswith(word, start, end))


def _trimmed(text: str, start: int, end: int) -> Place:
    bare = text[start:end].strip(_EDGES)
    begin = text.find(bare, start, end)
    return begin, begin + len(bare)
