"""The triples of Turtle files, by what they say.

pyoxigraph's parser reads the 77,000 triples that ship in .1 s, rdflib's in 1.1 s.
"""

from __future__ import annotations

from codecs import BOM_UTF8
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from pyoxigraph import BlankNode, Literal, NamedNode, RdfFormat, parse

Node = NamedNode | BlankNode


class Triples:
    """Triples in memory, each once: what is said of nodes, predicate by predicate."""

    def __init__(self) -> None:
        self._said: defaultdict[str, dict[Node, dict[Node | Literal, None]]] = defaultdict(dict)

    def read(self, path: Path) -> None:
        """Add the triples of a Turtle file.

        Raises:
            SyntaxError: it is none.
        """
        content = path.read_bytes().removeprefix(BOM_UTF8)
        for triple in parse(content, format=RdfFormat.TURTLE, base_iri=path.absolute().as_uri()):
            self.add(triple.subject, triple.predicate.value, triple.object)

    def add(self, node: Node, predicate: str, value: Node | Literal) -> None:
        """Add one triple."""
        self._said[predicate].setdefault(node, {})[value] = None

    def remove(self, node: Node, predicate: str, value: Node | Literal) -> None:
        """Take one triple away, if it is there."""
        self._said[predicate].get(node, {}).pop(value, None)

    def update(self, other: Triples) -> None:
        """Add all triples of another."""
        for predicate in other._said:
            for node, value in other.pairs(predicate):
                self.add(node, predicate, value)

    def values(self, node: Node, predicate: str) -> tuple[Node | Literal, ...]:
        """Return what a predicate says of a node."""
        return tuple(self._said[predicate].get(node, ()))

    def pairs(self, predicate: str) -> Iterator[tuple[Node, Node | Literal]]:
        """Yield nodes with what a predicate says of them."""
        for node, values in self._said[predicate].items():
            for value in values:
                yield node, value

    def __bool__(self) -> bool:
        return bool(self._said)
