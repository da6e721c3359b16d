"""How flattened comparison tables are cut into cells."""

from __future__ import annotations

import re
import string
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.segmentation import Segmentation, assemble_lines, segment, split_header
from pipeline.segmentation.atoms import glued
from pipeline.segmentation.neighbours import Neighbours

MARK = " ‖ "


def flatten(marked: Sequence[str], glue: str = " ") -> list[str]:
    """Join marked cells as a flattened table does."""
    return [row.replace(MARK, glue) for row in marked]


def cells(rows: Sequence[str], found: Segmentation) -> list[str]:
    """Write the cells that were found with marks between them."""
    return [
        MARK.join(row[cell.start : cell.end] for cell in cut.cells) for row, cut in zip(rows, found.rows, strict=True)
    ]


TURKISH = [
    "Gerçek Anlam ‖ Üçüncü taraf satıcılar ve gerçek işadamları arasında resmi iletişim kanallarının kurulmasına "
    "yardımcı olur. ‖ Girişimle ilişkili müşterilerden gelen ve müşterilere yapılan telefon aramalarını yönetmek için "
    "kişilerin yetkilendirildiği bir yer.",
    "Yürütülen Operasyonlar ‖ İnsan kaynakları, muhasebe vb. ‖ Bununla ilgili kapsamlı verileri korurken arama yapmak "
    "ve almak.",
    "Pazarlamada Uygunluk ‖ Arka ofis operasyonlarının sorunsuz bir şekilde yürütülmesine yardımcı olur. ‖ Müşteri "
    "desteği ve zamanında şikayetlerin giderilmesi sağlanır.",
    "Önemli Fonksiyonlar ‖ Teknik destek vb. gibi önemsiz alanların yanı sıra satışları ve pazarlamayı artırın. ‖ "
    "Müşterilerle uzun vadeli ilişkiler kurmak ve ilgili girişimin güvenilirliğini artırmak.",
    "En Yaygın Türler ‖ Yatay BPO ve dikey BPO ‖ Gelen çağrı merkezleri ve giden çağrı merkezleri.",
]
ENGLISH = [
    "Definition ‖ The mean of all values in a set ‖ The middle value of a sorted set",
    "Outliers ‖ Strongly affected by outliers ‖ Hardly affected by outliers",
    "Best for ‖ Symmetric data without extremes ‖ Skewed data with extremes",
    "Computation ‖ Add all values and divide by their number ‖ Sort all values and take the middle one",
]
THREE = [
    "Team size ‖ 1-3 developers ‖ 3-10 developers ‖ 10+ developers",
    "Deployment ‖ 5-10 minutes ‖ 8-12 minutes ‖ 15-30 minutes",
    "Complexity ‖ Low ‖ Medium ‖ High",
]
HINDI = [
    "रंग ‖ यह लाल रंग का होता है ‖ यह हरे रंग का होता है",
    "आकार ‖ यह आकार में बड़ा होता है ‖ यह आकार में छोटा होता है",
    "स्वाद ‖ यह स्वाद में मीठा होता है ‖ यह स्वाद में खट्टा होता है",
]
JAPANESE = [
    "通信経路 ‖ ブラウザ経由 ‖ サーバー間の直接通信",
    "信頼性 ‖ 低い（広告の影響あり） ‖ 高い（確実に届く）",
    "実装の複雑さ ‖ 低い ‖ 高い",
]


def test_every_cell_of_the_turkish_table_is_found() -> None:
    rows = flatten(TURKISH)
    found = segment(rows, 3, ["BPO", "Çağrı merkezi"], casing="turkic", closing_abbreviations=["vb."])
    assert cells(rows, found) == TURKISH
    assert found.method == "joint"


@pytest.mark.parametrize(
    ("marked", "columns", "subjects", "spaces"),
    [
        (ENGLISH, 3, ["Mean", "Median"], True),
        (THREE, 4, ["Container", "Microservices", "Cluster"], True),
        (HINDI, 3, ["सेब", "नींबू"], True),
        (JAPANESE, 3, ["フロントチャネル", "バックチャネル"], False),
    ],
    ids=["cased", "three subjects", "without case", "without spaces"],
)
def test_rows_joined_by_one_blank(marked: list[str], columns: int, subjects: list[str], spaces: bool) -> None:
    rows = flatten(marked)
    assert cells(rows, segment(rows, columns, subjects, spaces=spaces)) == marked


@pytest.mark.parametrize("table", [ENGLISH, TURKISH], ids=["English", "Turkish"])
def test_swapping_the_columns_swaps_the_cells(table: list[str]) -> None:
    swapped = [MARK.join(row.split(MARK)[at] for at in (0, 2, 1)) for row in table]
    rows = flatten(swapped)
    assert cells(rows, segment(rows, 3, closing_abbreviations=["vb."])) == swapped


