"""Where in an article's text its links, captions, corrections and boxes stand."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from lxml import html as lxml_html

from crawler.class_names import naming
from crawler.cleaning import squash
from crawler.layout import CAPTION_CLASS
from crawler.urls import normalise
from terms.enums import Region
from terms.model import Link, TextRegion

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
_MISSING = 0.2
"""Share of paragraphs that stand in no block, from which looser elements are searched too."""

_LOOSE = frozenset({"div", "section", "aside", "span"})

_MARKS: tuple[tuple[Region, re.Pattern[str]], ...] = (
    (
        Region.CORRECTION,
        re.compile(r"(?:^|[-_ ])(?:correction|clarification|editors?-?note)", re.I),
    ),
    (Region.QUOTE_BOX, re.compile(r"(?:^|[-_ ])(?:pull-?_?quote|quote-?box)", re.I)),
    (Region.CAPTION, re.compile(r"(?:^|[-_ ])(?:fig|img|image|photo|media)?-?_?caption", re.I)),
    (
        Region.RELATED,
        naming(r"related|read-?more|recommended|also-?like"),
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
class Span:
    """A paragraph of the text by its offsets; ``kind`` as in ``crawler.bodies``."""

    start: int
    end: int
    kind: str


def _region_of(element: lxml_html.HtmlElement) -> Region | None:
    if element.tag == "figcaption" or element.get("class") == CAPTION_CLASS:
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


def locate(
    text: str, spans: Sequence[Span], tree: lxml_html.HtmlElement | None, url: str
) -> tuple[tuple[TextRegion, ...], tuple[Link, ...]]:
    """Regions and links of a text whose paragraphs are ``spans``.

    Paragraphs are found again in the page's tree by their letters and digits; without a tree only
    their own words speak.
    """
    words = [text[span.start : span.end] for span in spans]
    keys = [squash(paragraph) for paragraph in words]
    blocks = _blocks(tree, set(keys)) if tree is not None else {}
    marks = [[_region_of(block) for block in blocks.get(key, ())] for key in keys]
    common = _common_marks(marks)
    regions: list[TextRegion] = []
    links: dict[tuple[int, int, str], Link] = {}
    for span, paragraph, key, marked in zip(spans, words, keys, marks, strict=True):
        region = _paragraph_region(paragraph, span, marked, common)
        if region is not None:
            regions.append(TextRegion(span.start, span.end, region))
        for block in blocks.get(key, ()):
            for link in _links(paragraph, span.start, block, url):
                links.setdefault((link.start, link.end, link.href), link)
    in_order = sorted(links.values(), key=lambda link: (link.start, link.end))
    return tuple(_merged(regions)), tuple(in_order)


def _blocks(tree: lxml_html.HtmlElement, keys: set[str]) -> dict[str, list[lxml_html.HtmlElement]]:
    """The blocks of a page whose words are those of a paragraph, by their squashed text."""
    longest = 2 * max(map(len, keys), default=0) + 200
    shortest = min(map(len, keys - {""}), default=0)
    found: dict[str, list[lxml_html.HtmlElement]] = {}

    def look(elements: Iterable[lxml_html.HtmlElement], wanted: set[str]) -> None:
        for element in elements:
            text = element.text_content()
            if shortest <= len(text) <= longest and (key := squash(text)) in wanted:
                found.setdefault(key, []).append(element)

    wanted = keys - {""}
    look(tree.iter(*_BLOCKS), wanted)
    missing = wanted - found.keys()
    if len(missing) > _MISSING * len(wanted):
        look((element for element in tree.iter(*_LOOSE) if _is_leaf(element)), missing)
    return found


def _is_leaf(element: lxml_html.HtmlElement) -> bool:
    return next(element.iterdescendants(*_BLOCKS, *_LOOSE), None) is None


def _common_marks(marks: Sequence[Sequence[Region | None]]) -> frozenset[Region]:
    counted = Counter(mark for marked in marks for mark in set(marked) if mark)
    return frozenset(mark for mark, count in counted.items() if count > max(2, _MOST * len(marks)))


def _paragraph_region(
    words: str, span: Span, marked: Sequence[Region | None], common: frozenset[Region]
) -> Region | None:
    if _CORRECTION.match(words):
        return Region.CORRECTION
    if span.kind == "table":
        return Region.TABLE
    if marked and all(region is not None and region not in common for region in marked):
        return marked[0]
    if _RELATED.match(words) and len(words) <= 200:
        return Region.RELATED
    return None


def _links(words: str, offset: int, block: lxml_html.HtmlElement, url: str) -> list[Link]:
    """The links of a block at their words, counted in letters and digits."""
    found: list[Link] = []
    if next(block.iter("a"), None) is None:
        return found
    places = [match.start() for match in re.finditer(r"\w", words)]
    before = 0

    def walk(node: lxml_html.HtmlElement) -> None:
        nonlocal before
        if node.tag == "a":
            length = len(squash(node.text_content()))
            href = normalise(node.get("href") or "", url)
            if href and length and before + length <= len(places):
                start, end = places[before], places[before + length - 1] + 1
                found.append(Link(offset + start, offset + end, href))
        if isinstance(node.tag, str):
            before += len(squash(node.text or ""))
            for child in node:
                walk(child)
                before += len(squash(child.tail or ""))

    if len(squash(words)) == len(places):
        walk(block)
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
    return locate(text, spans, None, "")[0]


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
