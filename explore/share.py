"""The picture of a figure for a chat: its question, its two numbers, its chart.

Drawn as SVG and turned into PNG by resvg with the font Roboto (the extra ``png``).
"""

import textwrap
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from markupsafe import Markup

from answers import words
from explore import charts, marks, pictures
from explore.cells import kept, spoken_time

WIDTH, HEIGHT = 1200, 630
"""Pixels, as Open Graph wants them."""
MARGIN = 64
INKS = {
    "conflict": "#a4161a",
    "lead": "#8a3d00",
    "updated": "#7a4a00",
    "compatible": "#205c75",
    "agree": "#1d6336",
}
_PLAIN = "#4a5560"
_LINE, _MOST_LINES, _LINE_HEIGHT = 50, 3, 54
_LOWEST_CHART = 130


class NotInstalled(Exception):
    """What the answer needs is not installed here; the message says how to get it."""


def png(page: dict[str, Any], root: str) -> bytes:
    """The picture, ``WIDTH`` by ``HEIGHT``. Raises ``NotInstalled``."""
    if not installed():
        raise NotInstalled(
            "Pictures as PNG need resvg and a font, which are not installed on this server: "
            "pip install 'claimledger[png]'. The same chart is there as SVG."
        )
    fonts = Path(import_module("font_roboto").__file__ or "").parent / "files"
    drawn: bytes = import_module("resvg_py").svg_to_bytes(
        svg_string=svg(page, root),
        skip_system_fonts=True,
        font_files=[str(fonts / f"Roboto-{weight}.ttf") for weight in ("Regular", "Bold")],
        font_family="Roboto",
        sans_serif_family="Roboto",
    )
    return drawn


@cache
def installed() -> bool:
    """Whether pictures can be made here."""
    return all(find_spec(name) is not None for name in ("resvg_py", "font_roboto"))


def svg(page: dict[str, Any], root: str) -> str:
    """The drawing of the answer of ``answers.figure``; ``root`` is the address of the site."""
    ink = INKS.get("lead" if page["verdict"]["tier"] == "lead" else page["verdict"]["name"], _PLAIN)
    lines = textwrap.wrap(kept(page["title"]), _LINE, max_lines=_MOST_LINES, placeholder="…")
    top = 150 + _LINE_HEIGHT * len(lines)
    pieces = [
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="#fff"/>',
        f'<rect width="20" height="{HEIGHT}" fill="{ink}"/>',
        _text(page["verdict"]["word"].upper(), MARGIN, 76, 26, ink, bold=True),
        _text(root.partition("//")[2] or "claimledger", WIDTH - MARGIN, 76, 24, end=True),
        *(
            _text(line.strip(" ·"), MARGIN, 150 + _LINE_HEIGHT * at, 44, "#1b1f23", bold=True)
            for at, line in enumerate(lines)
        ),
        *_sides(page, top + 36, ink),
        _chart(page, top + 120),
        _text(_note(page), MARGIN, HEIGHT - 22, 22),
    ]
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" '
        f'width="{WIDTH}" height="{HEIGHT}" font-family="Roboto">{"".join(pieces)}</svg>'
    )


def _sides(page: dict[str, Any], y: int, ink: str) -> list[str]:
    """The two numbers that the verdict rests on, each with who prints it; or the first one."""
    told = [(side["called"], side["claim"]) for side in page["opposed"]] or [
        (reading["called"], reading["claims"][0])
        for reading in page["readings"][:1]
        if reading["claims"]
    ]
    width = (WIDTH - 2 * MARGIN) // max(1, len(told))
    pieces = []
    for at, (number, claim) in enumerate(told):
        x = MARGIN + at * width
        size = 60 if len(number) <= width // 34 else 36
        who = claim["origin"] or "no source named"
        where = f"{claim['outlet']}, {spoken_time(claim['at'][:10])}"
        pieces += [
            _text(_cut(kept(number), width // (size // 2)), x, y, size, ink, bold=True),
            _text(_cut(who, width // 12), x, y + 34, 24),
            _text(_cut(where, width // 12), x, y + 64, 24),
        ]
    return pieces


def _note(page: dict[str, Any]) -> str:
    outlets = words.plural(page["outlet_count"], "outlet")
    changed = spoken_time(page["changed_at"][:10])
    return f"{outlets} · changed {changed} · it does not say who is right"


def _chart(page: dict[str, Any], top: int) -> str:
    """The chart in what room is left; nothing where that is too little, or there is one mark."""
    found, legend = marks.points(page["readings"])
    key, width, height = charts.key(legend, found), WIDTH - 2 * MARGIN, HEIGHT - 48 - top
    if len(found) < 2 or height < _LOWEST_CHART + charts.key_height(key, width):
        return ""
    drawn = charts.chart(
        found,
        legend.unit,
        width=width,
        height=height,
        titles=False,
        numbers=charts.numbered(found),
        captions=charts.Captions(key=key),
        line=page["verdict"]["name"] == "updated",
        band=marks.band(page),
    )
    style = f"<style>.chart {{ font-size: 13px }}{pictures.STYLE}</style>"
    return f'{style}<g transform="translate({MARGIN} {top})">{drawn}</g>'


def _cut(text: str, most: int) -> str:
    return text if len(text) <= most else text[: most - 1].rstrip() + "…"


def _text(
    text: str, x: int, y: int, size: int, ink: str = "#55606b", *, bold: bool = False,
    end: bool = False,
) -> str:  # fmt: skip
    weight = ' font-weight="bold"' if bold else ""
    anchor = ' text-anchor="end"' if end else ""
    head = f'<text x="{x}" y="{y}" font-size="{size}" fill="{ink}"{weight}{anchor}>'
    return str(Markup(head) + text + Markup("</text>"))
