"""Clauses: where a sentence sets one thing against the other, and which thing each clause speaks of."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from pipeline.model import Document
from pipeline.reading.clauses import clauses_of

Read = Callable[..., Document]
Rows = list[tuple[str, tuple[int, ...]]]

TITLES = {
    "en": "Difference between slate and shale",
    "nb": "Forskjellen mellom sykkel og bil",
    "sv": "Skillnaden mellan katt och hund",
    "tr": "Çay ve Kahve Arasındaki Fark",
    "de": "Unterschied zwischen Tee und Kaffee",
    "es": "Diferencia entre vino y cerveza",
    "ja": "紅茶と緑茶の違い",
    "ru": "Разница между чаем и кофе",
    "el": "Διαφορά μεταξύ αρτηρίας και φλέβας",
    "he": "ההבדל בין תה לקפה",
}


def clauses(document: Document) -> Rows:
    found = clauses_of(document)
    assert all(clause.block.place(clause.start, clause.end).of(document.text) == clause.text for clause in found)
    return [(clause.text, clause.subjects) for clause in found]


def said(read: Read, code: str, *paragraphs: str) -> Rows:
    return clauses(read("\n\n".join([TITLES[code], *paragraphs])))


@pytest.mark.parametrize(
    ("code", "sentence", "rows"),
    [
        ("en", "Slate is black, while shale is brown.", [("Slate is black", (0,)), ("shale is brown", (1,))]),
        ("en", "Shale is brown, whereas slate is black.", [("Shale is brown", (1,)), ("slate is black", (0,))]),
        (
            "en",
            "Slate is old but strong. Shale is young.",
            [("Slate is old but strong", (0,)), ("Shale is young", (1,))],
        ),
        ("nb", "Sykkelen er lett, mens bilen er tung.", [("Sykkelen er lett", (0,)), ("bilen er tung", (1,))]),
        ("sv", "Katten sover, medan hunden leker.", [("Katten sover", (0,)), ("hunden leker", (1,))]),
        ("de", "Tee ist mild, während Kaffee kräftig ist.", [("Tee ist mild", (0,)), ("Kaffee kräftig ist", (1,))]),
        (
            "es",
            "El vino es de uva, mientras que la cerveza es de cebada.",
            [("El vino es de uva", (0,)), ("la cerveza es de cebada", (1,))],
        ),
    ],
)
def test_a_sentence_is_cut_at_its_contrast(read: Read, code: str, sentence: str, rows: Rows) -> None:
    assert said(read, code, sentence) == rows


@pytest.mark.parametrize(
    ("code", "sentence", "former", "latter"),
    [
        ("en", "The difference between slate and shale is that the former is hard, while the latter is soft.",
         ("the former is hard", (0,)), ("the latter is soft", (1,))),
        ("en", "Between shale and slate, the former is soft; the latter is hard.",
         ("the former is soft", (1,)), ("the latter is hard", (0,))),
        ("nb", "Forskjellen mellom sykkel og bil er at førstnevnte har to hjul, mens sistnevnte har fire.",
         ("førstnevnte har to hjul", (0,)), ("sistnevnte har fire", (1,))),
        ("nb", "Forskjellen mellom bil og sykkel er at førstnevnte har fire hjul, mens sistnevnte har to.",
         ("førstnevnte har fire hjul", (1,)), ("sistnevnte har to", (0,))),
        ("tr", "Çay ve kahve arasındaki temel fark, ilkinin yumuşak, ikincisinin ise sert olmasıdır.",
         ("ilkinin yumuşak", (0,)), ("ikincisinin ise sert olmasıdır", (1,))),
        ("de", "Tee und Kaffee sind alt. Ersterer ist grün, letzterer ist braun.",
         ("Ersterer ist grün", (0,)), ("letzterer ist braun", (1,))),
        ("sv", "Katt och hund är djur. Den förra är tyst, den senare är högljudd.",
         ("Den förra är tyst", (0,)), ("den senare är högljudd", (1,))),
        ("ja", "前者は赤い。後者は緑です。紅茶と緑茶は飲み物です。", ("前者は赤い", (0,)), ("後者は緑です", (1,))),
    ],
)  # fmt: skip
def test_former_and_latter_follow_the_order_of_the_contrast(
    read: Read, code: str, sentence: str, former: tuple[str, tuple[int, ...]], latter: tuple[str, tuple[int, ...]]
) -> None:
    rows = said(read, code, sentence)
    assert former in rows
    assert latter in rows


def test_the_given_turkish_key_difference_and_its_opposite(read: Read, turkish: str) -> None:
    def of(text: str) -> list[tuple[int, ...]]:
        return [subjects for clause, subjects in clauses(read(text)) if clause.startswith(("ilkinin", "ikincisi"))]

    assert of(turkish) == [(0,), (1,)]
    swapped = turkish.replace("ilkinin", "§").replace("ikincisi", "ilki").replace("§", "ikincisinin")
    assert of(swapped) == [(1,)]


# --- clauses that name nothing --------------------------------------------------------------------------------


def test_a_clause_goes_on_with_the_thing_of_the_one_before(read: Read) -> None:
    rows = said(read, "en", "Shale is brown. It breaks. Slate is black. On the other hand, it splits.")
    assert rows == [("Shale is brown", (1,)), ("It breaks", (1,)), ("Slate is black", (0,)), ("it splits", (0,))]


def test_the_first_clause_of_a_section_speaks_of_the_thing_of_its_heading(read: Read) -> None:
    rows = said(read, "en", "Slate and shale are stones, as everybody knows.", "What is shale?", "It is brown.")
    assert rows[-1] == ("It is brown", (1,))


def test_a_contrast_marker_alone_switches_nothing(read: Read) -> None:
    rows = said(read, "en", "Slate is black. On the other hand, people like it. On the other hand, shale is brown.")
    assert [subjects for _, subjects in rows] == [(0,), (0,), (1,)]


@pytest.mark.parametrize(
    ("code", "sentence"),
    [
        ("en", "Both are stones."),
        ("de", "Beide sind heiß."),
        ("tr", "Her ikisi de içecektir."),
        ("es", "Ambos son bebidas."),
    ],
)
def test_both_are_both(read: Read, code: str, sentence: str) -> None:
    names = {"en": "Slate is old. Shale is old.", "de": "Tee ist alt. Kaffee ist alt.",
             "tr": "Çay eskidir. Kahve eskidir.", "es": "El vino es caro. La cerveza es cara."}  # fmt: skip
    assert said(read, code, f"{names[code]} {sentence}")[-1][1] == (0, 1)


def test_two_names_joined_by_a_conjunction_are_both(read: Read) -> None:
    assert said(read, "en", "Slate and shale are stones. Slate is like shale.") == [
        ("Slate and shale are stones", (0, 1)),
        ("Slate is like shale", (0,)),
    ]


def test_a_clause_before_any_name_speaks_of_nothing(read: Read) -> None:
    assert said(read, "en", "People build houses. Slate is black. Shale is brown.")[0] == ("People build houses", ())


def test_a_name_is_found_in_a_sentence_without_blanks(read: Read) -> None:
    assert said(read, "ja", "紅茶は赤い。緑茶は緑です。") == [("紅茶は赤い", (0,)), ("緑茶は緑です", (1,))]


def test_headings_rows_and_furniture_are_no_clauses(read: Read) -> None:
    rows = said(
        read,
        "en",
        "Home",
        "Slate is black. Shale is brown.",
        "Feature | Slate | Shale\nColour | black | brown\nAge | old | new",
    )
    assert [text for text, _ in rows] == ["Slate is black", "Shale is brown"]


@pytest.mark.parametrize(
    ("code", "sentence", "rows"),
    [
        ("tr", "Çay ucuzdur, kahve ise pahalıdır.", [("Çay ucuzdur", (0,)), ("kahve ise pahalıdır", (1,))]),
        ("tr", "Çay demlenirken kahve pişirilir.", [("Çay demlenirken", (0,)), ("kahve pişirilir", (1,))]),
        ("ja", "紅茶は赤いのに対し、緑茶は緑です。", [("紅茶は赤い", (0,)), ("緑茶は緑です", (1,))]),
        ("en", "Slate splits cleanly; shale crumbles.", [("Slate splits cleanly", (0,)), ("shale crumbles", (1,))]),
        ("en", "Unlike slate, shale is soft.", [("Unlike slate, shale is soft", (1,))]),
        ("en", "Slate and shale are rocks.", [("Slate and shale are rocks", (0, 1))]),
        (
            "en",
            "The main difference between slate and shale is that slate is hard, while shale is soft.",
            [("slate is hard", (0,)), ("shale is soft", (1,))],
        ),
        (
            "de",
            "Der Unterschied zwischen Tee und Kaffee ist, dass ersterer mild ist, während letzterer stark ist.",
            [
                ("Der Unterschied zwischen Tee und Kaffee ist, dass", (0, 1)),
                ("ersterer mild ist", (0,)),
                ("letzterer stark ist", (1,)),
            ],
        ),
    ],
)
def test_each_half_goes_to_its_thing_wherever_the_word_of_contrast_stands(
    read: Read, code: str, sentence: str, rows: Rows
) -> None:
    assert said(read, code, sentence) == rows


@pytest.mark.parametrize(
    ("code", "sentence", "halves"),
    [
        ("ru", "Основное различие между чаем и кофе заключается в том, что чай мягкий, а кофе крепкий.",
         ["чай мягкий", "кофе крепкий"]),
        ("tr", "Çay ve kahve arasındaki temel fark, çayın yumuşak, kahvenin ise sert olmasıdır.",
         ["çayın yumuşak", "kahvenin ise sert olmasıdır"]),
        ("el", "Η κύρια διαφορά μεταξύ αρτηρίας και φλέβας είναι ότι η αρτηρία είναι παχιά, ενώ η φλέβα είναι λεπτή.",
         ["η αρτηρία είναι παχιά", "η φλέβα είναι λεπτή"]),
        ("ja", "紅茶と緑茶の主な違いは、紅茶が赤色であるのに対し、緑茶は緑色であることです。",
         ["紅茶が赤色", "緑茶は緑色であることです"]),
        ("he", "ההבדל העיקרי בין תה לקפה הוא שתה הוא ירוק, בעוד שקפה הוא שחור.", ["תה הוא ירוק", "קפה הוא שחור"]),
        ("en", "The main difference between tea and coffee is the leaf.",
         ["The main difference between tea and coffee is the leaf"]),
    ],
)  # fmt: skip
def test_what_only_announces_a_difference_is_no_part_of_it(
    read: Read, code: str, sentence: str, halves: list[str]
) -> None:
    assert [text for text, _ in said(read, code, sentence)] == halves


@pytest.mark.parametrize(
    ("code", "sentence", "halves"),
    [
        ("ru", "Первый дороже, а второй дешевле.", [("Первый дороже", (0,)), ("второй дешевле", (1,))]),
        ("ru", "Первый более крепкий, второй менее крепкий.",
         [("Первый более крепкий", (0,)), ("второй менее крепкий", (1,))]),
    ],
)  # fmt: skip
def test_an_ordinal_stands_for_a_thing_before_a_comparative(
    read: Read, code: str, sentence: str, halves: list[tuple[str, tuple[int, ...]]]
) -> None:
    assert said(read, code, "Чай и кофе — напитки.", sentence)[1:] == halves


def test_a_condition_that_parts_nothing_keeps_its_word(read: Read) -> None:
    sentence = "If you build a roof, slate is the better choice."
    assert said(read, "en", "Slate and shale are rocks.", sentence)[1:] == [(sentence.rstrip("."), (0,))]


def test_a_comma_parts_the_things_only_where_a_passage_opposes_them(read: Read) -> None:
    sentence = "Slate is very old, shale is quite young."
    whole = [("Slate is very old, shale is quite young", (0,))]
    assert said(read, "en", sentence) == whole
    opposed = [("Slate is very old", (0,)), ("shale is quite young", (1,))]
    assert said(read, "en", "Key differences between slate and shale", sentence) == opposed
