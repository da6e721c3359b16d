"""Would pairs of labels learned over all topics of a run align rows that nothing else aligns?

``python -m benchmarks.labels FOLDER…`` takes each folder as a run, counts the pairs of labels that stand for one aspect
by what is said in them, how many are met in two topics, and the rows alone whose label stands in another topic.
"""

from __future__ import annotations

import argparse
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path

from pipeline import vocabulary
from pipeline.alignment.aspects import aligned_aspects
from pipeline.model import Origin, Topic
from pipeline.running.sequence import process
from pipeline.stages import topics
from pipeline.stages.ingest import ingest

Label = tuple[str, str]  # a language and an aspect


def read(folder: Path) -> Iterator[Topic]:
    """Yield the topics of a folder that have several sources."""
    documents = [process(ingest(path.name, path.read_bytes())) for path in sorted(folder.glob("*.txt"))]
    return (topic for topic in topics.group(documents) if len(topic.documents) > 1)


def counted(found: Iterable[Topic]) -> dict[str, int]:
    """Count what could be learned over topics, and the rows that it could align."""
    met: dict[tuple[Label, Label], set[int]] = defaultdict(set)
    standing: dict[Label, set[int]] = defaultdict(set)
    alone: list[Label] = []
    size = 0
    for size, topic in enumerate(found, 1):
        for members in _by_name(topic):
            for label in members.values():
                standing[label].add(size)
            if len(members) == 1:
                alone.extend(label for label in members.values() if label[1].startswith("source:"))
            labels = sorted(set(members.values()))
            for at, one in enumerate(labels):
                for other in labels[at + 1 :]:
                    if one[1] != other[1]:
                        met[one, other].add(size)
    return {
        "topics of several sources": size,
        "pairs of labels": len(met),
        "pairs met in two topics": sum(len(where) > 1 for where in met.values()),
        "rows alone": len(alone),
        "rows alone whose label stands in another topic": sum(len(standing[label]) > 1 for label in alone),
    }


def _by_name(topic: Topic) -> list[dict[str, Label]]:
    """Return for each respect of tables the label that each source gives it."""
    aligned = aligned_aspects(topic.documents, frozenset(vocabulary.load().by_id))
    found: dict[str, dict[str, Label]] = defaultdict(dict)
    for document in topic.documents:
        for one in document.statements:
            if one.origin is Origin.TABLE and one.aspect_id:
                found[aligned.of(one)][document.source.source_id] = document.language, one.aspect_id
    return list(found.values())


def main() -> None:
    """Print the counts."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folders", nargs="+", type=Path)
    held = (topic for folder in parser.parse_args().folders for topic in read(folder))
    for name, count in counted(held).items():
        print(f"{count:5} {name}")


if __name__ == "__main__":
    main()
