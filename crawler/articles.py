"""A page's bytes in, an article out: what a reader of the page would call its text.

Pure and slow (tens of milliseconds): the crawl runs it in worker processes (``crawler.workers``).
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from lxml import html as lxml_html

from crawler import borders, furniture, layout, loose, markup, regions, tables
from crawler.bodies import Paragraph
from crawler.cleaning import clean, one_line, paragraphs_of, squash
from crawler.dates import Moment
from crawler.decoding import decode
from crawler.metadata import Metadata, read_metadata
from crawler.regions import Span
from terms.model import Link, TextRegion

MAX_TEXT = 100_000
"""Characters of an article that are kept; beyond them a page is a list and not an article."""

MAX_HEADLINES = 12

SHORT_BY, SHORT_SHARE = 1000, 1.5
"""A body is reported as short when JSON-LD repeats so many characters more, and so many times as
many. As a replacement that text is wrong too often (related stories, other editions)."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What was read out of one page.

    ``text`` is headline, blank line, body; ``headline_end`` where the headline ends. ``canonical``
    is what the page claims, on whatever host. ``troubles`` are (kind, detail) pairs: the page is
    usable all the same. ``date_guessed``: the page does not say when it was published,
    ``published`` is a guess or ``None``. ``described``: the page says that it is an article.
    """

    text: str
    headline_end: int
    title: str | None = None
    headlines: tuple[tuple[str, str], ...] = ()
    byline: str | None = None
    language: str | None = None
    published: Moment | None = None
    modified: Moment | None = None
    date_guessed: bool = False
    canonical: str | None = None
    amp_url: str | None = None
    paywalled: bool | None = None
    live_blog: bool = False
    regions: tuple[TextRegion, ...] = ()
    links: tuple[Link, ...] = ()
    charset: str | None = None
    charset_source: str | None = None
    described: bool = False
    troubles: tuple[tuple[str, str], ...] = ()

    @property
    def body(self) -> str:
        """The text without its headline."""
        return self.text[self.headline_end :].lstrip("\n")


def read_page(
    body: bytes, url: str, content_type: str | None = None, country: str | None = None
) -> Reading:
    """Read one HTML page. A page without an article gives a ``Reading`` with an empty text.

    ``country`` is the outlet's (ISO 3166-1), for dates in figures.
    """
    decoded = decode(body, content_type)
    troubles: list[tuple[str, str]] = []
    if decoded.suspect:
        troubles.append(("encoding_suspect", f"decoded as {decoded.charset} ({decoded.source})"))
    from crawler import extraction  # slow to load: only processes that read pages need it

    tree = extraction.parsed(decoded.text)
    if tree is None:
        return Reading("", 0, charset=decoded.charset, charset_source=decoded.source)
    known = list(tree.iter())  # lxml makes each element anew unless somebody holds it
    metadata = read_metadata(tree, url, country)
    fallback_title, fallback_author = extraction.title_and_author(tree, metadata, url)
    published = metadata.published or extraction.guessed_date(tree, metadata, url)
    prepare(tree, live=metadata.live_blog)
    extracted = extraction.body(tree, url)
    found = [one for one in extracted if not furniture.is_furniture(one.text)]
    title = headline(metadata) or fallback_title
    composed = compose(title, found, also=[text for text, _ in metadata.headlines])
    if composed.cut:
        troubles.append(("text_cut", f"kept {MAX_TEXT} of {composed.cut} characters"))
    described = len(metadata.described_body or "")
    if described - len(composed.text) > SHORT_BY and described > SHORT_SHARE * len(composed.text):
        detail = f"the page describes {described} characters, {len(composed.text)} were read"
        troubles.append(("body_short", detail))
    spotted, links = regions.locate(composed.text, composed.spans, tree, url)
    del known
    whole = regions.whole_text_region(composed.spans, composed.text, title, metadata.live_blog)
    if whole is not None and composed.spans:
        start, end = composed.spans[0].start, composed.spans[-1].end
        spotted = (TextRegion(start, end, whole), *spotted)
    return Reading(
        text=composed.text,
        headline_end=composed.headline_end,
        title=title,
        headlines=metadata.headlines[:MAX_HEADLINES],
        byline=", ".join(metadata.authors) or fallback_author,
        language=metadata.language,
        published=published,
        date_guessed=metadata.published is None,
        modified=metadata.modified,
        canonical=metadata.canonical,
        amp_url=metadata.amp_url,
        paywalled=metadata.paywalled,
        live_blog=metadata.live_blog,
        regions=spotted,
        links=links,
        charset=decoded.charset,
        charset_source=decoded.source,
        described=metadata.described,
        troubles=tuple(troubles),
    )


def prepare(tree: lxml_html.HtmlElement, *, live: bool = False) -> None:
    """Make a page's text say what its markup says, before anything is extracted from it."""
    drop_mastheads(tree)
    tables.unwrap_layout_tables(tree)
    tables.square_tables(tree)
    markup.interpret(tree)
    layout.keep_captions(tree)
    layout.keep_times_in_sentences(tree)
    if live:
        layout.show_times(tree)
    borders.mark_borders(tree)
    furniture.drop_furniture(tree)
    loose.wrap_loose_text(tree)


