"""What a page says for itself and not of the news: offers, appeals, more stories.

The patterns are rows of ``furniture.tsv``. A *line* is told by its own words; a *heading* makes the
links under it furniture. Boxes go as a whole, so that no price of an offer is left behind.
Each match of a pattern has one of the pieces that its row ``needs``; other lines are passed over.
"""

import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

from lxml import html as lxml_html

from crawler.borders import MARK
from crawler.class_names import known
from crawler.cleaning import one_line

Element = lxml_html.HtmlElement

LONGEST_LINE = 60
"""Words; what an outlet says for itself is shorter."""

LONG_LINE = 25
"""Words from which a line is only furniture if it says "you" or "us"."""

LONGEST_BOX = 150
_BOX_LETTERS = 1500
_LONGEST_HEADING = 60
_TRAILS = " :»→>›·-–—.…"

_SHORT = 15
"""Words of a line that may stand in a box of offers without being one."""

_LINKED = 0.7
"""Share of the letters of a list of other stories that are links."""

_names_offer = known(
    re.compile(
        r"pay-?wall|reg-?wall|subscri|offer|newsletter|sign-?up|donat|appeal|support-?us|member|promo|"
        r"piano|meter(?:ed)?[-_ ]|upsell|\bcta\b|marketing|upgrade|pricing|gate|barrier|contribut|"
        r"fundrais|campaign",
        re.I,
    )
)
_BOXES = ("aside", "div", "section", "form", "ul", "table", "dialog", "blockquote")
_HEADINGS = ("h2", "h3", "h4", "h5", "h6", "p", "strong", "b", "div", "span")
_LINES = ("p", "li", "h2", "h3", "h4")
_ALL = tuple(dict.fromkeys((*_BOXES, *_HEADINGS, *_LINES)))
_ELSEWHERE = re.compile(
    r"\W*(?:read (?:more|next|also|the full story)|also read|more|see (?:also|more)|watch|listen|"
    r"related(?: (?:story|stories|articles?))?|don['’]t miss|must read|recommended|previously)"
    r"\s*[:|»→>–—-]",
    re.I,
)
_ADDRESSED = re.compile(r"\b(?:you|your|yours|we|us|our|ours)\b", re.I)
_QUOTED = re.compile(r"[“\"«][^“”\"«»]{12,}[”\"»]")


@dataclass(frozen=True, slots=True)
class _Pattern:
    """One row: what the words match, and what must stand beside it."""

    id: str
    kind: str
    pattern: re.Pattern[str]
    beside: re.Pattern[str]
    needs: tuple[str, ...]
    example: str
    counter: str

    def holds(self, words: str) -> bool:
        if self.kind == "heading":
            return self.pattern.fullmatch(words.strip(_TRAILS)) is not None
        return bool(self.pattern.search(words) and self.beside.search(words))

    def may_hold(self, small: str) -> bool:
        """Whether words in small letters have a piece without which the pattern cannot match."""
        for piece in self.needs:
            if piece in small:
                return True
        return not self.needs


@cache
def patterns() -> tuple[_Pattern, ...]:
    """The rows of the table, in its order."""
    path = Path(__file__).with_name("furniture.tsv")
    with path.open(encoding="utf-8", newline="") as file:
        rows = csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
        return tuple(
            _Pattern(
                row["id"],
                row["kind"],
                re.compile(row["pattern"], re.I),
                re.compile(row["beside"], re.I),
                tuple(piece for piece in row["needs"].split("|") if piece),
                row["example"],
                row["counter"],
            )
            for row in rows
        )


@lru_cache(maxsize=4096)
def is_furniture(words: str) -> bool:
    """Whether a paragraph speaks to the reader for the outlet. Quotations are never that.

    >>> is_furniture("Subscribe now for $2 a week."), is_furniture("Bread costs $2 a week.")
    (True, False)
    """
    length = len(words.split())
    if not length or length > LONGEST_LINE or _QUOTED.search(words):
        return False
    if length > LONG_LINE and not _ADDRESSED.search(words):
        return False
    small = words.lower()
    return any(row.may_hold(small) and row.holds(words) for row in _lines_of_its_own())


@cache
def _lines_of_its_own() -> tuple[_Pattern, ...]:
    return tuple(row for row in patterns() if row.kind == "line")


@cache
def _headings() -> re.Pattern[str]:
    """The headings of other stories, all in one pattern."""
    rows = [row.pattern.pattern for row in patterns() if row.kind == "heading"]
    return re.compile("|".join(f"(?:{row})" for row in rows), re.I)


