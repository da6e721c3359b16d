"""What every page must hold to: places in order, and text that can be made again from them."""

from __future__ import annotations

from pipeline.html import Page, render_at


def assert_places(text: str, page: Page) -> None:
    """Every block and cell can be cut out of the file and rendered again; blocks stand in order, apart."""
    behind = 0
    for position, block in enumerate(page.blocks):
        assert block.position == position
        assert behind <= block.span.start < block.span.end
        assert render_at(text, block.span) == block.text
        behind = block.span.end
    for grid in page.grids:
        for cell in grid.cells:
            assert grid.span.contains(cell.span)
            assert render_at(text, cell.span) == cell.text
            for entry in cell.items:
                assert cell.span.contains(entry.span)
                assert render_at(text, entry.span) == entry.text
