"""Reading HTML beside the extractors that people use: main text, table cells and list items kept, furniture leaked.

``make bench-html``, or ``python -m benchmarks.html [FOLDER]`` for pages of your own: a folder of ``NAME.html`` with
``NAME.json`` beside each, an object with ``text`` and the arrays ``cells``, ``items`` and ``furniture_items``. Tools
that are not installed are left out, and the report says so. F1 is that of the article-extraction-benchmark (multisets
of four-word shingles, averaged over pages as precision and recall); a cell or item counts as kept where its words
stand together in the extracted text.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import re
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.html_pages import GoldPage, build_pages

_WORD = re.compile(r"\w+")
_SHINGLE = 4

Extractor = Callable[[str], str]


@dataclass(frozen=True, slots=True)
class Tool:
    """An extractor: what it is called, the module that it needs, and how to call it."""

    name: str
    module: str
    extract: Extractor


@dataclass(frozen=True, slots=True)
class Score:
    """What a tool kept of some pages; all shares are 0 to 1, the time is CPU milliseconds a page."""

    precision: float
    recall: float
    cells: float
    items: float
    leaked: float
    milliseconds: float

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall."""
        total = self.precision + self.recall
        return 2 * self.precision * self.recall / total if total else 0.0


def ours(html: str) -> str:
    """Return the blocks that are not marked as boilerplate."""
    from pipeline.html import read_html

    return "\n".join(block.text for block in read_html(html).blocks if not block.boilerplate)


def _trafilatura(html: str) -> str:
    import trafilatura

    return trafilatura.extract(html, include_tables=True, include_comments=False) or ""


def _trafilatura_recall(html: str) -> str:
    import trafilatura

    return trafilatura.extract(html, include_tables=True, include_comments=False, favor_recall=True) or ""


def _resiliparse(html: str) -> str:
    from resiliparse.extract.html2text import extract_plain_text

    return str(extract_plain_text(html, main_content=True))


def _readability(html: str) -> str:
    from bs4 import BeautifulSoup
    from readability import Document

    return BeautifulSoup(Document(html).summary(), "lxml").get_text("\n")


def _get_text(html: str) -> str:
    from bs4 import BeautifulSoup

    return BeautifulSoup(html, "html.parser").get_text("\n")


TOOLS = (
    Tool("tertium", "pipeline", ours),
    Tool("trafilatura", "trafilatura", _trafilatura),
    Tool("trafilatura, favor_recall", "trafilatura", _trafilatura_recall),
    Tool("resiliparse", "resiliparse", _resiliparse),
    Tool("readability-lxml", "readability", _readability),
    Tool("BeautifulSoup get_text", "bs4", _get_text),
)


def score(tool: Tool, pages: Sequence[GoldPage]) -> Score:
    """Return what `tool` makes of `pages`."""
    precision = recall = 0.0
    kept: Counter[str] = Counter()
    began = time.process_time()
    found = [tool.extract(page.html) for page in pages]
    spent = time.process_time() - began
    for page, text in zip(pages, found, strict=True):
        got, gold = _shingles(text), _shingles(page.text)
        common = (got & gold).total()
        precision += common / max(1, got.total())
        recall += common / max(1, gold.total())
        words = f" {' '.join(_WORD.findall(text.lower()))} "
        kept["cells"] += _count_kept(page.cells, words)
        kept["items"] += _count_kept(page.items, words)
        kept["leaked"] += _count_kept(page.furniture_items, words)
    return Score(
        precision / len(pages),
        recall / len(pages),
        kept["cells"] / max(1, sum(len(page.cells) for page in pages)),
        kept["items"] / max(1, sum(len(page.items) for page in pages)),
        kept["leaked"] / max(1, sum(len(page.furniture_items) for page in pages)),
        1000 * spent / len(pages),
    )


def read_pages(folder: Path) -> Iterator[GoldPage]:
    """Yield the pages of a folder with their gold, in the order of their names."""
    for path in sorted(folder.glob("*.html")):
        gold = json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))
        parts = (tuple(gold.get(key, ())) for key in ("cells", "items", "furniture_items"))
        yield GoldPage(path.stem, path.read_text(encoding="utf-8"), gold["text"], *parts)


def table(pages: Sequence[GoldPage]) -> Iterator[str]:
    """Yield the lines of a Markdown table with a row for each tool that is installed."""
    yield "| tool | precision | recall | F1 | cells kept | items kept | items leaked | CPU ms a page |"
    yield "|---|---|---|---|---|---|---|---|"
    for tool in TOOLS:
        if importlib.util.find_spec(tool.module) is None:
            yield f"| {tool.name} | not installed | | | | | | |"
            continue
        it = score(tool, pages)
        shares = (it.precision, it.recall, it.f1, it.cells, it.items, it.leaked)
        yield f"| {tool.name} | {' | '.join(f'{share:.3f}' for share in shares)} | {it.milliseconds:.1f} |"


def main(arguments: Sequence[str] | None = None) -> None:
    """Print the table over all pages, then one for each kind of markup."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", nargs="?", type=Path, help="pages of your own, with gold")
    folder = parser.parse_args(arguments).folder
    pages = list(read_pages(folder) if folder else build_pages())
    sections = {"all pages": pages}
    if not folder:
        for page in pages:
            sections.setdefault(page.name.rsplit("-", 1)[0], []).append(page)
    for name, members in sections.items():
        sys.stdout.write(f"\n## {name} ({len(members)})\n" + "\n".join(table(members)) + "\n")


def _shingles(text: str) -> Counter[tuple[str, ...]]:
    words = _WORD.findall(text.lower())
    return Counter(tuple(words[n : n + _SHINGLE]) for n in range(max(1, len(words) - _SHINGLE + 1)))


def _count_kept(wanted: Sequence[str], words: str) -> int:
    return sum(f" {' '.join(_WORD.findall(text.lower()))} " in words for text in wanted)


if __name__ == "__main__":
    main()
