"""Tables: comparison tables that lost their markup, in the shapes that flattening leaves, and the cells of each."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from pipeline.model import Document

Read = Callable[..., Document]

INTRO = "Difference between tea and coffee\n\nTea and coffee are drinks that people like to have in the morning.\n\n"
OUTRO = "\n\nConclusion\n\nTea is mild and coffee is strong."
ROWS = [("Homeland", "China and India", "Ethiopia"), ("Plant part", "Leaves", "Beans"), ("Caffeine", "Little", "Much")]
HEADER = ("Feature", "Tea", "Coffee")

Matrix = list[tuple[str, ...]]


def article(table: str) -> str:
    return f"{INTRO}Comparison table\n\n{table}{OUTRO}"


def matrix(document: Document) -> Matrix:
    (table,) = document.tables
    assert all(cell.span.of(document.text) == cell.text for cell in table.cells)
    rows = sorted({cell.row for cell in table.cells})
    return [tuple(cell.text for cell in table.row(row)) for row in rows]


def joined(between: str, header: tuple[str, ...] = HEADER, rows: Matrix | None = None) -> str:
    return "\n".join(between.join(row) for row in [header, *(rows or ROWS)])


# --- the shapes of a table ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("shape", "method"),
    [
        (joined("\t"), "delimiter"),
        (joined(" | "), "delimiter"),
        ("\n".join(f"| {' | '.join(row)} |" for row in [HEADER, *ROWS]), "delimiter"),
        (joined("   "), "delimiter"),
        ("\n".join(HEADER) + "\n\n" + joined(" | ").split("\n", 1)[1], "delimiter"),
        ("\n\n".join(HEADER) + "\n\n" + joined("\t").split("\n", 1)[1], "delimiter"),
        ("\n".join(cell for row in [HEADER, *ROWS] for cell in row), "lines"),
        ("\n\n".join(cell for row in [HEADER, *ROWS] for cell in row), "lines"),
    ],
    ids=[
        "tabs",
        "pipes",
        "fenced",
        "blanks",
        "header lines, rows with pipes",
        "header lines, rows with tabs",
        "lines",
        "gaps",
    ],
)
def test_a_table_is_read_in_whatever_shape(read: Read, shape: str, method: str) -> None:
    document = read(article(shape))
    assert matrix(document) == [HEADER, *ROWS]
    assert document.tables[0].method == method


def test_the_marks_of_markdown_are_no_part_of_a_cell(read: Read) -> None:
    rows = ["Feature | **Tea** | [Coffee](https://example.org)", "---|:-:|--:", "*Origin* of it | `China` | 2\\*3"]
    document = read(f"# {INTRO}" + "\n".join([*rows, "Taste | mild<br>and sweet | <br>"]), "article.md")
    cells = {cell.row * 10 + cell.column: cell for cell in document.tables[0].cells}
    texts = ["Feature", "Tea", "Coffee", "Origin of it", "China", "2*3", "Taste", "mild and sweet", "<br>"]
    assert [cell.text for _, cell in sorted(cells.items())] == texts
    assert [cells[at].span.of(document.text) for at in (1, 2, 10)] == ["Tea", "Coffee", "Origin* of it"]


def test_cells_that_flattening_joined_by_blanks_are_cut_apart(read: Read) -> None:
    rows = [
        ("Origin", "It was first grown in China.", "It was first grown in Ethiopia."),
        ("Caffeine", "A cup holds a little of it.", "A cup holds a lot of it."),
        ("Price", "A bag costs two euros or so.", "A bag costs four euros or so."),
    ]
    document = read(article("\n\n".join(HEADER) + "\n\n" + "\n".join(map(" ".join, rows))))
    assert matrix(document) == [HEADER, *rows]
    (table,) = document.tables
    assert all(0.0 < cell.confidence <= 1.0 for cell in table.cells if cell.row)
    assert "table.flattened" in [finding.code for finding in document.findings]


def test_the_table_of_the_given_turkish_article(read: Read, turkish: str) -> None:
    cells = matrix(read(turkish))
    assert [len(row) for row in cells] == [3] * 6
    assert [row[0] for row in cells[1:]] == [
        "Gerçek Anlam",
        "Yürütülen Operasyonlar",
        "Pazarlamada Uygunluk",
        "Önemli Fonksiyonlar",
        "En Yaygın Türler",
    ]
    assert cells[2][1:] == (
        "İnsan kaynakları, muhasebe vb.",
        "Bununla ilgili kapsamlı verileri korurken arama yapmak ve almak.",
    )
    assert cells[5][1:] == ("Yatay BPO ve dikey BPO", "Gelen çağrı merkezleri ve giden çağrı merkezleri.")


def test_the_order_of_the_rows_does_not_matter(read: Read, turkish: str) -> None:
    lines = turkish.splitlines()
    first = next(place for place, line in enumerate(lines) if line.startswith("Gerçek"))
    shuffled = [*lines[:first], *reversed(lines[first : first + 5]), *lines[first + 5 :]]
    assert sorted(matrix(read("\n".join(shuffled)))[1:]) == sorted(matrix(read(turkish))[1:])


# --- what the columns speak of --------------------------------------------------------------------------------


def kinds(document: Document) -> list[tuple[str, int | None]]:
    (table,) = document.tables
    return [(cell.kind.value, cell.subject) for cell in table.row(1)]


def test_columns_speak_of_what_their_header_names(read: Read) -> None:
    assert kinds(read(article(joined(" | ")))) == [("aspect", None), ("value", 0), ("value", 1)]


def test_columns_may_be_swapped_against_the_title(read: Read) -> None:
    swapped = [(aspect, coffee, tea) for aspect, tea, coffee in ROWS]
    document = read(article(joined(" | ", ("Feature", "Coffee", "Tea"), swapped)))
    assert kinds(document) == [("aspect", None), ("value", 1), ("value", 0)]
    said = {(statement.subject_id, statement.value) for statement in document.statements}
    assert {("source:tea", "China and India"), ("source:coffee", "Ethiopia")} <= said


def test_a_table_may_have_no_column_of_aspects(read: Read) -> None:
    document = read(article(joined(" | ", ("Tea", "Coffee"), [row[1:] for row in ROWS])))
    assert matrix(document) == [("Tea", "Coffee"), *(row[1:] for row in ROWS)]
    assert kinds(document) == [("value", 0), ("value", 1)]


def test_a_name_inside_another_is_told_from_it(read: Read) -> None:
    text = (
        "XBRL vs iXBRL\n\nXBRL is read by machines. iXBRL is read by people and machines alike.\n\nComparison table\n\n"
        "Feature | iXBRL | XBRL\nReader | people | machines\nForm | web page | data file"
    )
    assert kinds(read(text)) == [("aspect", None), ("value", 1), ("value", 0)]


def test_a_caption_belongs_to_its_table(read: Read) -> None:
    document = read(article(joined(" | ")))
    (table,) = document.tables
    assert table.caption is not None
    assert table.caption.of(document.text) == "Comparison table"
    by_kind = [block.kind.value for block in document.blocks if block.kind.value.startswith("table")]
    assert by_kind == ["table_header", "table_row", "table_row", "table_row"]


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("de", "Unterschied zwischen Tee und Kaffee\n\nTee und Kaffee sind heiße Getränke, die jeder mag.\n\n"
               "Merkmal | Tee | Kaffee\nHerkunft | China | Äthiopien\nGeschmack | mild | kräftig"),
        ("es", "Diferencia entre té y café\n\nEl té y el café son bebidas calientes que gustan a todo el mundo.\n\n"
               "Característica | Té | Café\nOrigen | China | Etiopía\nSabor | suave | fuerte"),
        ("ja", "紅茶と緑茶の違い\n\n紅茶と緑茶はどちらも同じ茶の木の葉から作られる飲み物です。\n\n"
               "項目 | 紅茶 | 緑茶\n色 | 赤い | 緑\n味 | 甘い | 苦い"),
    ],
)  # fmt: skip
def test_a_table_is_found_in_other_languages(read: Read, code: str, text: str) -> None:
    document = read(text)
    assert document.language == code
    assert len(matrix(document)) == 3
    assert kinds(document) == [("aspect", None), ("value", 0), ("value", 1)]


# --- what is no table -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "lines",
    [
        "Tea vs coffee\n\nTea is mild.\nCoffee is strong.",
        "Tea\n\nCoffee\n\nConclusion\n\nBoth are good.",
        "Feature | Tea | Coffee\nOrigin | China | Ethiopia",  # one line below a header may be anything
        "Tea is milder than coffee.\nCoffee is older.\nTea is cheaper.",
    ],
)
def test_other_lines_are_no_table(read: Read, lines: str) -> None:
    assert read(INTRO + lines).tables == ()


def test_a_table_ends_where_a_section_begins(read: Read) -> None:
    document = read(article(joined(" | ") + "\n\nAdvantages\n\nTea is cheap."))
    assert matrix(document) == [HEADER, *ROWS]


def test_a_row_named_like_a_section_is_a_row(read: Read) -> None:
    rows = [("History", "old", "older"), ("Uses", "breakfast", "work"), ("Advantages", "mild", "strong")]
    assert matrix(read(article("\n".join(HEADER) + "\n\n" + "\n".join(map(" | ".join, rows))))) == [HEADER, *rows]


def test_a_row_named_like_a_section_is_a_row_where_each_cell_stands_apart_too(read: Read) -> None:
    rows = [("Origin", "China", "Ethiopia"), ("Caffeine", "little", "much")]
    assert matrix(read(article("\n\n".join(cell for row in [HEADER, *rows] for cell in row)))) == [HEADER, *rows]
