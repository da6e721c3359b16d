"""Statements of prose: definitions, expansions, values and types that clauses name, aspects put on a scale."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import groupby

from pipeline import vocabulary
from pipeline.model import BlockKind, Document, ListKind, Match, Name, Origin, Polarity, Role, Span, Statement
from pipeline.reading.aspects import aspect_of, known_aspect
from pipeline.reading.clauses import Clause, How, Reader, clauses_of, is_told_by_its_list, opposes, reader_of
from pipeline.reading.enumeration import quoted
from pipeline.reading.force import count_of, is_open, modality_of, polarity_of
from pipeline.reading.forms import holds
from pipeline.reading.mentions import Found, find
from pipeline.reading.predicates import said_alone
from pipeline.reading.repeated_rows import row_repeated
from pipeline.reading.respects import LABELLED, respect_of
from pipeline.reading.scope import Passage, reaching, without_answer
from pipeline.statements.values import (
    ADVANTAGES,
    DEFINITION,
    DIFFERENCE,
    DISADVANTAGES,
    EXPANSION,
    GENUS,
    TYPES,
    aspects_denied,
    aspects_on_scales,
    places_of,
    values_by_aspect,
)
from pipeline.text.cues import Cue

# How far the way in which a clause's subject was found can be trusted.
_CONFIDENCE = {
    How.NAMED: 0.9,
    How.FORMER: 0.85,
    How.LATTER: 0.85,
    How.BOTH: 0.75,
    How.INHERITED: 0.7,
    How.SECTION: 0.6,
    How.NONE: 0.0,
}
_CUE_NEAR_SUBJECT = 12  # characters between a subject and what makes the clause a definition of it
_OPENING = 2  # characters: a defining sentence of a verb-final language begins with its subject
_BESIDE_VERB = 3  # characters
_HEADING_WORDS = 4  # a longer one may use the aspect's name for something else
_AROUND_LABEL = " :：–—-"
_QUESTIONS = "?？؟\u037e"
_FEWEST_WORDS = 3
_LONG_WORD = 4  # letters
_LETTERS_A_WORD = 2  # in scripts without blanks
_SECTION_ASPECTS = {Role.ADVANTAGES: ADVANTAGES, Role.DISADVANTAGES: DISADVANTAGES}


def prose_statements(document: Document) -> Iterator[Statement]:
    """Yield the statements of the paragraphs and of the sentences in lists of a document."""
    yield from _expansions(document)
    labels, headings = _labels(document), _aspects_of_headings(document)
    for (position, sentence), group in groupby(
        clauses_of(document), key=lambda one: (one.block.position, one.sentence)
    ):
        clauses = list(group)
        if is_told_by_its_list(clauses[0].block, document.taxonomies) or _is_question(clauses[0].block.text, sentence):
            continue
        is_split = len({clause.subjects for clause in clauses if clause.subjects}) > 1
        for clause in (_behind_label(one, labels.get(position)) for one in clauses):
            for subject in clause.subjects:
                said = list(_of_clause(clause, subject, labels.get(position), document))
                yield from said or _guessed(clause, subject, headings.get(position, ""), is_split, document)


def _labels(document: Document) -> Mapping[int, Name]:
    """Return, by block, the respect that an item of a list of differences opens with ("Depth: …")."""
    blocks = {block.span: block.position for block in document.blocks if block.kind is BlockKind.LIST_ITEM}
    lists = (one for one in document.taxonomies if one.origin is Origin.LIST and one.kind is ListKind.DIFFERENCES)
    items = (item for one in lists for item in one.items if item.description and item.span in blocks)
    reader = reader_of(document)
    found = {blocks[item.span]: item.label for item in items}
    return {position: label for position, label in found.items() if not reader.names(find(label.text, reader.lens))}


def _aspects_of_headings(document: Document) -> Mapping[int, str]:
    """Return, by block, the aspect of the vocabulary that the heading over it names ("Price")."""
    aspects, current = {}, ""
    for block in document.blocks:
        if block.kind is BlockKind.HEADING and not block.boilerplate:
            is_short = len(block.text.split()) <= _HEADING_WORDS
            current = known_aspect(block.text, document.language) if block.role is Role.BODY and is_short else ""
        aspects[block.position] = current
    return aspects


def _behind_label(clause: Clause, label: Name | None) -> Clause:
    """Take the label of an item off its first clause."""
    if label is None or not clause.text.startswith(label.text):
        return clause
    rest = clause.text[len(label.text) :].lstrip(_AROUND_LABEL)
    return replace(clause, start=clause.end - len(rest)) if rest else clause


def _is_question(text: str, sentence: tuple[int, int]) -> bool:
    return text[sentence[1] - 1] in _QUESTIONS


def _of_clause(clause: Clause, subject: int, label: Name | None, document: Document) -> Iterator[Statement]:
    reader = reader_of(document)
    groups = dict(values_by_aspect(clause.found, reader.subject_ids))
    for aspect in aspects_denied(clause.found, clause.cues):
        groups.setdefault(aspect, ())
    for aspect, places in aspects_on_scales(clause.found).items():
        groups[aspect] = (*groups.get(aspect, ()), *places)
    alone: Mapping[str, tuple[str, ...]] = {}
    if not groups and len(clause.subjects) == 1:
        row = row_repeated(clause, subject, document)
        alone = said_alone(clause, _labelled(label, reader), row, reader)
        groups.update(alone)
    if TYPES not in groups and _counts_types(clause, reader):
        groups[TYPES] = ()
    if not alone and _defines(clause, subject, document) and not (groups and _leads_in_a_list(clause)):
        groups.setdefault(DEFINITION, ())
    if section := _SECTION_ASPECTS.get(clause.block.role):
        groups.setdefault(section, ())
    for aspect, ids in groups.items():
        yield _statement(clause, subject, aspect, ids, document)
    if label is not None and (aspect := _labelled(label, reader)) not in groups:
        yield _statement(clause, subject, aspect, (), document, LABELLED)


def _labelled(label: Name | None, reader: Reader) -> str:
    return aspect_of(label.text, reader.language.code) if label is not None else ""


def _guessed(clause: Clause, subject: int, heading: str, is_split: bool, document: Document) -> Iterator[Statement]:
    """Yield what a clause says in a respect that only its words or its place show."""
    row, code = row_repeated(clause, subject, document), document.language
    respect = respect_of(clause, heading, row, code, is_half=is_split)
    if respect and _says_something(clause, reader_of(document)):
        yield _statement(clause, subject, respect.aspect_id, (), document, respect.certainty)


def _counts_types(clause: Clause, reader: Reader) -> bool:
    """Tell whether a clause states how many types there are of its subject; "these two formats" are the subjects."""
    count = count_of(clause.cues)
    if count is None or clause.how is How.BOTH:
        return False
    return clause.how is How.NAMED or count != len(reader.subject_ids)


def _says_something(clause: Clause, reader: Reader) -> bool:
    """Tell whether a clause is more than a fragment ("but coffee is"), and does not lead in a list."""
    block, language = clause.block, reader.language
    if _leads_in_a_list(clause):
        return False
    size = len(clause.text.split()) if language.spaces else len(clause.text) // _LETTERS_A_WORD
    if size >= _FEWEST_WORDS:
        return True
    letters = list(block.text)
    for one in clause.found:
        if one.concept_id in reader.subject_ids:
            letters[one.start : one.end] = " " * (one.end - one.start)
    rest = "".join(letters[clause.start : clause.end])  # of "danau luas" (the lake is wide), "luas"
    longest = max(map(len, rest.split()), default=0)
    return longest >= (_LONG_WORD if language.spaces else _LETTERS_A_WORD)


def _leads_in_a_list(clause: Clause) -> bool:
    """Tell whether a clause is the last of the paragraph above a list ("Lakes are divided into:")."""
    block = clause.block
    return block.role is Role.LIST_INTRO and not any(map(str.isalnum, block.text[clause.end :]))


def _statement(
    clause: Clause, subject: int, aspect: str, ids: tuple[str, ...], document: Document, certainty: float = 1.0
) -> Statement:
    return Statement(
        source_id=document.source.source_id,
        subject_id=document.subjects[subject].concept_id,
        aspect_id=aspect,
        value=clause.text,
        span=clause.block.place(clause.start, clause.end),
        origin=_origin(clause, aspect),
        confidence=round(_CONFIDENCE[clause.how] * certainty, 4),
        value_concept_ids=ids,
        polarity=_polarity(clause, aspect, ids, document),
        modality=modality_of(_outside_names(clause, document)),
        count=count_of(clause.cues) if aspect == TYPES else None,
        open_list=is_open(clause.cues),
        enumeration=_enumerates(clause, ids, document),
    )


def _outside_names(clause: Clause, document: Document) -> list[Cue]:
    """Return the cues of a clause that are no part of its subjects' names: Finnish "voi" is butter, and "may"."""
    own = []
    for name in (document.subjects[subject].concept_id for subject in clause.subjects):
        own += [(one.start, one.end) for one in clause.found if one.concept_id == name][:1]
    return [cue for cue in clause.cues if not any(start <= cue.start and cue.end <= end for start, end in own)]


