"""Headers of tables that name nothing known: a run of lines without blank lines between, set apart from the prose.

Such a run may hold one cell a line. Its width shows where every n-th line opens alike, and the header otherwise; or
where a few short lines worded alike stand above long ones. Or it holds rows, below a line that opens with a word for
aspects; its width is then the one that it is cut into with the most confidence.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import islice, pairwise

from pipeline import languages
from pipeline.languages import Language
from pipeline.model import Block, BlockKind, Document, Role, Span
from pipeline.segmentation import Segmentation, segment, traits
from pipeline.tables.spacing import groups, stands_apart

_WIDEST = 4
_BEFORE, _BEFORE_QUOTATIONS = 2, 1  # lines that stand apart before a run; above quotations another table may stand
_FEWEST_ROWS = 3  # every n-th line may be alike by chance
_FEWEST_PARALLEL_ROWS = 2
_LONGEST_RUN = 400  # lines: in a longer one blank lines were lost altogether
_HEADER_WORDS = 6
_LONGEST_HEADER = 400  # characters
_QUOTES = "\"'“”„«»‘’「『"
_QUOTATION = re.compile(r"([\"“„«‘「『][^\"“”„«»「」『』]{2,400}[\"”“»’」』])[ \u3000]*\S")
_WORDS = re.compile(r"\S+")
_QUOTED = re.compile(r"[\"“„«‘「『][^\"“”„«»「」『』]{2,400}[\"”“»’」』][.,]?")
_SENTENCE_ENDS = (".", "!", "?", "…", ":", "。", "！", "？", "।", "؟")
_SURE, _LEAD = 0.65, 0.05  # mean confidence of the rows, and its distance from that of the next best width
_FEWEST_WORDS = 2  # of a cell that is worded as the others are
_LONGER = 2  # times as many words as the header, for a line that is certainly none


def cells_of_header(document: Document, position: int) -> tuple[tuple[Block, ...], bool]:
    """Return the header cells of the run that begins at a block, and whether the first is over the aspects.

    Args:
        document: a document with blocks.
        position: the block to begin at.

    Returns:
        The cells; none where no run of single cells begins here.
    """
    run = _run(document, position)
    for columns in range(2, _WIDEST + 1):
        header, body = run[:columns], run[columns:]
        if not body or len(body) % columns or not all(map(_may_head, header)):
            continue
        if len(body) >= _FEWEST_ROWS * columns and _alternates(header, body):
            return tuple(header), True
        if len(body) >= _FEWEST_PARALLEL_ROWS * columns and _parallel(header, body):
            return tuple(header), False
    return (), False


def cells_of_grouped_header(document: Document, position: int) -> tuple[Block, ...]:
    """Return the header cells of rows that blank lines part, a line for each cell; none where there are none.

    Args:
        document: a document with blocks.
        position: the block to begin at.
    """
    if not _may_head(document.blocks[position]) or not _opens(document, position, 1):
        return ()
    found = list(islice(groups(document, position), 1 + _FEWEST_ROWS))
    if len(found) <= _FEWEST_ROWS:
        return ()
    header, *body = found
    columns = len(header)
    plain = not any(one.boilerplate or one.kind is BlockKind.LIST_ITEM for group in (header, *body) for one in group)
    even = {len(group) for group in body} == {columns} and 1 < columns <= _WIDEST
    if not (plain and even and all(map(_may_head, header))):
        return ()
    if columns > 2:
        return tuple(header) if not any(group[0].text.endswith(_SENTENCE_ENDS) for group in body) else ()
    lines = [one for group in body for one in group]
    quoted = all(_QUOTED.fullmatch(group[0].text) for group in body)
    return tuple(header) if quoted or _parallel(header, lines) else ()


def cells_of_joined_header(document: Document, position: int, language: Language) -> tuple[Span, ...]:
    """Return where the cells of a run's first line stand, if its lines are rows that blanks joined.

    The header has to open with a word for aspects, or its rows with quotations. Of all widths the right one is cut with
    the most confidence: .69 to .98 on tables in four languages, .06 and more above the next; verse gets .60.

    Args:
        document: a document with blocks.
        position: the block to begin at.
        language: the language of the document.
    """
    text = document.blocks[position].text
    following = document.blocks[position + 1 : position + 2]
    if following and _QUOTATION.match(following[0].text) and not _QUOTATION.match(text):
        return _above_quotations(_run(document, position, _BEFORE_QUOTATIONS), language)
    label = _aspect_label(text, language)
    if not label and (spans := _parallel_cells(text, language)):
        run = _run(document, position)
        longer = all(len(block.text.split()) >= _LONGER * len(text.split()) for block in run[1:])
        return spans if len(run) > _FEWEST_ROWS and _may_head(run[0]) and longer else ()
    run = _run(document, position) if label else []
    if len(run) <= _FEWEST_ROWS or not _may_head(run[0]):
        return ()
    tried = [_cut([block.text for block in run], columns, label, language) for columns in range(2, _WIDEST + 1)]
    best, second = sorted(tried, key=_confidence, reverse=True)[:2]
    sure = _confidence(best) >= _SURE and _confidence(best) - _confidence(second) >= _LEAD
    return best.rows[0].cells if sure else ()


def _parallel_cells(text: str, language: Language) -> tuple[Span, ...]:
    """Return the cells of a line that share their first or last word: "Central systems Other systems"; else none."""
    places = [match.span() for match in _WORDS.finditer(text[:_LONGEST_HEADER])]
    words = [language.fold_key(text[start:end]) for start, end in places]
    for edges in (
        [*(at for at, word in enumerate(words) if word == words[0]), len(words)],
        [0, *(at + 1 for at, word in enumerate(words) if word == words[-1])],
    ):
        if 1 < len(edges) - 1 <= _WIDEST and min(end - start for start, end in pairwise(edges)) >= _FEWEST_WORDS:
            return tuple(Span(places[start][0], places[end - 1][1]) for start, end in pairwise(edges))
    return ()


def _above_quotations(run: Sequence[Block], language: Language) -> tuple[Span, ...]:
    """Return the two cells of a first line above lines that open with a quotation each, and go on behind it."""
    quotations = [_QUOTATION.match(block.text) for block in run[1:]]
    if len(run) <= _FEWEST_ROWS or not all(quotations) or not _may_head(run[0]):
        return ()
    cut = _cut([block.text for block in run], 2, "", language)
    ends = [match.end(1) for match in quotations if match]
    behind = [row.cells[0].end for row in cut.rows[1:]]
    return cut.rows[0].cells if ends == behind else ()


def _aspect_label(text: str, language: Language) -> str:
    """Return the words for aspects that a line opens with, as written, where other words follow."""
    words = text[:_LONGEST_HEADER].split()
    for candidate in (language, languages.load("en")):
        folded = candidate.fold_key(text[:_LONGEST_HEADER])
        for cue in candidate.lexicon.find(folded):
            if cue.group == "table" and cue.key == "aspect_header" and cue.start == 0:
                count = len(folded[: cue.end].split())
                if count < len(words):
                    return " ".join(words[:count])
    return ""


def _cut(texts: Sequence[str], columns: int, label: str, language: Language) -> Segmentation:
    known = (label,) if label else ()
    return segment(texts, columns, casing=language.casing, spaces=language.spaces, known_aspects=known)


def _confidence(cut: Segmentation) -> float:
    return sum(row.confidence for row in cut.rows) / len(cut.rows)


def _run(document: Document, position: int, before: int = _BEFORE) -> list[Block]:
    """Return the lines of a run, where as many lines before it are parted by blank lines."""
    blocks = document.blocks
    if not _opens(document, position, before):
        return []
    run = [blocks[position]]
    for block in blocks[position + 1 : position + 1 + _LONGEST_RUN]:
        if stands_apart(run[-1], block, document):
            break
        if block.boilerplate or block.kind in (BlockKind.LIST_ITEM, BlockKind.TITLE):
            return []
        run.append(block)
    return run if len(run) < _LONGEST_RUN else []


def _opens(document: Document, position: int, lines: int) -> bool:
    before = document.blocks[max(0, position - lines) : position + 1]
    return len(before) > lines and all(stands_apart(one, other, document) for one, other in pairwise(before))


def _may_head(block: Block) -> bool:
    short = len(block.text.split()) <= _HEADER_WORDS and not block.text.endswith(_SENTENCE_ENDS)
    return short and block.role in (Role.BODY, block.section_role)


def _alternates(header: Sequence[Block], body: Sequence[Block]) -> bool:
    """Tell whether the lines of a column open and close alike, unlike those of another and unlike its header."""
    columns = [{_look(block) for block in body[column :: len(header)]} for column in range(len(header))]
    looks = [next(iter(column)) for column in columns if len(column) == 1]
    told = len(looks) == len(header) == len(set(looks))
    return told and all(_look(cell) != look for cell, look in zip(header, looks, strict=True))


def _look(block: Block) -> tuple[int, bool]:
    first = block.text.split(maxsplit=1)[0]
    opens = traits.SYMBOL if first[0] in _QUOTES else traits.opening(first)
    kind = traits.UPPER if opens in (traits.UPPER, traits.ACRONYM) else opens
    return kind, block.text.endswith(_SENTENCE_ENDS)


def _parallel(header: Sequence[Block], body: Sequence[Block]) -> bool:
    """Tell whether short lines that share a word, but are not the same, stand above lines that are all longer."""
    words = [cell.text.casefold().split() for cell in header]
    shared = set.intersection(*map(set, words))
    longest = max(map(len, words))
    apart = len({tuple(one) for one in words}) == len(words) and all(len(one) > len(shared) for one in words)
    return bool(shared) and apart and all(len(block.text.split()) >= _LONGER * longest for block in body)
