"""Blocks of flattened text in the making: lines grouped into paragraphs, list items and headings.

A line is a paragraph of its own unless it goes on with the one before: because the text is wrapped at a column, or
because it is indented under a list item.
"""

from __future__ import annotations

import heapq
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from pipeline.model import BlockKind, Span
from pipeline.text import markdown as marks
from pipeline.text.lines import Line, Marker, lines, marker_of, markers_in_series
from pipeline.text.pages import running_lines
from pipeline.text.readable import Readable, joined, without
from pipeline.text.wrapping import is_full, is_row, wrap_column

FRONT_MATTER = "markdown.front_matter"
BREADCRUMB = "line.breadcrumb"
RUNNING = "line.running"

# "Home » Tech » Difference between X and Y": a trail that stands among the first lines, its last step the title.
_TRAIL = re.compile(r"\s+[»›❯▸→>]\s+")
_CERTAIN = "»›❯"  # one of these parts steps; one arrow may say that a thing is more than another
_TRAIL_WITHIN = 12  # lines
_STEP = 40  # characters of a step before the last
_STEP_WORDS = 4
_TITLE_WORDS = 3  # and more: what has fewer is a step as well
_TITLE_KEY = re.compile(r"title[ \t]*:[ \t]*(?=\S)", re.IGNORECASE)
_FRONT_LINES = 200
_PARTED = 2  # blank lines: no item goes on behind so many
_TRAIL_LONGEST = 400  # characters


@dataclass(frozen=True, slots=True)
class Draft:
    """A block in the making; `rule` labels what layout alone shows to be furniture."""

    kind: BlockKind
    readable: Readable
    marker: str = ""
    level: int = 0
    may_be_heading: bool = False
    rule: str = ""


@dataclass(frozen=True, slots=True)
class _Opening:
    """How a block opens: `start` is where its content does; `indent` and `content` are columns of a list item."""

    start: int
    after_gap: bool = False
    marker: str = ""
    level: int = 0
    indent: int = 0
    content: int = 0
    fenced: bool = False


@dataclass(frozen=True, slots=True)
class _Group:
    """The lines of one block."""

    opening: _Opening
    lines: tuple[Line, ...]

    def readable(self, text: str) -> Readable:
        first, *others = (line.span for line in self.lines)
        return joined(text, [Span(self.opening.start, first.end), *others])


def drafts_of(text: str, markdown: bool = False) -> Iterator[Draft]:
    """Yield the blocks of a text.

    Args:
        text: the text; spans count in it.
        markdown: whether marks of Markdown are read, and left out of the readable form.
    """
    found = list(lines(text))
    if markdown:
        front = _front_matter(found, text)
        yield from _front_drafts(found[:front], text)
        yield from _marked_drafts(found[front:], text)
        return
    running = running_lines(found, text)
    furniture = (
        Draft(BlockKind.PARAGRAPH, joined(text, [line.span]), rule=RUNNING) for line in found if line.number in running
    )
    yield from heapq.merge(_plain_drafts(_without(found, running), text), furniture, key=_place)


def _place(draft: Draft) -> Span:
    return draft.readable.span


def _without(found: Sequence[Line], running: frozenset[int]) -> list[Line]:
    """Leave lines out; what stands behind one of them is a block of its own."""
    kept: list[Line] = []
    parted = False
    for line in found:
        if line.number not in running:
            kept.append(replace(line, gap=max(line.gap, _PARTED)) if parted else line)
        parted = line.number in running
    return kept


def _plain_drafts(found: Sequence[Line], text: str) -> Iterator[Draft]:
    crowded = not any(line.gap for line in found)  # where no blank line parts anything, any line may be a heading
    for number, group in enumerate(_grouped(found, text)):
        trail = _trail(group, text) if number < _TRAIL_WITHIN else ()
        draft = _draft(group, text)
        may_head = draft.may_be_heading or (crowded and draft.kind is BlockKind.PARAGRAPH)
        yield from trail or (replace(draft, may_be_heading=may_head),)


# -------------------------------------------------------------------------------------------------- grouping


def _grouped(found: Sequence[Line], text: str, markdown: bool = False) -> Iterator[_Group]:
    column = wrap_column(found, text)
    series = markers_in_series(found, text)
    outer: list[int] = []  # the indents of the items that the current one is nested in
    opening: _Opening | None = None
    members: list[Line] = []
    fenced = False
    for line in found:
        fence = markdown and marks.FENCE.match(text, line.span.start, line.span.end) is not None
        item = None if fenced or fence else _item(line, series, text)
        if opening and not (fenced or fence or item) and _goes_on(opening, members[-1], line, column, text):
            members.append(line)
            continue
        if opening:
            yield _Group(opening, tuple(members))
        if item:
            outer = [*(indent for indent in outer if indent < item.indent), item.indent]
            opening = replace(item, level=len(outer) - 1)
        else:
            outer = []
            opening = _Opening(line.span.start, line.gap > 0 or line is found[0], fenced=fenced or fence)
        members = [line]
        fenced = fenced != fence
    if opening:
        yield _Group(opening, tuple(members))


def _item(line: Line, series: Mapping[int, Marker], text: str) -> _Opening | None:
    marker = marker_of(line.span.of(text)) or series.get(line.number)
    if marker is None:
        return None
    content = line.indent + marker.content_start
    return _Opening(line.span.start + marker.content_start, line.gap > 0, marker.text, 0, line.indent, content)


def _goes_on(opening: _Opening, last: Line, line: Line, column: int | None, text: str) -> bool:
    """Tell whether a line without a marker belongs to the block before it."""
    if opening.fenced or is_row(line, text) or is_row(last, text):
        return False
    if opening.marker and line.indent > opening.indent:
        return line.gap == 0 or (line.gap == 1 and line.indent >= opening.content)
    return column is not None and line.gap == 0 and is_full(last, line, column, text)