def _polarity(clause: Clause, aspect: str, ids: tuple[str, ...], document: Document) -> Polarity:
    """Return whether a clause denies what it says; a definition by the negation beside its verb or at its end alone.

    "A format without loss" and "an independent review" are what they are.
    """
    language = reader_of(document).language
    values = places_of(clause.found, ids)
    named = places_of(clause.found, [document.subjects[one].concept_id for one in clause.subjects])
    passage = Passage(clause.block.text, clause.start, clause.end, named, values)
    cues = reaching(without_answer(clause.cues, clause.block.text, clause.start), passage, language)
    if aspect != DEFINITION or ids:
        return polarity_of(cues, values, language.negative_concord)
    verbs = [(cue.start, cue.end) for cue in cues if (cue.group, cue.key) == ("definition", "after")]
    if not verbs or language.definition.ending:
        verbs.append((clause.end, clause.end))
    words = [cue for cue in cues if (cue.group, cue.key) != ("negation", "endings") or cue.end >= clause.end - 1]
    return polarity_of(words, verbs, language.negative_concord, near=_BESIDE_VERB)


def _origin(clause: Clause, aspect: str) -> Origin:
    if clause.block.section_role in (Role.SUMMARY, Role.CONCLUSION) and clause.block.kind is BlockKind.LIST_ITEM:
        return Origin.SUMMARY
    if clause.how in (How.FORMER, How.LATTER) or clause.block.role is Role.KEY_DIFFERENCE or aspect == DIFFERENCE:
        return Origin.KEY_DIFFERENCE
    return Origin.DEFINITION if aspect in (DEFINITION, GENUS, EXPANSION) else Origin.PROSE


