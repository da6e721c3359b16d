"""Stage 9b, defects: what is broken, missing or left over in a source, as coded findings.

Each rule is a function from a document to findings; all see every layer, none changes one.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import lru_cache
from itertools import pairwise

from pipeline import languages, vocabulary
from pipeline.findings import finding
from pipeline.languages import Language
from pipeline.model import Block, BlockKind, Cell, CellKind, Document, Finding, ListKind, Origin, Role, Span, Subject
from pipeline.reading.aspects import aspect_of
from pipeline.reading.clauses import Clause, How, clauses_of, reader_of
from pipeline.reading.forms import holds
from pipeline.reading.headings import read_heading
from pipeline.reading.labels import english
from pipeline.reading.mentions import find
from pipeline.stages.contents import CONTENTS_ENTRY
from pipeline.stages.stage import SourceStage
from pipeline.text.analysis import function_words
from pipeline.text.folding import fold
from pipeline.text.titles import read_title
from pipeline.verdicts.counts import listings, stated

_CONJUNCT_LETTERS = 4  # shorter words are joined to themselves for emphasis ("more and more", "daha ve daha")
_WORD_BEHIND = re.compile(r"\s+(\w+)")
_NEVER = re.compile(r"(?!)")
_EMPTY_CODES = {Role.CONTENTS: "contents.empty", Role.REFERENCES: "references.empty"}


def find_defects(document: Document) -> Document:
    """Add the findings on a document's structure, its residue of translation and its subjects."""
    if not document.subjects:
        return document
    found = [one for rule in _RULES for one in rule(document)]
    return replace(document, findings=(*document.findings, *found))


# -------------------------------------------------------------------------------------------------- empty promises


def _empty_sections(document: Document) -> Iterator[Finding]:
    headings = [block for block in document.blocks if _opens_a_section(block)]
    for heading, following in pairwise([*headings, None]):
        assert heading is not None
        end = following.position if following else len(document.blocks)
        content = [block for block in document.blocks[heading.position + 1 : end] if _is_content(block)]
        if heading.role is Role.CONTENTS:  # its entries are lines like headings; a paragraph is none
            content = [block for block in content if block.kind is not BlockKind.PARAGRAPH]
        if not content:
            code = _EMPTY_CODES.get(heading.role, "section.empty")
            yield finding(code, document.source.source_id, heading.span, heading=heading.text)


def _is_content(block: Block) -> bool:
    return not block.boilerplate or block.boilerplate_rule == CONTENTS_ENTRY


def _opens_a_section(block: Block) -> bool:
    if block.role is Role.CONTENTS:
        return block.kind is BlockKind.HEADING
    return block.kind is BlockKind.HEADING and not block.boilerplate and block.role is not Role.BODY


def _title(document: Document) -> Iterator[Finding]:
    if document.title is None:
        return
    language = languages.load(document.language)
    comparison = read_title(document.title.text, language)
    for block in document.blocks:
        if block.boilerplate_rule == "title.repeated":
            yield finding("title.repeated", document.source.source_id, document.title.span, block.span)
    if comparison is None or comparison.suffix is None:
        return
    suffix = document.title.text[slice(*comparison.suffix)]
    yield finding("title.suffix", document.source.source_id, document.title.span, suffix=suffix)
    if _promises_a_table(suffix, language):
        place = document.tables[0].span if document.tables else None
        code = "title.promises_table" if place else "title.promised_table_missing"
        count = f"{len(document.tables)} table" + ("s" if len(document.tables) > 1 else "")
        yield finding(code, document.source.source_id, document.title.span, place, suffix=suffix, tables=count)


def _promises_a_table(suffix: str, language: Language) -> bool:
    cues = language.lexicon.find(fold(suffix, language.casing).text)
    return any(cue.key == "promises_table" and cue.group in ("title", "mistranslated") for cue in cues)


def _counts(document: Document) -> Iterator[Finding]:
    """A number that is said of a thing's types, or above a list, and that its list does not have."""
    said = [
        (claim.span, claim.count, listing.span, listing.count)
        for claim in stated(document.statements)
        for listing in listings(document.statements)
        if (claim.subject_id, claim.aspect_id) == (listing.subject_id, listing.aspect_id) and not listing.open_list
    ]
    above = [
        (one.lead_in, one.count, one.span, len(one.items))
        for one in document.taxonomies
        if one.origin is Origin.LIST and one.lead_in and one.count and not one.open_list
    ]
    told = {place for _, _, place, _ in said}
    for claim, stated_count, place, listed in (*said, *(one for one in above if one[2] not in told)):
        if stated_count != listed:
            yield finding(
                "list.count_mismatch", document.source.source_id, claim, place, stated=stated_count, listed=listed
            )


