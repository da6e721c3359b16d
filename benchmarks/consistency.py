"""Verdicts under test: everyday topics, the given articles, groups of translations, articles with one thing changed.

``make bench-consistency``, or ``python -m benchmarks.consistency --gold FOLDER --raw FOLDER --articles FOLDER``. What
is absent is skipped. Scores under the pinned floors of ``benchmarks/floors.toml`` make it exit with 1.
"""

from __future__ import annotations

import argparse
import json
import sys
import tomllib
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import pipeline
from benchmarks import pairs
from benchmarks.mutations import Mutation, concerns, mutations, rests
from pipeline.dataset import Dataset
from pipeline.dataset.records import Records, records_of
from pipeline.evaluate import evaluate
from pipeline.evaluate.consistency import overlap
from pipeline.model import Document, Topic, Verdict
from pipeline.running.sequence import check, process
from pipeline.stages import topics
from pipeline.stages.ingest import ingest

FLOORS = Path(__file__).with_name("floors.toml")
Shares = dict[str, float]


# ------------------------------------------------------------------------------------------------ the given articles


def given(raw: Path, gold: Path) -> Shares:
    """Score the verdicts on the given articles, and count traps that were called conflicts."""
    dataset = pipeline.run([raw])
    names = {
        "facts covered": "given coverage",
        "macro-F1 of agree, subset, partial, conflict": "given macro-F1",
        "precision of conflicts": "given conflict precision",
        "recall of conflicts": "given conflict recall",
    }
    scores = {names[one.name]: one.value for one in evaluate(dataset, gold) if one.name in names}
    return {**scores, "given sources held independent": _independent(dataset)}


def _independent(dataset: Dataset) -> float:
    sources = list(records_of(dataset).of("sources"))
    return sum(not source.derived_from_id for source in sources) / len(sources)


# ----------------------------------------------------------------------------------------------- groups of translations


def groups(articles: Path) -> Shares:
    """Score groups of translations: agreement found, conflicts, sources marked as derived.

    A fact counts once for each subject and source: is the source's passage among those of a verdict of agreement that
    holds another source too?
    """
    tally: Counter[str] = Counter()
    for path in sorted((articles / "groups").glob("*.json")):
        group = json.loads(path.read_text(encoding="utf-8"))
        tally.update(_group(group, records_of(pipeline.run([articles / f"{one}.txt" for one in group["members"]]))))
    return {
        "groups agree found": tally["found"] / tally["wanted"],
        "groups marked as derived": tally["marked"] / tally["members"],
        "groups without conflict": 1.0 - tally["conflicts"] / max(tally["verdicts"], 1),
    }


def _group(group: dict[str, Any], records: Records) -> Counter[str]:
    statements = {one.statement_id: one for one in records.of("statements")}
    sources = {Path(one.path).stem: one for one in records.of("sources")}
    verdicts = list(records.of("verdicts"))
    agreeing = [
        [statements[name] for name in one.statement_ids]
        for one in verdicts
        if (one.scope, one.verdict) == ("cross", "agree")
    ]
    originals = {one.derived_from_id for one in sources.values()}
    tally = Counter(
        members=len(sources),
        marked=sum(bool(one.derived_from_id) or one.source_id in originals for one in sources.values()),
        verdicts=len(verdicts),
        conflicts=sum(one.verdict == "conflict" for one in verdicts),
    )
    for fact in (one for one in group["facts"] if one["verdict"] == "agree"):
        for subject in fact["sources"][0]["quote"]:
            quotes = {sources[one["id"]].source_id: one["quote"][subject] for one in fact["sources"]}
            found: set[str] = set()
            for said in agreeing:
                held = {one.source_id for one in said if overlap(quotes.get(one.source_id, ""), one.quote)}
                found |= held if len(held) > 1 else set()
            tally.update(wanted=len(quotes), found=len(found))
    return tally


# ------------------------------------------------------------------------------------------------ one thing changed


