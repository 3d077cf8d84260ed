"""Dates that a page prints beside a word for what they are, and the check of a guessed one."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from lxml import html as lxml_html

from crawler.cleaning import one_line
from crawler.dates import YEAR, Moment, Order, is_month, parse

Element = lxml_html.HtmlElement

_LABEL = re.compile(
    r"\b(?:(?P<first>(?:first|originally|initially)[ -]+(?:published|posted|appeared|issued))|"
    r"(?P<changed>(?:last |recently )?(?:updated?|modified|edited|revised|amended|corrected))|"
    r"(?P<out>published|posted|issued|released|publication date|date published|publish date)|"
    r"(?P<made>(?<![a-z] )(?:date )?created)|(?P<before>received|submitted|accepted))\b"
    r"(?:\s+(?:on|at|online))?\s*[:·|–—-]?\s*",
    re.I,
)
_LONGEST = 160
"""Characters of a line of stamps; what is longer is text."""

_LONGEST_BARE = 40
"""Characters of a stamp alone, with the day of the week and a zone."""

_LETTERS = re.compile(r"[^\W\d_]+")
_OF_STAMP = re.compile(
    r"(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*|[ap]m?|m|st|nd|rd|th|t|z|h|at|on|of|(?-i:[A-Z]{2,4})",
    re.I,
)

_STAMPED = ("time", "p", "div", "span", "li", "small", "em", "i", "b", "strong", "dd", "td", "h6",
            "h5", "h4", "address", "abbr", "figcaption", "section", "header")  # fmt: skip
_ELSEWHERE = ("nav", "footer", "aside")
_JOINTS = " \n\t|·•–—-,;()[]/"
_ATTRIBUTES = ("content", "datetime", "href", "title", "data-date", "data-time", "data-published")


@dataclass(frozen=True, slots=True)
class Stamps:
    """When a page says in words that it was published, and changed."""

    published: Moment | None = None
    modified: Moment | None = None


def read_stamps(tree: Element, order: Order | None = None) -> Stamps:
    """Read the lines like "Updated 12 March 2031, first published 9 March 2031"."""
    found: dict[str, Moment] = {}
    for line in _lines(tree):
        for kind, moment in _read(line, order):
            found.setdefault(kind, moment)
    changed = found.get("changed")
    made = found.get("made") if changed else None
    return Stamps(found.get("first") or found.get("out") or made, changed)


def read_bare_stamp(tree: Element, order: Order | None = None) -> Moment | None:
    """The one moment that a page prints as a line of its own, without a word for what it is."""
    found = [_moment(line, order) for line in _lines(tree) if _is_bare(line)]
    moments = [one for one in found if one is not None]
    return moments[0] if len({one.text[:10] for one in moments}) == 1 else None


def _is_bare(line: str) -> bool:
    """Whether a line is a stamp alone: its words are those of days, months, times and zones."""
    words = _LETTERS.findall(line) if len(line) <= _LONGEST_BARE else [line]
    return all(is_month(word) or _OF_STAMP.fullmatch(word) for word in words)


def _lines(tree: Element) -> Iterator[str]:
    dated = _dated(tree)
    if not dated:
        return
    for element in tree.iter(*_STAMPED):
        text = dated.get(element)
        if text is None or not YEAR.search(text):
            continue
        line = one_line(text)
        aside = (*element.iterancestors(*_ELSEWHERE), *element.iterdescendants(*_ELSEWHERE))
        if len(line) > _LONGEST or aside:
            continue
        before = (element.getprevious() is None and _words_before(element)) or ""
        yield f"{before} {line}" if before and element.tag == "time" else line


def _dated(tree: Element) -> dict[Element, str]:
    """The short elements in which a year may stand, with their words."""
    found: dict[Element, str] = {}
    for holder in _holders(tree):
        for element in (holder, *holder.iterancestors()):
            text = element.text_content()
            if element in found or len(text) > 4 * _LONGEST:
                break
            found[element] = text
    return found


def _holders(tree: Element) -> Iterator[Element]:
    """The elements with a text of their own that may have a year in it."""
    for element in tree.iter():
        if element.tag not in ("script", "style") and _may_be_dated(element.text):
            yield element
        parent = element.getparent()
        if parent is not None and _may_be_dated(element.tail):
            yield parent


def _may_be_dated(text: str | None) -> bool:
    return text is not None and ("20" in text or "19" in text)


def _words_before(element: Element) -> str:
    parent = element.getparent()
    return one_line(parent.text or "")[-40:] if parent is not None else ""


def _read(line: str, order: Order | None) -> Iterator[tuple[str, Moment]]:
    labels = list(_LABEL.finditer(line))
    if not labels or len(labels) > 6:
        return
    lead = line[: labels[0].start()].strip(_JOINTS)
    if labels[0]["changed"] and (moment := _moment(lead, order)):
        yield "out", moment
    ends = [label.start() for label in labels[1:]] + [len(line)]
    for label, end in zip(labels, ends, strict=True):
        if moment := _moment(line[label.end() : end].strip(_JOINTS), order):
            yield str(label.lastgroup), moment


def _moment(words: str, order: Order | None) -> Moment | None:
    return parse(words[:60].rpartition(" ")[0] if len(words) > 60 else words, order)


def is_printed(day: date, tree: Element, order: Order | None = None) -> bool:
    """Whether a page prints the day and the month of a date that was guessed from it.

    In words of any language a day may stand before its month ("9. mars 2031") or after it; in
    figures the order must be the year's first, with points, beyond 12, or known.
    """
    pattern = _forms(day, order)
    for element in tree.iter():
        if not isinstance(element.tag, str) or element.tag in ("script", "style"):
            continue
        texts = [element.text or "", element.tail or ""]
        texts += [element.get(name) or "" for name in _ATTRIBUTES]
        if any(pattern.search(text) for text in texts):
            return True
    return any(pattern.search(script.text or "") for script in tree.iter("script"))


def _forms(day: date, order: Order | None) -> re.Pattern[str]:
    """All the forms in which a date may be printed."""
    d, m, y = rf"0?{day.day}", rf"0?{day.month}", str(day.year)
    forms = [
        rf"{y}[-/._]?{day.month:02}[-/._]?{day.day:02}(?!\d)",
        rf"{y}[-/._]{m}[-/._]{d}(?!\d)",
        rf"{y}[年년]\s?{m}[月월]\s?{d}[日일]",
        rf"{d}\.\s?{m}\.\s?{y}",
        rf"{d}(?:st|nd|rd|th|er|\.|º|°|ª)?,?[\s-]+(?:(?:de|of|del)\s+)?[^\W\d_]{{3,12}}\.?,?[\s-]+(?:(?:de|del)\s+)?{y}",
        rf"[^\W\d_]{{3,12}}\.?[\s-]+{d}(?:st|nd|rd|th)?,?\s+{y}",
    ]
    in_figures = rf"{d}[/-]{m}[/-]{y}", rf"{m}[/-]{d}[/-]{y}"
    if day.day > 12 or day.day == day.month:
        forms += in_figures
    elif order is not None:
        forms.append(in_figures[order is Order.MONTH_FIRST])
    return re.compile("|".join(rf"(?<!\d){form}" for form in forms), re.I)


def is_in_address(day: date, url: str) -> bool:
    """Whether an address has a date in it: /2031/03/09/, /2031-03-09-, 20310309."""
    return bool(re.search(rf"(?<!\d){day.year}[-/_]?{day.month:02}[-/_]?{day.day:02}(?!\d)", url))
