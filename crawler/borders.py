"""Where lines end on a page: marks put into its text, so that no later step joins two lines.

Blocks, line breaks, time stamps and boxes that stand side by side end a line. The mark is a
character that extraction carries along; ``crawler.bodies`` parts paragraphs there and drops it.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from lxml import html as lxml_html

from crawler.class_names import naming
from crawler.dates import parse

Element = lxml_html.HtmlElement

MARK = "\u241e"
"""SYMBOL FOR RECORD SEPARATOR: printable, so that it survives, and never printed in the news."""

_INLINE = frozenset(
    "a abbr acronym b bdi bdo big cite code data dfn em font i ins kbd label mark nobr q samp "
    "small span strong sub sup time tt u var wbr".split()
)
_UNSEEN = frozenset("br img svg script style noscript input button picture source template".split())
_STRESS = frozenset({"strong", "b", "em", "span"})
_CELLS = frozenset({"td", "th"})
_DISPLAYED = re.compile(r"display\s*:\s*(?:block|flex|grid|list-item|table)", re.I)
_STAMPED = naming(r"date|time|timestamp|date-?time|date-?line|stamp|published|updated|pub-?date")
_GROUP_HEAD = re.compile(r"(?<![\d.,])\d{1,3}\Z")
_GROUP_TAIL = re.compile(r"\A\d{3}(?!\d)")
_SPLIT_GROUP = re.compile(r"(?<![\d.,])(\d{1,3})[ \t]*\r?\n\s*(?=\d{3}(?!\d))")
_CAPITALISED = re.compile(r"\A[A-Z][a-z]")
_COUNTED = re.compile(r"\A(?!fold)[a-z]{3}")
"""A word of its own after a number; shorter ones may belong to it, as in "12km" and "4th"."""
_WORDS = re.compile(r"[^\W\d_]{2,}\Z")
_GOES_ON = re.compile(
    r"(?:,|\b(?:a|an|and|as|at|but|by|for|from|in|into|is|of|on|or|the|to|was|were|with))\Z", re.I
)
_LONGEST_ROW = 40
"""Boxes of a row of numbers and labels."""

SENTENCE_END = (".", "!", "?", "”", '"', "’", ":")
_WRAPPED = 0.3
"""Share of lines that go on with a small letter from which line breaks are hard wraps."""


def mark_borders(tree: Element) -> None:
    """Put the mark at the end of every line of a page."""
    body = tree.find("body")
    top = tree if body is None else body
    in_cells = {inner for cell in top.iter(*_CELLS) for inner in cell.iter()}
    inline = inline_within(top)
    for element in list(top.iter()):
        if not isinstance(element.tag, str):
            continue
        if element.tag in _UNSEEN:
            part_around(element)
            continue
        in_cell = element in in_cells
        _part_source_lines(element, in_cell)
        if in_cell and element.tag in _CELLS:
            _part_cell_lines(element)
        if len(element):
            _part_neighbours(element, inline, " " if in_cell else MARK)
        if not in_cell and element not in inline:
            _end_lines(element, inline)


def part_around(element: Element) -> None:
    """Put the mark behind an element without words that stands between two digits."""
    previous, parent = element.getprevious(), element.getparent()
    if previous is not None:
        before = previous.tail or previous.text_content()
    else:
        before = (parent.text if parent is not None else "") or ""
    if _is_digits(before[-1:]) and _is_digits((element.tail or "")[:1]):
        element.tail = MARK + (element.tail or "")


def is_inline(element: Element) -> bool:
    """Whether an element stands within a line: by its tag, its style and what it holds."""
    return element in inline_within(element)


def inline_within(top: Element) -> set[Element]:
    """The elements from one down that stand within a line; found from the leaves up."""
    inline: set[Element] = set()
    breaking: set[Element] = set()
    for element in reversed(list(top.iter("*"))):
        if len(element) and not breaking.isdisjoint(element):
            breaking.add(element)
        elif not _flows(element.tag):
            if element.tag not in _UNSEEN:
                breaking.add(element)
        else:
            style = element.get("style")
            if not (style and _DISPLAYED.search(style)):
                inline.add(element)
    return inline


def _flows(tag: object) -> bool:
    """Whether a tag stands within a line; a page's own tags (with a hyphen) do."""
    return tag in _INLINE or "-" in str(tag)


