"""Tables that are drawn with signs, as pandoc and reStructuredText have them, and cells over several columns."""

from __future__ import annotations

import pytest

from tests.table_texts import TABLE, Read, article, matrix, said

GRID = """\
+---------------+----------------+-------------------+
| Feature       | Viola          | Cello             |
+===============+================+===================+
| Held          | under the chin | between the knees |
+---------------+----------------+-------------------+
| Lowest string | C3             | C2                |
+---------------+----------------+-------------------+
| Endpin        | none           | of steel          |
+---------------+----------------+-------------------+"""
GRID_OVER_LINES = """\
+---------+---------+-----------+
| Feature | Viola   | Cello     |
+=========+=========+===========+
| Held    | under   | between   |
|         | the     | the knees |
|         | chin    |           |
+---------+---------+-----------+
| Lowest  | C3      | C2        |
| string  |         |           |
+---------+---------+-----------+
| Endpin  | none    | of steel  |
+---------+---------+-----------+"""
SIMPLE = """\
  Feature        Viola           Cello
  -------------  --------------  -----------------
  Held           under the chin  between the knees
  Lowest string  C3              C2
  Endpin         none            of steel"""
MULTILINE = """\
-----------------------------------------------
 Feature         Viola            Cello
--------------- ---------------- --------------
 Held            under the        between the
                 chin             knees

 Lowest          C3               C2
 string

 Endpin          none             of steel
-----------------------------------------------"""
RST = """\
=============  ==============  =================
Feature        Viola           Cello
=============  ==============  =================
Held           under the chin  between the knees
Lowest string  C3              C2
Endpin         none            of steel
=============  ==============  ================="""
BOXED = """\
┌───────────────┬────────────────┬───────────────────┐
│ Feature       │ Viola          │ Cello             │
├───────────────┼────────────────┼───────────────────┤
│ Held          │ under the chin │ between the knees │
│ Lowest string │ C3             │ C2                │
│ Endpin        │ none           │ of steel          │
└───────────────┴────────────────┴───────────────────┘"""


COLUMNS = """\
              Viola            Cello
 Held         under the        between the
              chin             knees
 Lowest       C3               C2
 string
 Endpin       none             of steel"""


@pytest.mark.parametrize(
    "drawing",
    [GRID, GRID_OVER_LINES, SIMPLE, MULTILINE, RST, BOXED],
    ids=["grid", "grid over lines", "simple", "multiline", "rst", "boxed"],
)
@pytest.mark.parametrize("ending", ["\n", "\r\n"], ids=["LF", "CRLF"])
def test_a_drawn_table_is_read(read: Read, drawing: str, ending: str) -> None:
    document = read(article(drawing).replace("\n", ending))
    assert matrix(document) == TABLE
    assert document.tables[0].method == "drawn"
    assert ("cello", "held", "between the knees") in said(document)


@pytest.mark.parametrize("corner", ["Feature", ""])
def test_a_cell_of_a_text_browser_goes_on_in_its_own_column(read: Read, corner: str) -> None:
    document = read(article(COLUMNS.replace(" " * len(corner), corner, 1)))
    assert matrix(document) == [(corner, *TABLE[0][1:]), *TABLE[1:]]


@pytest.mark.parametrize("spoilt", [("of steel", "of  steel"), ("Viola            Cello", "Tuba             Horn")])
def test_lines_that_are_not_set_in_columns_are_not_read_so(read: Read, spoilt: tuple[str, str]) -> None:
    tables = read(article(COLUMNS.replace(*spoilt))).tables
    assert [table.method for table in tables] != ["drawn"]


def test_a_drawn_table_with_wide_letters_is_cut_where_a_terminal_shows_it(read: Read) -> None:
    table = (
        "項目    梅        桜\n------  --------  --------\n"
        "花      二月の花  四月の花\n実      食べる    食べない\n香り    強い      弱い"
    )
    document = read(f"梅と桜の違い\n\n梅と桜はどちらも春に花が咲く木です。梅は二月、桜は四月です。\n\n{table}\n")
    assert matrix(document)[1:] == [
        ("花", "二月の花", "四月の花"),
        ("実", "食べる", "食べない"),
        ("香り", "強い", "弱い"),
    ]


def test_a_cell_over_two_columns_says_the_same_of_both(read: Read) -> None:
    drawing = GRID.replace("| none           | of steel          |", "| a matter of taste                  |")
    document = read(article(drawing))
    assert matrix(document)[3] == ("Endpin", "a matter of taste", "a matter of taste")
    assert {one for one in said(document) if one[1] == "endpin"} == {
        ("viola", "endpin", "a matter of taste"),
        ("cello", "endpin", "a matter of taste"),
    }


def test_a_merged_cell_of_a_marked_up_table_says_the_same_of_both(read: Read) -> None:
    rows = "<tr><th></th><th>Viola</th><th>Cello</th></tr><tr><td>Held</td><td>high</td><td>low</td></tr>"
    page = f"<h1>Viola vs Cello</h1><p>The viola and the cello.</p><table>{rows}<tr><td>Bow</td>"
    document = read(f"{page}<td colspan=2>of horsehair</td></tr></table>", "article.html")
    assert {one[0] for one in said(document) if one[2] == "of horsehair"} == {"viola", "cello"}