# -------------------------------------------------------------------------------------------------- lists and tables


def _bare_items(document: Document) -> Iterator[Finding]:
    for taxonomy in document.taxonomies:
        if taxonomy.origin is not Origin.LIST or taxonomy.kind in (ListKind.SUMMARY, ListKind.DIFFERENCES):
            continue
        bare = [item for item in taxonomy.items if item.description is None]
        if 0 < len(bare) < len(taxonomy.items):
            yield finding(
                "list.items_without_description", document.source.source_id, bare[0].span, bare[-1].span,
                bare=len(bare), items=len(taxonomy.items),
            )  # fmt: skip


def _misfitting_labels(document: Document) -> Iterator[Finding]:
    """A row label that names a thing of the domain which none of its cells names."""
    reader = reader_of(document)
    known = vocabulary.load().by_id
    names = english((document,))
    for table in document.tables:
        cells_of: dict[Cell, list[Cell]] = {}
        for cell, label in table.labelled():
            if label and cell.kind is CellKind.VALUE:
                cells_of.setdefault(label, []).append(cell)
        for label, cells in cells_of.items():
            said = {one.concept_id for one in find(label.text, reader.lens) if one.concept_id in known}
            said = {one for one in said if known[one].kind == "value" and one not in _places()}
            named = {one.concept_id for cell in cells for one in find(cell.text, reader.lens)}
            if said and not said & named and aspect_of(label.text, document.language) not in said:
                place = Span(label.span.start, max(cell.span.end for cell in cells))
                yield finding(
                    "table.row_label_misfit", document.source.source_id, place,
                    label=label.text, aspect=", ".join(sorted(map(names, said))),
                )  # fmt: skip


def _places() -> frozenset[str]:
    return frozenset(concept.concept_id for concept in vocabulary.load().concepts if concept.scheme == "scale")


# -------------------------------------------------------------------------------------------------- residue


def _mistranslated_headings(document: Document) -> Iterator[Finding]:
    """A heading that stands where a role belongs but means something else; the name of a compared thing means it."""
    language, reader = languages.load(document.language), reader_of(document)
    for block in document.blocks:
        if block.kind is not BlockKind.HEADING or block.boilerplate:
            continue
        reading = read_heading(block.text, (), language)
        if reading and reading.mistranslated and not reader.names(find(block.text, reader.lens)):
            yield finding(
                "heading.mistranslated",
                document.source.source_id,
                block.span,
                heading=block.text,
                role=reading.role.value,
            )


def _repeated_conjuncts(document: Document) -> Iterator[Finding]:
    """Find two terms ("customers and clients") that a translation made one, named twice around a conjunction.

    Behind the second stands no word of content, or it is another term's beginning ("steamed milk and milk foam").
    """
    language = languages.load(document.language)
    pattern = _conjuncts(language)
    idle = {*function_words(language.code), *language.lists.conjunctions}
    for block in document.blocks:
        folded = fold(block.text, language.casing)
        for match in pattern.finditer(folded.text):
            behind = _WORD_BEHIND.match(folded.text, match.end())
            if behind and behind[1] not in idle:
                continue
            place = folded.span(*match.span())
            raw = block.place(*place)
            yield finding("conjunct.repeated", document.source.source_id, raw, text=block.text[slice(*place)])


@lru_cache(maxsize=64)
def _conjuncts(language: Language) -> re.Pattern[str]:
    """Return what matches a word that stands on both sides of a conjunction, in languages that part words by blanks."""
    joins = "|".join(re.escape(language.fold_key(word)) for word in language.lists.conjunctions)
    if not joins or not language.spaces:
        return _NEVER
    return re.compile(rf"(?<!\w)(\w{{{_CONJUNCT_LETTERS},}})\s+(?:{joins})\s+\1(?!\w)")


