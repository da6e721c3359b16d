"""Tables in the shapes that converters and scrapers leave, with their cells and what these say."""

from __future__ import annotations

import pytest

from pipeline.model import CellKind, Polarity
from tests.table_texts import INTRO, TABLE, Matrix, Read, article, kinds, matrix, said

# --- delimiters ---------------------------------------------------------------------------------------------------


def piped(*rows: str) -> str:
    return "\n".join(rows)


BODY = ("| Held | under the chin | between the knees |", "| Lowest string | C3 | C2 |", "| Endpin | none | of steel |")


@pytest.mark.parametrize(
    "table",
    [
        piped("| Feature | Viola | Cello |", "|---|:---:|---:|", *BODY),
        "\n\n".join(["| Feature | Viola | Cello |", "|---|---|---|", *BODY]),
        piped("Feature | Viola | Cello", "--- | --- | ---", *(row.strip("| ") for row in BODY)),
        " ".join(["| Feature | Viola | Cello |", "|---|---|---|", *BODY]),
        piped("Feature │ Viola │ Cello", *(row.strip("| ").replace("|", "│") for row in BODY)),
    ],
    ids=["dashed row", "gaps", "no fences", "one paragraph", "box character"],
)
def test_a_dashed_row_is_no_row(read: Read, table: str) -> None:
    assert matrix(read(article(table))) == TABLE


def test_below_a_dashed_row_one_row_is_a_table(read: Read) -> None:
    assert matrix(read(article(piped("| | Viola | Cello |", "|---|---|---|", BODY[0])))) == [
        ("", "Viola", "Cello"),
        ("Held", "under the chin", "between the knees"),
    ]


@pytest.mark.parametrize("header", ["Viola | Cello |", " | Viola | Cello", "Viola | Cello | |"])
def test_an_empty_corner_may_be_missing_or_stand_last(read: Read, header: str) -> None:
    document = read(article(piped(header, *(row.strip("| ") for row in BODY))))
    assert matrix(document)[0] == ("", "Viola", "Cello")
    assert kinds(document, 1) == [("aspect", None), ("value", 0), ("value", 1)]


@pytest.mark.parametrize("row", ["| Endpin | none | |", "| Endpin | none |", "| Endpin | none"])
def test_an_empty_last_cell_is_empty(read: Read, row: str) -> None:
    document = read(article(piped("| Feature | Viola | Cello |", "|---|---|---|", *BODY[:2], row)))
    assert matrix(document)[3] == ("Endpin", "none", "")


def test_two_tables_in_a_row_are_two(read: Read) -> None:
    other = ("| Part | Viola | Cello |", "|---|---|---|", "| Bow | light | heavy |", "| Bridge | low | high |")
    document = read(article(piped("| Feature | Viola | Cello |", "|---|---|---|", *BODY, *other)))
    assert [len({cell.row for cell in table.cells}) for table in document.tables] == [4, 3]


# --- which way a table lies ----------------------------------------------------------------------------------------

THINGS: Matrix = [
    ("Instrument", "Held", "Lowest string", "Endpin"),
    ("Viola", "under the chin", "C3", "none"),
    ("Cello", "between the knees", "C2", "of steel"),
]


@pytest.mark.parametrize(
    "table",
    [
        "\n".join(" | ".join(row) for row in THINGS),
        "\n".join("\t".join(row) for row in THINGS),
        "\n".join(cell for row in THINGS for cell in row),
        "\n\n".join(cell for row in THINGS for cell in row),
    ],
    ids=["pipes", "tabs", "lines", "gaps"],
)
def test_rows_may_be_the_things_and_columns_the_aspects(read: Read, table: str) -> None:
    document = read(article(table))
    assert matrix(document) == THINGS
    assert kinds(document, 0) == [("header", None), *[("aspect", None)] * 3]
    assert kinds(document, 2) == [("header", 1), *[("value", 1)] * 3]
    assert {("viola", "held", "under the chin"), ("cello", "endpin", "of steel")} <= said(document)


def test_either_way_the_statements_are_the_same(read: Read) -> None:
    upright = read(article("\n".join(" | ".join(row) for row in TABLE)))
    lying = read(article("\n".join(" | ".join(row) for row in zip(*TABLE, strict=True))))
    assert said(upright) == said(lying) != set()


