"""Tables of a page: those that only lay it out become blocks, those of data become square."""

import re
from copy import deepcopy

from lxml import html as lxml_html

from crawler.borders import is_inline

Element = lxml_html.HtmlElement

_LONG_CELL = 40
"""Words from which a cell is text and its table a layout."""

_SENTENCE = 8
_TWO_SENTENCES = 15
"""Words from which a cell of more than one sentence is text too."""

_SENTENCE_BREAK = re.compile(r"[a-z][.!?][\"”’)]?\s*[A-Z“\"][a-z ]")

_LAID_OUT = ("h1", "h2", "h3", "table", "article", "section", "blockquote", "figure", "form")

_MOST_SPANNED = 100
"""Rows or columns that one cell may span; more are a mistake or an attack."""

_MOST_CELLS = 5000
"""Cells of a table beyond which it stays as it is written."""

_BLANK = "–"
"""What stands for a blank cell at the head of a row, so that the others keep their columns."""


def unwrap_layout_tables(tree: Element) -> None:
    """Make blocks of tables that hold the page and no data; what they hold stays in order."""
    for table in list(tree.iter("table")):
        if is_layout(table):
            for part in _parts(table):
                part.tag = "p" if part.tag in ("td", "th") and _is_line(part) else "div"
            table.tag = "div"


def _is_line(cell: Element) -> bool:
    """Whether a cell holds a sentence or more, without blocks in it."""
    inner = (one for one in cell.iterdescendants() if isinstance(one.tag, str))
    is_text = len(cell.text_content().split()) >= _SENTENCE
    return is_text and all(one.tag in ("br", "img") or is_inline(one) for one in inner)


def _parts(table: Element) -> list[Element]:
    """The rows, cells and groups of a table, without those of tables in it."""
    kinds = ("tr", "td", "th", "tbody", "thead", "tfoot", "caption")
    return [part for part in table.iter(*kinds) if next(part.iterancestors("table")) is table]


def is_layout(table: Element) -> bool:
    """Whether a table lays out a page: it says so, or a cell holds text and not a value."""
    if (table.get("role") or "").lower() in ("presentation", "none"):
        return True
    cells = [part for part in _parts(table) if part.tag in ("td", "th")]
    if len(cells) == 1:
        return True
    for cell in cells:
        if any(next(cell.iter(tag), None) is not None for tag in _LAID_OUT):
            return True
        text = cell.text_content()
        words = len(text.split())
        if words >= _LONG_CELL or (words >= _TWO_SENTENCES and _SENTENCE_BREAK.search(text)):
            return True
    return False


def square_tables(tree: Element) -> None:
    """Give each row of data a cell a column: a head stands above all that it spans.

    Cells over several rows or columns are repeated; a row over the whole width is a title.
    """
    for table in list(tree.iter("table")):
        rows = [part for part in _parts(table) if part.tag == "tr"]
        cells = [_cells(row) for row in rows]
        if sum(map(len, cells)) > _MOST_CELLS:
            continue
        width = max((sum(_span(cell, "colspan") for cell in row) for row in cells), default=0)
        above: dict[int, tuple[Element, int]] = {}
        for row, own in zip(rows, cells, strict=True):
            above = _square(row, own, above, width)


def _square(
    row: Element, own: list[Element], above: dict[int, tuple[Element, int]], width: int
) -> dict[int, tuple[Element, int]]:
    """Fill one row; ``above`` and the result tell which cells reach down, and how many rows."""
    below = {column: (cell, left - 1) for column, (cell, left) in above.items() if left > 1}
    if width > 1 and len(own) == 1 and not above and _span(own[0], "colspan") == width:
        return below
    whole: list[Element] = []
    for cell in own:
        while len(whole) in above:
            whole.append(deepcopy(above[len(whole)][0]))
        rows, columns = _span(cell, "rowspan"), _span(cell, "colspan")
        cell.attrib.pop("rowspan", None)
        cell.attrib.pop("colspan", None)
        for column in range(columns):
            if rows > 1:
                below[len(whole)] = (cell, rows - 1)
            whole.append(deepcopy(cell) if column else cell)
    while len(whole) in above:
        whole.append(deepcopy(above[len(whole)][0]))
    for place, cell in enumerate(whole):
        cell.tail = None
        row.insert(place, cell)
    if any(map(_words, whole)) and not _words(whole[0]):
        whole[0].text = _BLANK
    return below


def _cells(row: Element) -> list[Element]:
    return [part for part in row if part.tag in ("td", "th")]


def _words(cell: Element) -> str:
    return str(cell.text_content()).strip()


def _span(cell: Element, name: str) -> int:
    """How many rows or columns a cell spans, at least one."""
    said = (cell.get(name) or "").strip()
    return min(max(int(said), 1), _MOST_SPANNED) if re.fullmatch(r"[0-9]{1,9}", said) else 1
