"""A topic of many sources: the work grows with their number, and what was not compared is said."""

from __future__ import annotations

import time
import tracemalloc
from dataclasses import replace
from itertools import combinations

from pipeline.alignment.representatives import ALL_PAIRS, representative_pairs
from pipeline.model import Relation, Scope
from pipeline.running.sequence import check, process
from pipeline.stages import consistency, topics
from pipeline.stages.ingest import ingest

MANY = 300
GROWTH = 3.2  # times the CPU for twice as many sources; 1.5 to 2.2 alone, and 4 where each were held against each
MEGABYTES = 100
_PLACES = ("office", "site", "factory", "school", "harbour", "farm", "garden")


def article(number: int) -> bytes:
    """Return an article of an author of its own: rows in another order, of another length, one in fifty mistaken."""
    rows = [
        f"Cost\t{'high' if number % 50 else 'low'}\tlow",
        f"Weight\t{12 + number % 3} kg\t30 kg",
        "Speed\tslow\tfast",
        f"Use\t{_PLACES[number % 7]} and {_PLACES[number // 7 % 7]}\t{_PLACES[number // 49]}",
        f"Note {number}\tsaid by {number} people\tunknown",
    ]
    turned = rows[number % 5 :] + rows[: number % 5]
    prose = " ".join(f"Source {number} tells story {number * word} at length." for word in range(number % 11))
    return (
        "Difference between zorbs and quibs\n\n"
        f"{prose}\n\nA zorb is a machine. There are {2 + number % 2} types of zorbs.\n\n"
        "Comparison\n\nParameter\tZorb\tQuib\n" + "\n".join(turned) + "\n"
    ).encode()


def test_a_topic_of_300_sources_is_checked_in_twice_the_time_of_150_and_little_memory() -> None:
    documents = [process(ingest(f"{number:03}.txt", article(number))) for number in range(MANY)]
    took = []
    for many in (MANY // 10, MANY // 2, MANY):  # the first loads what is loaded once
        (topic,) = topics.group(documents[:many])
        began = time.process_time()
        checked = check(topic)
        took.append(time.process_time() - began)
    tracemalloc.start()
    consistency.check(replace(checked, verdicts=(), findings=()))
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    independent = MANY - len(checked.derivations)
    assert took[-1] < GROWTH * took[-2]
    assert most < MEGABYTES * 2**20
    crossing = [one for one in checked.verdicts if one.scope is Scope.CROSS]
    assert len(crossing) < 40 * MANY
    costs = [one for one in crossing if one.relation is Relation.CONFLICT and one.aspect_id == "aspect:cost"]
    assert costs, "what most say is held against the six that say otherwise"
    said = [one.message for one in checked.findings if one.code == "topic.sampled"]
    assert [message.split()[0] for message in said] == [str(independent)] * (independent > ALL_PAIRS)


def test_a_few_are_all_compared_and_of_many_each_with_the_heaviest() -> None:
    few, many = list(range(ALL_PAIRS)), list(range(100))
    assert list(representative_pairs(few, lambda one: one)) == list(combinations(few, 2))
    pairs = list(representative_pairs(many, lambda one: one))
    assert len(pairs) == len(set(pairs)) < 6 * len(many)
    assert {one for pair in pairs for one in pair} == set(many)
    assert all({94, 95, 96, 97, 98, 99} & set(pair) for pair in pairs)