def test_rows_of_things_that_blanks_joined_are_cut(read: Read) -> None:
    rows = [
        "Viola It is held under the chin. It has no endpin.",
        "Cello It is held between the knees. It has an endpin.",
    ]
    document = read(article("Instrument\n\nHeld\n\nEndpin\n\n" + "\n".join(rows)))
    assert matrix(document)[1:] == [
        ("Viola", "It is held under the chin.", "It has no endpin."),
        ("Cello", "It is held between the knees.", "It has an endpin."),
    ]


def test_a_marked_up_table_may_lie_either_way(read: Read) -> None:
    rows = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in THINGS)
    page = f"<h1>Viola vs Cello</h1><p>The viola and the cello are strings.</p><table>{rows}</table>"
    assert ("cello", "held", "between the knees") in said(read(page, "article.html"))


# --- running numbers -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("number", ["{}", "{}.", "#{}", "({})"])
def test_running_numbers_are_no_aspects(read: Read, number: str) -> None:
    rows = [("No.", *TABLE[0]), *((number.format(at), *row) for at, row in enumerate(TABLE[1:], start=1))]
    document = read(article("\n".join("\t".join(row) for row in rows)))
    assert [row[1:] for row in matrix(document)] == TABLE
    assert kinds(document, 2) == [("value", None), ("aspect", None), ("value", 0), ("value", 1)]
    assert {aspect for _, aspect, _ in said(document)} >= {"held", "endpin"}


def test_running_numbers_without_aspects(read: Read) -> None:
    rows = [
        ("#", "Viola", "Cello"),
        ("1", "It is held high.", "It is held low."),
        ("2", "Its tone is warm.", "It sings."),
    ]
    document = read(article("\n".join("\t".join(row) for row in rows)))
    assert kinds(document, 1) == [("value", None), ("value", 0), ("value", 1)]


@pytest.mark.parametrize("between", ["\n", "\n\n"], ids=["lines", "gaps"])
def test_running_numbers_on_lines_of_their_own(read: Read, between: str) -> None:
    rows = [("No.", *TABLE[0]), *((str(at), *row) for at, row in enumerate(TABLE[1:], start=1))]
    document = read(article(between.join(cell for row in rows for cell in row)))
    assert [row[1:] for row in matrix(document)] == TABLE


def test_running_numbers_before_rows_that_blanks_joined(read: Read) -> None:
    rows = ["1 Grip It is held under the chin. It is held between the knees.",
            "2 Endpin It has none at all. It has one of steel.",
            "3 Bow Its bow is long. Its bow is short."]  # fmt: skip
    document = read(article("No.\n\nFeature\n\nViola\n\nCello\n\n" + "\n".join(rows)))
    assert matrix(document)[1:] == [
        ("1", "Grip", "It is held under the chin.", "It is held between the knees."),
        ("2", "Endpin", "It has none at all.", "It has one of steel."),
        ("3", "Bow", "Its bow is long.", "Its bow is short."),
    ]


# --- spacing ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("gap", ["\n", "\n\n"], ids=["close", "apart"])
def test_an_aspect_on_its_line_above_both_cells(read: Read, gap: str) -> None:
    rows = [("Grip", "It is held under the chin.It is held between the knees."),
            ("Endpin", "It has none at all.It has one of steel."),
            ("Usual place", "It sits beside the violins.It sits in front of the basses.")]  # fmt: skip
    document = read(article("Feature\n\nViola\n\nCello\n\n" + gap.join(f"{one}\n{two}" for one, two in rows)))
    assert matrix(document)[1:] == [
        ("Grip", "It is held under the chin.", "It is held between the knees."),
        ("Endpin", "It has none at all.", "It has one of steel."),
        ("Usual place", "It sits beside the violins.", "It sits in front of the basses."),
    ]


def test_rows_of_single_cells_may_be_parted_by_blank_lines(read: Read) -> None:
    assert matrix(read(article("\n\n".join("\n".join(row) for row in TABLE)))) == TABLE