@pytest.mark.parametrize("delimiter", ["\t", " | ", "   ", " │ "])
def test_explicit_delimiters_decide(delimiter: str) -> None:
    rows = flatten(ENGLISH, delimiter)
    found = segment(rows, 3)
    assert cells(rows, found) == ENGLISH
    assert found.method == "delimiter"
    assert all(cut.confidence == 1.0 and not cut.ambiguous for cut in found.rows)


def test_pipes_at_the_margins_and_empty_cells() -> None:
    rows = ["| Colour | red | green |", "| Size | | small |"]
    assert cells(rows, segment(rows, 3)) == ["Colour ‖ red ‖ green", "Size ‖  ‖ small"]


def test_a_stray_run_of_blanks_is_no_delimiter() -> None:
    rows = flatten(ENGLISH)
    rows[0] = rows[0].replace("mean of", "mean  of")
    assert segment(rows, 3).method == "joint"


def test_cells_glued_at_a_sentence_end() -> None:
    marked = [
        "Definition ‖ The mean of all values in a set. ‖ The middle value of a sorted set.",
        "Outliers ‖ They change it strongly. ‖ They hardly change it.",
        "Computation ‖ All values are added. ‖ All values are sorted.",
    ]
    rows = flatten(marked, "")
    assert cells(rows, segment(rows, 3, ["Mean", "Median"])) == marked


@pytest.mark.parametrize(
    ("whole", "marked"),
    [
        ("DevOps", ["Hosting ‖ DevOps cloud ‖ Own server", "Team ‖ DevOps group ‖ Two teams", "Size ‖ Small ‖ Large"]),
        ("iXBRL", ["Medium ‖ iXBRL pages ‖ XBRL files", "Look ‖ iXBRL in a browser ‖ XBRL in a viewer"]),
    ],
)
def test_a_word_that_the_article_writes_with_a_capital_inside_is_whole(whole: str, marked: list[str]) -> None:
    rows = flatten(marked, "")
    assert cells(rows, segment(rows, 3, glued=True)) != marked
    assert cells(rows, segment(rows, 3, glued=True, whole_words=[whole])) == marked


def test_a_closing_abbreviation_before_a_small_letter_goes_on() -> None:
    rows = ["Functions Support etc. as well as sales Contact with customers"]
    (cut,) = segment(rows, 3, closing_abbreviations=["etc."]).rows
    assert all(rows[0][cell.start : cell.end] != "Support etc." for cell in cut.cells)


def test_a_known_aspect_ends_the_first_cell() -> None:
    rows = ["Operating System Support Linux only Windows and Linux"]
    (cut,) = segment(rows, 3, known_aspects=["operating system support"]).rows
    assert rows[0][: cut.cells[0].end] == "Operating System Support"


def test_a_known_aspect_right_behind_another_belongs_to_the_label() -> None:
    rows = ["Storage Temperature depends on the model depends on the user"]
    (cut,) = segment(rows, 3, known_aspects=["storage", "temperature"]).rows
    assert rows[0][: cut.cells[0].end] == "Storage Temperature"


def test_without_an_aspect_column_all_cells_are_values() -> None:
    rows = ["Fast to learn Slow to learn", "Cheap to run Dear to run", "Easy to read Hard to read"]
    found = segment(rows, 2, ["One", "Two"], aspect_column=False)
    assert cells(rows, found) == [
        "Fast to learn ‖ Slow to learn", "Cheap to run ‖ Dear to run", "Easy to read ‖ Hard to read",
    ]  # fmt: skip


def test_a_row_with_too_few_words_is_ambiguous() -> None:
    (cut,) = segment(["Only two"], 3).rows
    assert cut.ambiguous
    assert cut.confidence == 0.0


def test_an_uncertain_row_names_its_runner_up() -> None:
    rows = ["alpha beta gamma delta epsilon"]
    (cut,) = segment(rows, 3).rows
    assert 0 < cut.confidence < 1
    assert cut.runner_up != cut.cells


def test_no_rows_and_blank_rows() -> None:
    assert segment([], 3).rows == ()
    (cut,) = segment(["   "], 3).rows
    assert cut.cells == ()
    assert cut.ambiguous


def test_a_table_has_columns() -> None:
    with pytest.raises(ValueError, match="at least one column"):
        segment(["text"], 0)


_letters = st.text(string.ascii_letters + "  \t|.,()çığÖŞ日本語हिन्दी0123", max_size=60)


