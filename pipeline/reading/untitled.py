"""The names of compared things where no title words a comparison: from headings, from a table, from repetition.

Structure says less than a title, so what it names has to be borne out by the body, the more so in a language without
data: there two headings of one frame ("Kva Balo", "Kva Kema") or two capitalized words of the first line stand for
phrases that nobody has written down yet.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from difflib import SequenceMatcher
from functools import lru_cache
from itertools import pairwise

from pipeline import languages
from pipeline.languages import Language
from pipeline.model import Block, BlockKind, Document, Name, Role
from pipeline.reading.confirmation import Confirmation
from pipeline.segmentation.delimiters import delimited
from pipeline.text.cues import template
from pipeline.text.folding import fold
from pipeline.text.marks import SENTENCE_ENDS
from pipeline.text.titles import without_article

MOST = 4  # compared things; a page on more is a survey
_FEWEST = 2
_NAME_WORDS = 5
_FRAME_WORDS = 8
_CONFIRMATIONS = 2  # blocks that name each, where it was taken from left out
_WITHOUT_DATA = 3  # such blocks, where only repetition tells names from other words
_TABLE_ROWS = 2
_SHORTEST_NAME = 2  # letters
_ALIKE = 0.66
_ENGLISH = "en"
_WORD = re.compile(r"[^\W_][\w'’-]*")
_QUESTION_ENDS = " :：;" + SENTENCE_ENDS

Find = Callable[[Document, Language], Sequence[tuple[Block, int, int]]]


def named_by_structure(document: Document, language: Language) -> tuple[Name, ...]:
    """Return the names of two to four compared things that no title announces, or () where there are none.

    Args:
        document: a document with roles.
        language: its language; one without data is read by its layout and its repetitions alone.
    """
    ways: tuple[Find, ...] = (_defined, _over_columns, _over_lines)
    unknown = not languages.lookup(document.language, languages.available())
    if unknown:
        ways = (_over_lines, _in_one_frame, _defined, _over_columns, _repeated)
    for find in ways:
        found = find(document, language)
        names = [block.text[start:end] for block, start, end in found]
        borne_out = unknown and find is _over_lines and bool(found)  # by the title, in which none else can be told
        if borne_out or _are_compared(names, [block.position for block, _, _ in found], document, language):
            return tuple(Name(block.text[start:end], block.place(start, end)) for block, start, end in found)
    return ()


def _are_compared(names: Sequence[str], taken_from: Sequence[int], document: Document, language: Language) -> bool:
    """Tell whether the body speaks of each of a few things, and of all of them at once."""
    keys = {language.fold_key(name) for name in names}
    if not _FEWEST <= len(names) <= MOST or len(keys) < len(names):
        return False
    body = Confirmation(document, taken_from, language)
    each = all(body.blocks(name, set(names) - {name}) >= _CONFIRMATIONS for name in names)
    return each and body.together(names) > 0


def _defined(document: Document, language: Language) -> Sequence[tuple[Block, int, int]]:
    """The things that headings ask after: "What is tea?", "Kaffe nedir?"."""
    found = []
    for block in _headings(document):
        if block.role is Role.DEFINITION and (place := asked_after(block.text, language)):
            found.append((block, *place))
    return found


def asked_after(text: str, language: Language) -> tuple[int, int] | None:
    """Return the place of the thing that a heading asks after, or None.

    Args:
        text: the heading, raw.
        language: its language; the English wording is tried last.
    """
    core = text.rstrip(_QUESTION_ENDS)
    for code in dict.fromkeys((language.code, _ENGLISH)):
        folded = fold(core, languages.load(code).casing)
        for pattern in _questions(code):
            match = pattern.fullmatch(folded.text)
            if match and len(match.group("x").split()) <= _NAME_WORDS:
                place = folded.span(*match.span("x"))
                return without_article(text, place, language)
    return None


@lru_cache(maxsize=128)
def _questions(code: str) -> tuple[re.Pattern[str], ...]:
    language = languages.load(code)
    phrases = [phrase for phrase in language.roles.get(Role.DEFINITION, ()) if "{x}" in phrase]
    before = r"[\d.)\s]*"  # "2. What is tea"
    return tuple(
        re.compile(before + template(language.fold_key(one), {"x": r"\S.*?"}, language.spaces)) for one in phrases
    )


def _over_columns(document: Document, language: Language) -> Sequence[tuple[Block, int, int]]:
    """The things over the columns of the first delimited table, the aspects' column left out."""
    del language
    for block in document.blocks:
        spans = delimited(block.text) if not block.boilerplate else ()
        following = document.blocks[block.position + 1 : block.position + 1 + _TABLE_ROWS]
        alike = [other for other in following if len(delimited(other.text)) == len(spans)]
        if _FEWEST < len(spans) <= MOST + 1 and len(alike) == _TABLE_ROWS:
            return [(block, span.start, span.end) for span in spans[1:]]
    return ()


