"""Things that a sentence only compares its own thing with: the pond in "unlike a pond, a lake is deep".

The language data says which phrases do so, and on which side the thing stands ("unlike {x}" or "{x} unlike").
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import lru_cache

from pipeline.languages import Language
from pipeline.reading.halves import outermost
from pipeline.reading.mentions import Found
from pipeline.text.cues import SLOT_MARK, Cue

_BESIDE = 20  # characters between the phrase and the thing: an article, a preposition, an adjective
_WORDS_BESIDE = 2
_COMMA = re.compile(r"\s*[,،、，]\s*")
_SLOT = "{x}"


def foils(text: str, named: Sequence[Found], cues: Sequence[Cue], language: Language) -> Iterator[Found]:
    """Yield the things that a sentence names only to compare another with.

    Args:
        text: the text of its block.
        named: the compared things named in it, by their own names.
        cues: the cues of the language data in it.
        language: its language.
    """
    contrast = outermost([one for one in cues if one.group == "contrast"])
    joining = {one.start for one in contrast if one.key == "both"}  # "τόσο X όσο και Y" opens as "τόσο … όσο" (as … as)
    for cue in (one for one in contrast if one.key == "unlike" and one.start not in joining):
        before = [one for one in named if 0 <= cue.start - one.end <= _BESIDE and _is_next(text[one.end : cue.start])]
        behind = [one for one in named if one.start >= cue.start and _is_next(text[cue.end : max(cue.end, one.start)])]
        sides = _sides(language).get(cue.phrase, "")
        if "b" in sides and before:
            yield before[-1]
        elif "a" in sides and behind and behind[0].start - cue.end <= _BESIDE:
            yield behind[0]
        elif "i" in sides and not any(one.end == cue.start for one in named):  # what is joined is compared with both
            yield from (one for one in named if cue.start <= one.start and one.end <= cue.end)


def _is_next(between: str) -> bool:
    return _COMMA.search(between) is None and len(between.split()) <= _WORDS_BESIDE


@lru_cache(maxsize=128)
def _sides(language: Language) -> dict[str, str]:
    """Return where the thing may stand at each phrase: "b" before it, "a" behind, "i" inside."""
    sides: dict[str, str] = defaultdict(str)
    for phrase in language.contrast.unlike:
        before, behind = language.fold_key(phrase if language.spaces else phrase.replace("*", "")).split(_SLOT)
        inside = bool(before and behind)
        bare = SLOT_MARK.join((before, behind)) if inside else (before or behind).strip()
        sides[bare] += "i" if inside else "a" if before else "b"
    return sides
