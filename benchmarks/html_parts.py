"""What the pages of the benchmark are put together of: an article, what sites put around one, and plain markup.

The words are made of syllables, so that no page is known to any extractor and no language is favoured. What stands
around an article is what sites put there: navigation, breadcrumb, share buttons, related articles, a sidebar,
comments, a cookie notice and a footer.
"""

from __future__ import annotations

import random
import re
from html import escape

_ONSETS = (*"bdfgklmnprstvz", "br", "dr", "gr", "kl", "pl", "st", "tr")
_VOWELS = (*"aeiou", "ai", "ei", "ou")


class Words:
    """Words of no language."""

    def __init__(self, random_: random.Random) -> None:
        self.random = random_

    def word(self) -> str:
        """Return a word of one to three syllables."""
        pick = self.random.choice
        return "".join(pick(_ONSETS) + pick(_VOWELS) for _ in range(self.random.randint(1, 3)))

    def phrase(self, least: int, most: int) -> str:
        """Return some words with a capital."""
        return " ".join(self.word() for _ in range(self.random.randint(least, most))).capitalize()

    def sentences(self, least: int, most: int) -> str:
        """Return some sentences."""
        return " ".join(self.phrase(7, 20) + "." for _ in range(self.random.randint(least, most)))


class Article:
    """What is on a page of the genre: prose, a comparison table, a list of types, numbered steps."""

    def __init__(self, words: Words) -> None:
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


class Furniture:
    """What sites put around an article."""

    def __init__(self, words: Words) -> None:
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


def links(texts: list[str], opening: str, closing: str) -> str:
    return "".join(f'{opening}<a href="/{n}">{escape(text)}</a>{closing}\n' for n, text in enumerate(texts))


def bare_list(texts: list[str], name: str = "ul") -> str:
    return f"<{name}>{''.join(f'<li>{escape(text)}</li>' for text in texts)}</{name}>\n"


def link_list(texts: list[str]) -> str:
    return f"<ul>{links(texts, '<li>', '</li>')}</ul>"


def cell_content(cell: str | list[str]) -> str:
    return bare_list(cell) if isinstance(cell, list) else escape(cell)


def as_table(article: Article) -> str:
    header, *rows = article.table
    body = "".join("<tr>" + "".join(f"<td>{cell_content(cell)}</td>" for cell in row) + "</tr>\n" for row in rows)
    return f"<table><tr>{''.join(f'<th>{cell_content(cell)}</th>' for cell in header)}</tr>\n{body}</table>\n"


def as_role_table(article: Article) -> str:
    rows = []
    for number, row in enumerate(article.table):
        role = "columnheader" if number == 0 else "cell"
        rows.append(
            '<div role="row">' + "".join(f'<div role="{role}">{cell_content(c)}</div>' for c in row) + "</div>\n"
        )
    return f'<div role="table">{"".join(rows)}</div>\n'


def as_body(article: Article, table: str) -> str:
    parts = [f"<p>{escape(text)}</p>\n" for text in article.intro]
    parts.append(table)
    for heading, paragraphs in article.sections:
        parts.append(f"<h2>{escape(heading)}</h2>\n" + "".join(f"<p>{escape(text)}</p>\n" for text in paragraphs))
    parts.append(f"<p>{escape(article.lead_in)}</p>\n<ul>")
    parts += [f"<li><b>{escape(label)}</b>: {escape(said)}</li>\n" for label, said in article.types]
    return "".join(parts) + "</ul>\n" + bare_list(article.steps, "ol") + f"<p>{escape(article.ending)}</p>\n"


def as_page(title: str, body: str) -> str:
    head = f'<head><meta charset="utf-8"><title>{escape(title)}</title><script>var a = "<p>b</p>";</script></head>'
    return f"<!DOCTYPE html>\n<html>{head}\n<body>\n{body}</body></html>\n"


def as_comments(furniture: Furniture) -> str:
    return "".join(f"<div><b>{escape(who)}</b><p>{escape(text)}</p></div>\n" for who, text in furniture.comments)