def _over_lines(document: Document, language: Language) -> Sequence[tuple[Block, int, int]]:
    """The things over the columns of a table with a cell on each line: lines in a row that are words of the first line.

    Above them stands a line that is none, and below them the lines of two rows at least, none longer than a cell.
    """
    first = next((block for block in document.blocks if not block.boilerplate), None)
    if first is None or len(first.text.split()) > 2 * _FRAME_WORDS:
        return ()
    title = language.fold_key(first.text)
    run: list[Block] = []
    taken: set[int] = set()
    for before, block in pairwise(document.blocks[first.position :]):
        place = _place_in(title, language.fold_key(block.text)) if _is_line(block, _NAME_WORDS) else None
        if place is None or place in taken:
            if _FEWEST <= len(run) <= MOST and _heads_rows(run, document):
                break
            run, taken = [], set()
        elif run or (before is not first and _is_line(before, _NAME_WORDS)):
            run.append(block)
            taken.add(place)
    else:
        return ()
    return [(block, 0, len(block.text)) for block in run]


def _place_in(title: str, name: str) -> int | None:
    """Return where a folded name stands in a title, also where it begins or ends otherwise there ("camlas", "chamlas").

    None where it stands nowhere, or is all of the title.
    """
    if name in title and len(name) >= _SHORTEST_NAME:
        return title.index(name) if len(name) < len(title) else None
    if not name.isalpha():
        return None
    words = [word for word in _WORD.finditer(title) if _are_alike(word.group(), name)]
    return words[0].start() if words else None


def _are_alike(word: str, name: str) -> bool:
    """Tell whether two words about as long have two thirds of the shorter in common, in a row."""
    shared = SequenceMatcher(None, word, name, autojunk=False).find_longest_match().size
    shorter, longer = sorted((len(word), len(name)))
    return longer - shorter <= _SHORTEST_NAME < shared and shared >= _ALIKE * shorter


def _heads_rows(run: Sequence[Block], document: Document) -> bool:
    lines = _TABLE_ROWS * (len(run) + 1)
    rows = document.blocks[run[-1].position + 1 :][:lines]
    return len(rows) == lines and all(_is_line(block, _FRAME_WORDS) for block in rows)


def _is_line(block: Block, words: int) -> bool:
    plain = block.kind in (BlockKind.HEADING, BlockKind.PARAGRAPH) and not block.boilerplate
    return plain and len(block.text.split()) <= words and not block.text.endswith(tuple(SENTENCE_ENDS))


def _in_one_frame(document: Document, language: Language) -> Sequence[tuple[Block, int, int]]:
    """The things that headings put into one frame of words: "Kva Balo" and "Kva Kema", "Balo ri" and "Kema ri"."""
    frames: dict[tuple[str, str], list[tuple[Block, int, int]]] = {}
    for block in _headings(document):
        words = list(_WORD.finditer(block.text))
        if not 1 < len(words) <= _FRAME_WORDS:
            continue
        for first in range(len(words)):
            for last in range(first, min(len(words), first + _NAME_WORDS)):
                if last - first + 1 < len(words):
                    start, end = words[first].start(), words[last].end()
                    frame = (language.fold_key(block.text[:start]), language.fold_key(block.text[end:]))
                    frames.setdefault(frame, []).append((block, start, end))
    fitting = [found for found in frames.values() if _FEWEST <= len(found) <= MOST]
    return max(fitting, key=lambda found: (len(found), -sum(end - start for _, start, end in found)), default=())


def _repeated(document: Document, language: Language) -> Sequence[tuple[Block, int, int]]:
    """The capitalized words of the first line that the body repeats, where there are two to four of them."""
    first = next((block for block in document.blocks if not block.boilerplate), None)
    if first is None or len(first.text.split()) > 2 * _FRAME_WORDS:
        return ()
    body = Confirmation(document, [first.position], language)
    capitalized = _capitalized_inside(document.blocks[first.position + 1 :])
    return [
        (first, word.start(), word.end())
        for word in _WORD.finditer(first.text)
        if capitalized[word.group()] and body.blocks(word.group()) >= _WITHOUT_DATA
    ]


def _capitalized_inside(blocks: Sequence[Block]) -> Counter[str]:
    """Count the words that stand capitalized behind another word of their sentence, as names do."""
    inside = re.compile(r"(?<=[\w,;] )[^\W\d_][\w'’-]*")
    return Counter(word for block in blocks for word in inside.findall(block.text) if word[0].isupper())


def _headings(document: Document) -> Iterator[Block]:
    return (block for block in document.blocks if block.kind is BlockKind.HEADING and not block.boilerplate)
