"""Where in an article's text its links, captions, corrections and boxes stand."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from lxml import html as lxml_html

from crawler.cleaning import one_line, squash
from crawler.urls import normalise
from nlp.model import Link, TextRegion
from nlp.vocabulary import Region

_BLOCKS = frozenset(
    {
        "p",
        "li",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "blockquote",
        "figcaption",
        "td",
        "th",
        "dd",
        "dt",
    }
)
_LOOSE = frozenset({"div", "section", "aside", "span"})
_MAX_BLOCK = 5000

_MARKS: tuple[tuple[Region, re.Pattern[str]], ...] = (
    (
        Region.CORRECTION,
        re.compile(r"(?:^|[-_ ])(?:correction|clarification|editors?-?note)", re.I),
    ),
    (Region.QUOTE_BOX, re.compile(r"(?:^|[-_ ])(?:pull-?_?quote|quote-?box)", re.I)),
    (Region.CAPTION, re.compile(r"(?:^|[-_ ])(?:fig|img|image|photo|media)?-?_?caption", re.I)),
    (
        Region.RELATED,
        re.compile(r"(?:^|[-_ ])(?:related|read-?more|recommended|also-?like)(?:$|[-_ ])", re.I),
    ),
)
_MOST = 0.3
"""A mark on more than this share of the paragraphs is one of the page's frame, not of a box."""

_CORRECTION = re.compile(
    r"^\W*(?:(?:corrections?|clarifications?|corrigendum|erratum)\b[^.]{0,40}[:—–-]"
    r"|(?:editor['’]s?|publisher['’]s?) note\b"
    r"|this (?:article|story|post|report|piece|page|version|headline)\b[^.]{0,60}"
    r"\b(?:was|has been|is) (?:\w+ ){0,2}(?:amended|corrected|updated to correct|edited to correct|"
    r"revised to correct|changed to correct)"
    r"|an? (?:earlier|previous|original) version of this"
    r"|(?:we|the \w+) (?:regret|apologi[sz]e for) (?:the|this|an) (?:error|mistake))",
    re.I,
)
_RELATED = re.compile(
    r"^\W*(?:read (?:more|also|next|the full)|"
    r"related(?: (?:stories|articles|content|topics?|links?))?|see also|"
    r"more (?:on this(?: story)?|from|stories)|recommended|also read|don['’]t miss)"
    r"\s*(?:[:|→»—–-]|$)",
    re.I,
)
_TURN = re.compile(
    r"^([A-Z][A-Z.'’ -]{2,40}|[A-Z][\w.'’-]+(?: [A-Z][\w.'’-]+){0,3})(?: \([^)]{1,40}\))?:\s+\S"
)
_TRANSCRIPT_SHARE = 0.4
_TRANSCRIPT_TURNS = 5


@dataclass(frozen=True, slots=True)
class Anchor:
    """A link of a block: its target, and where its words begin, counted in letters and digits."""

    href: str
    words: str
    before: int


@dataclass(frozen=True, slots=True)
class Block:
    """One block of the page as printed: its squashed text, its part of the page, its links."""

    key: str
    region: Region | None
    anchors: tuple[Anchor, ...]


@dataclass(frozen=True, slots=True)
class Span:
    """A paragraph of the text by its offsets; ``kind`` as in ``crawler.bodies``."""

    start: int
    end: int
    kind: str


def blocks(tree: lxml_html.HtmlElement, url: str) -> list[Block]:
    """The blocks of a page that bear links or a mark; read before the tree is changed."""
    found: list[Block] = []
    for element in tree.iter(*_BLOCKS, *_LOOSE):
        loose = element.tag in _LOOSE
        region = _region_of(element)
        has_links = next(element.iter("a"), None) is not None
        if region is None and not (has_links and (not loose or _is_leaf(element))):
            continue
        text = element.text_content()
        if not text.strip() or len(text) > _MAX_BLOCK:
            continue
        anchors = _anchors(element, url) if has_links else ()
        found.append(Block(squash(one_line(text)), region, anchors))
    return found


def _is_leaf(element: lxml_html.HtmlElement) -> bool:
    return next(element.iterdescendants(*_BLOCKS, *_LOOSE), None) is None


def _region_of(element: lxml_html.HtmlElement) -> Region | None:
    if element.tag == "figcaption":
        return Region.CAPTION
    for carrier in (element, element.getparent()):
        if carrier is None:
            continue
        marks = " ".join(carrier.get(name) or "" for name in ("class", "id", "data-component"))
        if not marks.strip():
            continue
        for region, pattern in _MARKS:
            if pattern.search(marks):
                return region
    return None


