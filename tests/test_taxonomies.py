"""Taxonomies: lists with their parent and kind, under bullets, in cells and in sentences."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from pipeline.model import Document, Origin, Taxonomy

Read = Callable[..., Document]

NO_TYPES = Path(__file__).with_name("no_types.tsv")  # a language, and an article with " ¦ " for its blank lines
_KNOWN_WRONG = {
    "Rok żaby": "the thing is only what the thing divided is of",
    "violinistas": "one stem for the thing and who plays it",
}

TITLE = "Difference between canoe and kayak\n\nA canoe is an open boat. A kayak is a closed boat.\n\n"


def lists(document: Document, origin: Origin = Origin.LIST) -> list[Taxonomy]:
    found = [one for one in document.taxonomies if one.origin is origin]
    for one in found:
        for item in one.items:
            names = [item.label, *([item.description] if item.description else [])]
            assert all(name.span.of(document.text) == name.text for name in names)
            assert all(one.span.contains(name.span) for name in names)
    return found


def only(read: Read, text: str) -> Taxonomy:
    (taxonomy,) = lists(read(TITLE + text))
    return taxonomy


def items(taxonomy: Taxonomy) -> list[tuple[str, str | None]]:
    return [(item.label.text, item.description.text if item.description else None) for item in taxonomy.items]


# --- numbering that restarts, items that go on ---


@pytest.mark.parametrize("numbers", [("1.", "2.", "3."), ("1.", "1.", "1."), ("1)", "2)", "3)")])
def test_a_numbered_list_goes_on_behind_the_paragraph_of_an_item(read: Read, numbers: tuple[str, ...]) -> None:
    one, two, three = numbers
    text = f"Types of canoe\n\n{one} Sprint canoe\n\nIt is fast.\n\n{two} Surf canoe\nIt is short.\n\n{three} Raft\n"
    assert items(only(read, text)) == [("Sprint canoe", None), ("Surf canoe", None), ("Raft", None)]


def test_numbers_that_do_not_go_on_begin_a_list(read: Read) -> None:
    text = "Types of canoe\n\n1. Sprint canoe\n2. Surf canoe\n\nThere are others.\n\n1. Raft\n2. Log\n"
    assert [len(one.items) for one in lists(read(TITLE + text))] == [2, 2]


def test_what_stands_under_a_label_is_its_description(read: Read) -> None:
    plain = "Types of canoe\n\n• Sprint canoe\n\n  It is fast.\n\n• Surf canoe\n\n  It is short.\n"
    expected = [("Sprint canoe", "It is fast."), ("Surf canoe", "It is short.")]
    assert items(only(read, plain)) == expected
    marked = "<body><h1>Canoe vs kayak</h1><p>A canoe is open. A kayak is closed.</p><h2>Types of canoe</h2><ul>"
    for form in ("<li><b>{}</b><br>{}</li>", "<li><h4>{}</h4><p>{}</p></li>", "<li><p>{}</p><p>{}</p></li>"):
        page = marked + "".join(form.format(*item) for item in expected) + "</ul>"
        (taxonomy,) = (one for one in read(page, "a.html").taxonomies if one.origin is Origin.LIST)
        assert items(taxonomy) == expected


# --- kind and parent ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("before", "kind", "parent"),
    [
        ("Canoes are divided into two types,", "types", "Canoes"),
        ("Canoes can be divided into two types:", "types", "Canoes"),
        ("There are two kinds of kayak.", "types", "kayak"),
        ("The advantages of a kayak are these:", "advantages", "kayak"),
        ("Drawbacks of a canoe:", "disadvantages", "canoe"),
        ("What are the drawbacks of a canoe?", "disadvantages", "canoe"),
        ("Advantages of a kayak\n\nPeople like a kayak for this,", "advantages", "kayak"),
        ("Types of canoe", "types", "canoe"),
        ("Uses of a canoe", "uses", "canoe"),
        ("Features of a kayak", "features", "kayak"),
        ("A kayak is a boat. The following kinds of it are sold:", "types", "kayak"),
    ],
)
def test_the_lead_in_or_the_heading_tells_kind_and_parent(read: Read, before: str, kind: str, parent: str) -> None:
    taxonomy = only(read, f"{before}\n• first one\n• second one")
    assert taxonomy.kind.value == kind
    assert taxonomy.parent is not None
    assert taxonomy.parent.text == parent
    assert taxonomy.subject == ("canoe" not in parent.lower())


@pytest.mark.parametrize(
    ("section", "heading", "kind"),
    [
        ("Key differences", "Care of a canoe", "other"),
        ("Advantages of a kayak", "Care of a canoe", "other"),
        ("Advantages of a canoe", "Care of a canoe", "advantages"),
        ("Advantages", "Canoe", "advantages"),
        ("Key differences", "How to keep a canoe", "steps"),
    ],
)
def test_a_heading_on_one_thing_goes_on_with_no_list_on_others(
    read: Read, section: str, heading: str, kind: str
) -> None:
    text = f"{section}\n\nThere is much to say here.\n\n{heading}\n\n• Wash the hull.\n• Dry the hull."
    assert only(read, text).kind.value == kind


def test_what_is_called_after_a_thing_is_a_kind_of_it(read: Read) -> None:
    taxonomy = only(read, "What is a kayak?\n\nA kayak is a boat. You will meet these:\n• sea kayak\n• river kayak")
    assert (taxonomy.kind.value, taxonomy.subject) == ("types", 1)
    other = only(read, "What is a kayak?\n\nA kayak is a boat. You will meet these:\n• paddles\n• a kayak of wood")
    assert other.kind.value == "other"


@pytest.mark.parametrize(("heading", "kind"), [("Summary", "summary"), ("Key differences", "differences")])
def test_a_list_on_both_things_has_no_parent_among_them(read: Read, heading: str, kind: str) -> None:
    taxonomy = only(read, f"{heading}\n1. A canoe is open: it has no deck.\n2. A kayak is closed.")
    assert (taxonomy.kind.value, taxonomy.subject) == (kind, None)


def test_a_summary_is_made_of_sentences(read: Read) -> None:
    taxonomy = only(read, "Summary:\n1. A canoe: it is open.\n2. A kayak is closed.")
    assert items(taxonomy) == [("A canoe: it is open.", None), ("A kayak is closed.", None)]


@pytest.mark.parametrize(
    ("text", "kind", "parent"),
    [
        ("Forskjellen mellom sykkel og moped\n\nEn sykkel har pedaler. En moped har motor.\n\n"
         "Sykkel deles inn i to typer,\n- bysykkel: for byen\n- fjellsykkel: for fjellet", "types", "Sykkel"),
        ("Çay ve Kahve Arasındaki Fark\n\nÇay yumuşaktır. Kahve ise serttir.\n\n"
         "Çay ikiye ayrılır,\n• siyah çay: sert\n• yeşil çay: yumuşak", "types", "Çay"),
        ("Unterschied zwischen Tee und Kaffee\n\nTee ist mild. Kaffee ist kräftig und dunkel.\n\n"
         "Vorteile von Tee\n\n* mild: er schmeckt\n* billig: er kostet wenig", "advantages", "Tee"),
        ("Diferencia entre vino y cerveza\n\nEl vino es de uva. La cerveza es de cebada.\n\n"
         "Tipos de vino\n\n- tinto: de uva negra\n- blanco: de uva verde", "types", "vino"),
    ],
)  # fmt: skip
def test_lists_are_read_in_other_languages(read: Read, text: str, kind: str, parent: str) -> None:
    (taxonomy,) = lists(read(text))
    assert taxonomy.kind.value == kind
    assert taxonomy.parent is not None
    assert taxonomy.parent.text == parent
    assert all(item.description for item in taxonomy.items)


# --- items ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("item", "label", "description"),
    [
        ("River canoe: short and wide", "River canoe", "short and wide"),
        ("River canoe – short", "River canoe", "short"),
        ("River canoe - short: and wide", "River canoe", "short: and wide"),
        ("リバーカヌー：短い", "リバーカヌー", "短い"),
        ("River canoe", "River canoe", None),
        ("River-canoe", "River-canoe", None),
        ("At 10:30 we paddle", "At 10:30 we paddle", None),
        ("River canoe:", "River canoe:", None),
        (
            "A canoe that goes down a river in the hills: short",
            "A canoe that goes down a river in the hills: short",
            None,
        ),
    ],
)
def test_an_item_is_split_into_its_name_and_what_is_said_of_it(
    read: Read, item: str, label: str, description: str | None
) -> None:
    taxonomy = only(read, f"Canoes are divided into two types,\n• {item}\n• Sea canoe: long")
    assert items(taxonomy) == [(label, description), ("Sea canoe", "long")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Advantages of a canoe: 1) cheap 2) light", ["cheap", "light"]),
        ("A canoe has these features: (1) it is open; (2) it is light.", ["it is open", "it is light"]),
        ("The uses of a canoe are: • fishing • racing • play", ["fishing", "racing", "play"]),
        ("The advantages of a canoe are the price; the weight; the form.", []),
        ("The advantages of a canoe are: the price; the weight; the form.", ["the price", "the weight", "the form"]),
        ("The advantages of a canoe:\nit is cheap\nit is light\n\nIt is old.", ["it is cheap", "it is light"]),
        ("The advantages of a canoe:\n\nit is cheap,\n\nit is light.\n\nIt is old.", ["it is cheap,", "it is light."]),
        ("Three advantages of a canoe:\n\nCheap\n\nLight\n\nOpen\n\nIt is old.", ["Cheap", "Light", "Open"]),
        ("Advantages of a canoe:\n\nCheap\n\nLight\n\nIt is old.", []),
        ("We looked at canoes:\nit is cheap\nit is light\n\nIt is old.", []),
        ("See points 1) and 2) on canoes.", []),
        ("The canoe cost 1. 2 and 2. 3 and 3. 4 pounds.", []),
    ],
)
def test_a_list_that_lost_its_marks_or_its_lines_is_a_list(read: Read, text: str, expected: list[str]) -> None:
    found = lists(read(TITLE + "What is a canoe?\n\nA canoe is a boat.\n\n" + text))
    assert [label for one in found for label, _ in items(one)] == expected


def test_items_that_announce_others_lead_in_a_list_of_these(read: Read) -> None:
    text = "• Types of canoe:\n• sea canoe\n• river canoe\n• Drawbacks of a canoe:\n• it is wet\n• it is slow"
    outer, types, drawbacks = lists(read(TITLE + "Here is more on canoes:\n" + text))
    assert [label for label, _ in items(outer)] == ["Types of canoe:", "Drawbacks of a canoe:"]
    assert [(one.kind.value, one.subject) for one in (types, drawbacks)] == [("types", 0), ("disadvantages", 0)]
    assert [label for one in (types, drawbacks) for label, _ in items(one)] == [
        "sea canoe", "river canoe", "it is wet", "it is slow",
    ]  # fmt: skip


@pytest.mark.parametrize("name", ["article.txt", "article.html"])
def test_advantages_beside_disadvantages_are_two_lists(read: Read, name: str) -> None:
    table = "Advantages | Disadvantages\ncheap | slow\nlight | wet"
    if name.endswith("html"):
        rows = "".join(f"<tr><td>{row.replace(' | ', '</td><td>')}</td></tr>" for row in table.splitlines())
        table = f"<table>{rows}</table>"
        page = f"<body><h1>Difference between canoe and kayak</h1><p>A canoe is open.</p><h2>Kayak</h2>{table}</body>"
        found = lists(read(page + "<p>A kayak is closed.</p>", name))
    else:
        found = lists(read(f"{TITLE}What is a kayak?\n\nA kayak is a boat.\n\n{table}\n\nIt is old.", name))
    assert [(one.kind.value, one.subject, [label for label, _ in items(one)]) for one in found] == [
        ("advantages", 1, ["cheap", "light"]),
        ("disadvantages", 1, ["slow", "wet"]),
    ]


def test_an_inner_list_is_a_list_of_its_own_under_the_item_above(read: Read) -> None:
    text = f"{TITLE}Types of canoe\n• river: narrow\n   - short\n   - wide\n• sea\n   - old"
    outer, first, second = read(text).taxonomies
    assert items(outer) == [("river", "narrow"), ("sea", None)]
    assert (items(first), items(second)) == ([("short", None), ("wide", None)], [("old", None)])
    assert [one.parent.text for one in (first, second) if one.parent] == ["river", "sea"]
    assert {one.kind.value for one in (outer, first, second)} == {"types"}


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "There are three types of canoe: river canoes, sea canoes and a racing canoe.",
            ["river canoes", "sea canoes", "racing canoe"],
        ),
        ("A canoe can be divided into river canoes and sea canoes.", ["river canoes", "sea canoes"]),
        ("There are many types of canoe, such as old, new and round ones.", ["old", "new", "round ones"]),
        ("There are three types of canoe and kayak.", []),
        ("There are many types of canoe and paddle.", []),
    ],
)
def test_a_sentence_that_enumerates_types_is_a_list(read: Read, sentence: str, expected: list[str]) -> None:
    found = [one for one in read(TITLE + sentence).taxonomies if one.origin is Origin.PROSE]
    assert [label for one in found for label, _ in items(one)] == expected


def _articles_that_name_things() -> Iterator[object]:
    for number, line in enumerate(NO_TYPES.read_text(encoding="utf-8").splitlines()):
        code, article = line.split("\t")
        reasons = [reason for words, reason in _KNOWN_WRONG.items() if words in article]
        marks = [pytest.mark.xfail(strict=True, reason=reason) for reason in reasons]
        yield pytest.param(article.replace(" ¦ ", "\n\n"), id=f"{code}-{number}", marks=marks)


@pytest.mark.parametrize("article", list(_articles_that_name_things()))
def test_prose_that_merely_names_things_names_no_types(read: Read, article: str) -> None:
    document = read(article)
    assert len(document.subjects) == 2
    assert [item.label.text for one in document.taxonomies for item in one.items] == []


@pytest.mark.parametrize(
    ("lead_in", "kind"),
    [
        ("A kayak has the following features:", "features"),
        ("The features that a kayak is known and loved for are these:", "features"),
        ("These sheds by the river do not work with the features for storage, as a kayak owner will find:", "other"),
    ],
)
def test_the_word_for_a_kind_counts_where_it_heads_the_lead_in(read: Read, lead_in: str, kind: str) -> None:
    assert only(read, f"Storage\n\n{lead_in}\n• first one\n• second one").kind.value == kind


@pytest.mark.parametrize(
    ("lead_in", "count", "is_open"),
    [
        ("Canoes are divided into two types,", 2, False),
        ("Canoes are divided into seven types,", 7, False),
        ("Canoes are divided into types such as,", None, True),
        ("The most common types of canoe are,", None, True),
    ],
)
def test_a_lead_in_states_a_count_or_leaves_the_list_open(
    read: Read, lead_in: str, count: int | None, is_open: bool
) -> None:
    taxonomy = only(read, f"{lead_in}\n• river\n• sea")
    assert (taxonomy.count, taxonomy.open_list) == (count, is_open)


def test_the_lists_of_the_given_norwegian_article(read: Read, norwegian: str) -> None:
    found = lists(read(norwegian))
    assert [(one.kind.value, one.parent.text if one.parent else None, len(one.items)) for one in found] == [
        ("types", "Business Process Outsourcing", 2),
        ("types", "ringesentre", 6),
        ("summary", None, 3),
    ]
    assert items(found[1])[3:5] == [("CRM Call Centers", None), ("Telemarketing Call Centers", None)]


# --- lists in cells and in sentences --------------------------------------------------------------------------


def test_a_cell_that_joins_types_is_a_list(read: Read) -> None:
    text = f"{TITLE}Feature | Canoe | Kayak\nTypes | river canoe, sea canoe and lake canoe | touring\nDeck | none | yes"
    (taxonomy,) = lists(read(text), Origin.TABLE)
    assert taxonomy.kind.value == "types"
    assert taxonomy.subject == 0
    assert [item.label.text for item in taxonomy.items] == ["river canoe", "sea canoe", "lake canoe"]


def test_the_types_in_the_cells_of_the_given_turkish_article(read: Read, turkish: str) -> None:
    found = lists(read(turkish), Origin.TABLE)
    assert [[item.concept_id for item in one.items] for one in found] == [
        ["outsourcing:horizontal", "outsourcing:vertical"],
        ["outsourcing:inbound", "outsourcing:outbound"],
    ]


def test_terms_in_quotes_on_one_thing_are_its_types(read: Read) -> None:
    document = read(
        TITLE + "Canoe is built as “river boat” or as “sea boat” in all the world. Kayak is built as it was."
    )
    (taxonomy,) = lists(document, Origin.PROSE)
    assert taxonomy.subject == 0
    assert [item.label.text for item in taxonomy.items] == ["river boat", "sea boat"]


def test_types_that_the_vocabulary_knows_are_found_in_sentences(read: Read, norwegian: str, turkish: str) -> None:
    named = [
        {item.concept_id.split(":")[1] for one in lists(read(text), Origin.PROSE) for item in one.items}
        for text in (norwegian, turkish)
    ]
    assert {"offshore", "nearshore"} <= named[0]
    assert {"back-office", "front-office"} <= named[1]
