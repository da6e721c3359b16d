"""The form in which a dictionary would list a compared thing, where a title names it in another.

"Różnica między rowerem a hulajnogą" names its things in the instrumental. Their nominative stands where the body asks
after them ("Co to jest rower?"), heads a section or a column with them ("Hulajnoga"), or begins a defining sentence.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from itertools import islice

from pipeline.languages import Language
from pipeline.model import Block, BlockKind, Document, Name, Role
from pipeline.reading.forms import is_form_of
from pipeline.reading.untitled import asked_after
from pipeline.text.analysis import sentences
from pipeline.text.folding import fold

_EDGES = " .:?!¿"
_OPENING = 60  # characters behind a name in which a defining phrase may stand
_WORD = re.compile(r"\S+")


def citation_form(name: Name, document: Document, language: Language) -> Name:
    """Return the form that the body uses where it speaks of a thing by itself, with its place; else the name as it is.

    Args:
        name: a name as the title has it.
        document: a document with roles.
        language: its language; one whose names do not bend keeps the title's form.
    """
    if not language.names.endings:
        return name
    forms: dict[str, list[Name]] = defaultdict(list)
    for found in _by_itself(name.text, document, language):
        forms[language.fold_key(found.text)].append(found)
    if not forms or language.fold_key(name.text) in forms:
        return name
    commonest = max(forms.values(), key=len)
    return next((one for one in commonest if _is_cased_like(one, name, document)), commonest[0])


def _is_cased_like(form: Name, name: Name, document: Document) -> bool:
    """Tell whether a form is cased as the title has it; a title that begins with the name tells nothing."""
    begins = any(block.role is Role.TITLE and block.span.start == name.span.start for block in document.blocks)
    return begins or form.text[0].isupper() == name.text[0].isupper()


def _by_itself(name: str, document: Document, language: Language) -> Iterator[Name]:
    for block in document.blocks:
        if block.boilerplate or block.role is Role.TITLE:
            continue
        for place in (_asked(block, language), _whole(block), _defined(block, name, language)):
            if place and _is_form(block.text[slice(*place)], name, language):
                yield Name(block.text[slice(*place)], block.place(*place))
                break


def _asked(block: Block, language: Language) -> tuple[int, int] | None:
    is_question = block.kind is BlockKind.HEADING and block.role is Role.DEFINITION
    return asked_after(block.text, language) if is_question else None


def _whole(block: Block) -> tuple[int, int]:
    """Return the place of a block's text without what stands around it: a heading, a cell on a line of its own."""
    return len(block.text) - len(block.text.lstrip(_EDGES)), len(block.text.rstrip(_EDGES))


def _defined(block: Block, name: str, language: Language) -> tuple[int, int] | None:
    """Return the place of the words before a defining phrase at the start of a sentence ("Rower jest …")."""
    for sentence in sentences(block.text, language.code):
        words = list(islice(_WORD.finditer(block.text, sentence.start, sentence.end), len(name.split()) + 1))
        place = words[0].start(), words[-2 if len(words) > 1 else 0].end()
        if len(words) <= len(name.split()) or not _is_form(block.text[slice(*place)], name, language):
            continue
        behind = fold(block.text[words[-1].start() :][:_OPENING], language.casing).text
        cues = (cue for cue in language.lexicon.find(behind) if cue.group == "definition" and cue.key == "after")
        if any(cue.start == 0 for cue in cues):
            return place
    return None


def _is_form(text: str, name: str, language: Language) -> bool:
    words, parts = text.split(), name.split()
    return len(words) == len(parts) and all(is_form_of(*pair, language) for pair in zip(words, parts, strict=True))
