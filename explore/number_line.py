"""The number line on a card: how far apart a figure's numbers lie, as marks on a line.

It has no words of its own; the list above it has them.
"""

import math
from collections.abc import Mapping, Sequence
from typing import Any

from markupsafe import Markup

from answers import scales, words
from explore import axes

_MARGIN = 2.0
"""Per cent of the width left free at each end, so that no mark is cut."""


def number_line(sides: Sequence[Mapping[str, Any]]) -> Markup:
    """The numbers of these sides on a line, larger marks for more voices; "" for fewer than two.

    The least and the greatest number stand at the ends. A scale over a fiftyfold is logarithmic.
    """
    numbers = [s for s in sides if s["value"] is not None and words.counts(s["called"])]
    on_scale = scales.scale(numbers)
    unit = words.shown_unit(*scales.common_unit(numbers))
    placed = [
        (turn.apply(side["value"]) or 0.0, max(1, int(side["voice_count"])), not side["outlets"])
        for side in numbers
        if (turn := on_scale(side)) is not None
    ]
    found = sorted({value for value, _, _ in placed})
    if len(found) < 2:
        return Markup("")
    log = axes.is_log(found)
    low, high = (math.log(found[0]), math.log(found[-1])) if log else (found[0], found[-1])
    marks = Markup("")
    for value, voices, copies_only in placed:
        share = ((math.log(value) if log else value) - low) / (high - low)
        marks += Markup('<circle cx="{}%" cy="9" r="{}"{}/>').format(
            round(_MARGIN + share * (100 - 2 * _MARGIN), 2),
            round(min(8.0, 3.5 + math.sqrt(voices)), 1),
            Markup(' class="copy"') if copies_only else "",
        )
    return Markup(
        '<div class="number-line" aria-hidden="true"><span>{}</span><svg width="100%" height="18">'
        '<line x1="0" x2="100%" y1="9" y2="9"/>{}</svg><span>{}</span></div>'
    ).format(_end(found[0], unit), marks, _end(found[-1], unit))


def _end(value: float, unit: str | None) -> str:
    rounded = float(f"{value:.4g}") if not value.is_integer() else value
    return words.amount(int(rounded) if rounded.is_integer() else rounded, unit)
