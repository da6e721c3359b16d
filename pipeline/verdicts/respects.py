"""Respects: what the sources of a topic say of one subject in one respect, side by side."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from pipeline.alignment.aspects import Aligned
from pipeline.alignment.own_rows import plain_aspect
from pipeline.model import Statement
from pipeline.verdicts.rules import Names

SameWords = frozenset[frozenset[tuple[str, str]]]  # pairs of a source and the words that it puts beside a number


@dataclass(frozen=True, slots=True)
class Respect:
    """One subject in one respect, within a topic; `is_guessed` where rows are taken for one by their place alone.

    `same_words` are what two sources put beside equal numbers in this respect, so that it is one unit.
    """

    topic_id: str
    subject_id: str
    aspect_id: str
    is_guessed: bool = False
    same_words: SameWords = frozenset()


@dataclass(frozen=True, slots=True)
class Side:
    """A source's statements in one respect; `language` is the code that its words are compared in."""

    name: str
    source_id: str
    statements: tuple[Statement, ...]
    language: str = ""


@dataclass(frozen=True, slots=True)
class Voice:
    """A source, or several that count as one because they go back to one original."""

    name: str
    source_id: str
    language: str
    statements: tuple[Statement, ...]


def respects(
    topic_id: str, voices: Sequence[Voice], aligned: Aligned | None = None
) -> Iterator[tuple[Respect, list[Side]]]:
    """Group statements by subject and aspect.

    Args:
        topic_id: the topic.
        voices: who speaks.
        aligned: aspects that are one although sources call them differently.

    Yields:
        Respects in the order of their identifiers, each with its sides by name.
    """
    groups: dict[tuple[str, str], dict[str, list[Statement]]] = defaultdict(lambda: defaultdict(list))
    for voice in voices:
        for statement in voice.statements:
            aspect = aligned.of(statement) if aligned else statement.aspect_id
            if aspect:
                groups[statement.subject_id, aspect][voice.source_id].append(statement)
    who = {voice.source_id: voice for voice in voices}
    for (subject_id, aspect_id), by_source in sorted(groups.items()):
        sides = [_side(who[source_id], said) for source_id, said in by_source.items()]
        is_guessed = aligned is not None and aspect_id in aligned.guessed
        yield (
            Respect(topic_id, subject_id, plain_aspect(aspect_id), is_guessed),
            sorted(sides, key=lambda side: side.name),
        )


def _side(voice: Voice, said: Sequence[Statement]) -> Side:
    return Side(voice.name, voice.source_id, tuple(said), voice.language)


@dataclass(frozen=True, slots=True)
class Context:
    """What every comparison of a topic needs: English names of concepts, and the language of each source."""

    names: Names
    languages: Mapping[str, str]