@lru_cache(maxsize=4096)
def heads_other_stories(words: str) -> bool:
    """Whether a heading announces other stories."""
    short = len(words) <= _LONGEST_HEADING
    return short and _headings().fullmatch(words.strip(_TRAILS)) is not None


def words_of(element: Element) -> str:
    """The words of an element on one line."""
    return " ".join(" ".join(element.itertext()).replace(MARK, " ").split())


def _short(tree: Element) -> list[tuple[Element, str]]:
    """The elements that have words, and few enough to be what is looked for; in the page's order.

    One pass from the leaves up: the words of an element are those of its parts.
    """
    words: dict[Element, str | None] = {}
    for element in reversed(list(tree.iter())):
        words[element] = _joined(element, words)
    found = ((one, words[one]) for one in tree.iter(*_ALL))
    return [(one, said) for one, said in found if said and len(said) <= _most_letters(one)]


def _joined(element: Element, words: dict[Element, str | None]) -> str | None:
    """An element's words, made of those of its parts; ``None`` if they are too many to matter."""
    pieces = _pieces(element.text)
    for inner in element:
        within = words[inner]
        if within is None:
            return None
        if within:
            pieces.append(within)
        pieces += _pieces(inner.tail)
    said = " ".join(pieces)
    return said if len(said) <= _BOX_LETTERS else None


def _pieces(text: str | None) -> list[str]:
    return text.replace(MARK, " ").split() if text else []


def drop_furniture(tree: Element) -> None:
    """Take the boxes of a page out that hold offers and appeals, and lists of other stories."""
    short = _short(tree)
    for element, words in short:
        is_box = element.tag in _BOXES
        if element.getparent() is None or not (is_box or element.tag in _LINES):
            continue
        offers = is_box and not _frames(element, words) and _is_offer(element)
        if offers or _leads_elsewhere(element, words):
            element.drop_tree()
    for element, words in short:
        if heads_other_stories(words) and element.getparent() is not None:
            _drop_list(element)


def _most_letters(element: Element) -> int:
    """Letters up to which the words of an element can say anything of it."""
    read = element.tag in _BOXES or element.tag in _LINES
    return _BOX_LETTERS if read else _LONGEST_HEADING


def _leads_elsewhere(line: Element, words: str) -> bool:
    """Whether a line is "Read more:" and a link."""
    label = _ELSEWHERE.match(words)
    if label is None or line.getparent() is None:
        return False
    linked = sum(len(one_line(link.text_content())) for link in line.iter("a"))
    return linked >= _LINKED * (len(words) - label.end())


def _frames(box: Element, words: str) -> bool:
    """Whether a box holds the article: its heading, or too many words for an offer."""
    return (
        words.count(" ") >= LONGEST_BOX or next(box.iter("h1", "article", "main"), None) is not None
    )


def _is_offer(box: Element) -> bool:
    lines = _lines(box)
    names = " ".join(box.get(name) or "" for name in ("class", "id", "data-component"))
    if _names_offer(names):
        return any(map(is_furniture, lines))
    first = next(lines, None)
    return (
        first is not None
        and is_furniture(first)
        and all(len(line.split()) <= _SHORT or is_furniture(line) for line in lines)
    )


def _lines(box: Element) -> Iterator[str]:
    """The lines of a box; needs the marks of ``crawler.borders``."""
    pieces = (" ".join(piece.split()) for piece in box.text_content().split(MARK))
    return filter(None, pieces)


def _drop_list(heading: Element) -> None:
    """Take out a heading of other stories, with what follows it as long as that is links."""
    box = heading.getparent()
    while box is not None and box.tag not in ("body", "html", "article", "main"):
        words = words_of(box)
        if len(words) > _BOX_LETTERS or _frames(box, words) or not _is_linked(box):
            break
        if not heads_other_stories(next(_lines(box))):
            break
        heading, box = box, box.getparent()
    following = heading.getnext()
    dropped = [heading]
    while following is not None and _is_linked(following):
        dropped.append(following)
        following = following.getnext()
    if len(dropped) > 1 or _is_linked(heading):
        for element in dropped:
            if element.getparent() is not None:
                element.drop_tree()


def _is_linked(element: Element) -> bool:
    """Whether most of an element's words are those of links."""
    if not isinstance(element.tag, str):
        return False
    letters = len(one_line(element.text_content()))
    linked = sum(len(one_line(link.text_content())) for link in element.iter("a"))
    return letters > 0 and linked >= _LINKED * letters
