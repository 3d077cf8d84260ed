"""What a page says of itself: titles, dates, authors, language, canonical address, paywall.

JSON-LD first, then meta elements, then what is printed (``time``, ``h1``). Nothing is guessed
here; ``crawler.articles`` falls back to trafilatura and htmldate.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from lxml import html as lxml_html

from crawler import linkeddata
from crawler.class_names import known, naming
from crawler.cleaning import one_line, squash
from crawler.dates import Moment, Order, order_in, parse
from crawler.layout import has_live_posts
from crawler.linkeddata import Node
from crawler.stamps import read_stamps
from crawler.urls import country_of_host, normalise

_PUBLISHED_META = (
    "article:published_time", "og:article:published_time", "article.published", "datepublished",
    "parsely-pub-date", "sailthru.date", "cxenseparse:recs:publishtime", "dc.date.issued",
    "dcterms.created", "dcterms.date", "dc.date", "publish-date", "publish_date", "pubdate",
    "publishdate", "published_date", "publication_date", "date_published", "article.created",
    "article_date_original", "originalpublicationdate", "cse:pubdate", "citation_publication_date",
    "citation_online_date", "citation_date", "date",
)  # fmt: skip
_MODIFIED_META = (
    "article:modified_time", "og:updated_time", "og:article:modified_time", "datemodified",
    "dcterms.modified", "dc.date.modified", "last-modified", "lastmod", "article.updated",
    "revision_date", "updated_time",
)  # fmt: skip
_AUTHOR_META = (
    "author", "article:author", "parsely-author", "sailthru.author", "byl", "dc.creator",
    "dcterms.creator", "citation_author", "article.author", "cxenseparse:author",
)  # fmt: skip
MAX_HEADLINE = 500
"""Characters; what is longer is no headline but a field put to another use."""

_CREDIT = re.compile(r"\b(?:image|photo(?:graph)?|picture|getty|shutterstock|alamy)\b", re.I)
_BY = re.compile(r"^\s*(?:by|von|por|par|words by|written by|story by|posted by)[\s:]+", re.I)
_JOINTS = re.compile(r"\s*(?:,|;|\||·|•|&|\band\b)\s+", re.I)
_SUFFIX = re.compile(r"\b(?:jr|sr|ph\.?d|m\.?d|esq|i{2,3}|iv)\.?", re.I)
_ROLE = re.compile(
    r"\b(?:correspondents?|editors?|reporters?|staff|desk|writers?|contributors?|in|for)\b", re.I
)


_CHANGED = re.compile(r"updat|modif|edited|revised|amended|comment")
_names_published = known(naming("published"))
_LIVE_PATH = re.compile(r"/live-?(?:blogs?|updates?|news|coverage|reporting)(?:[/-]|$)", re.I)
_LIVE_SEGMENT = re.compile(r"[/-](?:live|ticker|minute-by-minute)(?:[/-]|$)", re.I)
_LIVE_WORD = re.compile(r"\blive\W*$|^live\b|\bas it happen(?:s|ed)\b|\bminute by minute\b", re.I)
_LIVE_TITLE = re.compile(
    r"^live\s*[:|–—]|\blive (?:blog|updates?|coverage|reporting)\b"
    r"|[:|–—]\s*(?:live|as it happened)$",
    re.I,
)


_NO_MOMENT = "1970-01-01T00:00:00Z"
"""How programs that count seconds write "no date"."""


@dataclass(frozen=True, slots=True)
class Metadata:
    """What a page says of itself; every field may be missing.

    ``headlines`` are (text, where it stands) pairs in the order of trust; ``canonical`` is
    normalised, whatever host it names; ``described``: the page says that it is an article;
    ``printed`` are the
    page's ``h1``; ``described_body`` is the text that JSON-LD repeats, kept
    to notice a body that was cut; ``robots`` are the directives of ``meta name=robots``.
    """

    headlines: tuple[tuple[str, str], ...]
    printed: tuple[str, ...]
    published: Moment | None
    modified: Moment | None
    authors: tuple[str, ...]
    publisher: str | None
    language: str | None
    canonical: str | None
    amp_url: str | None
    paywalled: bool | None
    live_blog: bool
    described: bool
    described_body: str | None
    robots: frozenset[str]
    tdm_reserved: bool
    date_order: Order | None = None


def read_metadata(tree: lxml_html.HtmlElement, url: str, country: str | None = None) -> Metadata:
    """Read what the page at ``url`` says of itself from its parsed tree.

    ``country`` is the outlet's: it tells the order of dates in figures. Without it the page's
    locale and its host do, if they can.
    """
    meta = _Meta(tree)
    order = order_in(country or _country(tree, meta) or country_of_host(url))
    stamps = read_stamps(tree, order)
    every = linkeddata.nodes(tree)
    link = _link(tree, "canonical", url)
    canonical = link or _address(meta.first("og:url"), url)
    h1 = _headings(tree)
    described = _main_node(every, {url, canonical or url}, [*h1, meta.first("og:title") or ""])
    publisher = _publisher(described, meta)
    return Metadata(
        headlines=_headlines(tree, meta, described, h1, publisher),
        printed=tuple(h1),
        published=_first_moment(_published(tree, meta, described, every), order)
        or stamps.published,
        modified=_first_moment(
            [_value(described, "dateModified"), *meta.all(*_MODIFIED_META)], order
        )
        or stamps.modified,
        authors=_authors(tree, meta, described, publisher),
        publisher=publisher,
        language=_language(tree, meta, described),
        canonical=canonical,
        amp_url=_link(tree, "amphtml", url),
        paywalled=_paywalled(meta, every),
        live_blog=any("LiveBlogPosting" in linkeddata.types(node) for node in every)
        or is_live(url, *h1)
        or has_live_posts(tree, hinted=_hints_live(url, *h1)),
        described=described is not None
        or (meta.first("og:type") or "").lower() in ("article", "news.article")
        or meta.first(*_PUBLISHED_META[:4]) is not None,
        described_body=_value(described, "articleBody"),
        robots=_directives(meta.all("robots", "claimledger")),
        tdm_reserved=(meta.first("tdm-reservation") or "").strip() == "1",
        date_order=order,
    )


def is_live(url: str, *titles: str) -> bool:
    """Whether an address or a headline says that the page is a live blog.

    >>> is_live("https://told.example/x", "Flood at Orrin – live"), is_live("", "Where eels live")
    (True, False)
    """
    return bool(_LIVE_PATH.search(url) or any(map(_LIVE_TITLE.search, titles)))


def _hints_live(url: str, *titles: str) -> bool:
    """Whether an address or a headline has the word, which alone says little."""
    return bool(_LIVE_SEGMENT.search(url) or any(map(_LIVE_WORD.search, titles)))


class _Meta:
    """The meta elements of a page by name, property or itemprop in small letters."""

    def __init__(self, tree: lxml_html.HtmlElement) -> None:
        self._values: dict[str, list[str]] = {}
        for element in tree.iter("meta"):
            content = (element.get("content") or "").strip()
            if not content:
                continue
            for attribute in ("property", "name", "itemprop", "http-equiv"):
                name = (element.get(attribute) or "").strip().lower()
                if name:
                    self._values.setdefault(name, []).append(content)

    def all(self, *names: str) -> list[str]:
        return [value for name in names for value in self._values.get(name, ())]

    def first(self, *names: str) -> str | None:
        return next(iter(self.all(*names)), None)


def _country(tree: lxml_html.HtmlElement, meta: _Meta) -> str | None:
    """The country of a page's locale: the "GB" of "en-GB"."""
    for value in (tree.get("lang"), meta.first("og:locale", "content-language")):
        region = re.match(r"[a-zA-Z]{2,3}[-_]([a-zA-Z]{2})(?![a-zA-Z])", (value or "").strip())
        if region is not None:
            return region[1].upper()
    return None