@pytest.mark.parametrize("label", ["History", "Uses", "Types", "Advantages", "Definition"])
@pytest.mark.parametrize("place", [1, 2, 3])
def test_a_label_like_a_heading_opens_a_row(read: Read, label: str, place: int) -> None:
    rows = [*TABLE[:place], (label, "some", "many"), *TABLE[place + 1 :]]
    assert matrix(read(article("\n\n".join(cell for row in rows for cell in row)))) == rows


def test_a_section_behind_single_cells_is_no_row(read: Read) -> None:
    text = (
        "\n\n".join(cell for row in TABLE for cell in row)
        + "\n\nAdvantages\n\nThe viola is light.\n\nThe cello is loud."
    )
    assert matrix(read(article(text))) == TABLE


def test_what_a_short_last_row_lacks_is_empty(read: Read) -> None:
    text = "\n".join(cell for row in TABLE for cell in row) + "\nBow\nboth need one"
    assert matrix(read(article(text)))[4] == ("Bow", "both need one", "")


# --- names --------------------------------------------------------------------------------------------------------


def test_three_things_in_another_order_than_the_title(read: Read) -> None:
    text = ("Difference between oak, beech and maple\n\nThe oak, the beech and the maple are trees. The oak is old. "
            "The beech is tall. The maple is red.\n\nThe oak, the beech and the maple grow in forests.\n\n"
            "Trait | Maple | Oak | Beech\nFruit | samara | acorn | nut\nBark | scaly | rough | smooth")  # fmt: skip
    document = read(text)
    order = [document.subjects[subject].label for _, subject in kinds(document, 1) if subject is not None]
    assert order == ["maple", "oak", "beech"]
    assert ("oak", "bark", "rough") in said(document)


def test_the_aspects_may_stand_between_the_things(read: Read) -> None:
    rows = [("Viola", "Feature", "Cello"), *((one, label, two) for label, one, two in TABLE[1:])]
    document = read(article("\n".join(" | ".join(row) for row in rows)))
    assert kinds(document, 1) == [("value", 0), ("aspect", None), ("value", 1)]
    assert ("cello", "endpin", "of steel") in said(document)


def test_a_name_may_be_spelt_in_another_script(read: Read) -> None:
    text = ("Разница между RTF и PDF\n\nRTF и PDF это форматы файлов, в которых хранят тексты и документы.\n\n"
            "RTF\nПДФ\nего можно править\nего нельзя править\nон старый и простой\nон новый и сложный")  # fmt: skip
    document = read(text)
    assert matrix(document)[0] == ("RTF", "ПДФ")
    assert kinds(document, 1) == [("value", 0), ("value", 1)]


# --- a table that nothing announces --------------------------------------------------------------------------------


def test_a_run_of_lines_that_alternate_is_a_table(read: Read) -> None:
    lines = ["Wish", "What to take", "“I want to play high”", "viola with steel strings", "“I want to play low”",
             "cello with gut strings", "“I want to play loud”", "electric cello"]  # fmt: skip
    document = read(article("\n".join(lines)))
    assert matrix(document)[:2] == [("Wish", "What to take"), ("“I want to play high”", "viola with steel strings")]


def test_short_lines_worded_alike_above_long_ones_are_a_header(read: Read) -> None:
    lines = ["Bowed strings", "Plucked strings", "Their tone lasts as long as the arm moves.", "It dies at once.",
             "They need rosin, and a player with patience.", "They need nails, or a plectrum of horn."]  # fmt: skip
    document = read(article("\n".join(lines)))
    assert matrix(document) == [tuple(lines[:2]), tuple(lines[2:4]), tuple(lines[4:])]