def changed(folders: Sequence[Path]) -> dict[str, Counter[str]]:
    """Change one thing in each article, and count the verdicts that change with it and those that stay.

    Returns:
        For each kind of mutation, and for all, how many verdicts were touched, flipped, others, and stayed.
    """
    tallies: dict[str, Counter[str]] = defaultdict(Counter)
    read = _read(folders)
    for topic in map(check, topics.group(read)):
        for document in topic.documents:
            for mutation in mutations(document):
                tally = _mutated(read, topic, document, mutation)
                for kind in ("all", mutation.kind):
                    tallies[kind].update(tally)
    return tallies


def _read(folders: Iterable[Path]) -> list[Document]:
    paths = [path for folder in folders for path in sorted(folder.glob("*.txt"))]
    return [process(ingest(path.name, path.read_bytes())) for path in paths]


def _mutated(read: Sequence[Document], topic: Topic, document: Document, mutation: Mutation) -> Counter[str]:
    path = document.source.path
    changed_one = process(ingest(path, mutation.apply(document.text).encode()))
    gathered = topics.group([changed_one if one.source.path == path else one for one in read])
    after = check(next(one for one in gathered if path in {now.source.path for now in one.documents}))
    kept = {_key(verdict, after, path, mutation) for verdict in after.verdicts}
    told = {  # what is newly said there, which other verdicts on the same may now rest on too
        (one.subject_id, one.aspect_id)
        for one in changed_one.statements
        if any(area.start <= mutation.back(one.span.start) < area.end for area in mutation.area)
    }
    tally: Counter[str] = Counter(mutations=1)
    for verdict in topic.verdicts:
        stays = _key(verdict, topic, "", mutation) in kept
        if rests(verdict, mutation, document.source.source_id):
            tally.update(touched=1, flipped=not stays)
        elif (verdict.subject_id, verdict.aspect_id) not in told and not concerns(
            verdict, mutation, document.source.source_id
        ):
            tally.update(others=1, stayed=stays)
    return tally


def _key(verdict: Verdict, topic: Topic, mutated: str, mutation: Mutation) -> tuple[object, ...]:
    """Return what makes a verdict the same: what it says, and the places it rests on, as they were before."""
    paths = {one.source.source_id: one.source.path for one in topic.documents}
    places = frozenset(
        (path, mutation.back(one.span.start) if path == mutated else one.span.start)
        for one in verdict.statements
        for path in (paths[one.source_id],)
    )
    values = frozenset(value for one in verdict.statements for value in one.value_concept_ids)
    said = verdict.relation, verdict.strength, verdict.rule, values
    return verdict.scope, verdict.subject_id, verdict.aspect_id, *said, places


# ------------------------------------------------------------------------------------------------------------ all of it


def main() -> int:
    """Print the scores and compare them with the floors."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    for name in ("gold", "raw", "articles"):
        parser.add_argument(f"--{name}", type=Path, default=Path(f"no {name}"))
    given_folders = parser.parse_args()
    shares: Shares = pairs.scores_by_set([pairs.check(topic) for topic in pairs.topics()])
    if given_folders.raw.is_dir() and (given_folders.gold / "consistency.json").is_file():
        shares |= given(given_folders.raw, given_folders.gold)
    if (given_folders.articles / "groups").is_dir():
        shares |= groups(given_folders.articles)
    tallies = changed([folder for folder in (given_folders.raw, given_folders.articles) if folder.is_dir()])
    for kind, tally in tallies.items():
        print(f"{kind:24} {tally['mutations']:4} mutations", end="  ")
        print(f"flipped {tally['flipped']}/{tally['touched']}  stayed {tally['stayed']}/{tally['others']}")
    if tallies:
        shares["touched verdicts that flip"] = tallies["all"]["flipped"] / tallies["all"]["touched"]
        shares["other verdicts that stay"] = tallies["all"]["stayed"] / tallies["all"]["others"]
    for name, share in shares.items():
        print(f"{name:38} {share:.3f}")
    return below_floors(shares)


def below_floors(shares: Shares) -> int:
    """Return 1, and say which, where a score is under its floor; what was skipped has none."""
    floors = tomllib.loads(FLOORS.read_text(encoding="utf-8")).get("consistency", {})
    low = {name: floor for name, floor in floors.items() if name in shares and shares[name] < floor}
    for name, floor in low.items():
        print(f"BELOW ITS FLOOR: {name} {shares[name]:.3f} < {floor}")
    return 1 if low else 0


if __name__ == "__main__":
    sys.exit(main())
