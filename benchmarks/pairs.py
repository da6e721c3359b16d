"""Verdicts on everyday topics with planted facts: independent articles in many languages, and translated copies.

Each folder of ``tests/pairs`` holds the sources of one topic and ``truth.toml``: the facts that verdicts should find
(verdict and strength, subject, the passage in each source, or both passages of a source that contradicts itself), traps
(passages that only look like a conflict), and which sources are translations. A verdict finds a fact when it speaks of
the subject and rests on both passages.
``python -m benchmarks.pairs`` prints the scores, and with names of folders what is missed and wrong there.
"""

from __future__ import annotations

import argparse
import re
import tomllib
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import pipeline
from pipeline.dataset.records import Record, Records, records_of
from pipeline.evaluate.consistency import CLASSES, match, overlap

FOLDER = Path(__file__).parents[1] / "tests" / "pairs"
FIRST = "pairs"  # the topics that rules were made with; those written later are scored apart, as "later pairs"
_SHORT = 12  # letters; so short a passage is a cell, which is the same or another


@dataclass(frozen=True, slots=True)
class Planted:
    """A fact: what a verdict should find of a subject, with the passage in each source by the stem of its file."""

    verdict: str
    strength: str
    subject: str
    quotes: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Topic:
    """What was planted into the sources of a folder."""

    folder: Path
    facts: tuple[Planted, ...]
    derived: tuple[str, ...]
    traps: tuple[Planted, ...] = ()
    name: str = FIRST


@dataclass(frozen=True, slots=True)
class Checked:
    """The facts of a topic with the verdicts that found them, the conflicts that no fact explains, the traps sprung."""

    topic: Topic
    found: dict[int, Record]
    false_conflicts: tuple[Record, ...]
    derived: tuple[str, ...]
    sprung: tuple[Planted, ...] = ()

    def outcomes(self) -> Iterator[tuple[Planted, str]]:
        """Yield each fact with the verdict found, empty where there is none."""
        for index, fact in enumerate(self.topic.facts):
            yield fact, self.found[index].verdict if index in self.found else ""


def load(folder: Path) -> Topic:
    """Read what was planted into a folder."""
    truth = tomllib.loads((folder / "truth.toml").read_text(encoding="utf-8"))
    name = f"{truth['set']} {FIRST}" if "set" in truth else FIRST
    traps = tuple(_planted("conflict", *row) for row in truth.get("traps", ()))
    return Topic(folder, tuple(_planted(*row) for row in truth["facts"]), tuple(truth.get("derived", ())), traps, name)


def _planted(kind: str, subject: str, quotes: dict[str, str | list[str]]) -> Planted:
    verdict, _, strength = kind.partition(" ")
    told = ((stem, [said] if isinstance(said, str) else said) for stem, said in quotes.items())
    return Planted(verdict, strength, subject, tuple((stem, quote) for stem, said in told for quote in said))


def topics(folder: Path = FOLDER) -> list[Topic]:
    """Return all topics of a folder, by name."""
    return [load(path.parent) for path in sorted(folder.glob("*/truth.toml"))]


def check(topic: Topic) -> Checked:
    """Run the pipeline over the sources of a topic and look for its facts."""
    records = records_of(pipeline.run([topic.folder]))
    stems = {one.source_id: Path(one.path).stem for one in records.of("sources")}
    rows = [one for one in records.of("verdicts") if one.verdict in CLASSES]
    statements = {one.statement_id: one for one in records.of("statements")}

    def fits(fact: Planted, row: Record) -> bool:
        said = [statements[one] for one in row.statement_ids]
        return row.subject_id in _named(fact.subject, records) and all(
            any(stems[one.source_id] == stem and _same(quote, one.quote) for one in said) for stem, quote in fact.quotes
        )

    def agrees(fact: Planted, row: Record) -> bool:
        return fact.verdict == row.verdict and fits(fact, row)

    pairs = match(topic.facts, rows, fits, match(topic.facts, rows, agrees))
    right = {row for fact, row in pairs.items() if topic.facts[fact].verdict == "conflict"}
    false = [one for at, one in enumerate(rows) if one.verdict == "conflict" and at not in right]
    derived = (stems[one.source_id] for one in records.of("sources") if one.derived_from_id)
    sprung = [trap for trap in topic.traps if any(agrees(trap, rows[at]) for at in range(len(rows)) if at not in right)]
    found = {fact: rows[row] for fact, row in pairs.items()}
    return Checked(topic, found, tuple(false), tuple(sorted(derived)), tuple(sprung))


