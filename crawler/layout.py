"""What stands where on a page: captions, and posts of live pages."""

import re
from collections import Counter

from lxml import html as lxml_html

from crawler.borders import MARK, is_inline
from crawler.class_names import attributes, known, naming
from crawler.cleaning import one_line
from crawler.dates import YEAR

Element = lxml_html.HtmlElement

CAPTION_CLASS = "claimledger-cap"
"""Class of a paragraph that was a caption; one that names a caption is dropped by extraction."""

_CAPTION = naming(
    r"(?:(?:fig|figure|img|image|photo|picture|media|wp|article|slide|gallery)-?_?)?"
    r"caption(?:-?_?(?:text|body|copy|content))?"
)
_names_caption = known(_CAPTION)
_names_show = known(naming(r"slide|slider|slides|slide-?show|carousel"))
_PICTURES = ("img", "picture", "source", "br", "svg")
_CREDIT_CLASS = re.compile(r"credit|copyright|source|attribution|byline|photographer", re.I)
_CREDIT = re.compile(
    r"\s*(?:[(\[|–—-]\s*)?(?:\b(?:photo(?:graph)?s?|pictures?|images?|file|credits?|illustration)\b"
    r"(?:\s*(?:by|credit|from|courtesy of|via))?\s*[:/|]|©)[^.]*[)\]]?\.?\s*\Z"
    r"|\s*[(\[|–—-]\s*[^()\[\]|]{0,60}\b(?:AP|AFP|EPA|PA|Reuters|Getty(?: Images)?|Shutterstock|"
    r"Alamy|Bloomberg|handout|courtesy)\b[^()\[\]|]{0,40}[)\]]?\.?\s*\Z",
    re.I,
)
_NUMERAL = re.compile(
    r"\d|\b(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|dozens?|scores|"
    r"hundreds?|thousands?|millions?|billions?|half|thirds?|quarters?)\b",
    re.I,
)
_DATED = re.compile(
    r"\b(?:(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?\s+\d{1,2}(?:st|nd|rd|th)?\b|"
    r"\d{1,2}(?:st|nd|rd|th)?\s+(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\b)",
    re.I,
)


_POSTS = ("article", "div", "li", "section", "p")
_FEWEST_POSTS = 2
_POST_WORDS = 5
_COMMENT = re.compile(r"comment|related|teaser|card|promo|most-read", re.I)
_LIVE_NAMES = ("live", "ticker", "minute-by-minute", "key-event")
_TIME_AT_HEAD = re.compile(
    r"\W*(?:\d{1,2}[:.h]\d\d\s*(?:[ap]\.?m\.?)?(?:\s*[A-Z]{2,4})?\b|"
    r"\d+\s*(?:m|min|mins|minutes?|h|hrs?|hours?)\s+ago\b)",
    re.I,
)


def keep_captions(tree: Element) -> None:
    """Make a paragraph behind its picture of each caption that has a number in it.

    Extraction drops pictures with their captions; without a number a caption makes no claim.
    """
    seen: set[str] = set()
    last: dict[Element, Element] = {}
    captions = _captions(tree)
    for element in captions:
        if any(parent in captions for parent in element.iterancestors()):
            continue
        words = _words(element)
        if words in seen or not _has_number(words):
            continue
        seen.add(words)
        place = _place(element)
        if place.getparent() is None:
            continue
        paragraph = lxml_html.Element("p")
        paragraph.set("class", CAPTION_CLASS)
        paragraph.text = words
        before = last.get(place, place)
        paragraph.tail, before.tail = before.tail, None
        before.addnext(paragraph)
        last[place] = paragraph
        if place is element:
            element.drop_tree()


def _place(caption: Element) -> Element:
    """The picture that a caption goes behind: its figure, or the whole show of slides it is in."""
    shows = [one for one in caption.iterancestors("div", "ul", "section") if _is_show(one)]
    if shows:
        return shows[-1]
    return next(caption.iterancestors("figure"), caption)


def _is_show(element: Element) -> bool:
    return bool(_names_show(element.get("class") or "")) and not any(element.iter("h1"))


def _captions(tree: Element) -> list[Element]:
    """The captions of a page, by their tag or by their name, in its order."""
    return [one for one in tree.iter("*") if one.tag == "figcaption" or _is_caption(one)]


