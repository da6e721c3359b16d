"""Clauses and the compared thing that each speaks of.

A sentence is cut where it sets one thing against the other ("mens", "ise", "whereas", former and latter). A clause
speaks of the thing that it names; "former" and "latter" stand for the things in the order of the contrast they
stand in; a clause that names none goes on with the thing of the clause before it, and the first of a section with
the thing of its heading. A contrast marker by itself switches nothing: of the three in the
given Turkish article one goes on about the same thing.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from itertools import pairwise

from pipeline import languages, vocabulary
from pipeline.languages import Language
from pipeline.languages.schema import IDIOMS
from pipeline.model import Block, BlockKind, Document, ListKind, Origin, Role, Taxonomy
from pipeline.reading.foils import foils
from pipeline.reading.halves import end_of, halves
from pipeline.reading.lens import asked_often, lens_of
from pipeline.reading.mentions import Found, Lens, find
from pipeline.text.analysis import sentences
from pipeline.text.cues import Cue
from pipeline.text.folding import fold

GOING_ON = (Role.TYPES, Role.ADVANTAGES, Role.DISADVANTAGES, Role.FEATURES, Role.USES, Role.HISTORY, Role.EXAMPLES)
_COMMAS = ",،，、:："
_EDGES = " \t\r\n,:،，、："
_PREFIX = 1  # characters
_GENERAL = ("aspect:", "scale:")
_GRAMMAR = (IDIOMS, "negation", "contrast", "numbers")
_AROUND_A_JOIN = 8  # characters: blanks, a comma and an article ("einem See und einem Teich")
_WITHIN_A_FRAME = 14  # characters between two things that "the difference between" joins
OPPOSING = (Role.KEY_DIFFERENCE, Role.SUMMARY, Role.CONCLUSION)


class How(StrEnum):
    """How the subject of a clause was found."""

    NAMED = "named"
    FORMER = "former"
    LATTER = "latter"
    BOTH = "both"
    INHERITED = "inherited"
    SECTION = "section"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Clause:
    """A clause at ``[start, end)`` of a block's text, with what it names and the subjects it speaks of."""

    block: Block
    start: int
    end: int
    sentence: tuple[int, int]
    subjects: tuple[int, ...]
    how: How
    found: tuple[Found, ...]
    cues: tuple[Cue, ...]

    @property
    def text(self) -> str:
        """The clause as it reads."""
        return self.block.text[self.start : self.end]

    def has(self, group: str, *keys: str) -> bool:
        """Tell whether the clause holds a cue of a group of the language data."""
        return any(cue.group == group and (not keys or cue.key in keys) for cue in self.cues)


@dataclass(frozen=True, slots=True)
class Reader:
    """What reading a document's clauses takes: its language, what to look for, and its subjects."""

    language: Language
    lens: Lens
    subject_ids: tuple[str, ...]

    def subjects_in(self, found: tuple[Found, ...]) -> tuple[int, ...]:
        """Return the subjects that mentions name, in their order, a type of a subject standing for it."""
        named: dict[int, None] = {}
        for one in found:
            for index in self.owners(one.concept_id):
                named.setdefault(index)
        return tuple(named)

    def owners(self, concept_id: str) -> tuple[int, ...]:
        """Return the index of the subject that a concept is or is a type of, if there is one."""
        line = (concept_id, *vocabulary.load().ancestors(concept_id))
        return tuple(index for index, subject in enumerate(self.subject_ids) if subject in line)

    def names(self, found: tuple[Found, ...]) -> tuple[int, ...]:
        """Return the subjects named by their own name."""
        ids = [one.concept_id for one in found]
        return tuple(dict.fromkeys(self.subject_ids.index(one) for one in ids if one in self.subject_ids))


@asked_often
def reader_of(document: Document) -> Reader:
    """Return what it takes to read a document."""
    ids = tuple(subject.concept_id for subject in document.subjects)
    return Reader(languages.load(document.language), lens_of(document), ids)


