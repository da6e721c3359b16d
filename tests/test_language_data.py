"""The language files hold together, and one file alone is enough for a new language."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from pipeline import languages
from pipeline.languages import loader
from pipeline.languages.loader import FOLDER, LanguageError, parse
from pipeline.languages.report import NUMBER_WORDS, WORDED_ROLES, check, coverage, listing, problems
from pipeline.model import Document, ListKind, Role
from pipeline.stages import language as stage
from pipeline.text import analysis, rivals
from pipeline.text.identify import Ranking

Read = Callable[..., Document]

# Where number words change with what they count, these forms must lead to their value.
FORMS = {
    "ar": {"ثلاث": 3}, "cs": {"dvě": 2, "čtyř": 4}, "fi": {"kahta": 2, "kolmea": 3}, "he": {"שתי": 2, "שלוש": 3},
    "hr": {"dvije": 2}, "is": {"tvær": 2, "þrjú": 3}, "ko": {"둘": 2, "셋": 3}, "lt": {"dvi": 2, "keturios": 4},
    "lv": {"divas": 2, "četras": 4}, "pl": {"dwie": 2, "trzech": 3}, "pt": {"duas": 2}, "ro": {"două": 2},
    "ru": {"две": 2, "трёх": 3}, "sk": {"dve": 2}, "sl": {"dve": 2}, "sr": {"две": 2, "dve": 2}, "bs": {"dvije": 2},
    "uk": {"дві": 2, "трьох": 3}, "zh-Hans": {"两": 2}, "zh-Hant": {"兩": 2},
}  # fmt: skip

MADE_UP = """
code = "x-made"
name = "Made-up"
native = "made"
script = "Latn"
direction = "ltr"
casing = "simple"
spaces = true
negative_concord = false
compounds = false
spacy = "xx"
snowball = ""
identified_as = ["qmd"]
close = []
telling = []
[title]
patterns = ["dovar zu {a} ek {b}"]
decorations = []
promises_table = []
[roles]
introduction = ["ilu"]
definition = ["kva {x}"]
types = ["sortu"]
advantages = ["bonu*"]
conclusion = ["finu"]
[mistranslated]
[table]
aspect_header = ["aspeku"]
[lists]
types = ["sortu"]
advantages = ["bonu*"]
disadvantages = ["malu*"]
differences = ["dovar"]
features = []
uses = []
summary = []
steps = []
conjunctions = ["ek"]
open = ["kot"]
most_common = []
count_nouns = ["sortu"]
[contrast]
clause = ["dum"]
sentence = []
former = []
latter = []
both = []
between = ["dovar zu {a} ek {b}"]
[definition]
after = ["esa"]
ending = []
expansion = ["{x} ({e})"]
[modality]
possible = []
necessary = []
typical = []
[negation]
words = ["nema"]
endings = []
[numbers]
words = ["unu", "duo", "tri"]
[abbreviations]
closing = []
inner = []
[marks]
quotes = ["“”"]
suffix_marks = []
[opposites]
pairs = []
"""
MADE_UP_ARTICLE = """Dovar zu Balo ek Kema

Ilu

Balo ek Kema lana duo toru. Balo esa miro tanu ek Kema esa viro tanu.

Kva Balo

Balo esa miro tanu dum sela pona.

Bonu zu Balo

- Rapa miro
- Lena tanu

Sortu zu Kema

- Alta kema
- Basa kema

Finu