def _is_caption(element: Element) -> bool:
    return _is_named_caption(element) or (element.tag == "figure" and _is_words_alone(element))


def _is_words_alone(figure: Element) -> bool:
    """Whether a figure has nothing but words that stand right in it, and pictures."""
    inner = (one for one in figure.iterdescendants() if isinstance(one.tag, str))
    return _short(figure) and all(one.tag in _PICTURES or is_inline(one) for one in inner)


def _is_named_caption(element: Element) -> bool:
    names = (element.get("class"), element.get("data-component"))
    return any(name and _names_caption(name) for name in names) and _short(element)


def _short(element: Element) -> bool:
    whole = element.tag in ("html", "body", "table", "caption")
    return not whole and len(element.text_content()) <= 800


def _words(element: Element) -> str:
    """A caption's words without the credit, which may stand in an element of its own."""
    for inner in list(element.iterdescendants()):
        if isinstance(inner.tag, str) and _CREDIT_CLASS.search(inner.get("class") or ""):
            inner.drop_tree()
    return _CREDIT.sub("", one_line(element.text_content()))


def _has_number(words: str) -> bool:
    return len(words.split()) >= 4 and has_numeral(words)


def has_numeral(words: str) -> bool:
    """Whether there is a number other than a year or a day among words."""
    return _NUMERAL.search(YEAR.sub(" ", _DATED.sub(" ", words))) is not None


def has_live_posts(tree: Element, *, hinted: bool) -> bool:
    """Whether posts with times follow each other, as on live pages.

    Their names must say that they are live, unless address or headline does (``hinted``).
    """
    posts: Counter[tuple[str, str]] = Counter()
    if not hinted and not _is_named_live(" ".join(attributes(tree, "class", "id"))):
        return False
    for element in tree.iter(*_POSTS):
        names = f"{element.get('class') or ''} {element.get('id') or ''}".strip()
        parent = element.getparent()
        if parent is not None:
            names = f"{names} {parent.get('class') or ''}"
        if not (hinted or _is_named_live(names)) or _COMMENT.search(names):
            continue
        own = " ".join(sorted((element.get("class") or "").split()))
        words = one_line(" ".join(element.itertext()))
        if len(words.split()) >= _POST_WORDS and (_TIME_AT_HEAD.match(words) or _is_timed(element)):
            posts[str(element.tag), own] += 1
    return any(count >= _FEWEST_POSTS for count in posts.values())


def _is_named_live(names: str) -> bool:
    small = names.lower()
    return any(name in small for name in _LIVE_NAMES)


def _is_timed(element: Element) -> bool:
    """Whether an element has exactly one time, of its own."""
    return len(list(element.iter("time"))) == 1 and next(element.iter("h1"), None) is None


def keep_times_in_sentences(tree: Element) -> None:
    """Make plain words of times that stand inside a sentence; extraction drops the element."""
    for element in list(tree.iter("time")):
        previous, parent = element.getprevious(), element.getparent()
        if parent is None:
            continue
        before = parent.text if previous is None else previous.tail
        if (before or "").strip() and (before or "").strip()[-1].isalnum():
            element.drop_tag()


def show_times(tree: Element) -> None:
    """Make paragraphs of the times and lines of live posts, which extraction drops or moves."""
    for element in [one for one in tree.iter("time", "span") if _is_time(one)]:
        parent = element.getparent()
        if parent is None or not one_line(element.text_content()):
            continue
        if parent.tag == "header":
            parent.tag = "div"
        if parent.tag in ("p", "li", "h2", "h3", "h4"):
            element.tail = MARK + (element.tail or "")
            element.drop_tag()
        elif not is_inline(parent):
            element.tag = "p"
            element.attrib.clear()
    for block in list(tree.iter("div", "section")):
        inner = [one for one in block.iterdescendants() if isinstance(one.tag, str)]
        if block.text_content().strip() and all(map(is_inline, inner)):
            block.tag = "p"


def _is_time(element: Element) -> bool:
    """Whether an element is a time of day and no more."""
    words = one_line(element.text_content())
    return element.tag == "time" or _TIME_AT_HEAD.fullmatch(words) is not None
