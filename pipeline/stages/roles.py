"""Stage 4, roles: what each heading, section and paragraph is for, and which lines are site furniture.

A heading has the role whose phrase covers most of what is left of it once the names of the compared things are
taken out. Nothing is deleted: furniture is labelled with the rule that found it. (Corpus filters were tried on
this genre: C4's and jusText's line rules throw away bullets, headings and table headers.)
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import repeat, zip_longest

from pipeline import encoders, languages
from pipeline.languages import Language
from pipeline.model import Block, BlockKind, Document, Name, Role
from pipeline.reading.forms import holds, is_form_of
from pipeline.reading.unmarked_items import with_unmarked_items
from pipeline.stages.boilerplate import FURNITURE_ROLES, is_furniture_line, label_furniture
from pipeline.stages.stage import SourceStage
from pipeline.text.cues import Cue
from pipeline.text.folding import fold
from pipeline.text.scripts import count_words, is_unmarked
from pipeline.text.titles import Comparison, read_title

# Words of a heading that neither the phrase nor a name explains. "Sudden Benefits Cut Sparks Protest" holds
# "benefits" and is no heading of a section on advantages.
_UNEXPLAINED_WORDS = 3
_LITTLE_WORD = 2  # letters: articles and prepositions
_TOP = 3  # blocks: a logo and a breadcrumb may stand before the title
_CONFIRMATIONS = 3  # blocks that name each of two things that a title merely joins
_SENTENCE_INSIDE = re.compile(r"\w{2}[.!?؟]\s+\w|[。！？।۔]\s*\w")  # "Tea is a drink. There are two types:"
_LEAD_IN_WORDS = 4  # "Pink granite:" above a list is a heading
_SENTENCE_WORDS = 7  # of five letters; of thirty Thai headings those that do not name both things have at most five
_CLAUSE_WORDS = 5
_SENTENCES_OF_CUE = 160  # characters: a paragraph's role is announced in its first sentence

_ROLE_NAMES = frozenset(role.value for role in Role)
_SECTION_SPLITTERS = (Role.ADVANTAGES, Role.DISADVANTAGES)
_LABEL_ENDS = " :："
_GOING_ON = frozenset((
    Role.TYPES, Role.ADVANTAGES, Role.DISADVANTAGES, Role.FEATURES, Role.USES, Role.EXAMPLES, Role.KEY_DIFFERENCE,
    Role.SIMILARITIES, Role.SUMMARY, Role.CONCLUSION, Role.COMPARISON_TABLE,
))  # fmt: skip
_ASKED_FOR = frozenset((
    Role.TYPES, Role.ADVANTAGES, Role.DISADVANTAGES, Role.SIMILARITIES, Role.FEATURES, Role.USES, Role.KEY_DIFFERENCE,
))  # fmt: skip


@dataclass(frozen=True, slots=True)
class HeadingReading:
    """The role of a heading, and whether the phrase that gave it means something else (a mistranslation)."""

    role: Role
    mistranslated: bool = False


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


@lru_cache(maxsize=1024)  # the stages ask one after the other
def read_heading(text: str, names: tuple[str, ...], language: Language) -> HeadingReading | None:
    """Return the role that a heading announces, or None.

    Args:
        text: the heading.
        names: folded names of the compared things, to be taken out of it.
        language: whose phrases are tried; English ones are tried last (headings are left untranslated).
    """
    for candidate in (language, languages.load("en")):
        folded = candidate.fold_key(text)
        fitting = _fitting(folded, names, candidate)
        if not fitting and (compared := _compared_in(text, candidate)) != names:
            fitting = _fitting(folded, compared, candidate)
        if fitting:
            best = max(_most_telling(fitting), key=_telling)
            return HeadingReading(Role(best.key), best.group == "mistranslated")
    return None


def _compared_in(text: str, language: Language) -> tuple[str, ...]:
    """Return the names that a heading compares in itself, inflected otherwise than in the title."""
    comparison = read_title(text, language)
    if comparison is None or not comparison.specific:
        return ()
    return tuple(language.fold_key(text[start:end]) for start, end in (comparison.first, comparison.second))


def _fitting(folded: str, names: tuple[str, ...], language: Language) -> list[Cue]:
    """Return the cues that give the heading a role and leave little of it unexplained, none inside another's place."""
    cues = language.lexicon.find(folded)
    giving = [cue for cue in cues if _gives_role(cue)]
    if not giving:
        return []
    named = [place for name in names if name for place in _places(folded, name)]
    giving = [cue for cue in giving if not any(_lies_in(cue, *place) for place in named)]
    fitting = [
        cue for cue in giving
        if _unexplained(folded, [cue, *_explained_with(cue, cues)], named, names, language) <= _allowed(cue)
    ]  # fmt: skip
    wholes = [*fitting, *(cue for cue in cues if cue.group == "table")]
    return [cue for cue in fitting if not any(other.key != cue.key and _is_part(cue, other) for other in wholes)]


