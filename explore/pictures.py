"""The chart of a figure as a picture of its own: its question, unit, day and legend are inside."""

from typing import Any

from answers import words
from explore import charts, marks

WIDTH, HEIGHT = 960, 420
_COLOURS = ("#5f6973", "#12467f", "#b3261e", "#17734f", "#a85b00", "#7b3fa0", "#00757f", "#1b1f23")
_DRAWN = """
.grid { stroke: #d5dadd } .axis, .tickmark { stroke: #55606b } .lane { fill: #f6f7f5 }
.title { fill: #1b1f23; font-size: 15px; font-weight: bold } .source, .tick { fill: #55606b }
.label { fill: #1b1f23; font-weight: bold } .leader { stroke: #d5dadd; fill: none }
.steps { fill: none; stroke: #55606b; stroke-width: 1.5; stroke-dasharray: 5 3 }
.band { fill: #e4f3e8; stroke: #1d6336; stroke-width: .75; stroke-dasharray: 2 3 }
.mark path { stroke-width: 1.5 } .whisker path { stroke-width: 1.4; fill: none }
.mark.copy path { fill: #fff } .pale { opacity: .45 }
.mark text { fill: #fff; font-size: 8px; font-weight: bold; text-anchor: middle }
.mark.copy text { fill: #1b1f23 }
"""
STYLE = _DRAWN + "".join(
    f".c{number} path {{ stroke: {ink}; fill: {ink} }}\n" for number, ink in enumerate(_COLOURS)
)
"""What a drawing needs that has no page around it."""
_FRAME = "svg { background: #fff; font: 12px sans-serif }"


def svg(page: dict[str, Any], root: str) -> str:
    """The answer of ``answers.figure`` drawn: ``WIDTH`` by ``HEIGHT`` and its legend below.

    It has colours of its own; ``root`` is the address of the site, which the note below names.
    """
    found, legend = marks.points(page["readings"])
    key = charts.key(legend, found)
    unit = f" ({legend.unit})" if legend.unit else ""
    told = (
        page["verdict"]["word"],
        words.plural(page["outlet_count"], "outlet"),
        f"changed {page['changed_at'][:10]}",
        root.partition("//")[2],
    )
    drawn = charts.chart(
        found,
        legend.unit,
        width=WIDTH,
        height=HEIGHT + charts.key_height(key, WIDTH),
        numbers=charts.numbered(found),
        captions=charts.Captions(f"{page['title']}{unit}", " · ".join(told), key),
        line=page["verdict"]["name"] == "updated",
        band=marks.band(page),
    )
    start, _, rest = str(drawn).partition(">")
    return f"{start}><style>{_FRAME}{STYLE}</style>{rest}" if drawn else EMPTY


EMPTY = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 960 60" width="960" height="60">'
    '<text x="8" y="34" font-family="sans-serif">This figure holds no number to draw.</text></svg>'
)
