"""Tables: which of them hold data, and where each cell stands in the grid."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from pipeline.html.bare_grids import bare_grids
from pipeline.html.drafts import Draft, Line
from pipeline.html.functions import ALL_CELLS, HEADER_CELLS, function_of
from pipeline.html.names import BLOCKS, HEADINGS
from pipeline.html.page import Grid, GridCell, ListEntry
from pipeline.html.pseudolists import split_pseudo_lists
from pipeline.html.slots import Slots
from pipeline.html.soup import PlacedTag
from pipeline.html.tokens import Kind
from pipeline.html.tree import Tree
from pipeline.html.walk import visible_extent, walk
from pipeline.model import BlockKind, Span

# A page laid out as a table has most of its text in one cell; the longest cell of the comparison tables seen
# has some 900 characters.
_LONG_CELL = 2_000
_BOLD = frozenset(("b", "strong"))
_NO_RULES: Mapping[int, str] = {}


@dataclass(slots=True)
class TableOf:
    """A table as found in the tree: its rows, each with its cells."""

    element: PlacedTag
    parent: TableOf | None
    rows: list[tuple[PlacedTag, list[PlacedTag]]] = field(default_factory=list)
    heads: list[bool] = field(default_factory=list)
    head_close: int = -1
    caption: PlacedTag | None = None
    nested: bool = False
    headed: bool = False  # holds a heading


def find_tables(tree: Tree) -> list[TableOf]:
    """Return the tables of a page that hold data, in the order of the file."""
    tables = list(_tables(tree))
    data = []
    for table in reversed(tables):  # what lies inside is decided first
        if _holds_data(table, tree):
            data.append(table)
            if table.parent is not None:
                table.parent.nested = True
        elif table.nested and table.parent is not None:
            table.parent.nested = True
    return sorted([*data, *_bare_tables(tree, data)], key=lambda table: table.element.first)


def _bare_tables(tree: Tree, data: list[TableOf]) -> Iterator[TableOf]:
    """Yield the tables made of bare divisions that neither hold another table nor stand in one."""
    for element, rows in bare_grids(tree):
        apart = all(other.element.close <= element.first or element.close <= other.element.first for other in data)
        if apart:
            classes = [row.written.get("class", "") for row, _ in rows]
            heads = [classes[0] not in classes[1:], *[False] * (len(rows) - 1)]
            yield TableOf(element, None, rows, heads)


def _tables(tree: Tree) -> Iterator[TableOf]:
    open_tables: list[TableOf] = []
    for element in tree.elements:
        while open_tables and open_tables[-1].element.close <= element.first:
            open_tables.pop()
        function = function_of(element)
        if function == "table" or element.name == "table":
            table = TableOf(element, open_tables[-1] if open_tables else None)
            open_tables.append(table)
            yield table
        elif open_tables:
            _note(open_tables[-1], element, function)


def _note(table: TableOf, element: PlacedTag, function: str) -> None:
    row, cells = table.rows[-1] if table.rows else (None, [])
    if row is not None and element.first >= row.close:
        row, cells = None, []
    if function == "row":
        if row is not None:  # a row inside a row is none: the text of nested ones would be the square of the page
            return
        table.rows.append((element, []))
        table.heads.append(element.first < table.head_close)
    elif function in ALL_CELLS:
        if row is not None and not (cells and element.first < cells[-1].close):
            cells.append(element)
    elif element.name == "thead":
        table.head_close = element.close
    elif function == "caption":
        table.caption = table.caption or element
    elif element.name in HEADINGS:
        table.headed = True


def _holds_data(table: TableOf, tree: Tree) -> bool:
    """Tell a data table from one that only lays out a page."""
    role = table.element.role
    if role in ("presentation", "none") or table.nested:
        return False
    widths = [len(cells) for _, cells in table.rows]
    if sum(widths) < 2:
        return False
    has_header = any(function_of(cell) in HEADER_CELLS for _, cells in table.rows for cell in cells)
    if has_header or table.caption is not None or role or table.head_close > 0:
        return max(widths) > 1 or len(table.rows) > 1
    if sum(width > 1 for width in widths) < 2 or table.headed:
        return False
    return all(tree.length_of(cell) < _LONG_CELL for _, cells in table.rows for cell in cells)


def row_kinds(tables: list[TableOf], tree: Tree) -> dict[int, BlockKind]:
    """Return, by the index of its start tag, the kind of block that each row of the data tables is."""
    return {
        row.first: BlockKind.TABLE_HEADER if header else BlockKind.TABLE_ROW
        for table in tables
        for (row, _), header in zip(table.rows, _header_rows(table, tree), strict=True)
    }


def _header_rows(table: TableOf, tree: Tree) -> list[bool]:
    """Tell which rows are headers: those of the head, and those above the first other row that hold headers alone.

    Where nothing is marked as a header, a first row in bold type is one.
    """
    headers: list[bool] = []
    for (_, cells), in_head in zip(table.rows, table.heads, strict=True):
        above = all(headers)
        headers.append(in_head or (above and _all_headers(cells, tree)))
    marked = any(function_of(cell) in HEADER_CELLS for _, cells in table.rows for cell in cells)
    if headers and not any(headers) and not marked:
        bold = [_all_bold(cells, tree) for _, cells in table.rows[:2]]
        headers[0] = bold == [True, False]
    return headers


def _all_headers(cells: list[PlacedTag], tree: Tree) -> bool:
    """Tell whether all cells are headers; an empty corner need not be."""
    headers = [cell for cell in cells if function_of(cell) in HEADER_CELLS]
    others = (cell for cell in cells if function_of(cell) not in HEADER_CELLS)
    return bool(headers) and all(visible_extent(tree, cell.first, cell.close) is None for cell in others)


def _all_bold(cells: list[PlacedTag], tree: Tree) -> bool:
    extents = [(cell, visible_extent(tree, cell.first, cell.close)) for cell in cells]
    return all(line is None or _is_bold(cell, line) for cell, line in extents)


def _is_bold(cell: PlacedTag, line: Line) -> bool:
    return any(
        isinstance(node, PlacedTag) and node.name in _BOLD and node.first < line.first and line.last < node.close
        for node in cell.descendants
    )


def build_grid(table: TableOf, tree: Tree) -> Grid:
    """Return a data table with every cell at its row and column."""
    cells: list[GridCell] = []
    slots = Slots()
    headers = _header_rows(table, tree)
    for number, ((row, row_cells), header) in enumerate(zip(table.rows, headers, strict=True)):
        slots.next_row(_section(row))
        cells.extend(_grid_cell(cell, number, slots, header, tree) for cell in row_cells)
    caption = table.caption or _figure_caption(table.element)
    line = visible_extent(tree, caption.first, caption.close) if caption else None
    return Grid(Span(table.element.start, table.element.end), line.span if line else None, tuple(cells))


def _figure_caption(element: PlacedTag) -> PlacedTag | None:
    """Return the caption of the figure that a table is, as WordPress writes them, in a division that scrolls or not."""
    figure = element.parent
    if figure is not None and figure.name == "div":
        figure = figure.parent
    if figure is None or figure.name != "figure":
        return None
    captions = (child for child in figure.contents if isinstance(child, PlacedTag) and child.name == "figcaption")
    return next(captions, None)


def _section(row: PlacedTag) -> int:
    parent = row.parent
    return parent.first if isinstance(parent, PlacedTag) else -1


def _grid_cell(cell: PlacedTag, row: int, slots: Slots, header: bool, tree: Tree) -> GridCell:
    written = cell.written
    column, row_span, column_span = slots.place(
        written.get("rowspan") or written.get("aria-rowspan", ""),
        written.get("colspan") or written.get("aria-colspan", ""),
    )
    line = visible_extent(tree, cell.first + 1, cell.close)
    header = header or function_of(cell) in HEADER_CELLS
    if line is None:
        return GridCell(row, column, row_span, column_span, header, Span(cell.tag_end, cell.tag_end), "")
    items = _items(tree, cell) if _has_blocks(tree, cell) else ()
    return GridCell(row, column, row_span, column_span, header, line.span, line.text(tree), items)


def _has_blocks(tree: Tree, cell: PlacedTag) -> bool:
    return any(
        token.kind is Kind.START and (token.name in BLOCKS or token.name == "br")
        for token in tree.tokens[cell.first + 1 : cell.close]
    )


def _items(tree: Tree, cell: PlacedTag) -> tuple[ListEntry, ...]:
    drafts = list(walk(tree, cell.first + 1, cell.close, _NO_RULES))
    return tuple(_entry(draft, tree) for draft in split_pseudo_lists(drafts, tree) if draft.kind is BlockKind.LIST_ITEM)


def _entry(draft: Draft, tree: Tree) -> ListEntry:
    extent = draft.extent
    return ListEntry(extent.span, extent.text(tree), draft.marker, draft.level)
