"""What the identifiers say together: short text, close languages, scripts, input that breaks identifiers."""

from __future__ import annotations

import csv
import subprocess
import sys
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import pytest
from py3langid.langid import MODEL_FILE, LanguageIdentifier

from pipeline import languages
from pipeline.model import Document
from pipeline.stages import language as stage
from pipeline.text import bayes, identify
from pipeline.text.identify import Ranking, rank, rank_all, second_opinion
from pipeline.text.rivals import han_script, variant_of, weigh_words

Read = Callable[..., Document]

_TABLE = Path(__file__).with_name("close_languages.tsv")
CLOSE_TEXTS = list(csv.DictReader(_TABLE.read_text(encoding="utf-8").splitlines(), delimiter="\t"))

NB = "Te er en drikk som lages av blader. Den er mildere enn kaffe og har mindre koffein."
TR = "Çay yapraklardan yapılan bir içecektir. Kahveden daha yumuşaktır ve daha az kafein içerir."

# Sentences in our own words that each language writes otherwise than those close to it.
CLOSE = {
    "nb": "Forskjellen er at vi ikke bare drikker te, men også kaffe, og hvorfor vet jeg ikke.",
    "nn": "Skilnaden er at vi ikkje berre drikk te, men også kaffi, og kvifor veit eg ikkje.",
    "da": "Forskellen er, at vi ikke kun drikker te, men også kaffe, og hvorfor ved jeg ikke noget om.",
    "sv": "Skillnaden är att vi inte bara dricker te, utan också kaffe, och varför vet jag inte.",
    "tr": "Fark şudur: sadece çay değil, kahve de içeriz ve bunun nedenini bilmiyoruz.",
    "az": "Fərq ondadır ki, biz yalnız çay deyil, həm də qəhvə içirik və bunun səbəbini bilmirik.",
    "id": "Perbedaannya adalah kami tidak hanya minum teh, tetapi juga kopi, karena kami bisa membeli keduanya.",
    "ms": "Bezanya ialah kami bukan sahaja minum teh, tetapi juga kopi, kerana kami mahu membeli kedua-duanya.",
    "cs": "Rozdíl je v tom, že nepijeme jen čaj, ale také kávu, a proč to tak je, nevíme.",
    "sk": "Rozdiel je v tom, že nepijeme len čaj, ale aj kávu, a prečo to tak je, nevieme.",
    "hr": "Razlika je u tome što ne pijemo samo čaj, nego također kavu, i tko zna gdje je točan uzrok tijekom dana.",
    "sr": "Razlika je u tome što ne pijemo samo čaj, nego takođe kafu, i ko zna gde je tačan uzrok tokom dana.",
    "bg": "Разликата е, че ние пием не само чай, но също така и кафе, и не знаем какво е това.",
    "mk": "Разликата е дека ние пиеме не само чај, туку исто така и кафе, и не знаеме што е тоа.",
    "es": "La diferencia es que no solo bebemos té, sino también café, y no sabemos por qué.",
    "ca": "La diferència és que no només bevem te, sinó també cafè, i no sabem per què.",
    "gl": "A diferenza é que non só bebemos té, senón tamén café, e non sabemos por que.",
    "pt": "A diferença é que não bebemos só chá, mas também café, e não sabemos porquê.",
}


@pytest.mark.parametrize("code", CLOSE)
def test_close_languages_are_told_apart(read: Read, code: str) -> None:
    assert read(CLOSE[code]).language == code


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("软件和数据库之间的区别。软件是程序，数据库是数据的集合。", "zh-Hans"),
        ("軟體和資料庫之間的區別。軟體是程式，資料庫是資料的集合。", "zh-Hant"),
        ("Разлика је у томе што не пијемо само чај, него и кафу, и не знамо где је узрок.", "sr"),
        ("Te er mildere enn kaffe, og det vet alle som har smakt begge deler.", "nb"),
    ],
)
def test_a_language_is_named_as_bcp_47_has_it(read: Read, text: str, code: str) -> None:
    assert read(text).language == code


def test_the_characters_tell_the_script_of_chinese() -> None:
    assert han_script("数据库", "Hant") == "Hans"
    assert han_script("資料庫", "Hans") == "Hant"
    assert han_script("中文 abc", "Hant") == "Hant"


@pytest.mark.parametrize(
    "text", ["", " ", "12 + 30", "\ud800", "\ud800 tea \udfff", "\x00\x01", "…", "🙂🙂", "x" * 1_000_000]
)
def test_what_breaks_identifiers_breaks_nothing(text: str) -> None:
    ranking = rank(text)
    assert sum(ranking.probabilities) == pytest.approx(1.0)
    assert all(one >= other for one, other in pairwise(ranking.probabilities))


