"""Cues: which phrases of a language are found in a folded text, and where."""

from __future__ import annotations

import re

import pytest

from pipeline.languages import load
from pipeline.text.cues import Lexicon, template


def found(lexicon: Lexicon, text: str) -> list[tuple[str, str]]:
    return [(cue.key, text[cue.start : cue.end]) for cue in lexicon.find(text)]


def lexicon(*phrases: str, spaces: bool = True) -> Lexicon:
    return Lexicon([("group", phrase, phrase) for phrase in phrases], spaces)


@pytest.mark.parametrize(
    ("phrase", "text", "covered"),
    [
        ("on the other hand", "well, on the other hand, no", ["on the other hand"]),
        ("type", "types of type", ["type"]),  # a whole word only
        ("type*", "types of a typed type", ["types", "typed", "type"]),
        ("*abilir", "yapabilir ve abilir", ["yapabilir", "abilir"]),
        ("difference* between", "differences between", ["differences between"]),
        ("etc", "cats, dogs, etc.", ["etc"]),  # the stop is left out
        ("e.g", "fruit, e.g. apples", ["e.g"]),
        ("what is {x}", "what is tea", ["what is"]),
        ("in short", "in very short", []),
        ("and", "sand and land", ["and"]),
    ],
)
def test_a_phrase_is_found_by_words(phrase: str, text: str, covered: list[str]) -> None:
    assert [surface for _, surface in found(lexicon(phrase), text)] == covered


def test_digits_are_no_part_of_a_number() -> None:
    numbers = lexicon("2", "12", spaces=False)
    assert found(numbers, "2種") == [("2", "2")]
    assert found(numbers, "12種") == [("12", "12")]
    assert found(numbers, "2.5mと1,234") == []


def test_cues_come_by_place_and_the_longer_one_first() -> None:
    cues = found(lexicon("the", "the former", "former"), "so the former")
    assert cues == [("the former", "the former"), ("the", "the"), ("former", "former")]


def test_a_phrase_with_a_slot_says_so() -> None:
    (cue,) = lexicon("types of {x}").find("types of tea")
    assert cue.has_slot


def test_a_script_without_blanks_is_searched_within_words() -> None:
    assert found(lexicon("とは", "違い", spaces=False), "紅茶とは何か、違い") == [("とは", "とは"), ("違い", "違い")]


def test_nothing_is_found_in_nothing() -> None:
    assert lexicon("a", "b c").find("") == ()


@pytest.mark.parametrize(
    ("pattern", "text", "slots"),
    [
        ("difference between {a} and {b}", "difference between salt and pepper", {"a": "salt", "b": "pepper"}),
        ("{a} vs {b}", "salt vs. pepper", {"a": "salt", "b": "pepper"}),
        ("{a} arasındaki fark*", "tuz arasındaki farklar", {"a": "tuz"}),
        (
            "{x} ({e})",
            "api (application programming interface)",
            {"x": "api", "e": "application programming interface"},
        ),
    ],
)
def test_a_template_gives_what_stands_in_its_slots(pattern: str, text: str, slots: dict[str, str]) -> None:
    match = re.fullmatch(template(pattern, dict.fromkeys("abxe", ".+?")), text)
    assert match is not None
    assert match.groupdict() == slots


def test_a_template_of_a_script_without_blanks_takes_them_or_leaves_them() -> None:
    pattern = re.compile(template("{a} と {b} の違い", dict.fromkeys("ab", ".+?"), spaces=False))
    for text in ("塩と砂糖の違い", "塩 と 砂糖 の違い"):
        match = pattern.fullmatch(text)
        assert match is not None
        assert {slot: value.strip() for slot, value in match.groupdict().items()} == {"a": "塩", "b": "砂糖"}


@pytest.mark.parametrize(
    ("code", "text", "key"),
    [
        ("en", "the former is red", "former"),
        ("nb", "sistnevnte er rød", "latter"),
        ("tr", "çay ise sıcaktır", "clause"),
        ("de", "tee hingegen ist mild", "clause"),
        ("sv", "medan kaffe är starkt", "clause"),
        ("es", "mientras que el café es fuerte", "clause"),
        ("pl", "natomiast kawa jest mocna", "clause"),
    ],
)
def test_languages_know_their_contrasts(code: str, text: str, key: str) -> None:
    assert key in {cue.key for cue in load(code).lexicon.find(text) if cue.group == "contrast"}


def test_a_slot_inside_a_phrase_is_filled_where_no_blanks_part_words() -> None:
    lexicon = Lexicon([("contrast", "unlike", "与{x}不同")], spaces=False)
    (cue,) = lexicon.find("与狗不同,猫睡觉")
    assert (cue.start, cue.end) == (0, 4)
    assert lexicon.find("与其他很多很多很多很多动物都不同") == ()


def test_a_word_may_be_told_by_its_beginning_and_its_ending() -> None:
    lexicon = Lexicon([("negation", "words", "ne*uje"), ("negation", "seeming", "neutral*")])
    assert [cue.phrase for cue in lexicon.find("stroj nepracuje")] == ["ne*uje"]
    assert lexicon.find("stroj neutralizuje") == ()
    assert lexicon.find("stroj pracuje nejlépe") == ()