@pytest.mark.parametrize(
    ("lines", "header"),
    [
        (["Feature Free lesson Paid lesson", "Price Nothing 40 euros an hour", "Place A large hall A quiet room",
          "Homework None at all Two studies a week"], ("Feature", "Free lesson", "Paid lesson")),
        (["Merkmal Leihe Kauf", "Preis 20 Euro im Monat 2000 Euro auf einmal", "Pflege Beim Händler Beim Spieler",
          "Dauer Ein Jahr Für immer"], ("Merkmal", "Leihe", "Kauf")),
    ],
    ids=["English", "German"],
)  # fmt: skip
def test_joined_rows_under_a_word_for_aspects_are_a_table(
    read: Read, lines: list[str], header: tuple[str, ...]
) -> None:
    titles = {"Feature": INTRO, "Merkmal": "Unterschied zwischen Bratsche und Geige\n\nDie Bratsche und die Geige sind "
              "Instrumente, die man mit einem Bogen streicht.\n\n"}  # fmt: skip
    document = read(titles[header[0]] + "\n".join(lines) + "\n\nMehr dazu steht im Buch.")
    assert matrix(document)[0] == header
    assert len(matrix(document)) == len(lines)


# --- signs --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("yes", "no"), [("✓", "✗"), ("✔️", "❌"), ("√", "Χ"), ("✅", "-"), ("+", "−"), ("+", "–")])
def test_a_sign_affirms_or_denies(read: Read, yes: str, no: str) -> None:
    rows = [("Feature", "Viola", "Cello"), ("Endpin", no, yes), ("Chin rest", yes, no)]
    document = read(article("\n".join("\t".join(row) for row in rows)))
    polarity = {(one.subject_id, one.aspect_id): one.polarity for one in document.statements if one.value in (yes, no)}
    assert polarity[("source:viola", "source:endpin")] is Polarity.NEGATIVE
    assert polarity[("source:cello", "source:endpin")] is Polarity.POSITIVE


def test_a_dash_in_a_table_without_signs_says_nothing(read: Read) -> None:
    rows = [("Feature", "Viola", "Cello"), ("Endpin", "–", "of steel"), ("Chin rest", "of wood", "–")]
    document = read(article("\n".join("\t".join(row) for row in rows)))
    assert ("viola", "endpin", "–") not in said(document)
    assert ("cello", "endpin", "of steel") in said(document)
    assert [cell.text for cell in document.tables[0].cells if cell.kind is CellKind.VALUE].count("–") == 2


# --- doubt --------------------------------------------------------------------------------------------------------


def test_a_doubtful_row_tells_its_runner_up_behind_a_number_too(read: Read) -> None:
    rows = ["1 Bow Long Light Short Heavy", "2 Shape Broad Bouts Low Ribs Deep", "3 Tone Warm Dark Rich Full"]
    document = read(article("No.\n\nFeature\n\nViola\n\nCello\n\n" + "\n".join(rows)))
    (table,) = document.tables
    doubtful = [cell for cell in table.cells if cell.ambiguous]
    assert doubtful
    assert all(cell.confidence < 0.5 for cell in doubtful)
    told = [one for one in document.findings if one.code == "table.ambiguous_row"]
    assert len(told) == len({cell.row for cell in doubtful})
    assert all(any(cell.runner_up in one.message for one in told) for cell in doubtful)


# --- cells that left no line -----------------------------------------------------------------------------------------

LINES = ["Feature", "Viola", "Cello", "Size", "Small", "Large", "Material", "Maple", "Price", "High", "Higher"]


def test_rows_below_a_cell_that_left_no_line_are_in_step_again(read: Read) -> None:
    document = read(article("\n".join([*LINES, "Weight", "Light", "Heavy"])))
    assert matrix(document)[2:] == [
        ("Material", "Maple", ""),
        ("Price", "High", "Higher"),
        ("Weight", "Light", "Heavy"),
    ]


def test_which_cell_left_no_line_is_in_doubt(read: Read) -> None:
    document = read(article("\n".join([*LINES, "Weight", "Light", "Heavy"])))
    (table,) = document.tables
    doubtful = {(cell.row, cell.runner_up) for cell in table.cells if cell.ambiguous}
    assert doubtful == {(2, "Material |  | Maple")}
    assert "table.ambiguous_row" in {one.code for one in document.findings}


def test_one_value_like_a_label_puts_no_row_out_of_step(read: Read) -> None:
    lines = ["Feature", "Viola", "Cello", "Size", "Small", "Large", "Bought for", "Price", "Sound", "Age", "New", "Old"]
    assert matrix(read(article("\n".join(lines))))[2] == ("Bought for", "Price", "Sound")