def _named(subject: str, records: Records) -> set[str]:
    labels = {(one.label.casefold(), one.concept_id) for one in records.of("subjects")}
    return {concept for label, concept in labels if label == subject.casefold()}


def _same(quote: str, passage: str) -> bool:
    if max(len(quote), len(passage)) <= _SHORT:
        return re.findall(r"\w+", quote.casefold()) == re.findall(r"\w+", passage.casefold())
    return overlap(quote, passage)


def scores(checked: Sequence[Checked], name: str = FIRST) -> dict[str, float]:
    """Score topics: facts covered, macro-F1 of the classes, precision and recall of conflicts, traps, translations."""
    outcomes = [outcome for one in checked for outcome in one.outcomes()]
    false = sum(len(one.false_conflicts) for one in checked)
    said = Counter(found for _, found in outcomes)
    wanted = Counter(fact.verdict for fact, _ in outcomes)
    right = Counter(fact.verdict for fact, found in outcomes if fact.verdict == found)
    said["conflict"] = right["conflict"] + false
    traps = sum(len(one.topic.traps) for one in checked)
    marked = sum(one.derived == one.topic.derived for one in checked)
    f1 = {kind: 2 * right[kind] / (said[kind] + wanted[kind]) for kind in CLASSES if wanted[kind]}
    found = {
        f"{name} coverage": sum(bool(found) for _, found in outcomes) / len(outcomes),
        f"{name} macro-F1": sum(f1.values()) / len(f1),
        f"{name} conflict precision": right["conflict"] / (said["conflict"] or 1),
        f"{name} conflict recall": right["conflict"] / (wanted["conflict"] or 1),
        f"{name} translations marked": marked / len(checked),
    }
    if traps:
        found[f"{name} traps called no conflict"] = 1 - sum(len(one.sprung) for one in checked) / traps
    return found


def scores_by_set(checked: Sequence[Checked]) -> dict[str, float]:
    """Score each set of topics by itself."""
    names = dict.fromkeys(one.topic.name for one in checked)
    sets = (scores([one for one in checked if one.topic.name == name], name) for name in sorted(names, reverse=True))
    return {key: share for each in sets for key, share in each.items()}


def main() -> None:
    """Print the scores, and for the topics named what is missed and what is wrong."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("names", nargs="*", help="topics to tell about; all are scored without")
    parser.add_argument("--verbose", "-v", action="store_true")
    given = parser.parse_args()
    checked = [check(topic) for topic in topics() if not given.names or topic.folder.name in given.names]
    for one in checked:
        own = scores([one])
        print(f"{one.topic.folder.name:24}", "  ".join(f"{share:.2f}" for share in own.values()))
        for fact, found in one.outcomes() if given.verbose else ():
            if found != fact.verdict:
                print(f"    {fact.verdict} but {found or 'nothing'}: {fact.subject}: {fact.quotes}")
        for trap in one.sprung if given.verbose else ():
            print(f"    a trap: {trap.subject}: {trap.quotes}")
        for row in one.false_conflicts if given.verbose else ():
            print(f"    no conflict: {row.subject_id} {row.aspect_id} {row.rule}: {row.reason}")
    for name, share in scores_by_set(checked).items():
        print(f"{name:38} {share:.3f}")


if __name__ == "__main__":
    main()
