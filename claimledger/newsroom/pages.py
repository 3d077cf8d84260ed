"""Article pages, front pages, feeds, sitemaps and robots.txt of the demo newsroom."""

import json
import re
from email.utils import format_datetime
from functools import cache
from html import escape
from importlib.resources import files
from string import Template

from claimledger.newsroom.content import Article, Document, Outlet, Table

_LINK = re.compile(r"\[([^\]]+)\]\(([^)]+)\)")


@cache
def _style(name: str) -> Template:
    return Template(
        files(__package__).joinpath("styles", f"{name}.html").read_text(encoding="utf-8")
    )


def _inline(text: str) -> str:
    return _LINK.sub(r'<a href="\2">\1</a>', escape(text, quote=False))


def _table(table: Table) -> str:
    head = "".join(f"<th>{escape(cell)}</th>" for cell in table.head)
    rows = "".join(
        "<tr>" + "".join(f"<td>{escape(cell)}</td>" for cell in row) + "</tr>" for row in table.rows
    )
    return (
        f"<table><caption>{escape(table.caption)}</caption>"
        f"<thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>"
    )


def _body(article: Article) -> str:
    parts: list[str] = []
    for number, paragraph in enumerate(article.paragraphs, start=1):
        parts.append(f"<p>{_inline(paragraph)}</p>")
        if article.table and article.table.after == number:
            parts.append(_table(article.table))
    return "\n".join(parts)


def _jsonld(outlet: Outlet, article: Article, url: str) -> str:
    data = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "mainEntityOfPage": url,
        "headline": article.title,
        "datePublished": article.published.isoformat(),
        "dateModified": article.published.isoformat(),
        "author": [{"@type": "Person", "name": article.byline}],
        "publisher": {"@type": "NewsMediaOrganization", "name": outlet.name},
        "articleSection": article.section,
        "isAccessibleForFree": True,
        "inLanguage": "en",
    }
    return json.dumps(data, ensure_ascii=False, indent=1).replace("<", "\\u003c")


def article_page(outlet: Outlet, article: Article, base: str) -> str:
    """The article's page in the looks of its outlet. ``base`` is the outlet's address."""
    url = base + article.path
    day = article.published
    words = {
        "title": article.title,
        "outlet": outlet.name,
        "tagline": outlet.tagline,
        "url": url,
        "section": article.section,
        "byline": article.byline,
        "published": article.published.isoformat(),
        "published_words": f"{day:%A} {day.day} {day:%B %Y, %H:%M}" if article.dated else "",
    }
    caption = article.caption
    figure = (
        f'<figure><img src="/pictures/{article.slug}.jpg" alt="">'
        f"<figcaption>{escape(caption)}</figcaption></figure>"
        if caption
        else ""
    )
    correction = article.correction
    return _style(outlet.style).substitute(
        {name: escape(value) for name, value in words.items()},
        figure=figure,
        body=_body(article),
        correction=f'<p class="correction"><em>{escape(correction)}</em></p>' if correction else "",
        jsonld=_jsonld(outlet, article, url),
    )


def document_page(document: Document) -> str:
    """A document as its office gives it out: a heading and its words."""
    body = "\n".join(f"<p>{_inline(paragraph)}</p>" for paragraph in document.paragraphs)
    title = escape(document.title)
    return (
        f'<!doctype html>\n<html lang="en"><head><meta charset="utf-8"><title>{title}</title>'
        f"</head><body><main><article><h1>{title}</h1>\n{body}</article></main></body></html>\n"
    )


def front_page(outlet: Outlet, articles: tuple[Article, ...], base: str) -> str:
    """The outlet's front page: its articles, and links that are no articles."""
    items = "\n".join(
        f'<li><h2><a href="{article.path}">{escape(article.title)}</a></h2>'
        + (f"<p>{article.published:%d.%m.%Y}</p>" if article.dated else "")
        + "</li>"
        for article in articles
    )
    feed = {"rss": "application/rss+xml", "atom": "application/atom+xml"}
    links = "\n".join(
        f'<link rel="alternate" type="{kind}" href="{base}/{name}.xml">'
        for name, kind in feed.items()
        if name in outlet.finds
    )
    return (
        f'<!doctype html>\n<html lang="en"><head><meta charset="utf-8">'
        f"<title>{escape(outlet.name)}</title>\n{links}</head>\n<body>"
        f"<h1>{escape(outlet.name)}</h1><p>{escape(outlet.tagline)}</p>\n"
        f'<nav><a href="/about">About</a> <a href="mailto:desk@example.org">Mail</a> '
        f'<a href="/drafts/2026/03/16/not-yet-published">Preview</a></nav>\n'
        f"<ul>\n{items}\n</ul></body></html>\n"
    )


def robots(outlet: Outlet, base: str) -> str:
    """robots.txt: drafts and search are off limits; the sitemap is named."""
    lines = ["User-agent: *", "Disallow: /drafts/", "Disallow: /search"]
    if "sitemap" in outlet.finds:
        lines.append(f"Sitemap: {base}/sitemap.xml")
    return "\n".join(lines) + "\n"


def rss(outlet: Outlet, articles: tuple[Article, ...], base: str) -> str:
    """RSS 2.0 with titles and dates, no bodies."""
    items = "".join(
        f"<item><title>{escape(article.title)}</title><link>{base}{article.path}</link>"
        f'<guid isPermaLink="true">{base}{article.path}</guid>'
        f"<pubDate>{format_datetime(article.published)}</pubDate></item>\n"
        for article in articles
    )
    return (
        '<?xml version="1.0" encoding="utf-8"?>\n<rss version="2.0"><channel>'
        f"<title>{escape(outlet.name)}</title><link>{base}/</link>"
        f"<description>{escape(outlet.tagline)}</description><language>en</language>\n"
        f"{items}</channel></rss>\n"
    )


def atom(outlet: Outlet, articles: tuple[Article, ...], base: str) -> str:
    """Atom 1.0."""
    entries = "".join(
        f"<entry><title>{escape(article.title)}</title><id>{base}{article.path}</id>"
        f'<link rel="alternate" href="{base}{article.path}"/>'
        f"<published>{article.published.isoformat()}</published>"
        f"<updated>{article.published.isoformat()}</updated>"
        f"<author><name>{escape(article.byline)}</name></author></entry>\n"
        for article in articles
    )
    newest = articles[0].published.isoformat()
    return (
        '<?xml version="1.0" encoding="utf-8"?>\n<feed xmlns="http://www.w3.org/2005/Atom">'
        f"<title>{escape(outlet.name)}</title><id>{base}/</id>"
        f'<link rel="self" href="{base}/atom.xml"/><updated>{newest}</updated>\n{entries}</feed>\n'
    )


def sitemap(outlet: Outlet, articles: tuple[Article, ...], base: str) -> str:
    """A Google News sitemap."""
    urls = "".join(
        f"<url><loc>{base}{article.path}</loc><news:news><news:publication>"
        f"<news:name>{escape(outlet.name)}</news:name><news:language>en</news:language>"
        f"</news:publication><news:publication_date>{article.published.isoformat()}"
        f"</news:publication_date><news:title>{escape(article.title)}</news:title></news:news></url>\n"
        for article in articles
    )
    return (
        '<?xml version="1.0" encoding="utf-8"?>\n'
        '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" '
        f'xmlns:news="http://www.google.com/schemas/sitemap-news/0.9">\n{urls}</urlset>\n'
    )
