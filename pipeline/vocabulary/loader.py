"""Load the vocabularies, compiled once.

Parsing Turtle costs a second of CPU for twenty thousand labels. The compiled form is kept in the cache under the state
of the files, one file for the concepts and one a language for their labels, since a run needs those of two or three
languages out of thirty.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass, replace
from functools import cached_property, lru_cache
from pathlib import Path

from pipeline import cache
from pipeline.model import Concept, Label

FOLDER = Path(__file__).parent
_FORMAT = "vocabulary-2"  # of the compiled form
_LONGEST_LINE = 12  # ancestors of a concept; a longer line is a cycle that the checks did not see

Labelled = tuple[tuple[str, Label], ...]  # (concept id, label)


class VocabularyError(ValueError):
    """A vocabulary breaks a rule; the message names the concept and the mend."""


@dataclass(frozen=True, eq=False)
class Vocabulary:
    """Concepts and how they hang together; their labels are read language by language.

    `concepts` bear no labels themselves: :meth:`labels` gives them.
    """

    concepts: tuple[Concept, ...]
    read_labels: Callable[[str], Labelled]

    @cached_property
    def by_id(self) -> dict[str, Concept]:
        """Concepts by identifier."""
        return {concept.concept_id: concept for concept in self.concepts}

    def labels(self, *languages: str) -> Iterator[tuple[Concept, Label]]:
        """Yield every label in one of `languages`, with its concept."""
        for language in dict.fromkeys(languages):
            for concept_id, label in self.read_labels(language):
                yield self.by_id[concept_id], label

    def aspect_of(self, concept_id: str) -> str:
        """Return the aspect that a value or type belongs to; an aspect belongs to itself."""
        concept = self.by_id.get(concept_id)
        if concept is None:
            return ""
        return concept.concept_id if concept.kind == "aspect" else concept.aspect_id

    def ancestors(self, concept_id: str) -> tuple[str, ...]:
        """Return what is broader than a concept, nearest first."""
        found: list[str] = []
        concept = self.by_id.get(concept_id)
        while concept and concept.broader_id and len(found) < _LONGEST_LINE:
            found.append(concept.broader_id)
            concept = self.by_id.get(concept.broader_id)
        return tuple(found)

    def family(self, concept_id: str) -> str:
        """Return the broadest concept over this one, or itself."""
        return (concept_id, *self.ancestors(concept_id))[-1]

    def exclude(self, one: str, other: str) -> bool:
        """Tell whether two values cannot hold of one thing together."""
        first, second = self.by_id.get(one), self.by_id.get(other)
        return bool(first and second and (other in first.exclusive_with or one in second.exclusive_with))


@lru_cache(maxsize=8)
def load(*extra: Path) -> Vocabulary:
    """Load the vocabularies that ship with the program, and those in `extra` files.

    Raises:
        VocabularyError: a file does not parse or breaks a rule.
    """
    paths = (*sorted(FOLDER.glob("*.ttl")), *extra)
    compiled = cache.entry(_FORMAT, *paths)
    if compiled is None:
        return _in_memory(_parse(paths))
    if not compiled.is_file():
        _compile(_parse(paths), compiled)
    rows = json.loads(compiled.read_text(encoding="utf-8"))
    concepts = tuple(Concept(labels=(), exclusive_with=tuple(row.pop("exclusive_with")), **row) for row in rows)
    return Vocabulary(concepts, lru_cache(maxsize=None)(lambda language: _read(compiled, language)))


def _parse(paths: Sequence[Path]) -> tuple[Concept, ...]:
    from pipeline.vocabulary import skos  # rdflib is imported only where something has to be parsed

    try:
        return skos.read(paths)
    except skos.SkosError as error:
        raise VocabularyError(str(error)) from error


def _in_memory(concepts: tuple[Concept, ...]) -> Vocabulary:
    labels = _by_language(concepts)
    return Vocabulary(
        tuple(replace(concept, labels=()) for concept in concepts), lambda language: labels.get(language, ())
    )


def _by_language(concepts: tuple[Concept, ...]) -> dict[str, Labelled]:
    found: dict[str, list[tuple[str, Label]]] = defaultdict(list)
    for concept in concepts:
        for label in concept.labels:
            found[label.language].append((concept.concept_id, label))
    return {language: tuple(labels) for language, labels in found.items()}


def _compile(concepts: tuple[Concept, ...], compiled: Path) -> None:
    """Write the labels first and the concepts last, so that what has its concepts is whole."""
    for language, labels in _by_language(concepts).items():
        rows = [(concept_id, label.text, label.kind) for concept_id, label in labels]
        with cache.writing(_labels_file(compiled, language)) as path:
            path.write_text(json.dumps(rows, ensure_ascii=False), encoding="utf-8")
    with cache.writing(compiled) as path:
        described = [asdict(replace(concept, labels=())) for concept in concepts]
        for row in described:
            del row["labels"]
        path.write_text(json.dumps(described, ensure_ascii=False), encoding="utf-8")


def _read(compiled: Path, language: str) -> Labelled:
    path = _labels_file(compiled, language)
    if not path.is_file():
        return ()
    rows = json.loads(path.read_text(encoding="utf-8"))
    return tuple((concept_id, Label(language, text, kind)) for concept_id, text, kind in rows)


def _labels_file(compiled: Path, language: str) -> Path:
    return compiled.with_name(f"{compiled.name}-{language}")
