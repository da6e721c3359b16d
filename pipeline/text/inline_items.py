"""Lists that lost their line ends: "…: 1) first 2) second 3) third", "• one • two • three", "(1)首付低；(2)手续简单".

Marks count up from the first of their kind, or are one bullet said again. They open behind a colon, behind a full
stop or where the passage begins, so that "see 1) and 2)" is no list; behind a colon two are enough.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from pipeline.model import Span
from pipeline.text.marks import FULL_STOPS

_MARKS = (  # of one kind each; a number with a mere stop needs a blank behind it, for it may be a decimal or a date
    re.compile(r"(?<![\w.,])(?P<mark>[(（]?(?P<number>\d{1,2})[)）])\s*(?=\S)"),
    re.compile(r"(?:(?<=\s)|(?<=^))(?P<mark>(?P<number>\d{1,2})[.．])\s+(?=\S)"),
    re.compile(r"(?<!\w)(?P<mark>(?P<number>\d{1,2})、)\s*(?=\S)"),
    re.compile(r"(?<!\w)(?P<mark>[(（]?(?P<letter>[^\W\d_])[)）])\s+(?=\S)"),
    re.compile(r"(?P<mark>(?P<letter>[①-⑳]))\s*(?=\S)"),
    re.compile(r"(?:(?<=\s)|(?<=^)|(?<=[:：]))(?P<mark>(?P<bullet>[•●▪■◦‣➢➤►✓✔]))\s*(?=\S)"),
)
_FIRST_LETTERS = ("a", "A", "а", "А", "α", "أ", "①", "ა", "ա")
_CELLS = re.compile(r"[\t|]")
_COLONS = (":", "：")
_FEWEST, _FEWEST_BEHIND_A_COLON = 3, 2
_LONGEST = 240  # characters of an item
_JOINTS = " \t\r\n;；,،、"
_SENTENCE_END = re.compile(rf"(?<=\w{{2}})[{FULL_STOPS}!?؟]+\s+(?=\S)|[。！？]+(?=\S)")


class InlineItem(NamedTuple):
    """An item at ``[start, end)`` of a passage, and its mark."""

    marker: str
    start: int
    end: int


class InlineList(NamedTuple):
    """The items of a passage; what leads them in ends at `lead_in`, and what goes on behind them begins at `rest`."""

    lead_in: int
    items: tuple[InlineItem, ...]
    rest: int


def inline_list(text: str, marker: str = "") -> InlineList | None:
    """Return the list that a passage runs together, or None.

    Args:
        text: a paragraph, or the text of an item, readable form.
        marker: the mark of an item, which the marks in its text go on from.
    """
    if _CELLS.search(text):
        return None
    passage = f"{marker} {text}" if marker else text
    shift = len(passage) - len(text)
    for pattern in _MARKS:
        marks = list(_series(list(pattern.finditer(passage)), passage))
        found = _cut(passage, marks) if _is_list(passage, marks) else None
        if found and (not marker or marks[0].start() == 0):
            return _shifted(found, shift)
    return None


def _series(found: Sequence[re.Match[str]], text: str) -> Iterator[re.Match[str]]:
    """Yield the marks that count up from the first, in one notation; all bullets alike."""
    last: re.Match[str] | None = None
    for mark in found:
        if last is None:
            if _is_first(mark) and _may_open(text[: mark.start()]):
                last = mark
                yield mark
        elif _follows(last, mark):
            last = mark
            yield mark


def _is_first(mark: re.Match[str]) -> bool:
    kinds = mark.groupdict()
    return bool(kinds.get("bullet")) or int(kinds.get("number") or 0) == 1 or kinds.get("letter") in _FIRST_LETTERS


def _may_open(before: str) -> bool:
    before = before.rstrip()
    return not before or before.endswith((*_COLONS, *FULL_STOPS))


def _follows(last: re.Match[str], mark: re.Match[str]) -> bool:
    kinds, before = mark.groupdict(), last.groupdict()
    if kinds.get("bullet"):
        return kinds["bullet"] == before["bullet"]
    if _frame(mark) != _frame(last):
        return False
    if kinds.get("number"):
        return int(kinds["number"]) == int(before["number"]) + 1
    return ord(kinds["letter"]) == ord(before["letter"]) + 1


def _frame(mark: re.Match[str]) -> str:
    return re.sub(r"\w", "", mark["mark"])


def _is_list(text: str, marks: Sequence[re.Match[str]]) -> bool:
    if not marks:
        return False
    behind_colon = text[: marks[0].start()].rstrip().endswith(_COLONS)
    return len(marks) >= (_FEWEST_BEHIND_A_COLON if behind_colon else _FEWEST)


def _cut(text: str, marks: Sequence[re.Match[str]]) -> InlineList | None:
    ends = [*(mark.start() for mark in marks[1:]), len(text)]
    items = [_item(text, mark, end) for mark, end in zip(marks, ends, strict=True)]
    rest = len(text)
    first_of_rest = _SENTENCE_END.search(text, items[-1].start)
    if first_of_rest and not any(_SENTENCE_END.search(text, one.start, one.end) for one in items[:-1]):
        items[-1] = items[-1]._replace(end=len(text[: first_of_rest.end()].rstrip()))
        rest = first_of_rest.end()
    items[-1] = items[-1]._replace(end=without_stop(text, [(one.start, one.end) for one in items]))
    fits = all(one.start < one.end <= one.start + _LONGEST for one in items)
    named = all(any(map(str.isalpha, text[one.start : one.end])) for one in items)
    return InlineList(len(text[: marks[0].start()].rstrip()), tuple(items), rest) if fits and named else None


def without_stop(text: str, places: Sequence[tuple[int, int]]) -> int:
    """Return where the last item of a passage ends: the stop behind it is the passage's where no other item has one."""
    *others, (start, end) = places
    if any(text[:right].endswith(tuple(FULL_STOPS)) for _, right in others):
        return end
    return start + len(text[start:end].rstrip(FULL_STOPS))


def _item(text: str, mark: re.Match[str], end: int) -> InlineItem:
    inner = Span(mark.end(), max(mark.end(), len(text[:end].rstrip(_JOINTS))))
    return InlineItem(mark["mark"], *inner)


def _shifted(found: InlineList, shift: int) -> InlineList:
    items = tuple(InlineItem(one.marker, max(0, one.start - shift), one.end - shift) for one in found.items)
    return InlineList(max(0, found.lead_in - shift), items, found.rest - shift)