def clauses_of(document: Document) -> tuple[Clause, ...]:
    """Return the clauses of the prose and of the list items of a document, in order.

    Table rows are left out: their subject is their column. Headings and furniture are left out too.
    """
    return _clauses(document.blocks, reader_of(document))


@vocabulary.remembered(maxsize=4)  # several stages read the clauses of the same document one after the other
def _clauses(blocks: tuple[Block, ...], reader: Reader) -> tuple[Clause, ...]:
    prose = (block for block in blocks if is_prose(block))
    return tuple(
        clause for block in prose for clause in clauses_of_block(block, reader, section_subjects(block, blocks, reader))
    )


def is_prose(block: Block) -> bool:
    """Tell whether a block holds sentences that speak for the source; the titles of its references do not."""
    if block.section_role is Role.REFERENCES:
        return False
    return not block.boilerplate and block.kind in (BlockKind.PARAGRAPH, BlockKind.LIST_ITEM)


def is_told_by_its_list(block: Block, taxonomies: Sequence[Taxonomy]) -> bool:
    """Tell whether a block is an item that its list explains.

    Items of summaries and differences are sentences, and so are those of a list that does not say what they are.
    """
    if block.kind is not BlockKind.LIST_ITEM:
        return False
    for taxonomy in taxonomies:
        if taxonomy.origin is Origin.LIST and taxonomy.span.contains(block.span):
            return taxonomy.kind not in (ListKind.SUMMARY, ListKind.DIFFERENCES, ListKind.OTHER)
    return False


def clauses_of_block(block: Block, reader: Reader, inherited: tuple[int, ...] = ()) -> Iterator[Clause]:
    """Yield the clauses of one block.

    Args:
        block: the block.
        reader: what it takes to read its document.
        inherited: the subjects of its section, for a first clause that names none.
    """
    current, how = inherited, How.SECTION if inherited else How.NONE
    for sentence in sentences(block.text, reader.language.code):
        whole = (sentence.start, sentence.end)
        aside = _foils(block, whole, reader)
        order = _order(block.text, sentence.start, sentence.end, reader)
        for part in _unframed(_halves(block, whole, aside, reader), block, reader):
            clause = _clause(block, part, whole, aside, order, (current, how), reader)
            if clause.subjects:
                current, how = clause.subjects, How.INHERITED
            yield clause


def _foils(block: Block, sentence: tuple[int, int], reader: Reader) -> tuple[Found, ...]:
    """Return the things that a sentence only compares another with."""
    start, end = sentence
    within = (one for one in find(block.text, reader.lens) if start <= one.start and one.end <= end)
    named = [one for one in within if one.concept_id in reader.subject_ids]
    return tuple(foils(block.text, named, _cues(block.text, start, end, reader.language), reader.language))


def _halves(block: Block, sentence: tuple[int, int], aside: tuple[Found, ...], reader: Reader) -> list[tuple[int, int]]:
    found = tuple(one for one in find(block.text, reader.lens) if one not in aside)

    def named(left: int, right: int) -> tuple[int, ...]:
        return reader.subjects_in(tuple(one for one in found if left <= one.start and one.end <= right))

    return halves(
        block.text,
        sentence,
        _cues(block.text, *sentence, reader.language),
        named,
        reader.language.names.articles,
        opposes(block),
        reader.language.verb_second,
    )


def _unframed(parts: list[tuple[int, int]], block: Block, reader: Reader) -> Iterator[tuple[int, int]]:
    """Take off the first half what only announces it: "the main difference between tea and milk is that"."""
    for start, end in parts:
        named = [one for one in find(block.text, reader.lens) if start <= one.start and one.end <= end]
        names = [one for one in named if one.concept_id in reader.subject_ids]
        cues = _cues(block.text, start, end, reader.language)
        if len(names) > 2 and names[0].concept_id != names[1].concept_id and announces(cues):
            yield _behind_that(block.text, (names[1].end, names[2].start), cues, reader.language, start), end
        elif start > parts[0][0]:
            yield _behind_conjunction(block.text, start, names, reader), end
        else:
            yield start, end


