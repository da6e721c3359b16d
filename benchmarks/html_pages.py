"""Pages with gold that the benchmark of HTML reading builds itself: articles of the genre in ten kinds of markup.

The words are made of syllables, so that no page is known to any extractor and no language is favoured. What stands
around an article is what sites put there: navigation, breadcrumb, share buttons, related articles, a sidebar,
comments, a cookie notice and a footer.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html import escape

_ONSETS = (*"bdfgklmnprstvz", "br", "dr", "gr", "kl", "pl", "st", "tr")
_VOWELS = (*"aeiou", "ai", "ei", "ou")


@dataclass(frozen=True, slots=True)
class GoldPage:
    """A page with what an extractor should find in it, and the list items of the furniture that it should not."""

    name: str
    html: str = field(repr=False)
    text: str = field(repr=False)
    cells: tuple[str, ...] = field(repr=False)
    items: tuple[str, ...] = field(repr=False)
    furniture_items: tuple[str, ...] = field(repr=False)


def build_pages(per_markup: int = 10, seed: int = 20261121) -> Iterator[GoldPage]:
    """Yield the pages, the same for the same arguments.

    Args:
        per_markup: how many pages of each kind of markup.
        seed: of the words and of how much of everything there is.
    """
    for markup in MARKUPS:
        for number in range(per_markup):
            words = _Words(random.Random(f"{seed} {number}"))
            article, furniture = _Article(words), _Furniture(words)
            yield GoldPage(
                f"{markup}-{number:02}",
                _PAGES[markup](article, furniture),
                article.text(),
                tuple(cell for row in article.table for cell in row if isinstance(cell, str)),
                (*(f"{label}: {said}" for label, said in article.types), *article.steps, *article.in_cell),
                tuple(item for item in furniture.items() if f" {item.lower()} " not in article.words()),
            )


class _Words:
    def __init__(self, random_: random.Random) -> None:
        self.random = random_

    def word(self) -> str:
        pick = self.random.choice
        return "".join(pick(_ONSETS) + pick(_VOWELS) for _ in range(self.random.randint(1, 3)))

    def phrase(self, least: int, most: int) -> str:
        return " ".join(self.word() for _ in range(self.random.randint(least, most))).capitalize()

    def sentences(self, least: int, most: int) -> str:
        return " ".join(self.phrase(7, 20) + "." for _ in range(self.random.randint(least, most)))


class _Article:
    """What is on a page of the genre: prose, a comparison table, a list of types, numbered steps."""

    def __init__(self, words: _Words) -> None:
        number = words.random.randint
        self.first, self.second = words.phrase(1, 2), words.phrase(1, 2)
        self.title = f"{self.first} vs. {self.second}"
        self.intro = [words.sentences(2, 4) for _ in range(number(1, 3))]
        self.in_cell = [words.phrase(1, 3) for _ in range(3)]
        self.table: list[list[str | list[str]]] = [[words.phrase(1, 2), self.first, self.second]]
        self.table += [[words.phrase(1, 2), words.phrase(2, 9), words.phrase(2, 9)] for _ in range(number(3, 7))]
        self.table.append([words.phrase(1, 2), self.in_cell, words.phrase(2, 9)])
        self.sections = [(words.phrase(1, 4), [words.sentences(2, 5) for _ in range(2)]) for _ in range(number(2, 4))]
        self.lead_in = words.phrase(4, 9) + ":"
        self.types = [(words.phrase(1, 3), words.sentences(1, 1)) for _ in range(number(3, 6))]
        self.steps = [words.phrase(2, 8) for _ in range(number(3, 5))]
        self.ending = words.sentences(2, 3)

    def text(self) -> str:
        """Return the article as plain text, a block a line."""
        lines = [self.title, *self.intro]
        for row in self.table:
            lines.append(" ".join(" ".join(cell) if isinstance(cell, list) else cell for cell in row))
        for heading, paragraphs in self.sections:
            lines += [heading, *paragraphs]
        lines += [self.lead_in, *(f"{label}: {said}" for label, said in self.types), *self.steps, self.ending]
        return "\n".join(lines)

    def words(self) -> str:
        """Return the text as words between blanks: short words of the furniture may stand in it by chance."""
        return f" {re.sub('[^a-z]+', ' ', self.text().lower())} "


class _Furniture:
    """What sites put around an article."""

    def __init__(self, words: _Words) -> None:
        number = words.random.randint
        self.site = words.phrase(1, 2)
        self.menu = [words.phrase(1, 2) for _ in range(number(4, 9))]
        self.crumbs = [words.phrase(1, 1) for _ in range(3)]
        self.share = [words.phrase(1, 1) for _ in range(4)]
        self.related = [f"{words.phrase(1, 3)} vs. {words.phrase(1, 3)}" for _ in range(number(3, 6))]
        self.recent = [words.phrase(3, 7) for _ in range(number(3, 6))]
        self.comments = [(words.phrase(1, 2), words.sentences(1, 2)) for _ in range(number(0, 4))]
        self.cookie = words.sentences(1, 2)
        self.legal = [words.phrase(1, 2) for _ in range(3)]

    def items(self) -> list[str]:
        """Return the entries of its lists."""
        return [*self.menu, *self.related, *self.recent, *self.legal]


def _links(texts: list[str], opening: str, closing: str) -> str:
    return "".join(f'{opening}<a href="/{n}">{escape(text)}</a>{closing}\n' for n, text in enumerate(texts))


def _list(texts: list[str], name: str = "ul") -> str:
    return f"<{name}>{''.join(f'<li>{escape(text)}</li>' for text in texts)}</{name}>\n"


def _link_list(texts: list[str]) -> str:
    return f"<ul>{_links(texts, '<li>', '</li>')}</ul>"


def _cell(cell: str | list[str]) -> str:
    return _list(cell) if isinstance(cell, list) else escape(cell)


def _table(article: _Article) -> str:
    header, *rows = article.table
    body = "".join("<tr>" + "".join(f"<td>{_cell(cell)}</td>" for cell in row) + "</tr>\n" for row in rows)
    return f"<table><tr>{''.join(f'<th>{_cell(cell)}</th>' for cell in header)}</tr>\n{body}</table>\n"


def _role_table(article: _Article) -> str:
    rows = []
    for number, row in enumerate(article.table):
        role = "columnheader" if number == 0 else "cell"
        rows.append('<div role="row">' + "".join(f'<div role="{role}">{_cell(c)}</div>' for c in row) + "</div>\n")
    return f'<div role="table">{"".join(rows)}</div>\n'


def _body(article: _Article, table: str) -> str:
    parts = [f"<p>{escape(text)}</p>\n" for text in article.intro]
    parts.append(table)
    for heading, paragraphs in article.sections:
        parts.append(f"<h2>{escape(heading)}</h2>\n" + "".join(f"<p>{escape(text)}</p>\n" for text in paragraphs))
    parts.append(f"<p>{escape(article.lead_in)}</p>\n<ul>")
    parts += [f"<li><b>{escape(label)}</b>: {escape(said)}</li>\n" for label, said in article.types]
    return "".join(parts) + "</ul>\n" + _list(article.steps, "ol") + f"<p>{escape(article.ending)}</p>\n"


def _page(title: str, body: str) -> str:
    head = f'<head><meta charset="utf-8"><title>{escape(title)}</title><script>var a = "<p>b</p>";</script></head>'
    return f"<!DOCTYPE html>\n<html>{head}\n<body>\n{body}</body></html>\n"


def _comments(furniture: _Furniture) -> str:
    return "".join(f"<div><b>{escape(who)}</b><p>{escape(text)}</p></div>\n" for who, text in furniture.comments)


def _semantic(article: _Article, furniture: _Furniture) -> str:
    return _page(article.title, (
        f"<header><div>{furniture.site}</div><nav>{_link_list(furniture.menu)}</nav></header>\n"
        f'<nav aria-label="breadcrumb">{_links(furniture.crumbs, "", " / ")}</nav>\n'
        f"<main><article><h1>{escape(article.title)}</h1>\n{_body(article, _table(article))}</article></main>\n"
        f"<aside><h3>{furniture.site}</h3>{_link_list(furniture.recent)}{_link_list(furniture.related)}</aside>\n"
        f'<section id="comments">{_comments(furniture)}</section>\n'
        f'<div class="share">{_link_list(furniture.share)}</div>'
        f'<footer>{_link_list(furniture.legal)}</footer><div id="cookie-notice">{furniture.cookie}</div>'
    ))  # fmt: skip


def _classes(article: _Article, furniture: _Furniture) -> str:
    return _page(article.title, (
        f'<div id="header"><div class="logo">{furniture.site}</div>'
        f'<div class="menu">{_link_list(furniture.menu)}</div></div>\n'
        f'<div class="breadcrumbs">{_links(furniture.crumbs, "", " / ")}</div>\n<div id="content" class="post">'
        f'<h1 class="title">{escape(article.title)}</h1>\n'
        f'<div class="entry">{_body(article, _table(article))}</div>\n'
        f'<div class="social-share">{_link_list(furniture.share)}</div>\n'
        f'<div class="related-posts"><h3>{furniture.site}</h3>{_link_list(furniture.related)}</div>'
        f'<div class="comments">{_comments(furniture)}</div></div>\n'
        f'<div class="sidebar"><h3>{furniture.site}</h3>{_link_list(furniture.recent)}</div>\n'
        f'<div id="footer">{_link_list(furniture.legal)}</div><div class="cookie-bar">{furniture.cookie}</div>'
    ))  # fmt: skip


def _divs(article: _Article, furniture: _Furniture, table: str = "") -> str:
    return _page(article.title, (
        f"<div><div>{furniture.site}</div>{_link_list(furniture.menu)}</div>\n"
        f"<div>{_links(furniture.crumbs, '', ' / ')}</div>\n"
        f"<div><div><h1>{escape(article.title)}</h1>\n<div>{_body(article, table or _table(article))}</div></div>\n"
        f"<div>{_link_list(furniture.share)}</div>"
        f"<div><h3>{furniture.site}</h3>{_link_list(furniture.related)}</div>\n<div>{_comments(furniture)}</div></div>\n"
        f"<div><h3>{furniture.site}</h3>{_link_list(furniture.recent)}</div>\n"
        f"<div>{_link_list(furniture.legal)}</div><div>{furniture.cookie}</div>"
    ))  # fmt: skip


def _layout(article: _Article, furniture: _Furniture) -> str:
    return _page(article.title, (
        f'<table width="100%"><tr><td colspan="3"><font size="6">{furniture.site}</font></td></tr>\n<tr>'
        f'<td width="150">{_links(furniture.menu, "&bull; ", "<br>")}</td>\n'
        f"<td><h1>{escape(article.title)}</h1>\n{_body(article, _table(article))}</td>\n"
        f"<td>{_links(furniture.recent, '', '<br>')}<hr>{_links(furniture.related, '', '<br>')}</td></tr>\n"
        f'<tr><td colspan="3">{_links(furniture.legal, "", " | ")}</td></tr></table>'
    ))  # fmt: skip


def _aria(article: _Article, furniture: _Furniture) -> str:
    return _divs(article, furniture, _role_table(article))


def _sloppy(article: _Article, furniture: _Furniture) -> str:
    page = _classes(article, furniture)
    for end in ("</li>", "</p>", "</td>", "</th>", "</tr>", "</b>", "</h3>"):
        page = page.replace(end, "")
    return page.replace("<body>", "<body><body>").replace('"', "'", 8)


def _flat(article: _Article, furniture: _Furniture) -> str:
    """Nothing is wrapped: the article and all around it are children of the body."""
    return _page(article.title, (
        f"<p>{furniture.site}</p>{_link_list(furniture.menu)}<h1>{escape(article.title)}</h1>\n"
        f"{_body(article, _table(article))}<h3>{furniture.site}</h3>{_link_list(furniture.related)}"
        f"{_comments(furniture)}{_link_list(furniture.recent)}{_link_list(furniture.legal)}<p>{furniture.cookie}</p>"
    ))  # fmt: skip


def _cards(article: _Article, furniture: _Furniture) -> str:
    """Each section stands in a division of its own, folded up until it is clicked."""
    body = _body(article, _table(article))
    first, *sections = body.split("<h2>")
    cards = "".join(f"<div><h2>{text.replace('</h2>', '</h2><div>', 1)}</div></div>\n" for text in sections)
    return _page(article.title, (
        f"<div>{_link_list(furniture.menu)}</div><div><h1>{escape(article.title)}</h1></div>\n<div>{first}</div>\n"
        f"{cards}<div>{_link_list(furniture.related)}</div><div>{_comments(furniture)}</div>"
        f"<div>{furniture.cookie}</div><div>{_link_list(furniture.recent + furniture.legal)}</div>"
    ))  # fmt: skip


def _misleading(article: _Article, furniture: _Furniture) -> str:
    """Names that say something else: content in what is called a sidebar, furniture in what is called content."""
    return _page(article.title, (
        f'<div class="content"><div class="main-menu-content">{_link_list(furniture.menu)}</div></div>\n'
        f'<div class="sidebar-right-layout"><h1>{escape(article.title)}</h1><div class="share-wrapper nav-content">'
        f"{_body(article, _table(article))}</div></div>\n"
        f'<div class="article-list"><div class="entry">{_link_list(furniture.related)}</div></div>'
        f'<div class="post-text"><p>{furniture.cookie}</p></div><article>{_comments(furniture)}</article>'
        f'<div class="text">{_link_list(furniture.recent + furniture.legal)}</div>'
    ))  # fmt: skip


def _teasers(article: _Article, furniture: _Furniture) -> str:
    """Teasers between the sections, lists of the article made of links, lists of the furniture made of none."""
    body = _body(article, _table(article))
    for number, text in enumerate(furniture.related):
        body = body.replace("<h2>", f'<p><a href="/r{number}">{escape(text)}</a></p>\n<h2 id="s{number}">', 1)
    for label, _ in article.types:
        body = body.replace(f"<b>{escape(label)}</b>", f'<a href="/t"><b>{escape(label)}</b></a>')
    for step in article.steps:
        body = body.replace(f"<li>{escape(step)}</li>", f'<li><a href="/s">{escape(step)}</a></li>')
    return _page(article.title, (
        f"<div>{_list(furniture.menu)}</div>\n<div><h1>{escape(article.title)}</h1>{body}</div>\n"
        f"<div>{_list(furniture.recent)}</div><div>{_comments(furniture)}</div>"
        f"<div>{_list(furniture.legal)}<p>{furniture.cookie}</p></div>"
    ))  # fmt: skip


_PAGES = {
    "semantic": _semantic, "classes": _classes, "divs": _divs, "layout": _layout, "aria": _aria, "sloppy": _sloppy,
    "flat": _flat, "cards": _cards, "misleading": _misleading, "teasers": _teasers,
}  # fmt: skip
MARKUPS = tuple(_PAGES)
