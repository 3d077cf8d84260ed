"""The chart of a figure as server-rendered SVG: time across, value up, one mark a claim.

Shape says how the number is hedged, colour says whose number it is, a hollow mark is a copy, a pale
one has been replaced. Whiskers span the interval that the words entail; an arrow is an open end.
Two widths are drawn and the stylesheet shows the one that fits, so that letters keep their size.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import lru_cache
from typing import Any

from markupsafe import Markup, escape

from answers import scales, words
from explore import axes

SHAPES: dict[str, tuple[str, str]] = {
    "exact": ("dot", "exact"),
    "about": ("diamond", "about"),
    "nearly": ("diamond", "nearly"),
    "at_least": ("up", "at least, more than"),
    "more_than": ("up", "at least, more than"),
    "at_most": ("down", "at most, less than"),
    "less_than": ("down", "at most, less than"),
    "range": ("bar", "a range"),
    "vague": ("square", "a vague word"),
}
"""Qualifier → (shape, words of the legend)."""

COLOURS = 6
"""Origins that get a colour of their own; the others share grey."""

_SIZES = ((80, 5.5, 40), (250, 4.0, 14), (10**9, 3.0, 4))
"""Marks up to this many → their radius, and how often one may step aside for another."""

_RADIUS = _SIZES[0][1]

_LABEL_GAP = 15
_MAX_LABELS = 10
_LABEL_AT = 14
"""Where labels begin beside the chart: clear of a mark that stands at its edge."""

_OPEN_REACH = 34


@dataclass(frozen=True)
class Point:
    """One claim to draw. ``at`` is seconds since 1970; ``low``/``high`` None where open."""

    at: float
    value: float
    low: float | None
    high: float | None
    shape: str
    colour: int
    copy: bool
    pale: bool
    title: str
    called: str


@dataclass(frozen=True)
class Legend:
    """What the marks mean: origins by colour number, shapes by name, and what else occurs."""

    origins: list[tuple[int, str]]
    shapes: list[tuple[str, str]]
    copies: bool
    pale: bool
    open_ends: bool
    unit: str | None
    """The unit of the scale, to be said after a number."""
    converted: bool
    """Whether numbers of another unit were brought to that scale."""
    left_out: int
    """Claims with a number that has no place on it."""


def points(readings: Sequence[Mapping[str, Any]]) -> tuple[list[Point], Legend]:
    """The marks of a figure's readings, oldest first, and their legend.

    A claim without a number between two bounds (a range, a vague word) sits in the middle of its
    ends, or on the one that it has.
    """
    colours = _colours(readings)
    numbers = [claim for reading in readings for claim in reading["claims"]]
    unit, kind = scales.common_unit(numbers)
    on_scale = scales.scale(numbers)
    left_out, converted = 0, False
    found: list[Point] = []
    for reading in readings:
        for claim in reading["claims"]:
            at = axes.seconds(claim["at"])
            centre = _centre(claim)
            if at is None or centre is None:
                continue
            turn = on_scale(claim)
            if turn is None:
                left_out += 1
                continue
            value = turn.apply(centre) or 0.0
            converted |= turn.factor != 1.0
            origin = claim["origin"] or ""
            found.append(
                Point(
                    at=at,
                    value=value,
                    low=turn.apply(claim["low"]),
                    high=turn.apply(claim["high"]),
                    shape=SHAPES.get(claim["qualifier"], ("dot", ""))[0],
                    colour=colours[origin],
                    copy=claim["is_copy"],
                    pale=reading["superseded"] is not None or not claim["current"],
                    title=f"{claim['called']} – {origin or 'no source named'} – "
                    f"{claim['outlet']}, {claim['at']}",
                    called=reading["called"],
                )
            )
    found.sort(key=lambda point: (point.at, point.value, point.title))
    shapes = {point.shape for point in found}
    named = dict.fromkeys(shape for shape in SHAPES.values() if shape[0] in shapes)
    merged: dict[str, str] = {}
    for shape, text in named:
        merged[shape] = f"{merged[shape]}, {text}" if shape in merged else text
    used = {point.colour for point in found}
    origins = [(number, name or "no source named") for name, number in colours.items()]
    legend = Legend(
        origins=_merge_rest([item for item in origins if item[0] in used]),
        shapes=list(merged.items()),
        copies=any(point.copy for point in found),
        pale=any(point.pale for point in found),
        open_ends=any(point.low is None or point.high is None for point in found),
        unit=words.shown_unit(unit, kind),
        converted=converted,
        left_out=left_out,
    )
    return found, legend


def chart(
    marks: Sequence[Point], unit: str | None, *, width: int, height: int, titles: bool = True
) -> Markup:
    """The SVG of these marks, ``width`` by ``height`` user units; empty when there are none.

    ``titles`` are what a pointer shows over a mark; fingers do not point.
    """
    if not marks:
        return Markup("")
    ends = [end for p in marks for end in (p.low, p.high) if end is not None and _near(end, p)]
    across = axes.times([p.at for p in marks], count=max(2, width // 130))
    up = axes.values([*(p.value for p in marks), *ends], count=max(3, height // 55))
    right = _LABEL_AT + 6 + 7.6 * max(len(_shorten(p.called)) for p in marks)
    left = 14 + 7 * max(len(text) for _, text in up.ticks)
    box = _Box(left, 14, width - right - left, height - 14 - 30)
    r, tries = next((r, tries) for most, r, tries in _SIZES if len(marks) <= most)
    placed = _place(marks, box, across, up, r, tries)
    drawn = [_whisker(point, x, box, up) for point, x, _ in placed]
    drawn += [_glyph(point, x, y, r, titles) for point, x, y in placed]
    inside = _grid(box, across, up) + Markup("".join(drawn)) + _labels(marks, box, up)
    return Markup(
        '<svg class="chart" viewBox="0 0 {0} {1}" width="{0}" height="{1}" role="img" '
        'aria-label="{2}">{3}</svg>'
    ).format(width, height, _aloud(marks, unit), inside)


INK = COLOURS + 1
"""The colour number of the text, for marks in the legend that stand for no origin."""


def swatch(shape: str, colour: int = INK, *, copy: bool = False, pale: bool = False) -> Markup:
    """One mark alone, for the legend."""
    point = Point(0, 0, None, None, shape, colour, copy, pale, "", "")
    return Markup(
        '<svg class="swatch" viewBox="0 0 16 16" width="16" height="16" aria-hidden="true">{}</svg>'
    ).format(Markup(_glyph(point, 8, 8, _RADIUS)))


def open_end() -> Markup:
    """An arrow alone, for the legend: the number has no end on that side."""
    return Markup(
        '<svg class="swatch" viewBox="0 0 16 16" width="16" height="16" aria-hidden="true">'
        '<g class="whisker c0"><path d="M8 15V2"/><path d="M8 2l4 5m-4 -5l-4 5"/></g></svg>'
    )


@dataclass(frozen=True)
class _Box:
    left: float
    top: float
    width: float
    height: float

    @property
    def right(self) -> float:
        return self.left + self.width

    @property
    def bottom(self) -> float:
        return self.top + self.height

    def x(self, share: float) -> float:
        return self.left + share * self.width

    def y(self, share: float) -> float:
        return self.bottom - share * self.height


def _colours(readings: Sequence[Mapping[str, Any]]) -> dict[str, int]:
    """Origin → colour number by how often it is named; 0 is for no origin and for the rest."""
    counts: dict[str, int] = {}
    for reading in readings:
        for claim in reading["claims"]:
            origin = claim["origin"] or ""
            counts[origin] = counts.get(origin, 0) + 1
    names = sorted((name for name in counts if name), key=lambda name: (-counts[name], name))
    numbers = {name: index + 1 if index < COLOURS else 0 for index, name in enumerate(names)}
    return numbers | ({"": 0} if "" in counts else {})


def _merge_rest(origins: list[tuple[int, str]]) -> list[tuple[int, str]]:
    named = [item for item in origins if item[0]]
    rest = [name for number, name in origins if not number]
    if len(rest) > 2:
        rest = [f"{len(rest)} others"]
    return named + ([(0, ", ".join(rest))] if rest else [])


def _centre(claim: Mapping[str, Any]) -> float | None:
    if claim["value"] is not None:
        return float(claim["value"])
    ends = [float(end) for end in (claim["low"], claim["high"]) if end is not None]
    return sum(ends) / len(ends) if ends else None


def _near(end: float, point: Point) -> bool:
    """Whether a whisker's end is worth room on the axis: not more than three times away."""
    return abs(end) <= 3 * abs(point.value) if point.value else abs(end) <= 3


