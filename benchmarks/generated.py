"""Articles for measurements of size: as many as wanted, no two alike, in the languages of our own cases.

An article keeps the shape of one of ours (tests/cases, raw): its things get invented names, the sentences of each
paragraph, the rows and the items stand in another order with some left out, and its numbers change. Every three
articles compare the same two invented things, so that there are topics to check. Same seed, same articles.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import pipeline

ROOT = Path(__file__).parent.parent
_SENTENCE = re.compile(r"(?<=[.!?。؟])\s*(?=\S)")
_NUMBER = re.compile(r"(?<![\w.,])[2-9](?![\w.,])")
_SYLLABLES = tuple(first + vowel for first in "bdfgklmnprstvz" for vowel in "aeiou")
_PER_TOPIC = 3


@dataclass(frozen=True, slots=True)
class Pattern:
    """An article of ours with the names of its things, each thing's longest first."""

    language: str
    text: str
    names: tuple[tuple[str, ...], ...]


def patterns() -> tuple[Pattern, ...]:
    """Return the articles of ours that compare two things."""
    paths = sorted([*(ROOT / "tests" / "cases").glob("*/source*.txt"), *(ROOT / "raw").glob("*.txt")])
    return tuple(found for path in paths if (found := _pattern(path)))


def articles(count: int, seed: int = 1, known: Sequence[Pattern] = ()) -> Iterator[tuple[str, str]]:
    """Yield names of files and texts."""
    known = known or patterns()
    for number in range(count):
        chance = random.Random(f"{seed} {number}")
        pair = random.Random(f"{seed} pair {number // _PER_TOPIC}")
        pattern = known[(pair.randrange(len(known)) + number) % len(known)]  # no two of a topic share a pattern
        yield f"{number:06d}-{pattern.language}.txt", _rewritten(pattern, (_name(pair), _name(pair)), chance)


def write(folder: Path, count: int, seed: int = 1) -> None:
    """Write articles to a folder, a thousand to a folder below it."""
    for number, (name, text) in enumerate(articles(count, seed)):
        place = folder / f"{number // 1000:04d}"
        place.mkdir(parents=True, exist_ok=True)
        (place / name).write_text(text, encoding="utf-8")


def _pattern(path: Path) -> Pattern | None:
    document = pipeline.read(path)
    if len(document.subjects) != 2:
        return None
    names = tuple(
        tuple(sorted({one.label, *one.aliases} - {""}, key=lambda name: (-len(name), name)))
        for one in document.subjects
    )
    return Pattern(document.language, document.text, names)


def _name(chance: random.Random) -> str:
    return "".join(chance.choice(_SYLLABLES) for _ in range(3)).title()


def _rewritten(pattern: Pattern, names: tuple[str, str], chance: random.Random) -> str:
    text = pattern.text
    for own, name in zip(pattern.names, names, strict=True):
        for one in own:
            text = re.sub(re.escape(one), name, text, flags=re.IGNORECASE)
    text = _NUMBER.sub(lambda _: str(chance.randint(2, 9)), text)
    return "\n".join(_line(line, chance) for line in text.splitlines()) + "\n"


def _line(line: str, chance: random.Random) -> str:
    sentences = _SENTENCE.split(line)
    if len(sentences) < 3:
        return line
    opening, *others = sentences
    chance.shuffle(others)
    return " ".join([opening, *others[: max(1, len(others) - chance.randint(0, 1))]])