def _part_source_lines(element: Element, in_cell: bool) -> None:
    """Two numbers on two lines of the source are no groups of one number."""
    put = r"\1; " if in_cell else rf"\1{MARK}"
    if element.text and _has_lines(element.text):
        element.text = _SPLIT_GROUP.sub(put, element.text)
    if element.tail and _has_lines(element.tail):
        element.tail = _SPLIT_GROUP.sub(put, element.tail)


def _has_lines(text: str) -> bool:
    return "\n" in text and not text.isspace()


def _part_cell_lines(cell: Element) -> None:
    """The lines of a cell stand on one, as rows of a table do."""
    for line_break in list(cell.iter("br")):
        before, parent = line_break.getprevious(), line_break.getparent()
        ahead = before.tail if before is not None else parent.text if parent is not None else ""
        ahead = ahead or ""
        after = (line_break.tail or "").strip()
        numbers = _is_digits(ahead.strip()[-1:]) and _is_digits(after[:1])
        line_break.tail = f"{'; ' if numbers else ' '}{after}"
        line_break.drop_tag()


# --- lines ---


@dataclass(slots=True)
class _Piece:
    """A stretch of a line and the place after it: the element's text, or a child's tail."""

    text: str
    holder: Element
    where: str
    child: Element | None = None

    def end_line(self) -> None:
        """Put the mark behind the piece."""
        known = getattr(self.holder, self.where) or ""
        if self.child is None:
            setattr(self.holder, self.where, known + MARK)
        else:
            self.holder.tail = MARK + known


def _end_lines(element: Element, inline: set[Element]) -> None:
    line: list[_Piece] = []
    if element.text and element.text.strip():
        line.append(_Piece(element.text, element, "text"))
    breaks = list(_breaks(element))
    wrapped = _is_wrapped(breaks)
    for child in list(element):
        is_text = isinstance(child.tag, str)
        if is_text and child.tag == "br":
            before = "".join(piece.text for piece in line).rstrip()
            if before and _ends(before, _after(child), wrapped=wrapped):
                _close(line)
        elif is_text and child.tag not in _UNSEEN:
            if child in inline:
                words = child.text_content()
                if words.strip():
                    line.append(_Piece(words, child, "tail", child))
            else:
                _close(line)
        tail = child.tail
        if tail and tail.strip():
            line.append(_Piece(tail, child, "tail"))
    _close(line)


def _close(line: list[_Piece]) -> None:
    """End a line, and part a time stamp at its head from what follows."""
    if not line:
        return
    line[-1].end_line()
    for number, piece in enumerate(line[:-1]):
        if piece.child is None:
            if number or not _is_stamp(piece.text):
                break
        elif _is_stamp_element(piece.child):
            follows = line[number + 1].text.lstrip(" \n\t|·•–—-")
            if follows[:1].isupper() or follows[:1] in '“"‘' or line[number + 1].child is not None:
                for other in {max(number - 1, 0), number}:
                    if other == number or number:
                        line[other].end_line()
    line.clear()


def _is_stamp(words: str) -> bool:
    return parse(words.strip(" \n\t|·•–—-")) is not None


def _is_stamp_element(element: Element) -> bool:
    words = element.text_content().strip()
    if not words or len(words) > 48:
        return False
    marks = f"{element.get('class') or ''} {element.get('itemprop') or ''}"
    has_figure = any(char.isdigit() for char in words)
    return has_figure and (
        element.tag == "time" or bool(_STAMPED.search(marks)) or _is_stamp(words)
    )


def _breaks(element: Element) -> Iterator[str]:
    """What follows each line break of an element."""
    for child in element:
        if child.tag == "br":
            after = _after(child)
            if after:
                yield after


def _after(node: Element) -> str:
    """The words right after a node, within its parent."""
    words = (node.tail or "").strip()
    following = node.getnext()
    while not words and following is not None:
        if not isinstance(following.tag, str) or following.tag in _UNSEEN:
            words = (following.tail or "").strip()
            following = following.getnext()
        else:
            return str(following.text_content()).strip() if is_inline(following) else ""
    return words


def _is_wrapped(continuations: list[str]) -> bool:
    small = sum(words[0].islower() for words in continuations)
    return len(continuations) > 1 and small >= _WRAPPED * len(continuations)


