"""Whole articles with what a reader should make of them, in one notation.

Each line of ``tests/articles/<batch>/<language>.txt`` opens with what it is: ``T`` the title, ``F`` furniture of the
site, ``H:role`` a heading, ``P`` a paragraph, ``R`` a row of the table with its cells parted by ``¦``, ``I`` an item
with its marker, under ``L kind parent`` (``-`` for none); one set in is an item of the list below the item before it.
``@table header rows`` says how the table was flattened, ``@spacing 1`` that no blank lines part the blocks;
``@subjects`` names what is compared; ``=``, ``!`` and ``?`` are statements to be found, affirmed, denied and said to be
possible, with the respect they are said in where it is named; ``#`` is a number of types, ``M`` types that a sentence
names. An article may have no title and no table.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path

import pipeline.running.runner
from pipeline.model import Document, Modality, Origin, Polarity, Statement
from pipeline.stages.ingest import ingest
from pipeline.statements.values import TYPES

ARTICLES = Path(__file__).parent / "articles"
_JOINTS = {"sp": " ", "glue": "", "tab": "\t", "nl": "\n", "nlnl": "\n\n", "pipe": " | ", "md": " | "}
_MARKER = re.compile(r"・|（\d+）|\d+、|\S+ ")
_CLOSE = ("I", "R")  # no blank line between items, and none between rows


@dataclass(frozen=True)
class List:
    """A list to be found: the kind, the label of the subject it is of (or ``-``), and the texts of its items."""

    kind: str
    parent: str
    items: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Article:
    """A source text, and what should be read off it."""

    language: str
    text: str
    subjects: tuple[str, ...]
    title: str
    headings: tuple[tuple[str, str], ...]
    furniture: tuple[str, ...]
    table: tuple[tuple[str, ...], ...]
    lists: tuple[List, ...]
    statements: tuple[tuple[str, str, str], ...]
    respects: tuple[tuple[str, str, str], ...] = ()
    named: tuple[tuple[str, tuple[str, ...]], ...] = ()


def articles(folder: Path = ARTICLES / "first") -> list[Article]:
    """Read every article of a folder."""
    return [parse(path.stem, path.read_text(encoding="utf-8")) for path in sorted(folder.glob("*.txt"))]


def parse(language: str, notation: str) -> Article:
    """Read an article in the notation above."""
    lines = [line.split(" ", 1) for line in notation.splitlines() if line]
    said = dict(line.split(" ", 1) for line in notation.splitlines() if line.startswith("@"))
    header_joint, row_joint = said.get("@table", "nl nl").split()
    rows = [tuple(rest.split("¦")) for code, rest in lines if code == "R"]
    drawn = iter([_drawn(row, row_joint if number else header_joint, number) for number, row in enumerate(rows)])
    lists: list[List] = []
    nested: list[List] = []
    shown: list[tuple[str, str]] = []
    for code, rest in lines:
        if code == "L":
            lists.append(List(*rest.split(" ", 1)))
        elif code == "I":
            _sorted_in(rest, lists, nested)
            shown.append((code, rest))
        elif code == "R":
            shown.append((code, next(drawn)))
        elif code[0] in "TFHP":
            shown.append((code, rest))
    return Article(
        language,
        _laid_out(shown, "\n" * int(said.get("@spacing", "2"))),
        tuple(name.strip() for name in said["@subjects"].split(";")),
        next((rest for code, rest in lines if code == "T"), ""),
        tuple((code[2:], rest) for code, rest in lines if code.startswith("H:")),
        tuple(rest for code, rest in lines if code == "F"),
        tuple(rows),
        (*lists, *nested),
        tuple((code, *_parts(rest)[:2]) for code, rest in lines if code in "=!?#"),
        tuple(_parts(rest) for code, rest in lines if code in "=!?" and rest.count("¦") > 1),
        tuple(_named(rest) for code, rest in lines if code == "M"),
    )  # fmt: skip


def _parts(rest: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in rest.split("¦"))


def _named(rest: str) -> tuple[str, tuple[str, ...]]:
    subject, types = rest.split("¦")
    return subject.strip(), tuple(one.strip() for one in types.split(";"))


def _sorted_in(item: str, lists: list[List], nested: list[List]) -> None:
    """Put an item into its list, or one that is set in into the list below the item before it."""
    text, outer = _without_marker(item.strip()), lists[-1]
    if item[0] != " ":
        outer.items.append(text)
    elif nested and nested[-1].parent == outer.items[-1]:
        nested[-1].items.append(text)
    else:
        nested.append(List("types" if outer.kind == "types" else "other", outer.items[-1], [text]))


def _without_marker(item: str) -> str:
    return _MARKER.sub("", item, count=1)


def _drawn(row: tuple[str, ...], joint: str, number: int) -> str:
    line = _JOINTS[joint].join(row)
    if joint == "md":
        line = f"| {line} |"
        if not number:
            line += "\n|" + " --- |" * len(row)
    return line + "\n" if number == 0 and joint == "nlnl" else line


def _laid_out(shown: list[tuple[str, str]], gap: str) -> str:
    parts = [shown[0][1]]
    for (before, _), (code, text) in pairwise(shown):
        parts.append(("\n" if before == code and code in _CLOSE else gap) + text)
    return "".join(parts) + "\n"


def read(article: Article) -> Document:
    """Run an article through every stage per source."""
    return pipeline.running.runner.process(ingest(f"{article.language}.txt", article.text.encode()))


def judge(article: Article, document: Document) -> Iterator[tuple[str, str, bool, str]]:
    """Yield each expectation: its measure, what is expected, whether it holds, and what was found instead."""
    labels = [subject.label for subject in document.subjects]
    names = [{name.casefold() for name in (one.label, *one.aliases)} for one in document.subjects]
    wanted = [name.casefold() for name in article.subjects]
    yield "language", article.language, document.language == article.language, document.language
    same = len(names) == len(wanted) and all(want in ours for want, ours in zip(wanted, names, strict=True))
    yield "subjects", "; ".join(article.subjects), same, "; ".join(labels)
    blocks = {flat(block.text): block for block in document.blocks}
    for text in article.furniture:
        marked = {flat(f"{block.marker} {block.text}"): block for block in document.blocks}
        block = blocks.get(flat(text)) or marked.get(flat(text))
        yield "furniture", text, block is not None and block.boilerplate, str(block and block.role)
    for role, text in (*[("title", article.title)][: bool(article.title)], *article.headings):
        block = blocks.get(flat(text))
        yield "roles", f"{role}: {text}", block is not None and block.role.value == role, str(block and block.role)
    for block in document.blocks:
        if block.language not in ("und", "en", ""):
            same = block.language == article.language
            yield "blocks' language", block.text, same, block.language
    yield from _judge_table(article, document)
    yield from _judge_lists(article, document)
    yield from _judge_named(article, names, document)
    by_id = {one.concept_id: position for position, one in enumerate(document.subjects)}
    for subject, value, aspect in article.respects:
        position = _position(subject, article, names)
        said = [one for one in document.statements if flat(one.value) == value]
        holds = any(by_id.get(one.subject_id) == position and one.aspect_id == f"aspect:{aspect}" for one in said)
        yield "respects", f"{subject}: {value}: {aspect}", holds, str([one.aspect_id for one in said])
    for sign, subject, value in article.statements:
        position = _position(subject, article, names)
        said = [one for one in document.statements if _says(one, sign, value)]
        holds = any(by_id.get(one.subject_id) == position and _HOW[sign](one) for one in said)
        found = [(o.subject_id, o.polarity.value, o.modality.value) for o in said]
        yield "statements", f"{sign} {subject}: {value}", holds, str(found)


def _position(subject: str, article: Article, names: list[set[str]]) -> int:
    if subject in article.subjects:
        return article.subjects.index(subject)
    return next((n for n, ours in enumerate(names) if subject.casefold() in ours), -1)


_HOW: dict[str, Callable[[Statement], bool]] = {
    "=": lambda one: one.polarity is Polarity.POSITIVE,
    "!": lambda one: one.polarity is Polarity.NEGATIVE,
    "?": lambda one: one.modality is Modality.POSSIBLE,
    "#": lambda one: one.aspect_id == TYPES,
}


def _says(one: Statement, sign: str, value: str) -> bool:
    return one.count == int(value) if sign == "#" else flat(one.value) == value


def _judge_table(article: Article, document: Document) -> Iterator[tuple[str, str, bool, str]]:
    if not article.table:
        yield "tables", "none", not document.tables, f"{len(document.tables)} tables"
        return
    grids = []
    for table in document.tables:
        cells = {(cell.row, cell.column): flat(cell.text) for cell in table.cells}
        grids.append(cells)
    best = max(grids, key=lambda one: sum(one.get((0, n)) == t for n, t in enumerate(article.table[0])), default={})
    yield "tables", " ¦ ".join(article.table[0]), len(grids) == 1, f"{len(grids)} tables"
    for number, row in enumerate(article.table):
        for column, text in enumerate(row):
            yield "cells", text, best.get((number, column)) == flat(text), str(best.get((number, column)))


def _judge_lists(article: Article, document: Document) -> Iterator[tuple[str, str, bool, str]]:
    names = [[name.casefold() for name in (one.label, *one.aliases)] for one in document.subjects]
    ours = [one for one in document.taxonomies if one.origin is Origin.LIST]
    for one in article.lists:
        match = next(
            (two for two in ours if one.items[0] in [flat(item.span.of(document.text)) for item in two.items]), None
        )
        items = [flat(item.span.of(document.text)) for item in match.items] if match else []
        yield "items", f"{one.kind}: {one.items}", items == one.items, str(items)
        yield (
            "kinds",
            f"{one.kind}: {one.items}",
            bool(match) and match.kind.value == one.kind,
            str(match and match.kind.value),
        )
        parents = names[match.subject] if match and match.subject is not None and match.subject < len(names) else ["-"]
        if match and match.subject is None and match.parent is not None:
            parents = ["-", match.parent.text.casefold()]
        yield "parents", f"{one.parent}: {one.items}", bool(match) and one.parent.casefold() in parents, str(parents)


def _judge_named(article: Article, names: list[set[str]], document: Document) -> Iterator[tuple[str, str, bool, str]]:
    ours = [one for one in document.taxonomies if one.origin is Origin.PROSE and one.subject is not None]
    found = [(names[one.subject], tuple(flat(item.label.text) for item in one.items)) for one in ours]
    for subject, types in article.named:
        holds = any(subject.casefold() in of and types == labels for of, labels in found)
        yield "types in a sentence", f"{subject}: {types}", holds, str(found)


def flat(text: str) -> str:
    """Fold blanks."""
    return " ".join(text.split())
