"""Stage 7, taxonomies: lists with their parent and kind, bulleted, in table cells and in sentences.

The parent of a list stands in its lead-in ("… kan ringesentre kategoriseres i …"), else in its heading; its kind is
told by the lead-in's words, else by the role of its section. A cell or a sentence that names types of a compared
thing is a list too.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby, pairwise

from pipeline.model import (
    Block,
    BlockKind,
    Cell,
    CellKind,
    Document,
    Item,
    ListKind,
    Name,
    Origin,
    Role,
    Span,
    Table,
    Taxonomy,
)
from pipeline.reading.aspects import aspect_of
from pipeline.reading.clauses import (
    GOING_ON,
    Reader,
    reader_of,
    section_subjects,
)
from pipeline.reading.enumeration import members
from pipeline.reading.force import count_of, is_open
from pipeline.reading.forms import holds
from pipeline.reading.lead_in import LeadIn, kind_of_section
from pipeline.reading.list_items import SEPARATOR, item_of, items_of
from pipeline.reading.mentions import Found, find
from pipeline.reading.named_types import types_in_prose
from pipeline.reading.two_columns import lists_in_columns
from pipeline.stages.stage import SourceStage
from pipeline.text.folding import fold
from pipeline.text.scripts import count_words

TYPES_ASPECT = "aspect:types"

_MODIFIERS = 3  # words that tell a kind from others: "Long-haired white cat"
_COLONS = (":", "：")
_NUMBERED = re.compile(r"\(?(\d+)([.)])")


def find_taxonomies(document: Document) -> Document:
    """Lay the lists over a document: first those with bullets, then those in cells, then those in prose."""
    if not document.subjects:
        return document
    reader = reader_of(document)
    bulleted = [*_bulleted(document, reader), *lists_in_columns(document, reader)]
    found = [
        *bulleted,
        *(one for table in document.tables for one in _in_cells(table, document, reader)),
        *types_in_prose(document, bulleted, reader),
    ]
    return replace(document, taxonomies=tuple(found))


# -------------------------------------------------------------------------------------------------- bulleted lists


def _bulleted(document: Document, reader: Reader) -> Iterator[Taxonomy]:
    for run in (_led_in_by_items(one, reader) for one in _runs(document.blocks)):
        before = document.blocks[run[0].position - 1] if run[0].position else None
        whole = _list([block for block in run if block.level == _outermost(run)], before, document, reader)
        yield whole
        yield from _nested(run, whole.kind, document, reader)


def _led_in_by_items(run: list[Block], reader: Reader) -> list[Block]:
    """Set in the items of a flat list below those that announce them, where it begins so: "• Types of loan:"."""
    leading = [block for block in run if block.text.endswith(_COLONS)]
    flat = len({block.level for block in run}) == 1
    if not flat or not 0 < len(leading) < len(run) or leading[0] is not run[0] or run[-1] in leading:
        return run
    if any(LeadIn.of(_as_lead_in(block), reader.language).kind(Role.BODY) is ListKind.OTHER for block in leading):
        return run
    return [block if block in leading else replace(block, level=block.level + 1) for block in run]


def _as_lead_in(item: Block) -> Block:
    return replace(item, kind=BlockKind.PARAGRAPH, role=Role.LIST_INTRO)


def _runs(blocks: Sequence[Block]) -> Iterator[list[Block]]:
    """Yield the stretches of list items, whatever their levels.

    A numbered list goes on behind a paragraph where its numbers do, or where each item starts anew at 1.
    """
    runs: list[list[Block]] = []
    for is_item, group in groupby(
        blocks, key=lambda block: block.kind is BlockKind.LIST_ITEM and not block.boilerplate
    ):
        if is_item:
            run = list(group)
            if runs and _goes_on(runs[-1][-1], run[0], blocks):
                runs[-1].extend(run)
            else:
                runs.append(run)
    yield from runs


def _goes_on(last: Block, first: Block, blocks: Sequence[Block]) -> bool:
    """Tell whether one paragraph, which continues the item before it, parts two stretches of a numbered list."""
    if first.position != last.position + 2 or blocks[last.position + 1].kind is not BlockKind.PARAGRAPH:
        return False
    before, after = (_NUMBERED.fullmatch(block.marker) for block in (last, first))
    if before is None or after is None or before[2] != after[2] or last.level != first.level:
        return False
    return int(after[1]) == int(before[1]) + 1 or after[1] == before[1] == "1"


def _outermost(run: Sequence[Block]) -> int:
    return min(block.level for block in run)


def _nested(run: list[Block], kind: ListKind, document: Document, reader: Reader) -> Iterator[Taxonomy]:
    """Yield the lists inside a list, each with the item above it as parent; below a type stand its own types.

    An item that ends in a colon leads its list in as a line above a list does.
    """
    level = _outermost(run)
    kind = kind if kind is ListKind.TYPES else ListKind.OTHER
    tops = [index for index, block in enumerate(run) if block.level == level]
    for top, following in pairwise([*tops, len(run)]):
        inner = run[top + 1 : following]
        if inner:
            items = [block for block in inner if block.level == _outermost(inner)]
            led_in = _led_in_by(run[top], items, document, reader)
            yield led_in or Taxonomy(
                kind=kind,
                span=Span(items[0].span.start, items[-1].span.end),
                items=items_of(items, kind, document),
                parent=item_of(0, run[top], document).label,
                lead_in=run[top].span,
            )
            yield from _nested(inner, kind, document, reader)


def _led_in_by(top: Block, items: list[Block], document: Document, reader: Reader) -> Taxonomy | None:
    """Return the list that an item announces in so many words ("Advantages of a loan:"), or None."""
    if not top.text.endswith(_COLONS):
        return None
    found = _list(items, _as_lead_in(top), document, reader)
    return found if found.kind is not ListKind.OTHER and found.kind is not kind_of_section(top.section_role) else None


def _list(run: list[Block], before: Block | None, document: Document, reader: Reader) -> Taxonomy:
    above = before if before and before.kind in (BlockKind.PARAGRAPH, BlockKind.HEADING) else None
    lead_in = LeadIn.of(above, reader.language) if above else None
    heading = document.blocks[run[0].parent] if run[0].parent is not None else None
    section = Role.BODY if above and _starts_anew(above, heading, reader) else run[0].section_role
    kind = lead_in.kind(section) if lead_in else kind_of_section(section)
    parent, subject = _parent(lead_in, heading, kind, reader)
    if kind is ListKind.OTHER and (headed_by := _kind_of_items(run, document, reader)) is not None:
        kind, subject = ListKind.TYPES, headed_by
        parent = Name(document.subjects[headed_by].label, document.subjects[headed_by].span)
    if subject is None and heading is not None and heading.role in GOING_ON:
        parent, subject = _parent_before(run, document, reader)
        parent = parent or Name(heading.text, heading.span)
    return Taxonomy(
        kind=kind,
        span=Span(run[0].span.start, run[-1].span.end),
        items=items_of(run, kind, document),
        parent=parent,
        subject=subject,
        lead_in=above.span if above else None,
        count=lead_in.count(kind) if lead_in else None,
        open_list=lead_in is not None and lead_in.is_open,
    )


def _starts_anew(above: Block, heading: Block | None, reader: Reader) -> bool:
    """Tell whether a heading of no known role is none below the section's: it speaks of one thing, and that of others.

    "How to keep a kayak" goes on with no differences, and with no advantages of a canoe. A bare name goes on.
    """
    if above.kind is not BlockKind.HEADING or above.role is not Role.BODY or heading is None:
        return False
    named = _subjects_in(above, reader)
    bare = any(one.end - one.start == len(above.text.rstrip(":： ")) for one in named)
    ids, of_section = ({one.concept_id for one in some} for some in (named, _subjects_in(heading, reader)))
    of_all = kind_of_section(heading.role) in (ListKind.SUMMARY, ListKind.DIFFERENCES)
    return len(ids) == 1 and not bare and (of_section != ids if of_section else of_all)


def _subjects_in(block: Block, reader: Reader) -> list[Found]:
    return [one for one in find(block.text, reader.lens) if one.concept_id in reader.subject_ids]


def _kind_of_items(run: Sequence[Block], document: Document, reader: Reader) -> int | None:
    """Return the subject that a list under its definition names kinds of, where most of its items are headed by it.

    "Mountain bicycle", "racing bicycle": what is called after a thing, and is longer than its name, is a kind of it.
    """
    if run[0].section_role not in (Role.DEFINITION, Role.BODY, Role.INTRODUCTION, Role.TYPES):
        return None
    for index, subject in enumerate(document.subjects):
        headed = [block for block in run if _is_headed_by(block.text, subject.label, reader)]
        if len(headed) >= 2 and 2 * len(headed) > len(run):
            return index
    return None


def _is_headed_by(text: str, name: str, reader: Reader) -> bool:
    """Tell whether a short item is called after a thing: by a word of its own, or by the head of a compound."""
    label = SEPARATOR.split(text, maxsplit=1)[0]
    words = count_words(label)
    if text.endswith(_COLONS) or len(label) <= len(name) or words > count_words(name) + _MODIFIERS:
        return False
    key, thing = reader.language.fold_key(label), reader.language.fold_key(name)
    compound = key.endswith(thing) and (reader.language.compounds or not reader.language.spaces)
    return compound or (words > count_words(name) and holds(label, name, reader.language))


def _parent(
    lead_in: LeadIn | None, heading: Block | None, kind: ListKind, reader: Reader
) -> tuple[Name | None, int | None]:
    """Return what a list is of: the one subject that its lead-in names, else the one that its heading names.

    A list of differences and a summary are of all subjects, and have no parent among them.
    """
    if kind in (ListKind.SUMMARY, ListKind.DIFFERENCES):
        return None, None
    above = [(lead_in.block, len(lead_in.block.text) - len(lead_in.text)), (lead_in.block, 0)] if lead_in else []
    for block, start in (*above, *([(heading, 0)] if heading else [])):
        named = [one for one in find(block.text[start:], reader.lens) if one.concept_id in reader.subject_ids]
        if len({one.concept_id for one in named}) == 1:
            place = Span(start + named[-1].start, start + named[-1].end)
            name = Name(place.of(block.text), block.place(*place))
            return name, reader.subject_ids.index(named[-1].concept_id)
    return (Name(heading.text, heading.span), None) if heading else (None, None)


def _parent_before(run: list[Block], document: Document, reader: Reader) -> tuple[Name | None, int | None]:
    """Return the subject that a list under a bare heading ("Advantages") goes on about."""
    before = section_subjects(run[0], document.blocks, reader)
    if len(before) != 1:
        return None, None
    subject = document.subjects[before[0]]
    return Name(subject.label, subject.span), before[0]


# ------------------------------------------------------------------------------------------------------ table cells


def _in_cells(table: Table, document: Document, reader: Reader) -> Iterator[Taxonomy]:
    """Yield a list for each cell of a row on types that joins several."""
    for cell, aspect in table.labelled():
        if cell.kind is not CellKind.VALUE or aspect is None or cell.subject is None:
            continue
        if aspect_of(aspect.text, reader.language.code) == TYPES_ASPECT:
            spans = members(cell.text, reader.language)
            if spans:
                yield _cell_list(cell, aspect, spans, document, reader)


def _cell_list(cell: Cell, aspect: Cell, spans: tuple[Span, ...], document: Document, reader: Reader) -> Taxonomy:
    assert cell.subject is not None
    cues = reader.language.lexicon.find(fold(f"{aspect.text} {cell.text}", reader.language.casing).text)
    subject = document.subjects[cell.subject]
    header = next((top for top in _tops(document, cell.subject)), None)
    items = []
    for position, span in enumerate(spans):
        place = cell.place(*span)
        items.append(Item(position, place, "", Name(span.of(cell.text), place)))
    parent = Name(header.text, header.span) if header else Name(subject.label, subject.span)
    return Taxonomy(
        ListKind.TYPES,
        cell.span,
        tuple(items),
        parent,
        cell.subject,
        aspect.span,
        Origin.TABLE,
        count_of(cues),
        is_open(cues),
    )


def _tops(document: Document, subject: int) -> Iterator[Cell]:
    for table in document.tables:
        yield from (cell for cell in table.cells if cell.kind is CellKind.HEADER and cell.subject == subject)


STAGE = SourceStage(
    "taxonomies",
    1,
    requires=("blocks", "subjects", "tables"),
    assigns=("taxonomies",),
    apply=find_taxonomies,
)
