"""Load the vocabularies, compiled once.

Reading and checking Turtle costs half a second of CPU for seventy thousand labels. The compiled form is kept in the
cache under the state of the files, one file for the concepts and one a language for their labels, since a run needs
those of two or three languages out of sixty.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from functools import cached_property, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from pipeline import cache
from pipeline.model import Concept, Label

if TYPE_CHECKING:
    from functools import _lru_cache_wrapper

    from pipeline.vocabulary.skos import Vocabularies

FOLDER = Path(__file__).parent
_FORMAT = "vocabulary-4"  # of the compiled form
_LONGEST_LINE = 12  # ancestors of a concept; a longer line is a cycle that the checks did not see

Labelled = tuple[tuple[str, Label], ...]  # (concept id, label)


class VocabularyError(ValueError):
    """A vocabulary breaks a rule; the message names the concept and the mend."""


@dataclass(frozen=True, eq=False)
class Vocabulary:
    """Concepts and how they hang together; their labels are read language by language.

    `concepts` bear no labels themselves: :meth:`labels` gives them. `same` leads from an identifier of a source to the
    concept that a user has said it is; `different` holds the pairs that a user has said are two.
    """

    concepts: tuple[Concept, ...]
    read_labels: Callable[[str], Labelled]
    same: Mapping[str, str] = field(default_factory=dict)
    different: frozenset[tuple[str, str]] = frozenset()

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

    def are_different(self, one: str, other: str) -> bool:
        """Tell whether a user has said that two identifiers name two concepts."""
        return (min(one, other), max(one, other)) in self.different

    def exclude(self, one: str, other: str) -> bool:
        """Tell whether two values cannot hold of one thing together."""
        first, second = self.by_id.get(one), self.by_id.get(other)
        return bool(first and second and (other in first.exclusive_with or one in second.exclusive_with))

    @cached_property
    def _excluded(self) -> Mapping[str, frozenset[str]]:
        found: dict[str, set[str]] = defaultdict(set)
        for concept in self.concepts:
            for other in concept.exclusive_with:
                found[concept.concept_id].add(other)
                found[other].add(concept.concept_id)
        return {concept_id: frozenset(others) for concept_id, others in found.items()}

    def opposite(self, concept_id: str) -> str:
        """Return the one value that excludes another, which is so what its denial says; "" where there is none."""
        others = self._excluded.get(concept_id, frozenset())
        return next(iter(others)) if len(others) == 1 else ""

    def contrast(self, one: str, other: str) -> bool:
        """Tell whether two values differ where each is all that a cell gives: a thing of wood, a thing of glass."""
        first, second = self.by_id.get(one), self.by_id.get(other)
        return bool(first and second and (other in first.contrasts_with or one in second.contrasts_with))


_Answer = TypeVar("_Answer")
State = tuple[Path, int, int]
_own: tuple[Path, ...] = ()  # the user's files in use
_state: tuple[State, ...] = ()
_forgetful: list[Callable[[], None]] = []


def remembered(maxsize: int | None = None) -> Callable[[Callable[..., _Answer]], _lru_cache_wrapper[_Answer]]:
    """Decorate as `lru_cache` does a function whose answers come from the vocabulary: `use` makes it forget them."""

    def decorate(function: Callable[..., _Answer]) -> _lru_cache_wrapper[_Answer]:
        kept = lru_cache(maxsize=maxsize)(function)
        _forgetful.append(kept.cache_clear)
        return kept

    return decorate


def use(*own: Path) -> None:
    """Put files of the user's to use beside those that ship, until the next call; a worker process needs it too."""
    global _own, _state
    state = _state_of(own)
    if state != _state:
        _own, _state = own, state
        for forget in _forgetful:
            forget()


def own_files() -> tuple[Path, ...]:
    """Return the user's files in use."""
    return _own


def files() -> tuple[Path, ...]:
    """Return the files in use: those that ship, then the user's."""
    return (*_shipped(), *_own)


