"""Languages: what the files must hold, and what a language without a file knows."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

from pipeline import languages
from pipeline.languages.loader import FOLDER, LanguageError, parse
from pipeline.languages.schema import Language
from pipeline.model import Role
from pipeline.text.titles import read_title


def english(old: str = "", new: str = "") -> str:
    text = (FOLDER / "en.toml").read_text(encoding="utf-8")
    assert old in text
    return text.replace(old, new, 1)


@pytest.mark.parametrize("code", languages.available())
def test_each_file_loads_under_its_own_code(code: str) -> None:
    language = languages.load(code)
    assert language.code == code
    assert language.identified_as
    assert {Role.DEFINITION, Role.KEY_DIFFERENCE, Role.CONCLUSION} <= language.roles.keys()


@pytest.mark.parametrize("code", languages.available())
def test_each_language_reads_a_title_of_its_first_pattern(code: str) -> None:
    language = languages.load(code)
    names = ("Ballu", "Korvex")
    title = language.title.patterns[0].replace("*", "").replace("{a}", names[0]).replace("{b}", names[1])
    found = read_title(title, language)
    assert found is not None
    assert (title[slice(*found.first)], title[slice(*found.second)]) == names


@pytest.mark.parametrize("code", languages.available())
def test_each_language_finds_each_of_its_number_words(code: str) -> None:
    language = languages.load(code)
    for value, word in enumerate(language.numbers.words, start=1):
        keys = {cue.key for cue in language.lexicon.find(language.fold_key(word)) if cue.group == "numbers"}
        assert str(value) in keys


def test_two_languages_are_not_identified_by_one_label() -> None:
    labels = [(label, code) for code in languages.available() for label in languages.load(code).identified_as]
    doubled = sorted({label for label, _ in labels if sum(other == label for other, _ in labels) > 1})
    assert doubled in ([], ["zh"])  # identifiers tell no simplified from traditional Chinese


def test_what_identifiers_call_norwegian_is_bokmal() -> None:
    assert languages.from_identifier()["no"] == "nb"


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ('spacy = "en"', "", "add spacy"),
        ('spacy = "en"', 'spacy = "en"\nspaci = "en"', "spaci is not in the schema"),
        ('casing = "simple"', 'casing = "upper"', "casing must be simple or turkic or none"),
        ("spaces = true", 'spaces = "yes"', "spaces must be true or false"),
        ("negative_concord = false", 'negative_concord = "no"', "negative_concord must be true or false"),
        ("close = []", 'close = "de"', "close must be a list of phrases"),
        ("[roles]", '[roles]\nprologue = ["before"]', "prologue is no role"),
        ('video = ["video"]', 'video = [""]', "roles.video must be a list of phrases"),
        ('both = ["both"]', "", "add both"),
        ("endings = []", "endings = [3]", "negation.endings must be a list of phrases"),
        ("endings = 0 ", 'endings = "4"', "names.endings must be a number"),
        ("endings = 0 ", "endings = -1", "names.endings must be a number"),
        ('articles = ["a",', 'articles = [1, "a",', "names.articles must be a list of phrases"),
        ("[title]", "[title", "not valid TOML"),
    ],
)
def test_a_file_that_breaks_the_schema_is_refused_with_a_mend(old: str, new: str, says: str) -> None:
    with pytest.raises(LanguageError, match=r"en\.toml") as refused:
        parse(english(old, new), "en.toml")
    assert says in str(refused.value)


def test_opposites_that_are_no_pairs_are_refused_too() -> None:
    with pytest.raises(LanguageError, match="opposites"):
        parse(english('[["high", "low"],', '[["high"],'), "en.toml")


def test_a_table_that_is_none_is_refused_too() -> None:
    text = english().replace("[marks]", "").replace('code = "en"', 'code = "en"\nmarks = "quotes"')
    with pytest.raises(LanguageError, match="marks"):
        parse(re.sub(r"\n(quotes|suffix_marks) = .*", "", text), "en.toml")


def test_a_file_need_not_say_how_names_bend() -> None:
    without = re.sub(r"\n\[names\]\n(?:.+\n)+", "\n", english())
    assert "[names]" not in without
    assert parse(without, "en.toml").names == languages.loader.Names()


def test_a_file_in_another_folder_is_loaded(tmp_path: Path) -> None:
    (tmp_path / "xx.toml").write_text(english('name = "English"', 'name = "Anglic"'), encoding="utf-8")
    assert languages.load("xx", tmp_path).name == "Anglic"


def test_a_language_without_a_file_knows_no_phrase() -> None:
    language = languages.load("tlh")
    assert language.code == "tlh"
    assert language.lexicon.find("the former and the latter are types") == ()
    assert not any(language.roles.values())


@pytest.mark.parametrize("folder", ["stages", "reading", "statements", "verdicts", "text"])
def test_no_phrase_of_a_language_stands_in_a_python_file(folder: str) -> None:
    phrases = {phrase for code in ("nb", "tr", "de", "es") for phrase in _contrasts(languages.load(code))}
    for path in (FOLDER.parent / folder).glob("*.py"):
        assert not phrases & _texts_in(path), path.name


def _contrasts(language: Language) -> set[str]:
    return {
        *language.contrast.clause,
        *language.contrast.sentence,
        *language.contrast.former,
        *language.contrast.latter,
    }


def _texts_in(path: Path) -> set[str]:
    nodes = ast.walk(ast.parse(path.read_text(encoding="utf-8")))
    return {node.value for node in nodes if isinstance(node, ast.Constant) and isinstance(node.value, str)}