@pytest.mark.parametrize("text", ["", "12 + 30", "…", "\x00", "🙂🙂"])
def test_a_text_without_letters_says_nothing(text: str) -> None:
    assert rank(text).probabilities[0] < 0.06


def test_a_line_of_foreign_terms_is_marked(read: Read) -> None:
    document = read(f"{NB} {NB}\n\nCRM Call Centers\n\n{NB} {NB}")
    assert [block.language for block in document.blocks] == ["nb", "und", "nb"]


def test_a_foreign_sentence_keeps_its_language(read: Read) -> None:
    document = read(f"{TR} {TR}\n\nThis page was written by people who like tea.\n\n{TR} {TR}")
    assert [block.language for block in document.blocks] == ["tr", "en", "tr"]


def test_a_language_that_eldc_does_not_know_is_found() -> None:
    assert rank(CLOSE["nn"]).labels[0] == "nn"
    assert rank(CLOSE["id"]).labels[0] == "id"


def test_telling_words_move_the_share_of_rivals_alone() -> None:
    ranking = Ranking(("hr", "bs", "sr", "en"), (0.4, 0.3, 0.2, 0.1))
    weighed = weigh_words(ranking, "gde je reč i uvek posle")
    assert weighed.labels[0] == "sr"
    assert weighed.probability("en") == pytest.approx(0.1)
    assert sum(weighed.probabilities) == pytest.approx(1.0)
    assert weigh_words(Ranking(("el", "en"), (0.9, 0.1)), "gde je reč") == Ranking(("el", "en"), (0.9, 0.1))


def test_phrases_and_endings_tell_rivals_apart_too() -> None:
    evenly = Ranking(("hr", "sr"), (0.5, 0.5))
    assert weigh_words(evenly, "Auto može da stane.").labels[0] == "sr"
    assert weigh_words(evenly, "Auto može stati.").labels[0] == "hr"


@pytest.mark.parametrize("code", sorted({row["language"] for row in CLOSE_TEXTS}))
def test_a_page_of_a_close_language_is_told_apart(read: Read, code: str) -> None:
    text = "\n\n".join(row["text"] for row in CLOSE_TEXTS if row["language"] == code)
    assert read(text).language == code


def test_a_scrap_of_another_language_is_nothing_to_be_sure_of(read: Read) -> None:
    document = read(f"{NB} {NB}\n\nMicrosoft Dynamics 365 Supply Chain Management\n\n{NB} {NB}")
    (scrap,) = [block for block in document.blocks if block.text.startswith("Microsoft")]
    assert scrap.language in ("en", "und")
    assert scrap.language_confidence < 0.9


def test_memory_given_back_is_mapped_again() -> None:
    before = rank(TR)
    bayes.release()
    assert rank(TR) == before


def test_langdetect_is_not_asked_where_it_does_not_know_the_leader() -> None:
    assert second_opinion(CLOSE["ms"], ("ms", "id", "tl")) == ""
    assert second_opinion(CLOSE["da"], ("da", "no", "sv")) == "da"


@pytest.mark.parametrize(("share", "told"), [(0.95, 0.95), (0.6, 0.3)])
def test_langdetect_is_asked_where_the_identifiers_are_unsure(
    monkeypatch: pytest.MonkeyPatch, read: Read, share: float, told: float
) -> None:
    monkeypatch.setattr(stage, "second_opinion", lambda text, labels: labels[1])
    monkeypatch.setattr(stage, "rank_all", lambda texts: [Ranking(("da", "no"), (share, 1 - share))] * len(texts))
    monkeypatch.setattr(stage, "weigh_words", lambda ranking, text: ranking)
    assert read(f"{NB} {NB}").language_confidence == told


def test_texts_read_together_are_read_as_each_by_itself() -> None:
    texts = [TR, "", "12", *CLOSE.values(), NB.upper(), "\ud800 tea", "e\u0301" * 3]
    for together, alone in zip(rank_all(texts), map(rank, texts), strict=True):
        assert together.labels[:3] == alone.labels[:3]
        assert together.probabilities == pytest.approx(alone.probabilities, abs=1e-6)


