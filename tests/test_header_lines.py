"""Which lines are the header of a table whose cells, or whose header cells, stand on lines of their own."""

from __future__ import annotations

import pytest

from pipeline.model import Block, BlockKind, Span
from pipeline.tables.headers import may_be_cell
from tests.table_texts import Read, article, matrix


def lines(*cells: str) -> str:
    """Write each cell on a line of its own, parted by blank lines."""
    return "\n\n".join(cells)


def test_a_column_of_notes_stands_behind_the_names(read: Read) -> None:
    rows = (
        "under the chin of its player",
        "between the knees of its player",
        "from C3 on and up to E6",
        "from C2 on and up to C6",
    )
    assert matrix(read(article(lines("Viola", "Cello", "Notes", "\n".join(rows)))))[0] == ("Viola", "Cello", "Notes")


def test_paragraphs_that_open_with_the_names_are_no_rows(read: Read) -> None:
    aspects = lines("Held", "Lowest string", "Endpin")
    rows = "Viola under the chin C3 none", "Cello between the knees C2 of steel"
    assert read(article(lines(aspects, *rows))).tables == ()
    assert matrix(read(article(lines(aspects, "\n".join(rows)))))[0][-3:] == ("Held", "Lowest string", "Endpin")


def test_a_line_that_announces_a_table_is_no_corner(read: Read) -> None:
    cells = "Viola", "Cello", "under the chin", "between the knees", "no endpin", "an endpin of steel"
    assert matrix(read(article(lines("Comparison chart", *cells))))[0] == ("Viola", "Cello")


def test_only_a_short_line_stands_over_running_numbers(read: Read) -> None:
    numbered = "Feature", "Viola", "Cello", "1", "Held", "chin", "knees", "2", "Lowest string", "C3", "C2"
    header = "Feature", "Viola", "Cello"
    assert matrix(read(article(lines("S. No.", *numbered))))[0] == ("S. No.", *header)
    assert matrix(read(article(lines("These three things tell them apart", *numbered))))[0] == header


def test_a_question_that_names_both_things_is_no_header(read: Read) -> None:
    answers = "Viola is held under the chin\nCello is held between the knees\nBoth have four strings"
    assert read(article(lines("What is viola, what is cello?", answers))).tables == ()


def test_below_a_header_with_blanks_no_word_is_cut(read: Read) -> None:
    """Where the names of the header are run together, so are the cells, and "C3" could be the end of one and a "3"."""
    rows = "Held Under the chin Between the knees\nLowest string C3 C2\nEndpin None Of steel"
    assert matrix(read(article(f"Feature Viola Cello\n{rows}")))[2] == ("Lowest string", "C3", "C2")


def test_below_bare_names_that_are_run_together_so_are_the_cells(read: Read) -> None:
    rows = "Under the chinBetween the knees\nC3C2\nNo endpinEndpin of steel"
    assert matrix(read(article(f"ViolaCello\n{rows}")))[1:] == [
        ("Under the chin", "Between the knees"),
        ("C3", "C2"),
        ("No endpin", "Endpin of steel"),
    ]


@pytest.mark.parametrize(
    ("text", "may_be"),
    [
        ("Lowest string", True),
        ("Held by:", True),
        ("Here is the simple answer:", False),  # it leads a table in
        ("Viola\tCello", False),
        ("It is held under the chin.", False),
    ],
)
def test_a_short_line_without_cells_that_is_no_sentence_may_be_one(text: str, may_be: bool) -> None:
    assert may_be_cell(Block(0, BlockKind.PARAGRAPH, Span(0, len(text)), text)) is may_be
