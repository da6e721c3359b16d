"""A position: the statements of one side that hold the same values on one subject in one respect."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from pipeline.model import Modality, Origin, Polarity, Statement
from pipeline.reading.label_matcher import SCALES
from pipeline.reading.lens import ANSWERS

GENERAL = (SCALES + ":", "answer:")  # what is said in any respect: places on scales, answers


@dataclass(frozen=True, slots=True)
class Position:
    """What one side holds: its values and the statements that say so. `name` says whose it is."""

    name: str
    statements: tuple[Statement, ...]
    values: frozenset[str]

    @property
    def open(self) -> bool:
        """Whether every statement leaves its list open, so that it denies nothing by leaving it out."""
        return all(statement.open_list for statement in self.statements)

    @property
    def weak(self) -> bool:
        """Whether it is only ever said to be possible."""
        return all(statement.modality is Modality.POSSIBLE for statement in self.statements)

    @property
    def hedged(self) -> bool:
        """Whether no statement says it outright, of the subject as a whole."""
        return all(
            statement.modality is not Modality.ACTUAL or statement.origin is Origin.LIST
            for statement in self.statements
        )

    @property
    def negative(self) -> bool:
        """Whether every statement denies its values; an answer ("no") is a value itself."""
        return not self.values & set(ANSWERS) and all(
            statement.polarity is Polarity.NEGATIVE for statement in self.statements
        )

    @property
    def unnamed(self) -> bool:
        """Whether a statement counts more things than the side names ("six types, including …")."""
        return any(statement.count is not None and statement.count > len(self.values) for statement in self.statements)

    @property
    def confidence(self) -> float:
        """The confidence of the surest statement."""
        return max(statement.confidence for statement in self.statements)


def holding(name: str, statements: Iterable[Statement], value: str) -> Position:
    """Return the position of those statements that name one value."""
    holders = tuple(statement for statement in statements if value in statement.value_concept_ids)
    return Position(name, holders, frozenset((value,)))


def together(name: str, statements: Iterable[Statement]) -> Position:
    """Return all statements of a side as one position, its values united."""
    held = tuple(statements)
    return Position(name, held, values_of(held))


def positions(name: str, statements: Iterable[Statement]) -> Iterator[Position]:
    """Yield one position per set of values that statements of a side name, in the order they are first named."""
    groups: dict[frozenset[str], list[Statement]] = defaultdict(list)
    for statement in statements:
        if statement.value_concept_ids:
            groups[frozenset(statement.value_concept_ids)].append(statement)
    for values, members in groups.items():
        yield Position(name, tuple(members), values)


def values_of(statements: Iterable[Statement]) -> frozenset[str]:
    """Return all values that statements name."""
    return frozenset(value for statement in statements for value in statement.value_concept_ids)