def _ends(before: str, after: str, *, wrapped: bool) -> bool:
    """Whether a line break between these words ends a line, or only wraps it."""
    if not after or before.endswith(SENTENCE_END):
        return True
    if before[-1].isdigit() and after[0].isdigit():
        return True
    if wrapped or after[0].islower() or after[0] in ",.;:)%":
        return False
    return not _GOES_ON.search(before)


# --- boxes side by side ---


def _part_neighbours(element: Element, inline: set[Element], mark: str) -> None:
    """Part the words of inline elements that touch: "Dead: 12" beside "Hurt: 30"."""
    pieces = list(_neighbours(element, inline))
    for number, (left, right) in enumerate(pairwise(pieces)):
        put = _between(left, right, pieces, number, mark)
        if not put:
            continue
        if left.child is not None:
            left.child.tail = put + (left.child.tail or "").lstrip()
        elif right.child is not None:
            setattr(left.holder, left.where, (getattr(left.holder, left.where) or "") + put)


def _neighbours(element: Element, inline: set[Element]) -> Iterator[_Piece]:
    """The texts and inline children of an element, in order; others part them by themselves."""
    if element.text and element.text.strip():
        yield _Piece(element.text, element, "text")
    for child in element:
        if isinstance(child.tag, str) and child.tag not in _UNSEEN and child in inline:
            words = child.text_content()
            if words.strip():
                yield _Piece(words, child, "tail", child)
        elif isinstance(child.tag, str):
            yield _Piece(" ", child, "tail")
        if child.tail and child.tail.strip():
            yield _Piece(child.tail, child, "tail")


def _between(
    left: _Piece, right: _Piece, pieces: list[_Piece], number: int, mark: str
) -> str | None:
    """What must stand between two neighbours that would run together, if anything."""
    if left.child is None and right.child is None:
        return None
    before, after = left.text, right.text
    tail = left.child.tail if left.child is not None else ""
    gap = bool(before[-1:].isspace() or after[:1].isspace() or (right.child is not None and tail))
    before, after = before.strip(), after.strip()
    if not before or not after:
        return None
    if _is_digits(before[-1]) and _is_digits(after[0]):
        return mark if _would_join(before, after, gap=gap) else None
    both = left.child is not None and right.child is not None
    if not both and gap:
        return None
    if both and (paired := _pairing(pieces, number)) is not None:
        return mark if paired else " "
    if before[-1].isdigit() or before[-1] == "%":
        if _COUNTED.match(after) and not gap:
            return " "
        if not _CAPITALISED.match(after):
            return None
        labelled = re.search(r"[^\W\d_]{2,}", before) or re.search(r"\d", after)
        return mark if labelled else " "
    if gap:
        return None
    if left.child is not None and left.child.tag in _STRESS and _heads(before, after, number):
        return mark
    if after[0].isdigit() and _WORDS.search(before) and both:
        return " "
    return " " if both and _WORDS.search(before) and _CAPITALISED.match(after) else None


def _heads(before: str, after: str, number: int) -> bool:
    """Whether stressed words that open a block are its heading: a sentence touches them."""
    words = before.split()
    return (
        not number
        and len(words) > 1
        and words[-1][-1].islower()
        and bool(_CAPITALISED.match(after))
    )


def _is_digits(char: str) -> bool:
    return char.isascii() and char.isdigit()


def _would_join(before: str, after: str, *, gap: bool) -> bool:
    """Whether two numbers that touch would be read as one."""
    if gap:
        return bool(_GROUP_HEAD.search(before) and _GROUP_TAIL.match(after))
    digits = (
        len(before) - len(before.rstrip("0123456789")),
        len(after) - len(after.lstrip("0123456789")),
    )
    return min(digits) > 1 or (len(before) > digits[0] and len(after) > digits[1])


def _pairing(pieces: list[_Piece], number: int) -> bool | None:
    """In a row of numbers and labels by turns: whether a pair ends between two of them."""
    kinds = []
    if len(pieces) > _LONGEST_ROW:
        return None
    for piece in pieces:
        if piece.child is None:
            return None
        has_digit = any(char.isdigit() for char in piece.text)
        has_word = re.search(r"[^\W\d_]{2,}", piece.text) is not None
        kinds.append("both" if has_digit and has_word else "number" if has_digit else "label")
    turns = {kinds[0], kinds[1]} == {"number", "label"}
    if len(kinds) < 4 or len(kinds) % 2 or not turns or kinds != kinds[:2] * (len(kinds) // 2):
        return None
    return number % 2 == 1
