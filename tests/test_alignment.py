"""Alignment: rows of two tables that say the same, without a translation; and the benchmark in InfoSync's layout."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

from benchmarks import infosync
from pipeline.alignment.anchors import anchors, overlap
from pipeline.alignment.assignment import assign
from pipeline.alignment.clusters import Clusters
from pipeline.alignment.known_names import known_names
from pipeline.alignment.neighbours import alone_between
from pipeline.alignment.rows import Row, align, align_all
from pipeline.model import Document, Relation, Topic


def test_numbers_and_names_are_anchors_whatever_the_script() -> None:
    assert anchors("2.540 t, ca. 150 Wörter (WebAssembly)") == {"2540": 1, "150": 1, "webassembly": 1}
    assert anchors("٢٬٥٤٠ و ١٥٠") == {"2540": 1, "150": 1}
    assert anchors("ความเร็วของ Windows") == {"windows": 1}  # a Latin word in another script was copied
    assert anchors("The speed of windows") == {}


def test_overlap_counts_what_both_hold() -> None:
    assert overlap(anchors("iXBRL 2019"), anchors("iXBRL 2020")) == 1 / 3
    assert overlap(anchors(""), anchors("")) == 0


def test_an_assignment_is_one_to_one_and_leaves_out_what_is_too_weak() -> None:
    assert assign([[0.9, 0.8], [0.85, 0.1]], least=0.3) == [(0, 1), (1, 0)]
    assert assign([[0.9, 0.2], [0.85, 0.1]], least=0.3) == [(0, 0)]
    assert assign([], least=0.3) == []


ENGLISH = [
    Row("Opened", ("12 March 1967",)),
    Row("Runway", ("2850 m",)),
    Row("Hub for", ("AirX",)),
    Row("Owner", ("city",)),
]
GERMAN = [
    Row("Bahn", ("2.850 m",)),
    Row("Heimat von", ("AirX",)),
    Row("Eröffnung", ("12. März 1967",)),
    Row("Art", ("zivil",)),
]


def test_rows_are_aligned_by_their_values() -> None:
    assert align(ENGLISH, GERMAN) == [(0, 2), (1, 0), (2, 1)]


def test_one_concept_for_both_labels_decides() -> None:
    one = [Row("Cost", ("cheap",), "aspect:cost"), Row("Size", ("15",))]
    other = [Row("Størrelse", ("15",)), Row("Pris", ("15",), "aspect:cost")]
    assert align(one, other) == [(0, 1), (1, 0)]


def rows(*told: tuple[str, str], language: str = "en") -> list[Row]:
    return [Row(label, (value,), named=known_names(value, language)) for label, value in told]


def test_words_that_sound_alike_are_the_same_value_in_any_script() -> None:
    english = rows(("Seat", "Vancouver, British Columbia"), ("Made by", "Gail Katz, Darren Star"), ("Zorgling", "slow"))
    russian = rows(("Блям", "быстро"), ("Продюсер", "Даррен Стар, Гэйл Кац"), ("Место", "Ванкувер"), language="ru")
    assert align(english, russian) == [(0, 2), (1, 1)]


def test_names_that_cldr_lists_are_the_same_value_in_any_language() -> None:
    english = rows(("Spoken", "French"), ("Made in", "Japan, Germany"), ("Paid in", "Swiss franc"))
    turkish = rows(("Ülke", "Almanya, Japonya"), ("Dil", "Fransızca"), ("Para", "İsviçre frangı"), language="tr")
    assert align(english, turkish) == [(0, 1), (1, 0), (2, 2)]
    assert known_names("Deutschland und die Schweiz", "de") == ("territories:DE", "territories:CH")
    assert known_names("Deutschland", "tr") == ()
    assert known_names("Japan", "no-such-language") == ()


def test_amounts_that_are_near_speak_for_two_rows_and_dates_do_not() -> None:
    english = rows(("Height", "1,495 m (4,905 ft)"), ("Born", "12 May 1910"))
    turkish = rows(("Rakım", "1.538 m (5.045 ft)"), ("Ölüm", "29 Temmuz 1994"), ("Doğum", "3 Ocak 1903"), language="tr")
    assert align(english, turkish) == [(0, 0)]
    assert align(rows(("Term", "to 2004")), rows(("Nüfus", "2013: 1.999"))) == []  # as years are, one by one


def test_a_form_that_only_one_row_of_each_table_has_speaks_for_them() -> None:
    english = rows(("Home", "afro . com"), ("Active", "2003–present"), ("Genre", "house"))
    turkish = rows(("Tarz", "rock"), ("Ev", "www.selam.org/tr"), ("Etkin", "2006–günümüz"), language="tr")
    assert align(english, turkish) == [(0, 1), (1, 2)]
    assert align([*english, *rows(("Shop", "afro.shop"))], turkish) == [(1, 2)]  # two addresses tell nothing


def test_of_equal_rows_those_at_the_same_place_belong_together() -> None:
    english = rows(("Location", "Peru"), ("Zorgling", "slow"), ("State", "Peru"))
    assert align(english, rows(("Ort", "Peru"), ("Tag", "hızlı"))) == [(0, 0)]
    assert align(english, rows(("Tag", "hızlı"), ("Schnurfel", "uzun"), ("Ort", "Peru"))) == [(2, 2)]


def test_labels_that_met_in_other_tables_are_believed() -> None:
    known = ([Row("Owner", ("AirX",))], [Row("Besitzer", ("AirX",))])
    unclear = ([Row("Owner", ("the city",))], [Row("Besitzer", ("die Stadt",))])
    assert align_all([unclear]) == [[]]
    assert align_all([known, known, unclear])[-1] == [(0, 0)]


def table(*rows: tuple[str, str]) -> str:
    return "<table>" + "".join(f"<tr><th>{label}</th><td>{value}</td></tr>" for label, value in rows) + "</table>"


def test_the_layout_of_infosync_is_read_and_scored(tmp_path: Path) -> None:
    gold = {"Bridge": {"Longspan": {"de": [["Opened", "Eröffnung"], ["Length", "Länge"], ["Zorgling", "Schnurfel"]]}}}
    (tmp_path / "Test.json").write_text(json.dumps(gold), encoding="utf-8")
    tables = {
        "en": table(("Opened", "1 May 1931"), ("Length", "1,280 m"), ("Zorgling", "city")),
        "de": table(("Länge", "1.280 m"), ("Eröffnung", "1. Mai 1931"), ("Schnurfel", "Stadt")),
    }
    for language, text in tables.items():
        place = tmp_path / "Test" / "Bridge" / "Longspan" / language
        place.mkdir(parents=True)
        (place / "table.html").write_text(text, encoding="utf-8")
    tallies = infosync.score(infosync.pairs(tmp_path))
    assert (tallies["all"].found, tallies["all"].right, tallies["de"].wanted) == (2, 2, 3)
    assert tallies["all"].f1 == 0.8


def test_aspects_of_two_languages_meet_by_what_is_said_in_them(
    read: Callable[..., Document], compare: Callable[..., tuple[Topic, ...]]
) -> None:
    english = (
        "Slate vs Shale\n\nSlate is a stone. It splits well and covers roofs. Shale is a stone, too.\n\n"
        "Feature\tSlate\tShale\nZorgling\t5400 N\t1700 N\nBlimming\tType QX7\tType RB9\n"
    )
    german = (
        "Slate vs Shale\n\n• Dächer\n• Platten für Böden in Küchen und Bädern\n\n"
        "Merkmal\tSlate\tShale\nSchnurfel\tTyp QX7\tTyp RB9\nKnautz\t5400 N\t1900 N\n"
    )
    (topic,) = compare(read(english, "a.txt"), read(german, "b.txt"))
    assert topic.derivations == ()
    found = {(one.subject_id, one.aspect_id, one.rule) for one in topic.verdicts if one.rule.startswith("quantity")}
    assert found == {
        ("source:slate", "source:zorgling", "quantity.equal"),
        ("source:shale", "source:zorgling", "quantity.unequal"),
    }


def test_a_label_that_another_holds_speaks_for_two_rows() -> None:
    one = [Row("Number of species", ("17500", "160000")), Row("Colour", ("bright",))]
    other = [Row("Espécies", ("20000", "160000")), Row("Corpo", ("fino",))]
    assert align(one, other) == [(0, 0)]


def test_aspects_of_three_sources_are_one_cluster_under_the_name_of_the_vocabulary() -> None:
    clusters = Clusters(frozenset({"aspect:support"}))
    for source, aspect in (("a", "förderung"), ("b", "staatliche"), ("c", "aspect:support"), ("c", "staatliche")):
        clusters.add(source, aspect)
    clusters.join(("a", "förderung"), ("c", "aspect:support"))
    clusters.join(("a", "förderung"), ("b", "staatliche"))  # with c's own, which would be two of c in one
    assert clusters.renamed() == {("a", "förderung"): "aspect:support", ("b", "staatliche"): "aspect:support"}


def test_a_row_alone_between_aligned_rows_is_the_other_that_is() -> None:
    mine, theirs = ["price", "breakfast", "desk"], ["prezzo", "colazione", "reception"]
    partners = {"price": "prezzo", "desk": "reception"}
    assert list(alone_between(mine, theirs, partners, lambda *_: True)) == [("breakfast", "colazione")]
    assert list(alone_between(mine, theirs, partners, lambda *_: False)) == []
    assert list(alone_between(mine, [*theirs[:2], "bar", "reception"], partners, lambda *_: True)) == []


def test_a_row_that_was_guessed_by_its_place_is_in_no_conflict(
    read: Callable[..., Document], compare: Callable[..., tuple[Topic, ...]]
) -> None:
    sources = [
        "Slate vs Shale\n\nSlate is a stone.\n\nFeature\tSlate\tShale\nPrice\thigh\tlow\n"
        f"{label}\tyes\t{answer}\nWeight\t40 kg\t30 kg\nSpeed\tslow\tfast\n{more}"
        for label, answer, more in (("Zorgling", "yes", ""), ("Blimming", "no", "Cost\tlow\tlow\n"))
    ]
    (topic,) = compare(read(sources[0], "a.txt"), read("Nothing else is told.\n\n" + sources[1], "b.txt"))
    found = {one.subject_id: one for one in topic.verdicts if "by their place" in one.reason}
    assert {subject: one.relation for subject, one in found.items()} == {
        "source:slate": Relation.AGREE,
        "source:shale": Relation.PARTIAL,
    }


def test_two_rows_of_one_aspect_are_two_respects(
    read: Callable[..., Document], compare: Callable[..., tuple[Topic, ...]]
) -> None:
    english = "Slate vs Shale\n\nSlate is a stone.\n\nFeature\tSlate\tShale\n"
    one = english + "Purchase cost\thigh\tlow\nRunning cost\tlow\thigh\nWeight\t40 kg\t30 kg\n"
    other = (
        "Slate vs Shale\n\nShale is a stone that splits. It is found in many lands.\n\n"
        "Feature\tSlate\tShale\nWeight\t41 kg\t30 kg\nRunning cost\thigh\thigh\nPurchase cost\thigh\tlow\n"
    )
    (topic,) = compare(read(one, "a.txt"), read(other, "b.txt"))
    conflicts = [
        (one.subject_id, sorted(said.value for said in one.statements))
        for one in topic.verdicts
        if one.relation is Relation.CONFLICT and one.aspect_id == "aspect:cost"
    ]
    assert conflicts == [("source:slate", ["high", "low"])]  # running cost alone