Balo lana miro, dum Kema lana viro.
"""


@pytest.mark.parametrize("code", languages.available())
def test_a_file_holds_together(code: str) -> None:
    assert list(problems(languages.load(code))) == []


@pytest.mark.parametrize("code", languages.available())
def test_a_file_words_every_role_and_number(code: str) -> None:
    language = languages.load(code)
    assert {role for role in WORDED_ROLES if not language.roles.get(role)} == set()
    assert len(language.numbers.words) == NUMBER_WORDS


@pytest.mark.parametrize(("code", "form", "value"), [(c, f, v) for c, forms in FORMS.items() for f, v in forms.items()])
def test_an_inflected_number_word_has_its_value(code: str, form: str, value: int) -> None:
    language = languages.load(code)
    found = {cue.key for cue in language.lexicon.find(language.fold_key(form)) if cue.group == "numbers"}
    assert found == {str(value)}


def test_what_no_phrase_announces_is_told_by_layout() -> None:
    assert {role for role in Role if role not in WORDED_ROLES} == {Role.TITLE, Role.LIST_INTRO, Role.BODY}


def test_the_words_that_tell_rivals_apart_differ() -> None:
    for code, close in languages.close().items():
        for other in close:
            if languages.telling(code) and languages.telling(other):
                assert languages.telling(code) - languages.telling(other), (code, other)


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        (
            'conclusion = ["conclusion*"',
            'conclusion = ["summary", "conclusion*"',
            "stands for summary and for conclusion",
        ),
        ('"difference between {a} and {b}",', '"difference between {a}",', "must hold {a} and {b} once each"),
        ('"{x} stands for {e}"', '"{x} stands for it"', "must hold {x} and {e} once each"),
        ('"key difference*"', '"key diff*rence"', "a star stands at the beginning or the end"),
        ('"what are {x}"', '"what are {x"', "braces do not match"),
        ('"one", "two"', '"two"', "has 19 entries"),
        ('video = ["video"]', "video = []", "roles.video has no phrase"),
        ('quotes = ["“”"', 'quotes = ["“"', "write the opening and the closing mark together"),
        ('identified_as = ["en"]', "identified_as = []", "identified_as is empty"),
        ('both = ["both"]', "both = []", "contrast.both has no phrase"),
    ],
)
def test_what_does_not_hold_together_is_told_with_a_mend(old: str, new: str, says: str) -> None:
    text = (FOLDER / "en.toml").read_text(encoding="utf-8")
    assert old in text
    assert says in " ".join(problems(parse(text.replace(old, new, 1), "en.toml")))


def test_the_check_names_the_file_that_fails(tmp_path: Path) -> None:
    for code in ("en", "nb"):
        shutil.copy(FOLDER / f"{code}.toml", tmp_path)
    assert check(tmp_path) == 2
    (tmp_path / "nb.toml").rename(tmp_path / "no.toml")
    with pytest.raises(LanguageError, match=r'no\.toml: code is "nb"; write "no"'):
        check(tmp_path)
    (tmp_path / "no.toml").write_text("code = 1", encoding="utf-8")
    with pytest.raises(LanguageError, match=r"no\.toml"):
        check(tmp_path)


def test_the_listing_has_a_line_for_each_language() -> None:
    lines = list(listing())
    assert len(lines) == 1 + len(languages.available())
    assert [line.split()[0] for line in lines[1:]] == list(languages.available())
    assert coverage(languages.load("en")).roles == len(WORDED_ROLES)


@pytest.fixture
def made_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """Add a made-up language by one file, in a folder that else holds what the program has, and identify it always."""
    for path in FOLDER.glob("*.toml"):
        shutil.copy(path, tmp_path)
    (tmp_path / "x-made.toml").write_text(MADE_UP, encoding="utf-8")
    monkeypatch.setattr(loader, "FOLDER", tmp_path)
    monkeypatch.setattr(stage, "rank_all", lambda texts: [Ranking(("qmd", "en"), (0.99, 0.01))] * len(texts))
    _forget()
    yield "x-made"
    monkeypatch.undo()
    _forget()


def _forget() -> None:
    for cached in (loader.load, loader.from_identifier, loader.close, loader.telling, loader._headers, rivals._rivals):
        cached.cache_clear()
    analysis.pipeline_for.cache_clear()


def test_a_language_is_added_by_one_file(read: Read, made_up: str) -> None:
    document = read(MADE_UP_ARTICLE)
    assert document.language == made_up
    assert {block.language for block in document.blocks} == {made_up}
    assert "source.no_language_data" not in [finding.code for finding in document.findings]
    assert [subject.label for subject in document.subjects] == ["Balo", "Kema"]
    roles = {block.text: block.role for block in document.blocks}
    assert roles["Ilu"] is Role.INTRODUCTION
    assert roles["Kva Balo"] is Role.DEFINITION
    assert roles["Finu"] is Role.CONCLUSION
    kinds = {taxonomy.kind: [item.label for item in taxonomy.items] for taxonomy in document.taxonomies}
    assert set(kinds) == {ListKind.ADVANTAGES, ListKind.TYPES}
    assert len(kinds[ListKind.TYPES]) == 2