def _behind_conjunction(text: str, start: int, names: Sequence[Found], reader: Reader) -> int:
    """Return where a half begins behind a conjunction that is written together with its thing ("והבית גדול")."""
    letters = set(reader.language.names.prefixes) & set(reader.language.lists.conjunctions)
    if not names or names[0].start != start or text[start] not in letters:
        return start
    labels = [label for concept_id, label in reader.lens.names if concept_id == names[0].concept_id]
    return start if any(label.startswith(text[start]) for label in labels) else start + 1


def _behind_that(text: str, between: tuple[int, int], cues: Sequence[Cue], language: Language, start: int) -> int:
    """Return where a half begins behind "that", or behind a comma right before its thing; else where it began."""
    ends = [end_of(text, cue) for cue in cues if (cue.group, cue.key) == ("contrast", "that")]
    inside = [end for end in ends if between[0] < end <= between[1] + _PREFIX]
    if not inside:
        words = text[slice(*between)].split()
        while words and words[-1].lower() in language.names.articles:
            words.pop()
        inside = [text.rindex(words[-1], *between) + len(words[-1])] if words and words[-1][-1] in _COMMAS else []
    place = max(inside, default=start)
    return place + len(text[place:]) - len(text[place:].lstrip(_EDGES))


def opposes(block: Block) -> bool:
    """Tell whether a block sets the compared things against each other, so that a comma may part them."""
    return block.role in OPPOSING or block.section_role in OPPOSING


def _clause(
    block: Block,
    span: tuple[int, int],
    sentence: tuple[int, int],
    aside: tuple[Found, ...],
    order: tuple[int, ...],
    before: tuple[tuple[int, ...], How],
    reader: Reader,
) -> Clause:
    start, end = span
    first = start - _PREFIX  # what is written together with the first word may have been taken off it
    cues = _meant(_cues(block.text, start, end, reader.language))
    named = (one for one in find(block.text, reader.lens) if first <= one.start and start < one.end <= end)
    found = tuple(one for one in named if not _is_no_name(one, cues))
    apart = [one for one in aside if start <= one.start and one.end <= end]
    if before[0] == reader.names(tuple(apart)):  # "these were not as small as FLAC" goes on about something else
        before = (), How.NONE
    subjects, how = _subjects(tuple(one for one in found if one not in aside), cues, order, before, reader)
    return Clause(block, start, end, sentence, subjects, how, found, cues)


def _meant(cues: tuple[Cue, ...]) -> tuple[Cue, ...]:
    """Leave out the verbs that tell a respect where they stand in an idiom, which tells none."""
    idioms = [cue for cue in cues if cue.group == IDIOMS]
    return tuple(cue for cue in cues if cue.group != "predicates" or not any(map(cue.lies_in, idioms)))


def _is_no_name(one: Found, cues: Sequence[Cue]) -> bool:
    """Tell whether a word is no aspect and no place on a scale here: it denies, or stands in an idiom.

    Hungarian has one word for "not" and "sex"; Turkish says "strongly" as "in a strong shape".
    """
    if not one.concept_id.startswith(_GENERAL):
        return False
    return any(cue.start <= one.start and one.end <= cue.end for cue in cues if cue.group in _GRAMMAR)


def _subjects(
    found: tuple[Found, ...],
    cues: tuple[Cue, ...],
    order: tuple[int, ...],
    before: tuple[tuple[int, ...], How],
    reader: Reader,
) -> tuple[tuple[int, ...], How]:
    """The rules in their order; the first that applies decides."""
    keys = {cue.key for cue in cues if cue.group == "contrast"}
    if len(order) > 1 and "former" in keys and "latter" not in keys:
        return order[:1], How.FORMER
    if len(order) > 1 and "latter" in keys and "former" not in keys:
        return order[1:2], How.LATTER
    named = reader.subjects_in(_behind_the_frame(found, cues, reader))
    if "both" in keys and not named:
        return tuple(range(len(reader.subject_ids))), How.BOTH
    if "both" in keys and len(named) > 1:
        return named, How.BOTH
    if len(named) > 1:
        return (named, How.BOTH) if _joined(found, cues, reader) else (named[:1], How.NAMED)
    return (named, How.NAMED) if named else before