@given(st.lists(_letters, max_size=5), st.integers(1, 5), st.booleans(), st.booleans())
def test_cells_are_in_order_apart_trimmed_and_cover_the_row(
    rows: list[str], columns: int, aspect: bool, spaces: bool
) -> None:
    found = segment(rows, columns, ["One", "Two"], aspect_column=aspect, spaces=spaces)
    assert len(found.rows) == len(rows)
    for row, cut in zip(rows, found.rows, strict=True):
        assert len(cut.cells) <= columns
        assert 0.0 <= cut.confidence <= 1.0
        at = 0
        for cell in cut.cells:
            assert at <= cell.start <= cell.end <= len(row)
            assert row[cell.start : cell.end] == row[cell.start : cell.end].strip()
            at = cell.end
        if found.method != "delimiter":
            covered = "".join(row[cell.start : cell.end] for cell in cut.cells)
            assert "".join(covered.split()) == "".join(row.split())


def test_the_same_rows_give_the_same_cuts() -> None:
    rows = flatten(TURKISH)
    assert segment(rows, 3) == segment(rows, 3)


def test_a_capital_of_another_script_opens_a_cell() -> None:
    marked = [
        "Формат ‖ Формат MTS ‖ Розширення файлу",
        "Камера ‖ Камера AVCHD ‖ Диск для запису",
        "Диск ‖ Без DVD ‖ Є диск",
    ]
    rows = flatten(marked, "")
    assert cells(rows, segment(rows, 3, glued=True)) == marked


@pytest.mark.parametrize(
    ("row", "pieces"),
    [
        ("from M2TS, by handBy disk", ["from", "M2TS,", "by", "hand", "By", "disk"]),
        ("One (M2TS)Two", ["One", "(M2TS)", "Two"]),
        ("noneM2TSOne", ["none", "M2TS", "One"]),
    ],
)
def test_the_marks_around_a_whole_word_are_its_own(row: str, pieces: list[str]) -> None:
    line = glued(row, re.compile("M2TS"))
    assert [row[start:end] for start, end in zip(line.starts, line.ends, strict=True)] == pieces


@pytest.mark.parametrize(
    ("header", "subjects", "expected"),
    [
        (
            "Parameters of ComparisonBPOCall Center", ["BPO", "Call Center"],
            ["Parameters of Comparison", "BPO", "Call Center"],
        ),
        (
            "Parameters of ComparisonBPOCall Center", ["Call center", "BPO"],
            ["Parameters of Comparison", "BPO", "Call Center"],
        ),
        ("ParamètreXBRLiXBRL", ["XBRL", "iXBRL"], ["Paramètre", "XBRL", "iXBRL"]),
        ("観点gVisorKata Containers", ["gVisor", "Kata Containers"], ["観点", "gVisor", "Kata Containers"]),
        (
            "Karşılaştırma ParametreleriBPOÇağrı merkezleri", ["BPO", "Çağrı merkezi"],
            ["Karşılaştırma Parametreleri", "BPO", "Çağrı merkezleri"],
        ),
        ("BasisAlphaBeta", [], ["Basis", "Alpha", "Beta"]),
        ("FeatureAlphaBetaGamma", ["Alpha", "Beta", "Gamma"], ["Feature", "Alpha", "Beta", "Gamma"]),
        ("a line of prose", ["Alpha", "Beta"], []),
    ],
)  # fmt: skip
def test_a_glued_header_is_cut_by_its_subjects(header: str, subjects: list[str], expected: list[str]) -> None:
    assert [span.of(header) for span in split_header(header, subjects)] == expected


def test_one_cell_a_line_is_assembled() -> None:
    assert assemble_lines(["Colour", "", "red", "green", "Size", "big", "", "small"], 3) == ((0, 2, 3), (4, 5, 7))


def test_lines_that_fill_no_whole_rows_are_no_table() -> None:
    assert assemble_lines(["Colour", "red", "green", "Size"], 3) == ()


def test_rows_are_counted_by_what_stands_beside_a_word() -> None:
    rows = [["old", "red", "brick"], ["new", "red", "brick"], ["old", "red", "roof"], ["red", "old", "red", "tile"]]
    words = Counter(word for row in rows for word in set(row))
    pairs = Counter(pair for row in rows for pair in set(pairwise(row)))
    recurring = Counter({pair: count for pair, count in pairs.items() if count > 1})
    before = Neighbours.of(rows, words, recurring)
    # "new red brick" and "red old red tile" have "red" behind another word than "old", the first with "brick" after it.
    assert before.shares(0, "old", "red", "brick") == (2 / 3, 1 / 3, 2 / 3)
    assert before.shares(1, "new", "red", "brick") == (1.0, 1 / 3, 0.0)
    assert before.shares(3, "red", "old", "red") == (2 / 3, 2 / 3, 0.0)
