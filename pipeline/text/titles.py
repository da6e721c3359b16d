"""Reading a title or heading as the announcement of a comparison: which two things, in which words."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import lru_cache

from pipeline.languages import Language, load
from pipeline.model import Role
from pipeline.text.cues import template
from pipeline.text.folding import Folded, fold

# A thing's name in a title: a sentence has more words than this, and a name does not end in punctuation.
_NAME_WORDS = 7
_EDGES = " \t\r\n\"'“”„«»‘’「」『』《》【】.,:;!?؟،、-–—|*#"
_PARENTHESIS = re.compile(r"\s*[(（\[][^()\[\]（）]*[)）\]]\s*$")
_SITE = re.compile(r"(?:\s+[|»·]|(?<=[)）\]])\s+[-–—])\s+[^|»·]{2,40}$")
COMMAS = ",;،؛、，；"
_OPENING = 2  # characters before the first word of a line
_SLOT = r"[^:?!؟;]+?"  # what a name in a title may be
_CLOSERS = r"[:?!؟;]|$|\s[-–—]\s"  # what stands behind the last name (";" asks in Greek)
_BETWEEN_WORDS = re.compile(r"\{\w\}|\s+|\*")
_ENGLISH = "en"
_ASKING = (Role.KEY_DIFFERENCE, Role.COMPARISON_TABLE, Role.SIMILARITIES, Role.USES)

# English words for "against" stand untranslated in titles of every language.
_FALLBACK = _ENGLISH


@dataclass(frozen=True, slots=True)
class Comparison:
    """A title that names two things: their places in it, and what it carries besides.

    `specific` is false where the words that join the names join anything ("X and Y"), so that the body has to
    confirm that they are compared.
    """

    first: tuple[int, int]
    second: tuple[int, int]
    specific: bool
    suffix: tuple[int, int] | None = None


@lru_cache(maxsize=1024)  # the stages ask one after the other
def read_title(text: str, language: Language) -> Comparison | None:
    """Read a title as a comparison of two things.

    Args:
        text: the line, raw; offsets of the answer are into it.
        language: its language; the English wording is tried last, for titles left untranslated.

    Returns:
        The comparison, or None where no pattern fits.
    """
    core, suffix = _without_suffix(text)
    folded = fold(core, language.casing)
    for candidate in dict.fromkeys((language.code, _FALLBACK)):
        likely = (wording for word, wording in _wordings(candidate) if word in folded.text)
        found = [one for wording in likely if (one := _read(wording, core, folded, language))]
        if found:
            # Two wordings may fit ("…の違いを徹底比較"): the one that takes more of the title for its frame.
            best = min(found, key=lambda one: (not one.specific, _letters(one)))
            return replace(best, suffix=suffix)
    return None


def _read(wording: _Wording, core: str, folded: Folded, language: Language) -> Comparison | None:
    match = wording.search(folded.text)
    if match is None:
        return None
    first, second = (_trimmed(core, folded.span(*match.span(slot))) for slot in "ab")
    second = _without_question(core, second, language)
    if not (_is_name(core[slice(*first)]) and _is_name(core[slice(*second)])):
        return None
    bare = without_article(core, second, language)
    first = without_article(core, first, language, capital=bare != second and first[0] <= _OPENING)
    asked = wording.specific or _asks_for_difference(folded.text[match.end() :], language)
    return Comparison(first, bare, asked)


def _letters(comparison: Comparison) -> int:
    """Return how many characters of a title its names take."""
    return sum(end - start for start, end in (comparison.first, comparison.second))


def _without_question(core: str, span: tuple[int, int], language: Language) -> tuple[int, int]:
    """Cut off what a title asks behind the comma after its last name ("X vs Y, how do they differ")."""
    start, end = span
    comma = re.search(rf"[{COMMAS}]\s", core[start:end])
    if comma is None:
        return span
    asks = _asks_for_difference(fold(core[start + comma.end() :], language.casing).text, language)
    return _trimmed(core, (start, start + comma.start())) if asks else span


def _asks_for_difference(behind: str, language: Language) -> bool:
    """Tell whether a title that joins two things goes on to ask what parts them ("X and Y: how do they differ?")."""
    cues = language.lexicon.find(behind)
    return any((cue.group == "roles" and cue.key in _ASKING) or cue.key == "differences" for cue in cues)


def without_article(text: str, span: tuple[int, int], language: Language, *, capital: bool = False) -> tuple[int, int]:
    """Return the place of a name without the article before it; one in a capital letter is part of it ("A Level").

    Args:
        text: the line, raw.
        span: the name's place in it.
        language: its language.
        capital: whether a capital letter only shows that the line begins there.
    """
    start, end = span
    name = text[start:end]
    read = name[:1].lower() + name[1:] if capital else name
    for article in language.names.articles:
        if article[0] in "'’" and text[:start].endswith(article[0]) and read.startswith(article[1:] + " "):
            return start + len(article), end  # the apostrophe of "'n" was taken for a quotation mark
        length = len(article) if article.endswith(("'", "’")) else len(article) + 1
        opens = read.startswith(article if length == len(article) else article + " ")
        if opens and name[length:].strip():
            return start + length, end
    return span


def split_names(text: str, span: tuple[int, int], language: Language) -> tuple[tuple[int, int], ...]:
    """Split what stands in one slot of a title where it may be more than one name: "Tea, Milk" or "Tea vs Milk".

    Args:
        text: the title, raw.
        span: the slot's place in it.
        language: its language; its conjunctions and the words that join names in its titles part names, and commas.

    Returns:
        The places of the parts, one where nothing parts them. A name may hold a conjunction ("Salt and Pepper"), so the
        caller has to see whether the text speaks of the parts.
    """
    start, end = span
    folded = fold(text[start:end], language.casing)
    parts, begin = [], 0
    for match in _separator(language.code).finditer(folded.text):
        parts.append((begin, match.start()))
        begin = match.end()
    parts.append((begin, len(folded.text)))
    places = [folded.span(*part) for part in parts]
    trimmed = [_trimmed(text, (start + place.start, start + place.end)) for place in places]
    return tuple(without_article(text, place, language) for place in trimmed if place[0] < place[1])


@lru_cache(maxsize=256)
def _separator(code: str) -> re.Pattern[str]:
    language = load(code)
    patterns = (*language.title.patterns, *load(_FALLBACK).title.patterns)
    bare = (re.fullmatch(r"\{a\} ?([^{}]+?) ?\{b\}", phrase) for phrase in patterns)
    words = {language.fold_key(found.group(1)) for found in bare if found}
    words |= {language.fold_key(word) for word in language.lists.conjunctions}
    joined = "|".join(re.escape(word) for word in sorted(words, key=lambda word: (-len(word), word)) if word)
    between = rf"(?:{joined})" if not language.spaces else rf"(?<!\S)(?:{joined})\.?(?!\S)"
    return re.compile(rf"\s*[{COMMAS}]\s*(?:{between})?|{between}" if joined else rf"[{COMMAS}]")


def _without_suffix(text: str) -> tuple[str, tuple[int, int] | None]:
    """Drop what stands behind a title: "(with table)", " | Site", "(with table) - Site"."""
    core = text
    for tail in (_SITE, _PARENTHESIS):
        match = tail.search(core)
        if match and match.start() > 0:
            core = core[: match.start()]
    if core == text:
        return text, None
    return core, (len(text) - len(text[len(core) :].lstrip()), len(text.rstrip()))


@dataclass(frozen=True, slots=True)
class _Wording:
    """How a title may word a comparison; all `words` stand in every line that it fits, the longest is told first.

    An expression is compiled when a line first holds its words: those of three languages take .2 s, a third of what the
    two given articles take to read, and few are ever needed.
    """

    words: tuple[str, ...]
    expression: str
    specific: bool

    def search(self, folded: str) -> re.Match[str] | None:
        """Return where a folded line words a comparison so."""
        for word in self.words:
            if word not in folded:
                return None
        return _compiled(self.expression).search(folded)


_compiled = lru_cache(maxsize=4096)(re.compile)


@lru_cache(maxsize=256)
def _wordings(code: str) -> tuple[tuple[str, _Wording], ...]:
    """Return the wordings of titles in a language, each with the longest of its words.

    Specific ones fit anywhere in a line, joins the whole of it.

    A pattern that ends in a name goes on to a mark, or to a decoration ("Tea or Coffee, which is better").
    """
    language = load(code)
    wordings = []
    asked = "|".join(template(language.fold_key(phrase), {}, language.spaces) for phrase in language.title.decorations)
    ends = r"(?!\w)" if language.spaces else ""
    closed = rf"(?=\s*(?:{_CLOSERS}|[{COMMAS}]?\s*(?:{asked}){ends}))" if asked else rf"(?=\s*(?:{_CLOSERS}))"
    joins = {language.fold_key(word) for word in language.lists.conjunctions}
    for phrase in language.title.patterns:
        body = template(language.fold_key(phrase), {"a": _SLOT, "b": _SLOT}, language.spaces)
        literal = " ".join(re.sub(r"\{\w\}", " ", language.fold_key(phrase)).split())
        specific = literal not in joins and any(character.isalpha() for character in literal)  # "&" joins, too
        opens, closes = phrase.startswith("{"), phrase.endswith("}")
        before = r"^[^\w]*(?:[\w\s'-]{1,40}: )??" if opens else r"(?<!\w)"
        after = closed if closes else ends
        words = {word for word in _BETWEEN_WORDS.split(language.fold_key(phrase)) if word}
        longest = tuple(sorted(words, key=lambda word: (-len(word), word)))
        wordings.append((max(longest[:1], default=""), _Wording(longest, before + body + after, specific)))
    return tuple(wordings)


def _trimmed(text: str, span: tuple[int, int]) -> tuple[int, int]:
    start, end = span
    while start < end and (text[start] in _EDGES or not text[start].isprintable()):
        start += 1
    while end > start and (text[end - 1] in _EDGES or text[end - 1].isspace()):
        end -= 1
    return start, end


def _is_name(text: str) -> bool:
    return 0 < len(text.split()) <= _NAME_WORDS and any(character.isalnum() for character in text)
