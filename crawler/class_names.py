"""What a page's own names of classes and ids say of an element."""

import re
from collections.abc import Iterable

from lxml import etree
from lxml import html as lxml_html

Element = lxml_html.HtmlElement

_NAMES = ("class", "id", "style", "data-component")
_VALUES = {name: etree.XPath(f"//@{name}", smart_strings=False) for name in _NAMES}
_WITH = {name: etree.XPath(f"//*[@{name}]") for name in _NAMES}


def naming(words: str) -> re.Pattern[str]:
    """A pattern for one of these words, parted from others by "-", "_", a blank or the end.

    ``words`` are alternatives of a regular expression.

    >>> bool(naming("date|time").search("post-date")), bool(naming("date").search("update"))
    (True, False)
    """
    return re.compile(rf"(?:^|[-_ ])(?:{words})(?:$|[-_ ])", re.I)


def attributes(tree: Element, *names: str) -> frozenset[str]:
    """The different values that these attributes have on a page."""
    found: set[str] = set()
    for name in names:
        values: Iterable[str] = _VALUES[name](tree)
        found.update(values)
    return frozenset(found)


def having(tree: Element, name: str, pattern: re.Pattern[str]) -> list[Element]:
    """The elements of a page with an attribute that matches, in its order.

    A page repeats few values on many elements: the pattern looks at each value once.
    """
    wanted = {value for value in attributes(tree, name) if pattern.search(value)}
    if not wanted:
        return []
    elements: list[Element] = _WITH[name](tree)
    return [element for element in elements if element.get(name) in wanted]
