"""What a page's own names of classes and ids say of an element."""

import re
from collections.abc import Callable
from functools import lru_cache

from lxml import html as lxml_html

Element = lxml_html.HtmlElement


def naming(words: str) -> re.Pattern[str]:
    """A pattern for one of these words, parted from others by "-", "_", a blank or the end.

    ``words`` are alternatives of a regular expression.

    >>> bool(naming("date|time").search("post-date")), bool(naming("date").search("update"))
    (True, False)
    """
    return re.compile(rf"(?:^|[-_ ])(?:{words})(?:$|[-_ ])", re.I)


def attributes(tree: Element, *names: str) -> frozenset[str]:
    """The different values that these attributes have on a page."""
    found = {element.get(name) for element in tree.iter("*") for name in names}
    return frozenset(value for value in found if value)


def known(pattern: re.Pattern[str]) -> Callable[[str], bool]:
    """Whether a pattern is found in a value. Pages repeat few values: each is looked at once."""

    @lru_cache(maxsize=8192)
    def found(value: str) -> bool:
        return pattern.search(value) is not None

    return found