def test_labels_and_values_tell_which_cells_left_no_line(read: Read) -> None:
    rows = [("Held", "under the chin", "between the knees"), ("Endpin", "made of steel", ""), ("Bow", "light", "heavy")]
    rows += [("Lowest string", "tuned to C3", "tuned to C2"), ("Clef", "the alto clef", "the bass clef")]
    lines = ["Feature", "Viola", "Cello", *(cell for row in rows for cell in row if cell)]
    assert matrix(read(article("\n".join(lines))))[1:] == rows


@pytest.mark.parametrize("aspects", [True, False], ids=["with aspects", "without"])
def test_most_rows_may_lack_a_note(read: Read, aspects: bool) -> None:
    rows: Matrix = [
        ("Feature", "Viola", "Cello", "Notes"),
        ("Held", "It is held under the chin.", "It is held between the knees.", ""),
        ("Lowest string", "The lowest string is C3.", "The lowest string is C2.", "Some have a fifth one."),
        ("Endpin", "The endpin is missing.", "The endpin is made of steel.", ""),
        ("Price", "The price of a good one is low.", "The price of a good one is high.", ""),
    ]
    rows = rows if aspects else [row[1:] for row in rows]
    document = read(article("\n".join(cell for row in rows for cell in row if cell)))
    assert matrix(document) == rows
    assert not any(cell.ambiguous for table in document.tables for cell in table.cells)


def test_a_joined_row_may_lack_its_note(read: Read) -> None:
    rows: Matrix = [
        ("Feature", "Viola", "Cello", "Notes"),
        ("Size", "A viola is small.", "A cello is large.", ""),
        ("Price", "A viola is cheap.", "A cello is expensive.", "Both can be rented."),
        ("Weight", "A viola is light.", "A cello is heavy.", ""),
        ("Sound", "A viola is warm.", "A cello is deep.", ""),
    ]
    lines = [" ".join(filter(None, row)) for row in rows[1:]]
    assert matrix(read(article("\n".join(["\n\n".join(rows[0]), "", *lines])))) == rows


def test_labels_of_known_aspects_tell_that_the_corner_is_missing(read: Read) -> None:
    rows = ["Duration", "20 years", "50 years", "Scope", "National", "National", "Owner", "Inventor", "Author"]
    document = read("\n".join(["Difference between a patent and a copyright", "", "Patent", "Copyright", *rows]))
    (table,) = document.tables
    assert [cell.text for cell in table.cells if cell.kind is CellKind.ASPECT] == rows[::3]


# --- a corner on a line above the names -----------------------------------------------------------------------------

SENTENCES: Matrix = [
    ("Feature", "Viola", "Cello"),
    ("Held", "It is held under the chin.", "It is held between the knees."),
    ("Lowest string", "Its lowest string is C3.", "Its lowest string is C2."),
    ("Endpin", "It has none.", "It has one of steel."),
    ("Price", "It is cheap.", "It is expensive."),
]


@pytest.mark.parametrize("names", ["", " ", "\n"], ids=["names glued", "names joined", "names on lines"])
@pytest.mark.parametrize("values", ["", " ", "\n"], ids=["values glued", "values joined", "values on lines"])
@pytest.mark.parametrize("gap", ["\n", "\n\n"], ids=["tight", "apart"])
def test_aspects_on_lines_of_their_own_from_the_corner_on(read: Read, names: str, values: str, gap: str) -> None:
    rows = [joint.join(row[1:]) for joint, row in zip([names, *[values] * 4], SENTENCES, strict=True)]
    lines = [line for label, row in zip(SENTENCES, rows, strict=True) for line in (label[0], row)]
    assert matrix(read(article(gap.join(lines)))) == SENTENCES


@pytest.mark.parametrize("names", ["", " "], ids=["names glued", "names joined"])
@pytest.mark.parametrize("values", ["", " "], ids=["rows glued", "rows joined"])
def test_a_corner_on_its_line_above_joined_rows(read: Read, names: str, values: str) -> None:
    rows = [values.join(row) for row in SENTENCES[1:]]
    assert matrix(read(article("\n".join(("Feature", names.join(SENTENCES[0][1:]), *rows))))) == SENTENCES
