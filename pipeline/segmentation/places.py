"""What speaks for and against a cut at one place of a row."""

from __future__ import annotations

import math
from operator import mul

from pipeline.segmentation import traits
from pipeline.segmentation.context import Context, Words
from pipeline.segmentation.weights import PlaceWeights

_LOG = [math.log1p(count) for count in range(64)]
_MOST_PLACES = 32  # of a word in a row; one that stands there more often is looked for at its first places only
Lengths = dict[int, int]  # by position
# Sizes of the tables of weights that pairs of classes index, in the order of `classes`.
CLASSES = (
    2 * traits.CLOSINGS * traits.OPENINGS,
    3 * traits.OPENINGS,
    2 * traits.OPENINGS,
    traits.OPENINGS * traits.OPENINGS + 1,
    traits.OPENINGS * traits.OPENINGS,
    2 * traits.CLOSINGS,
    traits.OPENINGS * traits.OPENINGS,
    traits.SCRIPTS * traits.SCRIPTS,
)


def score_places(context: Context, row: int, weights: PlaceWeights) -> list[float]:
    """Score every place of a row.

    Args:
        context: the table.
        row: the number of the row.
        weights: the learned weights.

    Returns:
        As many logits as the row has words; number i is for a cut before word i, the first is not used.
    """
    numbers = weights.caseless if context.caseless else weights.cased
    tables = weights.tables
    words = context.rows[row]
    scores = [0.0]
    for position, (values, kinds) in enumerate(describe_places(context, row), start=1):
        total = weights.intercept + sum(map(mul, numbers, values))
        total += sum(map(list.__getitem__, tables, kinds))
        if words.line.ends[position - 1] == words.line.starts[position]:
            total += weights.seam
        scores.append(max(-6.0, min(6.0, total)))
    return scores


def describe_places(context: Context, row: int) -> list[tuple[list[float], tuple[int, ...]]]:
    """Describe the places of a row, from the one before its second word on, as numbers and classes."""
    words = context.rows[row]
    depth, quoted = 0, False
    best_edge = max(words.edges[1:], default=0.0)
    onward, back = _recurring(words, 1), _recurring(words, -1)
    described = []
    for position in range(1, len(words.written)):
        left = words.words[position - 1]
        depth = max(0, depth + left.opened - left.closed)
        quoted ^= left.quotes % 2 == 1
        numbers = _words_numbers(context, words, position)
        numbers += _repeats(context, row, position, onward[position], back[position - 1])
        numbers += _layout(context, words, position, best_edge)
        numbers.append(depth > 0)
        numbers.append(quoted)
        described.append((numbers, classes(context, words, position)))
    return described


def classes(context: Context, words: Words, position: int) -> tuple[int, ...]:
    """Return which weight of each class table holds at a place."""
    opens, closes = words.opens, words.closes
    opening, closing, previous = opens[position], closes[position - 1], opens[position - 1]
    after = words.after[position]
    return (
        (context.caseless * traits.CLOSINGS + closing) * traits.OPENINGS + opening,
        opening * 3 + context.capitalized,
        opening * 2 + context.rows_open_upper,
        previous * traits.OPENINGS + after if opening <= traits.ACRONYM else CLASSES[3] - 1,
        opening * traits.OPENINGS + after,
        closing * 2 + context.rows_close_sentence,
        previous * traits.OPENINGS + opening,
        words.words[position - 1].last_script * traits.SCRIPTS + words.words[position].first_script,
    )