def drop_mastheads(tree: lxml_html.HtmlElement) -> None:
    """Take tables that are mostly links out of a page when they stand above its headline.

    Pages laid out with tables keep their masthead there; on a short page trafilatura takes it for
    a table of the article.
    """
    headings = tree.xpath("//h1[1]")
    if not headings:
        return
    for table in headings[0].xpath("preceding::table"):
        linked = sum(len(one_line(link.text_content())) for link in table.iter("a"))
        if 2 * linked >= len(one_line(table.text_content())) and table.getparent() is not None:
            table.drop_tree()


def headline(metadata: Metadata) -> str | None:
    """The headline that the page prints: a variant that stands in an ``h1``, else the first."""
    printed = {squash(text) for text in metadata.printed}
    for text, _ in metadata.headlines:
        if squash(text) in printed:
            return text
    return metadata.headlines[0][0] if metadata.headlines else None


@dataclass(frozen=True, slots=True)
class Composed:
    """Headline and paragraphs as one text; ``cut`` is the full length when it was too long."""

    text: str
    headline_end: int
    spans: tuple[Span, ...]
    cut: int = 0


def compose(title: str | None, found: Sequence[Paragraph], also: Sequence[str] = ()) -> Composed:
    """Put headline and paragraphs together; no headline stands a second time above the body."""
    title = one_line(title) if title else ""
    known = {squash(text) for text in (title, *also) if text} - {""}
    body = list(found)
    while body and squash(body[0].text) in known:
        body.pop(0)
    length = sum(len(paragraph.text) + 2 for paragraph in body) + len(title)
    parts: list[str] = [title] if title else []
    spans: list[Span] = []
    at = len(title) + 2 if title else 0
    for paragraph in body:
        if at + len(paragraph.text) > MAX_TEXT:
            break
        parts.append(paragraph.text)
        spans.append(Span(at, at + len(paragraph.text), paragraph.kind))
        at += len(paragraph.text) + 2
    return Composed(
        "\n\n".join(parts), len(title), tuple(spans), length if length > MAX_TEXT else 0
    )


def read_fragment(html: str, title: str | None) -> Reading:
    """Read a piece of HTML that is all article, however short: each of its lines is kept."""
    tree = lxml_html.fragment_fromstring(html, create_parent="div")
    prepare(tree)
    return read_plain("\n".join(tree.text_content().split(borders.MARK)), title)


def read_plain(text: str, title: str | None) -> Reading:
    """Read an article that came as plain text."""
    composed = compose(title, [Paragraph(line, "p") for line in paragraphs_of(text)])
    spotted = regions.of_plain_text(composed.text, composed.spans)
    troubles = []
    if composed.cut:
        troubles.append(("text_cut", f"kept {MAX_TEXT} of {composed.cut} characters"))
    return Reading(
        text=composed.text,
        headline_end=composed.headline_end,
        title=one_line(clean(title)) if title else None,
        regions=spotted,
        troubles=tuple(troubles),
    )


_MISSING = re.compile(
    r"\b(?:(?:page|article|story|content|document)\b.{0,30}\b"
    r"(?:not|no longer|cannot be|could ?n[o']t be) (?:be )?(?:found|available|exist|accessible)|"
    r"(?:not|no longer) (?:found|available)\b|404\b|does(?: not|n['’]t) exist|"
    r"page (?:missing|unavailable)|nothing (?:was )?found|has been removed|something went wrong)",
    re.I,
)
_WALL = re.compile(
    r"\b(?:accept (?:all )?cookies|cookie (?:settings|preferences|policy)|we value your privacy|"
    r"your consent|before you continue|are you (?:a )?(?:human|robot)|verify (?:that )?you are|"
    r"access denied|enable javascript|checking your browser|unusual traffic|captcha|"
    r"security check|just a moment)\b",
    re.I,
)
FLASH_WORDS = 6
"""A news flash that says of itself that it is an article has at least so many words."""

FRAGMENT_WORDS = 40
"""What says nothing of itself and has fewer words is a menu or a stub."""

FEW_WORDS = 120
"""A page with fewer words may be an error page that came with status 200."""


def not_an_article(reading: Reading) -> tuple[str, str] | None:
    """Why a page that came with status 200 is no article: (kind, detail), or ``None``.

    Kinds: soft_404, wall (consent, bot check), no_text.
    """
    words = reading.body.split()
    if len(words) < FEW_WORDS:
        titles = " · ".join([reading.title or "", *(text for text, _ in reading.headlines)])
        for kind, pattern in (("soft_404", _MISSING), ("wall", _WALL)):
            match = pattern.search(titles) or (
                pattern.search(reading.body[:600]) if len(words) < 60 else None
            )
            if match:
                return kind, f"status 200, {len(words)} words, “{match[0][:60]}”"
    if len(words) < (FLASH_WORDS if reading.described else FRAGMENT_WORDS):
        return "no_text", f"status 200, {len(words)} words of text"
    return None
