"""Language: of a source from all of its prose, of a block with the source as prior."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from pipeline.model import Document
from pipeline.text.identify import rank, second_opinion

Read = Callable[..., Document]

# One article in many languages, in our own words.
TEA = {
    "en": "Tea is a drink made from leaves. It is milder than coffee and has less caffeine.",
    "nb": "Te er en drikk som lages av blader. Den er mildere enn kaffe og har mindre koffein.",
    "sv": "Te är en dryck som görs av blad. Den är mildare än kaffe och har mindre koffein.",
    "de": "Tee ist ein Getränk aus Blättern. Er ist milder als Kaffee und hat weniger Koffein.",
    "es": "El té es una bebida hecha de hojas. Es más suave que el café y tiene menos cafeína.",
    "pl": "Herbata to napój z liści. Jest łagodniejsza niż kawa i ma mniej kofeiny.",
    "tr": "Çay yapraklardan yapılan bir içecektir. Kahveden daha yumuşaktır ve daha az kafein içerir.",
    "fi": "Tee on lehdistä valmistettu juoma. Se on miedompaa kuin kahvi ja sisältää vähemmän kofeiinia.",
    "ru": "Чай — это напиток из листьев. Он мягче кофе, и в нём меньше кофеина.",
    "el": "Το τσάι είναι ένα ρόφημα από φύλλα. Είναι πιο ήπιο από τον καφέ.",
    "ar": "الشاي مشروب يصنع من الأوراق. هو أخف من القهوة ويحتوي على كافيين أقل.",
    "hi": "चाय पत्तियों से बना एक पेय है। यह कॉफी से हल्की होती है।",
    "ja": "お茶は葉から作られる飲み物です。コーヒーよりも穏やかで、カフェインが少ないです。",
    "ko": "차는 잎으로 만든 음료입니다. 커피보다 부드럽고 카페인이 적습니다.",
}


@pytest.mark.parametrize("code", TEA)
def test_the_language_is_read_from_the_prose(read: Read, code: str) -> None:
    assert read(TEA[code]).language == code


def test_the_given_articles_are_norwegian_and_turkish(read: Read, norwegian: str, turkish: str) -> None:
    assert (read(norwegian).language, read(turkish).language) == ("nb", "tr")


def test_neither_name_nor_site_tells_the_language(read: Read) -> None:
    assert read(TEA["de"], "fr/article-en-francais.txt").language == "de"


def test_a_short_heading_is_in_the_language_of_its_page(read: Read) -> None:
    document = read(f"Sammendrag\n\n{TEA['nb']}\n\nKonklusjon\n\n{TEA['nb']}")
    assert {block.language for block in document.blocks} == {"nb"}


def test_a_paragraph_in_another_language_is_told_from_its_page(read: Read) -> None:
    document = read(f"{TEA['tr']}\n\n{TEA['en']}\n\n{TEA['tr']} {TEA['tr']} {TEA['tr']}")
    assert [block.language for block in document.blocks] == ["tr", "en", "tr"]


def test_a_block_without_letters_has_no_language(read: Read) -> None:
    document = read(f"{TEA['en']}\n\n2020 – 15 %\n\n{TEA['en']}")
    assert [(block.language, block.language_confidence) for block in document.blocks][1] == ("und", 0.0)


def test_a_text_without_letters_has_no_language_and_says_so(read: Read) -> None:
    document = read("12 + 30 = 42\n\n§ 5")
    assert document.language == "und"
    assert "source.unknown_language" in [finding.code for finding in document.findings]


@pytest.mark.parametrize("text", ["ᚠᚢᚦ", "Û*Í", "µ", "x", "\U0002f800", "ÿ"])
def test_a_text_that_tells_little_is_no_failure(read: Read, text: str) -> None:
    assert "source.failed" not in [finding.code for finding in read(text).findings]


def test_a_language_without_a_file_is_told(read: Read) -> None:
    amharic = "ሻይ ከቅጠል የሚዘጋጅ መጠጥ ነው። ቡና ከሻይ የበለጠ ካፌይን አለው። ሻይ ትኩስ ነው።"
    document = read(amharic)
    assert document.language == "am"
    (finding,) = [one for one in document.findings if one.code == "source.no_language_data"]
    assert "am.toml" in finding.message


def test_the_second_opinion_is_the_same_each_time() -> None:
    text = "Sammendrag: te og kaffe"
    assert len({second_opinion(text, ("no", "da", "sv")) for _ in range(5)}) == 1


def test_the_second_opinion_needs_two_languages_that_it_knows() -> None:
    assert second_opinion(TEA["en"], ("en", "tlh")) == ""
    assert second_opinion(TEA["de"], ("en", "de")) == "de"


def test_a_ranking_is_a_distribution() -> None:
    ranking = rank(TEA["pl"])
    assert ranking.labels[0] == "pl"
    assert sum(ranking.probabilities) == pytest.approx(1.0)
    assert list(ranking.probabilities) == sorted(ranking.probabilities, reverse=True)
    assert ranking.probability("tlh") == 0.0


def test_a_lone_surrogate_is_no_failure() -> None:
    assert rank("\ud800 tea").labels
