"""Scripts that are written without blanks between words: where their lines may break, and how long their words are.

Chinese and Japanese break between any two characters, but before no closing sign (JIS X 4051, UAX #14). Thai, Lao,
Khmer and Burmese break between words that only a dictionary knows; here a word is taken to be as long as most are.
"""

from __future__ import annotations

import re

from pipeline.model import Span

_EAST = (
    "\u2e80-\u2fdf\u3001-\u312f\u31a0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\ufe30-\ufe4f\uff01-\uff9f"
    "\U00020000-\U0003fffd"
)
_SOUTHEAST = "\u0e01-\u0eff\u1000-\u109f\u1780-\u17ff"
_UNSPACED = re.compile(f"[{_EAST}{_SOUTHEAST}]")
_EAST_RUN, _SOUTHEAST_RUN = re.compile(f"[{_EAST}]+"), re.compile(f"[{_SOUTHEAST}]+")
_SPACED_WORD = re.compile(rf"[^\s{_EAST}{_SOUTHEAST}]+")
_EAST_WORD, _SOUTHEAST_WORD = 2, 5  # characters, on average

# In a fixed-width font these take two columns and none; a line is as wide as it shows.
_WIDE = re.compile("[\u1100-\u115f\u2e80-\ua4cf\ua960-\ua97f\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe4f\uff01-\uff60"
                   "\uffe0-\uffe6\U0001f300-\U0001faff\U00020000-\U0003fffd]")  # fmt: skip
_STACKED = re.compile("[\u0300-\u036f\u0e31\u0e34-\u0e3a\u0e47-\u0e4e\u0eb1\u0eb4-\u0ebc\u0ec8-\u0ecd\u102d-\u1030"
                      "\u1032-\u1037\u1039\u103a\u17b7-\u17bd\u17c6\u17c9-\u17d3]")  # fmt: skip

# What one line end cannot part: a character with the closing and small signs behind it, a Thai word, a spaced word.
_CLOSING = "、。，．・：；？！）」』】〉》〕ーぁぃぅぇぉっゃゅょァィゥェォッャュョ々"
_UNIT = re.compile(rf"[{_EAST}][{_CLOSING}]*|[{_SOUTHEAST}]{{1,8}}|[^\s{_EAST}{_SOUTHEAST}]{{1,25}}[{_CLOSING}]*")


def is_unspaced(text: str) -> bool:
    """Tell whether any character of a text is of a script without blanks between words."""
    return not text.isascii() and _UNSPACED.search(text) is not None


def is_unmarked(text: str) -> bool:
    """Tell whether a text is mostly Thai, Lao, Khmer or Burmese, whose sentences may end without a mark."""
    letters = sum(map(str.isalpha, text))
    return not text.isascii() and sum(map(len, _SOUTHEAST_RUN.findall(text))) * 2 > letters


def count_words(text: str) -> int:
    """Return how many words a text has; where no blanks part them, how many of average length there is room for."""
    if not is_unspaced(text):
        return len(text.split())
    east = sum(-(-len(run) // _EAST_WORD) for run in _EAST_RUN.findall(text))
    southeast = sum(-(-len(run) // _SOUTHEAST_WORD) for run in _SOUTHEAST_RUN.findall(text))
    return east + southeast + len(_SPACED_WORD.findall(text))


def columns(text: str) -> int:
    """Return how many columns a text takes in a fixed-width font."""
    if text.isascii():
        return len(text)
    return len(text) + len(_WIDE.findall(text)) - len(_STACKED.findall(text))


def without_hanging(line: str) -> str:
    """Return a line without the closing signs at its end, which may stand beyond the column that it was broken at."""
    return line.rstrip(_CLOSING)


def first_unit(text: str, line: Span) -> str:
    """Return what opens a line of a text and no line end could part, at most 25 letters of it."""
    match = _UNIT.match(text, *line)
    return match.group() if match else ""


def joins_without_blank(before: str, behind: str) -> bool:
    """Tell whether two stretches that a line end parts belong together without a blank."""
    return is_unspaced(before[-1:]) and is_unspaced(behind[:1])