def beside(paths: Iterable[Path]) -> tuple[Path, ...]:
    """Return the user's vocabulary files: those in a folder ``vocabulary`` beside a folder of raw files.

    Args:
        paths: files and folders of articles.
    """
    folders = {(path if path.is_dir() else path.parent).absolute().parent / FOLDER.name for path in paths}
    return tuple(sorted(file for folder in folders if folder != FOLDER for file in folder.glob("*.ttl")))


def load(*extra: Path) -> Vocabulary:
    """Load the vocabularies that ship with the program, and those of the user.

    Args:
        extra: the user's files; without any, those that are in use.

    Raises:
        VocabularyError: a file does not parse or breaks a rule.
    """
    return _load(_state_of(extra) if extra else _state)


@lru_cache(maxsize=8)
def _load(state: tuple[State, ...]) -> Vocabulary:
    own = tuple(path for path, _, _ in state)
    compiled = cache.entry(_FORMAT, *_shipped(), *own)
    if compiled is None:
        return _in_memory(_parse(own))
    if not compiled.is_file():
        parsed = _parse(own)
        try:
            _compile(parsed, compiled)
        except OSError:  # the disk is full: all is parsed again in the next run
            return _in_memory(parsed)
    read = json.loads(compiled.read_text(encoding="utf-8"))
    concepts = tuple(
        Concept(
            labels=(),
            exclusive_with=tuple(row.pop("exclusive_with")),
            contrasts_with=tuple(row.pop("contrasts_with")),
            **row,
        )
        for row in read["concepts"]
    )
    labels = lru_cache(maxsize=None)(lambda language: _read(compiled, language, own))
    return Vocabulary(concepts, labels, dict(read["same"]), frozenset(map(tuple, read["different"])))


def _state_of(own: Iterable[Path]) -> tuple[State, ...]:
    """Return files with their time of change and size, for a file that has changed is read anew."""
    return tuple((path, path.stat().st_mtime_ns, path.stat().st_size) for path in own)


def _shipped() -> tuple[Path, ...]:
    return tuple(sorted(FOLDER.glob("*.ttl")))


def _parse(own: Sequence[Path]) -> Vocabularies:
    from pipeline.vocabulary import skos  # pyoxigraph is imported only where something has to be parsed

    try:
        return skos.read(_shipped(), own)
    except skos.SkosError as error:
        raise VocabularyError(str(error)) from error


def _in_memory(read: Vocabularies) -> Vocabulary:
    labels = _by_language(read.concepts)
    return Vocabulary(
        tuple(replace(concept, labels=()) for concept in read.concepts),
        lambda language: labels.get(language, ()),
        dict(read.same),
        frozenset(read.different),
    )


def _by_language(concepts: tuple[Concept, ...]) -> dict[str, Labelled]:
    found: dict[str, list[tuple[str, Label]]] = defaultdict(list)
    for concept in concepts:
        for label in concept.labels:
            found[label.language].append((concept.concept_id, label))
    return {language: tuple(labels) for language, labels in found.items()}


def _compile(read: Vocabularies, compiled: Path) -> None:
    """Write the labels first and the concepts last, so that what has its concepts is whole."""
    for language, labels in _by_language(read.concepts).items():
        rows = [(concept_id, label.text, label.kind) for concept_id, label in labels]
        with cache.writing(_labels_file(compiled, language)) as path:
            path.write_text(json.dumps(rows, ensure_ascii=False), encoding="utf-8")
    with cache.writing(compiled) as path:
        described = [asdict(replace(concept, labels=())) for concept in read.concepts]
        for row in described:
            del row["labels"]
        told = {"concepts": described, "same": read.same, "different": read.different}
        path.write_text(json.dumps(told, ensure_ascii=False), encoding="utf-8")


def _read(compiled: Path, language: str, own: Sequence[Path]) -> Labelled:
    path = _labels_file(compiled, language)
    if not path.is_file():  # no concept has a label in the language, unless all were pruned meanwhile
        return () if compiled.is_file() else _in_memory(_parse(own)).read_labels(language)
    rows = json.loads(path.read_text(encoding="utf-8"))
    return tuple((concept_id, Label(language, text, kind)) for concept_id, text, kind in rows)


def _labels_file(compiled: Path, language: str) -> Path:
    return compiled.with_name(f"{compiled.name}-{language}")
