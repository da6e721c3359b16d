"""Reading HTML: what the blocks and grids of a page are, and that each stands where it says."""

from __future__ import annotations

from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from pipeline.html import Grid, Page, read_grids, read_html, render
from pipeline.html.tree import PlacingTreeBuilder, parse
from pipeline.model import Block, BlockKind, Span
from tests.html_places import assert_places

CASES = Path(__file__).parent / "html_cases"

# True writes the expected files anew; look at the difference before you commit it.
REGENERATE = False


def test_the_expected_files_are_not_being_written_anew() -> None:
    assert not REGENERATE


@pytest.mark.parametrize("name", sorted(path.stem for path in CASES.glob("*.html")))
def test_a_page_is_read_as_expected(name: str) -> None:
    text = (CASES / f"{name}.html").read_text(encoding="utf-8")
    shown = show(read_html(text))
    expected = CASES / f"{name}.expected.txt"
    if REGENERATE:
        expected.write_text(shown, encoding="utf-8")
    assert shown == expected.read_text(encoding="utf-8")
    assert_places(text, read_html(text))


def show(page: Page) -> str:
    lines = [f"title {page.title!r}"] if page.title else []
    lines += [_shown_block(block) for block in page.blocks]
    for grid in page.grids:
        lines.append("grid")
        for cell in grid.cells:
            size = f" {cell.row_span}x{cell.column_span}" if (cell.row_span, cell.column_span) != (1, 1) else ""
            items = "".join(f" [{entry.level} {entry.marker} {entry.text!r}]" for entry in cell.items)
            lines.append(f"  {cell.row},{cell.column}{size}{' header' if cell.header else ''} {cell.text!r}{items}")
    return "\n".join(lines) + "\n"


def _shown_block(block: Block) -> str:
    marks = f" {block.level}" if block.level or block.kind is BlockKind.LIST_ITEM else ""
    marks += f" {block.marker}" if block.marker else ""
    return f"{block.kind}{marks} {block.text!r}" + (f" <{block.boilerplate_rule}>" if block.boilerplate else "")


def texts(markup: str) -> list[str]:
    return [block.text for block in read_html(markup).blocks]


def kinds(markup: str) -> list[tuple[str, str]]:
    return [(block.kind.value, block.text) for block in read_html(markup).blocks]


def only_grid(markup: str) -> Grid:
    (grid,) = read_html(markup).grids
    return grid


def matrix(grid: Grid) -> dict[tuple[int, int], str]:
    return {(cell.row, cell.column): cell.text for cell in grid.cells}


# --- text -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        ("a  b\n\tc", "a b c"),
        ("a&nbsp;b", "a\u00a0b"),
        ("&lt;p&gt; &amp; &copy &copy; &#65; &#x41;", "<p> & © © A A"),
        ("&what; & &notit;", "&what; & ¬it;"),
        ("&#0; &#xD800; &#1114112; &#x110000;", "\ufffd \ufffd \ufffd \ufffd"),
        ("&#0000000000000065;", "A"),
        ("a\x00b", "ab"),
        ("a<b>b</b>c<!-- d -->e", "abce"),
        ("a<br>b<br/>c", "a\nb\nc"),
        ("a <p> b", "a\nb"),
        ("<td>a</td> <td>b</td><td></td><td>c", "a\tb\t\tc"),
        ("term</dt><dd>what it is", "term: what it is"),
        ("term:</dt><dd>what it is", "term: what it is"),
        ("1 < 2 <3 </ x>", "1 < 2 <3"),
        ("a<script>if (a < b) '</p>'</script>b", "ab"),
        ("x<![CDATA[ <b> & ]]>y", "x <b> & y"),
        ('a<i title="x > y">b', "ab"),
        ("a<i title=it's>b", "ab"),
        ("", ""),
    ],
)
def test_a_slice_renders_to_readable_text(raw: str, text: str) -> None:
    assert render(raw) == text


def test_blocks_are_trimmed_of_blanks_however_written() -> None:
    markup = "<p> &nbsp;&#160;&emsp;\n a <b> b</b> &nbsp; \x00</p>"
    (block,) = read_html(markup).blocks
    assert (block.span.of(markup), block.text) == ("a <b> b", "a b")


def test_blank_and_zero_width_paragraphs_give_no_block() -> None:
    assert texts("<p>&nbsp;</p><p>\u200b</p><p>&#8203; </p><p>\ufeff</p>") == []


