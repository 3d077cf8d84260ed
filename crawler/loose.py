"""Text of an article that stands in no paragraph, put into paragraphs of its own.

Extraction reads paragraphs; beside many of them it passes over text right in a division or section,
mostly a first sentence, and where nothing on a page is named, over its lists and headings too. Only
the part of a page is looked at that holds most of its paragraphs, and only lines with a number: the
others make no claim. Needs the marks of ``crawler.borders``.
"""

import re
from collections import Counter
from collections.abc import Iterator

from lxml import html as lxml_html

from crawler.borders import MARK, inline_within
from crawler.class_names import attributes, known, naming
from crawler.cleaning import one_line
from crawler.dates import parse
from crawler.layout import has_numeral

Element = lxml_html.HtmlElement

_HOLDERS = frozenset("div section article main center details body font span".split())
_OPENED = ("label", "font", "center")
"""Elements that extraction drops with their words, or does not look into."""

_NAMED_ASIDE = re.compile(
    r"(?:^|[-_ ])(?:share|social|related|read-?more|author|by-?line|meta|date|time|stamp|published|"
    r"updated|caption|credit|comments?|ad|ads|advert\w*|promo\w*|nav\w*|menu|tags?|bread-?crumbs?|"
    r"buttons?|btn|tool-?bar|rating|poll|quiz|widget|newsletter|sign-?up|subscri\w*|teasers?|cards?|"
    r"footer|side-?bar|player|banner|cookies?|consent|modal|popup|dialog|pagination|pager|sponsor\w*|"
    r"hidden|sr-only|visually-hidden|screen-reader\S*|kicker|eyebrow|category|label|count\w*|likes?|"
    r"views|rubric|topics?|price\w*|product\w*|table\w*|toc)(?:$|[-_ ])",
    re.I,
)
_is_aside = known(_NAMED_ASIDE)
_ROLES_ASIDE = ("dialog", "navigation", "complementary", "search", "banner", "contentinfo")
_names_body = known(naming(r"\w*(?:content|article|story|body|post|entry|main|text|primary)\w*"))

_BY = re.compile(
    r"\W*(?:by|photos?|images?|pictures?|credits?|source|updated|published|posted)\b", re.I
)
_PARAGRAPH = 40
"""Letters from which a paragraph shows where the article is."""

_MOST = 0.6
"""Share of the letters of such paragraphs that the article holds."""

_ENOUGH = 750
"""Letters of paragraphs from which extraction looks at nothing else."""

_NO_FLASH = 400
"""Letters of paragraphs below which a page that names no article is read whole: it may be a flash,
and with less of it would be held to be a menu."""

_FEWEST_WORDS = 3
_LINKED = 0.5


def wrap_loose_text(tree: Element) -> None:
    """Make paragraphs of the lines with numbers that stand beside an article's paragraphs."""
    article = _article(tree)
    if article is None:
        return
    inline = inline_within(article)
    letters = sum(len(one.text_content()) for one in article.iter("p"))
    every = letters < _ENOUGH
    for holder in list(_holders(article, inline)):
        _wrap_runs(holder, inline, every)
    if letters >= _NO_FLASH and not _is_named(article):
        _name(article)


def _article(tree: Element) -> Element | None:
    """The innermost element that holds most of a page's paragraphs."""
    letters: Counter[Element] = Counter()
    total = 0
    for paragraph in filter(_is_long, tree.iter("p")):
        length = len(paragraph.text_content())
        total += length
        for holder in paragraph.iterancestors(*_HOLDERS):
            letters[holder] += length
    found = [one for one, length in letters.items() if length >= _MOST * total]
    return max(found, key=lambda one: sum(1 for _ in one.iterancestors()), default=None)


def _name(article: Element) -> None:
    """Call what an article holds its body, but for what stands above its headline."""
    children = list(article)
    heads = [at for at, one in enumerate(children) if next(one.iter("h1"), None) is not None]
    first = heads[0] if heads else 0
    body = lxml_html.Element("div")
    body.set("itemprop", "articleBody")
    for child in children[first:]:
        body.append(child)
    article.append(body)


def _is_long(paragraph: Element) -> bool:
    return len(paragraph.text_content()) >= _PARAGRAPH


def _is_named(article: Element) -> bool:
    """Whether a page says where its article is, or has it in a form, which is not looked into."""
    around = (article, *article.iterancestors())
    if any(one.tag in ("article", "main", "form") for one in around):
        return True
    page = around[-1]
    return any(map(_names_body, attributes(page, "class", "id", "role", "itemprop")))


def _holders(element: Element, inline: set[Element]) -> Iterator[Element]:
    """An article and the divisions in it that are not set apart from it by what they are called."""
    yield element
    for child in element:
        tag = child.tag
        if not isinstance(tag, str) or child in inline or not (tag in _HOLDERS or "-" in tag):
            continue
        if not _is_set_apart(child) and not _is_linked(child):
            yield from _holders(child, inline)


def _is_set_apart(element: Element) -> bool:
    names = (element.get(name) for name in ("class", "id", "data-component", "data-testid"))
    return (
        (element.get("role") or "").lower() in _ROLES_ASIDE
        or element.get("aria-hidden") == "true"
        or any(name and _is_aside(name) for name in names)
    )


def _is_linked(element: Element) -> bool:
    letters = len(one_line(element.text_content()))
    linked = sum(len(one_line(link.text_content())) for link in element.iter("a"))
    return linked > _LINKED * letters


def _wrap_runs(holder: Element, inline: set[Element], every: bool) -> None:
    """Wrap the lines that stand in a holder itself, between its blocks."""
    run: list[Element] = []
    before: Element | None = None
    for child in list(holder):
        if isinstance(child.tag, str) and child in inline:
            run.append(child)
            if (child.tail or "").rstrip(" \n").endswith(MARK):
                _wrap(holder, before, run, every)
                before, run = child.getparent() if child.getparent() is not holder else child, []
        else:
            _wrap(holder, before, run, every)
            before, run = child, []
    _wrap(holder, before, run, every)


def _wrap(holder: Element, before: Element | None, run: list[Element], every: bool) -> None:
    """Put the text behind an element, or at the head of its holder, and a run into a paragraph."""
    lead = (holder.text if before is None else before.tail) or ""
    words = one_line("".join([lead, *_texts(run)]).replace(MARK, " "))
    if not _is_line(words, every) or _is_furnished(lead, run):
        return
    paragraph = lxml_html.Element("p")
    paragraph.text = lead
    if before is None:
        holder.text = None
        holder.insert(0, paragraph)
    else:
        before.tail = None
        before.addnext(paragraph)
    for element in run:
        paragraph.append(element)
    for element in list(paragraph.iter(*_OPENED)):
        element.drop_tag()


def _texts(run: list[Element]) -> Iterator[str]:
    for element in run:
        yield str(element.text_content())
        yield element.tail or ""


def _is_line(words: str, every: bool) -> bool:
    """Whether words are a line that may make a claim, and no stamp."""
    told = has_numeral(words) or (every and len(words.split()) >= 5)
    many = len(words.split()) >= _FEWEST_WORDS
    return many and told and parse(words) is None and not _BY.match(words)


def _is_furnished(lead: str, run: list[Element]) -> bool:
    """Whether a run is links, or one element that its name sets apart."""
    links = sum(len(link.text_content()) for one in run for link in one.iter("a"))
    if links > _LINKED * len("".join([lead, *_texts(run)])):
        return True
    bare = "".join([lead, *(one.tail or "" for one in run)]).replace(MARK, " ")
    return not bare.strip() and any(map(_is_set_apart, run))
