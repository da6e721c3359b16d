"""What the rows of a table tell about one another, counted once."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from functools import lru_cache
from itertools import accumulate, chain, pairwise
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from pipeline.segmentation import traits
from pipeline.segmentation.atoms import Line
from pipeline.segmentation.neighbours import Neighbours
from pipeline.segmentation.phrase_edges import edge_scores, plain
from pipeline.segmentation.request import Request, lower

_CASED = frozenset({traits.UPPER, traits.ACRONYM, traits.LOWER, traits.CAMEL})
_LONGEST_LABEL = 6  # words of an aspect label
_OPENING = 4  # words of a row at which one may start
_CASELESS_BELOW = 0.3  # share of words with case under which capitals say nothing
# Compiled only for tables that have such letters: it would take a tenth of the import.
_JAPANESE_LATIN = r"[\u3040-\u30ff\u4e00-\u9fff]( ?)[A-Za-z]|[A-Za-z]( ?)[\u3040-\u30ff\u4e00-\u9fff]"


Whole = NDArray[np.intp]


class Word(NamedTuple):
    """What a word is wherever it stands: reduced for comparison, its classes, and counts of its characters."""

    reduced: str
    opens: int
    closes: int
    has_digit: bool
    is_number: bool
    is_symbol: bool
    opened: int
    closed: int
    quotes: int
    first_script: int
    last_script: int
    length: float  # in twentieths of a character, at most 1


class Words(NamedTuple):
    """A row word by word: as written, what each is, and where each stands.

    `edges` holds the phrase-edge score before each word; `places` finds a word's positions, `pairs` counts each two
    words side by side; `after` holds the opening of the next word that is no acronym; `label` counts the
    words of the longest known aspect label that opens the row, 0 where none does, and `heads` are the places where
    labels end that start behind the first word ("CI/CD integration"); `longer` is the place where one ends that starts
    right behind the opening label ("Connection Setup"), 0 where none does.
    """

    line: Line
    written: list[str]
    words: list[Word]
    reduced: list[str]
    opens: list[int]
    closes: list[int]
    edges: list[float]
    places: dict[str, list[int]]
    pairs: Counter[tuple[str, str]]
    after: list[int]
    label: int
    heads: frozenset[int]
    longer: int


class Tokens(NamedTuple):
    """The words of all rows, one row behind the other, an array a trait.

    `firsts` tells where each row begins, and last where they end; `numbers` numbers the different words; `until` holds
    running counts, which tell of any stretch of words by a subtraction how many words with digits, brackets, commas
    and capitals it has.
    """

    firsts: Whole
    starts: Whole
    ends: Whole
    numbers: Whole
    opens: Whole
    closes: Whole
    first_scripts: Whole
    last_scripts: Whole
    edges: NDArray[np.float64]
    until: Whole


DIGITS, OPENED, CLOSED, COMMAS, CAPITALS = range(5)  # what `until` counts


class Context(NamedTuple):
    """A table's rows with the counts that its places and cells are judged by."""

    request: Request
    rows: list[Words]
    tokens: Tokens
    reduced: list[str]  # the words of all rows
    caseless: bool
    capitalized: int  # 0 few words open upper-case, 1 some, 2 nearly all
    rows_open_upper: bool
    rows_close_sentence: bool
    seen_lower: frozenset[str]
    seen_upper: Counter[str]
    row_first: Counter[str]
    row_last: Counter[str]
    bigram_rows: Counter[tuple[str, str]]
    before: Neighbours
    behind: Neighbours
    word_rows: Counter[str]
    beginning_rows: Counter[str]
    ending_rows: Counter[str]
    subject_words: frozenset[str]
    subject_bigrams: frozenset[tuple[str, str]]
    subject_firsts: frozenset[str]
    subject_sets: tuple[frozenset[str], ...]
    scripts_spaced: float  # how often this table puts a blank between Latin and Japanese or Chinese letters
    first_scripts: dict[int, float]


def context(request: Request, lines: Sequence[Line]) -> Context:
    """Count what the rows of a table have in common."""
    rows = _rows(request, lines)
    opens = [(kind, word) for row in rows for kind, word in zip(row.opens, row.reduced, strict=True)]
    cased = sum(kind in _CASED for kind, _ in opens)
    upper = sum(kind <= traits.ACRONYM for kind, _ in opens) / max(1, cased)
    subjects = [[plain(lower(word, request.casing)) for word in subject.split()] for subject in request.subjects]
    number = len(rows)
    first_scripts = Counter(row.words[0].first_script for row in rows)
    word_rows = Counter(chain.from_iterable(row.places for row in rows))
    bigram_rows = Counter(chain.from_iterable(row.pairs for row in rows))
    recurring = Counter({pair: count for pair, count in bigram_rows.items() if count > 1})
    backwards = Counter({(word, before): count for (before, word), count in recurring.items()})
    return Context(
        request=request,
        rows=rows,
        tokens=_tokens(rows),
        reduced=[word for row in rows for word in row.reduced],
        caseless=cased < _CASELESS_BELOW * len(opens),
        capitalized=(upper > 0.15) + (upper > 0.9),
        rows_open_upper=sum(row.opens[0] <= traits.ACRONYM for row in rows) > 0.8 * number,
        rows_close_sentence=sum(row.closes[-1] == traits.ENDS_SENTENCE for row in rows) > 0.5 * number,
        seen_lower=frozenset(word for kind, word in opens if kind == traits.LOWER),
        seen_upper=Counter(
            word for row in rows for kind, word in zip(row.opens[1:], row.reduced[1:], strict=True) if kind < 2
        ),
        row_first=Counter(row.reduced[0] for row in rows),
        row_last=Counter(row.reduced[-1] for row in rows),
        bigram_rows=bigram_rows,
        before=Neighbours.of([row.reduced for row in rows], word_rows, recurring),
        behind=Neighbours.of([row.reduced[::-1] for row in rows], word_rows, backwards),
        word_rows=word_rows,
        beginning_rows=Counter(start for row in rows for start in {word[:2] for word in row.places}),
        ending_rows=Counter(end for row in rows for end in {word[-2:] for word in row.places}),
        subject_words=frozenset(word for words in subjects for word in words),
        subject_bigrams=frozenset(pair for words in subjects for pair in pairwise(words)),
        subject_firsts=frozenset(words[0] for words in subjects if words),
        subject_sets=tuple(frozenset(words) for words in subjects),
        scripts_spaced=_scripts_spaced(request.rows),
        first_scripts={kind: count / number for kind, count in first_scripts.items()},
    )


