"""The rules that label a block as site furniture, in order; the first that fits names itself."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from pipeline.languages import Language
from pipeline.model import Block, BlockKind, Role

_DOMAIN = re.compile(r"(?<![\w@])(?:https?://)?(?:[\w-]+\.)+[a-z]{2,24}(?:/\S*)?(?!\w)", re.IGNORECASE)
_BARE_DOMAIN_WORDS = 3  # "Logo tr.example.com" is a line of the site; a sentence that cites a site is not
_LABEL_WORDS = 6
FURNITURE_ROLES = (Role.CONTENTS, Role.BYLINE, Role.SHARE, Role.NAVIGATION, Role.RELATED, Role.VIDEO)

Rule = Callable[[Block, Sequence[Block], int | None, Language], bool]


def furniture_rule(block: Block, blocks: Sequence[Block], title: int | None, language: Language) -> str:
    """Return the name of the rule that makes `block` furniture, or "".

    Args:
        block: the block in question.
        blocks: all blocks of its source, in order.
        title: the position of the title among them, if there is one.
        language: the language of the source.
    """
    return next((name for name, rule in _RULES.items() if rule(block, blocks, title, language)), "")


def _is_site_line(block: Block, blocks: Sequence[Block], title: int | None, language: Language) -> bool:
    del blocks, title, language
    words = block.text.split()
    domains = _DOMAIN.findall(block.text)
    return bool(domains) and len(words) <= _BARE_DOMAIN_WORDS and block.kind is not BlockKind.LIST_ITEM


def _is_repeated_title(block: Block, blocks: Sequence[Block], title: int | None, language: Language) -> bool:
    if title is None or block.position == title:
        return False
    return language.fold_key(block.text) == language.fold_key(blocks[title].text)


def _is_label(role: Role) -> Rule:
    """Make the rule that a line says nothing but the phrase of a furniture role."""

    def rule(block: Block, blocks: Sequence[Block], title: int | None, language: Language) -> bool:
        del blocks, title
        if block.kind is BlockKind.LIST_ITEM or len(block.text.split()) > _LABEL_WORDS:
            return False
        folded = language.fold_key(block.text).strip(" :.!-–—|")
        return any(
            cue.group == "roles" and cue.key == role and cue.start == 0 and _covers(cue.end, folded, role)
            for cue in language.lexicon.find(folded)
        )

    return rule


def _covers(end: int, folded: str, role: Role) -> bool:
    """Tell whether a label is the whole line, or the line goes on as such lines do: "Recommended: …", "Written by …".

    "Video and audio" is a row label, so one word goes on only behind a colon.
    """
    if end == len(folded):
        return True
    goes_on = role in (Role.BYLINE, Role.SHARE, Role.RELATED, Role.VIDEO)
    return goes_on and (folded[end] in ":：" or (" " in folded[:end] and folded[end] == " "))


_RULES: dict[str, Rule] = {
    "line.domain": _is_site_line,
    "title.repeated": _is_repeated_title,
    **{f"label.{role}": _is_label(role) for role in FURNITURE_ROLES},
}
