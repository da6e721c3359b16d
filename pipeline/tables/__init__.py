"""Comparison tables in an article: the names over columns, where a table ends, its rows; in every layout that was met.

The stage (`pipeline/stages/tables.py`) asks for what kept its markup (`grids`), for rows with delimiters (`delimited`),
for a header with rows below it (`headers`, `extent`, `rows`), and for lists side by side (`parallel`). Where a row has
no delimiter, `pipeline/segmentation/` cuts it.
"""