def announces(cues: Sequence[Cue]) -> bool:
    """Tell whether a passage says that things differ ("the main difference between …")."""
    frames = (("contrast", "between"), ("lists", "differences"), ("roles", Role.KEY_DIFFERENCE))
    return any((cue.group, cue.key) in frames for cue in cues)


def _behind_the_frame(found: tuple[Found, ...], cues: tuple[Cue, ...], reader: Reader) -> tuple[Found, ...]:
    """Leave out the names that only announce: in "the main difference between tea and milk is that tea …"."""
    if not announces(cues):
        return found
    named = [one for one in found if one.concept_id in reader.subject_ids]
    if len(named) < 3 or named[0].concept_id == named[1].concept_id:
        return found
    return tuple(one for one in found if one.start >= named[1].end)


def _joined(found: tuple[Found, ...], cues: tuple[Cue, ...], reader: Reader) -> bool:
    """Tell whether two subjects are joined by a conjunction ("tea and coffee are two kinds of")."""
    named = [one for one in found if one.concept_id in reader.subject_ids]
    joins = [cue for cue in cues if cue.group == "lists" and cue.key == "conjunctions"]
    begins = [cue.start for cue in joins]  # a sentence may be as long as its file
    announced = announces(cues)
    for one, other in pairwise(named):
        if one.concept_id == other.concept_id:
            continue
        if announced and other.start - one.end <= _WITHIN_A_FRAME:
            return True  # "między rowerem a hulajnogą": what joins them there need join nothing else
        if reader.language.names.prefixes and one.last == other.first:
            return True  # the conjunction is written together with the name
        inside = joins[bisect_left(begins, one.end) : bisect_left(begins, other.start)]
        between = (cue for cue in inside if cue.end <= other.start)
        if any(other.start - one.end - (cue.end - cue.start) <= _AROUND_A_JOIN for cue in between):
            return True
    return False


def _order(text: str, start: int, end: int, reader: Reader) -> tuple[int, ...]:
    """Return the subjects in the order in which a sentence names them, else in the order of the title."""
    found = tuple(one for one in find(text, reader.lens) if start <= one.start and one.end <= end)
    named = reader.names(found)
    return named if len(named) > 1 else tuple(range(len(reader.subject_ids)))


def _cues(text: str, start: int, end: int, language: Language) -> tuple[Cue, ...]:
    """Return the cues that lie in a stretch of a text."""
    cues = _all_cues(text, language)
    first = bisect_left(cues, start, key=lambda cue: cue.start)
    last = bisect_left(cues, end, key=lambda cue: cue.start)
    return tuple(cue for cue in cues[first:last] if cue.end <= end)


@lru_cache(maxsize=1024)
def _all_cues(text: str, language: Language) -> tuple[Cue, ...]:
    folded = fold(text, language.casing)
    cues = language.lexicon.find(folded.text)
    if folded.origins is None:
        return cues
    places = ((cue, folded.span(cue.start, cue.end)) for cue in cues)
    return tuple(cue._replace(start=place.start, end=place.end) for cue, place in places)


def section_subjects(block: Block, blocks: tuple[Block, ...], reader: Reader) -> tuple[int, ...]:
    """Return the subject that the heading of a block's section is about, where it is about one."""
    if block.parent is None:
        return ()
    heading = blocks[block.parent]
    named = reader.names(find(heading.text, reader.lens))
    if not named and heading.role in GOING_ON:
        named = _last_named(blocks[: heading.position], reader)
    return named if len(named) == 1 and heading.role is not Role.TITLE else ()


def _last_named(blocks: tuple[Block, ...], reader: Reader) -> tuple[int, ...]:
    """Return what the last heading before is about that names anything: "Advantages" goes on about "What is tea?"."""
    headings = (block for block in reversed(blocks) if block.kind is BlockKind.HEADING and not block.boilerplate)
    return next((named for block in headings if (named := reader.names(find(block.text, reader.lens)))), ())