def _rows(request: Request, lines: Sequence[Line]) -> list[Words]:
    """Look at the words of every row; the phrase models judge the places of all rows at once."""
    written = [[line.text[start:end] for start, end in zip(line.starts, line.ends, strict=True)] for line in lines]
    words = [[_word(word, request.casing) for word in row] for row in written]
    edges = edge_scores([[word.reduced for word in row] for row in words])
    return [_words(request, *row) for row in zip(lines, written, words, edges, strict=True)]


def _words(request: Request, line: Line, written: list[str], words: list[Word], edges: list[float]) -> Words:
    reduced = [word.reduced for word in words]
    places: dict[str, list[int]] = {}
    for position, word in enumerate(reduced):
        places.setdefault(word, []).append(position)
    opens = [word.opens for word in words]
    closes = [word.closes for word in words]
    return Words(
        line, written, words, reduced, opens, closes, edges, places, Counter(pairwise(reduced)),
        _openings_after(opens), *_labels(request, line),
    )  # fmt: skip


def _tokens(rows: Sequence[Words]) -> Tokens:
    words = [word for row in rows for word in row.words]
    opens, closes, first_scripts, last_scripts = np.array(
        [(word.opens, word.closes, word.first_script, word.last_script) for word in words]
    ).T
    numbers: dict[str, int] = {}
    counted = [
        (word.has_digit, word.opened, word.closed, word.closes == traits.ENDS_COMMA, word.opens <= traits.ACRONYM)
        for word in words
    ]
    return Tokens(
        np.array(list(accumulate([len(row.words) for row in rows], initial=0))),
        np.array([start for row in rows for start in row.line.starts]),
        np.array([end for row in rows for end in row.line.ends]),
        np.array([numbers.setdefault(word.reduced, len(numbers)) for word in words]),
        opens, closes, first_scripts, last_scripts,
        np.array([edge for row in rows for edge in row.edges]),
        np.array([(0, 0, 0, 0, 0), *counted]).cumsum(axis=0).T,
    )  # fmt: skip


def _openings_after(opens: Sequence[int]) -> list[int]:
    """Return how the next word opens that is no acronym: acronyms, upper-case anywhere, tell of no run of capitals."""
    after = traits.NOTHING
    found = []
    for kind in reversed(opens):
        found.append(after)
        after = after if kind == traits.ACRONYM else kind
    return found[::-1]


def _labels(request: Request, line: Line) -> tuple[int, frozenset[int], int]:
    """Find where known aspect labels among a row's first words end, each the longest at its place."""
    if not (request.known_aspects and request.aspect_column):
        return 0, frozenset(), 0
    ends = [_label_end(request, line, start) for start in range(min(_OPENING, len(line)))]
    label = ends[0]
    return label, frozenset(ends[1:]) - {0}, ends[label] if 0 < label < len(ends) else 0


def _label_end(request: Request, line: Line, start: int) -> int:
    for end in range(min(start + _LONGEST_LABEL, len(line) - 1), start, -1):
        if lower(line.text[line.starts[start] : line.ends[end - 1]], request.casing) in request.known_aspects:
            return end
    return 0


@lru_cache(maxsize=65_536)
def _word(written: str, casing: str) -> Word:
    letters = written.isalpha()  # most words hold nothing else that need be counted
    return Word(
        plain(lower(written, casing)),
        traits.opening(written),
        traits.closing(written),
        not letters and any(map(str.isdigit, written)),
        written.isdigit(),
        len(written) == 1 and not written.isalnum(),
        0 if letters else sum(map(traits.OPENING_BRACKETS.__contains__, written)),
        0 if letters else sum(map(traits.CLOSING_BRACKETS.__contains__, written)),
        written.count('"'),
        traits.script(written[0]),
        traits.script(written[-1]),
        min(len(written), 20) / 20,
    )


def _scripts_spaced(rows: Sequence[str]) -> float:
    meetings = [
        match.group() for row in rows if max(row, default="") >= "\u3040" for match in re.finditer(_JAPANESE_LATIN, row)
    ]
    return (sum(" " in meeting for meeting in meetings) + 0.5) / (len(meetings) + 1)