def test_scripts_styles_templates_and_pictures_give_nothing() -> None:
    assert texts(
        "<script>a</script><style>b</style><template><p>c</p></template><noscript>d</noscript>"
        "<svg><title>e</title><text>f</text></svg><iframe>g</iframe><!-- h --><p>i"
    ) == ["i"]


def test_the_title_is_decoded_and_is_the_first() -> None:
    page = read_html("<title> A &amp;\n B </title><svg><title>no</title></svg><title>C</title>")
    assert page.title == "A & B"
    assert page.blocks == ()


# --- lists ----------------------------------------------------------------------------------------------------


def test_nested_lists_have_levels_and_markers() -> None:
    page = read_html("<ul><li>a<ol><li>b<ul><li>c</ul><li>d</ol><li>e</ul>")
    assert [(b.marker, b.level, b.text) for b in page.blocks] == [
        ("•", 0, "a"), ("1.", 1, "b"), ("•", 2, "c"), ("2.", 1, "d"), ("•", 0, "e"),
    ]  # fmt: skip


def test_numbers_follow_start_value_and_reversed() -> None:
    markup = "<ol start=5><li>a<li value=9>b<li>c</ol><ol reversed><li>d<li>e</ol><ol start=x><li>f</ol>"
    assert [b.marker for b in read_html(markup).blocks] == ["5.", "9.", "10.", "2.", "1.", "1."]


def test_the_paragraphs_of_an_item_are_its_lines() -> None:
    assert kinds("<ul><li><p>Label</p><p>said of it</p></li><li><h3>Next</h3>more</li></ul>") == [
        ("list_item", "Label\nsaid of it"), ("list_item", "Next\nmore"),
    ]  # fmt: skip


def test_text_behind_a_nested_list_is_a_paragraph() -> None:
    assert kinds("<ul><li>a<ul><li>b</ul>c</ul>") == [("list_item", "a"), ("list_item", "b"), ("paragraph", "c")]


def test_lists_by_role() -> None:
    assert kinds("<div role=list><div role=listitem>a</div><div role=listitem>b</div></div>") == [
        ("list_item", "a"), ("list_item", "b"),
    ]  # fmt: skip


def test_a_list_that_is_never_closed_ends_at_a_heading() -> None:
    assert kinds("<ul><li>a<li>b<h2>c</h2><p>d") == [
        ("list_item", "a"), ("list_item", "b"), ("heading", "c"), ("paragraph", "d"),
    ]  # fmt: skip


# --- tables ---------------------------------------------------------------------------------------------------


def test_spans_are_resolved_to_rows_and_columns() -> None:
    grid = only_grid(
        "<table><tr><th rowspan=2>a<th colspan=2>b<tr><th>c<th>d<tr><td rowspan=0>e<td>f<td>g"
        "<tr><td colspan=2>h</table>"
    )
    assert matrix(grid) == {
        (0, 0): "a", (0, 1): "b", (1, 1): "c", (1, 2): "d", (2, 0): "e", (2, 1): "f", (2, 2): "g", (3, 1): "h",
    }  # fmt: skip


def test_nothing_hangs_from_one_section_into_the_next() -> None:
    grid = only_grid("<table><thead><tr><th rowspan=9>a<th>b<tbody><tr><td>c<td>d</table>")
    assert matrix(grid) == {(0, 0): "a", (0, 1): "b", (1, 0): "c", (1, 1): "d"}


def test_huge_and_senseless_spans_are_bounded() -> None:
    huge = "<th colspan=1000000 rowspan=99999999999>a"
    cells = only_grid(f"<table><tr>{huge}<th colspan=-3>b<th colspan=x>c</table>").cells
    assert [(cell.column, cell.row_span, cell.column_span) for cell in cells] == [
        (0, 65534, 1000), (1000, 1, 1), (1001, 1, 1),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "markup",
    [
        "<table role=presentation><tr><th>a<th>b<tr><td>c<td>d</table>",
        "<table><tr><td>a<td>b</table>",
        "<table><tr><td>a<tr><td>b</table>",
        "<table><tr><td><h2>a</h2><td>b<tr><td>c<td>d</table>",
    ],
)
def test_layout_tables_give_blocks_and_no_grid(markup: str) -> None:
    page = read_html(markup)
    assert page.grids == ()
    assert {block.kind for block in page.blocks} <= {BlockKind.PARAGRAPH, BlockKind.HEADING}


