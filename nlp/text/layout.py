"""How a text is laid out: the regions of its page, and its tables as rows of cells.

A row is a line whose cells are parted by "|" or tabs; rows that follow each other (blank lines
aside) make a table. The first row is the header unless most of its cells are numbers.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from terms.enums import Region
from terms.model import Document, TextRegion

_LINE = re.compile(r"[^\n\r]+")
_RULE = re.compile(r"^[\s|:+=_-]+$")
_BORDER = re.compile(r"[|\t]")
_DIGIT = re.compile(r"\d")
_LETTER = re.compile(r"[^\W\d_]")
_LONGEST_LABEL = 8
_MOST_ROW = 2000


class Regions:
    """The regions of one document, looked up by offset."""

    def __init__(self, document: Document) -> None:
        self._headline_end = document.headline_end
        self._regions: list[TextRegion] = sorted(
            document.regions, key=lambda region: (region.start, region.end)
        )
        self._starts = [region.start for region in self._regions]

    def at(self, offset: int) -> Region:
        """The kind of the innermost region at an offset: headline, a marked region, or body."""
        if offset < self._headline_end:
            return Region.HEADLINE
        for place in range(bisect_right(self._starts, offset) - 1, -1, -1):
            region = self._regions[place]
            if offset < region.end:
                return region.kind
        return Region.BODY


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell by its span, without the white space around it."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a table: its span and cells, the header row and the title above it, if any."""

    start: int
    end: int
    cells: tuple[Cell, ...]
    header: tuple[Cell, ...]
    title: str = ""


def find_rows(text: str, regions: Regions) -> list[Row]:
    """The rows of all tables, in order; header rows have themselves as header.

    Inside a table region two cells make a row, elsewhere it takes three.
    """
    rows: list[Row] = []
    header: tuple[Cell, ...] = ()
    title = line_before = ""
    last_end = -10
    for line in _LINE.finditer(text):
        words = line.group()
        inside = regions.at(line.start()) is Region.TABLE
        if "|" not in words and "\t" not in words:
            line_before = words if inside else ""
            continue
        if _RULE.match(words):
            last_end = line.end()
            continue
        cells = tuple(_cells(text, *line.span()))
        if len(cells) < (2 if inside else 3) or len(words) > _MOST_ROW:
            continue
        if text[last_end : line.start()].strip() or last_end < 0:
            header = cells if _is_header(text, cells) else ()
            title = line_before
        rows.append(Row(line.start(), line.end(), cells, header, title))
        last_end = line.end()
    return rows


def _cells(text: str, start: int, end: int) -> Iterator[Cell]:
    borders = [found.start() for found in _BORDER.finditer(text, start, end)]
    edges = [start - 1, *borders, end]
    for left, right in pairwise(edges):
        first, last = left + 1, right
        while first < last and text[first].isspace():
            first += 1
        while last > first and text[last - 1].isspace():
            last -= 1
        is_edge = left < start or right >= end
        if first < last or not is_edge:
            yield Cell(first, last)


def _is_header(text: str, cells: tuple[Cell, ...]) -> bool:
    named = sum(_LETTER.search(text, cell.start, cell.end) is not None for cell in cells)
    return 2 * named >= len(cells)


def measure_in_row(text: str, row: Row, start: int) -> tuple[str | None, str | None]:
    """Row label and column header of the cell at an offset, each ``None`` where there is none.

    >>> text = "Town | Cases\\nLorn | 12"
    >>> rows = find_rows(text, Regions(Document(text, regions=[TextRegion(0, 22, Region.TABLE)])))
    >>> measure_in_row(text, rows[1], 20)
    ('Lorn', 'Cases')
    """
    place = next(
        (n for n, c in enumerate(row.cells) if c.start <= start < max(c.end, c.start + 1)), None
    )
    label = next(
        (
            words
            for number, cell in enumerate(row.cells)
            if number != place and (words := _words(text, cell)) and not _DIGIT.search(words)
        ),
        None,
    )
    header = (
        _words(text, row.header[place]) if place is not None and place < len(row.header) else None
    )
    return label, header or None


def _words(text: str, cell: Cell) -> str:
    return " ".join(text[cell.start : cell.end].split()[:_LONGEST_LABEL])