def _furniture(document: Document) -> Iterator[Finding]:
    lines = [block for block in document.blocks if block.boilerplate and block.boilerplate_rule != "title.repeated"]
    if lines:
        yield finding("boilerplate.found", document.source.source_id, lines[0].span, lines[-1].span, count=len(lines))


# -------------------------------------------------------------------------------------------------- subjects


def _several_names(document: Document) -> Iterator[Finding]:
    """A subject under several names; a short name and what it stands for are one."""
    reader = reader_of(document)
    places: dict[str, dict[str, Span]] = {one.concept_id: {} for one in document.subjects if one.expansion is None}
    of = {one.concept_id: one for one in document.subjects}
    for block in document.blocks if places else ():
        for one in find(block.text, reader.lens) if not block.boilerplate else ():
            if one.concept_id in places:
                key = _name_key(block.text[one.start : one.end], of[one.concept_id], document)
                places[one.concept_id].setdefault(key, block.place(one.start, one.end))
    for found in places.values():
        if len(found) > 1:
            spans = sorted(found.values())
            names = ", ".join(span.of(document.text) for span in spans)
            yield finding("subject.several_names", document.source.source_id, spans[1], spans[0], names=names)


def _name_key(name: str, subject: Subject, document: Document) -> str:
    """Names that differ in their ending only are one: "call center", "call centers", "call sentre"."""
    language = languages.load(document.language)
    words = language.fold_key(subject.label if holds(name, subject.label, language) else name).split()
    return " ".join(word[:_CONJUNCT_LETTERS] for word in words[:1])


def _former_and_latter(document: Document) -> Iterator[Finding]:
    sentences: dict[tuple[int, tuple[int, int]], list[Clause]] = defaultdict(list)
    for clause in clauses_of(document):
        sentences[clause.block.position, clause.sentence].append(clause)
    for (_, (start, end)), parts in sentences.items():
        hows = {part.how: part.subjects[0] for part in parts if part.how in (How.FORMER, How.LATTER)}
        if len(hows) == 2:
            yield finding(
                "contrast.former_latter", document.source.source_id, parts[0].block.place(start, end),
                former=document.subjects[hows[How.FORMER]].label, latter=document.subjects[hows[How.LATTER]].label,
            )  # fmt: skip


def _contrast_markers(document: Document) -> Iterator[Finding]:
    """Say of each contrast marker whether it switches the subject, by what the clause behind it names."""
    language = languages.load(document.language)
    switches: dict[str, list[Span]] = defaultdict(list)
    keeps: dict[str, list[tuple[Span, str]]] = defaultdict(list)
    before: tuple[int, ...] = ()
    for clause in clauses_of(document):
        marker = _marker(clause, language)
        if marker and clause.subjects and before:
            place = clause.block.place(*clause.sentence)
            if clause.subjects != before:
                switches[marker].append(place)
            else:
                keeps[marker].append((place, document.subjects[clause.subjects[0]].label))
        before = clause.subjects or before
    for marker, places in keeps.items():
        for place, subject in places:
            other = switches[marker][0] if switches[marker] else None
            yield finding(
                "contrast.keeps_subject", document.source.source_id, place, other, marker=marker, subject=subject
            )
    for marker, spans in switches.items():
        if len(spans) > 1 and not keeps[marker]:
            yield finding(
                "contrast.switches", document.source.source_id, spans[0], spans[-1], marker=marker, times=len(spans)
            )


def _marker(clause: Clause, language: Language) -> str:
    """Return the sentence-opening contrast marker before a clause, or ""."""
    start, end = clause.sentence
    opening = clause.block.text[start : min(end, clause.start + 1)]
    if clause.start - start > 40:
        return ""
    cues = language.lexicon.find(fold(opening, language.casing).text)
    found = [cue for cue in cues if (cue.group, cue.key) == ("contrast", "sentence")]
    return found[0].phrase if found else ""


_RULES: tuple[Callable[[Document], Iterator[Finding]], ...] = (
    _empty_sections,
    _title,
    _counts,
    _bare_items,
    _misfitting_labels,
    _mistranslated_headings,
    _repeated_conjuncts,
    _furniture,
    _several_names,
    _former_and_latter,
    _contrast_markers,
)

STAGE = SourceStage(
    "defects",
    1,
    requires=("block.role", "title", "tables", "taxonomies", "statements"),
    assigns=("findings",),
    apply=find_defects,
)
