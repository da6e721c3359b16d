"""Which sources are compared at all: those that share a key of two parts, so that the work stays near-linear.

Sources with equal sets of subject keys are one class from the start. Classes meet in blocks: by how all their subjects
begin to sound, how they end and which consonants they have, by two rare numbers of their tables, and by one subject
with a rare name of the body ("tms" with "dynamics"), never by one subject alone, for "http" is compared with many
things. A block that is too large is cut into neighbourhoods (Hernández & Stolfo, "The merge/purge problem for large
databases", 1995).
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from itertools import combinations

from pipeline.mapping.cognates import sounds
from pipeline.mapping.facts import Frequencies, rare_numbers
from pipeline.mapping.signature import Signature

_RAREST = 6  # names of a body that make blocks
_BEGINNING = 2  # sounds of a subject
_VOWELS = re.compile("[aeiou]")
_WINDOW = 24  # neighbours within a large block


def candidate_pairs(signatures: Sequence[Signature], known: Frequencies | None = None) -> Iterator[tuple[int, int]]:
    """Yield the pairs of places in `signatures` that may belong to one topic, each once, the lower first.

    Args:
        signatures: one signature for each class of sources, in a fixed order.
        known: how usual their facts are, where facts are to make pairs too.
    """
    seen: set[tuple[int, int]] = set()
    for block in _blocks(signatures, known or Frequencies(len(signatures))):
        for index, one in enumerate(block):
            for other in block[index + 1 : index + _WINDOW]:
                if (one, other) not in seen:
                    seen.add((one, other))
                    yield one, other


def _blocks(signatures: Sequence[Signature], known: Frequencies) -> Iterator[list[int]]:
    frequency = Counter(name for signature in signatures for name in signature.names)
    blocks: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for place, signature in enumerate(signatures):
        for key in sorted(_keys(signature, frequency) | _by_facts(signature, known)):
            blocks[key].append(place)
    if known.counts and len(signatures) <= _WINDOW:
        blocks["all",] = list(range(len(signatures)))
    return (block for _, block in sorted(blocks.items()) if len(block) > 1)


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
