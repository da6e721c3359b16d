"""Properties of reading any text as HTML."""

from __future__ import annotations

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pipeline.html import read_html
from pipeline.html.tokens import Kind, tokenize
from pipeline.html.tree import parse
from tests.fuzz.pieces import ATTRIBUTES, MARKUP, NAMES
from tests.html_places import assert_places


@st.composite
def tags(draw: st.DrawFn) -> str:
    name = draw(st.sampled_from(NAMES))
    return f"</{name}>" if draw(st.integers(0, 2)) == 0 else f"<{name}{draw(st.sampled_from(ATTRIBUTES))}>"


pages = st.lists(st.one_of(st.sampled_from((*MARKUP, "\ud800")), tags()), max_size=40).map("".join)


@settings(max_examples=400, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(pages)
def test_every_block_renders_again_from_its_place(markup: str) -> None:
    assert_places(markup, read_html(markup))


@settings(max_examples=400, deadline=None)
@given(st.text(alphabet="<>/!-=\"'& ;#x0aptdli[]CDATA\n\x00é\U0001f600", max_size=80))
def test_any_text_is_read(markup: str) -> None:
    assert_places(markup, read_html(markup))


@settings(max_examples=300, deadline=None)
@given(pages)
def test_the_tokens_cover_the_file(markup: str) -> None:
    behind = 0
    for token in tokenize(markup):
        assert token.start == behind < token.end
        behind = token.end
    assert behind == len(markup)


@settings(max_examples=300, deadline=None)
@given(pages)
def test_no_visible_word_is_lost(markup: str) -> None:
    covered = [block.span for block in read_html(markup).blocks]
    for token in tokenize(markup):
        at = markup.find("word", token.start, token.end) if token.kind is Kind.TEXT else -1
        assert at < 0 or any(span.start <= at < span.end for span in covered)


@settings(max_examples=200, deadline=None)
@given(pages)
def test_the_soup_is_whole(markup: str) -> None:
    tree = parse(markup)
    for element in tree.elements:
        assert element.start <= element.tag_end <= element.end <= len(markup)
        assert any(child is element for child in element.parent.contents)  # type: ignore[union-attr]
    strings = sum(token.kind not in (Kind.START, Kind.END, Kind.UNFINISHED) for token in tree.tokens)
    assert sum(1 for _ in tree.soup.descendants) == strings + len(tree.elements)
