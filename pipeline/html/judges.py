"""Second opinions on what is furniture, from extractors that the user may have installed.

No single extractor can be trusted: trafilatura loses every list item on pages of anonymous divisions, and readability
lists inside cells. So each is counted before it is heard: a judge that drops a quarter of the rows, items, headings
or paragraphs that we take for content has no say on blocks of that kind. What all judges with a say drop is marked
``html.judges``; where they disagree the block is kept, and ``html.disputed`` says so. Nothing is ever unmarked.

Which extractors are installed changes the answer, so :func:`consult` is never called by itself.
"""

from __future__ import annotations

import importlib
import importlib.util
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from pipeline.html.page import Page
from pipeline.model import Block, BlockKind

_WORD = re.compile(r"\w+")
_SHINGLE = 3

# A block is kept where this share of its three-word shingles stands in the judge's text: judges rewrite quotes and
# cut by-lines, and a short block must stand there whole.
_KEPT = 0.6
_MOST_LOST = 0.25

# lxml, which both judges use, silently loses text below depth 300, and takes long over pages beyond this size.
_LONGEST = 3_000_000

Shingles = frozenset[tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Judge:
    """An extractor: its name, and a function from HTML to the main text."""

    name: str
    main_text: Callable[[str], str]


class JudgeError(RuntimeError):
    """An extractor failed on a page; the message names it, the cause is chained."""


def installed() -> tuple[Judge, ...]:
    """Return the judges that this environment has: trafilatura and readability-lxml, in this order."""
    known = {"trafilatura": _trafilatura, "readability": _readability}
    return tuple(Judge(name, judge) for name, judge in known.items() if importlib.util.find_spec(name) is not None)


def consult(text: str, page: Page, judges: Sequence[Judge]) -> Page:
    """Return a page with the blocks marked that the judges leave out.

    Args:
        text: the decoded HTML file.
        page: the same as `read_html` gave it.
        judges: who to ask; with none, or for a page longer than three million characters, `page` comes back.

    Raises:
        JudgeError: an extractor failed.
    """
    if not judges or len(text) > _LONGEST:
        return page
    verdicts = [_verdicts(judge, text, page.blocks) for judge in judges]
    blocks = []
    for position, block in enumerate(page.blocks):
        votes = [verdict[position] for verdict in verdicts if verdict[position] is not None]
        blocks.append(_marked(block, votes))
    return replace(page, blocks=tuple(blocks))


def _marked(block: Block, votes: Sequence[bool | None]) -> Block:
    if block.boilerplate or not votes or all(votes):
        return block
    if any(votes):
        return replace(block, boilerplate_rule="html.disputed")
    return replace(block, boilerplate=True, boilerplate_rule="html.judges")


def _verdicts(judge: Judge, text: str, blocks: Sequence[Block]) -> list[bool | None]:
    """Return for each block whether the judge keeps it, None where the judge has no say."""
    try:
        words = _WORD.findall(judge.main_text(text).lower())
    except Exception as error:  # foreign code on any input: whatever it raises gets a name
        raise JudgeError(f"{judge.name} failed: {error}") from error
    found = {size: _shingles(words, size) for size in range(1, _SHINGLE + 1)}
    kept = [_is_kept(block, found) for block in blocks]
    mute = {kind for kind in BlockKind if _loses(kind, blocks, kept)}
    return [None if block.kind in mute else keeps for block, keeps in zip(blocks, kept, strict=True)]


def _is_kept(block: Block, found: dict[int, Shingles]) -> bool:
    words = _WORD.findall(block.text.lower())
    wanted = _shingles(words, min(_SHINGLE, max(1, len(words))))
    if not wanted:
        return True
    size = len(next(iter(wanted)))
    return len(wanted & found[size]) >= _KEPT * len(wanted)


def _loses(kind: BlockKind, blocks: Sequence[Block], kept: Sequence[bool]) -> bool:
    """Tell whether a judge drops too many blocks of one kind to be heard on it."""
    votes = [keeps for block, keeps in zip(blocks, kept, strict=True) if block.kind is kind and not block.boilerplate]
    return votes.count(False) > _MOST_LOST * len(votes)


def _shingles(words: Sequence[str], size: int) -> Shingles:
    return frozenset(tuple(words[n : n + size]) for n in range(len(words) - size + 1))


def _trafilatura(html: str) -> str:
    trafilatura = importlib.import_module("trafilatura")
    return trafilatura.extract(html, include_comments=False, include_tables=True, favor_recall=True) or ""


def _readability(html: str) -> str:
    from pipeline.html.reader import read_html

    summary = importlib.import_module("readability").Document(html).summary()
    return "\n".join(block.text for block in read_html(summary).blocks)