def _anchors(element: lxml_html.HtmlElement, url: str) -> tuple[Anchor, ...]:
    found: list[Anchor] = []
    before = 0

    def walk(node: lxml_html.HtmlElement) -> None:
        nonlocal before
        if node.tag == "a":
            words = squash(one_line(node.text_content()))
            href = normalise(node.get("href") or "", url)
            if href and words:
                found.append(Anchor(href, words, before))
        if isinstance(node.tag, str):
            before += len(squash(node.text or ""))
            for child in node:
                walk(child)
                before += len(squash(child.tail or ""))

    walk(element)
    return tuple(found)


def locate(
    text: str, spans: Sequence[Span], found: Iterable[Block]
) -> tuple[tuple[TextRegion, ...], tuple[Link, ...]]:
    """Regions and links of a text whose paragraphs are ``spans``, from the page's blocks."""
    by_key: dict[str, list[Block]] = {}
    for block in found:
        by_key.setdefault(block.key, []).append(block)
    regions: dict[tuple[int, int], TextRegion] = {}
    matched = [by_key.get(squash(text[span.start : span.end]), []) for span in spans]
    common = _common_marks(matched)
    links: dict[tuple[int, int, str], Link] = {}
    for span, matching in zip(spans, matched, strict=True):
        words = text[span.start : span.end]
        region = _paragraph_region(words, span, matching, common)
        if region is not None:
            regions[span.start, span.end] = TextRegion(span.start, span.end, region)
        for block in matching:
            for link in _links(words, span.start, block):
                links.setdefault((link.start, link.end, link.href), link)
    return tuple(_merged(regions.values())), tuple(
        sorted(links.values(), key=lambda k: (k.start, k.end))
    )


def _common_marks(matched: Sequence[Sequence[Block]]) -> frozenset[Region]:
    counted = Counter(
        mark for found in matched for mark in {block.region for block in found if block.region}
    )
    return frozenset(
        mark for mark, count in counted.items() if count > max(2, _MOST * len(matched))
    )


def _paragraph_region(
    words: str, span: Span, matching: Sequence[Block], common: frozenset[Region]
) -> Region | None:
    if _CORRECTION.match(words):
        return Region.CORRECTION
    if span.kind == "table":
        return Region.TABLE
    marked = [block.region for block in matching]
    if marked and all(region is not None and region not in common for region in marked):
        return marked[0]
    if _RELATED.match(words) and len(words) <= 200:
        return Region.RELATED
    return None


def _links(words: str, offset: int, block: Block) -> list[Link]:
    places = [index for index, char in enumerate(words) if re.match(r"\w", char)]
    found = []
    for anchor in block.anchors:
        last = anchor.before + len(anchor.words) - 1
        if last < len(places) and len(squash(words)) == len(places):
            start, end = places[anchor.before], places[last] + 1
            found.append(Link(offset + start, offset + end, anchor.href))
    return found


def _merged(regions: Iterable[TextRegion]) -> list[TextRegion]:
    """Neighbouring table rows, and neighbouring corrections, as one region each."""
    merged: list[TextRegion] = []
    for region in sorted(regions, key=lambda item: item.start):
        last = merged[-1] if merged else None
        joinable = region.kind in (Region.TABLE, Region.CORRECTION)
        if last and joinable and last.kind == region.kind and region.start - last.end == 2:
            merged[-1] = TextRegion(last.start, region.end, region.kind)
        else:
            merged.append(region)
    return merged


def of_plain_text(text: str, spans: Sequence[Span]) -> tuple[TextRegion, ...]:
    """Regions that words alone give away, for text that came without markup."""
    return locate(text, spans, ())[0]


def whole_text_region(
    spans: Sequence[Span], text: str, title: str | None, live: bool
) -> Region | None:
    """``liveblog`` or ``transcript`` when the whole article is one."""
    if live:
        return Region.LIVEBLOG
    speakers = Counter(
        match[1]
        for span in spans
        if (match := _TURN.match(text[span.start : span.end])) is not None
    )
    turns = sum(count for count in speakers.values() if count > 1)
    titled = bool(re.search(r"\btranscript\b", title or "", re.I))
    enough = turns >= _TRANSCRIPT_TURNS and turns >= _TRANSCRIPT_SHARE * len(spans)
    return Region.TRANSCRIPT if enough or (titled and turns >= _TRANSCRIPT_TURNS) else None
