"""Families: the sources of a topic that go back to one original."""

from __future__ import annotations

import hashlib
from collections import Counter, defaultdict, deque
from collections.abc import Iterator, Mapping, Sequence

from pipeline.alignment.anchors import overlap
from pipeline.independence.contradictions import Row, contradict, rows_of
from pipeline.independence.likeness import likeness
from pipeline.independence.passages import Kind, Passage, passages
from pipeline.model import CellKind, Derivation, Document, Span, Table

# A source is held against the families of so many sources that share most of its anchors, and of so many that are as
# long; then it is aligned with three members of each of the eight families whose kinds of passages and anchors are most
# like its own. So the cost grows with the sources and not with their pairs.
_LOOKED_AT = 32
_NEAREST = 8
_COMPARED = 3
Read = Mapping[str, tuple[Passage, ...]]


def derivations(documents: Sequence[Document]) -> tuple[Derivation, ...]:
    """Find the sources of a topic that translate or copy one original.

    Which of them was written first cannot be read off the texts. One with as many cells as most have stands for the
    others, of these the one with most passages: where a table was lost or cut otherwise, nothing can be held to it.

    Args:
        documents: the documents of one topic.

    Returns:
        A derivation for every source that another stands for, by path.
    """
    read = {document.source.source_id: passages(document) for document in documents}
    ordered = sorted(documents, key=lambda one: (-len(read[one.source.source_id]), one.source.path))
    found = []
    for family in _families(ordered, [read[one.source.source_id] for one in ordered]):
        members = [ordered[place] for place in family]
        original = _standing(members, read)
        found += [_derivation(original, document, read) for document in members if document is not original]
    paths = {document.source.source_id: document.source.path for document in documents}
    return tuple(sorted(found, key=lambda one: paths[one.source_id]))


def _words(document: Document) -> bytes:
    """Return a hash of what an article says, however its lines end and whether it was saved as a page or as text."""
    words = " ".join(word for block in document.blocks if not block.boilerplate for word in block.text.split())
    return hashlib.blake2b(words.encode("utf-8", "surrogatepass"), digest_size=16).digest()


def _families(documents: Sequence[Document], texts: Sequence[tuple[Passage, ...]]) -> Iterator[Sequence[int]]:
    """Yield the families of documents, ordered by the length of their texts, as places in their order.

    Two of the same words are one, be they too short for an alignment to tell.
    """
    sketches = [_sketch(text) for text in texts]
    rows = [rows_of(document) for document in documents]
    families: dict[int, list[int]] = {}  # by the first member
    first_of: dict[int, int] = {}
    holding: dict[str, deque[int]] = defaultdict(lambda: deque(maxlen=_LOOKED_AT))
    saying: dict[bytes, int] = {}
    for place, text in enumerate(texts):
        shared = Counter(other for key in _keys(text) for other in holding[key])
        most = sorted(shared, key=lambda other: (-shared[other], other))[:_LOOKED_AT]
        looked_at = {first_of[other] for other in (*most, *range(max(0, place - _LOOKED_AT), place))}
        alike = {first: overlap(sketches[first], sketches[place]) for first in looked_at}
        nearest = sorted(looked_at, key=lambda first: (-alike[first], first))[:_NEAREST]
        kin = {first for first in nearest if _belongs(place, families[first][:_COMPARED], texts, rows)}
        twin = saying.setdefault(_words(documents[place]), place)
        if twin != place:
            kin.add(first_of[twin])
        joined = sorted([place, *(member for first in kin for member in families.pop(first))])
        families[joined[0]] = joined
        first_of.update(dict.fromkeys(joined, joined[0]))
        for key in _keys(text):
            holding[key].append(place)
    yield from families.values()


def _keys(text: Sequence[Passage]) -> set[str]:
    """Return what few texts share but translations: anchors, and all the anchors of a passage together."""
    return {key for passage in text for key in (*passage.anchors, " ".join(sorted(passage.anchors))) if key}


def _standing(family: Sequence[Document], read: Read) -> Document:
    """Return the first of a family, by passages, that has as many cells as most of it; of two counts the higher."""
    cells = [sum(passage.kind is Kind.CELL for passage in read[one.source.source_id]) for one in family]
    usual = max(cells, key=lambda count: (cells.count(count), count))
    return family[cells.index(usual)]


def _sketch(text: Sequence[Passage]) -> Counter[str]:
    """Return how many passages of each kind a text has, and its anchors."""
    sketch = Counter(f" {passage.kind}" for passage in text)  # no anchor begins with a blank
    for passage in text:
        sketch.update(passage.anchors)
    return sketch


def _belongs(
    place: int, family: Sequence[int], texts: Sequence[tuple[Passage, ...]], rows: Sequence[tuple[Row, ...]]
) -> bool:
    """Tell whether a text translates one of a family."""
    for other in family:
        alike = likeness(texts[other], texts[place])
        aligned = {texts[other][i].span: texts[place][j].span for i, j in alike.pairs} if alike.translated else {}
        if aligned and not contradict(rows[other], rows[place], aligned):
            return True
    return False


def _derivation(original: Document, document: Document, read: Read) -> Derivation:
    first, own = read[original.source.source_id], read[document.source.source_id]
    aligned = {first[i].span: own[j].span for i, j in likeness(first, own).pairs}
    for one, other in _same_tables(original, document, aligned):
        aligned.update(_cell_by_cell(one, other))
    return Derivation(document.source.source_id, original.source.source_id, tuple(sorted(aligned.items())))


def _same_tables(one: Document, other: Document, aligned: Mapping[Span, Span]) -> Iterator[tuple[Table, Table]]:
    """Pair tables of one shape that hold passages aligned with one another.

    In such tables the row tells more than the length of a cell: a short cell is easily passed over by the alignment.
    """
    for first in one.tables:
        for second in other.tables:
            meets = any(first.span.contains(here) and second.span.contains(there) for here, there in aligned.items())
            if meets and shape(first) == shape(second):
                yield first, second


def shape(table: Table) -> set[tuple[int, int]]:
    """Return the places of a table's cells."""
    return {(cell.row, cell.column) for cell in table.cells}


def _cell_by_cell(one: Table, other: Table) -> Iterator[tuple[Span, Span]]:
    places = {(cell.row, cell.column): cell.span for cell in other.cells if cell.kind is not CellKind.HEADER}
    for cell in one.cells:
        if (cell.row, cell.column) in places and cell.kind is not CellKind.HEADER:
            yield cell.span, places[cell.row, cell.column]
