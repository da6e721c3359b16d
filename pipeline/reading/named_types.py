"""Types that sentences name: “black tea and green tea”, "three kinds: …", in some languages before that number."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from pipeline import vocabulary
from pipeline.model import Document, Item, ListKind, Name, Origin, Span, Taxonomy
from pipeline.reading.announced_types import announced_types
from pipeline.reading.clauses import Clause, Reader, clauses_of, is_told_by_its_list
from pipeline.reading.enumeration import quoted
from pipeline.reading.force import count_of, count_of_kinds, is_open
from pipeline.reading.mentions import Found


@dataclass(frozen=True, slots=True)
class _Named:
    """A type that a clause names."""

    start: int
    end: int
    clause: Clause
    concept_id: str = ""


def _once_each(named: list[_Named]) -> list[_Named]:
    """Keep the longest naming of each concept ("Offshore Outsourcing" before "utenfor landet")."""
    best: dict[str, _Named] = {}
    for one in named:
        key = one.concept_id or one.clause.block.text[one.start : one.end]
        if key not in best or one.end - one.start > best[key].end - best[key].start:
            best[key] = one
    return sorted(best.values(), key=lambda one: one.start)


def types_in_prose(document: Document, bulleted: Sequence[Taxonomy], reader: Reader) -> Iterator[Taxonomy]:
    """Yield, per paragraph and subject, the types that its clauses name.

    A type counts where the vocabulary knows it as narrower than the subject, or where a clause on one subject sets
    off several terms by quotation marks.
    """
    clauses = [clause for clause in clauses_of(document) if not is_told_by_its_list(clause.block, bulleted)]
    for _, group in groupby(clauses, key=lambda clause: clause.block.position):
        paragraph = list(group)
        for subject in sorted({index for clause in paragraph for index in clause.subjects}):
            named = _once_each([one for clause in paragraph for one in _types_named(clause, subject, reader)])
            if named:
                yield _prose_list(named, subject, paragraph, document)


def _types_named(clause: Clause, subject: int, reader: Reader) -> Iterable[_Named]:
    if clause.subjects != (subject,):
        return ()
    terms = quoted(clause.text, reader.language)
    if terms:
        return [_Named(clause.start + span.start, clause.start + span.end, clause) for span in terms]
    known = [one for one in clause.found if _is_type_of(one, subject, reader)]
    if known:
        return [_Named(one.start, one.end, clause, one.concept_id) for one in known]
    announced = announced_types(clause, subject, reader)
    return [_Named(clause.start + span.start, clause.start + span.end, clause) for span in announced]


def _is_type_of(one: Found, subject: int, reader: Reader) -> bool:
    concept = vocabulary.load().by_id.get(one.concept_id)
    return concept is not None and concept.kind == "type" and subject in reader.owners(one.concept_id)


def _prose_list(named: list[_Named], subject: int, paragraph: list[Clause], document: Document) -> Taxonomy:
    block = named[0].clause.block
    items = []
    for position, one in enumerate(named):
        place = block.place(one.start, one.end)
        items.append(Item(position, place, "", Name(block.text[one.start : one.end], place)))
    parent = _naming(subject, paragraph, document) or Name(
        document.subjects[subject].label, document.subjects[subject].span
    )
    cues = [cue for one in named for cue in one.clause.cues]
    span = Span(items[0].span.start, items[-1].span.end)
    count = count_of(cues) or count_of_kinds(cues)
    return Taxonomy(ListKind.TYPES, span, tuple(items), parent, subject, None, Origin.PROSE, count, is_open(cues))


def _naming(subject: int, paragraph: list[Clause], document: Document) -> Name | None:
    """Return the place in a paragraph where a subject is named by its own name."""
    concept_id = document.subjects[subject].concept_id
    for clause in paragraph:
        for one in clause.found:
            if one.concept_id == concept_id:
                return Name(clause.block.text[one.start : one.end], clause.block.place(one.start, one.end))
    return None
