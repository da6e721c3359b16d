"""A dataset made of the last one: rows that stand are copied, those of parts that came and went are exchanged.

What comes out is, byte by byte, what all parts together would give. What it costs grows with the parts that changed;
what of it grows with the dataset is the copying of bytes, and lists that are read and written in one piece.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from pipeline.export.blocks import Blocks, Patch, patch
from pipeline.export.concepts import Describer, Referral, Usage, referral_of, used_concepts
from pipeline.export.packing import SCATTERED, Packed, PackedRows, pack_rows
from pipeline.export.schema import SCHEMAS
from pipeline.export.standing import PatchedTable, starts_in
from pipeline.pickling import pickled
from pipeline.running.jobs import SourcePart, TopicPart
from pipeline.running.ledger import Leaf, Ledger, OpenLeaves, Shelf
from pipeline.running.runner import Made

_MOST = 500  # parts that may change: they are held in memory, and with more of them it is no faster

Changes = dict[str, dict[str, PackedRows | None]]  # table, key, rows


@dataclass(frozen=True, slots=True)
class Parts:
    """Parts of sources by their identifiers, and of topics by their keys."""

    sources: Mapping[str, SourcePart]
    topics: Mapping[str, TopicPart]

    def packed(self) -> Iterator[Packed]:
        """Yield what they add."""
        yield from (part.packed for part in self.sources.values())
        yield from (part.packed for part in self.topics.values())


@dataclass(frozen=True, slots=True)
class Renewed:
    """The tables of a dataset, and its ledger."""

    tables: Mapping[str, PatchedTable]
    ledger: Ledger


def renewed(made: Made, ledger: Ledger, shelf: Shelf) -> Renewed | None:
    """Return the tables of a run, made of those of the last one; None where too much has changed.

    Args:
        made: the run.
        ledger: what the last run left.
        shelf: where its leaves are.

    Raises:
        pipeline.running.store.VanishedError: a part that goes or comes, or a leaf, is not in the store.
    """
    homes, topics = made.homes(), frozenset(topic.key for topic in made.topics)
    if made.jobs.recipe != ledger.recipe or made.languages() != ledger.languages:
        return None
    gone = ledger.homes.items() - homes.items()
    come = homes.items() - ledger.homes.items()
    if len(gone) + len(come) > _MOST:
        return None
    old = _parts(made, gone, ledger.topics - topics)
    new = _parts(made, come, topics - ledger.topics)
    changes = _following(old, new)
    repeats = {name: _scattered(name, ledger, old, new, changes) for name in SCATTERED}
    referrals, leaves = _concepts(ledger, shelf, old, new, changes)
    patches = {table.name: patch(ledger.tables[table.name], changes[table.name]) for table in SCHEMAS}
    return Renewed(
        _tables(patches, ledger.tables, shelf.output),
        Ledger(
            ledger.recipe, ledger.languages, homes, topics, {name: one.blocks for name, one in patches.items()},
            repeats, referrals, leaves,
            _exchanged(ledger.source_notes, old.sources, new.sources),
            _exchanged(ledger.topic_notes, old.topics, new.topics),
        ),
    )  # fmt: skip


def _parts(made: Made, homes: Iterable[tuple[str, str]], topics: Iterable[str]) -> Parts:
    jobs = made.jobs
    return Parts(
        {source_id: jobs.source_part(key, source_id) for source_id, key in sorted(homes)},
        {key: jobs.topic_part(key) for key in sorted(topics)},
    )


def _following(old: Parts, new: Parts) -> Changes:
    """Return the changes of the tables whose rows follow their sources; of the others none so far."""
    changes: Changes = {table.name: {} for table in SCHEMAS}
    for source_id, part in old.sources.items():
        for name, _ in part.packed.tables:
            changes[name][source_id] = None
    for source_id, part in new.sources.items():
        for name, rows in part.packed.tables:
            changes[name][source_id] = rows
    return changes


def _scattered(name: str, ledger: Ledger, old: Parts, new: Parts, changes: Changes) -> dict[str, int]:
    """Add the changes of a table whose rows several parts may give; return how many do where it is more than one."""
    came: dict[str, PackedRows] = {}
    balance: Counter[str] = Counter()
    for sign, parts in ((-1, old), (1, new)):
        for packed in parts.packed():
            for table, order, rows in packed.scattered:
                if table == name:
                    balance[order] += sign
                    came[order] = rows
    repeats = dict(ledger.repeats[name])
    for order, more in balance.items():
        before = repeats.pop(order, 1) if order in ledger.tables[name] else 0
        if before + more > 1:
            repeats[order] = before + more
        if bool(before) != bool(before + more):
            changes[name][order] = came[order] if more > 0 else None
    return repeats


def _concepts(
    ledger: Ledger, shelf: Shelf, old: Parts, new: Parts, changes: Changes
) -> tuple[dict[str, Referral], tuple[Leaf, ...]]:
    """Add the changes of concepts and labels; return what the choice of concepts now rests on, and the leaves."""
    leaves = OpenLeaves(shelf, ledger.leaves)
    referrals = dict(ledger.referrals)
    gone, come = _usages(old), _usages(new)
    touched = {concept_id for concept_id in gone.keys() | come.keys() if gone[concept_id] != come[concept_id]}
    for concept_id in sorted(touched):
        usages = leaves.exchange(concept_id, gone[concept_id], come[concept_id])
        if usages:
            referrals[concept_id] = referral_of(concept_id, usages)
        else:
            referrals.pop(concept_id, None)
    used, before = used_concepts(referrals), set(ledger.tables["concepts"].keys)
    describer = Describer(ledger.languages)
    for concept_id in sorted((touched & (used | before)) | (used ^ before)):
        one = describer.describe(concept_id, leaves.usages(concept_id)) if concept_id in used else None
        changes["concepts"][concept_id] = pack_rows("concepts", (one.concept,)) if one else None
        changes["labels"][concept_id] = pack_rows("labels", one.labels) if one and one.labels else None
    return referrals, leaves.close()


def _usages(parts: Parts) -> defaultdict[str, list[Usage]]:
    """Return how parts use concepts, by concept."""
    found: defaultdict[str, list[Usage]] = defaultdict(list)
    for usage in sorted((usage for packed in parts.packed() for usage in packed.usages), key=Usage.order):
        found[usage.concept_id].append(usage)
    return found


def _tables(patches: Mapping[str, Patch], old: Mapping[str, Blocks], folder: Path) -> dict[str, PatchedTable]:
    starts = starts_in(folder, old)
    return {name: PatchedTable(name, one, old[name], starts[name], folder) for name, one in patches.items()}


def _exchanged(
    notes: Mapping[str, bytes], gone: Iterable[str], come: Mapping[str, SourcePart | TopicPart]
) -> dict[str, bytes]:
    left = set(gone)
    kept = {name: one for name, one in notes.items() if name not in left}
    return {**kept, **{name: pickled(part.notes) for name, part in come.items()}}
