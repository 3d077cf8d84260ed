"""An extracted body as paragraphs, with the places of its tables and quotations."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from lxml.etree import _Element

from crawler.borders import MARK, SENTENCE_END
from crawler.cleaning import one_line

_BLOCKS = frozenset(
    {"p", "head", "list", "item", "quote", "table", "row", "code", "fw", "div", "ab"}
)
_DROPPED = frozenset({"graphic"})
_CELL_BORDER = " | "
_STAMP = re.compile(
    r"((?:\d{4}-\d\d-\d\d|\d{1,2} [A-Z][a-z]{2,8}\.? \d{4}|[A-Z][a-z]{2,8}\.? \d{1,2}, \d{4})"
    r"(?:,?[T ]\d{1,2}[:.]\d\d(?::\d\d)?(?: ?[AaPp]\.?[Mm]\.?)?(?: ?(?:[A-Z]{2,5}|Z)\b)?)?)"
    r"(?: ?[|·•–—-])? (?=[A-Z“\"][^:]*$)"
)


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph; ``kind`` is the innermost of table, quote, item, head, else p."""

    text: str
    kind: str


def paragraphs(body: _Element) -> list[Paragraph]:
    """The paragraphs of a body as trafilatura gives it, rows of tables one by one.

    Marks of ``crawler.borders`` part them; a line break that is left does where a sentence ended.
    """
    found: list[Paragraph] = []
    pieces: list[str] = []
    kind = "p"

    def close() -> None:
        text = one_line("".join(pieces).strip(" |\n\t"))
        pieces.clear()
        stamp = _STAMP.match(text) if kind == "p" else None
        if stamp is not None:
            found.append(Paragraph(stamp[1], kind))
            text = text[stamp.end() :]
        if text:
            found.append(Paragraph(text, kind))

    for piece, piece_kind in _pieces(body, "p"):
        if piece is None:
            close()
        elif piece == "\n":
            before = "".join(pieces).rstrip()
            if before.endswith(SENTENCE_END) or before == "":
                close()
            else:
                pieces.append(" ")
        else:
            for number, line in enumerate(piece.split(MARK)):
                if number:
                    close()
                if not pieces:
                    kind = piece_kind
                pieces.append(line)
    close()
    return found


def _pieces(element: _Element, kind: str) -> Iterator[tuple[str | None, str]]:
    """Text in document order; ``None`` ends a paragraph, a newline is a printed line break."""
    tag = element.tag if isinstance(element.tag, str) else ""
    inner = _kind(tag, kind)
    block = tag in _BLOCKS and not (kind == "table" and tag not in ("table", "row"))
    if block:
        yield None, inner
    if tag == "lb":
        yield "\n", kind
    elif tag and tag not in _DROPPED:
        if element.text:
            yield element.text.replace("\n", " "), inner
        for child in element:
            yield from _pieces(child, inner)
    if tag == "cell":
        yield _CELL_BORDER, inner
    elif kind == "table" and tag in _BLOCKS and not block:
        yield " ", inner
    if block:
        yield None, inner
    if element.tail:
        yield element.tail.replace("\n", " "), kind


def _kind(tag: str, outer: str) -> str:
    if outer == "table":
        return outer
    if tag in ("table", "quote", "head", "item"):
        return tag
    return outer if outer in ("quote", "item") else "p"
