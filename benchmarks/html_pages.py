"""Pages with gold that the benchmark of HTML reading builds itself: articles in fourteen kinds of markup."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from html import escape

from benchmarks.html_parts import (
    Article,
    Furniture,
    Words,
    as_body,
    as_comments,
    as_page,
    as_role_table,
    as_table,
    bare_list,
    link_list,
    links,
)
from benchmarks.html_wild import WILD_PAGES


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
            words = Words(random.Random(f"{seed} {number}"))
            article, furniture = Article(words), Furniture(words)
            yield GoldPage(
                f"{markup}-{number:02}",
                _PAGES[markup](article, furniture),
                article.text(),
                tuple(cell for row in article.table for cell in row if isinstance(cell, str)),
                (*(f"{label}: {said}" for label, said in article.types), *article.steps, *article.in_cell),
                tuple(item for item in furniture.items() if f" {item.lower()} " not in article.words()),
            )


def _semantic(article: Article, furniture: Furniture) -> str:
    return as_page(article.title, (
        f"<header><div>{furniture.site}</div><nav>{link_list(furniture.menu)}</nav></header>\n"
        f'<nav aria-label="breadcrumb">{links(furniture.crumbs, "", " / ")}</nav>\n'
        f"<main><article><h1>{escape(article.title)}</h1>\n{as_body(article, as_table(article))}</article></main>\n"
        f"<aside><h3>{furniture.site}</h3>{link_list(furniture.recent)}{link_list(furniture.related)}</aside>\n"
        f'<section id="comments">{as_comments(furniture)}</section>\n'
        f'<div class="share">{link_list(furniture.share)}</div>'
        f'<footer>{link_list(furniture.legal)}</footer><div id="cookie-notice">{furniture.cookie}</div>'
    ))  # fmt: skip


def _classes(article: Article, furniture: Furniture) -> str:
    return as_page(article.title, (
        f'<div id="header"><div class="logo">{furniture.site}</div>'
        f'<div class="menu">{link_list(furniture.menu)}</div></div>\n'
        f'<div class="breadcrumbs">{links(furniture.crumbs, "", " / ")}</div>\n<div id="content" class="post">'
        f'<h1 class="title">{escape(article.title)}</h1>\n'
        f'<div class="entry">{as_body(article, as_table(article))}</div>\n'
        f'<div class="social-share">{link_list(furniture.share)}</div>\n'
        f'<div class="related-posts"><h3>{furniture.site}</h3>{link_list(furniture.related)}</div>'
        f'<div class="comments">{as_comments(furniture)}</div></div>\n'
        f'<div class="sidebar"><h3>{furniture.site}</h3>{link_list(furniture.recent)}</div>\n'
        f'<div id="footer">{link_list(furniture.legal)}</div><div class="cookie-bar">{furniture.cookie}</div>'
    ))  # fmt: skip


def _divs(article: Article, furniture: Furniture, table: str = "") -> str:
    return as_page(article.title, (
        f"<div><div>{furniture.site}</div>{link_list(furniture.menu)}</div>\n"
        f"<div>{links(furniture.crumbs, '', ' / ')}</div>\n"
        f"<div><div><h1>{escape(article.title)}</h1>\n<div>{as_body(article, table or as_table(article))}</div></div>\n"
        f"<div>{link_list(furniture.share)}</div>"
        f"<div><h3>{furniture.site}</h3>{link_list(furniture.related)}</div>\n<div>{as_comments(furniture)}</div></div>\n"
        f"<div><h3>{furniture.site}</h3>{link_list(furniture.recent)}</div>\n"
        f"<div>{link_list(furniture.legal)}</div><div>{furniture.cookie}</div>"
    ))  # fmt: skip


def _layout(article: Article, furniture: Furniture) -> str:
    return as_page(article.title, (
        f'<table width="100%"><tr><td colspan="3"><font size="6">{furniture.site}</font></td></tr>\n<tr>'
        f'<td width="150">{links(furniture.menu, "&bull; ", "<br>")}</td>\n'
        f"<td><h1>{escape(article.title)}</h1>\n{as_body(article, as_table(article))}</td>\n"
        f"<td>{links(furniture.recent, '', '<br>')}<hr>{links(furniture.related, '', '<br>')}</td></tr>\n"
        f'<tr><td colspan="3">{links(furniture.legal, "", " | ")}</td></tr></table>'
    ))  # fmt: skip


def _aria(article: Article, furniture: Furniture) -> str:
    return _divs(article, furniture, as_role_table(article))


def _sloppy(article: Article, furniture: Furniture) -> str:
    page = _classes(article, furniture)
    for end in ("</li>", "</p>", "</td>", "</th>", "</tr>", "</b>", "</h3>"):
        page = page.replace(end, "")
    return page.replace("<body>", "<body><body>").replace('"', "'", 8)


def _flat(article: Article, furniture: Furniture) -> str:
    """Nothing is wrapped: the article and all around it are children of the body."""
    return as_page(article.title, (
        f"<p>{furniture.site}</p>{link_list(furniture.menu)}<h1>{escape(article.title)}</h1>\n"
        f"{as_body(article, as_table(article))}<h3>{furniture.site}</h3>{link_list(furniture.related)}"
        f"{as_comments(furniture)}{link_list(furniture.recent)}{link_list(furniture.legal)}<p>{furniture.cookie}</p>"
    ))  # fmt: skip


def _cards(article: Article, furniture: Furniture) -> str:
    """Each section stands in a division of its own, folded up until it is clicked."""
    body = as_body(article, as_table(article))
    first, *sections = body.split("<h2>")
    cards = "".join(f"<div><h2>{text.replace('</h2>', '</h2><div>', 1)}</div></div>\n" for text in sections)
    return as_page(article.title, (
        f"<div>{link_list(furniture.menu)}</div><div><h1>{escape(article.title)}</h1></div>\n<div>{first}</div>\n"
        f"{cards}<div>{link_list(furniture.related)}</div><div>{as_comments(furniture)}</div>"
        f"<div>{furniture.cookie}</div><div>{link_list(furniture.recent + furniture.legal)}</div>"
    ))  # fmt: skip


def _misleading(article: Article, furniture: Furniture) -> str:
    """Names that say something else: content in what is called a sidebar, furniture in what is called content."""
    return as_page(article.title, (
        f'<div class="content"><div class="main-menu-content">{link_list(furniture.menu)}</div></div>\n'
        f'<div class="sidebar-right-layout"><h1>{escape(article.title)}</h1><div class="share-wrapper nav-content">'
        f"{as_body(article, as_table(article))}</div></div>\n"
        f'<div class="article-list"><div class="entry">{link_list(furniture.related)}</div></div>'
        f'<div class="post-text"><p>{furniture.cookie}</p></div><article>{as_comments(furniture)}</article>'
        f'<div class="text">{link_list(furniture.recent + furniture.legal)}</div>'
    ))  # fmt: skip


def _teasers(article: Article, furniture: Furniture) -> str:
    """Teasers between the sections, lists of the article made of links, lists of the furniture made of none."""
    body = as_body(article, as_table(article))
    for number, text in enumerate(furniture.related):
        body = body.replace("<h2>", f'<p><a href="/r{number}">{escape(text)}</a></p>\n<h2 id="s{number}">', 1)
    for label, _ in article.types:
        body = body.replace(f"<b>{escape(label)}</b>", f'<a href="/t"><b>{escape(label)}</b></a>')
    for step in article.steps:
        body = body.replace(f"<li>{escape(step)}</li>", f'<li><a href="/s">{escape(step)}</a></li>')
    return as_page(article.title, (
        f"<div>{bare_list(furniture.menu)}</div>\n<div><h1>{escape(article.title)}</h1>{body}</div>\n"
        f"<div>{bare_list(furniture.recent)}</div><div>{as_comments(furniture)}</div>"
        f"<div>{bare_list(furniture.legal)}<p>{furniture.cookie}</p></div>"
    ))  # fmt: skip


_PAGES = {
    "semantic": _semantic, "classes": _classes, "divs": _divs, "layout": _layout, "aria": _aria, "sloppy": _sloppy,
    "flat": _flat, "cards": _cards, "misleading": _misleading, "teasers": _teasers, **WILD_PAGES,
}  # fmt: skip
MARKUPS = tuple(_PAGES)