def _value(node: Node | None, *keys: str) -> str | None:
    return linkeddata.first(node, *keys) if node else None


def _address(value: str | None, base: str) -> str | None:
    return normalise(value, base) if value else None


def _link(tree: lxml_html.HtmlElement, relation: str, base: str) -> str | None:
    for element in tree.iter("link"):
        if relation in (element.get("rel") or "").lower().split():
            found = _address(element.get("href"), base)
            if found:
                return found
    return None


def _main_node(every: list[Node], own: set[str], titles: list[str]) -> Node | None:
    """The node that describes this page's article and not a related one."""
    articles = [node for node in every if linkeddata.is_article(node)]
    own_spellings = {
        squash(urlsplit(address)._replace(scheme="", query="").geturl()) for address in own
    }
    wanted = {squash(title) for title in titles if title.strip()}

    def score(node: Node) -> int:
        spellings = {
            squash(urlsplit(address)._replace(scheme="", query="").geturl())
            for address in linkeddata.addresses(node)
        }
        return (
            4 * bool(own_spellings & spellings)
            + 2 * (squash(_value(node, "headline", "name") or "") in wanted)
            + bool(node.get("datePublished"))
        )

    if articles:
        return max(articles, key=score)
    pages = [node for node in every if "WebPage" in linkeddata.types(node)]
    return next((node for node in pages if node.get("datePublished")), None)


