"""A document as a spaCy Doc, in the manner of spacy-layout: https://github.com/explosion/spacy-layout.

``doc.spans["layout"]`` holds the blocks and the tables, ``doc._.tables`` the tables, each with its cells as a frame in
``span._.data``; ``doc.spans["sc"]``, which displaCy shows, holds subjects, cells, items and mentions. A token ends
wherever a span does, so that every span is exact.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from pipeline import languages
from pipeline.model import Document, Span, Table
from pipeline.text.spacy_import import import_spacy

if TYPE_CHECKING:
    import pandas

LAYOUT, SHOWN = "layout", "sc"
_TABLE = "table"
_HTML = "text/html"
_BETWEEN = "\n\n"  # what parts two blocks where markup does so in the file
_UNKNOWN = "xx"
_NOTES = "tertium"  # under which a Doc keeps what its spans tell, as msgpack can write it


@dataclass(frozen=True, slots=True)
class Marked:
    """A stretch of the file to be shown as a span: its label, the concept it names, and what else is told of it."""

    span: Span
    label: str
    concept_id: str = ""
    notes: tuple[tuple[str, Any], ...] = ()


class Page:
    """The text of a Doc, and where its characters stand in the file.

    Plain text is the file itself; of HTML the Doc has the blocks as they read.
    """

    def __init__(self, document: Document) -> None:
        self.text = document.text
        self.rendered = document.source.media_type == _HTML
        self._at: list[int] = []
        self._starts: list[int] = []
        self._ends: list[int] = []
        if self.rendered:
            self._render(document)

    def find(self, span: Span) -> Span | None:
        """Return where a stretch of the file stands in the text; None where nothing of it is to be read."""
        if not self.rendered:
            return span if span.start < span.end else None
        first, behind = bisect_left(self._starts, span.start), bisect_right(self._ends, span.end)
        return Span(self._at[first], self._at[behind - 1] + 1) if first < behind else None

    def _render(self, document: Document) -> None:
        pieces: list[str] = []
        length = 0
        for block in document.blocks:
            for place, _ in enumerate(block.text):
                start, end = block.place(place, place + 1)
                if start < end:  # a folded blank has no width, and no span begins or ends with it
                    self._at.append(length + place)
                    self._starts.append(start)
                    self._ends.append(end)
            pieces.append(block.text)
            length += len(block.text) + len(_BETWEEN)
        self.text = _BETWEEN.join(pieces)


def to_spacy(document: Document, nlp: Any = None) -> Any:
    """Return a document as a spaCy Doc.

    Args:
        document: what :func:`pipeline.read` returns.
        nlp: the spaCy pipeline whose tokenizer and vocabulary the Doc gets; a blank one of the document's language by
            default. None of its components is applied: ``for name, pipe in nlp.pipeline: doc = pipe(doc)`` does that.

    Returns:
        The Doc. Of a plain text ``doc.text`` is the decoded file, so that ``start_char`` and ``end_char`` are the
        dataset's ``start`` and ``end``; of HTML it is what a browser shows. ``span._.place`` is the stretch of the file
        in both. Layout spans have a label (title, heading, paragraph, list_item, table_header, table_row, caption,
        table), ``span._.role``, ``span._.boilerplate`` and ``span._.heading``; those of ``doc.spans["sc"]`` have the
        labels subject, header, aspect, value, item and mention, and the concept as ``kb_id_``.
    """
    _register_extensions()
    nlp = nlp or import_spacy().blank(languages.load(document.language).spacy or _UNKNOWN)
    page = Page(document)
    groups = {LAYOUT: _placed(_layout(document), page), SHOWN: _placed(_shown(document), page)}
    doc = _cut(nlp.tokenizer(page.text), [span for group in groups.values() for span, _ in group])
    doc.user_data[_NOTES] = {
        _key(span.start, span.end, marked.label): {"place": list(marked.span), **dict(marked.notes)}
        for group in groups.values()
        for span, marked in group
    }
    for name, group in groups.items():
        doc.spans[name] = [
            doc.char_span(span.start, span.end, marked.label, kb_id=marked.concept_id) for span, marked in group
        ]
    return doc


def _layout(document: Document) -> Iterator[Marked]:
    for block in document.blocks:
        notes: dict[str, Any] = {"role": block.role.value, "boilerplate": block.boilerplate}
        if block.parent is not None:
            notes["heading"] = list(document.blocks[block.parent].span)
        yield Marked(block.span, block.kind.value, notes=tuple(notes.items()))
    for table in document.tables:
        yield Marked(table.span, _TABLE, notes=(("rows", _rows(table)),))


def _shown(document: Document) -> Iterator[Marked]:
    for subject in document.subjects:
        yield Marked(subject.span, "subject", subject.concept_id)
    for table in document.tables:
        for cell in table.cells:
            yield Marked(cell.span, cell.kind.value)
    for taxonomy in document.taxonomies:
        for item in taxonomy.items:
            yield Marked(item.label.span, "item", item.concept_id)
    for mention in document.mentions:
        yield Marked(mention.span, "mention", mention.concept_id)


def _rows(table: Table) -> list[list[str]]:
    """Return the cells row by row, the header first; a cell that the table lacks is empty."""
    height, width = (1 + max(getattr(cell, side) for cell in table.cells) for side in ("row", "column"))
    rows = [[""] * width for _ in range(height)]
    for cell in table.cells:
        rows[cell.row][cell.column] = cell.text
    return rows


def _placed(marked: Iterable[Marked], page: Page) -> list[tuple[Span, Marked]]:
    """Place what is marked in the text, in the order of the text; what has nothing to be read is left out."""
    found = [(span, one) for one in marked if (span := page.find(one.span))]
    return sorted(found, key=lambda pair: (pair[0].start, -pair[0].end, pair[1].label))


def _cut(doc: Any, spans: Sequence[Span]) -> Any:
    """Return a Doc with a token end wherever a span begins or ends; the text stays."""
    from spacy.tokens import Doc

    text = doc.text
    starts, ends = {span.start for span in spans}, {span.end for span in spans}
    edges = {0, len(text), *starts, *ends}
    for token in doc:
        edges |= {token.idx, token.idx + len(token)}
    cuts = sorted(edges)
    words: list[str] = []
    spaces: list[bool] = []
    for start, end in pairwise(cuts):
        word = text[start:end]
        joins = word == " " and bool(words) and not words[-1].isspace() and not spaces[-1]
        if joins and start not in starts and end not in ends:
            spaces[-1] = True
        else:
            words.append(word)
            spaces.append(False)
    return Doc(doc.vocab, words=words, spaces=spaces)


@lru_cache(maxsize=1)
def _register_extensions() -> None:
    """Give Doc and Span their attributes; those of spacy-layout that have the same names give way."""
    import_spacy()
    from spacy import tokens

    tokens.Doc.set_extension("tables", getter=_tables, force=True)
    for name in ("role", "boilerplate"):
        tokens.Span.set_extension(name, getter=lambda span, name=name: _note(span, name), force=True)
    tokens.Span.set_extension("place", getter=lambda span: Span(*_note(span, "place")), force=True)
    tokens.Span.set_extension("heading", getter=_heading, force=True)
    tokens.Span.set_extension("data", getter=_data, force=True)


def _tables(doc: Any) -> list[Any]:
    return [span for span in doc.spans.get(LAYOUT, ()) if span.label_ == _TABLE]


def _heading(span: Any) -> Any:
    """Return the span of the heading that a block stands under, or None."""
    place = _note(span, "heading")
    layout = span.doc.spans.get(LAYOUT, ())
    return next((one for one in layout if place and list(one._.place) == list(place)), None)


def _data(span: Any) -> pandas.DataFrame | None:
    """Return the cells of a table as a frame with its header for columns; None for what is no table."""
    rows = _note(span, "rows")
    if rows is None:
        return None
    import pandas

    header, *body = rows
    return pandas.DataFrame(body, columns=header)


def _note(span: Any, name: str) -> Any:
    notes = span.doc.user_data.get(_NOTES, {}).get(_key(span.start_char, span.end_char, span.label_), {})
    return notes.get(name)


def _key(start: int, end: int, label: str) -> str:
    return f"{start}:{end}:{label}"
