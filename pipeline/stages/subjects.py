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
from pipeline.model import Block, BlockKind, Document, Name, Role, Subject
from pipeline.reading.citation import citation_form
from pipeline.reading.confirmation import Confirmation
from pipeline.reading.expansions import find_expansion
from pipeline.reading.lens import source_concept_id, vocabulary_concept
from pipeline.reading.untitled import MOST, named_by_structure
from pipeline.stages.stage import SourceStage
from pipeline.text.titles import COMMAS, read_title, split_names
from pipeline.text.transliteration import latin_form

# A joining title ("X and Y") is a comparison where the body names each thing this often.
_CONFIRMATIONS = 2
_WORD = re.compile(r"\S+")
# A heading of another role joins nothing: "Pros and Cons", or "紅茶とは" (what is tea) with its "と" (and).
_MAY_NAME_BOTH = (Role.TITLE, Role.BODY, Role.INTRODUCTION, Role.KEY_DIFFERENCE)


def find_subjects(document: Document) -> Document:
    """Lay the subjects over a document; one without subjects is quarantined with a finding."""
    language = languages.load(document.language)
    titled = _named_in_title(document, language)
    named = titled or named_by_structure(document, language) or _named_in_part_of_title(document, language)
    if not named:
        missing = finding("source.not_comparison", document.source.source_id)
        return replace(document, findings=(*document.findings, missing))
    subjects = tuple(_subject(position, name, document, language) for position, name in enumerate(named))
    worded = bool(titled) or _are_in_title(named, document, language)
    guessed = () if worded else (finding("subject.by_structure", document.source.source_id, subjects[0].span),)
    return replace(document, subjects=subjects, findings=(*document.findings, *guessed))


def _subject(position: int, name: Name, document: Document, language: Language) -> Subject:
    """Make a subject with its identity: the vocabulary's concept by a name or its expansion, else the source's own."""
    expansion = find_expansion(name.text, document.blocks, language)
    listed = citation_form(name, document, language)
    latin = latin_form(name.text, document)
    aliases = tuple(dict.fromkeys(one for one in (name.text, latin) if one not in ("", listed.text)))
    labels = [listed.text, *aliases, *([expansion.text] if expansion else [])]
    known = (vocabulary_concept(label, language.code, "subject") for label in labels)
    concept_id = next(filter(None, known), "") or source_concept_id(latin or listed.text, language.code)
    return Subject(position, listed.text, listed.span, expansion, aliases, concept_id)


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
            names = tuple(_name(block, *span, body, language) for span in (comparison.first, comparison.second))
        texts = [name.text for name in names]
        if len(set(texts)) == len(texts) and all(body.blocks(text, set(texts) - {text}) >= needed for text in texts):
            return names
    return ()


def _named_in_part_of_title(document: Document, language: Language) -> tuple[Name, ...]:
    """Return the parts of what a title compares that the body speaks of: "Rabbit vs guinea pig as pets"."""
    for block in _candidates(document):
        comparison = read_title(block.text, language) if block.kind is BlockKind.TITLE and language.spaces else None
        if comparison is None or not comparison.specific:
            continue
        body = Confirmation(document, [block.position], language)
        found = [
            _part_spoken_of(block, span, body, from_end=span == comparison.first)
            for span in (comparison.first, comparison.second)
        ]
        names = tuple(_name(block, *span, body, language) for span in found if span)
        texts = {name.text for name in names}
        if len(texts) == len(found) and body.together(texts):
            return names
    return ()


def _part_spoken_of(
    block: Block, span: tuple[int, int], body: Confirmation, *, from_end: bool
) -> tuple[int, int] | None:
    """Return the longest beginning of a stretch of a title, or end of it, that blocks of the body name; or None."""
    start, end = span
    words = [(start + word.start(), start + word.end()) for word in _WORD.finditer(block.text[start:end])]
    parts = ((at, end) for at, _ in words) if from_end else ((start, at) for _, at in reversed(words))
    return next((part for part in parts if body.blocks(block.text[slice(*part)]) >= _CONFIRMATIONS), None)


def _are_in_title(names: tuple[Name, ...], document: Document, language: Language) -> bool:
    """Tell whether the title names all that structure does, if with other words beside ("Renting vs Leasing a Car")."""
    title = language.fold_key(document.title.text) if document.title else ""
    return all(language.fold_key(name.text) in title for name in names)


def _parts(block: Block, span: tuple[int, int], body: Confirmation, language: Language) -> tuple[Name, ...]:
    """Return the names in one slot of a title: more than one where the body speaks of each, not of the whole."""
    whole = _name(block, *span, body, language)
    parts = tuple(_name(block, *place, body, language) for place in split_names(block.text, span, language))
    is_one = not set(COMMAS) & set(whole.text) and body.verbatim(whole.text)
    if len(parts) < 2 or is_one:
        return (whole,)
    spoken_of = all(body.blocks(part.text) >= _CONFIRMATIONS for part in parts)
    return parts if spoken_of or body.over_columns([part.text for part in parts], whole.text) else (whole,)


def _candidates(document: Document) -> Iterator[Block]:
    blocks = [block for block in document.blocks if not block.boilerplate]
    yield from (block for block in blocks if block.kind is BlockKind.TITLE)
    yield from (block for block in blocks if block.kind is BlockKind.HEADING)


def _name(block: Block, start: int, end: int, body: Confirmation, language: Language) -> Name:
    """Cut a name out of a title, without the suffix that an apostrophe parts from it.

    A particle without such a mark may be the name's own end; then the body has the rest in no other block.
    """
    text = block.text[start:end]
    for mark in language.marks.suffix_marks:
        cut = text.rfind(mark.rstrip("*"))
        if cut > 0 and (mark.endswith("*") or text.endswith(mark)) and " " not in text[cut:]:
            bare = text[:cut].rstrip()
            if not mark[0].isalpha() or body.holding(bare) > body.holding(text):
                text = bare
    return Name(text, block.place(start, start + len(text)))


STAGE = SourceStage(
    "subjects",
    1,
    requires=("blocks", "language", "block.role"),
    assigns=("subjects",),
    apply=find_subjects,
)