def _headings(tree: lxml_html.HtmlElement) -> list[str]:
    found = [one_line(element.text_content()) for element in tree.iter("h1")]
    return [text for text in found if text]


def _headlines(
    tree: lxml_html.HtmlElement,
    meta: _Meta,
    described: Node | None,
    h1: list[str],
    publisher: str | None,
) -> tuple[tuple[str, str], ...]:
    title = one_line(tree.findtext(".//title") or "")
    candidates = [
        (_value(described, "headline"), "json-ld"),
        (_value(described, "alternativeHeadline"), "json-ld alternative"),
        (meta.first("og:title"), "og:title"),
        *((text, "h1") for text in h1[:3]),
        (meta.first("twitter:title"), "twitter:title"),
        (meta.first("parsely-title", "sailthru.title", "dc.title", "headline"), "meta"),
        (_value(described, "name"), "json-ld name"),
        (_without_site(title, publisher), "title"),
        (title, "title in full"),
    ]
    kept: dict[tuple[str, str], None] = {}
    for text, source in candidates:
        line = one_line(_without_tags(text)) if text else ""
        if line and len(line) <= MAX_HEADLINE:
            kept[line, source] = None
    return tuple(kept)


def _without_tags(text: str) -> str:
    return re.sub(r"</?[a-zA-Z][^<>]*>", "", text)


def _without_site(title: str, publisher: str | None) -> str:
    """A ``title`` without the outlet's name at its end or beginning."""
    parts = re.split(r"\s+[|»–—·-]\s+", title)
    if len(parts) < 2:
        return title
    if publisher and squash(parts[0]) == squash(publisher):
        return title.split(parts[0], 1)[1].lstrip(" |»–—·-")
    longest = max(range(len(parts)), key=lambda index: len(parts[index]))
    cut = title.rfind(parts[-1])
    if longest == len(parts) - 1 or len(parts[-1]) > 40:
        return title
    return title[:cut].rstrip(" |»–—·-")


def _published(
    tree: lxml_html.HtmlElement, meta: _Meta, described: Node | None, every: list[Node]
) -> list[str | None]:
    candidates: list[str | None] = [_value(described, "datePublished", "dateCreated", "uploadDate")]
    candidates += meta.all(*_PUBLISHED_META)
    candidates += [
        _value(node, "datePublished") for node in every if "WebPage" in linkeddata.types(node)
    ]
    return [*candidates, *_times(tree)]


def _times(tree: lxml_html.HtmlElement) -> Iterator[str]:
    """``datetime`` of the elements that say they are the publication's, then of a lone one."""
    everyday: list[str] = []
    for element in tree.iter("time", "abbr", "span", "meta"):
        value = element.get("datetime") or element.get("content") or ""
        marks = f"{element.get('itemprop') or ''} {element.get('class') or ''}".lower()
        if not value:
            continue
        if element.get("pubdate") is not None or "datepublished" in marks:
            yield value
        elif element.tag == "time" and (
            _names_published(marks) or not _CHANGED.search(f"{marks} {_label(element)}")
        ):
            everyday.append(value)
    if len(set(everyday)) == 1:
        yield everyday[0]


