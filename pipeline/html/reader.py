"""Reading an HTML page: blocks, tables and the title, each with its place in the file."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pipeline.html.boilerplate import boilerplate_rules
from pipeline.html.characters import decode, fold_blanks, is_blank
from pipeline.html.content import mark_furniture
from pipeline.html.drafts import Draft
from pipeline.html.grids import build_grid, find_tables, row_kinds
from pipeline.html.page import Grid, Page
from pipeline.html.pseudolists import split_pseudo_lists
from pipeline.html.spoilt import sound_page
from pipeline.html.tokens import Kind
from pipeline.html.tree import Tree, parse
from pipeline.html.walk import walk
from pipeline.model import Block, Span


def read_html(text: str) -> Page:
    """Read a decoded HTML file.

    Args:
        text: the file, in code points; whatever it holds, a page comes back.

    Returns:
        The blocks in the order of the file, the data tables as grids, and the title. For every block,
        ``render_at(text, span)`` is its text: mojibake is read through where that is certain. Nothing visible is left
        out; furniture of the page is marked. Time and memory are linear in the length of `text`.
    """
    sound = sound_page(text)
    tree = parse(sound.text)
    tables = find_tables(tree)
    named = list(walk(tree, 0, len(tree.tokens), boilerplate_rules(tree), row_kinds(tables, tree)))
    drafts = mark_furniture(named, tree)
    page = Page(
        blocks=tuple(_blocks(split_pseudo_lists(drafts, tree), tree)),
        grids=tuple(build_grid(table, tree) for table in tables),
        title=_title(tree),
        unfinished=_unfinished(tree),
    )
    return page if sound.origins is None else page.placed(sound.raw)


def read_grids(text: str) -> tuple[Grid, ...]:
    """Read the data tables of a decoded HTML file alone, as :func:`read_html` does, in half the time."""
    sound = sound_page(text)
    tree = parse(sound.text)
    grids = tuple(build_grid(table, tree) for table in find_tables(tree))
    return grids if sound.origins is None else tuple(grid.placed(sound.raw) for grid in grids)


def _blocks(drafts: Iterable[Draft], tree: Tree) -> Iterator[Block]:
    position = 0
    for draft in drafts:
        extent = draft.extent
        readable = extent.text(tree)
        if is_blank(readable):
            continue
        yield Block(
            position, draft.kind, extent.span, readable, draft.marker, draft.level,
            boilerplate=bool(draft.rule), boilerplate_rule=draft.rule,
        )  # fmt: skip
        position += 1


def _title(tree: Tree) -> str:
    for token in tree.tokens:
        if token.kind is Kind.RAW and token.name == "title":
            return fold_blanks(decode(tree.text[token.start : token.end])).strip()
    return ""


def _unfinished(tree: Tree) -> Span | None:
    """Return the end of the file that is swallowed by a tag, a comment or a script that is never closed."""
    if not tree.tokens:
        return None
    last = tree.tokens[-1]
    return Span(last.start, last.end) if last.kind in (Kind.UNFINISHED, Kind.RAW) else None
