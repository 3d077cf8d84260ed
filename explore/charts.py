"""The chart of a figure as server-rendered SVG: time across, value up, one mark a claim.

A mark stands at its time, always: marks that would cover one another are stacked, and claims whose
date nobody printed have a lane of their own. Whiskers span the interval that the words entail; an
arrow is an open end; a line joins the first prints of each new number. Two widths are drawn and the
stylesheet shows the one that fits, so that letters keep their size.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import lru_cache

from markupsafe import Markup, escape

from answers import words
from explore import axes
from explore.marks import COLOURS, Legend, Point, steps

_SIZES = ((80, 5.5, 40), (250, 4.0, 14), (10**9, 3.0, 4))
"""Marks up to this many → their radius, and how many may be stacked."""

_RADIUS = _SIZES[0][1]

_LABEL_GAP = 15
_MAX_LABELS = 10
_LABEL_AT = 14
"""Where labels begin beside the chart: clear of a mark that stands at its edge."""

_OPEN_REACH = 34
_FAN = 1.2
"""Radii by which a mark stands above the one that it would cover."""
_LANE = 72
"""Width of the lane of claims without a date."""
_THIN = 6.0
"""Height at least of the band of what two origins print."""
_TITLE, _NOTE, _KEY = 26, 20, 20
"""Room for the title above, the note below, and a line of the legend there."""
_LETTER, _ITEM = 6.4, 40
"""Widths in a drawn legend: of a letter, and of a mark with the space around an item."""
_EDGE = 34
"""Nearer to an end of the axis than this a tick's words turn inward, so that none is cut off."""


_MIDDLE = {"up": 4.4, "down": 1.6}
"""How far below the middle of a shape the number within it stands, where its letters would not."""

_NO_TIME = axes.Axis(0.0, 1.0, False, [])


Item = tuple[Markup, str]
"""A mark of the legend and its words."""


@dataclass(frozen=True)
class Captions:
    """What stands in the drawing itself, for when it is shown without its page."""

    title: str = ""
    note: str = ""
    key: Sequence[Item] = ()
    """The items of its legend."""


NONE = Captions()


