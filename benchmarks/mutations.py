"""Changing one thing in an article, by what was read in it, so that it works in any language.

Each mutation is an edit of the raw text made from the spans of the read document: no string of any article and no word
of any language stands here. :func:`rests` tells the verdicts that rest on what was changed, and so must change too.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from pipeline import languages
from pipeline.alignment.anchors import anchors, number_key
from pipeline.model import BlockKind, CellKind, Document, ListKind, Origin, Polarity, Relation, Span, Statement, Verdict
from pipeline.reading.clauses import How, clauses_of, reader_of
from pipeline.reading.enumeration import members
from pipeline.reading.mentions import find
from pipeline.text.folding import fold
from pipeline.verdicts.quantities import number_places

_WORD_MARKS = "*{}|"
_WORDS = 3  # of a passage that can be denied without touching its edges
_EACH = 2  # mutations of one kind in one article


@dataclass(frozen=True, slots=True)
class Mutation:
    """Edits of a source's text, and the stretches of it whose statements say something else from then on.

    `values` are the concepts that a negation denies, `number` the anchor that a changed number was; empty for the rest.
    """

    kind: str
    edits: tuple[tuple[Span, str], ...]
    area: tuple[Span, ...]
    values: frozenset[str] = frozenset()
    number: str = ""

    def apply(self, text: str) -> str:
        """Return the text with the edits made."""
        for span, replacement in sorted(self.edits, reverse=True):
            text = text[: span.start] + replacement + text[span.end :]
        return text

    def back(self, offset: int) -> int:
        """Return where an offset of the mutated text stood before; within an edit, where the edit begins."""
        shift = 0
        for span, replacement in sorted(self.edits):
            if offset < span.start + shift:
                break
            if offset < span.start + shift + len(replacement):
                return span.start
            shift += len(replacement) - (span.end - span.start)
        return offset - shift


def mutations(document: Document) -> Iterator[Mutation]:
    """Yield the mutations of a document, at most two of each kind."""
    for maker in _MAKERS:
        for number, mutation in enumerate(maker(document)):
            if number == _EACH:
                break
            yield mutation


def swap_former_and_latter(document: Document) -> Iterator[Mutation]:
    """Say of the latter what was said of the former, and the other way round."""
    language = languages.load(document.language)
    for block in document.blocks:
        sentences: dict[tuple[int, int], dict[str, tuple[int, int]]] = {}
        for clause in (one for one in clauses_of(document) if one.block.position == block.position):
            if clause.how in (How.FORMER, How.LATTER):
                key = clause.how.value
                cue = next((one for one in clause.cues if (one.group, one.key) == ("contrast", key)), None)
                if cue:
                    place = fold(clause.text, language.casing).span(cue.start, cue.end)
                    found = clause.start + place[0], clause.start + place[1]
                    sentences.setdefault(clause.sentence, {})[key] = found
        for sentence, found in sentences.items():
            if len(found) == 2:
                one, other = (block.place(*found[key]) for key in ("former", "latter"))
                edits = ((one, other.of(document.text)), (other, one.of(document.text)))
                yield Mutation("swap former and latter", edits, (block.place(*sentence),))


def swap_columns(document: Document) -> Iterator[Mutation]:
    """Exchange the names over the two columns of a table."""
    for table in document.tables:
        heads = [cell for cell in table.cells if cell.kind is CellKind.HEADER and cell.subject is not None]
        if len(heads) == 2 and heads[0].subject != heads[1].subject:
            one, other = (head.span for head in heads)
            edits = ((one, other.of(document.text)), (other, one.of(document.text)))
            yield Mutation("swap columns", edits, tuple(c.span for c in table.cells if c.kind is CellKind.VALUE))


def change_a_count(document: Document) -> Iterator[Mutation]:
    """State one less than the text states ("six types" becomes "five types")."""
    language = languages.load(document.language)
    for statement in document.statements:
        if statement.count is None or statement.origin in (Origin.LIST, Origin.TABLE) or statement.count < 3:
            continue
        folded = fold(statement.span.of(document.text), language.casing)
        cues = [cue for cue in language.lexicon.find(folded.text) if cue.group == "numbers"]
        for cue in (cue for cue in cues if int(cue.key) == statement.count):
            start, end = folded.span(cue.start, cue.end)
            place = Span(statement.span.start + start, statement.span.start + end)
            word = language.numbers.words[statement.count - 2].split("|")[0]
            yield Mutation("change a count", ((place, word),), (statement.span,))


def delete_a_bullet(document: Document) -> Iterator[Mutation]:
    """Leave out one item of a bulleted list of types."""
    items = [block for block in document.blocks if block.kind is BlockKind.LIST_ITEM]
    for taxonomy in document.taxonomies:
        if taxonomy.kind is not ListKind.TYPES or taxonomy.origin is not Origin.LIST or len(taxonomy.items) < 3:
            continue
        for item in taxonomy.items[1:]:
            block = next((one for one in items if one.span.contains(item.label.span)), None)
            if block:
                start = document.text.rfind("\n", 0, block.span.start) + 1
                end = document.text.find("\n", block.span.end) + 1 or len(document.text)
                yield Mutation("delete a bullet", ((Span(start, end), ""),), (item.span,))


def replace_a_type_set(document: Document) -> Iterator[Mutation]:
    """Put other names for the types that a cell joins."""
    language = languages.load(document.language)
    for statement in document.statements:
        if statement.enumeration and statement.origin is Origin.TABLE:
            cell = statement.span.of(document.text)
            at = statement.span.start
            spans = members(cell, language)
            edits = tuple((Span(at + start, at + end), _other(cell[start:end])) for start, end in spans)
            yield Mutation("replace a type set", edits, (statement.span,))


def insert_a_negation(document: Document) -> Iterator[Mutation]:
    """Deny a value, or a cell where it names none: there behind its first word, lest the cell before be denied."""
    language = languages.load(document.language)
    words = [word for word in language.negation.words if not any(mark in word for mark in _WORD_MARKS)]
    if not words or not language.spaces:
        return
    reader = reader_of(document)
    for statement in document.statements:
        if language.negative_concord and statement.polarity is Polarity.NEGATIVE:
            continue  # a second negation denies nothing more
        quote = statement.span.of(document.text)
        named = [one for one in find(quote, reader.lens) if one.concept_id in statement.value_concept_ids]
        if statement.enumeration or len(quote.split()) < _WORDS or (not named and statement.origin is not Origin.TABLE):
            continue
        at = named[0].start if named else quote.index(quote.split()[1])
        if at and statement.span.start + at > 0:
            edit = Span(statement.span.start + at, statement.span.start + at), f"{words[0]} "
            values = frozenset(statement.value_concept_ids)
            yield Mutation("insert a negation", (edit,), (statement.span,), values)


def change_a_number(document: Document) -> Iterator[Mutation]:
    """Write another number of as many digits in a cell or an item."""
    for statement in document.statements:
        if statement.origin not in (Origin.TABLE, Origin.LIST) or statement.enumeration:
            continue
        quote, at = statement.span.of(document.text), statement.span.start
        for start, end in number_places(quote):
            place, digit, number = Span(at + start, at + start + 1), quote[start], number_key(quote[start:end])
            yield Mutation("change a number", ((place, chr(ord(digit) ^ 1)),), (statement.span,), number=number)


_MAKERS: tuple[Callable[[Document], Iterator[Mutation]], ...] = (
    swap_former_and_latter,
    swap_columns,
    change_a_count,
    delete_a_bullet,
    replace_a_type_set,
    insert_a_negation,
    change_a_number,
)

_COMPARING_VALUES = ("value.", "values.", "translation.", "wording.")
_COMPARING_NUMBERS = ("quantity.", "translation.", "wording.")


def rests(verdict: Verdict, mutation: Mutation, source_id: str) -> bool:
    """Tell whether a verdict rests on what a mutation changes, and so must change with it.

    It rests on it where a side would be left without evidence; a changed number concerns only rules that weigh numbers,
    where another source gives that number too, a negation only rules that weigh negations, a changed count only rules
    on counts, and a silence is not broken by a negation.
    """
    rule = verdict.rule
    if mutation.kind == "change a count":
        return rule.startswith("count.") and any(_in_area(one, mutation, source_id) for one in verdict.statements)
    if mutation.kind == "change a number":
        given = {one.source_id for one in verdict.statements if mutation.number in anchors(one.value)}
        if not rule.startswith(_COMPARING_NUMBERS) or not given - {source_id}:
            return False
    if mutation.kind == "insert a negation" and not rule.startswith(_COMPARING_VALUES):
        return False
    if verdict.relation is Relation.ONLY_IN and mutation.kind in ("insert a negation", "change a number"):
        return False
    if mutation.kind == "delete a bullet" and rule.startswith("count."):
        return any(one.source_id == source_id and _lists(one, mutation) for one in verdict.statements)
    return _left_bare(verdict, mutation, source_id)


def concerns(verdict: Verdict, mutation: Mutation, source_id: str) -> bool:
    """Tell whether any passage of a verdict lies where a mutation changes something."""
    return any(
        one.source_id == source_id and any(area.overlaps(one.span) for area in mutation.area)
        for one in verdict.statements
    )


def _left_bare(verdict: Verdict, mutation: Mutation, source_id: str) -> bool:
    own = [one for one in verdict.statements if one.source_id == source_id]
    left = [one for one in own if not _in_area(one, mutation, source_id)]
    if len(left) == len(own):
        return False
    return not left if verdict.scope.value == "cross" else _passages(left) < 2


def _in_area(statement: Statement, mutation: Mutation, source_id: str) -> bool:
    spared = mutation.values and mutation.values.isdisjoint(statement.value_concept_ids)
    if statement.source_id != source_id or spared:
        return False
    return any(
        area.contains(statement.span) or (area.overlaps(statement.span) and not statement.enumeration)
        for area in mutation.area
    )


def _lists(statement: Statement, mutation: Mutation) -> bool:
    return statement.enumeration and any(statement.span.contains(area) for area in mutation.area)


def _passages(statements: Sequence[Statement]) -> int:
    spans = sorted({one.span for one in statements})
    return len(spans) - sum(one.overlaps(other) for one, other in pairwise(spans))


def _other(name: str) -> str:
    """Return a name of the same letters that is none: each word written backwards, and doubled lest it be the same."""
    return " ".join(word[::-1] + word[:1] for word in name.split())
