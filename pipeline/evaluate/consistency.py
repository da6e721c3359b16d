"""Scores of findings and verdicts against the facts, as the gold's README defines them.

A verdict matches a fact when scope and subject agree, the aspect is of the same family, and each quote overlaps a
passage of the verdict's statements (token F1 of .5 and more, or one contains the other); one to one.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterator, Sequence

from pipeline import vocabulary
from pipeline.dataset.records import Record, Records
from pipeline.evaluate.gold import Fact, Gold
from pipeline.evaluate.scores import Score
from pipeline.reading.lens import vocabulary_concept

CLASSES = ("agree", "subset", "partial", "conflict")
_STRUCTURAL = "structural"
_OVERLAP = 0.5
_ENGLISH = "en"


def structural_findings(records: Records, gold: Gold) -> Iterator[Score]:
    """Score the findings against the structural facts, and count those that match none."""
    facts = [fact for fact in gold.facts if fact.verdict == _STRUCTURAL]
    findings = [one for one in records.of("findings") if one.severity != "error"]
    fits = _quoting(records)
    pairs = match(facts, findings, fits)
    missed = [fact.fact_id for index, fact in enumerate(facts) if index not in pairs]
    unexplained = [one.code for one in findings if not any(fits(fact, one) for fact in facts)]
    yield Score("structural findings", len(pairs), len(facts), 0.94, note="missed: " + ", ".join(missed))
    yield Score("findings that no fact explains", len(unexplained), 0, 0, ceiling=True, note=", ".join(unexplained))


def verdicts(records: Records, gold: Gold) -> Iterator[Score]:
    """Score the verdicts: coverage, macro-F1 over four classes, precision and recall of conflicts."""
    facts = [fact for fact in gold.facts if fact.verdict != _STRUCTURAL]
    rows = list(records.of("verdicts"))
    fits = _fitting(records)

    def agrees(fact: Fact, row: Record) -> bool:
        return fact.verdict == row.verdict and fits(fact, row)

    pairs = match(facts, rows, fits, match(facts, rows, agrees))
    structural = [fact for fact in gold.facts if fact.verdict == _STRUCTURAL]
    covered = len(pairs) + _covered_findings(records, structural)
    right = sum(facts[fact].verdict == rows[row].verdict for fact, row in pairs.items())
    missed = [fact.fact_id for index, fact in enumerate(facts) if index not in pairs]
    yield Score("facts covered", covered, len(gold.facts), 0.85, note="missed: " + ", ".join(missed))
    yield Score("matched facts with the right verdict", right, len(pairs), 0.0)
    yield Score("macro-F1 of agree, subset, partial, conflict", _macro_f1(facts, rows, pairs), 1, 0.8)
    conflicts = [row for row, one in enumerate(rows) if one.verdict == "conflict"]
    true = {row for fact, row in pairs.items() if facts[fact].verdict == rows[row].verdict == "conflict"}
    low, high = wilson(len(true), len(conflicts))
    wrong = [f"{rows[row].subject_id} {rows[row].aspect_id} {rows[row].rule}" for row in conflicts if row not in true]
    note = f"95% interval {low:.2f} to {high:.2f}; " + "; ".join(wrong)
    yield Score("precision of conflicts", len(true), len(conflicts), 0.8, note=note)
    wanted = [fact for fact in facts if fact.verdict == "conflict"]
    yield Score("recall of conflicts", len(true), len(wanted), 0.75)
    for strength in ("hard", "soft"):
        hits = [r for f, r in pairs.items() if r in true and facts[f].strength == rows[r].strength == strength]
        said = [r for r in conflicts if rows[r].strength == strength]
        yield Score(f"precision of {strength} conflicts", len(hits), len(said), 0.0)


def overlap(one: str, other: str) -> bool:
    """Tell whether two passages are the same in the main: one contains the other, or token F1 is .5 and more."""
    first, second = _normal(one), _normal(other)
    if not first or not second:
        return False
    if first in second or second in first:
        return True
    a, b = first.split(), second.split()
    shared = sum(min(a.count(token), b.count(token)) for token in set(a))
    return 2 * shared / (len(a) + len(b)) >= _OVERLAP


def match(
    facts: Sequence[Fact],
    rows: Sequence[Record],
    fits: Callable[[Fact, Record], bool],
    start: dict[int, int] | None = None,
) -> dict[int, int]:
    """Match facts to rows, one to one and as many as can be (augmenting paths, Kuhn 1955).

    Args:
        facts, rows: what to match.
        fits: whether a row may stand for a fact.
        start: a matching to grow from, which keeps its facts matched.

    Returns:
        Index of the fact to index of the row.
    """
    options = [[index for index, row in enumerate(rows) if fits(fact, row)] for fact in facts]
    taken = {row: fact for fact, row in (start or {}).items()}

    def place(fact: int, tried: set[int]) -> bool:
        for row in options[fact]:
            if row not in tried:
                tried.add(row)
                if row not in taken or place(taken[row], tried):
                    taken[row] = fact
                    return True
        return False

    matched = set(taken.values())
    for fact in range(len(facts)):
        if fact not in matched:
            place(fact, set())
    return {fact: row for row, fact in taken.items()}


def wilson(hits: int, total: int, z: float = 1.96) -> tuple[float, float]:
    """Return the Wilson score interval of a share (Wilson 1927)."""
    if not total:
        return 0.0, 1.0
    share = hits / total
    middle = share + z * z / (2 * total)
    spread = z * math.sqrt(share * (1 - share) / total + z * z / (4 * total * total))
    scale = 1 + z * z / total
    return (middle - spread) / scale, (middle + spread) / scale


def _fitting(records: Records) -> Callable[[Fact, Record], bool]:
    statements = {one.statement_id: one for one in records.of("statements")}
    languages = _languages(records)

    def fits(fact: Fact, row: Record) -> bool:
        if (
            fact.scope != row.scope
            or not _same_subject(fact.subject, row.subject_id)
            or not _same_family(fact.aspect, row.aspect_id)
        ):
            return False
        passages = [(languages[statements[one].source_id], statements[one].quote) for one in row.statement_ids]
        return all(any(code == own and overlap(quote, text) for own, text in passages) for code, quote in fact.quotes)

    return fits


def _covered_findings(records: Records, facts: Sequence[Fact]) -> int:
    return len(match(facts, list(records.of("findings")), _quoting(records)))


def _quoting(records: Records) -> Callable[[Fact, Record], bool]:
    """Return what tells whether a finding stands where some quote of a fact does."""
    languages = _languages(records)

    def fits(fact: Fact, row: Record) -> bool:
        return any(languages.get(row.source_id) == code and overlap(quote, row.quote) for code, quote in fact.quotes)

    return fits


def _languages(records: Records) -> dict[str, str]:
    return {one.source_id: one.language for one in records.of("sources")}


def _same_subject(wanted: str, concept_id: str) -> bool:
    """Compare the subject of a fact, as written in English, with a concept; one on both things fits either."""
    names = [part.strip() for part in re.sub(r"\(.*?\)", "", wanted).split(" vs ")]
    return concept_id in {vocabulary_concept(name, _ENGLISH, "subject") for name in names}


def _same_family(wanted: str, aspect_id: str) -> bool:
    """Compare the aspect of a fact, as written in English, with an aspect, by the broadest over each.

    Where the vocabulary does not know the gold's wording as it stands any aspect fits, and the passages decide: "back
    office" names no workplace, and "sales growth" neither sales nor growth.
    """
    known = vocabulary_concept(wanted.split(":", maxsplit=1)[0], _ENGLISH, "aspect")
    families = vocabulary.load()
    return not known or families.family(known) == families.family(aspect_id)


def _macro_f1(facts: Sequence[Fact], rows: Sequence[Record], pairs: dict[int, int]) -> float:
    total = 0.0
    for name in CLASSES:
        true = sum(facts[fact].verdict == rows[row].verdict == name for fact, row in pairs.items())
        said = sum(rows[row].verdict == name for fact, row in pairs.items())
        if name == "conflict":
            said = sum(row.verdict == name for row in rows)
        wanted = sum(fact.verdict == name for fact in facts)
        total += 2 * true / (said + wanted) if said + wanted else 0.0
    return total / len(CLASSES)


def _normal(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.casefold()))
