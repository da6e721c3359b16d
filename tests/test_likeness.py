"""Headings that no phrase knows have the role of headings of other languages, where an encoder is used."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

import numpy as np
import pytest

from pipeline import encoders, languages
from pipeline.encoders.protocol import Vector
from pipeline.model import Document, Role
from pipeline.reading.likeness import likeness

Read = Callable[..., Document]

# Faroese has no file. The made-up encoder knows what these words mean, and that a masked name is no meaning.
MEANT = {"fyrimunir": Role.ADVANTAGES, "vansar": Role.DISADVANTAGES, "søga": Role.HISTORY}


class Understanding:
    """An encoder that knows the role of every heading of the language files, and of three words of Faroese."""

    name = "understanding-1"

    def __init__(self, dimensions: int = 32) -> None:
        self._axis = {role: np.eye(dimensions, dtype="float32")[index] for index, role in enumerate(Role)}
        self._nothing = np.full(dimensions, dimensions**-0.5, dtype="float32")
        self.given: list[str] = []

    def knows(self, language: str) -> bool:
        return language != "und"

    def encode(self, texts: Sequence[str]) -> dict[str, Vector]:
        self.given.extend(texts)
        return {text: self._vector(text) for text in texts}

    def _vector(self, text: str) -> Vector:
        key = text.replace("X", " ").strip()
        if key in MEANT:
            return self._axis[MEANT[key]]
        for code in languages.available():
            for role, phrases in languages.load(code).roles.items():
                if any(phrase.replace("{x}", "X").lower() == text.lower() for phrase in phrases):
                    return self._axis[role]
        return self._nothing


class Guessing(Understanding):
    """An encoder for which all headings are alike."""

    name = "guessing-1"

    def _vector(self, text: str) -> Vector:
        return self._nothing


@pytest.fixture
def understanding() -> Iterator[Understanding]:
    encoder = Understanding()
    encoders.use(encoder)
    yield encoder
    encoders.use()


ARTICLE = """Te vs kaffi

Te og kaffi eru drykkir. Nógv fólk drekka te, men kaffi er sterkari enn te og hevur meira koffein í sær.

Fyrimunir te

Te er milt og heilsugott. Tað inniheldur minni koffein enn kaffi, og tí sova fólk betur um náttina.

Vansar kaffi

Kaffi er beiskt. Tey, sum drekka nógv kaffi hvønn dag, sova ringt um náttina og verða skjót troytt aftur.

Ymiskt annað

Fólk drekka bæði slagini hvønn dag, heima og til arbeiðis, og tosa saman, meðan tey drekka.
"""


def test_a_heading_has_the_role_of_headings_of_other_languages(understanding: Understanding) -> None:
    found = likeness("vansar kaffi", ("te", "kaffi"), "fo", [understanding])
    assert found is not None
    assert found.role is Role.DISADVANTAGES
    assert 0.9 < found.confidence <= 1
    assert "vansar X" in understanding.given  # the name is masked


@pytest.mark.parametrize("heading", ["ymiskt annað", "kaffi", "te kaffi"])
def test_a_heading_like_none_of_them_has_no_role(heading: str, understanding: Understanding) -> None:
    assert likeness(heading, ("te", "kaffi"), "fo", [understanding]) is None


def test_an_encoder_that_cannot_tell_roles_apart_is_not_asked(understanding: Understanding) -> None:
    assert likeness("vansar kaffi", ("te", "kaffi"), "fo", [Guessing()]) is None


def test_a_language_that_no_encoder_knows_has_no_likeness(understanding: Understanding) -> None:
    assert likeness("vansar kaffi", (), "und", [understanding]) is None


def test_a_role_by_likeness_is_marked(read: Read, understanding: Understanding) -> None:
    headings = {block.text: block for block in read(ARTICLE).blocks}
    roles = [
        (headings[text].role, headings[text].role_rule) for text in ("Fyrimunir te", "Vansar kaffi", "Ymiskt annað")
    ]
    assert roles == [(Role.ADVANTAGES, "likeness"), (Role.DISADVANTAGES, "likeness"), (Role.BODY, "")]
    assert headings["Fyrimunir te"].role_confidence <= headings["Ymiskt annað"].role_confidence


def test_without_an_encoder_there_is_none(read: Read) -> None:
    assert {block.role_rule for block in read(ARTICLE).blocks} == {""}
