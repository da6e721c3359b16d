"""Analysis: tokens, norms and sentences, language by language."""

from __future__ import annotations

import subprocess
import sys
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.util import get_lang_class

from pipeline.languages import load
from pipeline.text.analysis import LONGEST, analyse, function_words, norm_of, sentences


def split(text: str, code: str) -> list[str]:
    return [text[sentence.start : sentence.end] for sentence in sentences(text, code)]


# --- sentences ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("code", "parts"),
    [
        ("en", ["Tea is hot.", "Is coffee hot?", "Yes!"]),
        ("en", ["It costs approx. 5 dollars.", "It is new, e.g. this one.", "See fig. 3!"]),
        ("en", ["Dr. Smith lives in the U.S. and works.", "Version 2.0 is out."]),
        ("en", ['He said "Stop."', "Then he left."]),
        ("en", ["Wait... what?", "Yes… no."]),
        ("en", ["1. First things first."]),
        ("en", ["no end"]),
        ("nb", ["Det er f.eks. slik.", "Kontor, butikk osv.", "Kl. 10 går toget."]),
        ("sv", ["Te, kaffe m.m.", "Det är t.ex. varmt."]),
        ("de", ["Das ist z.B. gut.", "Ende."]),
        ("tr", ["Muhasebe vb. işler yapılır.", "Eğitim, sağlık vb.", "Bununla ilgilenir."]),
        ("pl", ["Kawa, herbata itp.", "Napoje są np. gorące."]),
        ("es", ["¿Es té?", "¡Sí!", "Vale."]),
        ("hi", ["चाय गर्म है।", "कॉफी कड़वी है।"]),
        ("ka", ["ჩაი ცხელია.", "ყავა მწარეა."]),
        ("hy", ["Թեյը տաք է։", "Սուրճը դառն է։"]),
        ("am", ["ሻይ ትኩስ ነው።", "ቡና መራራ ነው።"]),
        ("af", ["Tee is warm.", "'n Koppie koffie is bitter."]),
        ("ar", ["الشاي ساخن.", "هل القهوة ساخنة؟", "نعم."]),
    ],
)
def test_a_text_is_cut_into_its_sentences(code: str, parts: list[str]) -> None:
    assert split(" ".join(parts), code) == parts


@pytest.mark.parametrize("parts", [["紅茶は熱い。", "緑茶は苦い！", "本当ですか？"], ["茶是热的。", "咖啡是苦的。"]])
def test_a_script_without_blanks_is_cut_too(parts: list[str]) -> None:
    assert split("".join(parts), "ja") == parts


@pytest.mark.parametrize(
    ("code", "parts"),
    [
        ("de", ["Es gibt z. B. Tee.", "Ende."]),
        ("de", ["Tee ist i. d. R. warm.", "Ende."]),
        ("sv", ["Det finns t. ex. Tetley.", "Slut."]),
        ("es", ["Hay bebidas, p. ej. Fanta.", "Fin."]),
    ],
)
def test_an_abbreviation_with_a_blank_ends_no_sentence(code: str, parts: list[str]) -> None:
    assert split(" ".join(parts), code) == parts


def test_a_language_without_data_is_cut_at_its_marks() -> None:
    assert split("Wan tu. Tri fo!", "tlh") == ["Wan tu.", "Tri fo!"]


@pytest.mark.parametrize("text", ["", "  \n\t "])
def test_nothing_has_no_sentence(text: str) -> None:
    assert split(text, "en") == []


@settings(max_examples=100, deadline=None, derandomize=True)
@given(
    st.lists(
        st.sampled_from(["Tea", "vb.", "e.g.", ".", "?!", "…", " ", "\n", "”", "(", "2.0", "K.", "。", "a"]),
        max_size=20,
    )
)
def test_sentences_hold_every_word_once_and_in_order(pieces: list[str]) -> None:
    text = "".join(pieces)
    found = list(sentences(text, "en"))
    assert "".join("".join(split(text, "en")).split()) == "".join(text.split())
    assert all(one.end <= other.start for one, other in pairwise(found))


def test_what_is_too_long_is_cut_off() -> None:
    assert len(analyse("ab " * LONGEST, "en").text) == LONGEST


# --- tokens ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "tokens"),
    [
        ("office-type", ["office", "-", "type"]),
        ("CRM-ringesenter", ["CRM", "-", "ringesenter"]),
        ("and/or", ["and", "/", "or"]),
        ("don't", ["don't"]),
        ("3.5", ["3.5"]),
        ("“quoted”.", ["“", "quoted", "”", "."]),
        ("客服（呼叫）中心", ["客服", "（", "呼叫", "）", "中心"]),
    ],
)
def test_a_word_is_parted_at_its_marks(text: str, tokens: list[str]) -> None:
    assert [token.text for token in analyse(text, "en")] == tokens


# --- norms ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("code", "one", "other"),
    [
        ("en", "center", "Centers"),
        ("nb", "ringesentre", "Ringesentrene"),
        ("tr", "merkezi", "merkezlerinin"),
        ("tr", "BPO", "BPO'larda"),
        ("tr", "İstanbul", "istanbul’un"),
        ("de", "Haus", "Häuser"),
        ("es", "gato", "gatos"),
        ("sv", "flicka", "flickorna"),
        ("ja", "紅茶", "紅茶"),
    ],
)
def test_forms_of_a_word_have_one_norm(code: str, one: str, other: str) -> None:
    assert norm_of(one, load(code)) == norm_of(other, load(code))


@pytest.mark.parametrize(
    ("code", "one", "other"),
    [("en", "center", "central"), ("tr", "kır", "kir"), ("nb", "bil", "bok"), ("en", "o'clock", "o")],
)
def test_different_words_have_different_norms(code: str, one: str, other: str) -> None:
    assert norm_of(one, load(code)) != norm_of(other, load(code))


@pytest.mark.parametrize("code", ["fr", "tr", "nb", "zh-Hans", "nn", "sr"])
def test_words_that_say_nothing_are_those_that_spacy_and_the_language_file_list(code: str) -> None:
    language = load(code)
    listed = {*get_lang_class(language.spacy).Defaults.stop_words, *language.function_words}
    assert listed
    assert function_words(code) == frozenset(map(language.fold_key, listed))


def test_words_that_say_nothing_are_read_without_the_tokenizer_of_their_language() -> None:
    script = "import sys; from pipeline.text.analysis import function_words; assert function_words('fr')"
    command = [sys.executable, "-c", f"{script}; assert 'spacy.lang.fr' not in sys.modules"]
    assert subprocess.run(command, check=False).returncode == 0
