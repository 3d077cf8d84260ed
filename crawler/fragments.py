"""A few words of HTML as an article: a news flash of one sentence, or a headline alone.

What extracts an article from a page finds nothing in so little text.
"""

from dataclasses import replace

from lxml import html as lxml_html
from lxml.etree import ParserError

from crawler.articles import Reading, read_plain
from crawler.cleaning import one_line

_HEADLINES = ("h1", "title", "h2")
_NO_TEXT = ("head", "script", "style", "noscript", "template", "nav", "header", "footer", "aside",
            "form", "button", "figure", *_HEADLINES)  # fmt: skip
_BLOCKS = ("p", "div", "li", "blockquote", "br", "h3", "h4", "tr")


def read_fragment(html: str, title: str | None, reading: Reading) -> Reading:
    """What a fragment says, with what ``reading`` has found out about it otherwise.

    Its first heading is the headline where no ``title`` is given.
    """
    try:
        tree = lxml_html.fromstring(html)
    except (ParserError, ValueError):
        return reading
    heads = (head.text_content() for tag in _HEADLINES for head in tree.iter(tag))
    title = title or next(filter(None, map(one_line, heads)), None)
    for element in list(tree.iter(*_NO_TEXT)):
        if element is not tree:
            element.drop_tree()
    for element in tree.iter(*_BLOCKS):
        element.tail = "\n\n" + (element.tail or "")
    text = "" if tree.tag in _NO_TEXT else str(tree.text_content())
    plain = read_plain(text, title)
    return replace(
        reading, text=plain.text, headline_end=plain.headline_end, title=plain.title,
        regions=plain.regions, links=(), troubles=(*reading.troubles, *plain.troubles),
    )  # fmt: skip
