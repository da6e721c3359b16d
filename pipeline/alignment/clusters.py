"""Aspects of many sources that are compared as one: no source has two of its own in a cluster."""

from __future__ import annotations

from collections.abc import Mapping

Node = tuple[str, str]  # a source and an aspect of it


class Clusters:
    """Clusters of aspects, each under the name that its statements are compared by; equal names are one from the start.

    Args:
        known: aspects of the vocabulary, whose name a cluster keeps.
    """

    def __init__(self, known: frozenset[str]) -> None:
        self._known = known
        self._name_of: dict[Node, str] = {}
        self._members: dict[str, dict[str, str]] = {}  # the aspect of each source, by the name of the cluster

    def add(self, source_id: str, aspect: str) -> None:
        """Take in an aspect of a source."""
        self._name_of[source_id, aspect] = aspect
        self._members.setdefault(aspect, {})[source_id] = aspect

    def partner(self, source_id: str, aspect: str, other_id: str) -> str:
        """Return what another source has in the cluster of an aspect, or ""."""
        return self._members[self._name_of[source_id, aspect]].get(other_id, "")

    def name(self, source_id: str, aspect: str) -> str:
        """Return the name that an aspect is compared by."""
        return self._name_of[source_id, aspect]

    def join(self, one: Node, other: Node) -> None:
        """Make two aspects one, with all that is one with them; where a source has both, only the second moves."""
        kept, moved = self._name_of[one], self._name_of[other]
        if kept == moved:
            return
        if kept not in self._known and moved in self._known:
            kept, moved, other = moved, kept, one
        if not self._members[kept].keys() & self._members[moved].keys():
            self._move(dict(self._members[moved]), moved, kept)
        elif other[0] not in self._members[kept]:
            self._move({other[0]: other[1]}, moved, kept)

    def renamed(self) -> Mapping[Node, str]:
        """Return the aspects that are compared under another name than their own."""
        return {node: name for node, name in self._name_of.items() if node[1] != name}

    def _move(self, aspects: Mapping[str, str], moved: str, kept: str) -> None:
        for source_id, aspect in aspects.items():
            del self._members[moved][source_id]
            self._members[kept][source_id] = aspect
            self._name_of[source_id, aspect] = kept