def _label(element: lxml_html.HtmlElement) -> str:
    """The words right before an element, where "Updated" may stand."""
    previous, parent = element.getprevious(), element.getparent()
    if previous is not None:
        return f"{previous.text_content()[-30:]} {(previous.tail or '')[-30:]}".lower()
    return ((parent.text or "")[-30:] if parent is not None else "").lower()


def _first_moment(candidates: list[str | None], order: Order | None = None) -> Moment | None:
    """The first candidate that is a moment; one with a time of the same day is preferred."""
    read = (moment for text in candidates if (moment := parse(text, order)))
    found = [moment for moment in read if moment.text != _NO_MOMENT]
    if not found:
        return None
    if not found[0].has_time:
        for moment in found[1:]:
            if moment.has_time and moment.text[:10] == found[0].text:
                return moment
    return found[0]


def _publisher(described: Node | None, meta: _Meta) -> str | None:
    name = _value(described, "publisher") or meta.first("og:site_name", "application-name")
    return one_line(name) if name and not name.startswith("http") else None


def _authors(
    tree: lxml_html.HtmlElement, meta: _Meta, described: Node | None, publisher: str | None
) -> tuple[str, ...]:
    stated = [
        name
        for key in ("author", "creator")
        for item in _as_list((described or {}).get(key))
        for name in linkeddata.strings(item)
    ]
    names = _people(stated, publisher) or _people(meta.all(*_AUTHOR_META), publisher)
    if not names:
        printed = [
            element.text_content()
            for element in tree.xpath(
                "//*[@rel='author' or @itemprop='author' or contains(@class,'byline')]"
            )[:4]
            if len(element.text_content()) <= 120
        ]
        names = _people(printed[:1], publisher)
    return names


def _as_list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [] if value is None else [value]


def _people(stated: list[str], publisher: str | None) -> tuple[str, ...]:
    """Names one by one, without addresses, "By", roles and the publisher beside people."""
    names: dict[str, str] = {}
    for text in stated:
        line = _BY.sub("", one_line(_without_tags(text)))
        if not line or "://" in line or line[0] in "@(" or len(line) > 200 or _CREDIT.search(line):
            continue
        for part in _split_names(line):
            name = part.strip(" .,;|")
            if "-" in name and " " not in name and name.count("-") < 4:
                name = " ".join(piece.capitalize() for piece in name.split("-"))
            if 1 < len(name) <= 80:
                names.setdefault(squash(name), name)
    own = squash(publisher or "")
    people = [name for key, name in names.items() if key != own]
    return tuple(people or names.values())


def _split_names(line: str) -> list[str]:
    parts = [part for part in _JOINTS.split(line) if part and not _SUFFIX.fullmatch(part)]
    people = [part for part in parts if " " in part and not _ROLE.search(part)]
    if people and len(parts) > 1 and (len(people) == len(parts) or _ROLE.search(line)):
        return people
    return [line]


def _language(tree: lxml_html.HtmlElement, meta: _Meta, described: Node | None) -> str | None:
    stated = (
        tree.get("lang") or tree.get("{http://www.w3.org/XML/1998/namespace}lang"),
        _value(described, "inLanguage"),
        meta.first("og:locale", "content-language", "language", "dc.language"),
    )
    for value in stated:
        code = re.match(r"[a-zA-Z]{2,3}(?=$|[-_])", (value or "").strip())
        if code and len(code[0]) == 2:
            return code[0].lower()
    return None


def _paywalled(meta: _Meta, every: list[Node]) -> bool | None:
    for node in every:
        free = node.get("isAccessibleForFree")
        if free is not None and linkeddata.is_article(node):
            return str(free).strip().lower().rsplit("/", 1)[-1] in ("false", "no", "0")
    tier = (
        meta.first("article:content_tier", "content_tier", "access", "cxenseparse:access") or ""
    ).lower()
    if tier in ("free", "locked", "metered", "paid", "premium", "subscriber"):
        return tier != "free"
    return None


def _directives(values: list[str]) -> frozenset[str]:
    return frozenset(
        part.strip().lower() for value in values for part in value.split(",") if part.strip()
    )