def chart(
    marks: Sequence[Point],
    unit: str | None,
    *,
    width: int,
    height: int,
    titles: bool = True,
    href: Callable[[Point], str] | None = None,
    numbers: bool = False,
    captions: Captions = NONE,
    line: bool = False,
    band: Sequence[float] | None = None,
) -> Markup:
    """The SVG of these marks, ``width`` by ``height`` user units; empty when there are none.

    ``titles`` are what a pointer shows over a mark (fingers do not point); ``href`` says where a
    mark leads, and makes each a link, in the order of ``marks``; ``numbers`` in the marks name
    their origins, as in the legend; ``line`` joins the first prints of each number, for one that
    moves; ``band`` are the two ends of what two origins print.
    """
    if not marks:
        return Markup("")
    ends = [end for p in marks for end in (p.low, p.high) if end is not None and _near(end, p)]
    dated = [p.at for p in marks if not p.undated]
    across = axes.times(dated, count=max(2, width // 130)) if dated else _NO_TIME
    up = axes.values([*(p.value for p in marks), *ends], count=max(3, height // 55))
    box = _box(marks, up, width, height, captions)
    r, most = next((r, most) for size, r, most in _SIZES if len(marks) <= size)
    placed = _place(marks, box, across, up, r, most)
    drawn = [_band(band, box, up)] if band else []
    drawn += [_steps(marks, box, across, up)] if line else []
    drawn += [_whisker(point, x, box, up) for point, x, _ in placed]
    glyphs = [(point, _glyph(point, x, y, r, titles, numbers)) for point, x, y in placed]
    drawn += [_linked(glyph, point, href(point)) if href else glyph for point, glyph in glyphs]
    around = [_captions(captions, width, height), _grid(box, across, up)]
    labels = _labels(marks, box, up)
    if href:  # a screen reader goes through the links: what stands around them says it again
        around = [_unread(*around)]
        labels = _unread(labels)
    return Markup(
        '<svg class="chart" xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {0} {1}" width="{0}" '
        'height="{1}" role="{2}" aria-label="{3}">{4}</svg>'
    ).format(
        width,
        height,
        "group" if href else "img",
        _aloud(marks, unit),
        Markup("").join([*around, Markup("".join(drawn)), labels]),
    )


def stacked(marks: Sequence[Point]) -> bool:
    """Whether several marks share a time and a value, and are drawn one above the other."""
    return len({(p.at, p.value, p.undated) for p in marks}) < len(marks)


def numbered(marks: Sequence[Point]) -> bool:
    """Whether marks are told apart by the numbers of their origins, and large enough for these."""
    return len(marks) <= _SIZES[0][0] and len({point.colour for point in marks}) > 1


INK = COLOURS + 1
"""The colour number of the text, for marks in the legend that stand for no origin."""


def swatch(
    shape: str, colour: int = INK, *, copy: bool = False, pale: bool = False, number: bool = False
) -> Markup:
    """One mark alone, for the legend; ``number`` puts that of its origin into it."""
    point = Point(0, 0, None, None, shape, colour, copy, pale, "", "")
    return Markup(
        '<svg class="swatch" viewBox="0 0 16 16" width="16" height="16" aria-hidden="true">{}</svg>'
    ).format(Markup(_glyph(point, 8, 8, _RADIUS, number=number)))


def open_end() -> Markup:
    """An arrow alone, for the legend: the number has no end on that side."""
    return Markup(
        '<svg class="swatch" viewBox="0 0 16 16" width="16" height="16" aria-hidden="true">'
        '<g class="whisker c0"><path d="M8 15V2"/><path d="M8 2l4 5m-4 -5l-4 5"/></g></svg>'
    )


def key(legend: Legend, marks: Sequence[Point]) -> list[Item]:
    """What marks stand for, one item each."""
    by_number, several = numbered(marks), len(legend.shapes) > 1
    found = [(swatch("dot", number, number=by_number), name) for number, name in legend.origins]
    found += [(swatch(shape), text) for shape, text in legend.shapes if several or shape != "dot"]
    others = (
        (legend.copies, swatch("dot", copy=True), "a copy"),
        (legend.pale, swatch("dot", pale=True), "replaced or no longer printed"),
        (legend.open_ends, open_end(), "open end"),
    )
    return found + [(mark, text) for there, mark, text in others if there]


def key_height(items: Sequence[Item], width: int) -> int:
    """The room that a legend takes in a drawing of this width."""
    return _KEY * len(_key_lines(items, width))


def _key_lines(items: Sequence[Item], width: int) -> list[list[Item]]:
    lines: list[list[Item]] = []
    used = float(width)
    for mark, text in items:
        used += _ITEM + _LETTER * len(text)
        if used > width:
            lines.append([])
            used = _ITEM + _LETTER * len(text)
        lines[-1].append((mark, text))
    return lines


def _key(items: Sequence[Item], width: int, top: int) -> Iterator[Markup]:
    """A legend drawn, line by line from ``top`` on."""
    for number, line in enumerate(_key_lines(items, width)):
        x, y = 8.0, top + _KEY * number
        for mark, text in line:
            yield Markup('<g transform="translate({:.1f} {})">{}</g>').format(x, y, mark)
            yield Markup('<text class="source" x="{:.1f}" y="{}">{}</text>').format(
                x + 20, y + 12, text
            )
            x += _ITEM + _LETTER * len(text)


@dataclass(frozen=True)
class _Box:
    """The room of the marks; ``lane`` is the part on the left for those without a date."""

    left: float
    top: float
    width: float
    height: float
    lane: float

    @property
    def right(self) -> float:
        return self.left + self.width

    @property
    def bottom(self) -> float:
        return self.top + self.height

    @property
    def start(self) -> float:
        """Where the axis of time begins."""
        return self.left + self.lane

    def x(self, share: float) -> float:
        return self.start + share * (self.width - self.lane)

    def y(self, share: float) -> float:
        return self.bottom - share * self.height


def _near(end: float, point: Point) -> bool:
    """Whether a whisker's end is worth room on the axis: not more than three times away."""
    return abs(end) <= 3 * abs(point.value) if point.value else abs(end) <= 3


def _box(
    marks: Sequence[Point], up: axes.Axis, width: int, height: int, captions: Captions
) -> _Box:
    right = _LABEL_AT + 6 + 7.6 * max(len(_shorten(p.called)) for p in marks)
    left = 14 + 7 * max(len(text) for _, text in up.ticks)
    top = 14 + (_TITLE if captions.title else 0)
    bottom = 30 + (_NOTE if captions.note else 0) + key_height(captions.key, width)
    lane = _LANE if any(p.undated for p in marks) else 0
    return _Box(left, top, width - right - left, height - top - bottom, lane)


def _captions(captions: Captions, width: int, height: int) -> Markup:
    most = max(20, width // 8)
    pieces = []
    for name, text, y in (("title", captions.title, 20), ("source", captions.note, height - 8)):
        if text:
            cut = text if len(text) <= most else text[: most - 1] + "…"
            pieces.append(Markup('<text class="{}" x="8" y="{}">{}</text>').format(name, y, cut))
    below = _NOTE if captions.note else 0
    pieces += _key(captions.key, width, height - below - key_height(captions.key, width))
    return Markup("").join(pieces)


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
        anchor = "start" if x < box.left + _EDGE else "end" if x > box.right - _EDGE else "middle"
        pieces.append(
            Markup(
                '<line class="tickmark" x1="{}" x2="{}" y1="{}" y2="{}"/>'
                '<text class="tick" x="{}" y="{}" text-anchor="{}">{}</text>'
            ).format(x, x, box.bottom, box.bottom + 5, x, box.bottom + 20, anchor, text)
        )
    if box.lane:
        pieces.append(
            Markup(
                '<rect class="lane" x="{}" y="{}" width="{}" height="{}"/>'
                '<text class="tick" x="{}" y="{}" text-anchor="middle">no date</text>'
            ).format(
                box.left,
                box.top,
                box.lane - 8,
                round(box.height, 1),
                round(box.left + (box.lane - 8) / 2, 1),
                box.bottom + 20,
            )
        )
    pieces.append(
        Markup('<line class="axis" x1="{}" x2="{}" y1="{}" y2="{}"/>').format(
            box.start, box.right, box.bottom, box.bottom
        )
    )
    return Markup("").join(pieces)


def _place(
    marks: Sequence[Point], box: _Box, across: axes.Axis, up: axes.Axis, r: float, most: int
) -> list[tuple[Point, float, float]]:
    """Where each mark goes: at its time, fanned upward over those that stand there already.

    Without a date a mark may go anywhere across its lane. Taken places are kept in squares of the
    size of a step, so that only neighbours are looked at. Where there is no room left above, marks
    go below, and at last lie on one another.
    """
    step = r * _FAN
    taken: dict[tuple[int, int], list[tuple[float, float]]] = {}
    around = [(i, j) for i in (-1, 0, 1) for j in (-1, 0, 1)]

    def is_free(x: float, y: float) -> bool:
        column, row = int(x // step), int(y // step)
        for i, j in around:
            for px, py in taken.get((column + i, row + j), ()):
                if abs(px - x) < step and abs(py - y) < step:
                    return False
        return True

    middle = box.left + (box.lane - 8) / 2
    aside = [
        middle + step * ((turn + 1) // 2) * (1 if turn % 2 else -1)
        for turn in range(int((box.lane - 8) / step) - 1)
    ]
    placed: list[tuple[Point, float, float]] = []
    for point in marks:
        xs = aside if point.undated else [box.x(across.share(point.at))]
        home = box.y(up.share(point.value))
        above = min(most, int(max(0.0, home - box.top) // step))
        heights = [home - step * turn for turn in range(above + 1)]
        heights += [min(home + step * turn, box.bottom + r) for turn in range(1, most - above)]
        places = ((x, y) for y in heights for x in xs)
        x, y = next((place for place in places if is_free(*place)), (xs[0], heights[-1]))
        taken.setdefault((int(x // step), int(y // step)), []).append((x, y))
        placed.append((point, round(x, 1), round(y, 1)))
    return placed


def _band(ends: Sequence[float], box: _Box, up: axes.Axis) -> str:
    """What two independent origins print, across all times; a line where it is one number."""
    bottom, top = (box.y(min(1.0, max(0.0, up.share(end)))) for end in ends)
    y, height = (top, bottom - top) if bottom - top > _THIN else (top - _THIN / 2, _THIN)
    return (
        f'<rect class="band" x="{box.left}" y="{y:.1f}" width="{box.width:.1f}" '
        f'height="{height:.1f}"/>'
    )


def _steps(marks: Sequence[Point], box: _Box, across: axes.Axis, up: axes.Axis) -> str:
    """A line that goes up or down where a new number is first printed."""
    found = [(box.x(across.share(at)), box.y(up.share(value))) for at, value in steps(marks)]
    if len(found) < 2:
        return ""
    (x, y), *rest = found
    path = f"M{x:.1f} {y:.1f}" + "".join(f"H{x:.1f}V{y:.1f}" for x, y in rest)
    return f'<path class="steps" d="{path}H{box.right:.1f}"/>'


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


def _glyph(
    point: Point, x: float, y: float, r: float, titles: bool = True, number: bool = False
) -> str:
    classes = f"mark c{point.colour}" + " copy" * point.copy + " pale" * point.pale
    title = f"<title>{escape(point.title)}</title>" if titles and point.title else ""
    within = ""
    if number and 0 < point.colour <= COLOURS:
        below = round(y + _MIDDLE.get(point.shape, 2.8), 1)
        within = f'<text x="{x}" y="{below}">{point.colour}</text>'
    path = f'<path d="M{x} {y}{_outline(point.shape, r)}"/>'
    return f'<g class="{classes}">{path}{within}{title}</g>'


def _linked(glyph: str, point: Point, address: str) -> str:
    """The mark as a link that is called what the mark says."""
    return f'<a href="{escape(address)}" aria-label="{escape(point.title)}">{glyph}</a>'


def _unread(*pieces: Markup) -> Markup:
    return Markup('<g aria-hidden="true">{}</g>').format(Markup("").join(pieces))


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
    days = [datetime.fromtimestamp(p.at, UTC).date() for p in marks if not p.undated]
    span = ""
    if days:
        span = f" on {days[0]}" if days[0] == days[-1] else f" from {days[0]} to {days[-1]}"
    return (
        f"{words.plural(len(marks), 'claim')}{span}, between {words.amount(low.value, unit)} and "
        f"{words.amount(high.value, unit)}. The table below lists them."
    )


def log_note(marks: Sequence[Point]) -> bool:
    """Whether the value axis is logarithmic, which the page must say."""
    return bool(marks) and axes.is_log([point.value for point in marks])
