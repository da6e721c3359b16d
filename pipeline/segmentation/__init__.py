"""Cutting flattened comparison tables: rows into cells, glued headers, one cell a line."""

from pipeline.segmentation.assembled import assemble_lines
from pipeline.segmentation.cut import Cut, Segmentation
from pipeline.segmentation.headers import split_header
from pipeline.segmentation.segment import segment

__all__ = ["Cut", "Segmentation", "assemble_lines", "segment", "split_header"]