def _enumerates(clause: Clause, ids: tuple[str, ...], document: Document) -> bool:
    """Tell whether a clause lists types: it joins or quotes several, or states their number."""
    known = vocabulary.load().by_id
    types = [one for one in ids if one in known and known[one].kind == "type"]
    if len(types) < 2:
        return bool(types) and count_of(clause.cues) is not None
    joins = any(cue.group == "lists" and cue.key == "conjunctions" for cue in clause.cues)
    return joins or bool(quoted(clause.text, reader_of(document).language))


def _defines(clause: Clause, subject: int, document: Document) -> bool:
    """Tell whether a clause says what a subject is: a defining phrase behind its name, or at the clause's end."""
    concept_id = document.subjects[subject].concept_id
    named = [one for one in clause.found if one.concept_id == concept_id and _is_named(one, clause, subject, document)]
    if not named or clause.how is not How.NAMED or clause.block.role in _SECTION_ASPECTS:
        return False
    if clause.has("roles", Role.KEY_DIFFERENCE):
        return False  # "the main difference between tea and coffee is …" defines neither
    weak = [cue.end for cue in clause.cues if (cue.group, cue.key) == ("modality", "possible")]
    ends = [one.end for one in named]
    for cue in clause.cues:
        if cue.group != "definition" or any(end <= cue.start for end in weak):  # "a lake can be deep"
            continue
        if opposes(clause.block) and " " not in cue.phrase:
            continue  # there a bare copula says how a thing differs ("the lake is deep")
        if cue.key == "after" and any(0 <= cue.start - end <= _CUE_NEAR_SUBJECT for end in ends):
            return True
        if cue.key == "ending" and clause.end - cue.end <= 1 and named[0].start - clause.start <= _OPENING:
            return _is_uninflected(named[0], clause, subject, document)
    return False


def _is_uninflected(one: Found, clause: Clause, subject: int, document: Document) -> bool:
    """Tell whether a name has no case ending: in Turkish "of the guitar" opens what the guitar has, no definition."""
    language = reader_of(document).language
    surface = clause.block.text[one.start : one.end]
    label = document.subjects[subject].label
    is_listed = one.match is not Match.STEM or language.fold_key(surface) == language.fold_key(label)
    return is_listed or not language.names.endings


def _is_named(one: Found, clause: Clause, subject: int, document: Document) -> bool:
    """Tell whether a mention is the name of a subject, in whatever form; a stem of the vocabulary may be less."""
    language = reader_of(document).language
    surface = clause.block.text[one.start : one.end]
    return one.match is not Match.STEM or holds(surface, document.subjects[subject].label, language)


def _expansions(document: Document) -> Iterator[Statement]:
    """Yield what short names stand for, and by the vocabulary what kind of thing that makes them."""
    known = vocabulary.load().by_id
    for subject in document.subjects:
        if subject.expansion is None:
            continue
        concept = known.get(subject.concept_id)
        span = _sentence_around(subject.expansion.span.start, document)
        yield _expansion(document, subject.concept_id, EXPANSION, subject.expansion.text, span, (subject.concept_id,))
        genus = known.get(concept.broader_id) if concept else None
        if genus is not None and genus.aspect_id == GENUS:
            yield _expansion(document, subject.concept_id, GENUS, subject.expansion.text, span, (genus.concept_id,))


def _expansion(
    document: Document, subject_id: str, aspect: str, value: str, span: Span, ids: tuple[str, ...]
) -> Statement:
    source_id = document.source.source_id
    return Statement(source_id, subject_id, aspect, value, span, Origin.DEFINITION, 0.9, value_concept_ids=ids)


def _sentence_around(offset: int, document: Document) -> Span:
    for clause in clauses_of(document):
        span = clause.block.place(clause.start, clause.end)
        if span.start <= offset < span.end:
            return span
    return Span(offset, offset)
