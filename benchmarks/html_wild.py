"""Kinds of markup as content management systems write them: WordPress, Elementor, glossaries, tables of divisions."""

from __future__ import annotations

from html import escape

from benchmarks.html_parts import (
    Article,
    Furniture,
    as_body,
    as_comments,
    as_page,
    as_table,
    bare_list,
    cell_content,
    link_list,
    links,
)


def _wordpress(article: Article, furniture: Furniture) -> str:
    """A block theme with a table of contents, a share bar, related posts and widgets."""
    table = f'<figure class="wp-block-table is-style-stripes">{as_table(article)}</figure>'
    body = as_body(article, table).replace("<ul>", '<ul class="wp-block-list">').replace("<p>", "<p class='has-text'>")
    for number, (heading, _) in enumerate(article.sections):
        body = body.replace(
            f"<h2>{escape(heading)}", f'<h2 class="wp-block-heading" id="s{number}">{escape(heading)}', 1
        )
    contents = "".join(f'<li><a href="#s{n}">{escape(name)}</a></li>' for n, (name, _) in enumerate(article.sections))
    teasers = "".join(
        f'<article class="post-{n} post"><h3 class="entry-title"><a href="/r{n}">{escape(text)}</a></h3></article>'
        for n, text in enumerate(furniture.related)
    )
    return as_page(article.title, (
        '<div id="page" class="site">'
        f'<a class="skip-link screen-reader-text" href="#content">{furniture.crumbs[0]}</a>'
        f'<header id="masthead" class="site-header"><p class="site-title"><a href="/">{furniture.site}</a></p>'
        f'<nav id="site-navigation" class="main-navigation">{link_list(furniture.menu)}</nav></header>\n'
        '<div id="content" class="site-content"><div id="primary" class="content-area"><main class="site-main">'
        '<article id="post-1" class="post-1 post type-post status-publish hentry category-x">'
        f'<header class="entry-header"><h1 class="entry-title">{escape(article.title)}</h1></header>\n'
        f'<div class="entry-content"><div id="ez-toc-container" class="ez-toc-v2">{f"<ul>{contents}</ul>"}</div>{body}'
        f'<div class="sharedaddy sd-sharing-enabled">{link_list(furniture.share)}</div>'
        f'<div id="jp-relatedposts" class="jp-relatedposts">{link_list(furniture.recent)}</div></div>'
        f'<footer class="entry-footer"><span>{links(furniture.crumbs, "", ", ")}</span></footer></article>'
        f'<nav class="navigation post-navigation">{links(furniture.crumbs, "<div>", "</div>")}</nav>'
        f'<div id="comments" class="comments-area">{as_comments(furniture)}</div></main></div>\n'
        f'<aside id="secondary" class="widget-area"><section class="widget">{teasers}</section></aside></div>'
        f'<footer id="colophon" class="site-footer">{link_list(furniture.legal)}</footer></div>'
        f'<div class="cmplz-cookiebanner" role="dialog">{furniture.cookie}</div>'
    ))  # fmt: skip


def _widget(kind: str, content: str) -> str:
    return (
        f'<div class="elementor-element elementor-widget elementor-widget-{kind}" data-element_type="widget">'
        f'<div class="elementor-widget-container">{content}</div></div>\n'
    )


def _elementor(article: Article, furniture: Furniture) -> str:
    """A page builder: every heading and stretch of text is a widget deep in divisions of the same names."""
    first, *sections = as_body(article, as_table(article)).split("<h2>")
    widgets = [_widget("heading", f'<h1 class="elementor-heading-title">{escape(article.title)}</h1>')]
    widgets.append(_widget("text-editor", first))
    for section in sections:
        heading, _, text = section.partition("</h2>")
        widgets += [_widget("heading", f"<h2>{heading}</h2>"), _widget("text-editor", text)]
    columns = [
        f'<section class="elementor-section elementor-top-section"><div class="elementor-container"><div class='
        f'"elementor-column elementor-col-100"><div class="elementor-widget-wrap">{one}</div></div></div></section>\n'
        for one in widgets
    ]
    posts = "".join(
        f'<article class="elementor-post"><div class="elementor-post__text"><h3><a href="/{n}">{escape(text)}</a></h3>'
        f'<div class="elementor-post__excerpt"><p>{escape(text)}</p></div><a href="/{n}">»</a></div></article>'
        for n, text in enumerate(furniture.related)
    )
    return as_page(article.title, (
        f'<header class="elementor-location-header">{_widget("nav-menu", link_list(furniture.menu))}</header>\n'
        f'<div class="elementor elementor-location-single post">{"".join(columns)}'
        f'{_widget("share-buttons", link_list(furniture.share))}'
        f'{_widget("posts", f"""<div class="elementor-posts-container elementor-grid">{posts}</div>""")}</div>\n'
        f'<footer class="elementor-location-footer">{_widget("icon-list", link_list(furniture.legal))}</footer>'
        f'<div class="elementor-popup-modal">{furniture.cookie}</div>'
    ))  # fmt: skip


def _glossary(article: Article, furniture: Furniture) -> str:
    """Types as a list of definitions, steps in a folded part, the table with a caption in a figure."""
    figure = f"<figure><div class='table-responsive'>{as_table(article)}</div></figure>"
    body = as_body(article, figure)
    before, lead_in, rest = body.partition(f"{escape(article.lead_in)}</p>\n")
    after = rest.partition("</ul>\n")[2]
    terms = "".join(f"<dt>{escape(label)}</dt>\n<dd>{escape(said)}</dd>\n" for label, said in article.types)
    return as_page(article.title, (
        f'<div class="topbar">{link_list(furniture.menu)}</div><div class="wrap"><div class="col-8">'
        f"<h1>{escape(article.title)}</h1>{before}{lead_in}<dl>{terms}</dl>"
        f"<details open><summary>+</summary>{after}</details>"
        f'</div><div class="col-4">{link_list(furniture.recent)}{link_list(furniture.related)}</div></div>'
        f'<div class="bottom">{link_list(furniture.legal)}<small>{furniture.cookie}</small></div>'
    ))  # fmt: skip


def _rows(article: Article, furniture: Furniture) -> str:
    """The comparison is rows of divisions, with neither a table's names nor its roles."""
    rows = [
        f'<div class="cmp__row">{"".join(f"<div>{cell_content(cell)}</div>" for cell in row)}</div>\n'
        for row in article.table
    ]
    return as_page(article.title, (
        f'<div class="css-1x2y3z"><div>{furniture.site}</div>{link_list(furniture.menu)}</div>'
        f'<div class="css-9a8b7c"><div><h1>{escape(article.title)}</h1>'
        f'{as_body(article, f"""<div class="cmp">{"".join(rows)}</div>""")}</div></div>\n'
        f'<div class="css-4d5e6f">{bare_list(furniture.recent)}<div>{link_list(furniture.related)}</div></div>'
        f"<div>{as_comments(furniture)}</div><div>{link_list(furniture.legal)}<p>{furniture.cookie}</p></div>"
    ))  # fmt: skip


WILD_PAGES = {"wordpress": _wordpress, "elementor": _elementor, "glossary": _glossary, "rows": _rows}
