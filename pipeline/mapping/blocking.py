"""Which sources are compared at all: those that share a key of two parts, so that the work stays near-linear.

Sources with equal sets of subject keys are one class from the start. Classes meet in blocks: by how all their subjects
begin to sound, how they end and which consonants they have, by two rare numbers of their tables, and by one subject
with a rare name of the body ("tms" with "dynamics"), never by one subject alone, for "http" is compared with many
things. A block that is too large is cut into neighbourhoods (Hernández & Stolfo, "The merge/purge problem for large
databases", 1995).
"""

from __future__ import annotations

import hashlib
import re
from array import array
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import combinations, pairwise, repeat
from typing import Any

from pipeline.mapping.cognates import sounds
from pipeline.mapping.facts import Frequencies, rare_numbers
from pipeline.mapping.signature import Signature

_RAREST = 6  # names of a body that make blocks
_BEGINNING = 2  # sounds of a subject
_VOWELS = re.compile("[aeiou]")
_WINDOW = 24  # neighbours within a large block


def candidate_pairs(signatures: Sequence[Signature], known: Frequencies | None = None) -> Iterator[tuple[int, int]]:
    """Yield the pairs of places in `signatures` that may belong to one topic, each once, the lower first, in order.

    Args:
        signatures: one signature for each class of sources, in a fixed order.
        known: how usual their facts are, where facts are to make pairs too.
    """
    import numpy

    hashes, owners = _keyed(signatures, known or Frequencies(len(signatures)))
    by_block = numpy.argsort(hashes, kind="stable")  # the places of a block stand together, in order
    members = owners[by_block]
    _, starts, sizes = numpy.unique(hashes[by_block], return_index=True, return_counts=True)
    ends = numpy.minimum(numpy.repeat(starts + sizes, sizes), numpy.arange(len(members)) + _WINDOW)
    position = numpy.empty_like(by_block)
    position[by_block] = numpy.arange(len(members))
    bounds = numpy.searchsorted(owners, numpy.arange(len(signatures) + 1))
    for place, (first, last) in enumerate(pairwise(bounds.tolist())):
        neighbours: set[int] = set()
        for at in position[first:last].tolist():
            neighbours.update(members[at + 1 : ends[at]].tolist())
        yield from ((place, other) for other in sorted(neighbours))


def _keyed(signatures: Sequence[Signature], known: Frequencies) -> tuple[Any, Any]:
    """Return the keys that several signatures have, as hashes, and beside each the place of a signature that has it.

    A class of sources has some fifty keys, most of them its own: as hashes they take 8 bytes each, as texts 200.
    """
    import numpy

    frequency = Counter(name for signature in signatures for name in signature.names)
    hashes, owners = array("Q"), array("I")
    for place, signature in enumerate(signatures):
        keys = {_hashed(key) for key in _keys(signature, frequency) | _by_facts(signature, known)}
        if known.counts and len(signatures) <= _WINDOW:
            keys.add(0)  # so few are all compared
        hashes.extend(keys)
        owners.extend(repeat(place, len(keys)))
    every, holders = numpy.asarray(hashes), numpy.asarray(owners)
    _, block, sizes = numpy.unique(every, return_inverse=True, return_counts=True)
    shared = sizes[block] > 1
    return every[shared], holders[shared]


def _hashed(key: tuple[str, ...]) -> int:
    return int.from_bytes(hashlib.blake2b("\x1f".join(key).encode("utf-8", "surrogatepass"), digest_size=8).digest())


def _by_facts(signature: Signature, known: Frequencies) -> set[tuple[str, ...]]:
    return {("facts", *pair) for pair in combinations(rare_numbers(signature, known, _RAREST), 2)}


def _keys(signature: Signature, frequency: Counter[str]) -> set[tuple[str, ...]]:
    heard = [sounds(subject.label).replace(" ", "") for subject in signature.subjects]
    beginnings, ends = sorted(name[:_BEGINNING] for name in heard), sorted(name[-_BEGINNING:] for name in heard)
    consonants = sorted(_VOWELS.sub("", name)[:_BEGINNING] for name in heard)
    shared = (name for name in signature.names if frequency[name] > 1)
    rare = sorted(shared, key=lambda name: (frequency[name], name))[:_RAREST]
    keys = sorted(key for subject in signature.subjects for key in subject.keys)
    # "Šimpanz" and "csimpánz" begin otherwise, "papaja" and "pepaya" have other vowels.
    alone = {("sounds", *beginnings), ("last sounds", *ends), ("consonants", *consonants)}
    paired = {("key and name", key, name) for key in keys for name in rare}
    both = {("keys", one, other) for one in keys for other in keys if one < other}
    return alone | paired | both