def _places(folded: str, name: str) -> list[tuple[int, int]]:
    return [(match.start(), match.end()) for match in re.finditer(re.escape(name), folded)]


def _lies_in(cue: Cue, start: int, end: int) -> bool:
    return start <= cue.start and cue.end <= end


def _is_part(cue: Cue, whole: Cue) -> bool:
    """Tell whether a cue is found inside a longer one.

    The Japanese word for merits ends the one for demerits, and "comparison" opens "comparison parameters", which stands
    over a column.
    """
    return _lies_in(cue, whole.start, whole.end) and cue.end - cue.start < whole.end - whole.start


def _gives_role(cue: Cue) -> bool:
    return cue.group == "roles" or (cue.group == "mistranslated" and cue.key in _ROLE_NAMES)


def _explained_with(cue: Cue, cues: Sequence[Cue]) -> list[Cue]:
    """Return what else a heading may hold: more phrases of the role, "and", the question that the role stands in."""
    return [
        other for other in cues
        if other.key in (cue.key, "conjunctions") or (other.key == Role.DEFINITION and other.has_slot)
    ]  # fmt: skip


def _most_telling(cues: list[Cue]) -> list[Cue]:
    """Leave out the question where it asks for another role, and the cons of a heading on pros and cons.

    "What are the drawbacks of a canoe?" asks for drawbacks, and defines nothing. "Key differences at a glance" are told
    in a table.
    """
    roles = {cue.key for cue in cues}
    if roles & _ASKED_FOR:
        cues = [cue for cue in cues if not (cue.key == Role.DEFINITION and cue.has_slot)]
    if Role.COMPARISON_TABLE in roles:
        cues = [cue for cue in cues if cue.key not in (Role.KEY_DIFFERENCE, Role.INTRODUCTION, Role.SUMMARY)]
    if {Role.ADVANTAGES, Role.DISADVANTAGES} <= roles:
        cues = [cue for cue in cues if cue.key != Role.DISADVANTAGES]
    return cues


def _telling(cue: Cue) -> tuple[int, bool, bool, int]:
    """The longest phrase tells most; of two, the one that stands for itself, word by word, and comes first."""
    return cue.end - cue.start, not cue.has_slot, "*" not in cue.phrase, -cue.start


def _allowed(cue: Cue) -> int:
    """A heading that is furniture says nothing else: "Format video MTS" is no video's label."""
    if cue.key in FURNITURE_ROLES:
        return 0
    return 1 if cue.key == Role.REFERENCES else _UNEXPLAINED_WORDS  # "Terms, reference data and reports" has none


def _unexplained(
    folded: str, cues: list[Cue], named: list[tuple[int, int]], names: tuple[str, ...], language: Language
) -> int:
    """Count the words of a heading outside phrases, names and articles; a slot explains what stands in it."""
    letters = list(folded)
    for start, end in (*named, *((cue.start, cue.end) for cue in cues)):
        letters[start:end] = " " * (end - start)
    rest = "".join(letters).split()
    words = [word for word in rest if any(map(str.isalpha, word)) and not _is_small(word, names, language)]
    if not language.spaces:
        return len("".join(words)) // 4
    if cues[0].key in FURNITURE_ROLES:
        return len(words)
    telling = sum(len(word) > _LITTLE_WORD for word in words)
    return max(0, telling - _UNEXPLAINED_WORDS - 1) if cues[0].has_slot else telling


def _is_small(word: str, names: tuple[str, ...], language: Language) -> bool:
    """Tell whether a word is an article, or a name in another form."""
    parts = {part for name in names for part in name.split()}
    return word in language.names.articles or any(is_form_of(word, part, language) for part in parts)


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
