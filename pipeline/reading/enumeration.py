"""Lists that stand inside a cell or a sentence: "black tea and green tea", “front office” and “back office”."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import pairwise

from pipeline.languages import Language
from pipeline.model import Span
from pipeline.text.folding import fold
from pipeline.text.scripts import is_unmarked

_LONGEST_MEMBER = 6  # words; a longer one is a clause
_SEPARATORS = r"\s*[,;、،؛/]\s*"
_PAIR = 2
_EDGES = " \t.,;:!?“”\"'«»‘’()（）"


def members(text: str, language: Language, count: int | None = None) -> tuple[Span, ...]:
    """Return the members of a coordination that makes up the whole of `text`; () where it is none.

    Args:
        text: a cell or a phrase.
        language: whose conjunctions join the last member.
        count: how many members are said to be, where that is said: a last one may hold a conjunction of its own
            ("loans, rents and sale and leaseback").
    """
    folded = fold(text, language.casing)
    joins = list((_gaps if is_unmarked(text) else _joins)(language).finditer(folded.text))
    edges = [(0, 0), *(match.span() for match in joins), (len(folded.text),) * 2]
    spans = []
    for (_, left), (right, _) in pairwise(edges):
        span = _trimmed(text, folded.span(left, right))
        if span.start < span.end:
            spans.append(span)
    if len(spans) > 1 and not any(character.isalpha() for join in joins for character in join.group()):
        spans[-1:] = _parted(text, spans[-1], language)
    if len(spans) == 1:
        spans = _worded_alike(text, spans[0], language, count)
    if count is not None and len(spans) == count + 1 > 2:
        spans[-2:] = [Span(spans[-2].start, spans[-1].end)]
    fits = len(spans) > 1 and all(len(span.of(text).split()) <= _LONGEST_MEMBER for span in spans)
    return tuple(spans) if fits else ()


def _parted(text: str, last: Span, language: Language) -> list[Span]:
    """Part the last member behind a comma where a conjunction is written together with its word, as in Hebrew."""
    for word in (one for one in language.names.prefixes if one in language.lists.conjunctions):
        joins = list(re.finditer(rf"\s+{re.escape(word)}(?=\w{{2}})", last.of(text)))
        if joins:
            return [Span(last.start, last.start + joins[-1].start()), Span(last.start + joins[-1].end(), last.end)]
    return [last]


def _worded_alike(text: str, whole: Span, language: Language, count: int | None) -> list[Span]:
    """Part a text at conjunctions written together with a word that it began with, as Arabic and Hebrew do.

    That word may stand behind a preposition ("of-margarine hard and-margarine soft"). Where two members are announced,
    the only word that may hold the conjunction does.
    """
    opening = whole.of(text).split()[0]
    prefixes = [one for one in language.names.prefixes if opening.startswith(one) and len(opening) > len(one) + 1]
    for word in (one for one in language.names.prefixes if one in language.lists.conjunctions):
        for prefix in ("", *prefixes):
            joins = _joined_by(word, opening[len(prefix) :], whole.of(text))
            if joins and count in (None, len(joins) + 1):
                edges = [len(prefix), *(place for join in joins for place in join), whole.end - whole.start]
                return [Span(whole.start + left, whole.start + right) for left, right in _pairs(edges)]
        joins = _joined_by(word, r"\w{2}", whole.of(text), literal=False)
        if count == _PAIR and len(joins) == 1:
            return [Span(whole.start, whole.start + joins[0][0]), Span(whole.start + joins[0][1], whole.end)]
    return [whole]


def _joined_by(conjunction: str, word: str, text: str, *, literal: bool = True) -> list[tuple[int, int]]:
    behind = re.escape(word) if literal else word
    return [match.span() for match in re.finditer(rf"\s+{re.escape(conjunction)}(?={behind})", text)]


def _pairs(edges: Sequence[int]) -> Iterator[tuple[int, int]]:
    return zip(edges[::2], edges[1::2], strict=True)


def quoted(text: str, language: Language) -> tuple[Span, ...]:
    """Return what stands in quotation marks in `text`, two or more, which is how prose sets off terms."""
    spans: list[Span] = []
    for pair in language.marks.quotes:
        inner = rf"{re.escape(pair[0])}([^{re.escape(pair[0] + pair[-1])}]{{2,60}}){re.escape(pair[-1])}"
        spans.extend(Span(*match.span(1)) for match in re.finditer(inner, text))
    return tuple(sorted(spans)) if len(spans) > 1 else ()


@lru_cache(maxsize=8)
def _gaps(language_key: Language) -> re.Pattern[str]:
    """Return what joins members in Thai, Lao or Khmer, where a blank does as a comma does elsewhere."""
    return re.compile(rf"{_joins(language_key).pattern}|\s+")


@lru_cache(maxsize=128)
def _joins(language_key: Language) -> re.Pattern[str]:
    words = sorted((language_key.fold_key(word) for word in language_key.lists.conjunctions), key=len, reverse=True)
    edge = r"\s+" if language_key.spaces else r"\s*"
    joined = "|".join(re.escape(word) for word in words)
    attached = "|".join(_attached(words, language_key.names.prefixes))
    behind = f"(?:{attached}|(?:{joined}){edge})?" if attached else f"(?:(?:{joined}){edge})?"
    bare = rf"{_SEPARATORS}{behind}|{edge}(?:{joined}|&){edge}" if joined else _SEPARATORS
    return re.compile(rf"\s+(?:{attached})|{bare}" if attached else bare)


def _attached(words: list[str], prefixes: tuple[str, ...]) -> Iterator[str]:
    """Yield patterns of conjunctions written together with an article: the first letter of "والنهر"."""
    for word in words:
        articles = (prefix[len(word) :] for prefix in prefixes if prefix.startswith(word))
        yield from (rf"{re.escape(word)}(?={re.escape(one)})" for one in articles if len(one) > 1)


def _trimmed(text: str, span: Span) -> Span:
    start, end = span
    while start < end and text[start] in _EDGES:
        start += 1
    while end > start and text[end - 1] in _EDGES:
        end -= 1
    return Span(start, end)