def test_the_model_is_read_as_py3langid_reads_it() -> None:
    identifier = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    for text in (TR, NB, *CLOSE.values(), "12", "MERHABA", "\0", TR * 50):
        theirs = dict(identifier.rank(text))
        ours = dict(zip(bayes.load().labels, bayes.load().shares([text])[0].tolist(), strict=True))
        assert ours == pytest.approx(theirs, abs=1e-6)


def test_without_eldc_py3langid_judges_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(identify, "_eldc", lambda: (None, frozenset()))
    identify._panel.cache_clear()
    try:
        assert rank(TR).labels[0] == "tr"
        assert rank(NB).labels[0] == "no"
    finally:
        identify._panel.cache_clear()


def test_a_confident_answer_is_right_on_short_headings() -> None:
    wrong = [
        (code, phrase, ranking.labels[0])
        for code in languages.available()
        for phrase in languages.load(code).roles.get("conclusion", ())  # type: ignore[call-overload]
        if (ranking := rank(phrase.replace("*", ""))).probabilities[0] >= 0.9
        and languages.from_identifier().get(ranking.labels[0], ranking.labels[0]).partition("-")[0]
        != code.partition("-")[0]
    ]
    assert wrong == []


def test_the_answer_is_the_same_in_another_process() -> None:
    program = f"from pipeline.text.identify import rank; print(rank({CLOSE['nn']!r}).probabilities[:5])"
    outputs = {
        subprocess.run(
            [sys.executable, "-c", program],
            capture_output=True, encoding="utf-8", check=True, env={"PYTHONHASHSEED": seed, "HOME": "/tmp"},
        ).stdout
        for seed in ("1", "2")
    }  # fmt: skip
    assert len(outputs) == 1


VARIANTS = [
    ("pt-BR", "Você pode usar o celular para salvar os arquivos e acessar a tela inicial."),
    ("pt-BR", "O time está sendo treinado por uma equipe que controla o oxigênio."),
    ("pt-BR", "Os usuários brasileiros preferem suco no café da manhã."),
    ("pt-PT", "O utilizador pode guardar o ficheiro no telemóvel e ver no ecrã."),
    ("pt-PT", "A equipa está a ser treinada e o autocarro fica ao pé do comboio."),
    ("pt-PT", "O sumo ao pequeno-almoço é habitual em Portugal."),
    ("pt", "O café tem mais cafeína do que o chá e é preparado com água quente."),
    ("pt", "Você disse: «o utilizador»."),
    ("en-GB", "The colour of the fibre depends on the aluminium."),
    ("en-US", "The color of gray fibers is organized by the center."),
    ("en", "Tea is a drink made of leaves, and coffee of beans."),
    ("es-ES", "El ordenador y el móvil que tenéis son de mi hermano."),
    ("es-419", "La computadora y el celular de ustedes son nuevos."),
    ("sr-Latn", "Razlika između čaja i kafe je u tome što se čaj pravi od lišća."),
    ("sr-Cyrl", "Разлика између чаја и кафе је у томе што се чај прави од лишћа."),
    ("zh-Hant-TW", "軟體和資料庫在網路上的品質。"),
    ("zh-Hant-HK", "軟件和數據庫在網絡上的質素。"),
]


@pytest.mark.parametrize(("tag", "text"), VARIANTS)
def test_words_of_a_national_norm_tell_it(tag: str, text: str) -> None:
    assert variant_of(text, languages.load(tag)) == tag


def test_a_document_keeps_its_language_beside_its_variant(read: Read) -> None:
    document = read("O utilizador pode guardar o ficheiro no telemóvel e vê-lo no ecrã. Não há mais nada a fazer.")
    assert (document.language, document.variant) == ("pt", "pt-PT")


@pytest.mark.parametrize(
    ("tag", "tags"),
    [
        ("pt-BR", ["pt-BR", "pt"]),
        ("ZH_hant_tw", ["zh-Hant-TW", "zh-Hant", "zh"]),
        ("es-419", ["es-419", "es"]),
        ("en-a-bbb-x-ccc", ["en-a-bbb-x-ccc", "en-a-bbb", "en"]),
    ],
)
def test_a_tag_falls_back_to_more_general_ones(tag: str, tags: list[str]) -> None:
    assert list(languages.generalized(tag)) == tags


@pytest.mark.parametrize(("tag", "code"), [("pt-BR", "pt"), ("zh-Hant-TW", "zh-Hant"), ("sr-Latn", "sr"), ("nb", "nb")])
def test_a_tag_without_a_file_is_read_with_that_of_a_more_general_one(tag: str, code: str) -> None:
    assert languages.load(tag) is languages.load(code)
