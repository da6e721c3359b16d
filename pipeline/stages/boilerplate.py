"""The rules that label a block as site furniture, in order; the first that fits names itself.

Precision goes first: a line of furniture that stays costs a look, a line of content that goes costs a fact. Rules that
could meet content ask for its place as well: before the first paragraph, or behind the last.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial

from pipeline import languages
from pipeline.languages import Language
from pipeline.model import Block, BlockKind, Role
from pipeline.reading.headings import FURNITURE_ROLES
from pipeline.stages.contents import CONTENTS_ENTRY, contents_entries
from pipeline.stages.drafts import BREADCRUMB, is_trail
from pipeline.text.cues import Cue
from pipeline.text.scripts import count_words
from pipeline.text.titles import read_title

TITLE_REPEATED = "title.repeated"

# "Node.js" and "ASP.NET" are no addresses: one has a scheme, a "www", two dots, or ends as sites end, in small letters.
_DOMAIN = re.compile(
    r"(?<![\w@.])(?:https?://\S+|www\.\S+\.\S+|(?:[\w-]+\.){2,5}[a-z]{2,24}|[\w-]+\.(?:com|net|org|info|biz|edu|gov|pro|blog))"
    r"(?:/\S*)?(?![\w:])"
)
_BARE_DOMAIN_WORDS = 3  # "Logo tr.example.com" is a line of the site; a sentence that cites a site is not
_COPYRIGHT = re.compile(r"(?:©|\(c\)\s*(?=\d{4}))", re.IGNORECASE)
_LABEL_WORDS = 6
_LINE_WORDS = 12  # a paragraph has more
_PARTICLE = 4  # letters of the word for "by"
_LONGEST = 300  # characters; no line of furniture is longer, and no expression below sees more

# A date alone on its line: digits, a year, and at most a month's word and two particles ("12 de marzo de 2021"), behind
# a label at most ("Updated: …"). The words are not looked up: the place and the order of the digits decide.
_YEAR = r"(?:(?:19|20|25)\d\d|[٢۲२২]\d{3}|۱[۳۴]\d\d)"  # 25.. in Thailand, 13.. and 14.. in Iran
_WORD = r"[^\W\d_][^\d\s,.:;|]{2,13}"
_DATE = re.compile(
    rf"(?:[^\W\d_]+(?:\s[^\W\d_]+)?:\s*)?(?:{_WORD},\s*)?"
    rf"(?:\d{{1,2}}[./-]\d{{1,2}}[./-](?:{_YEAR}|\d\d)|{_YEAR}[./-]\d{{1,2}}[./-]\d{{1,2}}"
    rf"|\d{{1,2}}[^\W\d_]{{0,2}}[.,]?\s(?:[^\W\d_]{{2}}\s|[^\W\d_]['’])?{_WORD}[.,]?\s(?:[^\W\d_]{{2,3}}\s)?{_YEAR}"
    rf"|\d{{1,2}}\s{_WORD}\s\d{{1,2}},?\s(?:[^\W\d_]{{3}}\s)?{_YEAR}"
    rf"|{_YEAR}\.?\s(?:[^\W\d_]{{1,4}}\.?\s)?(?:{_WORD}\s\d{{1,2}}|\d{{1,2}}\.\s{_WORD})\.?(?:\s[^\W\d_]\.)?"
    rf"|{_WORD}\.?\s\d{{1,2}}[^\W\d_]{{0,2}},\s{_YEAR}"
    rf"|{_YEAR}\s?[^\W\d_]\s?\d{{1,2}}\s?[^\W\d_]\s?\d{{1,2}}\s?[^\W\d_]?)"
    r"\.?(?:[,|]?\s*\d{1,2}[:.]\d{2}(?:\s?\w{1,4})?)?"
)
_PART = re.compile(r"\s*[·•|]\s*")  # "By Ada Lovelace · Updated March 3, 2024 · 5 min read"
_DATED_PART = re.compile(rf"(?:[^\W\d_]+\s){{0,2}}{_DATE.pattern}")
_DATE_INSIDE = re.compile(rf"(?<![\w.]){_DATE.pattern}(?!\w)")
_LABEL_OF_DATE = 5  # words around a date: "Opublikowano 21 kwietnia 2021 przez admin"
_DATED_WITHIN = 6  # blocks from the title
_DATED = re.compile(rf"(?<!\d){_YEAR}(?!\d)")

# Proper names, the same in every language.
_NETWORKS = frozenset((
    "facebook", "twitter", "x", "linkedin", "pinterest", "whatsapp", "telegram", "reddit", "tumblr", "instagram",
    "youtube", "viber", "messenger", "vk", "odnoklassniki", "weibo", "wechat", "line", "kakaotalk", "mastodon",
    "bluesky", "threads", "flipboard", "stumbleupon", "digg", "xing",
))  # fmt: skip
_OF_A_POST = ("line.date", f"label.{Role.BYLINE}")
_COUNT = re.compile(r"\d+(?:[.,\s]\d{3})*")
_COUNTED_WORDS = 3
_STEP_MARK = re.compile(r"\s+[»›❯>]\s+")
_SLASH = re.compile(r"\s+/\s+")
_STEM = 4  # letters
_NETWORK_NAMES = 3  # of them; "Facebook Twitter" may be the header of a table


@dataclass(frozen=True, slots=True)
class Page:
    """What the rules look at: the blocks with their folded texts, and where the article begins.

    `opening` is the position of the first paragraph behind the title; `names` are the folded names that it compares.
    """

    blocks: Sequence[Block]
    keys: tuple[str, ...]
    title: int | None
    names: tuple[str, ...]
    opening: int
    language: Language


Rule = Callable[[Block, Page], bool]


def label_furniture(blocks: Sequence[Block], title: int | None, language: Language) -> list[Block]:
    """Return the blocks with their furniture labelled by the rule that found it.

    Args:
        blocks: all blocks of a source, in order; those that are labelled already stay so.
        title: the position of the title among them, if there is one.
        language: the language of the source.
    """
    page = _page(blocks, title, language)
    rules: list[str] = []
    for block in blocks:
        rules.append(block.boilerplate_rule or _rule(block, page) or _after(rules, block, page))
    for position in contents_entries(page.keys, blocks, rules):
        rules[position] = CONTENTS_ENTRY
    for position in tuple(_counters(page, rules)):
        rules[position] = "line.counter"
    for position in tuple(_closing_titles(page, rules)):
        rules[position] = TITLE_REPEATED
    for position in tuple(_teasers(page, rules)):
        rules[position] = "line.teaser"
    return [
        replace(block, boilerplate=True, boilerplate_rule=rule) if rule else block
        for block, rule in zip(blocks, rules, strict=True)
    ]


def is_furniture_line(block: Block, language: Language) -> bool:
    """Tell of a line by itself whether it is furniture; where it stands is not looked at."""
    page = Page((block,), (language.fold_key(block.text),), None, (), 0, language)
    return block.boilerplate or bool(_rule(replace(block, position=0), page))


def _page(blocks: Sequence[Block], title: int | None, language: Language) -> Page:
    keys = tuple(language.fold_key(block.text) for block in blocks)
    names: tuple[str, ...] = ()
    if title is not None and (comparison := read_title(blocks[title].text, language)):
        parts = (comparison.first, comparison.second)
        names = tuple(language.fold_key(blocks[title].text[slice(*part)]) for part in parts)
    start = -1 if title is None else title
    opening = next((block.position for block in blocks[start + 1 :] if _is_paragraph(block)), len(blocks))
    return Page(blocks, keys, title, names, opening, language)


def _is_paragraph(block: Block) -> bool:
    return block.kind is BlockKind.PARAGRAPH and count_words(block.text) > _LINE_WORDS


def _rule(block: Block, page: Page) -> str:
    if len(block.text) > _LONGEST:
        return ""
    return next((name for name, rule in _RULES.items() if rule(block, page)), "")


# -------------------------------------------------------------------------------------------------- lines


def _is_site_line(block: Block, page: Page) -> bool:
    words = block.text.split()
    if block.kind is BlockKind.LIST_ITEM or len(words) > _BARE_DOMAIN_WORDS:
        return False
    named = any(name in page.keys[block.position] for name in page.names if "." in name)
    return not named and _DOMAIN.search(block.text) is not None


def _is_copyright(block: Block, page: Page) -> bool:
    del page
    return _COPYRIGHT.match(block.text) is not None and len(block.text.split()) <= _LINE_WORDS


def _is_date(block: Block, page: Page) -> bool:
    numbered = block.marker[:1].isdigit()  # "12. mars 2021" opens as an item does
    if block.position > page.opening or (block.kind is BlockKind.LIST_ITEM and not numbered):
        return False
    line = f"{block.marker} {block.text}".strip()
    parts = _PART.split(line)
    if _is_dated_line(line, block, page):
        return True
    return _DATE.fullmatch(line) is not None or (len(parts) > 1 and any(_DATED_PART.fullmatch(one) for one in parts))


def _is_dated_line(line: str, block: Block, page: Page) -> bool:
    """A date near the title with a few words around it, none of them a compared thing: who published it, and when."""
    found = _DATE_INSIDE.search(line)
    near = abs(block.position - (page.title or 0)) <= _DATED_WITHIN and block.position < page.opening
    if found is None or not near or block.position == page.title:
        return False
    around = f"{line[: found.start()]} {line[found.end() :]}"
    names_none = not any(name in page.keys[block.position] for name in page.names)
    return names_none and count_words(around) <= _LABEL_OF_DATE and _DATE_INSIDE.search(around) is None


def _is_breadcrumb(block: Block, page: Page) -> bool:
    """A trail of steps before the first paragraph; a title that is glued to one was parted from it already."""
    if block.position == page.title or block.position >= page.opening:
        return False
    return is_trail(block.text) or _leads_home(block, page)


def _leads_home(block: Block, page: Page) -> bool:
    """Two steps are a trail where the first is the home page, and any that only slashes part."""
    tongues = (page.language, languages.load("en"))  # "Home" stands untranslated on pages of every language
    steps = _STEP_MARK.split(block.text)
    is_trail_home = len(steps) == 2 or len(steps := _SLASH.split(block.text)) > 1
    return is_trail_home and any(_opens_with_label(steps[0], Role.NAVIGATION, one) for one in tongues)


def _is_share_line(block: Block, page: Page) -> bool:
    words = [word.strip(".,:;|/·•") for word in page.keys[block.position].split()]
    named = [word for word in words if word]
    if block.position == page.title or len(named) < _NETWORK_NAMES or any(name in named for name in page.names):
        return False
    return all(word in _NETWORKS for word in named)


def _is_opening_title(block: Block, page: Page) -> bool:
    """A title that stands again before the first paragraph; further down it may head the differences."""
    return page.title is not None and page.title != block.position < page.opening and _says_title(block.position, page)


def _says_title(position: int, page: Page) -> bool:
    """Tell whether a block says what the title says, but for what either carries besides: "(with table)", " | Site"."""
    if page.title is None:
        return False
    key, title = page.keys[position], page.keys[page.title]
    if key == title:
        return True
    return bool(key) and (key in title or title in key) and _core(position, page) == _core(page.title, page)


def _core(position: int, page: Page) -> str:
    text = page.blocks[position].text
    comparison = read_title(text, page.language)
    end = comparison.suffix[0] if comparison and comparison.suffix else len(text)
    return page.language.fold_key(text[:end]).rstrip(" |»·([（")


def _is_label(role: Role, block: Block, page: Page) -> bool:
    if block.kind is BlockKind.LIST_ITEM:
        return False
    untranslated = block.kind is BlockKind.HEADING and block.role is role
    tongues = (page.language, languages.load("en")) if untranslated else (page.language,)
    return any(_opens_with_label(block.text, role, one) for one in tongues)


def _opens_with_label(text: str, role: Role, language: Language) -> bool:
    if len(text.split()) > (_LINE_WORDS if ":" in text else _LABEL_WORDS):
        return False
    folded = language.fold_key(text).strip(" :.!-–—|")
    return any(
        cue.group == "roles" and cue.key == role and _opens(cue, folded, role) and _covers(cue.end, folded, role)
        for cue in language.lexicon.find(folded)
    )


def _opens(cue: Cue, folded: str, role: Role) -> bool:
    """Tell whether a label opens a line, but for the word for "by" before a writer who has no name."""
    if cue.start == 0 or role is not Role.BYLINE:
        return cue.start == 0
    before = folded[: cue.start].split()
    return cue.end == len(folded) and len(before) == 1 and len(before[0]) <= _PARTICLE


def _covers(end: int, folded: str, role: Role) -> bool:
    """Tell whether a label is the whole line, or the line goes on as such lines do: "Recommended: …", "Written by …".

    "Video and audio" is a row label, so one word goes on only behind a colon, or with a year.
    """
    if end == len(folded):
        return True
    if role not in (Role.BYLINE, Role.SHARE, Role.RELATED, Role.VIDEO):
        return False
    rest = folded[end:]
    if role is Role.SHARE and any(_is_network(word) for word in rest.split()):
        return True
    if rest[0] in ":：" or not any(character.isalpha() for character in rest):
        return True
    return " " in folded[:end] and rest[0] == " " and len(folded.split()) <= _LABEL_WORDS


def _is_network(word: str) -> bool:
    """Tell whether a word names a network, with whatever ending ("Facebooku")."""
    return word in _NETWORKS or any(len(name) > _STEM and word.startswith(name) for name in _NETWORKS)


def _after(rules: Sequence[str], block: Block, page: Page) -> str:
    """A clip stands behind the bare label of a video: another language, or a year, and no sentence."""
    if (
        not rules
        or rules[-1] != f"label.{Role.VIDEO}"
        or block.kind is BlockKind.LIST_ITEM
        or len(block.text) > _LONGEST
    ):
        return ""
    before = page.blocks[block.position - 1].text
    if any(before.rstrip().partition(sign)[2].strip() for sign in ":："):
        return ""
    foreign = block.language not in ("", "und", page.language.code) and len(block.text.split()) > 2
    sentence = block.text.endswith((".", "。", "।", "۔"))
    return "video.clip" if (foreign or _DATED.search(block.text)) and not sentence else ""


# -------------------------------------------------------------------------------------------------- whole pages


def _counters(page: Page, rules: Sequence[str]) -> Iterator[int]:
    """Yield lines beside a date or a writer before the first paragraph that count something: views, minutes to read."""
    for block in page.blocks[: page.opening]:
        beside = {rules[position] for position in (block.position - 1, block.position + 1) if position < len(rules)}
        if rules[block.position] or block.position in (0, page.title) or beside.isdisjoint(_OF_A_POST):
            continue
        names_none = not any(name in page.keys[block.position] for name in page.names)
        if names_none and _COUNT.search(block.text) and count_words(_COUNT.sub("", block.text)) <= _COUNTED_WORDS:
            yield block.position


def _teasers(page: Page, rules: Sequence[str]) -> Iterator[int]:
    """Yield lines that announce another comparison: neither of its things is named anywhere else in the text."""
    if not page.names:
        return
    others: dict[int, tuple[str, ...]] = {}
    for block in page.blocks:
        if block.position == page.title or rules[block.position] or not _may_be_teaser(block):
            continue
        comparison = read_title(block.text, page.language)
        if comparison and comparison.specific:
            parts = (comparison.first, comparison.second)
            others[block.position] = tuple(page.language.fold_key(block.text[slice(*part)]) for part in parts)
    if not others:
        return
    listed = frozenset(_behind_related(others, rules))
    yield from sorted(listed)
    body = "\n".join(key for position, key in enumerate(page.keys) if position not in others)
    for position, names in ((one, names) for one, names in others.items() if one not in listed):
        if not any(len(name) < 3 or _is_spoken_of(name, body) or _shares_word(name, page.names) for name in names):
            yield position


def _behind_related(others: Iterable[int], rules: Sequence[str]) -> Iterator[int]:
    """Yield the titles of other comparisons that run on behind "Related articles", whatever they name."""
    end = -1
    for position in sorted(others):
        if rules[position - 1] == f"label.{Role.RELATED}" or position - 1 == end:
            yield (end := position)


def _may_be_teaser(block: Block) -> bool:
    return block.kind in (BlockKind.HEADING, BlockKind.LIST_ITEM) and len(block.text.split()) <= _LINE_WORDS


def _is_spoken_of(name: str, body: str) -> bool:
    """Tell whether any word of a name occurs, whatever its ending."""
    return any(word[: max(_STEM, len(word) - _STEM)] in body for word in name.split() if len(word) >= 3)


def _shares_word(name: str, names: Sequence[str]) -> bool:
    """Tell whether a name has a word of the page's subjects, whatever its ending."""
    stems = {word[:_STEM] for one in names for word in one.split()}
    return any(word[:_STEM] in stems for word in name.split())


def _closing_titles(page: Page, rules: Sequence[str]) -> Iterator[int]:
    """Yield titles that stand again behind the last line of the article."""
    for position in range(len(page.blocks) - 1, -1, -1):
        if position != page.title and _says_title(position, page):
            yield position
        elif not rules[position]:
            return


_RULES: dict[str, Rule] = {
    "line.domain": _is_site_line,
    "line.copyright": _is_copyright,
    TITLE_REPEATED: _is_opening_title,
    "line.date": _is_date,
    **{f"label.{role}": partial(_is_label, role) for role in FURNITURE_ROLES},
    BREADCRUMB: _is_breadcrumb,
    "line.share": _is_share_line,
}
