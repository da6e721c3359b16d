"""Writing the page: the template with its style, its script, and the data that the script shows.

What a source says never becomes part of the page by itself. It stands in elements of the type ``application/json``,
with every ``<``, ``>`` and ``&`` escaped so that no element ends early, and the script puts it in place as text. The
content security policy lets run the one script whose hash it names, and nothing be fetched.
"""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from string import Template
from typing import Any

from pipeline.export.contents import Contents
from pipeline.report.data import SOURCES_HELD, ReportData

_ASSETS = Path(__file__).parent / "assets"
_STYLES = ("tokens.css", "page.css", "parts.css", "source.css", "print.css")
_SCRIPTS = (
    "dom.js", "data.js", "words.js", "passages.js", "filters.js", "charts.js", "overview.js", "summary.js",
    "taxonomy.js", "matrix.js", "verdicts.js", "source.js", "findings.js", "main.js",
)  # fmt: skip
_ESCAPES = str.maketrans(
    {"<": "\\u003c", ">": "\\u003e", "&": "\\u0026", "\u2028": "\\u2028", "\u2029": "\\u2029", "\x7f": "\\u007f"}
)
_encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def write_report(contents: Contents, folder: Path, held: int = SOURCES_HELD) -> None:
    """Write ``report.html``.

    Args:
        contents: what is written.
        folder: where.
        held: of how many sources the page holds the text; of the others it says that it is left out.
    """
    with (folder / "report.html").open("w", encoding="utf-8", newline="") as file:
        file.writelines(_pieces(ReportData(contents, held)))


def _pieces(data: ReportData) -> Iterator[str]:
    head, foot = _frame()
    yield head
    yield _element("index", data.index())
    for number, topic in enumerate(data.topics):
        yield _element(f"topic-{number}", data.topic(topic))
    for number, source in enumerate(data.held):
        yield _element(f"source-{number}", data.source(source))
    yield foot


def _element(name: str, value: Any) -> str:
    return f'<script type="application/json" id="data-{name}">{_encode(value).translate(_ESCAPES)}</script>\n'


@lru_cache(maxsize=1)
def _frame() -> tuple[str, str]:
    """Return the page before and after the data."""
    style = "".join(_asset(name) for name in _STYLES)
    script = '"use strict";\n(() => {\n' + "".join(_asset(name) for name in _SCRIPTS) + "})();\n"
    page = Template(_asset("report.html")).substitute(
        style=style, script=script, style_hash=_hash(style), script_hash=_hash(script)
    )
    head, _, foot = page.partition("<!-- data -->\n")
    return head, foot


def _asset(name: str) -> str:
    return (_ASSETS / name).read_text(encoding="utf-8")


def _hash(text: str) -> str:
    digest = hashlib.sha256(text.encode("utf-8")).digest()
    return f"sha256-{base64.b64encode(digest).decode('ascii')}"
