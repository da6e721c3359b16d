"""HTML with positions: blocks and tables that know where they stand in the file."""

from __future__ import annotations

from pipeline.html.origins import origins_of
from pipeline.html.page import Grid, GridCell, ListEntry, Page
from pipeline.html.reader import read_grids, read_html
from pipeline.html.rendering import render
from pipeline.html.spoilt import render_at, sound_page
from pipeline.html.tree import PlacingTreeBuilder, Tree, parse

__all__ = [
    "Grid", "GridCell", "ListEntry", "Page", "PlacingTreeBuilder", "Tree", "origins_of", "parse", "read_grids",
    "read_html", "render", "render_at", "sound_page",
]  # fmt: skip
