"""What a chart shows of a figure: one mark a claim, and what the marks mean.

Shape says how the number is hedged, colour says whose number it is, a hollow mark is a copy, a pale
one has been replaced.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from answers import scales, words
from explore import axes
from explore.cells import spoken_time

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
    undated: bool = False
    """No time of publication is known: ``at`` is when the ledger saw it."""
    article_id: str = ""
    claim_id: str = ""


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
    unreported: int
    """Claims that say that nothing is reported: no number, and not drawn as zero."""


def points(readings: Sequence[Mapping[str, Any]]) -> tuple[list[Point], Legend]:
    """The marks of a figure's readings, oldest first, and their legend.

    Those without a date come first: their lane is the leftmost. A claim without a number between
    two bounds (a range, a vague word) sits in the middle of its ends, or on the one that it has.
    """
    colours = _colours(readings)
    numbers = [claim for reading in readings for claim in reading["claims"]]
    unit, kind = scales.common_unit(numbers)
    on_scale = scales.scale(numbers)
    left_out, unreported, converted = 0, 0, False
    found: list[Point] = []
    for reading in readings:
        for claim in reading["claims"]:
            at = axes.seconds(claim["at"])
            centre = _centre(claim)
            if at is None or centre is None:
                continue
            if claim["value"] == 0 and not words.counts(claim["called"]):
                unreported += 1
                continue
            turn = on_scale(claim)
            if turn is None:
                left_out += 1
                continue
            value = turn.apply(centre) or 0.0
            converted |= turn.factor != 1.0
            origin = claim["origin"] or ""
            undated = claim.get("at_is") == "first seen"
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
                    title=_title(claim, undated, reading["superseded"] is not None),
                    called=reading["called"].removeprefix("from "),
                    undated=undated,
                    article_id=claim.get("article_id", ""),
                    claim_id=claim.get("id", ""),
                )
            )
    found.sort(key=lambda point: (not point.undated, point.at, point.value, point.title))
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
        unreported=unreported,
    )
    return found, legend


def _title(claim: Mapping[str, Any], undated: bool, replaced: bool) -> str:
    """All that the mark of a claim says, in words."""
    when = "no date printed" if undated else spoken_time(claim["at"])
    said = [claim["called"], claim["origin"] or "no source named", f"{claim['outlet']}, {when}"]
    if claim["is_copy"]:
        said.append("a copy")
    if not claim["current"]:
        said.append("no longer printed")
    elif replaced:
        said.append("replaced")
    return " – ".join(said)


def band(page: Mapping[str, Any]) -> list[float] | None:
    """The ends of what two independent origins print, on the scale of the chart."""
    numbers = [claim for reading in page["readings"] for claim in reading["claims"]]
    _, kind = scales.common_unit(numbers)
    turn = scales.scale(numbers)({"unit": page["scope"]["unit"], "kind": kind})
    if turn is None or page["shared"] is None:
        return None
    return [turn.apply(end) or 0.0 for end in page["shared"]]


def why_no_band(page: Mapping[str, Any]) -> str:
    """Why the chart of a figure has no band."""
    if page["shared"] is not None:
        return "what two origins print has no place on this scale."
    if page["origin_count"] <= 1:
        return "these numbers rest on a single origin."
    return (
        "no two independent origins print one exact number. Replaced and denied ones, bounds "
        "and, of one origin, all but the latest do not count."
    )


def steps(marks: Sequence[Point]) -> list[tuple[float, float]]:
    """The latest number over time, as (seconds, value): where each new number was first printed.

    An older number that is printed again does not take the line back; copies and dates that are
    not known have no part in it.
    """
    found: list[tuple[float, float]] = []
    seen: set[float] = set()
    for point in marks:
        if not point.undated and not point.copy and point.value not in seen:
            seen.add(point.value)
            found.append((point.at, point.value))
    return found


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
