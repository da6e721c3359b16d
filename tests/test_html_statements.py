"""The given articles as HTML, well-formed and broken, say what their text says."""

from __future__ import annotations

import html
import re
from collections.abc import Callable

import pytest

from pipeline.model import Document, Origin

Read = Callable[..., Document]

ROW_CELLS = {
    "Gerçek Anlam": ("Gerçek Anlam", "yardımcı olur."),
    "Yürütülen Operasyonlar": ("Yürütülen Operasyonlar", "vb."),
    "Pazarlamada Uygunluk": ("Pazarlamada Uygunluk", "yardımcı olur."),
    "Önemli Fonksiyonlar": ("Önemli Fonksiyonlar", "artırın."),
    "En Yaygın Türler": ("En Yaygın Türler", "dikey BPO"),
}


def as_html(text: str) -> str:
    """Mark an article up as its site did: headings, paragraphs, lists, and the rows that we know as a table."""
    parts: list[str] = []
    for line in filter(None, map(str.strip, text.splitlines())):
        label = next((one for one in ROW_CELLS if line.startswith(one)), "")
        item = re.match(r"(?:•|\d\.)\s+(.*)", line)
        if label:
            first = line.index(ROW_CELLS[label][1]) + len(ROW_CELLS[label][1])
            cells = (label, line[len(label) : first].strip(), line[first:].strip())
            parts.append("<tr>" + "".join(f"<td>{html.escape(cell)}</td>" for cell in cells) + "</tr>")
        elif item:
            tag = "ul" if line.startswith("•") else "ol"
            parts.append(f"<{tag}><li>{html.escape(item[1])}</li></{tag}>")
        elif line in ("Karşılaştırma Parametreleri", "BPO", "Çağrı merkezi"):
            parts.append(f"<th>{html.escape(line)}</th>")
        else:
            is_heading = len(line) < 80 and not line.endswith((".", ","))
            parts.append(f"<h2>{html.escape(line)}</h2>" if is_heading else f"<p>{html.escape(line)}</p>")
    page = "\n".join(parts).replace("</ul>\n<ul>", "\n").replace("</ol>\n<ol>", "\n")
    page = re.sub(r"((?:<th>.*?</th>\s*)+)", r"<table><tr>\1</tr>", page)
    page = re.sub(r"((?:<tr><td>.*</td></tr>\s*)+)", r"\1</table>", page)
    return f"<!DOCTYPE html><html><head><title>x</title></head><body><article>{page}</article></body></html>"


def broken(page: str) -> str:
    """Leave tags open and give the page a second body, as tag soup does."""
    for tag in ("</p>", "</li>", "</td>", "</tr>", "</th>", "</article>"):
        page = page.replace(tag, "")
    return page.replace("<body>", "<body><div><body class=x>").replace("</html>", "</span></b>")


def said(document: Document) -> set[tuple[object, ...]]:
    return {(one.subject_id, one.aspect_id, one.value_concept_ids, one.value, one.count) for one in document.statements}


def listed(document: Document) -> list[tuple[object, ...]]:
    lists = [one for one in document.taxonomies if one.origin is Origin.LIST]
    return [(one.kind, one.subject, *((item.label.text, item.concept_id) for item in one.items)) for one in lists]


def cells(document: Document) -> list[list[str]]:
    return [[cell.text for cell in table.cells] for table in document.tables]


@pytest.mark.parametrize("form", [as_html, lambda text: broken(as_html(text))], ids=["well-formed", "broken"])
@pytest.mark.parametrize("article", ["norwegian", "turkish"])
def test_an_article_as_html_says_what_its_text_says(
    article: str, form: Callable[[str], str], request: pytest.FixtureRequest, read: Read
) -> None:
    text: str = request.getfixturevalue(article)
    plain, marked = read(text), read(form(text), "article.html")
    assert cells(marked) == cells(plain)
    assert listed(marked) == listed(plain)
    assert said(marked) == said(plain)
