"""Section pages and homepages: which of their links lead to articles."""

import re
from urllib.parse import parse_qs, unquote, urlsplit

import trafilatura
from lxml import html as lxml_html

from crawler.cleaning import one_line
from crawler.dates import parse
from crawler.decoding import decode
from crawler.listings import MAX_ITEMS, Found, Listing
from crawler.urls import belongs_to, may_be_article, normalise

_DATED = re.compile(r"/(?:19|20)\d\d[/-](?:0?[1-9]|1[0-2]|[a-z]{3})(?:[/-]|$)", re.I)
_NUMBERED = re.compile(r"(?:^|[-_/.a-z])\d{5,}(?:\D|$)|[0-9a-f]{12,}", re.I)
_WORDY = 4
"""Words of a slug or of a link's text from which it reads like a headline."""


def looks_like_article(url: str, words: str = "") -> bool:
    """Whether an address, with the words of its link, looks like an article and not a list.

    >>> looks_like_article("https://lantern.example/news/bridge-closed-after-flood-warning")
    True
    >>> looks_like_article("https://lantern.example/tag/floods", "Floods")
    False
    """
    parts = urlsplit(url)
    path = unquote(parts.path).rstrip("/")
    if not may_be_article(url):
        return False
    slug = re.sub(r"\.\w{2,5}$", "", path.rsplit("/", 1)[-1])
    slug_words = [word for word in re.split(r"[-_+.,]", slug) if word]
    score = 0
    if len(slug_words) >= _WORDY:
        score += 2
    elif len(slug_words) == _WORDY - 1 and len(slug) >= 16:
        score += 1
    if re.fullmatch(r"[\d-]{1,10}", slug) and not words:
        return False
    if _DATED.search(path) and re.search(r"[a-z]|\d{5}", slug, re.I):
        score += 2
    if _NUMBERED.search(slug) or any(
        re.fullmatch(r"\d{3,}", value)
        for name, values in parse_qs(parts.query).items()
        if name.lower() in ("id", "p", "article", "articleid", "story", "storyid", "newsid", "aid")
        for value in values
    ):
        score += 2
    if len(words.split()) >= _WORDY:
        score += 1
    return score >= 2


def read_section(
    body: bytes, url: str, content_type: str | None, hosts: tuple[str, ...]
) -> Listing:
    """Read a section page: the links of the outlet's own hosts that look like articles."""
    decoded = decode(body, content_type)
    tree = trafilatura.load_html(decoded.text) if decoded.text.strip() else None
    if tree is None:
        return Listing((), troubles=(("section_empty", "no HTML"),))
    base = base_of(tree, url)
    found: dict[str, Found] = {}
    next_page: str | None = None
    for anchor in tree.iter("a", "link"):
        address = normalise(anchor.get("href") or "", base)
        if address is None or address == url or not belongs_to(address, hosts):
            continue
        if "next" in (anchor.get("rel") or "").lower().split():
            next_page = next_page or address
        elif anchor.tag == "a" and "nofollow" not in (anchor.get("rel") or ""):
            words = one_line(anchor.text_content())
            known = found.get(address)
            if known is None and looks_like_article(address, words):
                found[address] = Found(
                    address, "article", words[:500] or None, _time_beside(anchor)
                )
            elif known is not None and not known.title and words:
                found[address] = Found(address, "article", words[:500], known.published_at)
        if len(found) >= MAX_ITEMS:
            break
    troubles = () if found else (("section_empty", "no link looks like an article"),)
    return Listing(tuple(found.values()), next_page=next_page, troubles=troubles)


def base_of(tree: lxml_html.HtmlElement, url: str) -> str:
    """The address that a page's relative links start from."""
    stated = next(tree.iterfind(".//base[@href]"), None)
    return url if stated is None else normalise(stated.get("href") or "", url) or url


def _time_beside(anchor: lxml_html.HtmlElement) -> str | None:
    """The ``time`` of the list entry that a link stands in, when it has exactly one."""
    node = anchor
    for _ in range(3):
        parent = node.getparent()
        if parent is None or parent.tag in ("body", "main", "ul", "ol", "section"):
            return None
        times = [element.get("datetime") for element in parent.iter("time")]
        if len(times) == 1:
            moment = parse(times[0])
            return moment.text if moment else None
        node = parent
    return None
