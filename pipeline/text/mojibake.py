"""Text that was once decoded with the wrong encoding: "Ã¥" for "å".

ftfy says where and how (Speer, "ftfy", 2019); what it says is taken only where every character of its answer, encoded
and decoded the wrong way again, gives what stands in the file. So the way back is exact, and nothing else is changed.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from pipeline.model import Span
from pipeline.text.lines import whole_lines

# What UTF-8 becomes in the Windows and ISO encodings: a lead byte of two bytes is a capital, one of three a small
# letter, and the bytes behind are signs. "café”" and "İş" are sound, and ftfy, which takes 20 ms to load, is not asked.
_NEXT = "[\u0080-\u00bf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸˇ˘˛˝]"
_SUSPECT = re.compile(
    f"[ÂÃÄÅÆÇÈÉËÌÍÎÏÐÑÒÓÔÕÖ×ØÙÚÛĂĹĐŃ]{_NEXT}|[à-ïăâ]{_NEXT}{_NEXT}|ð[\u009fŸ]{_NEXT}"
    "|[РС][\u00a0-\u00bfЂ-ЏЎѐ-џў‚ѓ„…†‡€‰‹‘’“”•–—™›ґҐ№]"
)
_WRONG = ("sloppy-windows-1252", "latin-1", "sloppy-windows-1254", "sloppy-windows-1250", "sloppy-windows-1251")
_ROUNDS = 2  # a text may have gone through the wrong encoding twice
_LONGEST_LINE = 20_000  # characters; ftfy's expressions are long, and a longer line is no line of an article


@dataclass(frozen=True, slots=True)
class Repaired:
    """A text read through its mojibake.

    `origins` says where each code point stands in the text as it was, None where nothing was changed; `count` how many
    characters were changed, of which `bad` is the first, read as `good`. `kept` tells of lines that look spoilt and
    cannot be undone for certain.
    """

    text: str
    origins: tuple[Span, ...] | None = None
    count: int = 0
    bad: str = ""
    good: str = ""
    kept: bool = False

    def raw(self, span: Span) -> Span:
        """Return where a stretch of the repaired text stands in the file."""
        if self.origins is None:
            return span
        if span.start == span.end:
            at = self.origins[span.start - 1].end if span.start else 0
            return Span(at, at)
        return Span(self.origins[span.start].start, self.origins[span.end - 1].end)

    def repaired(self, span: Span) -> Span:
        """Return where a stretch of the file stands in the repaired text; it must part no repaired character."""
        if self.origins is None:
            return span
        start = bisect_left(self.origins, span.start, key=lambda origin: origin.start)
        return Span(start, bisect_left(self.origins, span.end, lo=start, key=lambda origin: origin.start))


def may_be_spoilt(text: str) -> bool:
    """Tell whether a text holds anything that mojibake looks like; most do not, and ftfy is not loaded."""
    return not text.isascii() and _SUSPECT.search(text) is not None


def repair(text: str, stretches: Iterable[Span] | None = None) -> Repaired:
    """Read a text through its mojibake.

    Args:
        text: the decoded file.
        stretches: what is judged, each by itself, in order; by default its lines.

    Returns:
        The text with every place of the file.
    """
    if not may_be_spoilt(text):
        return Repaired(text)
    written: list[str] = []
    origins: list[Span] = []
    count, bad, good, kept = 0, "", "", False
    behind = 0
    for start, end in whole_lines(text, Span(0, len(text))) if stretches is None else stretches:
        line = text[start:end]
        pieces = _pieces(line) if len(line) <= _LONGEST_LINE and _SUSPECT.search(line) else None
        if pieces is None:
            kept = kept or _is_spoilt(line)
            continue
        written.append(text[behind:start])
        origins.extend(Span(at, at + 1) for at in range(behind, start))
        behind = end
        for character, (one, other) in pieces:
            written.append(character)
            origins.append(Span(start + one, start + other))
            if other - one > 1:
                count += 1
                bad, good = bad or line[one:other], good or character
    if not count:
        return Repaired(text, kept=kept)
    written.append(text[behind:])
    origins.extend(Span(at, at + 1) for at in range(behind, len(text)))
    return Repaired("".join(written), tuple(origins), count, bad, good, kept)


def reads_as(raw: str, character: str) -> bool:
    """Tell whether a stretch of a file is a character that was decoded the wrong way, once or twice."""
    return any(raw == wrong or raw in _spellings(wrong) for wrong in _spellings(character))


def _pieces(line: str) -> list[tuple[str, Span]] | None:
    """Return the characters of a line with their places, or None where there is nothing to undo for certain."""
    import ftfy

    places = [Span(at, at + 1) for at in range(len(line))]
    for _ in range(_ROUNDS):
        fixed = ftfy.fix_encoding(line)
        if fixed == line:
            break
        aligned = list(_aligned(line, fixed))
        if sum(end - start for _, (start, end) in aligned) != len(line):
            return None
        places = [Span(places[start].start, places[end - 1].end) for _, (start, end) in aligned]
        line = fixed
    return list(zip(line, places, strict=True)) if any(e - s > 1 for s, e in places) else None


def _aligned(line: str, fixed: str) -> Iterator[tuple[str, Span]]:
    """Yield each character of a repaired line with its place, up to the first that cannot be accounted for."""
    at = 0
    for character in fixed:
        if line.startswith(character, at):
            end = at + 1
        else:
            end = next((at + len(one) for one in _spellings(character) if line.startswith(one, at)), at)
        if end == at:
            return
        yield character, Span(at, end)
        at = end


def _spellings(text: str) -> list[str]:
    """Return what the UTF-8 of a text looks like in the encodings that it is taken for."""
    import ftfy.bad_codecs  # registers the sloppy encodings

    assert ftfy.bad_codecs
    found = []
    for encoding in _WRONG:
        try:
            found.append(text.encode("utf-8").decode(encoding))
        except UnicodeError:
            continue
    return found


def _is_spoilt(line: str) -> bool:
    if len(line) > _LONGEST_LINE or _SUSPECT.search(line) is None:
        return False
    from ftfy.badness import is_bad

    return bool(is_bad(line))
