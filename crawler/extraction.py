"""What trafilatura and htmldate find on a page: tree, body, and what it does not say of itself.

They take a fifth of a second to load; ``crawler.articles`` loads them where pages are read.
"""

import logging
import re
from datetime import date

import trafilatura
from htmldate import find_date
from lxml import html as lxml_html
from trafilatura.metadata import extract_metadata
from trafilatura.settings import Document

from crawler.bodies import Paragraph, paragraphs
from crawler.cleaning import one_line
from crawler.dates import Moment, parse
from crawler.metadata import Metadata
from crawler.stamps import is_in_address, is_printed, read_bare_stamp

Element = lxml_html.HtmlElement

_BEFORE = re.compile(r"submitted|accepted|received", re.I)

for _name in ("trafilatura", "htmldate"):
    logging.getLogger(_name).setLevel(logging.CRITICAL)


def parsed(text: str) -> Element | None:
    """The tree of a page, if it is one."""
    return trafilatura.load_html(text) if text.strip() else None


def body(tree: Element, url: str) -> list[Paragraph]:
    """The paragraphs of a page's article."""
    document = trafilatura.bare_extraction(tree, url=url, include_comments=False)
    return paragraphs(document.body) if isinstance(document, Document) else []


def title_and_author(tree: Element, metadata: Metadata, url: str) -> tuple[str | None, str | None]:
    """Title and author where the page itself is silent."""
    if metadata.headlines and metadata.authors:
        return None, None
    guessed = extract_metadata(tree, default_url=url, extensive=False)
    title = one_line(guessed.title) if guessed.title else None
    author = one_line(guessed.author.replace("; ", ", ")) if guessed.author else None
    return title, author


def guessed_date(tree: Element, metadata: Metadata, url: str) -> Moment | None:
    """A date by htmldate, if the page or its address prints its day and month.

    When a paper was handed in or taken is no day of its publication. Where htmldate finds none, the
    one date that stands alone on the page is it.
    """
    order = metadata.date_order
    for element in list(tree.iter("meta")):
        if _BEFORE.search(element.get("name") or "") and element.getparent() is not None:
            element.drop_tree()
    found = parse(find_date(tree, url=url, original_date=True, outputformat="%Y-%m-%d"))
    if found is not None:
        day = date.fromisoformat(found.text)
        if is_printed(day, tree, order) or is_in_address(day, url):
            return found
    return read_bare_stamp(tree, order)