def _words_numbers(context: Context, words: Words, position: int) -> list[float]:
    """Count what the table knows of the two words at a place."""
    rows = len(context.rows)
    reduced = words.reduced
    left, right = reduced[position - 1], reduced[position]
    before = reduced[position - 2] if position > 1 else ""
    after = reduced[position + 1] if position + 1 < len(reduced) else ""
    opens_upper = words.opens[position] <= traits.ACRONYM
    together = context.bigram_rows[left, right] - 1
    rarer = min(context.word_rows[left], context.word_rows[right])
    return [
        opens_upper and right in context.seen_lower,
        min(3.0, context.seen_upper.get(right, 0)) if opens_upper else 0.0,
        left in context.subject_words,
        right in context.subject_words,
        (left, right) in context.subject_bigrams,
        right in context.subject_firsts,
        (context.row_last.get(left, 0) - (left == reduced[-1])) / rows,
        (context.row_first.get(right, 0) - (right == reduced[0])) / rows,
        _LOG[min(63, together)],
        together / (rarer - 1) if rarer > 1 else -0.2,
        context.word_rows[left] / rows,
        context.word_rows[right] / rows,
        _LOG[min(63, len(words.places[right]) - 1)],
        _LOG[min(63, len(words.places[left]) - 1)],
        _LOG[min(63, words.pairs.get((right, after), 1) - 1)],
        _LOG[min(63, words.pairs.get((before, left), 1) - 1)],
        context.beginning_rows[right[:2]] / rows,
        context.ending_rows[left[-2:]] / rows,
        left == right,
        reduced[0] == right,
    ]


def _layout(context: Context, words: Words, position: int, best_edge: float) -> list[float]:
    """Measure where in the row a place stands, and how its words look."""
    count = len(words.written)
    left, right = words.words[position - 1], words.words[position]
    share = (words.line.ends[position - 1] - words.line.starts[0]) / (words.line.ends[-1] - words.line.starts[0])
    edge = max(-6.0, min(6.0, words.edges[position]))
    behind = max(-8.0, edge - best_edge)
    opening, closing = right.opens, left.closes
    left_script, right_script = left.last_script, right.first_script
    mixed = (left_script == traits.LATIN) != (right_script == traits.LATIN)
    return [
        edge, behind, max(0.0, edge), max(-2.0, behind),
        position == 1, position == 2, position == 3, position == 4,
        position == words.label, position < words.label, 0 < words.label < position,
        position in words.heads, position == words.longer, position == words.label < words.longer,
        count - position == 1, count - position == 2, count - position == 3,
        min(position, 12) / 12, share, share * share, abs(share - 0.5),
        left.length, right.length,
        left.is_number and right.is_number,
        closing in (traits.ENDS_DIGIT, traits.ENDS_UNIT) and opening == traits.LOWER,
        left.is_symbol, right.is_symbol,
        left.opens == traits.BRACKET,
        left_script == right_script, context.scripts_spaced if mixed else 0.0,
        context.first_scripts.get(right_script, 0.0),
        opening == traits.DIGIT, closing == traits.ENDS_SENTENCE and opening == traits.CASELESS,
        left_script == traits.HIRAGANA and right_script == traits.HAN, mixed,
    ]  # fmt: skip


def _repeats(context: Context, row: int, position: int, onward: Lengths, back: Lengths) -> list[float]:
    """Measure repetition at a place.

    Cells of one row are often worded alike, and so are cells of one column. A phrase that stands twice with
    different words before it probably begins a cell each time; with the same word before it, the phrase only
    goes on.
    """
    reduced = context.rows[row].reduced
    last = len(reduced) - 1
    left, right = reduced[position - 1], reduced[position]
    begun = continued = begun_count = 0
    for at, length in onward.items():
        if at and reduced[at - 1] == left:
            continued = max(continued, length)
        else:
            begun, begun_count = max(begun, length), begun_count + 1
    ended = ended_on = 0
    for at, length in back.items():
        if at < last and reduced[at + 1] == right:
            ended_on = max(ended_on, length)
        else:
            ended = max(ended, length)
    before = reduced[position - 2] if position > 1 else ""
    behind = reduced[position + 1] if position < last else ""
    return [
        _LOG[begun], _LOG[continued], _LOG[min(63, begun_count)], _LOG[ended], _LOG[ended_on],
        *context.before.shares(row, left, right, behind),
        *context.behind.shares(row, right, left, before),
    ]  # fmt: skip


def _recurring(words: Words, step: int) -> list[Lengths]:
    """Return for each word of a row where else it stands, and how many words from there on are equal in a direction."""
    count = len(words.reduced)
    found: list[Lengths] = [{}] * count
    beside: Lengths = {}
    for position in range(count - 1, -1, -1) if step > 0 else range(count):
        places = words.places[words.reduced[position]]
        beside = (
            {at: min(63, 1 + beside.get(at + step, 0)) for at in places[:_MOST_PLACES] if at != position}
            if len(places) > 1
            else {}
        )
        found[position] = beside
    return found