def test_a_data_table_inside_a_layout_table_is_found() -> None:
    markup = "<table><tr><td>menu<td><table><tr><th>a<th>b<tr><td>c<td>d</table></table>"
    assert matrix(only_grid(markup)) == {(0, 0): "a", (0, 1): "b", (1, 0): "c", (1, 1): "d"}
    assert texts(markup) == ["menu", "a\tb", "c\td"]


def test_headers_are_found_with_an_empty_corner_and_in_bold_type() -> None:
    corner = "<table><tr><td></td><th>a<th>b<tr><th>c<td>d<td>e</table>"
    bold = "<table><tr><td><b>a</b><td><p><strong>b</strong></p><tr><td><b>c</b><td>d<tr><td>e<td>f</table>"
    for markup, headers in ((corner, {(0, 0), (0, 1), (0, 2), (1, 0)}), (bold, {(0, 0), (0, 1)})):
        assert {(cell.row, cell.column) for cell in only_grid(markup).cells if cell.header} == headers
        assert [block.kind.value for block in read_html(markup).blocks][:2] == ["table_header", "table_row"]


def test_the_caption_of_a_figure_is_that_of_its_table() -> None:
    markup = "<figure><table><tr><th>a<th>b<tr><td>c<td>d</table><figcaption>All of it</figcaption></figure>"
    caption = only_grid(markup).caption
    assert caption is not None and caption.of(markup) == "All of it"


def test_an_implied_row_and_its_cell_are_not_read_twice() -> None:
    assert texts("<table><td role=row><b role=columnheader><td>a") == ["a"]


def test_text_among_the_rows_of_a_table_is_kept() -> None:
    assert "lost" in texts("<table>lost<tr><th>a<th>b<tr><td>c<td>d</table>")


# --- tag soup -------------------------------------------------------------------------------------------------

WELL_FORMED = (
    "<h1>T</h1><p>a <b>b</b></p><ul><li>c</li><li>d</li></ul>"
    "<table><tr><th>e</th><th>f</th></tr><tr><td>g</td><td>h</td></tr></table><p>i</p>"
)


@pytest.mark.parametrize(
    "broken",
    [
        WELL_FORMED.replace("</p>", "").replace("</li>", "").replace("</td>", "").replace("</th>", ""),
        WELL_FORMED.replace("</tr>", "").replace("</h1>", ""),
        WELL_FORMED.replace("</ul>", ""),
        WELL_FORMED.replace("</table>", ""),
        WELL_FORMED.replace("</b>", ""),
        "</div></p></table>" + WELL_FORMED,
        "<html><body>" + WELL_FORMED.replace("<ul>", "</body></html><body><ul>"),
        WELL_FORMED.upper().replace("<H1>T", "<H1>T"),
        WELL_FORMED.replace("<tr>", "<tbody><tr>"),
        "<form>" + WELL_FORMED.replace("<ul>", "<div></form><ul>"),
    ],
)
def test_broken_markup_reads_as_the_well_formed(broken: str) -> None:
    expected, found = read_html(WELL_FORMED), read_html(broken)
    assert [(b.kind, b.text.lower()) for b in found.blocks] == [(b.kind, b.text.lower()) for b in expected.blocks]
    assert [matrix(grid).keys() for grid in found.grids] == [matrix(grid).keys() for grid in expected.grids]


@pytest.mark.parametrize("cell", ["<td>", "<td>caf\u00c3\u00a9 \u00e2\u20ac\u201c "])  # the second is mojibake
def test_the_tables_alone_are_those_of_the_page(cell: str) -> None:
    markup = WELL_FORMED.replace("<td>", cell)
    assert read_grids(markup) == read_html(markup).grids != ()


def test_xhtml_closes_what_it_says_it_closes() -> None:
    assert str(parse("<div/>a").soup) == "<div>a</div>"
    assert str(parse("<?xml version='1.0'?><div/>a").soup).endswith("<div></div>a")


def test_what_is_swallowed_at_the_end_is_reported() -> None:
    assert read_html("<p>a<!-- b").unfinished == Span(4, 10)
    assert read_html("<p>a<script>b").unfinished == Span(12, 13)
    assert read_html('<p>a<a href="b').unfinished == Span(4, 14)
    assert read_html("<p>a").unfinished is None


