"""Names in other forms: with case endings, with particles written together, in another script."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from pipeline import languages
from pipeline.model import Document, Match
from pipeline.reading.forms import is_form_of

Read = Callable[..., Document]


@pytest.mark.parametrize(
    ("code", "word", "name"),
    [
        ("pl", "rowery", "rowerem"),
        ("cs", "káva", "kávou"),
        ("sk", "bicykla", "bicyklom"),
        ("uk", "кави", "кавою"),
        ("fi", "potkulauta", "potkulaudan"),
        ("et", "kassi", "kassid"),
        ("hu", "kávét", "kávé"),
        ("lt", "dviračio", "dviratis"),
        ("lv", "kafijai", "kafiju"),
        ("tr", "bisikletlerin", "bisiklet"),
        ("is", "hestsins", "hestur"),
        ("bg", "котката", "котка"),
        ("ar", "والقهوة", "القهوة"),
        ("ar", "للشاي", "الشاي"),
        ("he", "והקפה", "קפה"),
        ("sv", "hundarna", "hund"),
        ("sl", "štrudelj", "štrudljem"),
        ("et", "park", "pargil"),
        ("el", "εστιατόριο", "εστιατορίου"),
        ("lv", "sēnes", "sēnēm"),
        ("cs", "pes", "psem"),
        ("pl", "psa", "pies"),
        ("pl", "cukrem", "cukier"),
        ("ru", "льва", "лев"),
        ("uk", "кіт", "котом"),
        ("be", "ваўка", "воўк"),
        ("ga", "abhann", "abhainn"),
        ("hy", "գիրք", "գրքի"),
        ("hy", "ջրի", "ջուր"),
        ("pl", "krwi", "krew"),
        ("tr", "Tepelerin", "tepe"),
        ("sv", "elcyklar", "elcykel"),
        ("nb", "sykler", "sykkel"),
        ("da", "nøglen", "nøgle"),
    ],
)
def test_a_name_bends(code: str, word: str, name: str) -> None:
    assert is_form_of(word, name, languages.load(code))


@pytest.mark.parametrize(
    ("code", "word", "name"),
    [
        ("pl", "rowerzysta", "rower"),
        ("cs", "čajovna", "čaj"),
        ("en", "novelty", "novel"),
        ("en", "team", "tea"),
        ("es", "novedad", "novela"),
        ("uk", "час", "чай"),
        ("fi", "kahvi", "kahle"),
        ("lt", "MTS", "MTP"),
        ("ar", "بن", "لبن"),
        ("cs", "psychika", "pes"),
        ("fi", "mato", "malo"),
        ("pl", "sroka", "serek"),
        ("sv", "cyklist", "cykel"),
        ("hy", "գրիչ", "գիրք"),
        ("el", "έως", "ελαιόλαδο"),  # nothing is left of it in its stem
        ("de", "  ", "Marmelade"),
    ],
)
def test_another_word_is_no_form_of_a_name(code: str, word: str, name: str) -> None:
    assert not is_form_of(word, name, languages.load(code))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Rozdíl mezi čajem a kávou\n\nCo je čaj?\n\nČaj je nápoj z listů.\n\nCo je káva?\n\nKáva je nápoj ze zrn.",
            ["čaj", "káva"],
        ),
        (
            "Різниця між гітарою і скрипкою\n\nГітара\n\nНа гітарі грають пальцями.\n\n"
            "Скрипка\n\nНа скрипці грають смичком.",
            ["Гітара", "Скрипка"],
        ),
        (
            "Polkupyörän ja potkulaudan ero\n\nMikä on polkupyörä?\n\nPolkupyörä on ajoneuvo, jossa on polkimet.\n\n"
            "Mikä on potkulauta?\n\nPotkulauta on ajoneuvo, jossa on lauta.",
            ["polkupyörä", "potkulauta"],
        ),
        (
            "Skirtumas tarp dviračio ir paspirtuko\n\nDviratis yra transporto priemonė su pedalais.\n\n"
            "Paspirtukas yra transporto priemonė su lenta.",
            ["Dviratis", "Paspirtukas"],
        ),
        (
            "Różnica między rowerem a hulajnogą\n\nMiędzy rowerem a hulajnogą jest różnica.\n\n"
            "Kupił rower i hulajnogę.",
            ["rowerem", "hulajnogą"],  # no passage has them by themselves
        ),
    ],
)
def test_a_thing_is_listed_in_the_form_that_the_body_uses_by_itself(read: Read, text: str, expected: list[str]) -> None:
    subjects = read(text).subjects
    assert [subject.label for subject in subjects] == expected
    assert [subject.span.of(text) for subject in subjects] == expected


def test_the_form_of_the_title_stays_a_name_of_the_thing(read: Read) -> None:
    text = "Rozdíl mezi čajem a kávou\n\nCo je čaj?\n\nČaj je nápoj z listů.\n\nCo je káva?\n\nKáva je nápoj ze zrn."
    document = read(text)
    assert [subject.aliases for subject in document.subjects] == [("čajem",), ("kávou",)]
    found = {mention.span.of(text): mention.match for mention in document.mentions}
    assert (found["čajem"], found["Čaj"]) == (Match.EXACT, Match.EXACT)


def test_a_name_in_another_script_is_the_name_that_it_transliterates(read: Read) -> None:
    text = (
        "Різниця між МТС і М2ТС\n\nMTS є форматом відео. Файл MTS записує камера.\n\n"
        "M2TS є форматом дисків. Файл M2TS більший за MTS."
    )
    first, second = read(text).subjects
    assert (first.label, first.aliases, first.concept_id) == ("МТС", ("MTS",), "source:mts")
    assert (second.label, second.aliases, second.concept_id) == ("М2ТС", ("M2TS",), "source:m2ts")


def test_a_name_of_consonants_alone_is_joined_to_the_latin_one(read: Read) -> None:
    text = (
        "الفرق بين جسون و ياماي\n\nصيغة JSON صيغة بيانات. يستخدم JSON في الويب. جسون سهل.\n\n"
        "ياماي صيغة أخرى. ياماي طويل."
    )
    first, second = read(text).subjects
    assert first.aliases == ("JSON",)
    assert second.aliases == ()
