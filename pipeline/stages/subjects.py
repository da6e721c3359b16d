"""Stage 5, subjects: the two to four things that a source compares, from its title, confirmed by its body.

"X and Y" in a title joins anything, so a joining title counts only where the body names both things again. Where no
title words a comparison, headings and tables name the things, if the body bears them out. A source that names no two
things is no comparison, and is quarantined.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from pipeline import languages
from pipeline.findings import finding
from pipeline.languages import Language
from pipeline.model import Block, BlockKind, Document, Name, Role, Span, Subject
from pipeline.reading.confirmation import Confirmation
from pipeline.reading.lens import source_concept_id, vocabulary_concept
from pipeline.reading.untitled import MOST, named_by_structure
from pipeline.stages.stage import SourceStage
from pipeline.text.cues import template
from pipeline.text.folding import Folded, fold
from pipeline.text.titles import COMMAS, read_title, split_names

# A joining title ("X and Y") is a comparison where the body names each thing this often.
_CONFIRMATIONS = 2
# A heading of another role joins nothing: "Pros and Cons", or "紅茶とは" (what is tea) with its "と" (and).
_MAY_NAME_BOTH = (Role.TITLE, Role.BODY, Role.INTRODUCTION, Role.KEY_DIFFERENCE)
_EXPANSION_BLOCKS = 40  # a short name is explained where it first stands, not at the end
_ACRONYM = re.compile(r"[A-ZÀ-ÞĀ-ŽА-ЯΑ-Ω][A-ZÀ-ÞĀ-ŽА-ЯΑ-Ω0-9]{1,7}")


def find_subjects(document: Document) -> Document:
    """Lay the subjects over a document; one without subjects is quarantined with a finding."""
    language = languages.load(document.language)
    named = _named_in_title(document, language) or named_by_structure(document, language)
    if not named:
        missing = finding("source.not_comparison", document.source.source_id)
        return replace(document, findings=(*document.findings, missing))
    subjects = tuple(_subject(position, name, document, language) for position, name in enumerate(named))
    return replace(document, subjects=subjects)


def _subject(position: int, name: Name, document: Document, language: Language) -> Subject:
    """Make a subject with its identity: the vocabulary's concept by its name or expansion, else the source's own."""
    expansion = _expansion(name.text, document.blocks, language)
    labels = [name.text, *([expansion.text] if expansion else [])]
    known = (vocabulary_concept(label, language.code, "subject") for label in labels)
    concept_id = next(filter(None, known), "") or source_concept_id(name.text, language.code)
    return Subject(position, name.text, name.span, expansion=expansion, concept_id=concept_id)


def _named_in_title(document: Document, language: Language) -> tuple[Name, ...]:
    """Return the names in the first title or heading that words a comparison and is borne out by the body."""
    for block in _candidates(document):
        comparison = read_title(block.text, language)
        if comparison is None or (not comparison.specific and block.role not in _MAY_NAME_BOTH):
            continue
        needed = 1 if comparison.specific else _CONFIRMATIONS
        body = Confirmation(document, [block.position], language)
        parts = [_parts(block, span, body, language) for span in (comparison.first, comparison.second)]
        names = tuple(name for several in parts for name in several)
        if len(names) > MOST:
            names = tuple(_name(block, *span, language) for span in (comparison.first, comparison.second))
        texts = [name.text for name in names]
        if len(set(texts)) == len(texts) and all(body.blocks(text, set(texts) - {text}) >= needed for text in texts):
            return names
    return ()


def _parts(block: Block, span: tuple[int, int], body: Confirmation, language: Language) -> tuple[Name, ...]:
    """Return the names in one slot of a title: more than one where the body speaks of each, not of the whole."""
    whole = _name(block, *span, language)
    parts = tuple(_name(block, *place, language) for place in split_names(block.text, span, language))
    is_one = not set(COMMAS) & set(whole.text) and body.verbatim(whole.text)
    if len(parts) < 2 or is_one:
        return (whole,)
    return parts if all(body.blocks(part.text) >= _CONFIRMATIONS for part in parts) else (whole,)


def _candidates(document: Document) -> Iterator[Block]:
    blocks = [block for block in document.blocks if not block.boilerplate]
    yield from (block for block in blocks if block.kind is BlockKind.TITLE)
    yield from (block for block in blocks if block.kind is BlockKind.HEADING)


def _name(block: Block, start: int, end: int, language: Language) -> Name:
    """Cut a name out of a title, without the suffix that an apostrophe parts from it."""
    text = block.text[start:end]
    for mark in language.marks.suffix_marks:
        cut = text.rfind(mark.rstrip("*"))
        if cut > 0 and (mark.endswith("*") or text.endswith(mark)) and " " not in text[cut:]:
            text = text[:cut]
    return Name(text, block.place(start, start + len(text)))


def _expansion(label: str, blocks: tuple[Block, ...], language: Language) -> Name | None:
    """Return what a short name stands for, as the source explains it."""
    if not _ACRONYM.fullmatch(label):
        return None
    for block in blocks[:_EXPANSION_BLOCKS]:
        if block.boilerplate:
            continue
        folded = fold(block.text, language.casing)
        for phrase in language.definition.expansion:
            found = _explained(label, phrase, block, folded, language)
            if found:
                return found
    return None


def _explained(label: str, phrase: str, block: Block, folded: Folded, language: Language) -> Name | None:
    key = re.escape(language.fold_key(label))
    pattern = template(language.fold_key(phrase), r"[^.;:()]{3,80}?", language.spaces)
    pattern = re.sub(r"\(\?P<x>.*?\?\)", f"(?P<x>{key})", pattern)
    pattern = re.sub(r"(?P<head>^|\W)\(\?P<x>", r"\g<head>(?P<x>", pattern)
    says_so = any(word not in _joins(language) for word in re.findall(r"\w{2,}", re.sub(r"\{\w\}", " ", phrase)))
    open_ended = phrase.rstrip().endswith("{e}")
    for match in re.finditer(r"(?<!\w)" + pattern + (r"(?=[\s.,;:)]|$)" if open_ended else ""), folded.text):
        start, end = match.span("e")
        if says_so and not open_ended:
            return Name(block.text[slice(*folded.span(start, end))], block.place(*folded.span(start, end)))
        place = folded.span(start, end)
        for begin in _word_starts(block.text, place) if phrase.startswith("{e}") else (place.start,):
            spelled = _spelled_out(label, block.text, begin, language)
            if spelled and (open_ended or spelled.end == place.end):
                return Name(block.text[slice(*spelled)], block.place(*spelled))
    return None


def _joins(language: Language) -> frozenset[str]:
    return frozenset(language.fold_key(word) for word in language.lists.conjunctions)


def _word_starts(text: str, place: Span) -> list[int]:
    """Return where the words of a stretch begin, the last first: only the end of what precedes "(API)" spells it."""
    return [match.start() for match in re.finditer(r"(?<!\w)\w", text) if place.start <= match.start() < place.end][
        ::-1
    ]


def _spelled_out(label: str, text: str, start: int, language: Language) -> Span | None:
    """Return the words from `start` whose initials are the letters of `label`, small words skipped.

    Schwartz & Hearst, "A simple algorithm for identifying abbreviation definitions" (PSB 2003), forwards.
    """
    letters = list(language.fold_key(label))
    end = start
    for word in re.finditer(r"[^\W\d_][\w'-]*", text[start:]):
        if letters and language.fold_key(word.group())[0] == letters[0]:
            letters.pop(0)
            end = start + word.end()
        elif len(word.group()) > 3:
            return None
        if not letters:
            return Span(start, end)
    return None


STAGE = SourceStage(
    "subjects",
    1,
    requires=("blocks", "language", "block.role"),
    assigns=("subjects",),
    apply=find_subjects,
)