# -------------------------------------------------------------------------------------------------- plain text


def _draft(group: _Group, text: str) -> Draft:
    opening = group.opening
    if opening.marker:
        return Draft(BlockKind.LIST_ITEM, group.readable(text), opening.marker, opening.level)
    return Draft(BlockKind.PARAGRAPH, group.readable(text), may_be_heading=opening.after_gap)


def _trail(group: _Group, text: str) -> tuple[Draft, ...]:
    """Part a trail of steps from the title that is glued to its end."""
    line = group.lines[0].span
    if len(group.lines) > 1 or group.opening.marker or line.end - line.start > _TRAIL_LONGEST:
        return ()
    steps = list(_TRAIL.finditer(text, line.start, line.end))
    certain = len(steps) > 1 or text[steps[0].start() : steps[0].end()].strip() in _CERTAIN if steps else False
    if not certain or not all(_is_step(one) for one in _TRAIL.split(line.of(text))[:-1]):
        return ()
    last = Span(steps[-1].end(), line.end)
    if len(last.of(text).split()) >= _TITLE_WORDS:
        trail = Span(line.start, steps[-1].end() - (len(steps[-1].group()) - len(steps[-1].group().rstrip())))
        title = Draft(BlockKind.PARAGRAPH, joined(text, [last]), may_be_heading=True)
        return Draft(BlockKind.PARAGRAPH, joined(text, [trail]), rule=BREADCRUMB), title
    if len(steps) < 2:  # "Java > Kotlin" may be anything
        return ()
    return (Draft(BlockKind.PARAGRAPH, joined(text, [line]), rule=BREADCRUMB),)


def is_trail(text: str) -> bool:
    """Tell whether a line is a trail of steps and nothing else: "Home » Tech » Java"."""
    steps = _TRAIL.split(text[: _TRAIL_LONGEST + 1])
    certain = len(steps) > 2 and any(mark in text for mark in _CERTAIN)
    return certain and len(text) <= _TRAIL_LONGEST and all(_is_step(step) for step in steps[:-1])


def _is_step(text: str) -> bool:
    return 0 < len(text) <= _STEP and len(text.split()) <= _STEP_WORDS and not text.endswith((".", ":", ","))


# -------------------------------------------------------------------------------------------------- Markdown


def _marked_drafts(found: Sequence[Line], text: str) -> Iterator[Draft]:
    """Yield the blocks of Markdown; where it marks no heading, short lines behind a gap may be some."""
    groups = list(_grouped(found, text, markdown=True))
    underlined = [_is_underlined(*pair, text) for pair in pairwise(groups)]
    headed = any(underlined) or any(marks.HEADING.match(text, line.span.start, line.span.end) for line in found)
    skip = False
    for group, under in zip(groups, [*underlined, False], strict=True):
        if not skip:
            draft = _marked_draft(group, under, headed, text)
            if draft.readable.text:
                yield draft
        skip = under


def _marked_draft(group: _Group, underlined: bool, headed: bool, text: str) -> Draft:
    draft = _draft(group, text)
    if group.opening.fenced or (is_row(group.lines[0], text) and "|" in draft.readable.text):
        return replace(draft, may_be_heading=False)
    content = marks.heading_marks(draft.readable.text) if not draft.marker else None
    if content or underlined:
        start, end = content or (0, len(draft.readable.text))
        return Draft(BlockKind.HEADING, _read_aloud(_cut(draft.readable, start, end)))
    if not draft.marker and marks.RULE.match(draft.readable.text):
        return draft
    quote = marks.QUOTE.match(draft.readable.text)
    readable = _cut(draft.readable, quote.end(), len(draft.readable.text)) if quote else draft.readable
    read = _read_aloud(readable)
    bold = readable.text.startswith(("**", "__")) and len(readable.text) - len(read.text) == 4
    return replace(draft, readable=read, may_be_heading=draft.may_be_heading and (not headed or bold))


def _read_aloud(readable: Readable) -> Readable:
    return without(readable, marks.inline_marks(readable.text))


def _cut(readable: Readable, start: int, end: int) -> Readable:
    return without(readable, [Span(0, start), Span(end, len(readable.text))])


def _is_underlined(group: _Group, following: _Group, text: str) -> bool:
    """Tell whether a group is a heading by the line of equals signs or hyphens below it."""
    line = following.lines[0]
    plain = len(group.lines) == 1 and not group.opening.marker and not group.opening.fenced
    under = len(following.lines) == 1 and line.gap == 0 and not following.opening.marker
    return (
        plain and under and marks.UNDERLINE.match(line.span.of(text)) is not None and not is_row(group.lines[0], text)
    )


def _front_matter(found: Sequence[Line], text: str) -> int:
    """Return how many lines the front matter between two lines of three hyphens takes, 0 where there is none."""
    if not found or found[0].span.of(text) != "---":
        return 0
    for number, line in enumerate(found[1:_FRONT_LINES], start=2):
        if line.span.of(text) in ("---", "..."):
            return number
    return 0


def _front_drafts(found: Sequence[Line], text: str) -> Iterator[Draft]:
    """Yield front matter as furniture, but for the title that it states."""
    for line in found:
        key = _TITLE_KEY.match(text, line.span.start, line.span.end)
        if key and line.indent == 0:
            value = joined(text, [Span(key.end(), line.span.end)])
            quoted = value.text[0] in "\"'" and value.text[0] == value.text[-1] and len(value.text) > 2
            yield Draft(BlockKind.HEADING, _cut(value, 1, len(value.text) - 1) if quoted else value)
        else:
            yield Draft(BlockKind.PARAGRAPH, joined(text, [line.span]), rule=FRONT_MATTER)
