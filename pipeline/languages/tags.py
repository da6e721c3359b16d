"""BCP 47 tags that stand for more general ones: pt-BR for pt, zh-Hant-TW for zh-Hant, sr-Latn for sr."""

from __future__ import annotations

from collections.abc import Collection, Iterator


def generalized(tag: str) -> Iterator[str]:
    """Yield a language tag and the tags that it falls back to, each one subtag shorter.

    The order of "Lookup" in RFC 4647, 3.4: a single letter that introduces an extension goes with what it introduces.
    Subtags are written as RFC 5646, 2.1.1 recommends, so that ``PT-br`` is ``pt-BR`` here.
    """
    subtags = _written(tag.replace("_", "-").lower().split("-"))
    while subtags:
        yield "-".join(subtags)
        subtags.pop()
        if len(subtags) > 1 and len(subtags[-1]) == 1:
            subtags.pop()


def lookup(tag: str, among: Collection[str]) -> str:
    """Return the first of what a tag falls back to that is among some tags, or "" where none is."""
    return next((one for one in generalized(tag) if one in among), "")


def _written(subtags: list[str]) -> list[str]:
    """Write scripts and regions with their capitals, and leave what an extension or private use introduces."""
    scripts, regions = 4, 2
    plain = next((index for index, subtag in enumerate(subtags) if len(subtag) == 1), len(subtags))
    written = subtags[:1]
    for index, subtag in enumerate(subtags[1:], start=1):
        if index < plain and len(subtag) == scripts and subtag.isalpha():
            subtag = subtag.title()  # noqa: PLW2901
        elif index < plain and len(subtag) == regions:
            subtag = subtag.upper()  # noqa: PLW2901
        written.append(subtag)
    return written
