"""The summary of a run: what to look at first."""

from __future__ import annotations

from pathlib import Path

from pipeline.model import Topic
from pipeline.running.summary import ConflictTold, Summary, TopicNotes, TopicTold, notes_on_topic, summarize

COUNTS = dict.fromkeys(("blocks", "table_cells", "taxonomy_items", "mentions", "statements", "verdicts", "findings"), 0)


def conflict(
    aspect: str, reason: str, strength: str = "soft", confidence: float = 0.9
) -> tuple[tuple[bool, float], ConflictTold]:
    return (strength != "hard", -confidence), ConflictTold(strength, "cross", "source:tea", f"aspect:{aspect}", reason)


def summary(*conflicts: tuple[tuple[bool, float], ConflictTold]) -> Summary:
    notes = TopicNotes(TopicTold("source:coffee+source:tea", 2, (("conflict", len(conflicts)),)), conflicts)
    return summarize((), (notes,), COUNTS, 0, Path("output"), ("csv",))


def looked_at(told: Summary) -> list[str]:
    return [line for line in told.lines() if line.startswith("  - ")]


def test_the_hardest_and_surest_conflict_stands_first() -> None:
    told = summary(
        conflict("price", "the soft one"),
        conflict("origin", "the unsure one", "hard", 0.5),
        conflict("use", "the sure one", "hard"),
    )
    assert [line.partition(": ")[2] for line in looked_at(told)] == ["the sure one", "the unsure one", "the soft one"]


def test_a_question_is_told_once_with_how_many_verdicts_there_are_on_it() -> None:
    told = summary(
        conflict("origin", "A and B."), conflict("origin", "B and C.", confidence=0.7), conflict("use", "D.")
    )
    assert looked_at(told) == [
        "  - soft conflict (cross) on source:tea, aspect:origin: A and B. (1 more)",
        "  - soft conflict (cross) on source:tea, aspect:use: D.",
    ]
    assert len(told.conflicts) == 3


def test_a_topic_without_verdicts_has_no_conflicts() -> None:
    assert notes_on_topic(Topic("tea", ("tea",), ())).conflicts == ()
