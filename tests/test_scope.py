"""How far a denial reaches: a clause of its own, and "without", deny what they hold; an idiom names no respect."""

from __future__ import annotations

import pytest

from pipeline import languages
from pipeline.model import Block, BlockKind, Role, Span
from pipeline.reading.clauses import Clause, Reader, clauses_of_block
from pipeline.reading.force import polarity_of
from pipeline.reading.mentions import Lens
from pipeline.reading.scope import Passage, reaching, without_answer

INK = {
    "en": "ink", "de": "Tinte", "cs": "inkoust", "hu": "tinta", "tr": "mürekkep", "ru": "чернила", "es": "tinta",
    "ja": "インク", "ko": "잉크",
}  # fmt: skip


def _clause(code: str, text: str) -> Clause:
    reader = Reader(languages.load(code), Lens(code, frozenset(), (("source:ink", INK[code]),)), ("source:ink",))
    block = Block(0, BlockKind.PARAGRAPH, Span(0, len(text)), text, role=Role.BODY, section_role=Role.BODY)
    (clause,) = clauses_of_block(block, reader)
    return clause


@pytest.mark.parametrize(
    ("code", "text", "polarity"),
    [
        ("en", "Ink can dry up if the printer is not used.", "positive"),
        ("en", "Ink does not dry up if the printer is used.", "negative"),
        ("en", "If nobody prints, ink dries up.", "positive"),
        ("en", "Ink is delivered in bottles without any label.", "positive"),
        ("en", "Ink is without any smell.", "negative"),
        ("de", "Tinte trocknet ein, wenn niemand druckt.", "positive"),
        ("cs", "Inkoust se prodává v lahvích bez obalu.", "positive"),
        ("hu", "A tinta kiszáradhat, ha nem nyomtatnak.", "positive"),
        ("hu", "A tinta palackban kapható címke nélkül.", "positive"),
        ("hu", "A tinta szag nélküli.", "negative"),
        ("tr", "Mürekkep uzun süre kullanılmadığı için kuruyabilir.", "positive"),
        ("ru", "Чернила могут засохнуть, если долго не печатать.", "positive"),
        ("ru", "Чернила — без запаха.", "negative"),
        ("es", "La tinta se seca cuando no se imprime.", "positive"),
        ("ja", "インクは使わない場合、乾くことがあります。", "positive"),
        ("ko", "잉크는 쓰지 않으면 굳을 수 있다.", "positive"),
    ],
)
def test_what_stands_in_a_clause_of_its_own_denies_nothing_else(code: str, text: str, polarity: str) -> None:
    clause = _clause(code, text)
    named = tuple((one.start, one.end) for one in clause.found if one.concept_id == "source:ink")
    passage = Passage(text, clause.start, clause.end, named)
    cues = reaching(clause.cues, passage, languages.load(code))
    assert polarity_of(cues, (), languages.load(code).negative_concord).value == polarity


@pytest.mark.parametrize(
    ("code", "text", "polarity"),
    [
        ("en", "No, ink dries fast.", "positive"),
        ("en", "No, ink does not dry.", "negative"),
        ("en", "No ink dries fast, one says.", "negative"),
        ("es", "No, la tinta se seca pronto.", "positive"),
        ("es", "No, la tinta no se seca.", "negative"),
    ],
)
def test_an_answer_denies_what_was_asked_and_not_what_it_says(code: str, text: str, polarity: str) -> None:
    clause = _clause(code, text)
    cues = without_answer(clause.cues, text, clause.start)
    assert polarity_of(cues, (), languages.load(code).negative_concord).value == polarity


@pytest.mark.parametrize(
    ("code", "text", "named"),
    [
        ("en", "Ink needs time to dry.", {"aspect:time", "aspect:need"}),
        ("en", "Ink sells in the shops at the same time.", set()),
        ("hu", "A tinta nem folyik.", set()),
        ("tr", "Mürekkep güçlü bir şekilde akar.", set()),
        ("tr", "Mürekkep yüksek maliyetlidir.", {"scale:high", "scale:expensive"}),
    ],
)
def test_a_word_in_an_idiom_or_a_denial_names_no_respect(code: str, text: str, named: set[str]) -> None:
    found = {one.concept_id for one in _clause(code, text).found}
    assert found - {"source:ink"} <= named
    assert bool(found - {"source:ink"}) == bool(named)