# --- boilerplate ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("furniture", "rule"),
    [
        ("<nav>x</nav>", "html.nav"),
        ("<div role=navigation>x</div>", "html.nav"),
        ("<footer>x</footer>", "html.footer"),
        ("<header>x</header>", "html.header"),
        ("<aside>x</aside>", "html.aside"),
        ("<form>x</form>", "html.form"),
        ("<div id=cookie-consent>x</div>", "html.cookie"),
        ("<div class='post shareButtons'>x</div>", "html.share"),
        ("<section class=related-posts>x</section>", "html.related"),
        ("<div id=comments>x</div>", "html.comments"),
        ("<div class=right-sidebar>x</div>", "html.aside"),
        ("<ol class=breadcrumb><li>x</ol>", "html.breadcrumb"),
        ("<p hidden>x", "html.hidden"),
        ("<div aria-hidden=true>x</div>", "html.hidden"),
        ("<div style='display: none'>x</div>", "html.hidden"),
    ],
)
def test_furniture_is_marked_and_kept(furniture: str, rule: str) -> None:
    article = "<h1>Title of the page</h1><p>Some text that is longer than the furniture around it.</p>"
    blocks = read_html(article + furniture).blocks
    assert [(block.text, block.boilerplate_rule) for block in blocks if block.boilerplate] == [("x", rule)]


@pytest.mark.parametrize(
    "markup",
    [
        "<body class='sidebar nav'><h1>T</h1><p>a</p>",
        "<div class=has-sidebar><p>a</p></div><p>b</p><p>c</p>",
        "<div class=sidebar-content><h1>T</h1><p>a</p></div>",
        "<form><h1>T</h1><p>a</p></form>",
        "<div class=cookie><main>a</main></div>",
        "<div id=sharepoint>a</div>",
        "<article><header><h2>a</h2></header><p>b</p></article>",
    ],
)
def test_a_rule_that_would_take_the_content_is_void(markup: str) -> None:
    assert not any(block.boilerplate for block in read_html(markup).blocks)


LONG = "Enough words to make of this paragraph something that speaks for the article around it, and some more. "


def test_runs_of_links_are_marked_but_not_those_that_the_text_leads_in() -> None:
    contents = "<ul><li><a href='#a'>one</a><li><a href='#b'>two</a><li><a href='#c'>three</a></ul>"
    kinds_of = "<ul><li><a href='/a'>four</a><li><a href='/b'>five</a><li><a href='/c'>six</a></ul>"
    menu = "<ul><li><a href='/d'>seven</a><li><a href='/e'>eight</a><li><a href='/f'>nine</a></ul>"
    article = f"<div><h1>T</h1><p>{LONG * 4}</p>{contents}<p>{LONG}</p>{kinds_of}<p>{LONG}</p></div>"
    blocks = read_html(f"<div>{menu}</div>{article}<div>footing</div>").blocks
    marked = {block.text: block.boilerplate_rule for block in blocks if block.boilerplate}
    assert marked == dict.fromkeys(("one", "two", "three", "seven", "eight", "nine"), "html.links") | {
        "footing": "html.outside"
    }


def test_sections_beside_the_longest_one_belong_to_the_article() -> None:
    section = f"<div><h2>Conclusion</h2><p>{LONG}</p></div>"
    longest = f"<div><div><h2>Meaning</h2>{f'<p>{LONG}</p>' * 20}</div></div>"
    blocks = read_html(f"<h1>T</h1>{longest}{section}<div>footing</div>").blocks
    assert [block.text for block in blocks if block.boilerplate] == ["footing"]


# --- the tree -------------------------------------------------------------------------------------------------


def test_beautifulsoup_takes_our_tree_builder() -> None:
    markup = "<div id=a class='b c'><p>x &amp; <b>y</b><p>z</div>"
    soup = BeautifulSoup(markup, builder=PlacingTreeBuilder())
    assert str(soup) == '<div class="b c" id="a"><p>x &amp; <b>y</b></p><p>z</p></div>'
    assert soup.div is not None and soup.div["class"] == ["b", "c"]
    assert [paragraph.get_text() for paragraph in soup.find_all("p")] == ["x & y", "z"]
    assert soup.select("div.b > p b")[0].get_text() == "y"


def test_elements_and_texts_know_their_places() -> None:
    markup = "<div><p>a &amp; b</p> c</div>"
    tree = parse(markup)
    division, paragraph = tree.elements
    assert markup[division.start : division.end] == markup
    assert markup[paragraph.start : paragraph.end] == "<p>a &amp; b</p>"
    string = paragraph.contents[0]
    assert (str(string), markup[string.start : string.end]) == ("a & b", "a &amp; b")  # type: ignore[attr-defined]
