"""Articles with lists of many shapes, in a language each: what each list is of, and what is said of each thing.

A file of `tests/lists` holds the article and, below a line of equals signs, parts that blank lines part. A part is a
list: its kind, its parent (``-`` for none among the things), the number that is stated, and ``open`` where it may be
longer; then its items, label and description parted by ``¦``. ``prose`` before a kind says that a sentence holds the
list. Lines with ``=`` name a thing and words that are said of it and not of the other; a code names a finding.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from pipeline.export.verify import verify
from pipeline.model import Document, Item, Origin, Subject, Taxonomy

FOLDER = Path(__file__).parent / "lists"
_PARTED, _JOINT = "\n=====\n", " ¦ "

_ORDINALS = "items that nothing but ordinals sets apart"
KNOWN_WRONG = {
    ("az-types-before-their-verb", "prose types göl 3"): "a name of three letters with two endings",
    ("da-semicolons-and-two-columns", "prose types bratsch 2"): "an article before an adjective",
    ("pl-types-in-sentences", "prose disadvantages margaryna"): _ORDINALS,
    ("ru-bullets-lost-run-together", "prose types кредит"): _ORDINALS,
}

Read = Callable[..., Document]


def _parts(name: str) -> list[list[str]]:
    expected = (FOLDER / f"{name}.txt").read_text(encoding="utf-8").split(_PARTED)[1]
    return [part.splitlines() for part in expected.strip().split("\n\n")]


def _cases() -> Iterator[object]:
    for path in sorted(FOLDER.glob("*.txt")):
        for number, (first, *rest) in enumerate(_parts(path.stem)):
            reason = KNOWN_WRONG.get((path.stem, first))
            marks = [pytest.mark.xfail(strict=True, reason=reason)] if reason else []
            if first.startswith("= "):
                yield from (pytest.param(path.stem, [line], id=f"{path.stem}-{line}") for line in (first, *rest))
            else:
                yield pytest.param(path.stem, [first, *rest], id=f"{path.stem}-{number}-{first}", marks=marks)


@pytest.mark.parametrize(("name", "part"), list(_cases()))
def test_a_list_is_read(read: Read, name: str, part: list[str]) -> None:
    document = read((FOLDER / f"{name}.txt").read_text(encoding="utf-8").split(_PARTED)[0])
    verify([document])
    if part[0].startswith("= "):
        _is_said(part[0], name, document)
    elif len(part) == 1:
        assert part[0] in [finding.code for finding in document.findings]
    else:
        assert [part[0].casefold(), *part[1:]] in [_written(one, document) for one in document.taxonomies]


def _is_said(line: str, name: str, document: Document) -> None:
    """Its thing has the words in a statement that holds none of the words on another thing."""
    thing, words = line.removeprefix("= ").split(_JOINT)
    said = [one.removeprefix("= ").split(_JOINT) for part in _parts(name) for one in part if one.startswith("= ")]
    others = [text for other, text in said if other != thing]
    ids = [one.concept_id for one in document.subjects if thing.casefold() in _names(one)]
    values = [one.value.casefold() for one in document.statements if one.subject_id in ids]
    assert any(words.casefold() in one and not any(text.casefold() in one for text in others) for one in values)


def _names(subject: Subject) -> list[str]:
    return [name.casefold() for name in (subject.label, *subject.aliases)]


def _written(one: Taxonomy, document: Document) -> list[str]:
    """Write a list as the files have it; its parent is a thing, or the item that it stands under."""
    labels = [item.label for other in document.taxonomies for item in other.items]
    parent = one.parent.text if one.parent in labels and one.parent else "-"
    parent = parent if one.subject is None else document.subjects[one.subject].label
    said = [*["prose"] * (one.origin is Origin.PROSE), one.kind.value, parent]
    said += [*[str(one.count)] * (one.count is not None), *["open"] * one.open_list]
    return [" ".join(said).casefold(), *(_JOINT.join(_texts(item)) for item in one.items)]


def _texts(item: Item) -> list[str]:
    return [" ".join(name.text.split()) for name in (item.label, item.description) if name]