def _grid(box: _Box, across: axes.Axis, up: axes.Axis) -> Markup:
    pieces = []
    for share, text in up.ticks:
        y = round(box.y(share), 1)
        pieces.append(
            Markup(
                '<line class="grid" x1="{}" x2="{}" y1="{}" y2="{}"/>'
                '<text class="tick" x="{}" y="{}" text-anchor="end">{}</text>'
            ).format(box.left, box.right, y, y, box.left - 8, round(y + 4, 1), text)
        )
    for share, text in across.ticks:
        x = round(box.x(share), 1)
        pieces.append(
            Markup(
                '<line class="tickmark" x1="{}" x2="{}" y1="{}" y2="{}"/>'
                '<text class="tick" x="{}" y="{}" text-anchor="middle">{}</text>'
            ).format(x, x, box.bottom, box.bottom + 5, x, box.bottom + 20, text)
        )
    pieces.append(
        Markup('<line class="axis" x1="{}" x2="{}" y1="{}" y2="{}"/>').format(
            box.left, box.right, box.bottom, box.bottom
        )
    )
    return Markup("").join(pieces)


def _place(
    marks: Sequence[Point], box: _Box, across: axes.Axis, up: axes.Axis, r: float, tries: int
) -> list[tuple[Point, float, float]]:
    """Where each mark goes; marks that would cover one another step aside.

    Taken places are kept in squares of the size of a mark, so that only neighbours are looked at.
    Where there is no room left on either side marks lie on one another.
    """
    step = r * 1.9
    taken: dict[tuple[int, int], list[tuple[float, float]]] = {}
    around = [(i, j) for i in (-1, 0, 1) for j in (-1, 0, 1)]

    def is_free(x: float, y: float) -> bool:
        column, row = int(x // step), int(y // step)
        for i, j in around:
            for px, py in taken.get((column + i, row + j), ()):
                if abs(px - x) < step and abs(py - y) < step:
                    return False
        return True

    placed: list[tuple[Point, float, float]] = []
    heights = {value: box.y(up.share(value)) for value in {point.value for point in marks}}
    for point in marks:
        home, y = box.x(across.share(point.at)), heights[point.value]
        x = home
        for turn in range(1, tries):
            if is_free(x, y):
                break
            aside = step * ((turn + 1) // 2) * (1 if turn % 2 else -1)
            x = min(max(home + aside, box.left + r), box.right + r)
        taken.setdefault((int(x // step), int(y // step)), []).append((x, y))
        placed.append((point, round(x, 1), round(y, 1)))
    return placed


def _whisker(point: Point, x: float, box: _Box, up: axes.Axis) -> str:
    """The interval of one claim; nothing for an exact number."""
    if point.low is not None and point.low == point.high:
        return ""
    here = up.share(point.value)
    reach = _OPEN_REACH / box.height
    top = min(1.0, here + reach if point.high is None else up.share(point.high))
    bottom = max(0.0, here - reach if point.low is None else up.share(point.low))
    y1, y2 = round(box.y(top), 1), round(box.y(bottom), 1)
    caps = ""
    for y, is_open, way in ((y1, point.high is None, 1), (y2, point.low is None, -1)):
        if is_open:
            caps += f'<path d="M{x} {y}l4 {5 * way}m-4 {-5 * way}l-4 {5 * way}"/>'
        else:
            caps += f'<path d="M{x - 4:.1f} {y}h8"/>'
    pale = " pale" if point.pale else ""
    return f'<g class="whisker c{point.colour}{pale}"><path d="M{x} {y1}V{y2}"/>{caps}</g>'


@lru_cache
def _outline(shape: str, r: float) -> str:
    """The path of a shape around the centre of its mark."""
    return {
        "dot": f"m{-r} 0a{r} {r} 0 1 0 {2 * r} 0a{r} {r} 0 1 0 {-2 * r} 0z",
        "diamond": f"m0 {-r - 1}l{r + 1} {r + 1}l{-r - 1} {r + 1}l{-r - 1} {-r - 1}z",
        "up": f"m0 {-r - 1}l{r + 1} {2 * r}h{-2 * r - 2}z",
        "down": f"m0 {r + 1}l{r + 1} {-2 * r}h{-2 * r - 2}z",
        "square": f"m{0.5 - r} {0.5 - r}h{2 * r - 1}v{2 * r - 1}h{1 - 2 * r}z",
        "bar": f"m{-r - 1} -2.5h{2 * r + 2}v5h{-2 * r - 2}z",
    }[shape]


def _glyph(point: Point, x: float, y: float, r: float, titles: bool = True) -> str:
    classes = f"mark c{point.colour}" + " copy" * point.copy + " pale" * point.pale
    title = f"<title>{escape(point.title)}</title>" if titles and point.title else ""
    return f'<g class="{classes}"><path d="M{x} {y}{_outline(point.shape, r)}"/>{title}</g>'


def _labels(marks: Sequence[Point], box: _Box, up: axes.Axis) -> Markup:
    """What each reading is called, at the right edge beside its height, pushed apart."""
    heights: dict[str, float] = {}
    for point in marks:
        heights[point.called] = box.y(up.share(point.value))
    wanted = sorted(heights.items(), key=lambda item: item[1])[:_MAX_LABELS]
    ys: list[float] = []
    for _, y in wanted:
        ys.append(max(y, ys[-1] + _LABEL_GAP) if ys else max(y, box.top))
    overflow = ys[-1] - box.bottom
    if overflow > 0:
        for index in range(len(ys) - 1, -1, -1):
            limit = box.bottom if index == len(ys) - 1 else ys[index + 1] - _LABEL_GAP
            ys[index] = min(ys[index], limit)
    pieces = []
    for (called, y), at in zip(wanted, ys, strict=True):
        x = box.right + _LABEL_AT
        leader = Markup('<path class="leader" d="M{} {}L{} {}"/>').format(
            box.right, round(y, 1), x, round(at, 1)
        )
        text = Markup('<text class="label" x="{}" y="{}">{}</text>').format(
            x + 3, round(at + 4, 1), _shorten(called)
        )
        pieces += [leader, text]
    return Markup("").join(pieces)


def _shorten(text: str) -> str:
    return text if len(text) <= 22 else text[:21] + "…"


def _aloud(marks: Sequence[Point], unit: str | None) -> str:
    """What a screen reader says of the chart."""
    low = min(marks, key=lambda point: point.value)
    high = max(marks, key=lambda point: point.value)
    first, last = (datetime.fromtimestamp(p.at, UTC).date() for p in (marks[0], marks[-1]))
    span = f"on {first}" if first == last else f"from {first} to {last}"
    return (
        f"{words.plural(len(marks), 'claim')} {span}, between {words.amount(low.value, unit)} and "
        f"{words.amount(high.value, unit)}. The table below lists them."
    )


def log_note(marks: Sequence[Point]) -> bool:
    """Whether the value axis is logarithmic, which the page must say."""
    return bool(marks) and axes.is_log([point.value for point in marks])
