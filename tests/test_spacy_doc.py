"""A document as a spaCy Doc: the same text, exact spans, tables as frames, and a picture of it by displaCy."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy import displacy
from spacy.tokens import Doc, DocBin

import pipeline
from pipeline.export.spacy_doc import LAYOUT, SHOWN, to_spacy
from pipeline.model import Document, Match, Mention, Span
from pipeline.running import runner
from pipeline.stages.ingest import ingest

ROOT = Path(__file__).parent.parent
ARTICLES = sorted((ROOT / "raw").glob("*.txt"))
PAGE = """<html><body><h1>Difference between <b>tea</b> and&nbsp;coffee</h1>
<p>Tea is a <i>drink</i>.   Coffee &amp; cake is hot.</p>
<table><tr><th>Feature</th><th>Tea</th><th>Coffee</th></tr>
<tr><td>Colour</td><td>green &amp; light</td><td>black</td></tr>
<tr><td>Taste</td><td>mild</td><td>strong</td></tr></table>
<h2>Types of tea</h2><ul><li>Green <i>tea</i></li><li>Black tea</li></ul></body></html>"""


@pytest.fixture(params=[*ARTICLES, PAGE], ids=lambda one: getattr(one, "stem", "a page"))
def document(request: pytest.FixtureRequest, tmp_path: Path) -> Document:
    path = tmp_path / "page.html"
    if isinstance(request.param, Path):
        path = shutil.copy(request.param, tmp_path / request.param.name)
    else:
        path.write_text(request.param, encoding="utf-8")
    return pipeline.read(path)


def is_page(document: Document) -> bool:
    return document.source.media_type == "text/html"


def test_a_plain_text_is_the_doc_to_the_character(document: Document) -> None:
    doc = pipeline.to_spacy(document)
    blocks = "\n\n".join(block.text for block in document.blocks)
    assert doc.text == (blocks if is_page(document) else document.text)
    assert doc.lang_ == document.language


def test_every_block_and_table_is_a_layout_span_and_reads_as_it_reads(document: Document) -> None:
    doc = to_spacy(document)  # spaCy keeps spans only as long as their Doc
    layout = doc.spans[LAYOUT]
    found = {(span.label_, span._.place): span for span in layout}
    assert len(layout) == len(found) == len(document.blocks) + len(document.tables)
    for block in document.blocks:
        span = found[block.kind.value, block.span]
        assert span.text == block.text
        assert (span._.role, span._.boilerplate) == (block.role, block.boilerplate)
        heading = document.blocks[block.parent] if block.parent is not None else None
        assert (span._.heading.text if heading else span._.heading) == (heading.text if heading else None)


def test_the_spans_that_displacy_shows_are_those_of_the_document(document: Document) -> None:
    doc = to_spacy(document)
    shown = sorted((span.label_, span._.place, span.kb_id_) for span in doc.spans[SHOWN])
    wanted = [("subject", one.span, one.concept_id) for one in document.subjects]
    wanted += [(cell.kind.value, cell.span, "") for table in document.tables for cell in table.cells]
    wanted += [("item", item.label.span, item.concept_id) for one in document.taxonomies for item in one.items]
    wanted += [("mention", one.span, one.concept_id) for one in document.mentions]
    assert shown == sorted(wanted) != []


def test_a_span_reads_as_what_it_stands_for(document: Document) -> None:
    texts = {cell.span: cell.text for table in document.tables for cell in table.cells}
    texts |= {item.label.span: item.label.text for one in document.taxonomies for item in one.items}
    doc = to_spacy(document)
    for span in doc.spans[SHOWN]:
        assert span.text == texts.get(span._.place, span.text)
        if not is_page(document):
            assert (span.start_char, span.end_char) == span._.place
            assert span.text == document.text[span.start_char : span.end_char]


def test_a_table_is_a_frame_with_its_header(tmp_path: Path) -> None:
    (tmp_path / "page.html").write_text(PAGE, encoding="utf-8")
    doc = to_spacy(pipeline.read(tmp_path / "page.html"))
    (table,) = doc._.tables
    assert table._.data.to_dict("list") == {
        "Feature": ["Colour", "Taste"],
        "Tea": ["green & light", "mild"],
        "Coffee": ["black", "strong"],
    }
    assert doc.spans[LAYOUT][0]._.data is None


def test_displacy_shows_it(document: Document) -> None:
    doc = to_spacy(document)
    html = displacy.render(doc, style="span", page=False, jupyter=False)
    for label in {span.label_ for span in doc.spans[SHOWN]}:
        assert label in html


def test_a_doc_is_stored_and_read_back_with_its_tables(document: Document) -> None:
    doc = to_spacy(document)
    (again,) = (
        DocBin(store_user_data=True).from_bytes(DocBin(docs=[doc], store_user_data=True).to_bytes()).get_docs(doc.vocab)
    )
    assert isinstance(again, Doc)
    assert [(one.text, one.label_, one._.role) for one in again.spans[LAYOUT]] == [
        (one.text, one.label_, one._.role) for one in doc.spans[LAYOUT]
    ]
    assert [one._.data.to_csv() for one in again._.tables] == [one._.data.to_csv() for one in doc._.tables]


def test_the_tokenizer_and_the_vocabulary_may_be_another_pipelines(document: Document) -> None:
    nlp = spacy.blank("en")
    assert to_spacy(document, nlp).vocab is nlp.vocab


@pytest.mark.parametrize(
    ("span", "tokens"),
    [
        pytest.param(Span(0, 3), ["tea", "pots ", "are ", "hot"], id="inside a token"),
        pytest.param(Span(3, 8), ["tea", "pots", " ", "are ", "hot"], id="with the blank behind"),
        pytest.param(Span(7, 11), ["teapots", " ", "are ", "hot"], id="with the blank before"),
        pytest.param(Span(8, 11), ["teapots ", "are ", "hot"], id="a token"),
    ],
)
def test_a_token_ends_where_a_span_does(span: Span, tokens: list[str]) -> None:
    document = ingest("a.txt", b"teapots are hot")
    doc = to_spacy(replace(document, mentions=(Mention("x", span, Match.EXACT, 1.0),)))
    assert "|".join(token.text_with_ws for token in doc) == "|".join(tokens)
    (found,) = doc.spans[SHOWN]
    assert (found.start_char, found.end_char) == span


@settings(max_examples=150, deadline=None, derandomize=True)
@given(st.lists(st.sampled_from(["Difference between tea and coffee", "• green tea: mild", "Tea  is ", "\n", "\n\n",
                                 "\t", " ", "tea", "coffee", "紅茶", "\u200b", "é", "e\u0301", "\U0001f600", "'s", "(",
                                 "Types of tea", "|", "\r\n"]), max_size=25).map("".join))  # fmt: skip
def test_any_text_is_the_doc_and_every_span_is_exact(text: str) -> None:
    document = runner.process(ingest("a.txt", text.encode()))
    doc = to_spacy(document)
    assert doc.text == document.text
    for group in (LAYOUT, SHOWN):
        for span in doc.spans[group]:
            assert (span.start_char, span.end_char) == span._.place
