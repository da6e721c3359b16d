"""Stage 4, roles: what each heading, section and paragraph is for, and which lines are site furniture.

Nothing is deleted: furniture is labelled with the rule that found it. (Corpus filters were tried on this genre: C4's
and jusText's line rules throw away bullets, headings and table headers.)
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import repeat, zip_longest

from pipeline import encoders, languages
from pipeline.languages import Language
from pipeline.model import Block, BlockKind, Document, Name, Role
from pipeline.reading.forms import holds, is_form_of
from pipeline.reading.headings import read_heading
from pipeline.reading.unmarked_items import with_unmarked_items
from pipeline.stages.boilerplate import is_furniture_line, label_furniture
from pipeline.stages.stage import SourceStage
from pipeline.text.cues import Cue
from pipeline.text.folding import fold
from pipeline.text.scripts import count_words, is_unmarked
from pipeline.text.titles import Comparison, read_title

_TOP = 3  # blocks: a logo and a breadcrumb may stand before the title
_CONFIRMATIONS = 3  # blocks that name each of two things that a title merely joins
_SENTENCE_INSIDE = re.compile(r"\w{2}[.!?؟]\s+\w|[。！？।۔]\s*\w")  # "Tea is a drink. There are two types:"
_LEAD_IN_WORDS = 4  # "Pink granite:" above a list is a heading
_SENTENCE_WORDS = 7  # of five letters; of thirty Thai headings those that do not name both things have at most five
_CLAUSE_WORDS = 5
_SENTENCES_OF_CUE = 160  # characters: a paragraph's role is announced in its first sentence

_SECTION_SPLITTERS = (Role.ADVANTAGES, Role.DISADVANTAGES)
_LABEL_ENDS = " :："
_GOING_ON = frozenset((
    Role.TYPES, Role.ADVANTAGES, Role.DISADVANTAGES, Role.FEATURES, Role.USES, Role.EXAMPLES, Role.KEY_DIFFERENCE,
    Role.SIMILARITIES, Role.SUMMARY, Role.CONCLUSION, Role.COMPARISON_TABLE,
))  # fmt: skip


def assign_roles(document: Document) -> Document:
    """Lay roles, section roles, the title and boilerplate labels over the blocks."""
    language = languages.load(document.language)
    named = _names(document.blocks, _comparing_position(document.blocks, language), language)
    listed = with_unmarked_items(document.blocks, document.text, named, language)
    comparing = _comparing_position(listed, language)
    names = _names(listed, comparing, language)
    title = _title_position(listed, comparing, language)
    blocks = [_with_heading_role(block, title, comparing, names, language) for block in listed]
    blocks = label_furniture(blocks, title, language)
    if encoders.in_use():
        blocks = [_with_likely_role(block, names, language) for block in blocks]
    blocks = _with_sections(blocks, names, language)
    name = Name(blocks[title].text, blocks[title].span) if title is not None else None
    return replace(document, blocks=tuple(blocks), title=name)


def _title_position(blocks: tuple[Block, ...], comparing: int | None, language: Language) -> int | None:
    """Return the title: the line that compares, or the first heading of a page that compares further down."""
    if comparing is None or comparing < _TOP or blocks[0].kind is not BlockKind.HEADING:
        return comparing
    return comparing if is_furniture_line(blocks[0], language) else 0


def _comparing_position(blocks: tuple[Block, ...], language: Language) -> int | None:
    """Return the first line that words a comparison, a certain wording before a mere "X and Y".

    A mere "X and Y" at the very top is the title all the same where the text goes on about both.
    """
    joined = None
    for block in blocks:
        if block.boilerplate or block.kind not in (BlockKind.HEADING, BlockKind.TITLE):
            continue
        comparison = read_title(block.text, language)
        if comparison and comparison.specific:
            return block.position
        if comparison and joined is None and read_heading(block.text, (), language) is None:
            if block.position < _TOP and _goes_on_about(block, comparison, blocks, language):
                return block.position
            joined = block.position
    return joined


def _goes_on_about(title: Block, comparison: Comparison, blocks: tuple[Block, ...], language: Language) -> bool:
    names = [language.fold_key(title.text[start:end]) for start, end in (comparison.first, comparison.second)]
    texts = [language.fold_key(block.text) for block in blocks if block.position != title.position]
    return all(sum(name in text for text in texts) >= _CONFIRMATIONS for name in names)


def _names(blocks: tuple[Block, ...], title: int | None, language: Language) -> tuple[str, ...]:
    if title is None:
        return ()
    text = blocks[title].text
    comparison = read_title(text, language)
    spans = (comparison.first, comparison.second) if comparison else ()
    return tuple(language.fold_key(text[start:end]) for start, end in spans)


def _with_heading_role(
    block: Block, title: int | None, comparing: int | None, names: tuple[str, ...], language: Language
) -> Block:
    if block.position == title:
        return replace(block, kind=BlockKind.TITLE, role=Role.TITLE)
    if block.kind is not BlockKind.HEADING:
        return block
    reading = read_heading(block.text, names, language)
    if reading:
        return replace(block, role=reading.role)
    comparison = read_title(block.text, language) if names else None
    if comparison and block.position != comparing and _names_both(block.text, names, language):
        return replace(block, role=Role.INTRODUCTION)
    if comparison and comparison.specific:
        return replace(block, role=Role.COMPARISON_TABLE)
    return block


def _with_likely_role(block: Block, names: tuple[str, ...], language: Language) -> Block:
    """Give a heading that no phrase knows the role of the headings of other languages that it is like."""
    from pipeline.reading.likeness import likeness  # numpy costs .03 s, which a run without encoders does not pay

    if block.kind is not BlockKind.HEADING or block.role is not Role.BODY or block.boilerplate:
        return block
    found = likeness(language.fold_key(block.text), names, language.code, encoders.in_use())
    if found is None:
        return block
    return replace(block, role=found.role, role_rule="likeness", role_confidence=found.confidence)


def _names_both(text: str, names: tuple[str, ...], language: Language) -> bool:
    folded = language.fold_key(text)
    return all(name in folded or holds(folded, name, language) for name in names)


def _with_sections(blocks: list[Block], names: tuple[str, ...], language: Language) -> list[Block]:
    """Give each block the role of its section, and each paragraph its own."""
    section, heading = Role.INTRODUCTION, None
    placed: list[Block] = []
    blocks = [
        replace(block, kind=BlockKind.PARAGRAPH) if _leads_in(block, following) else block
        for block, following in zip_longest(blocks, blocks[1:])
    ]
    for index, block in enumerate(blocks):
        following = blocks[index + 1] if index + 1 < len(blocks) else None
        above = placed[heading] if heading is not None else None
        if _heads_its_definition(block, following, names, language) or _heads_its_list(
            block, following, above, names, language
        ):
            block = replace(block, role=Role.DEFINITION)  # noqa: PLW2901
        if _is_unstopped(block, following, placed, language) or _is_sentence(block, language):
            block = replace(block, kind=BlockKind.PARAGRAPH)  # noqa: PLW2901
        if block.kind is BlockKind.HEADING and not block.boilerplate and block.role is not Role.BODY:
            role = _section_role(block, following, language)
            section, heading = role, block.position
            placed.append(replace(block, role=role, section_role=role))
        elif block.kind in (BlockKind.HEADING, BlockKind.TITLE):
            placed.append(replace(block, section_role=section, parent=heading))
        else:
            role = _paragraph_role(block, following, section, language)
            placed.append(replace(block, role=role, section_role=section, parent=heading))
    return placed


def _heads_its_definition(block: Block, following: Block | None, names: tuple[str, ...], language: Language) -> bool:
    """Tell whether a heading is the bare name of a thing, above a paragraph that says what it is."""
    is_bare = block.kind is BlockKind.HEADING and block.role is Role.BODY and not block.boilerplate
    if not is_bare or following is None or following.kind is not BlockKind.PARAGRAPH:
        return False
    words = _telling_words(block, language)
    defines = any(cue.group == "definition" for cue in _opening_cues(following, language))
    return defines and _is_one_of(words, names, language) and count_words(following.text) > len(words) + 1


def _heads_its_list(
    block: Block, following: Block | None, above: Block | None, names: tuple[str, ...], language: Language
) -> bool:
    """Tell whether a heading is the bare name of a thing above a list on it, and does not go on with its section.

    "Canoe" below "Advantages" stands over those of a canoe, and below "Advantages of a kayak" over other things.
    """
    is_bare = block.kind is BlockKind.HEADING and block.role is Role.BODY and not block.boilerplate
    if not is_bare or following is None or following.kind is not BlockKind.LIST_ITEM:
        return False
    if not _is_one_of(_telling_words(block, language), names, language):
        return False
    going_on = above is not None and above.role in _GOING_ON
    return not going_on or any(name in language.fold_key(above.text) for name in names if above)


def _telling_words(block: Block, language: Language) -> list[str]:
    words = language.fold_key(block.text).rstrip(_LABEL_ENDS).split()
    return [word for word in words if word not in language.names.articles]


def _is_one_of(words: list[str], names: tuple[str, ...], language: Language) -> bool:
    """Tell whether words are a name, in whatever form."""
    split = (name.split() for name in names)
    return any(len(words) == len(parts) and all(map(is_form_of, words, parts, repeat(language))) for parts in split)


def _leads_in(block: Block, following: Block | None) -> bool:
    """Tell whether a line like a heading is the clause that leads in a list ("Tea is divided into two types:")."""
    is_bare = block.role in (Role.BODY, Role.DEFINITION) or _SENTENCE_INSIDE.search(block.text) is not None
    if block.kind is not BlockKind.HEADING or block.boilerplate or not is_bare:
        return False
    before_list = following is not None and following.kind is BlockKind.LIST_ITEM
    return before_list and block.text.endswith((":", "：")) and count_words(block.text) >= _LEAD_IN_WORDS


def _is_sentence(block: Block, language: Language) -> bool:
    """Tell whether a line like a heading is a sentence of a script that ends none by a mark.

    Thai and Lao have no full stop, and Khmer often goes without: there a line is a sentence by its length, and a
    shorter one that says what a thing is, may or must be.
    """
    is_line = block.kind is BlockKind.HEADING and not block.boilerplate and not block.level
    if not is_line or block.role not in (Role.BODY, Role.INTRODUCTION) or not is_unmarked(block.text):
        return False
    if block.role_rule or read_heading(block.text, (), language):
        return False
    words = count_words(block.text)
    return words >= _SENTENCE_WORDS or (words >= _CLAUSE_WORDS and _says_something(block, language))


def _says_something(block: Block, language: Language) -> bool:
    cues = language.lexicon.find(fold(block.text, language.casing).text)
    return any(cue.group in ("definition", "modality", "negation") and cue.start for cue in cues)


def _is_unstopped(block: Block, following: Block | None, before: list[Block], language: Language) -> bool:
    """Tell whether a line like a heading is a sentence without a stop, as Thai writes them.

    It announces nothing, stands right below a heading that does, and heads nothing itself.
    """
    if language.spaces or block.kind is not BlockKind.HEADING or block.role is not Role.BODY or block.boilerplate:
        return False
    is_below = bool(before) and before[-1].kind is BlockKind.HEADING and before[-1].role is not Role.BODY
    return is_below and (following is None or following.kind is BlockKind.HEADING)


def _section_role(heading: Block, following: Block | None, language: Language) -> Role:
    """A heading that only names both things opens on the key difference where its first sentence tells it."""
    in_a_list = following is not None and following.kind is BlockKind.LIST_ITEM
    if heading.role is Role.COMPARISON_TABLE and in_a_list and _tells_the_difference(heading, language):
        return Role.KEY_DIFFERENCE  # "Key differences at a glance", above a list
    only_names = heading.role is Role.INTRODUCTION and read_heading(heading.text, (), language) is None
    if only_names and following and _tells_the_difference(following, language):
        return Role.KEY_DIFFERENCE
    return heading.role


def _paragraph_role(block: Block, following: Block | None, section: Role, language: Language) -> Role:
    if block.kind is BlockKind.PARAGRAPH and following and following.kind is BlockKind.LIST_ITEM:
        return Role.LIST_INTRO
    if section in (Role.INTRODUCTION, Role.KEY_DIFFERENCE) and _tells_the_difference(block, language):
        return Role.KEY_DIFFERENCE
    if section is Role.DEFINITION:
        keys = {cue.key for cue in _opening_cues(block, language) if cue.group in ("roles", "lists")}
        return next((role for role in reversed(_SECTION_SPLITTERS) if role in keys), section)
    return section


def _tells_the_difference(block: Block, language: Language) -> bool:
    return any(cue.group == "roles" and cue.key == Role.KEY_DIFFERENCE for cue in _opening_cues(block, language))


def _opening_cues(block: Block, language: Language) -> Sequence[Cue]:
    return language.lexicon.find(fold(block.text[:_SENTENCES_OF_CUE], language.casing).text)


STAGE = SourceStage(
    "roles",
    3,
    requires=("blocks", "language"),
    assigns=("title", "block.kind", "block.role", "block.role_rule", "block.section_role", "block.boilerplate"),
    apply=assign_roles,
)
